"""Label Studio's tasks: offsets in code points, labels of the interface, valid XML."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from annotated_reports import HOSTILE, at, filled, reads, wire
from hypothesis import given, settings
from lxml import etree

from sayso.export import export
from sayso.export import label_studio as module
from sayso.export.annotations import annotated
from sayso.export.annotations.flat import flat
from sayso.export.label_studio import task_of
from sayso.store.snapshot import Read


@settings(deadline=None, max_examples=60)
@given(reads())
def test_all_words_are_regions_or_listed(read: Read) -> None:
    marked = annotated(read)
    found = flat(marked)
    task = json.loads(json.dumps(task_of(marked.report, found)))
    text = task["data"]["text"]
    (prediction,) = task["predictions"]
    regions = {r["id"]: r for r in prediction["result"] if r["type"] == "labels"}
    assert len(regions) == len(found.marks)
    spans: dict[str, list[tuple[int, int]]] = {}
    for region in regions.values():
        value = region["value"]
        assert text[value["start"] : value["end"]] == value["text"]
        spans.setdefault(region["meta"]["text"][0], []).append((value["start"], value["end"]))
    for each in marked.annotations:
        assert spans.get(each.path, []) == [s for s in each.spans if s[0] < s[1]]
        assert (each.path in spans) != (each.path in {o.path for o in found.left_out})
    for link in prediction["result"]:
        if link["type"] == "relation":
            assert {link["from_id"], link["to_id"]} <= set(regions)


def test_a_story() -> None:
    marked = annotated(Read(wire(), {"e1": "i_42"}))
    task = task_of(marked.report, flat(marked))
    regions = {r.get("id"): r for r in task["predictions"][0]["result"]}
    event = regions["events.e1.anchor"]
    assert (event["value"]["start"], event["value"]["end"]) == at("open fire")
    assert event["value"]["labels"] == ["ASSAULT"]
    assert "incident: i_42" in event["meta"]["text"]
    assert regions["statements.s3.content/2"]["value"]["text"] == "“We were not there.”"
    links = [r for r in task["predictions"][0]["result"] if r["type"] == "relation"]
    assert {
        "type": "relation",
        "from_id": "statements.s3.source",
        "to_id": "statements.s3.content",
        "direction": "right",
        "labels": ["Source_of"],
    } in links


def test_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "TOGETHER", 4)
    with filled(tmp_path) as store:
        written = export(store, "label-studio", tmp_path / "out")
    config = etree.fromstring((tmp_path / "out" / "label_config.xml").read_bytes())
    labels = {each.get("value") for each in config.iter("Label")}
    links = {each.get("value") for each in config.iter("Relation")}
    counts = []
    for path in sorted((tmp_path / "out").glob("tasks-*.json")):
        tasks = json.loads(path.read_text(encoding="utf-8"))
        assert len(tasks) == written.files[path.name]
        counts.append(len(tasks))
        for task in tasks:
            for each in task["predictions"][0]["result"]:
                if each["type"] == "labels":
                    assert set(each["value"]["labels"]) <= labels
                else:
                    assert set(each["labels"]) <= links
    # two of the hostile texts have no words
    assert counts == [2, 4, 1]
    assert sum(counts) == len(HOSTILE) - 1


def test_no_reports(tmp_path: Path) -> None:
    with filled(tmp_path, []) as store:
        export(store, "label-studio", tmp_path / "out")
    assert json.loads((tmp_path / "out" / "tasks-00001.json").read_text(encoding="utf-8")) == []
