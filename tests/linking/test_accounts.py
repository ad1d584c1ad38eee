from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from linking_reports import BALAD, TIKRIT, Draft, at, attack

from sayso.linking import link
from sayso.linking.accounts.tellings import written
from sayso.linking.accounts.toll_rules import toll_range
from sayso.record import Incident, OriginFigure, Report, TollRule, TollWho


def only(*reports: Report, rule: TollRule = "ucdp") -> Incident:
    (incident,) = link(reports, rule=rule).incidents
    return incident


def test_two_origins_with_two_tolls_are_contested() -> None:
    incident = only(
        attack("r_a", "Example Wire", "2020-05-03", killed=10),
        attack("r_b", "River Daily", "2020-05-03", killed=14),
    )
    assert "killed" in incident.contested
    assert "killed" not in incident.agreed
    assert {a.value for a in incident.accounts["killed"]} == {"10", "14"}


def test_two_perpetrators_are_contested_and_one_that_nobody_names_is_not() -> None:
    def by(*names: str) -> Incident:
        return only(
            *(attack(f"r_{n}", f"Paper {n}", "2020-05-03", by=by) for n, by in enumerate(names))
        )

    assert "actors" in by("River Brigade", "Northern Guard").contested
    assert "actors" not in by("River Brigade", "gunmen").contested
    assert "actors" not in by("River Brigade", "gunmen").agreed
    assert by("River Brigade", "The River Brigade").agreed["actors"] == "River Brigade"


def test_whoever_is_accused_the_coding_is_the_same() -> None:
    sides = ("River Brigade", "Northern Guard")
    one, two = (
        only(
            attack("r_a", "Example Wire", "2020-05-03", by=first),
            attack("r_b", "River Daily", "2020-05-03", by=second),
        )
        for first, second in (sides, sides[::-1])
    )
    swap = dict(zip(sides, sides[::-1], strict=True))
    assert one.contested == two.contested
    assert [swap[a.value] for a in one.accounts["actors"]] == [
        a.value for a in two.accounts["actors"]
    ]


def test_a_denial_is_marked_and_contests() -> None:
    incident = only(
        attack("r_a", "Example Wire", "2020-05-03", by="River Brigade"),
        attack(
            "r_b",
            "River Daily",
            "2020-05-03",
            by="River Brigade",
            source="Amadou Sarr",
            stance="denies",
            status="denied",
            killed=None,
        ),
    )
    told = {(a.value, a.denied) for a in incident.accounts["actors"]}
    assert told == {("River Brigade", False), ("River Brigade", True)}
    assert "actors" in incident.contested


def test_a_correction_supersedes_and_does_not_contest() -> None:
    incident = only(
        attack("r_a", "Example Wire", "2020-05-03", killed=14),
        attack("r_b", "Example Wire", "2020-05-04", killed=11),
        attack("r_c", "River Daily", "2020-05-04", killed=11),
    )
    told = {a.value: a.superseded_by for a in incident.accounts["killed"]}
    assert told == {"14": "11", "11": None}
    assert incident.agreed["killed"] == "11"
    assert incident.contested == ()
    assert (incident.tolls["killed"].low, incident.tolls["killed"].high) == (11, 11)


def test_a_late_reprint_of_an_old_figure_is_not_a_new_figure() -> None:
    filler = (
        "The traders had set out their stalls before dawn because of the heat, and most of those "
        "who were hurt had come from the villages across the river to buy seed and salt."
    )
    incident = only(
        attack("r_a", "Example Wire", "2020-05-03", killed=14, filler=filler, wording=1),
        attack("r_b", "Example Wire", "2020-05-04", killed=11),
        attack("r_c", "River Daily", "2020-05-05", killed=14, filler=filler, wording=1),
    )
    assert {a.value: a.superseded_by for a in incident.accounts["killed"]} == {
        "14": "11",
        "11": None,
    }


def two_figures(*told: tuple[str, dict[str, int | None]]) -> Incident:
    """One attack with the figure of each of several outlets."""

    def report(n: int, words: str, figures: dict[str, int | None]) -> Report:
        text = f"A bomb killed {words} people at the market of Balad on Saturday."
        d = Draft(f"r_{n}", f"Paper {n}", "2020-05-03", text)
        d.event(
            "bomb",
            places=(d.place(BALAD),),
            time=d.time("Saturday", "2020-05-02"),
            tolls=(d.toll(words, **figures),),  # type: ignore[arg-type]
        )
        return d.done()

    return only(*(report(n, *figure) for n, figure in enumerate(told)))


AT_LEAST_14 = ("at least 14", {"low": 14, "best": 14, "high": None})
OR_MORE = ("14 or more", {"low": 14, "best": 14, "high": None})
JUST_14 = ("14", {"best": 14})
ABOUT_20 = ("about 20", {"low": None, "best": 20, "high": None})


@pytest.mark.parametrize(
    ("told", "agreed", "contested"),
    [
        ((AT_LEAST_14, JUST_14), "14", False),
        ((AT_LEAST_14, OR_MORE), "at least 14", False),
        ((ABOUT_20, ("20", {"best": 20})), "20", False),
        ((AT_LEAST_14, ("31", {"best": 31})), None, False),
        ((AT_LEAST_14, ABOUT_20), None, False),
        ((AT_LEAST_14, JUST_14, OR_MORE), "14", False),
        ((AT_LEAST_14, OR_MORE, ("31", {"best": 31})), None, False),
        ((AT_LEAST_14, ("11", {"best": 11})), None, True),
        ((JUST_14, ("31", {"best": 31})), None, True),
        ((JUST_14,), None, False),
    ],
)
def test_agreed_is_one_number_contested_is_two_that_cannot_both_be_true(
    told: tuple[tuple[str, dict[str, int | None]], ...], agreed: str | None, contested: bool
) -> None:
    incident = two_figures(*told)
    assert incident.agreed.get("killed") == agreed
    assert ("killed" in incident.contested) is contested


@pytest.mark.parametrize("events", [1, 2])
@pytest.mark.parametrize(
    ("numbers", "total"),
    [
        ("27 people were wounded, 9 of them critically", ["27"]),
        ("30 people were wounded, including 5 children", ["30"]),
        ("12 soldiers and 3 civilians were wounded", ["12"]),
        ("27 people were wounded. Later doctors spoke of 9", ["27", "9"]),
    ],
)
def test_of_several_numbers_in_a_sentence_the_greatest_is_the_whole(
    numbers: str, total: list[str], events: int
) -> None:
    text = f"A bomb hit Balad; in the blast {numbers}."
    d = Draft("r_a", "Example Wire", "2020-05-03", text)
    place = d.place(BALAD)
    tolls = [d.toll(n, int(n), "injured") for n in re.findall(r"\d+", numbers)]
    each = tuple(tolls) if events == 1 else tuple(tolls[:1])
    first = d.event("bomb", places=(place,), tolls=each)
    if events == 2:
        d.event("blast", places=(place,), tolls=tuple(tolls[1:]), same_as=first)
    incident = only(d.done())
    told = [a.value for a in incident.accounts["injured"]]
    assert told == (total if events == 2 else total[:1])
    assert incident.tolls["injured"].best == int(total[0])


def test_a_district_holds_its_town_and_another_town_does_not() -> None:
    district = {
        "name": "Salah al-Din",
        "lat": 34.5,
        "lon": 43.6,
        "country": "IRQ",
        "admin1": "Salah al-Din",
    }
    balad = {**BALAD, "admin1": "Salah al-Din"}

    def report(id_: str, outlet: str, where: dict[str, object], precision: int) -> Report:
        text = f"A bomb killed 10 people in {where['name']} on Saturday."
        d = Draft(id_, outlet, "2020-05-03", text)
        d.event(
            "bomb",
            mode="explosives",
            places=(d.place(where, precision),),
            time=d.time("Saturday", "2020-05-02"),
            tolls=(d.toll("10", 10),),
        )
        return d.done()

    wide = only(report("r_a", "Example Wire", balad, 1), report("r_b", "River Daily", district, 4))
    assert wide.agreed["place"] == "Balad"
    towns = only(report("r_a", "Example Wire", balad, 1), report("r_b", "River Daily", TIKRIT, 1))
    assert "place" in towns.contested


def test_who_tells_what_can_be_followed() -> None:
    incident = only(attack("r_a", "Example Wire", "2020-05-03", source="Sami Haddad"))
    (account,) = incident.accounts["killed"]
    assert account.statements[0].model_dump() == {"report": "r_a", "statement": "s1"}
    assert account.events[0].model_dump() == {"report": "r_a", "event": "e1"}
    assert account.told == "2020-05-03"


def figure(low: int, best: int, high: int | None, told: str = "2020-05-03") -> OriginFigure:
    return OriginFigure(origin="o_1", low=low, best=best, high=high, told=told)


FIGURES = [
    figure(8, 8, 8),
    figure(10, 10, 10),
    figure(10, 10, None),
    figure(12, 15, 20),
]


@pytest.mark.parametrize(
    ("rule", "low", "best", "high"),
    [
        ("ucdp", 8, 10, 20),
        ("acled", 8, 8, 8),
        ("minmax", 8, None, 20),
        ("median_of_origins", 8, 10, 20),
    ],
)
def test_rules(rule: TollRule, low: int, best: int | None, high: int) -> None:
    found = toll_range(FIGURES, rule)
    assert found is not None
    assert (found.low, found.best, found.high, found.rule) == (low, best, high, rule)


def test_of_equally_cited_figures_ucdp_takes_the_latest() -> None:
    found = toll_range([figure(9, 9, 9, "2020-05-03"), figure(7, 7, 7, "2020-05-04")], "ucdp")
    assert found is not None
    assert found.best == 7
    assert toll_range([], "ucdp") is None


COUNT = st.integers(0, 10_000)


@given(
    st.lists(
        st.builds(lambda a, b, c: figure(*sorted((a, b, c))), COUNT, COUNT, COUNT), min_size=1
    ),
    st.sampled_from(["ucdp", "acled", "minmax", "median_of_origins"]),
)
def test_ranges_are_ordered_and_told(figures: list[OriginFigure], rule: TollRule) -> None:
    found = toll_range(figures, rule)
    assert found is not None
    values = [v for v in (found.low, found.best, found.high) if v is not None]
    assert values == sorted(values)
    told = {v for f in figures for v in (f.low, f.best, f.high)}
    assert set(values) <= told


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ((10, 10, 10), "10"),
        ((10, 10, None), "at least 10"),
        ((None, None, 10), "up to 10"),
        ((10, 11, 12), "10 to 12"),
        ((None, 10, None), "about 10"),
        ((None, None, None), ""),
    ],
)
def test_written(figures: tuple[int | None, int | None, int | None], words: str) -> None:
    assert written(figures) == words


def test_who_denies_having_done_it_says_nothing_of_the_toll() -> None:
    text = "The River Brigade denied planting the bomb that killed 10 people in Balad on Saturday."
    d = Draft("r_a", "Example Wire", "2020-05-03", text)
    brigade = d.actor("River Brigade")
    s = d.says(
        "The River Brigade",
        "denied",
        "planting the bomb that killed 10 people",
        actor=brigade,
        stance="denies",
    )
    d.event(
        "bomb",
        said=[s],
        actors=(brigade,),
        places=(d.place(BALAD),),
        status="denied",
        tolls=(d.toll("10", 10, statement=s),),
    )
    incident = only(d.done())
    assert "killed" not in incident.accounts
    assert [a.denied for a in incident.accounts["actors"]] == [True]


def test_a_denied_toll_is_a_denied_toll() -> None:
    incident = only(
        attack("r_a", "Example Wire", "2020-05-03", killed=10),
        attack("r_b", "River Daily", "2020-05-03", killed=10, source="the army", stance="denies"),
    )
    assert {(a.value, a.denied) for a in incident.accounts["killed"]} == {
        ("10", False),
        ("10", True),
    }
    assert "killed" in incident.contested
    assert incident.tolls["killed"].best == 10


@pytest.mark.parametrize(
    ("hit", "shown"),
    [
        (("motorcycle", "two policemen"), ["two policemen"]),
        (("shells", "Northern Guard"), ["Northern Guard"]),
        (("school",), ["school"]),
    ],
)
def test_a_thing_is_a_recipient_only_where_nothing_else_is(
    hit: tuple[str, ...], shown: list[str]
) -> None:
    kinds = {"two policemen": {"kind": "group", "sector": "COP"}}
    d = Draft("r_a", "Example Wire", "2020-05-03", f"A bomb hit {' and '.join(hit)} in Balad.")
    recipients = tuple(d.actor(words, **kinds.get(words, {})) for words in hit)
    d.event("bomb", places=(d.place(BALAD),), recipients=recipients)
    assert [a.value for a in only(d.done()).accounts["recipients"]] == shown


def test_what_a_number_counts_is_somebody() -> None:
    d = Draft("r_a", "Example Wire", "2020-05-03", "A bomb in Balad hit a lorry and 17 others.")
    lorry, others = d.actor("lorry"), d.actor("17 others")
    who = TollWho(span=at(d.text, "17 others"), actor=others)
    toll = d.toll("17", 17, "injured", who=who)
    d.event("bomb", places=(d.place(BALAD),), recipients=(lorry, others), tolls=(toll,))
    assert [a.value for a in only(d.done()).accounts["recipients"]] == ["17 others"]


def test_two_victims_by_name_are_no_conflict_and_two_bodies_are() -> None:
    def hit(n: int, name: str, kind: str) -> Report:
        text = f"A bomb at the market of Balad hit {name} on Saturday."
        d = Draft(f"r_{n}", f"Paper {n}", "2020-05-03", text)
        recipients = (d.actor(name, kind=kind),)
        time = d.time("Saturday", "2020-05-02")
        d.event("bomb", places=(d.place(BALAD),), time=time, recipients=recipients)
        return d.done()

    people = only(hit(1, "Sami Haddad", "person"), hit(2, "Omar Keita", "person"))
    assert people.standing["recipients"] == "unsettled"
    bodies = only(hit(1, "Red Crescent", "organization"), hit(2, "Tenth Brigade", "organization"))
    assert bodies.standing["recipients"] == "contested"


def test_groups_that_are_counted_do_not_contradict_one_another() -> None:
    def hit(n: int, words: str) -> Report:
        text = f"A bomb at the market hit {words} on Saturday."
        d = Draft(f"r_{n}", f"Paper {n}", "2020-05-03", text)
        recipients = (d.actor(words, kind="group"),)
        time = d.time("Saturday", "2020-05-02")
        d.event("bomb", places=(d.place(BALAD),), time=time, recipients=recipients)
        return d.done()

    incident = only(hit(1, "14 people in Balad"), hit(2, "31 traders of Balad"))
    assert incident.contested == ()


def test_a_figure_that_was_put_in_place_of_another_is_told_when_it_was_put_there() -> None:
    """The rest of the sentence is copied, with its source; the new number is not."""
    first = attack("r_a", "Lahore Sun", "2020-05-03", killed=8, source="Wasim Baig", wording=0)
    second = attack("r_b", "Lahore Sun", "2020-05-04", killed=7, source="Wasim Baig", wording=0)
    incident = only(first, second)
    told = {a.value: (a.told, a.superseded_by) for a in incident.accounts["killed"]}
    assert told == {"8": ("2020-05-03", "7"), "7": ("2020-05-04", None)}
    assert incident.standing["killed"] == "superseded"
