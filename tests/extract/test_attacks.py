"""Attacks gathered over a report, its numbers, and how likely it tells of conflict."""

from __future__ import annotations

import pytest

from sayso import Reader, Report

BULLETIN = (
    "SAN SALVADOR, 3 JAN 90 -- GUERRILLAS BOMBED A POWER STATION IN SANTA ANA YESTERDAY, "
    "KILLING TWO PEASANTS AND WOUNDING A POLICEMAN. THE DYNAMITE ALSO DESTROYED THREE TRUCKS,"
    " THE ARMY SAID."
)
SHOOTING = (
    "Two men were shot and killed outside a bar on Elm Street early Sunday, police said. A "
    "31-year-old woman was wounded in the leg and taken to a hospital. The shooting happened "
    "about 2 a.m., and the two men died at the scene."
)
CRASH = (
    "A 19-year-old woman was killed and two passengers were injured when their car left the "
    "road and struck a tree near Hanover on Saturday night. The crash closed the highway for "
    "three hours."
)
COUNCIL = (
    "The council put off its vote on the library budget until March. Members shot down a plan"
    " to cut opening hours, and the mayor came under fire for the delay."
)


@pytest.fixture(scope="module")
def read() -> Reader:
    return Reader()


def report(reader: Reader, text: str) -> Report:
    return reader.read(text=text, published="1990-01-03")


def parts(found: Report, part: str) -> str:
    return " ".join(
        found.words(c.span).lower() for a in found.attacks for c in a.cast if c.part == part
    )


def test_everybody_and_everything_that_takes_part(read: Reader) -> None:
    found = report(read, BULLETIN)
    assert "guerrillas" in parts(found, "perpetrator")
    assert "power station" in parts(found, "target")
    assert "peasants" in parts(found, "victim")
    assert "dynamite" in parts(found, "weapon")


def test_what_became_of_them(read: Reader) -> None:
    found = report(read, BULLETIN)
    outcomes = {
        found.words(c.span).lower().split()[-1]: c.outcome for a in found.attacks for c in a.cast
    }
    assert outcomes["peasants"] == "killed"
    assert outcomes["policeman"] == "injured"


def test_an_attack_has_the_events_that_tell_of_it(read: Reader) -> None:
    found = report(read, BULLETIN)
    events = {e.id: e for e in found.events}
    assert {events[e].type for a in found.attacks for e in a.events} == {"ASSAULT"}


def test_one_death_told_twice_is_one(read: Reader) -> None:
    totals = {t.effect: t for t in report(read, SHOOTING).totals}
    assert totals["killed"].number == 2
    assert totals["injured"].number == 1
    assert totals["killed"].spans


def test_a_number_has_its_words(read: Reader) -> None:
    found = report(read, SHOOTING)
    for total in found.totals:
        for start, end in total.spans:
            assert found.text[start:end].strip()


@pytest.mark.parametrize("text", [CRASH, COUNCIL])
def test_an_accident_or_a_council_is_no_attack(read: Reader, text: str) -> None:
    assert not [e for e in report(read, text).events if e.type in ("ASSAULT", "PROTEST")]


def test_relevance_parts_conflict_from_the_rest(read: Reader) -> None:
    high, low = report(read, BULLETIN).relevance, report(read, COUNCIL).relevance
    assert high is not None
    assert low is not None
    assert high > low


def test_an_unread_report_has_none() -> None:
    found = Reader().read(
        text="Der Minister sagte am Freitag, die Truppen seien abgezogen worden. " * 3
    )
    assert found.relevance is None
    assert not found.attacks
