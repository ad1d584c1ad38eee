"""Tolls: who was killed, injured, arrested, and how many."""

from __future__ import annotations

import pytest
from event_reading import cut, events, parsed, tolls

from sayso.extract.codebook import load_codebook
from sayso.extract.tolls import find_tolls


def found(text: str) -> list[tuple[str, str, int | None]]:
    mentions = [f.mention for f in find_tolls(parsed(text), load_codebook())]
    return [(m.effect, m.phrase, m.best if m.best is not None else m.high) for m in mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The attack killed 12 people and wounded at least 30.",
            [("killed", "12", 12), ("injured", "at least 30", 30)],
        ),
        (
            "A bomb went off, killing 12 and wounding thirty.",
            [("killed", "12", 12), ("injured", "thirty", 30)],
        ),
        ("12 killed, 20 wounded in Mosul blast", [("killed", "12", 12), ("injured", "20", 20)]),
        ("Clashes between the two sides left 5 dead.", [("killed", "5", 5)]),
        ("The death toll from the blast rose to 14.", [("killed", "14", 14)]),
        ("The blast claimed the lives of 12 people.", [("killed", "12", 12)]),
        ("There were 12 deaths in the raid.", [("killed", "12", 12)]),
        ("The killing of 12 farmers shocked the town.", [("killed", "12", 12)]),
        ("Police arrested about two dozen people.", [("arrested", "about two dozen", 24)]),
        ("Dozens of students were detained.", [("arrested", "Dozens", 24)]),
        ("Gunmen kidnapped 20 schoolgirls.", [("captured", "20", 20)]),
        ("Three people are still missing.", [("missing", "Three", 3)]),
        ("The fighting displaced 3,000 families.", [("displaced", "3,000", 3000)]),
        ("Some 5,000 people marched in Lima.", [("participants", "Some 5,000", 5000)]),
        ("Five people were found dead in a house.", [("killed", "Five", 5)]),
        ("Four men were shot, one fatally.", [("injured", "Four", 4), ("killed", "one", 1)]),
        ("Two men were shot dead.", [("killed", "Two", 2)]),
        ("Five people were killed, raising an earlier toll of three.", [("killed", "Five", 5)]),
        ("Herders put the number of the dead at eight.", [("killed", "eight", 8)]),
        (
            "The number of dockers killed in the strike has risen to four.",
            [("killed", "four", 4)],
        ),
        ("Eleven soldiers gave their lives at the post.", [("killed", "Eleven", 11)]),
        ("Six drivers lay dead beside their lorries.", [("killed", "Six", 6)]),
        ("Two men were beaten to death.", [("killed", "Two", 2)]),
        ("10-15 people were injured.", [("injured", "10-15", 15)]),
        ("Up to 40 people were killed.", [("killed", "Up to 40", 40)]),
        # people told of one by one
        ("A man was killed.", [("killed", "A man", 1)]),
        ("A man was shot and killed in a camp.", [("killed", "A man", 1)]),
        ("No one was hurt.", [("injured", "No one", 0)]),
        ("He was pronounced dead at the scene.", [("killed", "He", 1)]),
        (
            "Maria Lopez and John Smith were killed.",
            [("killed", "Maria Lopez and John Smith", 2)],
        ),
        # parts
        (
            "The raid killed 12 people, including three children.",
            [("killed", "12", 12), ("killed", "three", 3)],
        ),
        ("Three policemen are among the dead.", [("killed", "Three", 3)]),
        # sums
        (
            "12 soldiers and three civilians were killed.",
            [
                ("killed", "12", 12),
                ("killed", "12 soldiers and three civilians", 15),
                ("killed", "three", 3),
            ],
        ),
    ],
)
def test_effects_and_numbers(text: str, expected: list[tuple[str, str, int | None]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "He was shot 12 times.",
        "Police fired 12 shots.",
        "The attack on 12 May destroyed 3 houses.",
        "The raid killed 200 cattle.",
        "Prices rose by 12 percent after the killing spree.",
    ],
)
def test_numbers_that_count_no_people(text: str) -> None:
    assert not [t for t in found(text) if (t[2] or 0) > 1]


def test_an_age_is_no_toll() -> None:
    assert found("A 17-year-old boy was killed.") == [("killed", "A 17-year-old boy", 1)]
    assert found("Officer John Smith, 34, was killed.") == [("killed", "Officer John Smith", 1)]


def test_bounds() -> None:
    (toll,) = events("At least 10 people were killed in the attack.")[0].tolls
    assert (toll.low, toll.best, toll.high) == (10, 10, None)
    (toll,) = events("Between 10 and 15 people were killed in the attack.")[0].tolls
    assert (toll.low, toll.best, toll.high) == (10, None, 15)


def test_who_is_counted_and_whether_they_are_civilians() -> None:
    text = "The shelling killed nine civilians and two soldiers."
    mentions = [f.mention for f in find_tolls(parsed(text), load_codebook())]
    who = {cut(text, (m.who,))[0]: m.civilian for m in mentions if m.who}
    assert who["nine civilians"] is True
    assert who["two soldiers"] is False


def test_a_toll_goes_to_the_event_before_it() -> None:
    text = "A bomb exploded in a market in Herat on Friday. At least 14 people died."
    assert tolls(text) == [("killed", "At least 14", 14)]


def test_a_supposed_toll_is_not_the_events() -> None:
    assert tolls("A bomb exploded in a market in Herat. Dozens could die, doctors fear.") == []


def test_each_of_two_events_has_its_own_toll() -> None:
    text = "A bomb killed four people in Herat, and gunmen shot dead six police in Kunduz."
    by_event = [[t.best for t in e.tolls] for e in events(text) if e.tolls]
    assert by_event == [[4], [6]]
