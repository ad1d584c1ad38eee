"""What is wrong in a database is found and named, and nothing else is."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from store_reports import page_and_report
from test_store_links import incident, linked

from sayso.record import Report
from sayso.store import Store

Change = Callable[[str], None]


@pytest.fixture
def filled(store: Store) -> Store:
    for n in range(3):
        store.add(*page_and_report(n))
    first = store.ids()[0]
    store.save_links(replace(linked(incident("i_1", f"{first}/e1")), copies=()))
    store.decide(first, "note", who="Amal")
    assert store.check() == []
    return store


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ("UPDATE documents SET size = 7 WHERE number = 2", "documents row 2: it has "),
        (
            "UPDATE documents SET sha256 = '00' WHERE number = 2",
            "documents row 2: its SHA-256 is not that of its bytes",
        ),
        (
            "UPDATE documents SET raw = (SELECT record FROM readings WHERE number = 1)"
            " WHERE number = 2",
            "documents row 2: it has ",
        ),
        ("UPDATE reports SET title = 'x' WHERE number = 1", "reports row 1: title is 'x', and "),
        ("UPDATE reports SET id = 'r_x' WHERE number = 2", "readings row 2 (r_x): its record is "),
        ("DELETE FROM statements WHERE reading = 3", "statements of readings row 3: 0 rows, and"),
        (
            "DELETE FROM event_places WHERE event = 1",
            "event_places of readings row 1: 0 rows, and its record has 1",
        ),
        ("DELETE FROM tolls WHERE reading = 1", "tolls of readings row 1: 0 rows, and its record"),
        (
            "INSERT INTO statements(number, reading, id, kind, stance, anonymous, cue, content,"
            " hedges) SELECT 77, reading, 's9', kind, stance, anonymous, cue, content, hedges"
            " FROM statements WHERE number = 1",
            "statements of readings row 1: 2 rows, and its record has 1",
        ),
        (
            "UPDATE report_facets SET value = 'elsewhere' WHERE kind = 'outlet' AND report = 2",
            "report_facets of reports row 2: not those of its current record",
        ),
        ("UPDATE incident_members SET event = 'e7'", "incident_members row i_1: there is no event"),
        ("UPDATE incident_members SET event = 'e7'", "incidents row 1 (i_1): its record holds oth"),
        ("UPDATE incident_members SET report = 'r_0'", "incident_members row i_1: there is no rep"),
        ("UPDATE incidents SET record = '{}'", "incidents row 1 (i_1): its record is none: "),
        (
            "INSERT INTO incident_forwards(number, old, new, run) VALUES (1, 'i_a', 'i_b', 1)",
            "incident_forwards row 1: there is no incident i_b",
        ),
        (
            "INSERT INTO copies(number, run, from_report, to_report, kind, share, record)"
            " SELECT 1, 1, id, 'r_gone', 'excerpt', 1, '' FROM reports WHERE number = 1",
            "copies row 1: there is no report r_gone",
        ),
        ("UPDATE link_runs SET last_reading = 99", "link_runs row 1: it saw the reading 99"),
        (
            "INSERT INTO link_chances(a, b, chance) VALUES (0, 1, 0.5)",
            "link_chances row 0: with 1, one of which is not linked",
        ),
        (
            "INSERT INTO decisions(number, made, who, action, record, path)"
            " VALUES (5, '', 'Jo', 'note', 'r_gone', '')",
            "decisions row 5: there is no record r_gone",
        ),
        (
            "INSERT INTO decisions(number, made, who, action, record, path, reading)"
            " SELECT 5, '', 'Jo', 'note', id, '', 3 FROM reports WHERE number = 1",
            "decisions row 5: the reading 3 is of another report",
        ),
        (
            "INSERT INTO decisions(number, made, who, action, record, path, replaces)"
            " VALUES (5, '', 'Jo', 'note', 'i_1', '', 1)",
            "decisions row 5: it cannot replace the decision 1",
        ),
        (
            "INSERT INTO reports(number, id, document, added) VALUES (9, 'r_9', 1, '')",
            "reports row 9: r_9 has no reading",
        ),
    ],
)
def test_a_fault_is_named_with_its_row(
    filled: Store, execute: Change, change: str, fault: str
) -> None:
    execute(change)
    found = filled.check()
    assert [line for line in found if line.startswith(fault)], found
    assert filled.check(quick=True) == []


def test_rows_of_a_reading_of_before(filled: Store, execute: Change) -> None:
    (id_, *_) = filled.ids()
    filled.add_reading(filled.get(id_).model_copy(update={"title": "Another"}))
    assert filled.check() == []
    execute("UPDATE statements SET reading = 1 WHERE reading = 4")
    found = filled.check()
    assert any(": of readings row 1, which is not the current one" in line for line in found)


def test_words_that_a_search_does_not_know(filled: Store, execute: Change, location: str) -> None:
    number = "number" if location.startswith("postgresql") else "rowid"
    execute(f"DELETE FROM report_search WHERE {number} = 2")  # noqa: S608
    assert filled.check() == ["report_search: nothing of reports row 2"]
    execute(f"UPDATE report_search SET body = 'x' WHERE {number} = 1")  # noqa: S608
    assert "report_search row 1: not the words of the report's current record" in filled.check()


def stored(store: Store, change: dict[str, object]) -> list[str]:
    """Faults of a record that a reader has got wrong."""
    page, report = page_and_report(9)
    store.add(page, report.model_copy(update=change))
    return [line.partition("): ")[2] for line in store.check()]


def test_spans_and_references_of_a_record(store: Store) -> None:
    _, report = page_and_report(9)
    long = len(report.text)
    event = report.events[0].model_copy(
        update={
            "anchor": (3, long + 1),
            "places": ("p7",),
            "time": "t9",
            "actors": ("a3",),
            "same_as": "e0",
        }
    )
    statement = report.statements[0].model_copy(update={"parent": "s5", "hedges": ((9, 4),)})
    assert sorted(stored(store, {"events": (event,), "statements": (statement,)})) == [
        "events.e1.actors.0 names the actor a3, which is not there",
        f"events.e1.anchor [3, {long + 1}] is not in its text of {long} characters",
        "events.e1.places.0 names the place p7, which is not there",
        "events.e1.same_as names the event e0, which is not there",
        "events.e1.time names the time t9, which is not there",
        f"statements.s1.hedges.0 [9, 4] is not in its text of {long} characters",
        "statements.s1.parent names the statement s5, which is not there",
    ]


def test_a_record_that_is_damaged_or_none_does_not_end_the_check(
    filled: Store, location: str
) -> None:
    postgres = location.startswith("postgresql")
    with filled._writer.begin() as connection:
        connection.exec_driver_sql(
            "SET LOCAL session_replication_role = replica"
            if postgres
            else "DROP TRIGGER readings_refuse_update"
        )
        mark = "%s" if postgres else "?"
        change = f"UPDATE readings SET record = {mark} WHERE number = {mark}"  # noqa: S608
        connection.exec_driver_sql(change, (b"\x28\xb5\x2f\xfd rubbish", 1))
        connection.exec_driver_sql(change, (zlib.compress(b'{"id": 3}'), 2))
    found = filled.check()
    assert any("readings row 1 " in line and "its record is damaged (" in line for line in found)
    assert any("readings row 2 " in line and "its record is none: " in line for line in found)
    assert not any("readings row 3" in line for line in found)


def test_what_was_found_before_the_end_of_a_check_is_told(path: Path) -> None:
    with Store.open(path) as store:
        store.add(*page_and_report())
        with store._writer.connect() as connection:
            raw = connection.connection.driver_connection
            assert raw is not None
            raw.execute("PRAGMA foreign_keys=OFF")
            raw.execute("UPDATE reports SET document = 99, title = CAST(x'62ff62' AS TEXT)")
        assert store.check() == [
            "reports row 1: points to no row of documents",
            "the check went no further: the database is damaged",
        ]


def test_progress_is_told(filled: Store) -> None:
    seen: dict[str, int] = {}
    filled.check(progress=lambda table, rows: seen.update({table: rows}))
    assert (seen["documents"], seen["readings"], seen["incidents"]) == (3, 3, 1)


def test_a_broken_key_of_the_engine(store: Store, location: str) -> None:
    if location.startswith("postgresql"):
        pytest.skip("PostgreSQL lets nobody break a key")
    store.add(*page_and_report())
    with store._writer.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.execute("PRAGMA foreign_keys=OFF")
        raw.execute("UPDATE reports SET document = 99")
        raw.execute("PRAGMA foreign_keys=ON")
    assert any("reports row 1: points to no row of documents" in line for line in store.check())


def test_the_models_of_a_record_are_all_walked() -> None:
    """A part of the record that is new must be checked too."""
    assert set(Report.model_fields) == {
        *("schema_", "id", "url", "original", "outlet", "agency", "title", "byline", "language"),
        *("published", "modified", "reader", "text", "blocks", "actors", "places", "times"),
        *("statements", "events", "attacks", "totals", "relevance", "loaded", "warnings"),
        "evidence",
    }
