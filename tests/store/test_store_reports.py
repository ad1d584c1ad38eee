"""Adding reports and reading them back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_reports import page_and_report

from sayso.errors import MalformedInput, NotFound, StoreError
from sayso.ingest.page import Page
from sayso.record import Actor, Event, Place, ReaderInfo, Report, Toll
from sayso.store import Store

Rows = Callable[[str], list[tuple[object, ...]]]


def test_a_report_comes_back_equal_with_its_raw_bytes(store: Store) -> None:
    page, report = page_and_report()
    assert store.add(page, report)
    assert store.get(report.id) == report
    assert store.raw(report.id) == (page.raw, "text/html")


def test_the_same_report_twice_adds_nothing(store: Store) -> None:
    page, report = page_and_report()
    assert not store.seen(page)
    assert store.add(page, report)
    assert store.seen(page)
    before = store.stats()
    assert not store.add(page, report)
    assert store.stats() == before
    assert before.reports == before.documents == before.readings == before.events == 1


def test_the_same_bytes_under_a_newer_extractor_are_the_same_report(store: Store) -> None:
    page, report = page_and_report(raw=b"<p>one page</p>")
    store.add(page, report)
    newer, read = page_and_report(
        raw=b"<p>one page</p>", text="Police said 10 died.", extractor="2"
    )
    assert newer.report.id != page.report.id
    assert store.seen(newer)
    assert not store.add(newer, read)


def test_two_reports_of_one_file_are_two(store: Store) -> None:
    """A feed or a table holds many reports in the same bytes."""
    first = page_and_report(1, raw=b"<feed/>")
    second = page_and_report(1, raw=b"<feed/>", text="Talks opened in Geneva, an envoy said.")
    assert store.add(*first)
    assert store.add(*second)
    stats = store.stats()
    assert (stats.reports, stats.documents) == (2, 1)


def test_the_same_bytes_of_another_outlet_are_another_report(store: Store) -> None:
    store.add(*page_and_report(raw=b"same"))
    page, report = page_and_report(raw=b"same", outlet="Hill Post", extractor="2")
    assert not store.seen(page)
    assert store.add(page, report)


def test_the_beginning_of_an_id_is_enough(store: Store) -> None:
    _, report = pair = page_and_report()
    store.add(*pair)
    assert store.get(report.id[:6]) == report


def test_not_found_names_near_ids(store: Store) -> None:
    with pytest.raises(NotFound, match="holds no report yet"):
        store.get("r_1")
    for n in range(6):
        store.add(*page_and_report(n))
    ids = sorted(store.ids())
    wrong = ids[0][:-1] + ("0" if ids[0][-1] != "0" else "1")
    with pytest.raises(NotFound, match=ids[0]):
        store.get(wrong)
    with pytest.raises(NotFound, match="beginning of several report ids"):
        store.get("r_")
    with pytest.raises(NotFound):
        store.get("")
    with pytest.raises(NotFound):
        store.get("%")


def test_reports_stream_in_the_order_of_adding_and_filter(store: Store) -> None:
    added = [page_and_report(n) for n in range(130)]
    for pair in added:
        store.add(*pair)
    assert [r.id for r in store.reports()] == [r.id for _, r in added]
    store.add(*page_and_report(200, outlet="Hill Post", published="2020-06-01"))
    assert [r.outlet for r in store.reports(outlet="hill post")] == ["Hill Post"]
    assert [r.published for r in store.reports(since="2020-05-04")] == ["2020-06-01"]


def test_adding_while_streaming_does_not_lock(store: Store) -> None:
    for n in range(70):
        store.add(*page_and_report(n))
    for n, _ in enumerate(store.reports()):
        if n == 3:
            assert store.add(*page_and_report(500))


def test_lines_newest_first_without_a_date_last(store: Store) -> None:
    dates = [
        "2020-05-03T23:30:00-05:00",
        None,
        "2020-05-04T01:00:00+03:00",
        "sometime",
        "2019-01-01",
    ]
    for n, published in enumerate(dates):
        store.add(*page_and_report(n, published=published))
    lines = store.lines()
    # 23:30 five hours west of Greenwich is later than 01:00 three hours east of it.
    assert [line.published for line in lines] == [dates[0], dates[2], dates[4], dates[3], dates[1]]
    assert (lines[0].statements, lines[0].events, lines[0].killed) == (1, 1, 10)
    assert len(store.lines(limit=2)) == 2


def test_days_are_those_of_the_page(store: Store) -> None:
    """The page says 3 May, though in Greenwich it is 4 May already."""
    store.add(*page_and_report(published="2020-05-03T23:30:00-05:00"))
    assert len(store.lines(since="2020-05-03", until="2020-05-03")) == 1
    assert store.lines(since="2020-05-04") == []
    with pytest.raises(StoreError, match="not a date"):
        store.lines(since="yesterday")


def test_lines_by_event_type(store: Store) -> None:
    store.add(*page_and_report())
    assert len(store.lines(type="assault")) == 1
    assert store.lines(type="PROTEST") == []


@pytest.mark.parametrize(
    ("change", "killed"),
    [({"background": True}, None), ({"status": "denied"}, None), ({"status": "ongoing"}, 10)],
)
def test_a_list_counts_only_what_happened_now(
    store: Store, change: dict[str, object], killed: int | None
) -> None:
    page, report = page_and_report()
    event = report.events[0].model_copy(update=change)
    store.add(page, report.model_copy(update={"events": (event,)}))
    assert store.lines()[0].killed == killed


def test_a_new_reading_is_current_and_the_old_one_is_kept(store: Store, rows: Rows) -> None:
    page, report = page_and_report()
    store.add(page, report)
    newer = report.model_copy(
        update={
            "title": "Another headline",
            "events": (),
            "reader": ReaderInfo(version="0.2", models={"parser": "sha256:1"}),
        }
    )
    assert store.add_reading(newer)
    assert not store.add_reading(newer)
    assert store.get(report.id) == newer
    old, new = store.readings(report.id)
    assert (old.version, old.current, new.version, new.current) == ("0.1", False, "0.2", True)
    assert new.models == {"parser": "sha256:1"}
    assert store.get(report.id, reading=old.number) == report
    assert list(store.reports()) == [newer]
    assert store.lines()[0].title == "Another headline"
    # The query tables show the current reading only, and say which it is.
    assert rows("SELECT count(*) FROM events") == [(0,)]
    assert rows("SELECT DISTINCT reading FROM statements") == [(new.number,)]
    assert [hit.id for hit in store.search("another headline")] == [report.id]
    assert store.check() == []


def test_a_reading_of_an_unknown_report_is_refused(store: Store) -> None:
    with pytest.raises(NotFound, match="add the report first"):
        store.add_reading(page_and_report()[1])
    store.add(*page_and_report())
    with pytest.raises(NotFound, match="no reading 7"):
        store.get("r_", reading=7)


def test_query_tables_hold_the_words(store: Store, rows: Rows) -> None:
    store.add(*page_and_report())
    assert rows("SELECT source, actor, cue, content FROM statements") == [
        ("police", "police", "said", "A bomb killed at least 10 people in Kirkuk on Sunday, ")
    ]
    assert rows(
        "SELECT e.type, e.anchor, e.earliest, e.voice, p.name, p.country, t.phrase, t.who"
        " FROM events e JOIN event_places ep ON ep.event = e.number"
        " JOIN places p ON p.number = ep.place JOIN tolls t ON t.event = e.number",
    ) == [
        (
            "ASSAULT",
            "killed",
            "2020-05-03",
            '[{"outlet": true}, {"statement": "s1"}]',
            "Kirkuk",
            "IRQ",
            "at least 10",
            "people",
        )
    ]


def test_numbers_too_large_for_a_column(store: Store) -> None:
    page, report = page_and_report()
    toll = report.events[0].tolls[0].model_copy(update={"best": 10**30})
    event = report.events[0].model_copy(update={"tolls": (toll,)})
    report = report.model_copy(update={"events": (event,)})
    store.add(page, report)
    assert store.get(report.id) == report
    assert store.lines()[0].killed == 2**63 - 1


def test_half_a_character_is_an_input_error_and_stores_nothing(store: Store) -> None:
    page, report = page_and_report()
    broken = report.model_copy(update={"text": report.text + "\ud800"})
    with pytest.raises(MalformedInput, match=r"page1\.html: text that is not valid Unicode"):
        store.add(page, broken)
    assert store.stats().documents == 0


odd = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from("\u200f\u202e\u2067\ufffd\0😀👩\u200d🚒é\u0301\n\t'\"“”"),
    ),
    max_size=40,
)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    text = draw(odd)
    spans = st.tuples(*[st.integers(0, len(text))] * 2).map(lambda s: (min(s), max(s)))
    return Report(
        id=f"r_{draw(st.integers(0, 10**9))}",
        title=draw(st.none() | odd),
        outlet=draw(st.none() | odd),
        published=draw(st.none() | st.datetimes().map(lambda d: d.isoformat()) | odd),
        reader=ReaderInfo(version="0.1", models=draw(st.dictionaries(odd, odd, max_size=2))),
        text=text,
        actors=tuple(
            Actor(id=f"a{n}", name=draw(odd), mentions=(draw(spans),))
            for n in range(draw(st.integers(0, 2)))
        ),
        places=(
            Place(
                id="p1",
                name=draw(odd),
                mentions=(draw(spans),),
                lat=draw(st.none() | st.floats(-90, 90)),
                precision=draw(st.none() | st.integers(1, 7)),
            ),
        ),
        events=(
            Event(
                id="e1",
                type="ASSAULT",
                anchor=draw(spans),
                actors=("a0", "a9"),
                places=draw(st.sampled_from([(), ("p1",), ("p1", "p1"), ("p9",)])),
                tolls=(
                    Toll(
                        effect="killed",
                        best=draw(st.none() | st.integers(0, 2**70)),
                        span=draw(spans),
                        phrase=draw(odd),
                    ),
                ),
            ),
        ),
        evidence={draw(odd): (draw(spans),)},
    )


@given(report=reports(), raw=st.binary(max_size=50), media_type=odd, origin=odd)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_what_is_stored_comes_back_equal(
    store: Store, report: Report, raw: bytes, media_type: str, origin: str
) -> None:
    page = Page(report=report, raw=raw, media_type=media_type, origin=origin)
    if store.add(page, report):
        assert store.get(report.id) == report
        assert store.raw(report.id)[0] == raw
    assert report.id in {line.id for line in store.lines()}
