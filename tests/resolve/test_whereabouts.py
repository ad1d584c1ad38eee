"""Where in a sentence an event happened: what the network says, and how the place hangs on it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.language.parsing import parse
from sayso.record import Block, Span
from sayso.resolve.attachment import Attachments
from sayso.resolve.whereabouts import chance, features, places_of, rivals_of

TEXT = "Bombs exploded in Herat and Kunduz, officials in Kabul said."


def at(words: str) -> Span:
    return TEXT.index(words), TEXT.index(words) + len(words)


def near(names: str) -> Attachments:
    parsed = parse(TEXT, (Block(kind="paragraph", span=(0, len(TEXT))),))
    return Attachments(parsed, [(name, at(name)) for name in names.split()])


def test_the_parse_counts_where_the_network_is_of_two_minds() -> None:
    found = near("Herat Kunduz Kabul").of(1)
    assert found[0].id == "Herat"
    assert places_of(at("exploded"), found, lambda _e, _p: 0.5, {}) == ("Herat", "Kunduz")


def test_the_network_counts_where_it_is_sure() -> None:
    found = near("Herat Kunduz Kabul").of(1)
    sure = {at("Kabul"): 0.999}
    assert "Kabul" in places_of(at("exploded"), found, lambda _e, p: sure.get(p, 0.001), {})
    assert places_of(at("exploded"), found, lambda _e, _p: 0.001, {}) == ()


def test_without_places_there_is_none() -> None:
    assert places_of(at("exploded"), [], lambda _e, _p: 1.0, {}) == ()


@given(st.floats(0, 1))
def test_a_likelier_place_is_no_less_chosen(p: float) -> None:
    found = near("Herat").of(1)
    (low,) = features(at("exploded"), found, lambda _e, _p: p / 2, {})
    (high,) = features(at("exploded"), found, lambda _e, _p: p, {})
    assert chance(low) <= chance(high)


def test_rivals_are_the_other_events() -> None:
    one, two = near("Herat Kabul").of(1), near("Kabul").of(9)
    first, second = rivals_of([one, two])
    assert first == {at("Kabul"): two[0].cost}
    assert second == {at("Kabul"): one[1].cost}
