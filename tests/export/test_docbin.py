"""DocBin files as spaCy reads them: every word that is marked is there, or listed."""

from __future__ import annotations

import csv
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import spacy
from annotated_reports import HOSTILE, at, filled, reads, wire
from hypothesis import given, settings
from spacy.tokens import Doc, DocBin
from spacy.training import Example

from sayso.export import docbin as module
from sayso.export import export
from sayso.export.annotations import LAYERS, annotated
from sayso.export.annotations.spans import trimmed
from sayso.export.annotations.tokens import tokenised
from sayso.export.docbin import document
from sayso.store.snapshot import Read

VOCAB = spacy.blank("en").vocab


def loaded(folder: Path) -> list[Doc]:
    """The documents of a folder, read as ``spacy train`` reads them."""
    return [
        doc
        for path in sorted(folder.glob("*.spacy"))
        for doc in DocBin().from_disk(path).get_docs(VOCAB)
    ]


def back(doc: Doc) -> Doc:
    """A document written and read."""
    kept = DocBin(attrs=module._ATTRIBUTES, store_user_data=True)
    kept.add(doc)
    (read,) = DocBin().from_bytes(kept.to_bytes()).get_docs(VOCAB)
    return read


@settings(deadline=None, max_examples=60)
@given(reads())
def test_what_is_written_is_read_back(read: Read) -> None:
    marked = annotated(read)
    made, left_out = document(marked)
    doc = back(made)
    assert doc.text == marked.report.text
    listed = {(each.path, span) for each in left_out for span in each.spans}
    expected = set()
    for each in marked.annotations:
        for where in each.spans:
            inked = trimmed(doc.text, where)
            found = [
                (span.start_char, span.end_char)
                for span in doc.spans[each.layer]
                if (span.id_, span.label_) == (each.path, each.label.upper())
                and inked is not None
                and span.start_char <= inked[0]
                and inked[1] <= span.end_char
            ]
            assert bool(found) == (inked is not None)
            expected |= {(each.layer, each.path, *span) for span in found}
            assert (inked in found) != ((each.path, where) in listed)
    marks = {
        (layer, span.id_, span.start_char, span.end_char)
        for layer in LAYERS
        for span in doc.spans[layer]
    }
    assert marks == expected
    assert doc.user_data["relations"] == tuple(
        (each.label, each.start, each.end) for each in marked.relations
    )


@settings(deadline=None, max_examples=60)
@given(reads())
def test_entities_are_what_training_takes(read: Read) -> None:
    made, _ = document(annotated(read))
    doc = back(made)
    for entity in doc.ents:
        assert not entity[0].is_space
        assert not entity[-1].is_space
        assert entity.label_ in {"UNKNOWN", "PLACE", "DATE"}
    # none is left out but for one that is as long, or longer, in its place
    for layer in ("actors", "places", "times"):
        for span in doc.spans[layer]:
            over = [e for e in doc.ents if e.start < span.end and span.start < e.end]
            assert any(len(e) >= len(span) for e in over)


def test_a_story(tmp_path: Path) -> None:
    with filled(tmp_path, [wire()]) as store:
        export(store, "docbin", tmp_path / "out")
    (doc,) = loaded(tmp_path / "out")
    groups = {
        layer: [(span.text, span.label_, span.kb_id_) for span in doc.spans[layer]]
        for layer in LAYERS
    }
    assert groups["events"] == [("open fire", "ASSAULT", ""), ("attack", "ASSAULT", "")]
    assert groups["cues"] == [("told", "STATES", ""), ("saw", "STATES", ""), ("said", "DENIES", "")]
    assert groups["actors"][1] == ("We", "ORGANIZATION", "wikidata:Q42")
    assert groups["places"][1] == ("GAO", "PLACE", "geonames:2457161")
    assert [t for t, _, _ in groups["contents"][2:]] == [
        "“We deny any part,”",
        "“We were not there.”",
    ]
    assert [(e.text, e.label_) for e in doc.ents][:3] == [
        ("Gao", "PLACE"), ("GAO", "PLACE"), ("A police official", "UNKNOWN")
    ]  # fmt: skip
    assert doc.user_data["report"] == "r_wire"
    assert doc.user_data["values"]["events.e1.anchor"]["mode"] == "firearms"
    assert ("told_in", "events.e1.anchor", "statements.s2.content") in doc.user_data["relations"]


def test_hostile_texts_are_whole_and_files_are_split(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "TOGETHER", 3)
    with filled(tmp_path) as store:
        written = export(store, "docbin", tmp_path / "out")
    docs = loaded(tmp_path / "out")
    texts = [doc.text for doc in docs]
    assert texts == [wire().text, *(text.replace("\0", "\ufffd") for text in HOSTILE)]
    assert [written.files[f"reports-0000{n}.spacy"] for n in (1, 2, 3)] == [3, 3, 3]
    with (tmp_path / "out" / "left_out.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == written.files["left_out.csv"]
    # the empty text cannot be marked
    assert {row["path"] for row in rows if row["report"] == "r_h0"} == {
        "actors.a1.mentions.0",
        "events.e1.anchor",
    }


def test_two_threads_write_at_once(tmp_path: Path) -> None:
    with filled(tmp_path) as store, ThreadPoolExecutor(4) as pool:
        names = [("docbin", 1), ("conll", 1), ("docbin", 2), ("conll", 2)]
        list(pool.map(lambda n: export(store, n[0], tmp_path / f"{n[0]}{n[1]}"), names))
    one, two = loaded(tmp_path / "docbin1"), loaded(tmp_path / "docbin2")
    assert [doc.text for doc in one] == [doc.text for doc in two]
    assert [len(doc.spans["actors"]) for doc in one] == [len(doc.spans["actors"]) for doc in two]
    files = [tmp_path / f"conll{n}" / "reports.conllup" for n in (1, 2)]
    assert files[0].read_bytes() == files[1].read_bytes()


def test_no_reports(tmp_path: Path) -> None:
    with filled(tmp_path, []) as store:
        assert export(store, "docbin", tmp_path / "out").files["reports-00001.spacy"] == 0
    assert loaded(tmp_path / "out") == []


def test_a_word_that_is_cut_is_marked_whole_and_listed() -> None:
    start, end = at("Radio")
    report = wire(times=[{"id": "t1", "span": (start + 1, end - 1), "type": "date"}])
    doc, left_out = document(annotated(Read(report, {})))
    assert [span.text for span in doc.spans["times"]] == ["Radio"]
    (listed,) = [each for each in left_out if each.path == "times.t1"]
    assert listed.why == f"made as long as its tokens: {start} to {end}"
    assert listed.spans == ((start + 1, end - 1),)


def test_long_runs_without_white_space_are_cut_and_nothing_is_lost() -> None:
    text = "a " + "😀" * 2500 + "(" * 2500 + " b"
    doc = tokenised(text)
    assert doc.text == text
    assert [token.text for token in doc if token.text in "ab"] == ["a", "b"]


def test_spacy_trains_on_it(tmp_path: Path) -> None:
    with filled(tmp_path, [wire()]) as store:
        export(store, "docbin", tmp_path / "out")
    nlp = spacy.blank("en")
    docs = list(DocBin().from_disk(tmp_path / "out" / "reports-00001.spacy").get_docs(nlp.vocab))
    nlp.add_pipe("ner")
    nlp.add_pipe("spancat", config={"spans_key": "contents"})
    examples = [Example(nlp.make_doc(doc.text), doc) for doc in docs]
    optimizer = nlp.initialize(lambda: examples)
    assert {"DIRECT", "INDIRECT"} == set(nlp.get_pipe("spancat").labels)
    losses = nlp.update(examples, sgd=optimizer)
    assert losses["ner"] > 0
    assert losses["spancat"] > 0
