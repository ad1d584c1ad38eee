"""Many reports at once: the same rows as one by one, whatever is among them."""

from __future__ import annotations

import hashlib
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from store_reports import page_and_report

from sayso.errors import MalformedInput, NotFound
from sayso.ingest.page import Page
from sayso.record import Report
from sayso.store import Coded, Store
from sayso.store.engines import dialect_at
from sayso.store.tables import Base

Pair = tuple[Page, Report]

TIMES = {"added", "made"}
"""Columns that say when something was stored."""


def dump(location: str) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of a database, and what its full-text index holds."""
    dialect = dialect_at(location, 1)
    engine = dialect.engine()
    try:
        with engine.connect() as connection:
            found: dict[str, list[tuple[Any, ...]]] = {}
            for table in Base.metadata.sorted_tables:
                columns = [c for c in table.columns if c.name not in TIMES]
                rows = connection.execute(select(*columns).order_by(*table.primary_key.columns))
                found[table.name] = [tuple(row) for row in rows]
            found["words"] = list(dialect.entries(connection, 0, 10_000))
            return found
    finally:
        engine.dispose()


def several() -> list[Pair]:
    """Reports of all sorts: some are twice there, share bytes, came through two extractors."""
    feed = b"<rss>two reports of one file</rss>"
    return [
        page_and_report(1),
        page_and_report(2, published=None, outlet=None),
        page_and_report(1),
        page_and_report(3, raw=feed),
        page_and_report(4, raw=feed),
        page_and_report(5, raw=b"<p>page</p>", extractor="1"),
        changed_by_extractor(page_and_report(5, raw=b"<p>page</p>", extractor="2")),
        page_and_report(6, title="A NUL \0 in a title", text="A bomb\0 killed 10 people, police"),
        page_and_report(7, outlet="Rádio ÉCLAIR", published="2020-05-04T00:30:00+14:00"),
    ]


def changed_by_extractor(pair: Pair) -> Pair:
    """The same page with another text, as a newer extractor makes it."""
    page, report = pair
    update = {"id": "r_0000000000000005", "text": report.text + " more"}
    return (
        Page(page.report.model_copy(update=update), page.raw, page.media_type, page.origin),
        report.model_copy(update=update),
    )


def coded(pair: Pair) -> Coded:
    """A report as a shard holds it."""
    page, report = pair
    return Coded(report.model_dump_json().encode(), page.raw, page.media_type, page.origin)


@pytest.mark.parametrize("together", [1, 2, 1_000])
def test_rows_are_those_of_one_by_one(location: str, tmp_path: Path, together: int) -> None:
    one_by_one = str(tmp_path / "one.db")
    with Store.open(one_by_one) as store:
        new = [store.add(*pair) for pair in several()]
    with Store.open(location) as store:
        result = store.add_many(several(), together=together)
        assert (result.added, result.unchanged, result.failed) == (
            sum(new),
            len(new) - sum(new),
            (),
        )
        assert store.check() == []
    assert sum(new) == 7
    assert dump(location) == dump(one_by_one)


def test_coded_reports_are_stored_as_those_with_pages(location: str, tmp_path: Path) -> None:
    other = str(tmp_path / "other.db")
    with Store.open(other) as store:
        store.add_many(several())
    with Store.open(location) as store:
        store.add_many(map(coded, several()))
    assert dump(location) == dump(other)


def test_again_adds_nothing(store: Store, location: str) -> None:
    store.add_many(several())
    before = dump(location)
    result = store.add_many(several(), together=3)
    assert (result.added, result.unchanged) == (0, 9)
    assert dump(location) == before


def test_bulk_and_single_adds_go_on_from_each_other(store: Store) -> None:
    for first in range(0, 12, 3):
        store.add(*page_and_report(first))
        store.add_many([page_and_report(first + 1), page_and_report(first + 2)])
    assert store.ids() == [page_and_report(n)[1].id for n in range(12)]
    assert store.check() == []


def test_bad_items_are_named_and_the_rest_goes_on(store: Store) -> None:
    good = [page_and_report(n) for n in range(4)]
    halves = good[3][1].model_copy(update={"id": "r_halves", "text": "half \ud800"})
    items = [
        coded(good[0]),
        Coded(b'{"schema": "sayso/report/1"', b"x", "text/html", "part-1 row 2"),
        Coded(b'{"schema": "sayso/report/9", "id": "r_1"}', b"x", "text/html", "part-1 row 3"),
        good[1],
        (good[3][0], halves),
        Coded(coded(good[2]).record, None, "text/html", "part-1 row 6"),
        good[2],
    ]
    seen: list[Exception] = []
    result = store.add_many(items, on_error=seen.append, together=2)
    assert (result.added, result.unchanged) == (3, 0)
    assert [error.source for error in result.failed] == [
        "part-1 row 2",
        "part-1 row 3",
        "page3.html",
        "part-1 row 6",
    ]
    assert all(isinstance(e, MalformedInput) and e.remedy for e in result.failed)
    assert seen == list(result.failed)
    assert store.ids() == [pair[1].id for pair in good[:3]]


def test_bytes_that_are_kept_elsewhere(store: Store) -> None:
    page, report = page_and_report(1)
    digest = hashlib.sha256(page.raw).hexdigest()
    at = "crawl.warc.gz at 1234"
    item = Coded(report.model_dump_json().encode(), None, "text/html", at, digest, len(page.raw))
    assert store.add_many([item]).added == 1
    assert store.get(report.id) == report
    with pytest.raises(NotFound, match=r"crawl\.warc\.gz at 1234"):
        store.raw(report.id)
    assert not store.add(page, report)


def test_a_page_that_is_a_later_version_is_known(store: Store) -> None:
    page, report = page_and_report(1)
    store.add(page, report)
    later = report.model_copy(update={"id": "r_later", "text": report.text + " Ten died."})
    changed = Page(later, b"<p>changed</p>", "text/html", "page1.html")
    assert store.revise(changed, later)
    assert store.seen(changed)
    assert store.add_many([(changed, later)]).unchanged == 1
    assert store.ids() == [report.id]


def test_what_was_stored_before_a_source_broke_stays(store: Store) -> None:
    def breaking() -> Iterator[Pair]:
        for n in range(5):
            yield page_and_report(n)
        raise OSError("the disk with the shards is gone")

    with pytest.raises(OSError, match="shards"):
        store.add_many(breaking(), together=2)
    assert store.ids() == [page_and_report(n)[1].id for n in range(4)]
    assert store.add_many(page_and_report(n) for n in range(5)).added == 1
    assert store.check() == []


def test_progress_counts_what_is_done(store: Store) -> None:
    done: list[int] = []
    bad = Coded(b"{}", b"x", "text/html", "row 1")
    store.add_many([page_and_report(1), bad, page_and_report(2)], progress=done.append, together=2)
    assert done == [2, 3]


KILLED_IN_BULK = """
import os, signal, sys
from sayso.store import Store
from store_reports import page_and_report

location, when, step = sys.argv[1], int(sys.argv[2]), sys.argv[3]
calls = 0

def killed(*arguments, **named):
    global calls
    calls += 1
    out = real(*arguments, **named)
    if calls == when:
        os.kill(os.getpid(), signal.SIGKILL)
    return out

with Store.open(location) as store:
    kind = type(store._dialect)
    if step == "index":
        real = kind.index_many
        kind.index_many = killed
    else:
        from sayso.store import bulk_write
        real = bulk_write.insert_rows
        bulk_write.insert_rows = killed
    store.add_many((page_and_report(n) for n in range(40)), together=5)
"""


@pytest.mark.parametrize(("step", "when"), [("index", 3), ("rows", 24)])
def test_killed_in_the_middle_of_a_batch(location: str, step: str, when: int) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLED_IN_BULK, location, str(when), step],
        env={"PYTHONPATH": f"{Path(__file__).parent}"},
        check=False,
    )
    assert done.returncode == -signal.SIGKILL
    with Store.open(location) as store:
        assert store.ids() == [page_and_report(n)[1].id for n in range(10)]
        assert store.check() == []
        assert store.add_many(page_and_report(n) for n in range(40)).added == 30
        assert store.ids() == [page_and_report(n)[1].id for n in range(40)]
        assert len(store.search("kirkuk", limit=100)) == 40
        assert store.check() == []
