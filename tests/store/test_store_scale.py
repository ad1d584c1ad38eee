"""Lists in pages and with filters, and that none of them walks the whole collection."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import event
from store_reports import page_and_report
from typer.testing import CliRunner

from sayso.cli.app import app
from sayso.errors import NotFound
from sayso.record import Report
from sayso.store import Store
from sayso.store.filters import report_filters
from sayso.store.flatten import day_and_instant
from sayso.store.list_queries import lines

Rows = Callable[[str], list[tuple[object, ...]]]

OUTLETS = ("River Post", "RIVER POST", "Éclair du Soir", None)
TIMES = (
    "2020-05-03T10:15:00+03:00",
    "2020-05-03T23:30:00-11:00",
    "2020-05-04T00:30:00+14:00",
    "2020-05-04",
    "2020-05-05T12:00:00Z",
    None,
)


def reports() -> list[Report]:
    """Reports that differ in all that can be filtered by."""
    out = []
    for n in range(48):
        _, report = page_and_report(n, outlet=OUTLETS[n % 4], published=TIMES[n % 6])
        country = ("IRQ", "SYR", None)[n % 3]
        type_ = ("ASSAULT", "PROTEST")[n // 4 % 2]
        out.append(
            report.model_copy(
                update={
                    "places": (report.places[0].model_copy(update={"country": country}),),
                    "events": (report.events[0].model_copy(update={"type": type_}),),
                }
            )
        )
    return out


@pytest.fixture
def filled(store: Store) -> Store:
    store.add_many((page_and_report(n)[0], report) for n, report in enumerate(reports()))
    return store


def fits(report: Report, wanted: dict[str, Any]) -> bool:
    """Whether a report has what a filter wants."""
    day = day_and_instant(report.published)[0]
    return (
        ("outlet" not in wanted or (report.outlet or "").lower() == wanted["outlet"].lower())
        and ("type" not in wanted or report.events[0].type == wanted["type"].upper())
        and ("country" not in wanted or report.places[0].country == wanted["country"].upper())
        and ("since" not in wanted or (day is not None and day >= str(wanted["since"])))
        and ("until" not in wanted or (day is not None and day <= str(wanted["until"])))
    )


def in_order(some: list[Report]) -> list[str]:
    """Ids, newest first, those without a date last; the last added first among equals."""
    numbered = sorted(
        ((day_and_instant(r.published)[1] or "", n, r.id) for n, r in enumerate(some)), reverse=True
    )
    return [id_ for _, _, id_ in numbered]


@pytest.mark.parametrize(
    "wanted",
    [
        {},
        {"outlet": "river post"},
        {"outlet": "ÉCLAIR DU SOIR"},
        {"type": "protest"},
        {"country": "irq"},
        {"since": "2020-05-04"},
        {"until": date(2020, 5, 3)},
        {"since": "2020-05-03", "until": "2020-05-03", "type": "ASSAULT"},
        {"outlet": "River Post", "type": "Protest", "country": "SYR"},
        {"outlet": "River Post", "country": "SYR", "since": "2020-05-04", "until": "2020-05-04"},
        {"since": "0001-01-01", "until": "9999-12-31"},
        {"outlet": "nobody"},
    ],
)
def test_a_list_holds_what_fits_in_order(filled: Store, wanted: dict[str, Any]) -> None:
    expected = in_order([r for r in reports() if fits(r, wanted)])
    assert [line.id for line in filled.lines(**wanted)] == expected
    assert sorted(r.id for r in filled.reports(**wanted)) == sorted(expected)
    # In pages it is the same list.
    paged: list[str] = []
    while some := filled.lines(**wanted, limit=5, after=paged[-1] if paged else None):
        paged += [line.id for line in some]
    assert paged == expected


def test_the_command_pages_too(filled: Store, location: str) -> None:
    expected = [line.id for line in filled.lines(country="IRQ")]
    command = ["list", location, "--country", "irq", "--limit", "9", "--json"]
    first = json.loads(CliRunner().invoke(app, command).stdout)
    rest = CliRunner().invoke(app, [*command, "--after", first[-1]["id"]])
    assert [line["id"] for line in first + json.loads(rest.stdout)] == expected[:18]


def test_after_a_report_that_is_not_there(filled: Store) -> None:
    with pytest.raises(NotFound, match="no report r_zz"):
        filled.lines(after="r_zz")


def test_a_new_reading_is_found_by_what_it_holds(filled: Store) -> None:
    report = next(r for r in reports() if r.events[0].type == "PROTEST")
    changed = report.model_copy(
        update={
            "outlet": "Morning Star",
            "published": "2021-01-01",
            "events": (report.events[0].model_copy(update={"type": "COERCE"}),),
        }
    )
    assert filled.add_reading(changed)
    assert [line.id for line in filled.lines(type="coerce", outlet="morning star")] == [report.id]
    assert filled.lines(limit=1)[0].id == report.id
    assert report.id not in {line.id for line in filled.lines(type="PROTEST")}
    assert len(filled.lines()) == 48


def test_last_linked(store: Store) -> None:
    store.add(*page_and_report(1))
    assert store.last_linked() is None
    store.link()
    assert store.last_linked() == store.stats().linked


@pytest.mark.parametrize(
    "wanted",
    [{}, {"type": "ASSAULT"}, {"outlet": "River Post", "country": "IRQ", "since": "2020-05-04"}],
)
@pytest.mark.parametrize("location", ["sqlite"], indirect=True)
def test_a_list_is_a_walk_along_an_index(filled: Store, wanted: dict[str, Any]) -> None:
    asked: list[tuple[str, Any]] = []

    def listen(_c: object, _u: object, statement: str, parameters: Any, *_: object) -> None:
        if "ORDER BY" in statement:
            asked.append((statement, parameters))

    with filled._reading() as session:
        event.listen(filled._engine, "before_cursor_execute", listen)
        try:
            lines(session, report_filters(**wanted), 5)
        finally:
            event.remove(filled._engine, "before_cursor_execute", listen)
        (statement, parameters) = asked[0]
        plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        steps = [str(row[3]) for row in plan]
    # No step reads a whole table, and none sorts.
    assert steps
    assert all(step.startswith("SEARCH") or "SUBQUERY" in step for step in steps), steps
