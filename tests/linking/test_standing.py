"""How fields stand, who is accused, and in which order it was told."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from linking_reports import BALAD, Draft, attack

from sayso.linking import link
from sayso.linking.links import Links
from sayso.linking.rules import GROUPS, RULES
from sayso.record import Incident, Report, Standing

FILLER = (
    "The traders had set out their stalls before dawn because of the heat, and most of those "
    "who were hurt had come from the villages across the river to buy seed and salt."
)


def only(links: Links) -> Incident:
    (incident,) = links.incidents
    return incident


def names(links: Links, ids: tuple[str, ...]) -> list[str]:
    of = {o.id: o.name for o in links.origins}
    return sorted(of[i] for i in ids)


def paper(n: int, killed: int, source: str | None = None, day: str = "2020-05-03") -> Report:
    return attack(f"r_{n}", f"Paper {n}", day, killed=killed, source=source)


@pytest.mark.parametrize(
    ("reports", "standing"),
    [
        ([paper(1, 10)], "one_origin"),
        ([paper(1, 10), paper(2, 10)], "agreed"),
        ([paper(1, 10), paper(2, 14)], "contested"),
        ([paper(1, 10, "police"), paper(2, 14, "police", "2020-05-04")], "superseded"),
        ([paper(1, 10, "police"), paper(2, 10, "police", "2020-05-04")], "one_origin"),
        (
            [paper(1, 10, "police"), paper(2, 14, "police", "2020-05-04"), paper(3, 14)],
            "agreed",
        ),
        (
            [paper(1, 10, "police"), paper(2, 14, "police", "2020-05-04"), paper(3, 10)],
            "contested",
        ),
    ],
)
def test_how_a_toll_stands(reports: list[Report], standing: Standing) -> None:
    assert only(link(reports)).standing["killed"] == standing


def test_standing_agrees_with_the_lists_beside_it() -> None:
    incident = only(link([paper(1, 10), paper(2, 14), paper(3, 10)]))
    contested = {f for f, s in incident.standing.items() if s == "contested"}
    agreed = {f for f, s in incident.standing.items() if s == "agreed"}
    assert set(incident.contested) == contested
    assert set(incident.agreed) == agreed


def test_a_range_keeps_the_figure_of_each_origin() -> None:
    links = link([paper(1, 10), paper(2, 14, day="2020-05-04"), paper(3, 12, "police")])
    told = {names(links, (f.origin,))[0]: f.best for f in only(links).tolls["killed"].origins}
    assert told == {"Paper 1": 10, "police": 12, "Paper 2": 14}
    assert only(links).tolls["killed"].origins[-1].told == "2020-05-04"


def test_a_figure_that_was_replaced_is_no_figure_of_the_range() -> None:
    links = link([paper(1, 10, "police"), paper(2, 14, "police", "2020-05-04")])
    (figure,) = only(links).tolls["killed"].origins
    assert figure.best == 14


def test_the_accused_who_says_so_has_claimed_it() -> None:
    links = link(
        [
            attack("r_a", "A Wire", "2020-05-03", by="River Brigade", source="police"),
            attack("r_b", "B Daily", "2020-05-03", by="River Brigade", source="The River Brigade"),
        ]
    )
    (found,) = only(links).allegations
    assert (found.accused, found.claimed) == ("River Brigade", True)
    assert len(found.by) == 2


def test_a_denial_stands_beside_the_accusation() -> None:
    denial = attack(
        "r_b",
        "B Daily",
        "2020-05-03",
        by="River Brigade",
        source="Amadou Sarr",
        stance="denies",
        status="denied",
        killed=None,
    )
    links = link([attack("r_a", "A Wire", "2020-05-03", by="River Brigade"), denial])
    (found,) = only(links).allegations
    assert names(links, found.by) == ["A Wire"]
    assert names(links, found.denied_by) == ["Amadou Sarr"]
    assert not found.claimed


def test_a_description_accuses_nobody() -> None:
    assert only(link([attack("r_a", "A Wire", "2020-05-03", by="gunmen")])).allegations == ()


def test_who_has_nothing_of_its_own_follows() -> None:
    links = link(
        [
            paper(1, 10, "police"),
            paper(2, 10, "police", "2020-05-04"),
            attack("r_3", "Paper 3", "2020-05-05", killed=10, source="Paper 1"),
            paper(4, 10, "residents", "2020-05-06"),
        ]
    )
    steps = {s.report: (s.follows, s.how) for s in only(links).telling}
    assert list(steps) == ["r_1", "r_2", "r_3", "r_4"]
    assert steps == {
        "r_1": (None, None),
        "r_2": ("r_1", "same_source"),
        "r_3": ("r_1", "citation"),
        "r_4": (None, None),
    }
    first = only(links).telling[0]
    assert (first.told, names(links, first.origins)) == ("2020-05-03", ["police"])


def test_a_new_figure_of_an_old_source_follows_nobody() -> None:
    links = link([paper(1, 10, "police"), paper(2, 12, "police", "2020-05-04")])
    step = only(links).telling[1]
    assert (step.origins, step.follows) == ((), None)


def test_a_copy_follows_its_original() -> None:
    first = attack("r_a", "A Wire", "2020-05-03T08:00:00Z", filler=FILLER, wording=1)
    second = attack("r_b", "B Daily", "2020-05-03T12:00:00Z", filler=FILLER, wording=1)
    step = only(link([second, first])).telling[1]
    assert (step.report, step.follows, step.how, step.origins) == ("r_b", "r_a", "copy", ())


def test_an_act_of_ones_own_is_not_denied_with_its_toll() -> None:
    text = "The River Brigade denied that its raid in Balad had killed 10 people."
    d = Draft("r_b", "B Daily", "2020-05-03", text)
    brigade = d.actor("River Brigade")
    s = d.says(
        "The River Brigade",
        "denied",
        "its raid in Balad had killed 10 people",
        actor=brigade,
        stance="denies",
    )
    toll = d.toll("10", 10, statement=s)
    d.event("raid", said=[s], actors=(brigade,), places=(d.place(BALAD),), tolls=(toll,))
    told = only(link([d.done()])).accounts
    assert [a.denied for a in told["killed"]] == [True]
    assert [a.denied for a in told["actors"]] == [False]


@pytest.mark.parametrize(
    ("words", "stance", "denied"),
    [
        ("denied any involvement", "denies", True),
        ("claimed responsibility", "claims", False),
        ("denied that the town had fallen", "denies", None),
    ],
)
def test_an_answer_without_an_event_is_about_what_was_just_told(
    words: str, stance: str, denied: bool | None
) -> None:
    text = f"A bomb killed 10 people in Balad. The River Brigade {words}."
    d = Draft("r_a", "A Wire", "2020-05-03", text)
    brigade = d.actor("River Brigade")
    cue, content = words.split(" ", 1)
    d.says("The River Brigade", cue, content, actor=brigade, stance=stance)
    d.event("bomb", places=(d.place(BALAD),), tolls=(d.toll("10", 10),))
    told = only(link([d.done()])).accounts.get("actors", ())
    expected = [] if denied is None else [("River Brigade", denied)]
    assert [(a.value, a.denied) for a in told] == expected


def test_fighters_of_a_body_are_the_body() -> None:
    text = "The River Brigade denied that its fighters had killed 10 people in Balad."
    d = Draft("r_b", "B Daily", "2020-05-03", text)
    brigade = d.actor("River Brigade")
    fighters = d.actor("its fighters", kind="group", member_of=brigade)
    content = "its fighters had killed 10 people in Balad"
    s = d.says("The River Brigade", "denied", content, actor=brigade, stance="denies")
    d.event("killed", said=[s], actors=(fighters,), places=(d.place(BALAD),))
    told = only(link([d.done()])).accounts["actors"]
    assert [(a.value, a.denied) for a in told] == [("River Brigade", True)]


@settings(max_examples=20, deadline=None)
@given(st.permutations(range(6)))
def test_the_order_in_which_reports_come_in_changes_nothing(order: list[int]) -> None:
    reports = [
        paper(1, 10, "police"),
        paper(2, 14, "police", "2020-05-04"),
        paper(3, 12, "Paper 4"),
        paper(4, 12, "Paper 3"),
        attack("r_5", "Paper 5", "2020-05-05", killed=14, by="River Brigade", source="residents"),
        attack("r_6", "Paper 6", "2020-05-05", by="River Brigade", source="River Brigade"),
    ]
    once = link(reports)
    again = link([reports[i] for i in order])
    assert (again.incidents, again.origins) == (once.incidents, once.origins)


def test_letters_are_the_name() -> None:
    text = "The RB killed 10 people in Balad on Saturday, police said."
    d = Draft("r_b", "B Daily", "2020-05-03", text)
    letters = d.actor("RB", name="RVB", kind="organization")
    s = d.says("police", "said", "The RB killed 10 people in Balad on Saturday")
    time = d.time("Saturday", "2020-05-02")
    tolls = (d.toll("10", 10, statement=s),)
    place = d.place(BALAD)
    d.event(
        "killed",
        mode="explosives",
        said=[s],
        actors=(letters,),
        places=(place,),
        time=time,
        tolls=tolls,
    )
    named = attack("r_a", "A Wire", "2020-05-03", by="River Valley Brigade")
    incident = only(link([named, d.done()]))
    assert incident.standing["actors"] == "agreed"
    assert [a.accused for a in incident.allegations] == ["River Valley Brigade"]


def test_every_rule_has_one_name_and_a_group() -> None:
    assert len({r.name for r in RULES}) == len(RULES)
    assert {r.group for r in RULES} == set(GROUPS)
