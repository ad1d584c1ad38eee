from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.extract.times import find_times
from sayso.language.parse import Parse
from sayso.language.spacy_parser import parse
from sayso.record import Block, Time
from sayso.resolve import timex
from sayso.resolve.dates import AMBIGUOUS, NO_PUBLICATION_DATE, resolve_times

# A Wednesday.
PUBLISHED = "2020-05-06T10:15:00+03:00"


def read(text: str, published: str | None = PUBLISHED) -> list[Time]:
    report = parse(text, (Block(kind="paragraph", span=(0, len(text))),))
    return resolve_times(find_times(report), report, published)


def values(text: str, published: str | None = PUBLISHED) -> list[str | None]:
    return [t.value for t in read(text, published)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Shells fell on May 3.", "2020-05-03"),
        ("Shells fell on 3 May 2019.", "2019-05-03"),
        ("SHELLS FELL ON 3 FEB 90.", "1990-02-03"),
        ("Shells fell on Dec. 28.", "2019-12-28"),
        ("Shells fell on 2020-05-03.", "2020-05-03"),
        ("Shells fell on 13/4/2020.", "2020-04-13"),
        ("Shells fell on 05/04/2020.", "2020-05-04"),
        ("Shells fell on 05.04.2020.", "2020-04-05"),
        ("Shells fell on Monday.", "2020-05-04"),
        ("Shells fell on Wednesday.", "2020-05-06"),
        ("Shells fell last Wednesday.", "2020-04-29"),
        ("The court will rule on Monday.", "2020-05-11"),
        ("The court meets next Monday.", "2020-05-11"),
        ("The court meets on Monday.", "2020-05-11"),
        ("The road would stay closed until Monday.", "2020-05-11"),
        ("The road was closed until Monday.", "2020-05-04"),
        ("Shells fell yesterday.", "2020-05-05"),
        ("Shells fell overnight.", "2020-05-05TNI"),
        ("Talks resume tomorrow morning.", "2020-05-07TMO"),
        ("Shells fell two days ago.", "2020-05-04"),
        ("Shells fell three weeks ago.", "2020-W16"),
        ("Shells fell last month.", "2020-04"),
        ("Shells fell last year.", "2019"),
        ("Shells fell last week.", "2020-W18"),
        ("Shells fell over the weekend.", "2020-W18-WE"),
        ("Shells fell earlier this month.", "2020-05"),
        ("Shells fell in November.", "2019-11"),
        ("A vote is expected in November.", "2020-11"),
        ("Shells fell last May.", "2019-05"),
        ("Shells fell in the 1990s.", "199"),
        ("Shells fell in the 19th century.", "18"),
        ("Shells fell in mid-2015.", "2015"),
        ("Shells fell in the third quarter of 2019.", "2019-Q3"),
        ("Shells fell last summer.", "2019-SU"),
        ("Shells fell at 10:30 p.m. Monday.", "2020-05-04T22:30"),
        ("Shells fell on Monday night.", "2020-05-04TNI"),
        ("Shells fell at noon.", "2020-05-06T12:00"),
        ("Shells fell for three months.", "P3M"),
        ("A two-hour truce held.", "PT2H"),
        ("A truce held for 2 1/2 hours.", "PT2.5H"),
        ("The raids of April 7 killed 12.", "2020-04-07"),
        ("The deadline of May 20 was set.", "2020-05-20"),
        ("Shells fell on August 20.", "2019-08-20"),
        ("Talks resume as early as Friday.", "2020-05-08"),
        ("Shells fell for decades.", "PXY"),
        ("Shells fall every Monday.", "XXXX-WXX-1"),
        ("Shells fall daily.", "P1D"),
        ("Shells fell recently.", "PAST_REF"),
        ("Shells are falling now.", "PRESENT_REF"),
        ("Nothing is known of the future.", "FUTURE_REF"),
        ("Shells fell on Christmas Eve.", "2019-12-24"),
        ("Carthage fell in 146 BC.", "BC0146"),
    ],
)
def test_value(text: str, value: str) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Clashes fell between 3 and 5 May.", ["2020-05-03", "2020-05-05"]),
        ("Clashes lasted from 5 September to 12 September 1914.", ["1914-09-05", "1914-09-12"]),
        ("Clashes lasted from December to January 1951.", ["1950-12", "1951-01"]),
        ("The road was shut from Monday to Wednesday.", ["2020-05-04", "2020-05-06"]),
        ("A raid came on 4 May 2019. Two days later the village was empty.",
         ["2019-05-04", "2019-05-06"]),
        ("A raid came on 4 May 2019. That night the village was empty.",
         ["2019-05-04", "2019-05-04TNI"]),
        ("Output fell in the third quarter. A year earlier it had risen.", ["2019-Q3", "2018-Q3"]),
    ],
)  # fmt: skip
def test_values_that_lean_on_each_other(text: str, expected: list[str]) -> None:
    assert values(text) == expected


def test_bounds_and_precision() -> None:
    [may, week, month, year, decade] = read(
        "It began in early May, after last week, in April, in 2018 and in the 1990s."
    )
    assert (may.earliest, may.latest, may.precision) == ("2020-05-01", "2020-05-10", 4)
    assert (week.earliest, week.latest, week.precision) == ("2020-04-27", "2020-05-03", 3)
    assert (month.earliest, month.latest, month.precision) == ("2020-04-01", "2020-04-30", 4)
    assert (year.earliest, year.latest, year.precision) == ("2018-01-01", "2018-12-31", 5)
    assert (decade.earliest, decade.latest, decade.precision) == ("1990-01-01", "1999-12-31", None)


def test_without_publication_date_only_absolute_dates_resolve() -> None:
    relative, absolute = read("Shells fell on Tuesday, as on 3 May 2019.", None)
    assert (relative.value, relative.why) == (None, NO_PUBLICATION_DATE)
    assert (absolute.value, absolute.why) == ("2019-05-03", None)


def test_unreadable_publication_date_counts_as_none() -> None:
    assert values("Shells fell yesterday.", "soon") == [None]


def test_date_that_could_be_either_way_round_needs_a_publication_date() -> None:
    [time] = read("It was filed on 03/05/2020.", None)
    assert (time.value, time.why) == (None, AMBIGUOUS)


def test_date_that_does_not_exist_says_so() -> None:
    [time] = read("It was filed on 31 February 2020.")
    assert time.value is None
    assert time.why


def test_history_takes_the_year_from_the_text() -> None:
    text = (
        "The rising began on 4 March 1871. On 7 March the garrison left. In May 1872 a truce was "
        "signed at the river. In June the last rebels gave up. By 1873 the road was open. "
        "The treaty of 9 April 1874 ended it. The next day the fleet sailed."
    )
    assert values(text, "2009-12-19") == [
        "1871-03-04", "1871-03-07", "1872-05", "1872-06", "1873", "1874-04-09", "1874-04-10",
    ]  # fmt: skip


def test_ids_follow_the_text() -> None:
    assert [t.id for t in read("It fell on Monday, Tuesday and in May.")] == ["t1", "t2", "t3"]


days = st.dates(min_value=date(1800, 1, 1), max_value=date(2100, 12, 31))


@given(days, days)
def test_precision_grows_with_the_stretch(a: date, b: date) -> None:
    first, last = sorted((a, b))
    code = timex.precision(first, last)
    assert code == 1 if first == last else code is None or code > 1


@given(days)
def test_bounds_hold_the_day(day: date) -> None:
    quarter = f"{day.year}-Q{(day.month + 2) // 3}"
    for value in (day.isoformat(), day.isoformat()[:7], str(day.year), timex.week_of(day), quarter):
        stretch = timex.bounds(value)
        assert stretch is not None
        assert stretch[0] <= day <= stretch[1]


@given(days, st.sampled_from(["start", "mid", "end", None]), st.integers(0, 4000))
def test_narrowed_stays_inside(day: date, mod: str | None, length: int) -> None:
    last = day + timedelta(length)
    a, b = timex.narrowed(day, last, mod)
    assert day <= a <= b <= last


@given(days, st.integers(-5000, 5000))
def test_adding_months_lands_in_that_month(day: date, count: int) -> None:
    moved = timex.add_months(day, count)
    assert moved.year * 12 + moved.month == day.year * 12 + day.month + count
    assert moved.day <= day.day


EXPRESSIONS = [
    "yesterday",
    "last week",
    "May 31",
    "Friday",
    "two decades ago",
    "the 29th of February",
    "last Thanksgiving",
    "Christmas",
    "the weekend",
    "next month",
]


@cache
def parsed(expression: str) -> Parse:
    text = f"Shells fell on {expression} in the town."
    return parse(text, (Block(kind="paragraph", span=(0, len(text))),))


@given(st.sampled_from(EXPRESSIONS), days)
def test_every_publication_date_is_survived(expression: str, day: date) -> None:
    report = parsed(expression)
    [time] = resolve_times(find_times(report), report, day.isoformat())
    assert time.value or time.why
    if time.value:
        assert time.earliest
        assert time.earliest <= (time.latest or "")
