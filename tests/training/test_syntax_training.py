"""What the network of syntax learns from is what the teacher says, row by row."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import spacy

from sayso.language.heads import STATE_WIDTH
from sayso.language.syntax_lemmas import PIPELINE
from sayso.language.syntax_net import ENTITIES, LABELS, TAGS
from sayso.language.tagging import stretches
from training.syntax_data import LABELLED, UNKNOWN, Labelled, load, prepare, texts

FIRST = "Rebels shelled Goma on Monday. Two soldiers died."
SECOND = "Nobody claimed the attack, police said."
TEXT = f"{FIRST}\n\n{SECOND}\n"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Labelled:
    folder = tmp_path_factory.mktemp("syntax")
    prepare([TEXT, "The dam held."], folder)
    return load(folder)


def test_every_row_has_what_the_teacher_says(data: Labelled) -> None:
    nlp = spacy.load(PIPELINE)
    docs = [nlp(FIRST), nlp(SECOND), nlp("The dam held.")]
    rows = np.flatnonzero(data.taught["tags"] != UNKNOWN)
    tokens = [t for doc in docs for t in doc]
    assert [TAGS[n] for n in data.taught["tags"][rows]] == [t.tag_ for t in tokens]
    assert [LABELS[n] for n in data.taught["labels"][rows]] == [t.dep_ for t in tokens]
    assert data.taught["heads"][rows].tolist() == [t.head.i - t.i for t in tokens]
    assert data.taught["starts"][rows].tolist() == [int(bool(t.is_sent_start)) for t in tokens]
    found = stretches(data.taught["entities"][rows].tolist())
    words = [(" ".join(t.text for t in tokens[a:b]), ENTITIES[kind]) for a, b, kind in found]
    assert words == [(e.text, e.label_) for doc in docs for e in doc.ents]


def test_an_empty_row_stands_between_two_blocks(data: Labelled) -> None:
    empty = np.flatnonzero(data.taught["tags"] == UNKNOWN)
    assert empty.tolist() == [len(FIRST.replace(".", " .").split())]
    assert data.lengths.sum() == len(data.names) == len(data.states)
    assert all((data.taught[name][empty] == UNKNOWN).all() for name in LABELLED)
    assert not data.states[empty].any()
    assert not data.looks[empty].any()
    assert data.states.shape[1] == STATE_WIDTH


def test_texts_come_once_and_some_also_in_capitals(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    rows = [{"text": f"Convoy {n} left the harbour at dawn.", "title": "Convoys leave the harbour"}
            for n in range(30)]  # fmt: skip
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    found = texts([path, path], None, seed=1)
    assert len(found) == len(set(found))
    small = [t for t in found if not t.isupper()]
    assert set(small) == {row[name] for row in rows for name in ("text", "title")}
    assert {t for t in found if t.isupper()} < {t.upper() for t in small}
    assert len(found) - len(small) == 3
    assert found == texts([path], None, seed=1) != texts([path], None, seed=2)
