"""When two names are one actor's, and which other names the text gives."""

import pytest

from sayso.resolve.bodies import bodies, canonical
from sayso.resolve.names import alias_after, same_body, same_person

COUNTRIES = {"Iraqi": "IRQ", "Iraq": "IRQ", "Syrian": "SYR", "Syria": "SYR"}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ahmed Karim", "Karim", True),
        ("Ahmed Karim", "Omar Karim", False),
        ("Ahmed al-Karim", "Karim", True),
        ("A. Karim", "Ahmed Karim", True),
        ("Ana Ruiz Prado", "Ruiz", True),
        ("Ana Ruiz Prado", "Ana Ruiz", True),
        ("Ana Ruiz Prado", "Ruiz Prado", True),
        ("Ana Maria Ruiz", "Ana Ruiz", True),
        ("Ana Maria Ruiz", "Ana Luisa Ruiz", False),
        ("John Hale Jr.", "John Hale Sr.", False),
        ("John Hale Jr.", "John Hale", True),
        ("Colonel Ahmed Karim", "Ahmed Karim", True),
    ],
)
def test_same_person(one: str, other: str, same: bool) -> None:
    assert same_person(one, other) is same
    assert same_person(other, one) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Daesh", "Islamic State", True),
        ("Islamic State", "Islamic State in Khorasan", False),
        ("ISIS", "ISIS-K", False),
        ("Al-Qaeda", "Al-Qaeda in the Arabian Peninsula", False),
        ("RSF", "Rapid Support Forces", True),
        ("RSF", "Reporters Without Borders", True),
        ("Rapid Support Forces", "Reporters Without Borders", False),
        ("Ministry of Interior", "Interior Ministry", True),
        ("Iraqi Ministry of Defense", "Ministry of Defense", True),
        ("Iraqi Ministry of Defense", "Syrian Ministry of Defense", False),
        ("Northern Front", "Northern Command", False),
        ("Tigris Front", "Euphrates Front", False),
        ("Northern Shield", "Northern Shield Brigades", True),
        ("Northern Shield", "Northern Shield in Samarra", False),
        ("Tigris Revival Front", "TRF", True),
        ("Tigris Front", "TF", False),
        ("U.N.", "United Nations", True),
        ("Britain", "United Kingdom", True),
    ],
)
def test_same_body(one: str, other: str, same: bool) -> None:
    assert same_body(one, other, COUNTRIES.get) is same
    assert same_body(other, one, COUNTRIES.get) is same


@pytest.mark.parametrize(
    ("text", "alias"),
    [
        ("Tigris Front, also known as the Black Banner, said", "Black Banner"),
        ("Tigris Front, better known by its acronym TGF, said", "TGF"),
        ("Tigris Front (TF) said", "TF"),
        ("Tigris Front, as the Black Banner is known, said", "Black Banner"),
        ("Tigris Front (in Arabic) said", None),
        ("Tigris Front (R-Utah) said", None),
        ("Tigris Front said", None),
    ],
)
def test_alias_after(text: str, alias: str | None) -> None:
    name = "Tigris Front"
    found = alias_after(text, name, len(name), lambda a, b: text[a:b])
    assert (found[0] if found else None) == alias
    if found:
        assert text[slice(*found[1])] == alias


def test_an_acronym_is_written_as_one() -> None:
    assert canonical("WHO") == "World Health Organization" or canonical("WHO") == "WHO"
    assert bodies("WHO")
    assert not bodies("who")
    assert bodies("Nato") == bodies("NATO")
    assert canonical("RSF") == "RSF"  # two bodies bear it
    assert len(bodies("RSF")) == 2
