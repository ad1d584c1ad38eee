from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_dates import PUBLISHED, read

from sayso.extract.times.names import FEASTS
from sayso.resolve.calendars import day_of, month_of
from sayso.resolve.feasts import occasions
from sayso.resolve.narrative import NO_SUCH_DATE, SIGHT_OF_THE_MOON, UNMARKED_CALENDAR, WHICH_OF_TWO


@pytest.mark.parametrize(
    ("key", "day"),
    [
        ("easter", "2024-03-31"),
        ("good_friday", "2024-03-29"),
        ("easter_monday", "2024-04-01"),
        ("orthodox_easter", "2024-05-05"),
        ("orthodox_christmas", "2024-01-07"),
        ("pentecost", "2024-05-19"),
        ("thanksgiving", "2024-11-28"),
        ("labor_day", "2024-09-02"),
        ("presidents_day", "2024-02-19"),
        ("may_day", "2024-05-01"),
        ("eid_al_fitr", "2024-04-10"),
        ("eid_al_adha", "2024-06-16"),
        ("ramadan", "2024-03-11"),
        ("ashura", "2024-07-16"),
        ("islamic_new_year", "2024-07-07"),
        ("nowruz", "2024-03-20"),
        ("nowruz", "2025-03-21"),
        ("passover", "2024-04-23"),
        ("yom_kippur", "1973-10-06"),
        ("purim", "2024-03-24"),
        ("hanukkah", "2023-12-08"),
        ("diwali", "2023-11-12"),
        ("lunar_new_year", "2024-02-10"),
        ("mid_autumn", "2024-09-17"),
    ],
)
def test_feast_falls_on(key: str, day: str) -> None:
    assert [o.first.isoformat() for o in occasions(key, int(day[:4]))] == [day]


def test_hijri_feast_can_fall_twice_in_a_year() -> None:
    assert [o.first.isoformat() for o in occasions("eid_al_fitr", 2000)] == [
        "2000-01-08",
        "2000-12-27",
    ]


@settings(deadline=None)
@given(st.sampled_from(sorted(FEASTS)), st.integers(1, 9999))
def test_feasts_of_every_year_are_survived(key: str, year: int) -> None:
    for occasion in occasions(key, year):
        assert occasion.first <= occasion.last
        assert occasion.first.year == year


@settings(deadline=None, max_examples=60)
@given(st.integers(1300, 1500), st.integers(1, 12), st.integers(1, 28))
def test_days_lie_in_their_month(year: int, month: int, day: int) -> None:
    for calendar in ("hijri", "persian"):
        first, last = month_of(calendar, year, month)  # type: ignore[arg-type]
        assert 27 <= (last - first).days <= 30
        assert first <= day_of(calendar, year, month, day) <= last  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("calendar", "told", "day"),
    [
        ("hijri", (1445, 7, 12), date(2024, 1, 24)),
        ("hijri", (1443, 8, 15), date(2022, 3, 18)),
        ("hijri", (1220, 1, 1), date(1805, 4, 1)),
        ("persian", (1402, 3, 21), date(2023, 6, 11)),
        ("persian", (1357, 11, 22), date(1979, 2, 11)),
        ("persian", (1399, 12, 30), date(2021, 3, 20)),
    ],
)
def test_day_of_another_calendar(calendar: str, told: tuple[int, int, int], day: date) -> None:
    assert day_of(calendar, *told) == day  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "value", "doubt"),
    [
        ("Shells fell on 12 Rajab 1445.", "2024-01-24", True),
        ("Shells fell on 15 Sha'ban 1443 AH.", "2022-03-18", True),
        ("Shells fell on 14 Jumada al-Awwal 1441.", "2020-01-09", True),
        ("Shells fell on 12 Ramadan 2018.", "2018-05-27", True),
        ("Shells fell on 21 Khordad 1402.", "2023-06-11", False),
        ("Shells fell on 22 Bahman.", "2020-02-11", False),
        ("Shells fell on 7 Saur 1357.", "1978-04-27", False),
        ("The order of 1402/03/21 (solar) was read.", "2023-06-11", False),
        ("Shells fell in 1440 AH.", "2018-09-11/2019-08-30", True),
        ("Shells fell in 1402 SH.", "2023-03-21/2024-03-19", False),
        ("Shells fell in Khordad 1402.", "2023-05-22/2023-06-21", False),
        ("Shells fell on Eid al-Fitr.", "2019-06-04", True),
        ("A truce will hold on Eid al-Fitr.", "2020-05-24", True),
        ("A truce will hold on the second day of Eid al-Fitr.", "2020-05-25", True),
        ("Shells fell on the eve of Eid al-Adha.", "2019-08-10", True),
        ("Shells fell during Ramadan.", "2020-04-24/2020-05-23", True),
        ("Shells fell during last year's Ramadan.", "2019-05-06/2019-06-03", True),
        ("Shells fell on the last day of Ramadan in 2018.", "2018-06-14", True),
        ("Shells fell in Muharram 1441.", "2019-08-31/2019-09-29", True),
        ("The bombing on Ashura 2004 killed 170.", "2004-03-01", True),
        ("Shells fell on Easter Monday.", "2020-04-13", False),
        ("Shells fell on Easter Sunday 2016.", "2016-03-27", False),
        ("Shells fell on Orthodox Easter.", "2020-04-19", False),
        ("Shells fell on Nowruz.", "2020-03-20", False),
        ("Shells fell at Passover.", "2020-04-09/2020-04-15", False),
        ("Shells fell on Tet in 1968.", "1968-01-30", False),
        ("Shells fell on Diwali.", "2019-10-27", True),
        ("Shells fell on Thanksgiving.", "2019-11-28", False),
    ],
)
def test_feast_or_foreign_date_in_a_text(text: str, value: str, doubt: bool) -> None:
    [time] = read(text)
    assert time.value == value
    assert time.why == (SIGHT_OF_THE_MOON if doubt else None)
    assert time.earliest
    assert (time.earliest < value[:10]) is doubt
    assert (time.latest or "") >= value[-10:]


def test_day_that_hangs_on_the_moon_is_two_or_three_days() -> None:
    [time] = read("Shells fell on 12 Rajab 1445.")
    assert (time.earliest, time.latest, time.precision) == ("2024-01-23", "2024-01-25", 2)


def test_unmarked_year_of_another_calendar_has_no_value() -> None:
    [time] = read("The order of 1402/03/21 was read.")
    assert (time.value, time.why) == (None, UNMARKED_CALENDAR)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("Shells fell on Eid al-Fitr in 2000.", "2000-01-07", "2000-12-28"),
        ("Shells fell on Eid in 2018.", "2018-06-14", "2018-08-22"),
        ("Shells fell on Eid.", "2019-06-03", "2019-08-12"),
    ],
)
def test_one_of_two_feasts_is_a_range(text: str, earliest: str, latest: str) -> None:
    [time] = read(text)
    assert (time.value, time.why) == (None, WHICH_OF_TWO)
    assert (time.earliest, time.latest) == (earliest, latest)


def test_feast_that_is_near_is_the_one_that_is_meant() -> None:
    [time] = read("The Eid truce will begin.", "2020-05-20")
    assert time.value == "2020-05-24"


def test_feast_without_table_or_date_says_why() -> None:
    [time] = read("Shells fell on Tet in 1700.")
    assert (time.value, time.why) == (None, NO_SUCH_DATE)
    [time] = read("Shells fell on Eid al-Fitr.", None)
    assert time.value is None
    assert time.why


def test_thirtieth_of_a_short_month_is_taken_as_told() -> None:
    [time] = read("Shells fell on 30 Ramadan 1445.", PUBLISHED)
    assert time.value == "2024-04-09"
