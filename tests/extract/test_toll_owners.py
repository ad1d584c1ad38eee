"""Which event a number of dead or wounded goes to, and what is no number of its own."""

from __future__ import annotations

import pytest
from event_reading import cut, events, one, tolls, types

MISSED = pytest.mark.xfail(strict=True, reason="a known miss of the parse")


def _by_anchor(text: str) -> dict[str, list[tuple[str, str]]]:
    return {text[slice(*e.anchor)]: [(t.effect, t.phrase) for t in e.tolls] for e in events(text)}


@pytest.mark.parametrize(
    ("text", "anchor", "not_killed"),
    [
        (
            "A doctor said nine bodies were brought in. "
            "Separately, police said they had shot two looters.",
            "shot",
            "nine",
        ),
        (
            "A nurse at the hospital said it had received nine bodies. "
            "The ministry said security forces had opened fire on the crowd.",
            "opened",
            "nine",
        ),
        (
            "The rebels said soldiers had burned the village. A witness said he saw four bodies.",
            "burned",
            "four",
        ),
    ],
)
def test_another_speakers_dead_are_an_act_of_nobody_named(
    text: str, anchor: str, not_killed: str
) -> None:
    found = _by_anchor(text)
    assert ("killed", not_killed) not in found[anchor]
    assert found["bodies"] == [("killed", not_killed)]
    bodies = next(e for e in events(text) if text[slice(*e.anchor)] == "bodies")
    assert (bodies.type, bodies.actors) == ("ASSAULT", ())


def test_words_that_point_back_join_the_act_told_before() -> None:
    text = "A man was shot on Monday. He died in hospital."
    assert _by_anchor(text) == {"shot": [("injured", "A man"), ("killed", "He")]}


@pytest.mark.parametrize(
    "text",
    [
        "The blast left 27 wounded, seven of them critically injured.",
        pytest.param("The bomb wounded 27 people, seven of them critically.", marks=MISSED),
        "The bomb wounded 27 people, among them seven children.",
    ],
)
def test_a_part_stands_beside_its_whole_and_is_not_added(text: str) -> None:
    owners = [e for e in events(text) if e.tolls]
    assert len(owners) == 1 == len(events(text))
    assert sorted(t.best or 0 for t in owners[0].tolls) == [7, 27]


def test_including() -> None:
    text = "The blast killed nine people and left 30 wounded, including five children."
    assert tolls(text) == [
        ("killed", "nine", 9),
        ("injured", "30", 30),
        ("injured", "five", 5),
    ]


def test_the_month_is_no_protest() -> None:
    text = "In March, hundreds marched to the ministry."
    assert cut(text, tuple(e.anchor for e in events(text))) == ["marched"]


@pytest.mark.parametrize(
    "text",
    [
        "A bomb was found on Sunday. He bombs down the hill on his bicycle.",
        "A bomb was found near the shop. The bakery does a killing on Sundays.",
    ],
)
def test_figures_of_speech(text: str) -> None:
    assert "ASSAULT" not in types(text)


def test_fighters_target_with_force() -> None:
    text = "Our fighters targeted officials, the group said."
    found = one(text, "ASSAULT")
    assert cut(text, found.actors) == ["Our fighters"]
    assert "ACCUSE" not in types(text)


def test_a_meeting_to_come_is_agreed_on() -> None:
    assert one("Officials will meet in August.", "AGREE").status == "planned"


@pytest.mark.parametrize(
    "text",
    [
        "A SUICIDE BOMBER KILLED 12 PEOPLE AT A MARKET IN KABUL.",
        "A SUICIDE BOMBER BLEW HIMSELF UP AT A MARKET AND KILLED 12 PEOPLE.",
    ],
)
def test_a_bomber_in_capitals_is_no_toll(text: str) -> None:
    assert [(e, n) for e, _, n in tolls(text)] == [("killed", 12)]
