"""doccano's JSONL: offsets as JavaScript counts, labels that are declared, no entity twice."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from annotated_reports import HOSTILE, at, filled, reads, wire
from hypothesis import given, settings

from sayso.export import export
from sayso.export.annotations import annotated
from sayso.export.annotations.files import text_of
from sayso.export.annotations.flat import flat
from sayso.export.doccano import example_of
from sayso.store.snapshot import Read


def cut(text: str, entity: dict[str, Any]) -> str:
    """The words of an entity, as JavaScript cuts them."""
    units = text.encode("utf-16-le")
    return units[2 * entity["start_offset"] : 2 * entity["end_offset"]].decode("utf-16-le")


@settings(deadline=None, max_examples=60)
@given(reads())
def test_all_words_are_there_once_or_listed(read: Read) -> None:
    marked = annotated(read)
    found = flat(marked)
    example, left_out = example_of(marked.report, found)
    example = json.loads(json.dumps(example))
    text = example["text"]
    assert text == text_of(marked.report.text)
    entities = example["entities"]
    keys = [(e["start_offset"], e["end_offset"], e["label"]) for e in entities]
    assert len(set(keys)) == len(keys)
    assert [e["id"] for e in entities] == list(range(len(entities)))
    assert {(cut(text, e), e["label"]) for e in entities} == {
        (text[m.start : m.end], m.type) for m in found.marks
    }
    twice = [each for each in left_out if "already" in each.why]
    assert len(entities) + len(twice) == len(found.marks)
    empty = {each.path for each in left_out if "no words" in each.why}
    assert empty == {
        a.path for a in marked.annotations if all(start == end for start, end in a.spans)
    }
    for relation in example["relations"]:
        assert {relation["from_id"], relation["to_id"]} <= set(range(len(entities)))


def test_a_story() -> None:
    marked = annotated(Read(wire(), {}))
    example, left_out = example_of(marked.report, flat(marked))
    assert left_out == []
    entities = {cut(example["text"], e): e for e in example["entities"]}
    # the emoji before it counts twice
    assert entities["open fire"]["start_offset"] == at("open fire")[0] + 1
    assert entities["open fire"]["label"] == "ASSAULT"
    relations = {(r["type"], r["from_id"], r["to_id"]) for r in example["relations"]}
    parts = [entities[words]["id"] for words in ("“We deny any part,”", "“We were not there.”")]
    assert ("Continues", parts[1], parts[0]) in relations
    assert ("Actor", entities["open fire"]["id"], entities["the River Brigade"]["id"]) in relations
    assert example["report"] == "r_wire"


def test_the_folder(tmp_path: Path) -> None:
    with filled(tmp_path) as store:
        written = export(store, "doccano", tmp_path / "out")
    lines = (tmp_path / "out" / "reports.jsonl").read_bytes().decode().splitlines()
    # two have no words and are listed
    assert len(lines) == written.files["reports.jsonl"] == len(HOSTILE) - 1
    labels = json.loads((tmp_path / "out" / "span_labels.json").read_text(encoding="utf-8"))
    links = json.loads((tmp_path / "out" / "relation_labels.json").read_text(encoding="utf-8"))
    for line in lines:
        example = json.loads(line)
        assert {e["label"] for e in example["entities"]} <= {each["text"] for each in labels}
        assert {r["type"] for r in example["relations"]} <= {each["text"] for each in links}
    listed = (tmp_path / "out" / "left_out.csv").read_text(encoding="utf-8")
    assert "r_h1,,,,,the report has no words" in listed


def test_no_reports(tmp_path: Path) -> None:
    with filled(tmp_path, []) as store:
        assert export(store, "doccano", tmp_path / "out").files["reports.jsonl"] == 0
