"""Our own passages with events: every word is in its text, and types and modes are PLOVER's."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from sayso.language.heads import KINDS, STATUSES
from training.event_sources import find, is_reported, passages
from training.happenings import EventLabel

FOLDER = Path(__file__).parents[1] / "gold" / "events"
EFFECTS = {"killed", "injured", "captured", "missing", "displaced", "arrested", "participants"}


def rows() -> list[dict[str, object]]:
    return [r for p in sorted(FOLDER.glob("*.yaml")) for r in yaml.safe_load(p.read_text("utf-8"))]


def test_ids_are_unique() -> None:
    ids = [r["id"] for r in rows()]
    assert len(ids) == len(set(ids)) > 1400


@pytest.mark.parametrize("reported", [False, True])
def test_every_event_is_of_the_codebook(reported: bool) -> None:
    for name, text, events in passages(FOLDER, reported=reported):
        assert is_reported(name) == reported
        for e in events:
            assert (e.type, e.mode) in KINDS, name
            assert e.status in STATUSES, name
            assert 0 <= e.anchor[0] < e.anchor[1] <= len(text), name
            assert {effect for _, effect in e.tolls} <= EFFECTS, name


def test_every_word_stands_in_its_text() -> None:
    for row in rows():
        text = str(row["text"])
        for event in row.get("events") or []:  # type: ignore[attr-defined]
            assert find(text, str(event["anchor"])), row["id"]
            for field in ("actors", "recipients", "targets", "instruments", "where", "when"):
                for words in event.get(field, ()):
                    assert find(text, str(words)), (row["id"], words)


def test_a_second_place_is_asked_for_by_number() -> None:
    assert find("an attack, another attack", "attack#2") == (19, 25)
    assert find("an attack", "attack#2") is None
    assert find("attacked", "attack") is None


def test_events_are_labels() -> None:
    _, _, events = next(iter(passages(FOLDER)))
    assert all(isinstance(e, EventLabel) for e in events)
