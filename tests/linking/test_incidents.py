from __future__ import annotations

import re

import pytest
from linking_reports import BALAD, BASRA, OUTLET, TIKRIT, Draft, at, attack, plain

from sayso.linking import link, main_incidents
from sayso.linking.incidents.waterfall import in_words
from sayso.record import Block, Event, Incident, Report


def reports_of(incident: Incident) -> set[str]:
    return {ref.report for ref in incident.events}


def test_two_reports_of_one_attack() -> None:
    a = attack("r_a", "Example Wire", "2020-05-03", killed=10)
    b = attack("r_b", "River Daily", "2020-05-03", killed=14, filler="Shops stayed shut.")
    (incident,) = link([a, b]).incidents
    assert reports_of(incident) == {"r_a", "r_b"}
    assert (incident.type, incident.mode) == ("ASSAULT", "explosives")
    assert incident.places[0].name == "Balad"
    assert (incident.earliest, incident.latest) == ("2020-05-02", "2020-05-02")


def test_another_place_is_another_incident() -> None:
    reports = [
        attack("r_a", "Example Wire", "2020-05-03"),
        attack("r_b", "River Daily", "2020-05-03", where=BASRA),
    ]
    assert len(link(reports).incidents) == 2


def test_another_week_is_another_incident() -> None:
    reports = [
        attack("r_a", "Example Wire", "2020-05-03"),
        attack("r_b", "River Daily", "2020-05-12", day="2020-05-11"),
    ]
    assert len(link(reports).incidents) == 2


def test_a_rising_toll_keeps_one_incident() -> None:
    reports = [
        attack(f"r_{n}", "Example Wire", f"2020-05-0{3 + n}", killed=killed)
        for n, killed in enumerate((4, 9, 17, 31))
    ]
    (incident,) = link(reports).incidents
    assert len(reports_of(incident)) == 4
    told = {a.value: a.superseded_by for a in incident.accounts["killed"]}
    assert told == {"4": "31", "9": "31", "17": "31", "31": None}
    assert incident.contested == ()
    assert incident.tolls["killed"].best == 31


def two_attacks(*, same: bool) -> Report:
    text = "A bomb hit the market of Balad on Saturday. Later a second blast hit Balad on Saturday."
    d = Draft("r_two", "Example Wire", "2020-05-03", text)
    place, time = d.place(BALAD), d.time("Saturday", "2020-05-02")
    first = d.event("bomb", mode="explosives", places=(place,), time=time)
    d.event("blast", mode="explosives", places=(place,), time=time, same_as=first if same else None)
    return d.done()


def test_two_attacks_in_one_report_stay_two() -> None:
    assert len(link([two_attacks(same=False)]).incidents) == 2
    other = attack("r_b", "River Daily", "2020-05-03")
    assert len(link([two_attacks(same=False), other]).incidents) == 2


def test_mentions_that_the_report_calls_one_are_one() -> None:
    (incident,) = link([two_attacks(same=True)]).incidents
    assert [ref.event for ref in incident.events] == ["e1", "e2"]
    assert any(join.why == "the report says so" for join in incident.joins)


def test_a_bare_mention_makes_no_incident_of_its_own() -> None:
    text = (
        "A bomb hit the market of Balad. The bombing was the worst this year. Two died in Tikrit."
    )
    d = Draft("r_a", "Example Wire", "2020-05-03", text)
    d.event("bomb", mode="explosives", places=(d.place(BALAD),))
    d.event("bombing")
    d.event("died", places=(d.place(TIKRIT),))
    found = link([d.done()]).incidents
    assert [[ref.event for ref in i.events] for i in found] == [["e1", "e2"], ["e3"]]


def test_a_recalled_attack_joins_the_old_incident() -> None:
    old = attack("r_old", "Example Wire", "2018-02-11", day="2018-02-10", killed=22)
    text = (
        "A bomb killed 10 people at the market of Balad on 2020-05-02. "
        "In an attack there on 2018-02-10 a bombing killed 22 people."
    )
    d = Draft("r_new", "River Daily", "2020-05-03", text)
    place = d.place(BALAD)
    d.event(
        "bomb",
        mode="explosives",
        places=(place,),
        time=d.time("2020-05-02", "2020-05-02"),
        tolls=(d.toll("10", 10),),
    )
    d.event(
        "bombing",
        mode="explosives",
        places=(place,),
        time=d.time("2018-02-10", "2018-02-10"),
        tolls=(d.toll("22", 22),),
        background=True,
    )
    new = attack("r_third", "Third", "2020-05-03")
    found = {
        frozenset((r.report, r.event) for r in i.events)
        for i in link([old, d.done(), new]).incidents
    }
    assert found == {
        frozenset({("r_old", "e1"), ("r_new", "e2")}),
        frozenset({("r_new", "e1"), ("r_third", "e1")}),
    }


def test_what_is_only_planned_or_said_is_no_incident() -> None:
    planned = attack("r_a", "Example Wire", "2020-05-03", status="planned")
    text = "The minister met the envoy in Balad on Saturday."
    d = Draft("r_b", "Example Wire", "2020-05-03", text)
    d.event("met", kind="CONSULT", places=(d.place(BALAD),), time=d.time("Saturday", "2020-05-02"))
    assert link([planned, d.done()]).incidents == ()


def test_without_places_and_times_the_wording_joins() -> None:
    text = (
        "Gunmen on motorcycles opened fire on worshippers leaving the Nur mosque in Zurmi, near "
        "the house of the emir, and took the imam, Sani Danladi, with them, residents told {}."
    )
    reports = []
    for n, outlet in enumerate(("Example Wire", "River Daily")):
        words = text.format(outlet)
        event = Event(
            id="e1", type="ASSAULT", mode="firearms", anchor=at(words, "fire"), voice=(OUTLET,)
        )
        more = "The governor has promised help." if n else "It was the third raid of the year."
        reports.append(plain(f"r_{n}", f"{words} {more}", outlet, "2022-01-08", events=(event,)))
    (incident,) = link(reports).incidents
    assert len(incident.events) == 2
    assert (incident.earliest, incident.latest) == (None, "2022-01-08")


def test_the_order_of_the_input_does_not_matter_and_ids_are_stable() -> None:
    reports = [
        attack("r_a", "Example Wire", "2020-05-03"),
        attack("r_b", "River Daily", "2020-05-04", killed=12),
        attack("r_c", "Third", "2020-05-03", where=BASRA),
        two_attacks(same=False),
    ]
    first = link(reports)
    assert link(reports[::-1]) == first
    assert link(reports[2:] + reports[:2]) == first
    later = link([*reports, attack("r_d", "Fourth", "2020-05-06", where=TIKRIT)])
    assert {i.id for i in first.incidents} <= {i.id for i in later.incidents}


def test_every_report_has_one_main_incident() -> None:
    a = attack("r_a", "Example Wire", "2020-05-03")
    b = attack("r_b", "River Daily", "2020-05-03")
    silent = plain("r_c", "The harvest festival of Agadez drew large crowds of herders.", "C")
    reports = {r.id: r for r in (a, b, silent)}
    links = link(list(reports.values()))
    main = main_incidents(links, reports)
    assert main["r_a"] == main["r_b"] == links.incidents[0].id
    assert main["r_c"] not in {i.id for i in links.incidents}
    assert set(main) == set(reports)


def test_why_names_each_field() -> None:
    a = attack("r_a", "Example Wire", "2020-05-03", killed=10)
    b = attack("r_b", "River Daily", "2020-05-03", killed=10)
    (join,) = link([a, b]).incidents[0].joins
    line = in_words(join)
    assert join.score == pytest.approx(sum(p.value for p in join.points), abs=0.01)
    for part in (
        "r_b/e1 joined r_a/e1",
        "type ASSAULT-explosives",
        "place Balad",
        "date same",
        "killed 10",
    ):
        assert part in line


def test_nothing_to_link() -> None:
    assert link([]).incidents == ()
    assert link([plain("r_a", "")]).incidents == ()


def test_a_bare_mention_may_name_the_side_that_was_left_open() -> None:
    text = "A bomb hit the market of Balad. The mayor said that the River Brigade had planted it."
    d = Draft("r_a", "Example Wire", "2020-05-03", text)
    s = d.says("The mayor", "said", "the River Brigade had planted it", actor=d.actor("mayor"))
    d.event("bomb", mode="explosives", places=(d.place(BALAD),))
    d.event("planted", mode="explosives", actors=(d.actor("River Brigade"),), said=[s])
    (incident,) = link([d.done()]).incidents
    assert incident.accounts["actors"][0].value == "River Brigade"
    assert any(join.why == "nothing sets it apart" for join in incident.joins)


def test_a_bare_mention_of_another_side_is_another_happening() -> None:
    text = "The Guard bombed Balad. The River Brigade shelled as well."
    d = Draft("r_a", "Example Wire", "2020-05-03", text)
    d.event("bombed", actors=(d.actor("Guard"),), places=(d.place(BALAD),))
    d.event("shelled", actors=(d.actor("River Brigade"),))
    (incident,) = link([d.done()]).incidents
    assert [ref.event for ref in incident.events] == ["e1"]


def under_headline(head: str, lead: str, *, kind: str = "ASSAULT", by: str = "") -> Report:
    """A title and a lead that each tell an event: a verb, a place, perhaps a number and a side."""
    text = f"{head}\n\n{lead}"
    title = Block(kind="title", span=(0, len(head)))
    d = Draft("r_a", "Example Wire", "2020-05-03", text, blocks=(title,))
    for part, words in enumerate((head, lead)):
        where = BALAD if "Balad" in words else TIKRIT
        number = re.search(r"\d+", words)
        named = (by,) if part else ("River Brigade",)
        d.event(
            "bomb",
            nth=part,
            kind=kind if part else "ASSAULT",
            places=(d.place(where),),
            tolls=(d.toll(number[0], int(number[0])),) if number else (),
            actors=tuple(d.actor(n) for n in named if n in words and n),
        )
    return d.done()


def test_a_title_and_its_lead_tell_one_happening() -> None:
    told = under_headline("A bomb kills 8 in Balad", "A bomb killed 8 people in Balad.")
    (incident,) = link([told]).incidents
    assert [ref.event for ref in incident.events] == ["e1", "e2"]
    assert "r_a/e2 is r_a/e1: the headline sums it up" in map(in_words, incident.joins)
    assert [a.value for a in incident.accounts["killed"]] == ["8"]


@pytest.mark.parametrize(
    "other",
    [
        {"lead": "A bomb killed 8 people in Tikrit."},
        {"lead": "A bomb killed 31 people in Balad."},
        {"lead": "A bomb of the Northern Guard killed 8 in Balad.", "by": "Northern Guard"},
        {"lead": "A bomb killed 8 people in Balad.", "kind": "PROTEST"},
    ],
)
def test_a_title_that_differs_from_the_lead_tells_of_another_happening(
    other: dict[str, str],
) -> None:
    head = "A bomb of the River Brigade kills 8 in Balad"
    assert len(link([under_headline(head, **other)]).incidents) == 2


def test_a_title_sums_up_the_first_happening_that_fits() -> None:
    head, text = "A bomb kills 8", "A bomb killed 3 in Tikrit. Then a bomb killed 8 in Balad."
    d = Draft("r_a", "Example Wire", "2020-05-03", f"{head}\n{text}")
    d.blocks = (Block(kind="title", span=(0, len(head))),)
    d.event("bomb", tolls=(d.toll("8", 8),))
    d.event("bomb", nth=1, places=(d.place(TIKRIT),), tolls=(d.toll("3", 3),))
    d.event("bomb", nth=2, places=(d.place(BALAD),), tolls=(d.toll("8", 8),))
    found = {tuple(ref.event for ref in i.events) for i in link([d.done()]).incidents}
    assert found == {("e1", "e3"), ("e2",)}


def test_a_title_that_drops_at_least_is_no_second_origin() -> None:
    head, text = "A bomb kills 8 in Balad", "Police said that a bomb killed at least 8 in Balad."
    d = Draft("r_a", "Example Wire", "2020-05-03", f"{head}\n{text}")
    d.blocks = (Block(kind="title", span=(0, len(head))),)
    place = d.place(BALAD)
    said = d.says("Police", "said", "a bomb killed at least 8 in Balad", actor=d.actor("Police"))
    d.event("bomb", places=(place,), tolls=(d.toll("8", 8),))
    toll = d.toll("at least 8", 8, high=None, statement=said)
    d.event("bomb", nth=1, places=(place,), tolls=(toll,), said=[said])
    (incident,) = link([d.done()]).incidents
    assert len({o for a in incident.accounts["killed"] for o in a.origins}) == 1
    assert incident.agreed == {}
