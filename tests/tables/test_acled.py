"""Incidents as ACLED has them."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest
from made_incidents import (
    ARMY,
    FRONT,
    GAO,
    GUARD,
    VILLAGERS,
    account,
    head,
    made,
    only,
    toll,
)

from sayso.extract.codebook import load_codebook
from sayso.record import Effect, IncidentPlace, Party
from sayso.store.snapshot import Told
from sayso.tables.acled import ACLED, fatalities, rows
from sayso.tables.acled_types import book, interaction
from sayso.tables.table import Cell

HEADER = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 "
    "assoc_actor_1 inter1 actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region "
    "country admin1 admin2 admin3 location latitude longitude geo_precision source source_scale "
    "notes fatalities tags timestamp"
).split()
GUNMEN = Party(name="gunmen", kind="group", sector="UAF", country="MLI")
PEOPLE = Party(name="nine people", kind="group", sector="CVL", country="MLI")


def acled(told: Told) -> dict[str, Cell]:
    return only(ACLED, told)


def test_the_header_is_that_of_acled() -> None:
    assert list(ACLED.header) == HEADER
    assert len(HEADER) == 31


def test_the_table_of_types_holds_together() -> None:
    codes = book()
    known = load_codebook().types
    for at, found in codes.codes.items():
        kind, _, mode = at.partition("/")
        assert kind in known
        assert not mode or mode in known[kind].modes, at
        subs = [found] if isinstance(found, str) else found.values()
        assert set(subs) <= set(codes.sub_events), at
    assert len(codes.sub_events) == 25
    assert set(codes.sectors.values()) <= set(codes.inter)
    columns = {c.name: c for c in ACLED.columns}
    assert {e for e, _ in codes.sub_events.values()} == set(columns["event_type"].values)
    assert {d for _, d in codes.sub_events.values()} == set(columns["disorder_type"].values)


@pytest.mark.parametrize(
    ("by", "on", "mode", "types"),
    [
        (FRONT, ARMY, None, ("Battles", "Armed clash")),
        (ARMY, FRONT, "firearms", ("Battles", "Armed clash")),
        (FRONT, VILLAGERS, "firearms", ("Violence against civilians", "Attack")),
        (ARMY, VILLAGERS, "firearms", ("Violence against civilians", "Attack")),
        (
            GUNMEN,
            VILLAGERS,
            "abduct",
            ("Violence against civilians", "Abduction/forced disappearance"),
        ),
        (
            FRONT,
            ARMY,
            "explosives",
            ("Explosions/Remote violence", "Remote explosive/landmine/IED"),
        ),
        (ARMY, VILLAGERS, "drone", ("Explosions/Remote violence", "Air/drone strike")),
        (PEOPLE, ARMY, "beat", ("Riots", "Mob violence")),
        (None, None, "suicide-attack", ("Explosions/Remote violence", "Suicide bomb")),
        (FRONT, None, "firearms", (None, None)),
    ],
)
def test_types_follow_from_mode_and_from_who_was_struck(
    by: Party | None, on: Party | None, mode: str | None, types: tuple[str | None, str | None]
) -> None:
    there = {"place": (account("Gao"),)}
    told = made([by] if by else [], [on] if on else [], accounts=there, mode=mode)
    row = acled(told)
    assert (row["event_type"], row["sub_event_type"]) == types


def test_what_acled_does_not_record_has_no_row() -> None:
    for kind, mode in (("PROTEST", "strike"), ("SANCTION", None), ("MOBILIZE", "police")):
        assert list(rows(made((FRONT,), (), type=kind, mode=mode))) == []
    assert acled(made((FRONT,), (), type="RETREAT", mode="ceasefire"))["sub_event_type"] == (
        "Agreement"
    )


def test_an_attack_on_civilians() -> None:
    row = acled(made((FRONT,), (VILLAGERS,), toll(5, 7)))
    assert (row["actor1"], row["inter1"]) == ("River Front", "Rebel group")
    assert (row["actor2"], row["assoc_actor_2"]) == ("Civilians (Mali)", "villagers")
    assert row["interaction"] == "Rebel group-Civilians"
    assert row["civilian_targeting"] == "Civilian targeting"
    assert row["disorder_type"] == "Political violence"
    assert row["fatalities"] == 5, "the most conservative figure"
    assert (row["iso"], row["region"], row["country"]) == (466, "Western Africa", "Mali")
    assert (row["location"], row["admin1"], row["geo_precision"]) == ("Gao", "Gao", 1)
    assert (row["event_date"], row["time_precision"]) == (date(2021, 3, 2), 1)
    assert row["source"] == "Sahel Wire; Gao Herald"


def test_swapped_parties_are_swapped_and_nothing_else() -> None:
    one, two = acled(made((FRONT, GUARD))), acled(made((GUARD, FRONT)))
    assert (one["actor1"], one["actor2"]) == (two["actor2"], two["actor1"])
    assert (one["actor1"], one["inter1"]) == ("River Front", "Rebel group")
    same = set(HEADER) - {"actor1", "actor2", "notes"}
    assert {k: one[k] for k in same} == {k: two[k] for k in same}


def test_names_of_forces_and_of_unknown_groups() -> None:
    row = acled(made((GUNMEN,), (ARMY,)))
    assert (row["actor1"], row["inter1"]) == (
        "Unidentified Armed Group (Mali)",
        "Political militia",
    )
    assert (row["actor2"], row["inter2"]) == ("Military Forces of Mali", "State forces")
    assert (row["assoc_actor_1"], row["assoc_actor_2"]) == ("gunmen", "Malian army")
    assert row["interaction"] == "State forces-Political militia"
    abroad = Party(name="Chadian army", kind="state_body", sector="MIL", country="TCD")
    assert acled(made((abroad,), (FRONT,)))["inter1"] == "External/Other forces"


def test_a_demonstration() -> None:
    crowd = Party(name="thousands of teachers", kind="group", sector="EDU", country="MLI")
    told = made(
        (crowd,),
        (Party(name="government", kind="state_body", sector="GOV", country="MLI"),),
        type="PROTEST",
        mode="demo",
        accounts={"participants": (account("at least 2000"), account("200", origin="o2"))},
    )
    row = acled(told)
    assert (row["event_type"], row["actor1"], row["assoc_actor_1"]) == (
        "Protests",
        "Protesters (Mali)",
        "thousands of teachers",
    )
    assert (row["actor2"], row["interaction"]) == (None, "Protesters only")
    assert row["tags"] == "crowd size=at least 2000 / 200"


def test_force_against_a_demonstration() -> None:
    police = Party(name="police", kind="state_body", sector="COP", country="MLI")
    calm = acled(made((police,), (PEOPLE,), mode="crowd-control"))
    assert (calm["sub_event_type"], calm["actor2"]) == (
        "Protest with intervention",
        "Protesters (Mali)",
    )
    deadly = acled(made((police,), (PEOPLE,), toll(2), mode="crowd-control"))
    assert deadly["sub_event_type"] == "Excessive force against protesters"
    assert deadly["disorder_type"] == "Political violence; Demonstrations"


@pytest.mark.parametrize(
    ("first", "last", "day", "precision"),
    [
        ("2021-03-01", "2021-03-07", date(2021, 3, 4), 2),
        ("2021-03-01", "2021-03-31", date(2021, 3, 16), 3),
        ("2021-03-01", "2021-05-31", None, None),
        (None, "2021-03-01", None, None),
    ],
)
def test_a_longer_time_has_its_middle(
    first: str | None, last: str, day: date | None, precision: int | None
) -> None:
    row = acled(made((FRONT,), (ARMY,), earliest=first, latest=last))
    assert (row["event_date"], row["time_precision"]) == (day, precision)
    assert row["year"] == (2021 if day else None)


def test_fatalities() -> None:
    assert fatalities(None) == 0
    assert fatalities(toll(9, 4, 7)) == 4
    assert fatalities(toll(9, 4, low=12, best=12, high=12)) == 12, "a person decided it"


def test_notes_say_who_says_what_and_decide_nothing() -> None:
    told = made(
        (FRONT,),
        (ARMY,),
        accounts={
            "actors": (account(FRONT), account(FRONT, "e2", "o2", denied=True)),
            "killed": (account("5"), account("7", origin="o2")),
        },
    )
    notes = str(acled(told)["notes"])
    assert notes.startswith("Reported for 2 March 2021: assault in Gao (Gao, Mali).")
    assert (
        "By: River Front, according to Sahel Wire; River Front, which Gao Herald denies." in notes
    )
    assert "Killed: 5, according to Sahel Wire; 7, according to Gao Herald." in notes
    decided = made((FRONT,), (), agreed={"killed": "6"})
    assert "Killed: 6, as coders decided." in str(acled(decided)["notes"])


def test_nothing_is_known() -> None:
    told = made(
        places=(),
        earliest=None,
        latest=None,
        heads=(head("r_1", None),),
        origins=(),
        agreed={"place": "Gao"},
    )
    row = acled(told)
    full = {name for name, value in row.items() if value is not None}
    assert full == {"event_id_cnty", "notes", "fatalities"}
    assert (row["fatalities"], row["notes"]) == (0, "Reported: assault.")


def test_what_nobody_affirms_has_no_row() -> None:
    killed = account("5", denied=True)
    told = made((account(ARMY, denied=True),), accounts={"killed": (killed,)}, mode="firearms")
    assert not list(ACLED.rows(told))


def test_whoever_is_accused_is_shown_to_be() -> None:
    def row(party: Party, **more: object) -> dict[str, Cell]:
        accusation = {"accused": party.name, "by": ("o1",), **more}
        return acled(made((party,), (VILLAGERS,), mode="firearms", allegations=(accusation,)))

    assert row(ARMY)["actor1"] == "Military Forces of Mali"
    assert row(ARMY, denied_by=("o2",))["actor1"] == "Military Forces of Mali (denied)"
    assert row(FRONT, denied_by=("o2",))["actor1"] == "River Front (denied)"


def test_a_man_or_people_with_guns_are_no_mob() -> None:
    man = Party(name="Idris Sow", kind="person", sector="CVL")
    crowd = Party(name="crowd", kind="group", sector="CVL")
    for by, mode, sub in (
        (man, "beat", None),
        (crowd, "firearms", None),
        (crowd, "beat", "Mob violence"),
    ):
        assert acled(made((by,), (VILLAGERS,), mode=mode))["sub_event_type"] == sub


def test_a_targeted_soldier_is_no_civilian() -> None:
    shot = acled(made((FRONT,), (ARMY,), mode="targeted"))
    assert shot["sub_event_type"] == "Armed clash"
    shot = acled(made((FRONT,), (VILLAGERS,), mode="targeted"))
    assert (shot["sub_event_type"], shot["civilian_targeting"]) == ("Attack", "Civilian targeting")


def test_a_place_as_vague_as_a_country_has_no_precision() -> None:
    mali = IncidentPlace(name="Mali", country="MLI", precision=6)
    assert acled(made((FRONT,), (ARMY,), places=(mali,)))["geo_precision"] is None
    near = GAO.model_copy(update={"precision": 2})
    row = acled(made((FRONT,), (ARMY,), places=(near,)))
    assert row["geo_precision"] == 2
    assert "near Gao" in str(row["notes"])


def test_interactions_are_of_pairs_in_one_order() -> None:
    assert interaction("Civilians", "State forces") == "State forces-Civilians"
    assert interaction("Civilians", "External/Other forces") == "External/Other forces-Civilians"
    assert interaction("Rebel group", None) == "Rebel group only"
    assert interaction(None, "Civilians") is None


def test_notes_know_every_effect() -> None:
    for effect in get_args(Effect):
        told = made((FRONT,), (), accounts={effect: (account("3"),)})
        assert f"{effect.capitalize()}: 3, according to Sahel Wire." in str(acled(told)["notes"])
