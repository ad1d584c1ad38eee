"""Annotations as decisions in a collection: written once, undone as any other, refused by name."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from annotated_reports import wire
from coded_files import written

from sayso.coded.annotations import read_labels
from sayso.coded.taking import Taken, take_annotations
from sayso.desk import Desk
from sayso.errors import InputError
from sayso.ingest.page import Page
from sayso.record import Report
from sayso.store import Store
from sayso.store.snapshot import Read

FORMATS = ("brat", "web-annotation", "doccano", "label-studio", "records")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(str(tmp_path / "reports.db")) as opened:
        report = wire()
        page = Page(report=report, raw=b"wire", media_type="text/plain", origin="x")
        assert opened.add(page, report)
        yield opened


def take(store: Store, path: Path, who: str | None = "Amal", **more: bool) -> Taken:
    return take_annotations(store, [path], who=who, **more)  # type: ignore[arg-type]


def edited(folder: Path, **changes: tuple[str, str]) -> Path:
    """The wire story in brat with lines that were changed."""
    path = written("brat", Read(wire(), {}), folder)
    text = path.read_text(encoding="utf-8")
    for old, new in changes.values():
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("format_", FORMATS)
def test_an_export_that_nobody_touched_decides_nothing(
    format_: str, store: Store, tmp_path: Path
) -> None:
    taken = take(store, written(format_, Read(wire(), {}), tmp_path))
    assert (taken.records, taken.same, taken.decisions, taken.refused) == (1, 1, [], [])
    assert store.decisions() == []


def test_a_label_is_a_decision_once(store: Store, tmp_path: Path) -> None:
    path = edited(tmp_path, type=("Actor_unknown", "Actor_state_body"))
    (told,) = take(store, path).decisions
    assert (told.action, told.path, told.old, told.new) == (
        "correct", "actors.a2.kind", "unknown", "state_body",
    )  # fmt: skip
    (written_down,) = store.decisions()
    assert (written_down.who, written_down.reason) == ("Amal", "from r_wire.ann")
    assert take(store, path).decisions == []
    assert len(store.decisions()) == 1


def test_it_is_undone_as_any_other(store: Store, tmp_path: Path) -> None:
    take(store, edited(tmp_path, type=("Actor_unknown", "Actor_state_body")))
    desk = Desk(store, "Amal")
    assert desk.report("r_wire").report.actors[1].kind == "state_body"
    desk.undo()
    assert desk.report("r_wire").report.actors[1].kind == "unknown"


def test_a_dry_run_writes_nothing(store: Store, tmp_path: Path) -> None:
    path = edited(tmp_path, type=("Actor_unknown", "Actor_state_body"))
    assert len(take(store, path, dry_run=True).decisions) == 1
    assert store.decisions() == []


def test_done_marks_a_report_once(store: Store, tmp_path: Path) -> None:
    path = written("brat", Read(wire(), {}), tmp_path)
    assert [d.path for d in take(store, path, done=True).decisions] == [""]
    assert Desk(store, "Amal").report("r_wire").done
    assert take(store, path, done=True).decisions == []


def test_what_is_refused_leaves_a_report_undone(store: Store, tmp_path: Path) -> None:
    path = edited(tmp_path, number=("best: 10", "best: ten"))
    taken = take(store, path, done=True)
    assert taken.decisions == []
    (error,) = taken.refused
    assert "best is 'ten', which is no number" in str(error)
    assert "T" in str(error.place)


def test_nobody_is_nobody(store: Store, tmp_path: Path) -> None:
    (error,) = take(store, written("brat", Read(wire(), {}), tmp_path), who=None).refused
    assert "--who" in str(error)


def test_what_a_file_lacks_is_rejected_or_kept(store: Store, tmp_path: Path) -> None:
    path = written("doccano", Read(wire(), {}), tmp_path)
    example = json.loads(path.read_text(encoding="utf-8"))
    example["entities"] = [e for e in example["entities"] if not e["label"].startswith("Time")]
    ids = {e["id"] for e in example["entities"]}
    example["relations"] = [r for r in example["relations"] if {r["from_id"], r["to_id"]} <= ids]
    other = {**example, "report": "r_gone", "url": None, "text": "another text of no report"}
    other["entities"] = [{"id": 0, "label": "Time_date", "start_offset": 0, "end_offset": 7}]
    other["relations"] = []
    path.write_text(f"{json.dumps(example)}\n{json.dumps(other)}\n", encoding="utf-8")
    kept = take(store, path, keep=True)
    assert kept.decisions == []
    (error,) = kept.refused  # the other one has no report here, but has times
    assert "no report of the collection" in str(error)
    assert [(d.action, d.path) for d in take(store, path).decisions] == [("reject", "times.t1")]


def test_a_project_of_other_labels_speaks_of_no_more_than_these(
    store: Store, tmp_path: Path
) -> None:
    text = wire().text
    labels = [("Amadou Sarr", "PERSON"), ("the River Brigade", "ORG"), ("open fire", "ATTACK")]
    label = [
        [_utf16(text, text.index(words)), _utf16(text, text.index(words) + len(words)), name]
        for words, name in labels
    ]
    path = tmp_path / "all.jsonl"
    path.write_text(json.dumps({"text": text, "label": label}), encoding="utf-8")
    taken = take(store, path)
    # two other mentions of the organization; not the groups, who are no persons
    assert [(d.action, d.path) for d in taken.decisions] == [
        ("correct", "actors.a1.mentions"), ("reject", "events.e2"),
    ]  # fmt: skip


def test_a_text_that_changed_a_little_is_found_again(store: Store, tmp_path: Path) -> None:
    text = wire().text
    changed = text.replace("killing at least ten", "killing, it is said, at least ten")
    start = _utf16(changed, changed.index("open fire"))
    example = {"text": changed, "label": [[start, start + 9, "PROTEST"]]}
    path = tmp_path / "all.jsonl"
    path.write_text(json.dumps(example), encoding="utf-8")
    (told,) = take(store, path, keep=True).decisions
    assert (told.path, told.new) == ("events.e1.type", "PROTEST")


def _utf16(text: str, at: int) -> int:
    return len(text[:at].encode("utf-16-le")) // 2


def test_words_that_are_not_there_are_named_and_nothing_is_rejected_for_them(
    store: Store, tmp_path: Path
) -> None:
    path = edited(tmp_path, off=("\topen fire", "\tclosed fire"))
    taken = take(store, path)
    assert taken.decisions == []
    (error,) = taken.refused
    assert "“open fire”, not “closed fire”" in str(error)


def test_a_file_of_another_text_is_refused(store: Store, tmp_path: Path) -> None:
    path = edited(tmp_path)
    path.with_suffix(".txt").write_text("Something else entirely.", encoding="utf-8")
    taken = take(store, path)
    assert taken.decisions == []
    assert len(taken.refused) > 10
    assert all(isinstance(error, InputError) for error in taken.refused)


def test_two_people_in_one_task_are_two(store: Store, tmp_path: Path) -> None:
    path = written("label-studio", Read(wire(), {}), tmp_path)
    (task,) = json.loads(path.read_text(encoding="utf-8"))
    result = task.pop("predictions")[0]["result"]
    other = json.loads(json.dumps(result).replace("Actor_unknown", "Actor_group"))
    task["annotations"] = [
        {"completed_by": {"email": "a@x.example"}, "result": result},
        {"completed_by": {"email": "b@x.example"}, "result": other},
        {"completed_by": 3, "result": [], "was_cancelled": True},
    ]
    path.write_text(json.dumps([task]), encoding="utf-8")
    assert [d.who for d in take(store, path, who=None).decisions] == ["b@x.example"]
    (error,) = take(store, path, who="Amal").refused
    assert "leave out --who" in str(error)


def test_one_report_twice_of_one_person_is_refused(store: Store, tmp_path: Path) -> None:
    first = edited(tmp_path)
    (tmp_path / "more").mkdir()
    edited(tmp_path / "more")
    (error,) = take(store, tmp_path, who="Amal").refused
    assert first.name in str(error)
    assert "one person's annotations of a report at a time" in str(error.remedy)


def test_a_broken_line_rejects_nothing(store: Store, tmp_path: Path) -> None:
    path = written("brat", Read(wire(), {}), tmp_path)
    lines = path.read_text(encoding="utf-8").splitlines()
    first = next(n for n, line in enumerate(lines) if "\tActor_" in line)
    lines[first] = lines[first].replace("\t", " ")
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    taken = take(store, path, done=True)
    assert [told.action for told in taken.decisions if told.action in ("reject", "confirm")] == []
    assert "no line of brat" in str(taken.refused[0])


def test_an_event_of_words_in_pieces_is_told(store: Store, tmp_path: Path) -> None:
    path = written("brat", Read(wire(), {}), tmp_path)
    anchor = wire().events[0].anchor
    lines = path.read_text(encoding="utf-8").splitlines()
    start = anchor[1] + 6
    while not wire().text[start : start + 2].isalpha():
        start += 1
    for n, line in enumerate(lines):
        if line.startswith("T") and f" {anchor[0]} {anchor[1]}\t" in line:
            more = wire().text[start : start + 2]
            head, _, words = line.rpartition("\t")
            lines[n] = f"{head};{start} {start + 2}\t{words} {more}"
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    taken = take(store, path)
    assert any("in 2 pieces the first is taken" in str(error) for error in taken.refused)


def test_the_own_view_of_one_is_not_that_of_another(store: Store, tmp_path: Path) -> None:
    path = edited(tmp_path, type=("Actor_unknown", "Actor_state_body"))
    take(store, path, who="Amal")
    assert len(take(store, path, who="Rana").decisions) == 1


def test_labels_of_others_need_a_map(store: Store, tmp_path: Path) -> None:
    text = wire().text
    start = _utf16(text, text.index("open fire"))
    item = {"text": text, "label": [[start, start + 9, "SHOOTING"]]}
    path = tmp_path / "all.jsonl"
    path.write_text(json.dumps(item), encoding="utf-8")
    (error,) = take(store, path).refused
    assert "'SHOOTING' is not known (say with --map what it is)" in str(error)
    mapping = tmp_path / "map.yaml"
    mapping.write_text("labels:\n  shooting: events.type=PROTEST status=denied\n", encoding="utf-8")
    taken = take_annotations(store, [path], who="Amal", labels=read_labels(mapping), keep=True)
    (told,) = taken.decisions
    assert (told.path, told.new) == ("events.e1", {"type": "PROTEST", "status": "denied"})


@pytest.mark.parametrize(
    "text",
    ["labels: [a]", "labelz: {}", "labels: {X: nowhere}", "labels: {X: events.colour=red}",
     "relations: {x: y}", "offsets: bytes", "labels: {X: 'events.type=A", "- a"],
)  # fmt: skip
def test_a_map_that_cannot_be_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "map.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_labels(path)
    assert str(path) in str(caught.value)


def test_an_empty_report_is_passed_over(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "all.jsonl"
    path.write_text(json.dumps({"text": wire().text, "label": []}), encoding="utf-8")
    taken = take(store, path)
    assert (taken.empty, taken.decisions, taken.refused) == (1, [], [])


def test_a_reading_of_a_newer_version_is_still_found(store: Store, tmp_path: Path) -> None:
    path = edited(tmp_path, type=("Actor_unknown", "Actor_state_body"))
    renamed = json.loads(wire().model_dump_json().replace('"a2"', '"a9"'))
    newer = Report.model_validate(renamed)
    page = Page(report=newer, raw=b"wire", media_type="text/plain", origin="x")
    store.add(page, newer)
    now = next(a.id for a in store.get("r_wire").actors if a.name == "police official")
    (told,) = take(store, path).decisions
    assert told.path == f"actors.{now}.kind"
