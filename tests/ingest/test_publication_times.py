from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import InputError
from sayso.ingest import load
from sayso.ingest.stamps import find_stamps
from sayso.ingest.when import find, is_future, to_iso


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2020-05-03T10:15:00+03:00", "2020-05-03T10:15:00+03:00"),
        ("2020-05-03T10:15Z", "2020-05-03T10:15:00+00:00"),
        ("2020-05-03 10:15:00.123 +0530", "2020-05-03T10:15:00+05:30"),
        ("2020-05-03", "2020-05-03"),
        ("20200503T101500Z", "2020-05-03T10:15:00+00:00"),
        ("Sun, 03 May 2020 10:15:00 -0400", "2020-05-03T10:15:00-04:00"),
        ("May 3, 2020, 10:15 a.m. EDT", "2020-05-03T10:15:00-04:00"),
        ("3 May 2020 at 1015 GMT", "2020-05-03T10:15:00+00:00"),
        ("10:15 p.m., 3 May 2020", "2020-05-03T22:15:00"),
        ("12:05 am, May 3rd, 2020", "2020-05-03T00:05:00"),
        ("Sunday, 3 May 2020 | 10:15 GMT+3", "2020-05-03T10:15:00+03:00"),
        ("03.05.2020 10:15", "2020-05-03T10:15:00"),
        ("5 de mayo de 2020", "2020-05-05"),
        ("1588490100", "2020-05-03T07:15:00+00:00"),
        ("tomorrow", None),
        ("2020-13-45", None),
        ("31 February 2020", None),
        ("05/03/2020", None),
    ],
)
def test_to_iso(value, iso):
    assert to_iso(value) == iso


@given(
    st.datetimes(),
    st.integers(-14 * 60, 14 * 60),
)
def test_every_iso_time_keeps_its_zone(moment, minutes):
    moment = moment.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=minutes)))
    assert to_iso(moment.isoformat()) == moment.isoformat()


@given(st.dates(min_value=date(1800, 1, 1), max_value=date(2200, 1, 1)))
def test_written_dates_are_found_where_they_stand(day):
    line = f"Posted on {day:%B} {day.day}, {day.year:04} | News"
    found = find(line)
    assert found is not None
    assert found[0] == day.isoformat()
    assert line[found[1] : found[2]] == f"{day:%B} {day.day}, {day.year:04}"


def test_stamps():
    line = "Published: 3 May 2020, 10:15 GMT | Last updated: 4 May 2020, 09:00 GMT"
    assert [(s.what, s.value, line[slice(*s.span)]) for s in find_stamps(line)] == [
        ("published", "2020-05-03T10:15:00+00:00", "3 May 2020, 10:15 GMT"),
        ("modified", "2020-05-04T09:00:00+00:00", "4 May 2020, 09:00 GMT"),
    ]
    assert find_stamps("Sunday, 3 May 2020")
    assert not find_stamps("Police said on 3 May 2020 that two had died")
    assert not find_stamps("Published on 3 May 2020, the report says that two died")


def test_future():
    now = datetime(2020, 5, 3, tzinfo=UTC)
    assert is_future("2020-05-05", now)
    assert not is_future("2020-05-03T23:00:00", now)


@pytest.mark.parametrize(
    ("given_", "kept"),
    [
        ("3 May 2020", "2020-05-03"),
        (date(2020, 5, 3), "2020-05-03"),
        (datetime(2020, 5, 3, 10, 15, tzinfo=UTC), "2020-05-03T10:15:00+00:00"),
    ],
)
def test_published_argument_overrides_the_page(one, given_, kept):
    text = "Published: 1 January 2019\n\nGunmen killed three people near Balad on Sunday."
    report = one(text=text, published=given_, outlet="Example Times").report
    assert (report.published, report.outlet) == (kept, "Example Times")
    assert "published" not in report.evidence


def test_published_argument_that_is_no_date():
    with pytest.raises(InputError, match=r"'next week' is not a date .*2020-05-03"):
        list(load(text="x", published="next week"))


def test_warnings_of_missing_and_future_dates(one):
    text = "The army said on Sunday that ten people had died in the north of the country."
    assert [w.code for w in one(text=text).report.warnings] == ["no_publication_date"]
    future = one(text=text, published="2999-01-01").report
    assert [w.code for w in future.warnings] == ["future_date"]
