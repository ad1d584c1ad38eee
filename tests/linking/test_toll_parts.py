"""Who a value names, and how many of a toll are whose."""

from __future__ import annotations

from typing import Any

import pytest
from linking_reports import BALAD, Draft

from sayso.linking import link
from sayso.linking.accounts.recount import recount
from sayso.record import Identity, Incident, Report, TollPart, TollWho
from sayso.review.incident_values import with_value


def fight(
    id_: str = "r_a",
    outlet: str = "Example Wire",
    published: str = "2020-05-03",
    soldiers: int = 12,
    villagers: int = 3,
    whole: int = 15,
    by: str = "River Brigade",
    on: str = "soldiers",
) -> Report:
    text = (
        f"On 2020-05-02 {by} fighters attacked a post in Balad and killed {soldiers} {on} and "
        f"{villagers} villagers."
    )
    d = Draft(id_, outlet, published, text)
    theirs = d.actor(on, kind="group", sector="MIL", country="IRQ")
    sum_of = f"{soldiers} {on} and {villagers} villagers"
    tolls = (
        d.toll(
            f"{soldiers} {on}",
            soldiers,
            who=TollWho(span=d.actors[0].mentions[0], actor=theirs, civilian=False),
        ),
        d.toll(
            f"{villagers} villagers",
            villagers,
            who=TollWho(span=d.actors[0].mentions[0], civilian=True),
        ),
        d.toll(sum_of, whole, who=TollWho(span=d.actors[0].mentions[0], actor=theirs)),
    )
    d.event(
        "attacked",
        mode="firearms",
        actors=(d.actor(by, kind="organization", sector="REB"),),
        recipients=(theirs,),
        places=(d.place(BALAD),),
        time=d.time("2020-05-02", "2020-05-02"),
        tolls=tolls,
    )
    return d.done()


def only(*reports: Report, **more: Any) -> Incident:
    (incident,) = link(reports, **more).incidents
    return incident


def parts(incident: Incident) -> dict[tuple[str, str | None], tuple[int | None, ...]]:
    return {(p.who, p.of): (p.low, p.best, p.high) for p in incident.tolls["killed"].parts}


def test_a_sum_is_taken_apart_into_a_side_and_civilians() -> None:
    incident = only(fight())
    assert incident.tolls["killed"].best == 15
    assert parts(incident) == {("recipients", None): (12, 12, 12), ("civilians", None): (3, 3, 3)}


def test_parts_of_several_origins_go_by_the_rule_and_can_be_counted_again() -> None:
    incident = only(
        fight(),
        fight("r_b", "River Daily", "2020-05-04", soldiers=14, whole=17),
    )
    assert parts(incident)["recipients", None] == (12, 14, 14)
    assert parts(incident)["civilians", None] == (3, 3, 3)
    again = recount(incident, "acled")
    assert parts(again)["recipients", None] == (12, 12, 12)
    assert len(again.tolls["killed"].parts[0].origins) == 2


def test_people_that_are_only_people_belong_to_nobody() -> None:
    text = "On 2020-05-02 a bomb in Balad killed 9 people."
    d = Draft("r_a", "Example Wire", "2020-05-03", text)
    people = d.actor("9 people", kind="group", sector="CVL")
    who = TollWho(span=d.actors[0].mentions[0], actor=people)
    d.event(
        "bomb",
        mode="explosives",
        recipients=(people,),
        places=(d.place(BALAD),),
        time=d.time("2020-05-02", "2020-05-02"),
        tolls=(d.toll("9", 9, who=who),),
    )
    assert only(d.done()).tolls["killed"].parts == ()


def two_sided(first: str, second: str) -> Incident:
    text = (
        f"On 2020-05-02 {first} and {second} fought in Balad; 5 of {first} and 8 of {second} died."
    )
    d = Draft("r_a", "Example Wire", "2020-05-03", text)
    sides = [d.actor(name, kind="organization", sector="REB") for name in (first, second)]
    tolls = tuple(
        d.toll(
            f"{n} of {name}",
            n,
            who=TollWho(span=d.actors[i].mentions[0], actor=sides[i], civilian=False),
        )
        for i, (n, name) in enumerate(((5, first), (8, second)))
    )
    d.event(
        "fought",
        mode="firearms",
        actors=tuple(sides),
        places=(d.place(BALAD),),
        time=d.time("2020-05-02", "2020-05-02"),
        tolls=tolls,
    )
    return only(d.done())


def test_in_a_fight_of_two_sides_each_has_its_dead() -> None:
    found = parts(two_sided("River Brigade", "Northern Guard"))
    assert found == {
        ("actors", "River Brigade"): (5, 5, 5),
        ("actors", "Northern Guard"): (8, 8, 8),
    }
    swapped = parts(two_sided("Northern Guard", "River Brigade"))
    assert swapped == {
        ("actors", "Northern Guard"): (5, 5, 5),
        ("actors", "River Brigade"): (8, 8, 8),
    }


def test_an_account_says_who_its_value_names_as_the_report_does_that_says_most() -> None:
    def by(id_: str, outlet: str, **more: Any) -> Report:
        d = Draft(
            id_, outlet, "2020-05-03", f"A bomb of River Brigade ({id_}) in Balad, 2020-05-02."
        )
        d.event(
            "bomb",
            mode="explosives",
            actors=(d.actor("River Brigade", **more),),
            places=(d.place(BALAD),),
            time=d.time("2020-05-02", "2020-05-02"),
        )
        return d.done()

    known = by(
        "r_b",
        "River Daily",
        kind="organization",
        country="IRQ",
        sector="REB",
        role="attacker",
    )
    incident = only(by("r_a", "Example Wire"), known)
    (account,) = incident.accounts["actors"]
    assert account.party is not None
    assert account.party.model_dump() == {
        "name": "River Brigade",
        "kind": "organization",
        "country": "IRQ",
        "sector": "REB",
        "role": "attacker",
        "identity": None,
    }
    assert incident.accounts["place"][0].party is None
    named = by("r_c", "Coast News", identity=Identity(scheme="wikidata", id="Q1"))
    assert only(named).accounts["actors"][0].party.identity.id == "Q1"  # type: ignore[union-attr]


@pytest.mark.parametrize(("decided", "kept"), [(20, True), (15, True), (14, False), (0, False)])
def test_parts_stay_with_a_decided_toll_that_has_room_for_them(decided: int, kept: bool) -> None:
    incident = only(fight())
    before: tuple[TollPart, ...] = incident.tolls["killed"].parts
    after = with_value(incident, "killed", {"value": str(decided)}, str(decided))
    assert after.tolls["killed"].best == decided
    assert after.tolls["killed"].parts == (before if kept else ())
