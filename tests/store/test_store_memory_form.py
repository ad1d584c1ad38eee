"""What linking remembers is used only in the form that it is written in now."""

from __future__ import annotations

import hashlib
import json

import pytest
from store_reports import page_and_report

from sayso.linking.copies.fingerprints import Fingerprints
from sayso.linking.memory import Note, note_of
from sayso.linking.stories.term_table import TermTable
from sayso.record.links import FORM
from sayso.store import Store, link_store

FORMS = {3: "23b0171d"}
"""By number, what the notes and arrays of a report look like, as a digest."""


def shape(value: object) -> object:
    """What a value of JSON is made of."""
    if isinstance(value, dict):
        return {key: shape(held) for key, held in value.items()}
    return [shape(held) for held in value] if isinstance(value, list) else type(value).__name__


def test_a_memory_of_another_form_is_forgotten(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.add(*page_and_report())
    with monkeypatch.context() as earlier:
        earlier.setattr(link_store, "MEMORY", "0.1.0")
        store.link()
    done = store.link()
    assert (done.linked, done.anew) == (1, True)
    done = store.link()
    assert (done.linked, done.anew) == (0, False)


def test_another_form_has_another_number() -> None:
    note: Note = note_of(page_and_report()[1])
    line = json.dumps(shape(json.loads(note.to_json())), sort_keys=True)
    table = TermTable.of([note.traits]).to_bytes()
    made = hashlib.sha256(line.encode() + table + Fingerprints.none().to_bytes()).hexdigest()[:8]
    assert FORMS.get(FORM) == made, (
        "what linking remembers has another form: raise FORM in record/links.py, so that "
        "collections are linked anew, and put the new number and digest here"
    )
