"""Who is who within a report."""

import pytest

from sayso.extract.statements import find_statements
from sayso.language.encoder import encode_report
from sayso.language.spacy_parser import parse
from sayso.record import Actor, Block
from sayso.resolve.actors import resolve_actors
from sayso.resolve.names import alias_after, same_name

COUNTRIES = {"Iraqi": "IRQ", "Iraq": "IRQ", "Baghdad": "IRQ", "Nigerian": "NGA"}


def speakers(text: str) -> tuple[list[str | None], dict[str, Actor]]:
    """The actor's name behind each statement, in order, and the actors by name."""
    blocks = (Block(kind="paragraph", span=(0, len(text))),)
    parsed = parse(text, blocks)
    said = find_statements(text, blocks, encode_report(text, blocks))
    sources = [m.source for m in said if m.source]
    contents = {m.source: m.content for m in said if m.source}
    cast = resolve_actors(parsed, sources, [], COUNTRIES.get, contents)
    names = {a.id: a.name for a in cast.actors}
    who = [names.get(cast.of.get(s, "")) for s in sources]
    for actor in cast.actors:
        assert all(text[a:b].strip() for a, b in actor.mentions)
    return who, {a.name: a for a in cast.actors}


def test_surnames_and_pronouns() -> None:
    who, cast = speakers(
        "Police spokesman Ahmed Karim said two men had died. He said a third was missing. "
        "Karim said the search would go on."
    )
    assert who == ["Ahmed Karim"] * 3
    assert cast["Ahmed Karim"].kind == "person"
    assert cast["Ahmed Karim"].sector == "COP"
    assert cast["Ahmed Karim"].role == "spokesman"


def test_a_woman_is_not_he() -> None:
    who, _ = speakers(
        "Mayor Amina Bello said the road was closed. She said help was coming. "
        "The governor, Mr Musa Idris, said it was open. She said it was not."
    )
    assert who[-1] == who[0]


def test_definite_descriptions() -> None:
    who, cast = speakers(
        "The Iraqi Ministry of Defense said the base was hit. The ministry said nobody died."
    )
    assert who == ["Iraqi Ministry of Defense"] * 2
    assert cast["Iraqi Ministry of Defense"].country == "IRQ"
    assert cast["Iraqi Ministry of Defense"].kind == "state_body"


def test_a_capital_that_speaks_is_its_state() -> None:
    _, cast = speakers("Baghdad said it would respond.")
    assert cast["Baghdad"].country == "IRQ"
    assert cast["Baghdad"].kind == "state"


def test_a_name_that_says_it_is_a_broadcaster_is_no_person() -> None:
    _, cast = speakers("Local radio station Radio Okapi said clashes had begun.")
    assert cast["Radio Okapi"].kind == "organization"


def test_two_officials_are_two_actors() -> None:
    who, _ = speakers("A police official said ten had died. An army officer said twenty had died.")
    assert who[0] != who[1]


def test_acronym_and_alias_from_the_text() -> None:
    who, _ = speakers(
        "The Tigris Revival Front (TRF) said it had left. The TRF said it would not return."
    )
    assert who == ["Tigris Revival Front"] * 2


@pytest.mark.parametrize(
    ("one", "other", "person", "same"),
    [
        ("Daesh", "Islamic State", False, True),
        ("Ministry of Interior", "Interior Ministry", False, True),
        ("Ahmed Karim", "Karim", True, True),
        ("Ahmed Karim", "Omar Karim", True, False),
        ("Tigris Front", "Euphrates Front", False, False),
        ("U.N.", "United Nations", False, True),
    ],
)
def test_same_name(one: str, other: str, person: bool, same: bool) -> None:
    assert same_name(one, other, person=person) is same
    assert same_name(other, one, person=person) is same


@pytest.mark.parametrize(
    ("text", "alias"),
    [
        ("Tigris Front, also known as the Black Banner, said", "Black Banner"),
        ("Tigris Front (TF) said", "TF"),
        ("Tigris Front (in Arabic) said", None),
        ("Tigris Front said", None),
    ],
)
def test_alias_after(text: str, alias: str | None) -> None:
    found = alias_after(text, len("Tigris Front"))
    assert (found[0] if found else None) == alias
    if found:
        assert text[slice(*found[1])] == alias
