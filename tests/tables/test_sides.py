"""Who stands against whom, by the words alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made_incidents import ARMY, FRONT, GUARD, VILLAGERS, account, made, toll

from sayso.record import Party
from sayso.tables.sides import class_of, part_of, sides_of


@pytest.mark.parametrize(
    ("party", "struck", "kind"),
    [
        (ARMY, False, "state"),
        (ARMY, True, "state"),
        (FRONT, True, "armed"),
        (VILLAGERS, True, "civilians"),
        (Party(name="mayor", kind="person", sector="GOV"), False, "state"),
        (Party(name="mayor", kind="person", sector="GOV"), True, "civilians"),
        (Party(name="Mali", kind="state", country="MLI"), True, "state"),
        (Party(name="UN mission", kind="organization", country="UNO"), False, "other"),
        (Party(name="column", kind="organization"), False, None),
        (None, True, None),
    ],
)
def test_the_class_follows_from_the_sector(
    party: Party | None, *, struck: bool, kind: str | None
) -> None:
    assert class_of(party, struck=struck) == kind


def test_two_who_act_together_on_nobody_fight_each_other() -> None:
    sides = sides_of(made((FRONT, GUARD)))
    assert sides.fight
    assert (sides.first.names, sides.second.names) == (("River Front",), ("Dune Guard",))
    assert sides.second.kind == "armed", "who fights is not struck only"


def test_rival_names_for_who_did_it_are_no_fight() -> None:
    rivals = (account(FRONT, "e1"), account(GUARD, "e2", "o2"))
    sides = sides_of(made(rivals, contested=("actors",)))
    assert not sides.fight
    assert sides.first.names == ("River Front", "Dune Guard")
    assert sides.first.kind == "armed", "whichever it was, it is under arms"


def test_rivals_of_two_kinds_have_none() -> None:
    rivals = (account(FRONT, "e1"), account(ARMY, "e2", "o2"))
    assert sides_of(made(rivals, contested=("actors",))).first.kind is None


def test_of_the_dead_one_origin_has_fighters_and_another_villagers() -> None:
    fighters = Party(name="12 fighters", kind="group", sector="REB")
    either = (account(fighters), account(VILLAGERS, origin="o2"))
    for told in (either, either[::-1]):
        struck = sides_of(made((ARMY,), told)).second
        assert (struck.disputed, struck.kind) == (True, None)
    both = (*either, account(VILLAGERS))
    assert sides_of(made((ARMY,), both)).second.kind == "armed", "one tells of both"
    decided = made((ARMY,), either, agreed={"recipients": "villagers"})
    assert sides_of(decided).second.names[0] == "villagers"


@pytest.mark.parametrize("other", [ARMY, VILLAGERS])
def test_gunmen_to_one_and_to_another_the_army(other: Party) -> None:
    gunmen = Party(name="gunmen", kind="group", sector="UAF")
    told = (account(gunmen), account(other, origin="o2"))
    assert sides_of(made(told, (VILLAGERS,))).first.kind is None
    agreed = sides_of(made(told, (VILLAGERS,), agreed={"actors": "gunmen"})).first
    assert (agreed.kind, agreed.names[0]) == ("armed", "gunmen")


def test_police_among_the_names_do_not_make_a_state_of_a_man() -> None:
    man = Party(name="Idris Sow", kind="person")
    police = Party(name="officers", kind="group", sector="COP", country="MLI")
    by = (account(man), account(police), account(man, "e2", "o2"))
    assert sides_of(made(by, (VILLAGERS,))).first.kind is None
    agreed = made(by, (VILLAGERS,), agreed={"actors": "Idris Sow"})
    assert sides_of(agreed).first.kind is None


def test_forces_of_one_state_are_no_rivals_unless_it_is_denied() -> None:
    police = Party(name="police", kind="state_body", sector="COP", country="MLI")
    by = (account(ARMY), account(police, origin="o2"))
    assert not sides_of(made(by, contested=("actors",))).first.disputed
    denied = (*by, account(ARMY, origin="o3", denied=True))
    assert sides_of(made(denied, contested=("actors",))).first.disputed


def test_the_name_of_a_side_is_one_of_its_class() -> None:
    both = (account(VILLAGERS), account(ARMY))
    struck = sides_of(made((FRONT,), both)).second
    assert struck.kind == "state"
    assert struck.main is not None
    assert (struck.main.value, struck.country) == ("Malian army", "MLI")


def test_who_did_it_is_not_whom_it_was_done_to() -> None:
    gunman = Party(name="gunman", kind="person", sector="UAF")
    assert sides_of(made((gunman,), (gunman, VILLAGERS))).second.kind == "civilians"


def test_whoever_says_that_he_did_it_comes_before_gunmen() -> None:
    gunmen = Party(name="gunmen", kind="group", sector="UAF")
    told = (account(gunmen, origin="o1"), account(gunmen, "e2", "o2"), account(FRONT, "e3", "o3"))
    claim = {"accused": "River Front", "by": ("o3",), "claimed": True}
    for claimed, first in ((False, "gunmen"), (True, "River Front")):
        said = made(told, (VILLAGERS,), allegations=({**claim, "claimed": claimed},))
        assert sides_of(said).first.names[0] == first
        decided = replace(
            made(told, allegations=(claim,), agreed={"actors": "gunmen"}), state="corrected"
        )
        assert sides_of(decided).first.names[0] == "gunmen", "what a person decided stays"


def test_what_is_to_be_known_of_an_accusation() -> None:
    def shown(party: Party, kind: str, *denied_by: str, **more: object) -> str:
        accusation = {"accused": party.name, "by": ("o1",), "denied_by": denied_by}
        told = made((party,), (VILLAGERS,), allegations=(accusation,), **more)
        origin = told.origins["o1"].model_copy(update={"kind": kind})
        return sides_of(replace(told, origins={"o1": origin})).first.shown(party.name)

    for party in (ARMY, FRONT):
        assert shown(party, "source") == party.name
        assert shown(party, "source", "o2") == f"{party.name} (denied)"
        assert shown(party, "anonymous") == f"{party.name} (unnamed sources)"
        assert shown(party, "anonymous", "o2") == f"{party.name} (unnamed sources, denied)"
        decided = {"actors": party.name}
        assert shown(party, "anonymous", "o2", agreed=decided) == party.name, "a person has it so"


def test_what_is_agreed_comes_first_and_what_is_denied_or_given_up_is_left_out() -> None:
    accounts = (
        account(GUARD, "e1"),
        account(FRONT, "e2", "o2"),
        account("Northern Shield", "e3", denied=True),
        account("gunmen", "e4", superseded_by="River Front"),
    )
    sides = sides_of(made(accounts, (ARMY,), agreed={"actors": "River Front"}))
    assert sides.first.names == ("River Front", "Dune Guard")


def test_what_a_person_gave_and_nobody_tells_is_a_side() -> None:
    sides = sides_of(made((FRONT,), (ARMY,), agreed={"actors": "Salt Brigade"}))
    assert sides.first.names == ("Salt Brigade", "River Front")
    assert sides.first.party is None


def test_a_struck_thing_is_no_party() -> None:
    market = Party(name="market")
    assert sides_of(made((FRONT,), (market,))).second.is_thing
    both = sides_of(made((FRONT,), (market, VILLAGERS))).second
    assert not both.is_thing
    assert both.names == ("villagers",)


def test_the_dead_of_a_side_are_those_that_are_told_to_be_its() -> None:
    killed = toll(9, parts={("recipients", None): 5, ("civilians", None): 3})
    told = made((FRONT,), (ARMY,), killed)
    sides = sides_of(told)
    bounds = told.incident.tolls["killed"]
    assert part_of(bounds, sides.first, fight=False) == 0
    assert part_of(bounds, sides.second, fight=False) == 5
    assert part_of(bounds, None, fight=False) == 3
    assert part_of(None, sides.second, fight=False) == 0


def test_nobody_is_told_of() -> None:
    sides = sides_of(made())
    assert (sides.first.names, sides.second.names) == ((), ())
    assert (sides.first.kind, sides.second.kind, sides.first.country) == (None, None, None)


def test_who_does_something_together_does_not_fight_each_other() -> None:
    police = Party(name="police", kind="state_body", sector="COP", country="MLI")
    assert not sides_of(made((FRONT, GUARD), mode="aerial")).fight
    assert not sides_of(made((FRONT, GUARD), type="PROTEST")).fight
    assert not sides_of(made((ARMY, police))).fight
    assert sides_of(made((FRONT, GUARD), type="RETREAT", mode="ceasefire")).fight
