"""When two names of parties are of one party."""

import pytest

from sayso.coded.parties import Side, keys_of, named, same
from sayso.gazetteer.countries import countries

ONE = [
    ("Government of Iraq", "Military Forces of Iraq (2016-2022)"),
    ("Government of Iraq", "Iraqi police"),
    ("Government of Mali", "Malian army"),
    ("Government of Russia", "Russian artillery"),
    ("Government of Myanmar (Burma)", "Police Forces of Myanmar (2021-)"),
    ("Taleban", "Taliban"),
    ("IS", "Islamic State (Iraq)"),
    ("QSD: Syrian Democratic Forces", "SDF"),
    ("Jama'atu Ahlis Sunna Lidda'awati wal-Jihad", "Boko Haram"),
    ("River Front", "The River Front"),
    ("RF: Mira River Front", "Mira River Front"),
    ("Civilians", "Civilians (Mali)"),
    ("Protesters (Iraq)", "Civilians"),
    ("Government of Mali", "Police Forces of Mali (2013-) Gendarmerie"),
    ("Fulani", "Fulani Ethnic Militia (Nigeria)"),
    ("Ahrar al-Sham", "Ahrar ash-Sham"),
    ("Hay'at Tahrir al-Sham", "Hayat Tahrir al-Sham"),
    ("Nduma Defence of Congo", "Nduma Defense of Congo"),
    ("Committee of the River Front", "River Front"),
]
OTHERS = [
    ("Government of Iraq", "Government of Iran"),
    ("Government of Sudan", "Government of South Sudan"),
    ("North Front", "South Front"),
    ("Gunmen", "Gunmen"),
    ("Unidentified Armed Group (Mali)", "Unidentified Armed Group (Mali)"),
    ("XXX1070", "XXX1070"),
    ("", ""),
    ("two men", "two men"),
    ("Students (Uganda)", "Students (Uganda)"),
    ("Private Security Forces (Congo)", "Private Security Forces (Congo)"),
    ("Kachin Independence Army", "Karen Independence Army"),
    ("Karen National Union", "Kachin National Union"),
    ("Sudan Liberation Movement", "South Sudan Liberation Movement"),
    ("17th River Brigade", "18th River Brigade"),
    ("NDC-C: Nduma Defense of Congo (Cheka)", "NDC-R: Nduma Defence of Congo (Renewal)"),
]


@pytest.mark.parametrize(("one", "other"), ONE)
def test_names_of_one_party(one: str, other: str) -> None:
    assert same(Side(one), Side(other))
    assert same(Side(other), Side(one))


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_names_of_two_parties_or_of_nobody(one: str, other: str) -> None:
    assert not same(Side(one), Side(other))


def test_codes_tell_whose_a_party_is() -> None:
    assert same(Side("soldiers", "MLI", "MIL"), Side("Government of Mali"))
    assert same(Side("villagers", "MLI", "CVL"), Side("Civilians"))
    assert not same(Side("fighters", "MLI", "REB"), Side("Government of Mali"))


def test_the_same_rule_for_every_country() -> None:
    for country in countries().values():
        assert keys_of(Side(f"Government of {country.name}")) == {f"state:{country.iso3}"}


def test_parties_that_are_named_each_once() -> None:
    sides = [Side("Gunmen"), Side("Malian army"), Side("Government of Mali"), Side("River Front")]
    assert named(sides) == [Side("Malian army"), Side("River Front")]
