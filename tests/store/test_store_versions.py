"""Articles that were changed on their site: one report, several readings, each with its bytes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from store_reports import page_and_report

from sayso.errors import NotFound
from sayso.store import Coded, Store

Rows = Callable[[str], list[tuple[object, ...]]]


def test_a_changed_article_is_another_version_of_its_report(store: Store, rows: Rows) -> None:
    page, report = page_and_report()
    store.add(page, report)
    newer, read = page_and_report(text="A bomb killed 12 people in Kirkuk on Sunday, police said.")
    assert read.id != report.id
    assert store.revise(newer, read)
    assert store.ids() == [report.id]
    current = store.get(report.id)
    assert (current.id, current.text) == (report.id, read.text)
    first, second = store.readings(report.id)
    assert (first.current, first.new_text, second.current, second.new_text) == (
        *(False, False),
        *(True, True),
    )
    assert first.sha256 != second.sha256
    assert store.get(report.id, first.number) == report
    assert store.raw(report.id) == (newer.raw, newer.media_type)
    assert store.raw(report.id, first.number) == (page.raw, page.media_type)
    assert [hit.id for hit in store.search("12")] == [report.id]
    assert rows("SELECT number, id FROM current_readings") == [(second.number, report.id)]
    assert store.check() == []


def test_the_same_version_again_changes_nothing(store: Store) -> None:
    page, report = page_and_report()
    store.add(page, report)
    newer = page_and_report(text="Police said 12 people were killed in Kirkuk on Sunday.")
    assert store.revise(*newer)
    before = store.stats()
    assert not store.revise(*newer)
    assert store.stats() == before
    # Nor does the page by another way in: it is known to be a version of that report.
    assert store.seen(newer[0])
    assert not store.add(*newer)
    assert store.stats() == before


def test_an_article_that_is_changed_back(store: Store) -> None:
    page, report = page_and_report()
    store.add(page, report)
    store.revise(*page_and_report(text="A bomb killed 12 people in Kirkuk on Sunday, police said."))
    assert store.revise(page, report)
    readings = store.readings(report.id)
    assert [r.new_text for r in readings] == [False, True, True]
    assert readings[0].sha256 == readings[2].sha256
    assert store.stats().documents == 2
    assert store.check() == []


def test_reading_it_again_keeps_the_bytes_of_its_version(store: Store) -> None:
    store.add(*page_and_report())
    newer, read = page_and_report(text="Police said 12 people were killed in Kirkuk on Sunday.")
    store.revise(newer, read)
    (id_,) = store.ids()
    assert store.add_reading(store.get(id_).model_copy(update={"events": ()}))
    assert store.raw(id_)[0] == newer.raw
    assert [r.new_text for r in store.readings(id_)] == [False, True, False]


def test_the_report_of_an_address(store: Store) -> None:
    page, report = page_and_report()
    assert store.report_at("https://river.example/1") is None
    store.add(page, report)
    assert store.report_at("https://river.example/1") == report.id


def test_a_version_of_no_report_is_refused(store: Store) -> None:
    with pytest.raises(NotFound, match=r"none of https://river\.example/1 \(add the report first"):
        store.revise(*page_and_report())
    page, report = page_and_report()
    nowhere = report.model_copy(update={"url": None})
    with pytest.raises(NotFound, match="none of its address"):
        store.revise(page, nowhere)


def test_bytes_that_were_not_kept(store: Store) -> None:
    _, report = page_and_report()
    coded = Coded(
        record=report.model_dump_json().encode(),
        raw=None,
        media_type="text/html",
        origin="crawl.warc.gz at byte 1530",
        sha256="ab" * 32,
        size=4711,
    )
    assert store.add_many([coded]).added == 1
    assert store.get(report.id) == report
    with pytest.raises(NotFound, match=r"not kept \(they are in crawl\.warc\.gz at byte 1530"):
        store.raw(report.id)
    assert store.readings(report.id)[0].sha256 == "ab" * 32
    assert store.check() == []


def test_a_reading_that_is_not_there(store: Store) -> None:
    _, report = pair = page_and_report()
    store.add(*pair)
    with pytest.raises(NotFound, match="no reading 7 of report"):
        store.raw(report.id, 7)
