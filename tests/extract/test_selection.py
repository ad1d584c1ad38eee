"""Figures of speech are no events: what a word of violence is told of decides."""

from __future__ import annotations

import pytest
from event_reading import cut, events, one, types

MISSED = pytest.mark.xfail(strict=True, reason="a known miss of the parse")


@pytest.mark.parametrize(
    "text",
    [
        "The minister shot down suggestions of an early election.",
        "Anger exploded on the square after the verdict, police said.",
        "House prices exploded last year.",
        "The chancellor launched an attack on waste in the army.",
        "A country that tortures its bakers with forms cannot prosper.",
        "Rising rents killed two bakeries in Porto, the police union said.",
        pytest.param("Let the minister retreat from the levy.", marks=MISSED),
        "What we need is a ceasefire between the taxman and the market.",
        pytest.param("The treasury will shoot back that the deficit has grown.", marks=MISSED),
        "The strike by nurses hit hospitals hard, police said.",
        "The inflation is killing small shops, an officer said.",
    ],
)
def test_figures_of_speech_are_no_violence(text: str) -> None:
    assert not {"ASSAULT", "RETREAT"} & set(types(text))


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Rebels shot down an army helicopter near Goma.", "ASSAULT"),
        ("A gas cylinder bomb exploded at a station in Lagos.", "ASSAULT"),
        ("Gunmen launched an attack on an army base near Gao.", "ASSAULT"),
        ("Soldiers tortured two bakers with knives.", "ASSAULT"),
        ("The gang killed two bakers in Porto.", "ASSAULT"),
        ("The army retreated from the town of Kidal.", "RETREAT"),
        ("The rebels fear that the army would attack the gas plant.", "ASSAULT"),
    ],
)
def test_the_same_words_of_people_and_things_are_violence(text: str, type_: str) -> None:
    assert type_ in types(text)


@pytest.mark.parametrize(
    "text",
    [
        "Two officials, who asked not to be named, declined to comment.",
        "The defence ministry did not respond to a request for comment.",
        "Here is what our readers need to know.",
    ],
)
def test_the_formulas_of_reporting_are_no_requests(text: str) -> None:
    assert types(text) == []


def test_words_of_criticism_stay_criticism() -> None:
    text = "The minister came under fire for his remarks."
    accused = one(text, "ACCUSE")
    assert cut(text, accused.recipients) == ["The minister"]
    assert types("The bishop attacked the government's policy on migrants.") == ["ACCUSE"]


@pytest.mark.parametrize(
    ("text", "anchor", "actors"),
    [
        ("The army accused the Blue Front of the attack on a convoy.", "attack", "the Blue Front"),
        ("The army accused the Blue Front of attacking a convoy.", "attacking", "the Blue Front"),
        ("The Blue Front claimed responsibility for the raid on a base.", "raid", "The Blue Front"),
    ],
)
def test_who_is_said_to_have_done_it(text: str, anchor: str, actors: str) -> None:
    event = next(e for e in events(text) if text[slice(*e.anchor)] == anchor)
    assert cut(text, event.actors) == [actors]


def test_a_denied_act_is_denied() -> None:
    text = "The Blue Front denied carrying out the bombing of a market."
    event = one(text, "ASSAULT")
    assert event.status == "denied"
    assert cut(text, event.actors) == ["The Blue Front"]


@pytest.mark.parametrize(
    ("text", "type_", "actors", "recipients"),
    [
        (
            "The governor imposed a curfew on the eastern half of the city.",
            "COERCE",
            ["The governor"],
            ["the eastern half of the city"],
        ),
        ("Youths threw stones at soldiers.", "PROTEST", ["Youths"], ["soldiers"]),
        ("Poland praised the release of the report by Latvia.", "SUPPORT", ["Poland"], []),
        ("A boat loaded with explosives killed four marines.", "ASSAULT", [], ["four marines"]),
    ],
)
def test_things_take_no_part(
    text: str, type_: str, actors: list[str], recipients: list[str]
) -> None:
    event = one(text, type_)
    assert cut(text, event.actors) == actors
    assert [r.removeprefix("the ") for r in cut(text, event.recipients)] == [
        r.removeprefix("the ") for r in recipients
    ]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The army has fought the rebels since 2019.", "ongoing"),
        ("The army denied that soldiers were dead after the attack.", "denied"),
        ("The mayor called on the rebels to observe a ceasefire.", "hypothetical"),
    ],
)
def test_status_of_what_goes_on_or_is_only_asked_for(text: str, status: str) -> None:
    assert status in {e.status for e in events(text)}
