"""Annotations as the measure of what sayso read."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from annotated_reports import wire
from coded_files import written
from rich.console import Console

from sayso.coded.annotations import read_labels
from sayso.coded.scoring import Scores, score
from sayso.desk import Desk
from sayso.ingest.page import Page
from sayso.store import Store
from sayso.store.snapshot import Read
from sayso.view.scores_page import scores_page
from sayso.view.scores_terminal import print_scores


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(str(tmp_path / "reports.db")) as opened:
        report = wire()
        page = Page(report=report, raw=b"wire", media_type="text/plain", origin="x")
        assert opened.add(page, report)
        yield opened


def gold(store: Store, folder: Path, *changes: tuple[str, str]) -> Scores:
    path = written("brat", Read(wire(), {}), folder)
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    return score(store, [path])


@pytest.mark.parametrize("format_", ["brat", "web-annotation", "doccano", "label-studio"])
def test_what_sayso_read_is_all_right_by_itself(format_: str, store: Store, tmp_path: Path) -> None:
    scores = score(store, [written(format_, Read(wire(), {}), tmp_path)])
    assert (scores.reports, scores.differences, scores.refused) == (1, [], [])
    every = [*scores.exact.values(), *scores.overlap.values(), *scores.links.values()]
    assert sum(counts.both for counts in every) > 50
    assert all(c.f1 in (None, 1.0) for c in every)
    assert all(each.share == 1.0 for each in scores.agreement if each.units)


def test_a_missed_label_other_words_and_another_label(store: Store, tmp_path: Path) -> None:
    scores = gold(
        store,
        tmp_path,
        ("Toll_killed", "Toll_injured"),
        ("Counted_civilians 175 182\ttraders", "Counted_civilians 172 182\ton traders"),
    )
    assert {(d.layer, d.what, d.file, d.ours) for d in scores.differences} == {
        ("tolls", "label", "injured", "killed"),
        ("counted", "words", "civilians", "civilians"),
    }
    assert [d.words for d in scores.differences if d.what == "words"] == ["on traders / traders"]
    tolls, counted = scores.exact["tolls"], scores.exact["counted"]
    assert (tolls.file, tolls.ours, tolls.both) == (1, 1, 0)
    assert scores.overlap["tolls"].f1 == 0.0
    assert (counted.f1, scores.overlap["counted"].f1) == (0.0, 1.0)


def test_what_only_one_side_has(store: Store, tmp_path: Path) -> None:
    path = written("doccano", Read(wire(), {}), tmp_path)
    example = json.loads(path.read_text(encoding="utf-8"))
    example["relations"] = []
    places = [e for e in example["entities"] if e["label"] == "Place"]
    places[0] |= {"start_offset": 0, "end_offset": 6}
    example["entities"] = places
    path.write_text(json.dumps(example), encoding="utf-8")
    scores = score(store, [path])
    assert list(scores.exact) == ["places"]  # of what the file does not speak, it is no measure
    counts = scores.exact["places"]
    assert (counts.file, counts.ours, counts.both) == (3, 3, 2)
    assert counts.precision == counts.recall == counts.f1 == pytest.approx(2 / 3)
    assert [(d.what, d.words) for d in scores.differences] == [
        ("missed", "Market"), ("more", "Gao"),
    ]  # fmt: skip
    assert scores.links == {}
    assert scores.agreement == []


def test_agreement_on_fields_is_of_the_reading_not_of_decisions(
    store: Store, tmp_path: Path
) -> None:
    Desk(store, "Amal").decide("r_wire", "correct", path="events.e1.type", new="PROTEST")
    assert gold(store, tmp_path).differences == []
    scores = gold(store, tmp_path, ("Status E1 happened", "Status E1 feared"))
    shares = {each.field: each.share for each in scores.agreement}
    assert shares["event.status"] == 0.5
    assert shares["event.type"] == 1.0
    assert store.decisions("r_wire")[-1].new == "PROTEST"  # nothing was written


def test_labels_that_a_map_names_are_measured(store: Store, tmp_path: Path) -> None:
    text = wire().text
    start = len(text[: text.index("open fire")].encode("utf-16-le")) // 2
    path = tmp_path / "all.jsonl"
    label = [[start, start + 9, "SHOOTING"]]
    path.write_text(json.dumps({"text": text, "label": label}), encoding="utf-8")
    mapping = tmp_path / "map.yaml"
    mapping.write_text("labels: {SHOOTING: events}", encoding="utf-8")
    counts = score(store, [path], labels=read_labels(mapping)).exact["events"]
    assert (counts.file, counts.ours, counts.both) == (1, 2, 1)  # without a type any type will do


def test_another_label_that_the_file_does_not_speak_of_is_told(
    store: Store, tmp_path: Path
) -> None:
    actor = next(each for each in wire().actors if each.kind == "unknown")
    start, end = actor.mentions[0]
    path = tmp_path / "one.jsonl"
    label = [[start, end, "PERSON"]]
    path.write_text(json.dumps({"text": wire().text, "label": label}), encoding="utf-8")
    mapping = tmp_path / "map.yaml"
    mapping.write_text("labels: {PERSON: actors kind=person}\noffsets: code points", "utf-8")
    scores = score(store, [path], labels=read_labels(mapping))
    told = [(d.what, d.file, d.ours) for d in scores.differences if d.file is not None]
    assert told == [("label", "person", "unknown")]
    assert scores.exact["actors"].ours == sum(
        len(each.mentions) for each in wire().actors if each.kind == "person"
    ), "only persons are measured"


def test_it_is_printed_and_shown_with_hostile_words(store: Store, tmp_path: Path) -> None:
    scores = gold(store, tmp_path, ("Toll_killed", "Toll_injured"))
    nasty = "<script>alert(1)</script>\x1b[31m\u202e"
    scores.differences.append(
        scores.differences[0].__class__("r_1", "events", "more", nasty, None, nasty, ((0, 1),))
    )
    page = scores_page(scores, nasty)
    assert "<script>" not in page
    assert "0.0%" in page
    console = Console(width=200, record=True, file=io.StringIO())
    print_scores(scores, console, limit=1)
    told = console.export_text()
    assert "injured" in told
    assert "more: --limit 0" in told
    assert "\x1b[31m" not in told
    assert json.loads(json.dumps(scores.to_data()))["layers"]["tolls"]["exact"]["f1"] == 0.0
