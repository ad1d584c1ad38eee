"""Decisions written out and replayed: in the same collection, in another, on a newer reading."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result
from review_reports import Deciding, at, report
from typer.testing import CliRunner

from sayso.cli.app import app
from sayso.desk.journals import export_journal, import_journal
from sayso.ingest.page import Page
from sayso.record import Report
from sayso.review.align import carried
from sayso.review.apply import applied
from sayso.review.decision import Decision
from sayso.review.journal import Here, journal_lines, moved, read_journal
from sayso.store import Store

REPORT = report()
NEWER = REPORT.model_copy(
    update={"events": tuple(e.model_copy(update={"id": f"n{e.id}", "same_as": None})
                            for e in REPORT.events)}
)  # fmt: skip
Sayso = Callable[..., Result]


def add(store: Store, made: Report = REPORT) -> None:
    bare = Report(id=made.id, reader=made.reader, text=made.text, url=made.url, title=made.title)
    store.add(Page(bare, made.text.encode(), "text/plain", "test"), made)


def decided(store: Store) -> None:
    """An evening's work: a correction, one that was undone, an addition, a note."""
    say = {"who": "Amal", "record": REPORT.id}
    store.decide(action="correct", path="events.e4.status", old="denied", new="feared",
                 reason="they fear it", **say)  # type: ignore[arg-type]  # fmt: skip
    second = store.decide(action="reject", path="events.e5", **say)  # type: ignore[arg-type]
    store.decide(action="undo", path="events.e5", replaces=second, **say)  # type: ignore[arg-type]
    new = {"id": "h12ab", "type": "ASSAULT", "anchor": list(at("wounded"))}
    store.decide(action="add", path="events.h12ab", new=new, **say)  # type: ignore[arg-type]
    store.decide(action="note", path="", reason="line\u2028end", **say)  # type: ignore[arg-type]


@pytest.fixture
def first(tmp_path: Path) -> Iterator[Store]:
    with Store.open(str(tmp_path / "first.db")) as store:
        add(store)
        decided(store)
        yield store


def lines_of(log: list[Decision]) -> list[str]:
    return list(journal_lines(log, lambda _id, _number: REPORT))


def test_a_line_has_who_when_why_old_new_and_the_words(first: Store) -> None:
    reading, line, *rest = export_journal(first)
    assert Report.model_validate(json.loads(reading)["report"]) == REPORT
    got = json.loads(line)
    assert (got["who"], got["old"], got["new"]) == ("Amal", "denied", "feared")
    assert got["reason"] == "they fear it"
    assert got["made"].startswith("20")
    adding = json.loads(rest[2])
    assert adding["words"] == ["wounded"]
    assert all(len(each.splitlines()) == 1 for each in rest)


def test_what_is_written_is_read_back() -> None:
    log = Deciding()
    log.add("correct", "events.e1.type", "PROTEST", reason="a march")
    log.add("undo", "events.e1.type", replaces=1)
    log.add("merge", "actors.a5", {"into": "a4"}, stage="adjudication")
    journal = read_journal(lines_of(log))
    assert journal.faults == []
    assert [e.decision for e in journal.entries] == log
    assert journal.readings == {"r_goma": {1: REPORT}}


def test_the_same_reading_takes_the_whole_log(first: Store, location: str) -> None:
    lines = list(export_journal(first))
    with Store.open(location) as store:
        add(store)
        done = import_journal(store, lines)
        assert (done.written, done.there, done.refused) == (5, 0, ())
        was, is_ = first.decisions(replaced=True), store.decisions(replaced=True)
        assert [(d.made, d.who, d.action, d.path, d.new, d.reason, d.current) for d in is_] == [
            (d.made, d.who, d.action, d.path, d.new, d.reason, d.current) for d in was
        ]
        again = import_journal(store, lines)
        assert (again.written, again.there) == (0, 5)
        # the undo of the other collection is the undo of the same decision here
        assert next(d for d in is_ if d.action == "undo").replaces == is_[1].number


def test_a_newer_reading_takes_what_holds(first: Store, location: str) -> None:
    lines = list(export_journal(first))
    with Store.open(location) as store:
        add(store, NEWER)
        done = import_journal(store, lines)
        assert (done.written, done.refused) == (3, ())
        got = applied(NEWER, store.decisions(replaced=True)).report
        assert {e.id: e.status for e in got.events}["ne4"] == "feared"
        assert "h12ab" in {e.id for e in got.events}
        assert import_journal(store, lines).written == 0
        store.add_reading(REPORT)  # read anew between
        assert import_journal(store, lines).written <= 2  # the undone and its undo
        assert len([d for d in store.decisions(replaced=True) if d.action == "correct"]) == 1


def test_a_report_is_found_by_its_address_or_its_text(first: Store, tmp_path: Path) -> None:
    lines = list(export_journal(first))
    for n, other in enumerate(
        (
            REPORT.model_copy(update={"id": "r_elsewhere"}),
            REPORT.model_copy(update={"id": "r_copy", "url": None}),
        )
    ):
        with Store.open(str(tmp_path / f"other{n}.db")) as store:
            add(store, other)
            assert import_journal(store, lines).refused == ()
            assert {d.record for d in store.decisions()} == {other.id}


def test_bad_lines_are_named_and_the_rest_goes_on(first: Store, tmp_path: Path) -> None:
    lines = list(export_journal(first))
    good = json.loads(lines[1])
    lines += [
        "{",
        '{"sayso":"other"}',
        "[]",
        json.dumps({**good, "action": "praise"}),
        json.dumps({**good, "path": "events.e1.colour"}),
        json.dumps({k: v for k, v in good.items() if k != "who"}),
        json.dumps({**good, "number": 77, "record": "r_nowhere"}),
        json.dumps({**good, "number": 78, "record": "i_nowhere", "path": ""}),
        "[" * 100_000,
    ]
    with Store.open(str(tmp_path / "second.db")) as store:
        add(store)
        done = import_journal(store, lines)
    # What is decided about an incident holds on to events: its id need not be there.
    assert done.written == 6
    start = len(lines) - 9
    assert [r.partition(":")[0] for r in done.refused] == [
        f"line {start + n}" for n in (1, 2, 3, 4, 5, 6, 7, 9)
    ]
    assert all("(" in r for r in done.refused[:7])  # each with a remedy


def test_what_has_no_place_in_the_newer_reading_is_refused_by_its_line() -> None:
    log = Deciding()
    log.add("correct", "events.e4.status", "feared")
    log.add("correct", "events.e5.status", "feared")
    new = NEWER.model_copy(update={"events": NEWER.events[:4]})
    got = moved(read_journal(lines_of(log)), lambda id_, _report: Here(id_, {4: new}, 4))
    assert [(d.path, d.reading) for d in got.decisions] == [("events.ne4.status", 4)]
    assert str(got.refused[0]).startswith("line 3: correct events.e5.status")
    assert carried(log, REPORT, new).decisions[0].path == "events.ne4.status"


@pytest.fixture
def sayso() -> Sayso:
    return lambda *words: CliRunner().invoke(app, [str(word) for word in words])


def test_the_commands(sayso: Sayso, first: Store, tmp_path: Path) -> None:
    db, file, other = tmp_path / "first.db", tmp_path / "decisions.jsonl", tmp_path / "second.db"
    with Store.open(str(other)) as store:
        add(store)
    listed = sayso("decisions", "list", db, "r_go")
    assert listed.exit_code == 0
    assert "events.e4.status" in listed.output
    assert "reject" not in listed.output
    every = json.loads(sayso("decisions", "list", db, "--all", "--json").stdout)
    assert [d["action"] for d in every] == ["correct", "reject", "undo", "add", "note"]
    assert sayso("decisions", "export", db, "-o", file).exit_code == 0
    assert sayso("decisions", "export", db, "--record", "r_go").stdout == file.read_text("utf-8")
    done = sayso("decisions", "import", other, file)
    assert done.output == "5 decisions written, 0 were here already\n"
    with Store.open(str(other)) as store:
        assert store.stale_reviews() == []
    with file.open("a") as out:
        out.write("no line\n")
    once_more = sayso("decisions", "import", other, file)
    assert once_more.exit_code == 1
    assert "line 7" in once_more.stderr
    assert sayso("decisions", "import", other, tmp_path / "none").exit_code != 0
