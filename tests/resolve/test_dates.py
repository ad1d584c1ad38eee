from __future__ import annotations

from datetime import date, time, timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.extract.times import find_times
from sayso.language.parse import Parse
from sayso.language.parsing import parse
from sayso.record import Block, Time
from sayso.resolve import timex
from sayso.resolve.dates import resolve_times
from sayso.resolve.narrative import (
    AMBIGUOUS,
    NO_PUBLICATION_DATE,
    NO_SUCH_DATE,
    TODAY_OR_A_WEEK_OFF,
    UNSAID_MONTHS,
    UNSAID_NUMBER,
)

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
        ("A truce held for 2 1/2 hours.", "PT2H30M"),
        ("A truce held for a year and a half.", "P1Y6M"),
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
        ("Carthage fell in 146 B.C.", "BC0146"),
        ("Shells fell on Monday of last week.", "2020-04-27"),
        ("Shells fell on Friday last week.", "2020-05-01"),
        ("Shells fell overnight on Sunday.", "2020-05-03TNI"),
        ("Shells fell in the early hours of Sunday.", "2020-05-03TMO"),
        ("Shells fell on the morning of 3 May.", "2020-05-03TMO"),
        ("Shells fell at 1430 hrs.", "2020-05-06T14:30"),
        ("Shells fell at 1430 hours.", "2020-05-06T14:30"),
        ("Shells fell at 0600 local time.", "2020-05-06T06:00"),
        ("Shells fell at 0415.", "2020-05-06T04:15"),
        ("Shells fell at 0000 GMT.", "2020-05-06T00:00Z"),
        ("Shells fell at 0600Z.", "2020-05-06T06:00Z"),
        ("Shells fell at 5.30 a.m.", "2020-05-06T05:30"),
        ("Shells fell at 17h45.", "2020-05-06T17:45"),
        ("Shells fell at 3 in the morning.", "2020-05-06T03:00"),
        ("Shells fell at 14:30 (UTC+3).", "2020-05-06T14:30+03:00"),
        ("Shells fell at 10pm (1900 GMT).", "2020-05-06T22:00+03:00"),
        ("Shells fell at 9pm (0200 GMT).", "2020-05-06T21:00-05:00"),
        ("Shells fell at 121430Z JUN 14.", "2014-06-12T14:30Z"),
        ("Shells fell at 121430C JUN 2014.", "2014-06-12T14:30+03:00"),
        ("Shells fell on 2014-06-12T14:30:05+03:00.", "2014-06-12T14:30+03:00"),
        ("Shells fell on 12.06.2014.", "2014-06-12"),
        ("Shells fell on 2014/06/12.", "2014-06-12"),
        ("Shells fell on 12-Jun-2014.", "2014-06-12"),
        ("Shells fell in the week of March 6.", "2020-W10"),
        ("Shells fell in Q3 2019.", "2019-Q3"),
        ("A loss in the third quarter will be reported.", "2019-Q3"),
        ("Shells fell in the 1800s.", "18"),
        ("Shells fell in the year two thousand.", "2000"),
        ("Sales rose in fiscal 2019.", "2019"),
        ("Sales rose in FY19.", "2019"),
        ("Sales rose in the 2018-19 financial year.", "2019"),
        ("Shells fall nightly.", "XXXX-XX-XXTNI"),
        ("Shells fall every night.", "XXXX-XX-XXTNI"),
        ("Shells fall every Friday night.", "XXXX-WXX-5TNI"),
        ("Shells fall on Friday nights.", "XXXX-WXX-5TNI"),
        ("They move only at night.", "XXXX-XX-XXTNI"),
        ("They never move in daytime.", "XXXX-XX-XXTDT"),
        ("Shells fall on weekends.", "XXXX-WXX-WE"),
        ("Shells fall every other day.", "P2D"),
        ("Shells fall three times a week.", "P1W"),
        ("Shells fell in recent weeks.", "PXW"),
        ("Shells fell for the past two weeks.", "P2W"),
        ("He will one day return.", "FUTURE_REF"),
        ("The summit in June is near.", "2020-06"),
        ("Shells fell on New Year's Eve in 2018.", "2018-12-31"),
        ("Shells fell on Christmas Eve last year.", "2019-12-24"),
        ("In two weeks' time they will vote.", "2020-W21"),
        ("A truce held for two-and-a-half hours.", "PT2H30M"),
        ("Sales rose in the last quarter of 2019.", "2019-Q4"),
        ("Sales rose in the first quarter of the year.", "2020-Q1"),
        ("Sales rose in the year to March.", "P1Y"),
        ("The attack in the last week of August 2014 failed.", "2014-08"),
        ("They will soon return.", "FUTURE_REF"),
        ("Moments ago the road was shelled.", "PAST_REF"),
        ("Shells fell on the first Monday of March 2019.", "2019-03-04"),
        ("Shells fell on the last Monday in March.", "2020-03-30"),
        ("Shells fell at six o'clock.", "2020-05-06T06:00"),
        ("Shells fell at 8 o'clock Friday night.", "2020-05-01T20:00"),
        ("Shells fell at 9:30 Monday evening.", "2020-05-04T21:30"),
        ("Shells fell at 10 a.m. ET Monday.", "2020-05-04T10:00"),
        ("The vote was postponed to Monday.", "2020-05-11"),
        ("The truce will last two weeks.", "P2W"),
        ("A months-long siege is over.", "PXM"),
        ("Peace is far in the near term.", "FUTURE_REF"),
        ("They fear for the village's future.", "FUTURE_REF"),
        ("To this day the road is mined.", "PRESENT_REF"),
        ("Sales fell in the current fiscal year.", "2020"),
        ("Sales fell in the fiscal year.", "2020"),
        ("Losses doubled from the same period last year.", "2019"),
        ("Losses doubled from the same month last year.", "2019-05"),
        ("Two years before, the road was mined.", "2018"),
        ("The night before, the road was mined.", "2020-05-05TNI"),
        ("Shells fell the day before yesterday.", "2020-05-04"),
        ("They vote the day after tomorrow.", "2020-05-08"),
        ("The two-year-old war goes on.", "P2Y"),
        ("A weeklong truce held.", "P1W"),
        ("They met in day-long talks.", "P1D"),
        ("He stayed for an additional year.", "P1Y"),
        ("They fought for three consecutive days.", "P3D"),
        ("The 1992 protests are remembered.", "1992"),
        ("The March offensive failed.", "2020-03"),
        ("They can take part in planning for the summit in August.", "2020-08"),
        ("They were going to leave on Monday.", "2020-05-11"),
        ("The rockets hit the port on Monday.", "2020-05-04"),
        ("It stood at a record set on Monday.", "2020-05-04"),
        ("The talks set for Monday are in doubt.", "2020-05-11"),
        ("They planned a large march on Monday.", "2020-05-11"),
        ("Among the first states to join the pact on Monday was Chad.", "2020-05-04"),
        ("The army closed the road in Easter week.", "2020-W15"),
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
        ("A curfew from 1900 to 0600 hours.", ["2020-05-06T19:00", "2020-05-06T06:00"]),
        ("He met them on Friday and Saturday nights.", ["XXXX-WXX-5TNI", "XXXX-WXX-6TNI"]),
        ("It was shelled on April 3, 5 and 7.", ["2020-04-03", "2020-04-05", "2020-04-07"]),
        ("The road was shut from Monday to Wednesday.", ["2020-05-04", "2020-05-06"]),
        ("A raid came on 4 May 2019. Two days later the village was empty.",
         ["2019-05-04", "2019-05-06"]),
        ("A raid came on 4 May 2019. That night the village was empty.",
         ["2019-05-04", "2019-05-04TNI"]),
        ("A raid came on 4 May 2019. Three days earlier the village was empty.",
         ["2019-05-04", "2019-05-01"]),
        ("A raid came on 4 May 2019. Two weeks later the village was empty.",
         ["2019-05-04", "2019-W20"]),
        ("A raid came on 4 May 2019. A patrol had left the day before.",
         ["2019-05-04", "2019-05-03"]),
        ("It closed on Friday, down from the previous Friday.", ["2020-05-01", "2020-04-24"]),
        ("The fleet left in 218 BC. Two years later it was lost.", ["BC0218", "BC0216"]),
        ("They ruled from 264 to 241 BC.", ["BC0264", "BC0241"]),
        ("The wars of the 19th and 20th centuries.", ["18", "19"]),
        ("Output fell in the third quarter. In the 1988 period it rose.", ["2019-Q3", "1988-Q3"]),
        ("Output fell in the third quarter. Over the nine months it rose from a year earlier.",
         ["2019-Q3", "P9M", "2018"]),
        ("Output fell in the third quarter. In the 1988 period it rose. It fell in the quarter.",
         ["2019-Q3", "1988-Q3", "2019-Q3"]),
        ("Output fell in the third quarter, he said on May 4. A year earlier it had risen.",
         ["2019-Q3", "2020-05-04", "2018-Q3"]),
        ("It will be weak in the fourth quarter. In the latest quarter it lost money.",
         ["2020-Q4", "2020-Q1"]),
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


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision"),
    [
        ("It began in late March.", "2020-03-22", "2020-03-31", 4),
        ("It began in mid-2014.", "2014-05-02", "2014-09-01", 5),
        ("It began early this week.", "2020-05-04", "2020-05-05", 2),
        ("It began over the weekend.", "2020-05-02", "2020-05-03", 2),
        ("It began last week.", "2020-04-27", "2020-05-03", 3),
        ("It began early on Saturday.", "2020-05-02", "2020-05-02", 1),
        ("It began overnight.", "2020-05-05", "2020-05-06", 2),
        ("It went on for the past two weeks.", "2020-04-23", "2020-05-06", 4),
        ("It will end within the next two days.", "2020-05-06", "2020-05-08", 2),
        ("It began in the second week of April.", "2020-04-08", "2020-04-14", 3),
        ("It began in the last week of February 2020.", "2020-02-23", "2020-02-29", 3),
        ("It began in the 2000s.", "2000-01-01", "2009-12-31", None),
        ("It began in the 20th century.", "1900-01-01", "1999-12-31", None),
        ("It began in the second quarter of 2019.", "2019-04-01", "2019-06-30", 5),
    ],
)
def test_range_of_what_is_vague(text: str, earliest: str, latest: str, precision: int) -> None:
    [time] = read(text)
    assert (time.earliest, time.latest, time.precision) == (earliest, latest, precision)


def test_unsaid_number_of_years_has_a_value_too() -> None:
    _, later = read("He fled on 4 May 2019. Years later he came back.")
    assert (later.value, later.why) == ("FUTURE_REF", UNSAID_NUMBER)
    assert (later.earliest or "") > "2021"


def test_unsaid_number_of_days_is_a_range() -> None:
    _, later = read("A raid came on 4 May 2019. Days later the village was empty.")
    assert (later.value, later.why) == (None, UNSAID_NUMBER)
    assert (later.earliest, later.latest, later.precision) == ("2019-05-06", "2019-05-10", 2)


def test_year_of_accounts_may_be_any_twelve_months() -> None:
    [year] = read("Sales rose in fiscal 2019.")
    assert (year.earliest, year.latest, year.why) == ("2018-04-01", "2020-03-31", UNSAID_MONTHS)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Shells fell on Wednesday.", "2020-05-06"),
        ("The court will rule on Wednesday.", "2020-05-06"),
        ("Shells fell last Wednesday.", "2020-04-29"),
        ("The court meets next Wednesday.", "2020-05-13"),
        ("The court meets this Wednesday.", "2020-05-06"),
    ],
)
def test_weekday_of_publication_is_today_as_agencies_write(text: str, value: str) -> None:
    [time] = read(text)
    assert (time.value, time.why) == (value, None)


@pytest.mark.parametrize(
    ("text", "value", "earliest", "latest"),
    [
        (
            "The army spoke today. Shells fell on Wednesday.",
            "2020-05-06",
            "2020-04-29",
            "2020-05-06",
        ),
        ("The army spoke today. It will vote on Wednesday.", None, "2020-05-06", "2020-05-13"),
    ],
)
def test_weekday_of_publication_is_in_doubt_where_the_text_says_today(
    text: str, value: str | None, earliest: str, latest: str
) -> None:
    _, weekday = read(text)
    assert (weekday.value, weekday.why) == (value, TODAY_OR_A_WEEK_OFF)
    assert (weekday.earliest, weekday.latest) == (earliest, latest)


def test_today_in_a_quotation_is_not_the_habit_of_the_text() -> None:
    text = '"We won today," he said. Shells fell on Wednesday.'
    assert values(text) == ["2020-05-06", "2020-05-06"]


def test_without_publication_date_only_absolute_dates_resolve() -> None:
    relative, absolute = read("Shells fell on Tuesday, as on 3 May 2019.", None)
    assert (relative.value, relative.why) == (None, NO_PUBLICATION_DATE)
    assert (absolute.value, absolute.why) == ("2019-05-03", None)


def test_unreadable_publication_date_counts_as_none() -> None:
    assert values("Shells fell yesterday.", "soon") == [None]


def test_date_that_could_be_either_way_round_needs_a_publication_date() -> None:
    [time] = read("It was filed on 03/05/2020.", None)
    assert (time.value, time.why) == (None, AMBIGUOUS)


def test_date_of_figures_far_from_publication_gives_both_ways() -> None:
    [time] = read("It was filed on 12/06/2014.")
    assert (time.value, time.why) == (None, AMBIGUOUS)
    assert (time.earliest, time.latest) == ("2014-06-12", "2014-12-06")


@pytest.mark.parametrize(
    "day",
    ["31 February 2020", "30 February", "31 June 2019", "31 Mehr 1402", "30 Esfand 1402"],
)
def test_date_that_does_not_exist_says_so(day: str) -> None:
    [time] = read(f"It was filed on {day}.")
    assert time.value is None
    assert time.why == NO_SUCH_DATE


def test_history_takes_the_year_from_the_text() -> None:
    text = (
        "The rising began on 4 March 1871. On 7 March the garrison left. In May 1872 a truce was "
        "signed at the river. In June the last rebels gave up. By 1873 the road was open. "
        "The treaty of 9 April 1874 ended it. The next day the fleet sailed."
    )
    assert values(text, "2009-12-19") == [
        "1871-03-04", "1871-03-07", "1872-05", "1872-06", "1873", "1874-04-09", "1874-04-10",
    ]  # fmt: skip


def test_short_text_of_the_past_only_is_history_too() -> None:
    text = "In 1942 the army came. In March it left and on 5 April came. The next year it fell."
    assert values(text) == ["1942", "1942-03", "1942-04-05", "1943"]


def test_year_of_the_past_in_news_does_not_date_the_news() -> None:
    text = "He was jailed in 2004. In March he was freed, and on Monday he spoke."
    assert values(text) == ["2004", "2020-03", "2020-05-04"]


def test_history_takes_the_century_of_short_years_from_the_text() -> None:
    text = (
        "The rising began on 4 March 1871. The men of '71 met again in May 1874. The treaty of "
        "9 April 1874 ended it, and by 1875 the road was open."
    )
    assert values(text, "2009-12-19")[1] == "1871"


def test_history_goes_on_into_the_next_year() -> None:
    text = (
        "The rising began in March 1871. A truce was signed in December 1871. It was broken in "
        "January and renewed on 7 March. In November the last rebels gave up. By 1873 all was "
        "over; in 1880 they were pardoned."
    )
    assert values(text, "2009-12-19") == [
        "1871-03", "1871-12", "1872-01", "1872-03-07", "1872-11", "1873", "1880",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("aside", "day"),
    [
        ("It broke the 1910 pact. On 3 June they left.", "1914-06-03"),
        ("It had stood since 1910. On 3 June they left.", "1914-06-03"),
        ("In 1915 they came again. On 3 June they left.", "1915-06-03"),
        ("They told tales of Easter 1910. On 3 June they left.", "1914-06-03"),
    ],
)
def test_history_is_not_led_astray_by_a_glance_at_another_year(aside: str, day: str) -> None:
    text = f"The war began on 4 May 1914. The town fell on 5 May 1914 to the army. {aside}"
    assert values(text)[-1] == day


def test_history_looks_ahead_where_the_verb_does() -> None:
    text = (
        "The king died on 21 January 1793. The war of 1792 went on. His queen would die on 16 May."
    )
    assert values(text, None)[-1] == "1793-05-16"


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
    *("yesterday", "last week", "May 31", "Friday", "two decades ago", "the 29th of February"),
    *("last Thanksgiving", "Christmas", "the weekend", "next month", "last Ramadan", "12 Rajab"),
    *("Eid al-Fitr", "22 Bahman", "12 Rajab 1445", "Nowruz", "Passover", "Diwali", "Tet", "Easter"),
    *("days later", "a century ago", "the past two centuries", "03/05/2020", "fiscal 2019"),
    *("the previous Friday", "Friday last week", "next winter", "the third quarter", "in 9999 BC"),
    *(
        "1 Muharram 9999 AH",
        "31 Farvardin 9999",
        "the day before, and",
        "500 years later",
        "146 BC",
    ),
    *("the next three months", "the eve of Eid", "Christmas 9999", "the 99th century", "overnight"),
]


@cache
def parsed(expression: str) -> Parse:
    text = f"Shells fell on {expression} in the town."
    return parse(text, (Block(kind="paragraph", span=(0, len(text))),))


any_day = st.none() | st.dates()


def check(times: list[Time]) -> None:
    for each in times:
        assert each.value or each.why
        assert (each.earliest is None) == (each.latest is None)
        if each.earliest is not None and each.latest is not None:
            assert date.fromisoformat(each.earliest) <= date.fromisoformat(each.latest)


@settings(deadline=None, max_examples=300)
@given(st.sampled_from(EXPRESSIONS), any_day)
def test_every_publication_date_is_survived(expression: str, day: date | None) -> None:
    report = parsed(expression)
    mentions = find_times(report)
    assert mentions
    check(resolve_times(mentions, report, day.isoformat() if day else None))


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(EXPRESSIONS), max_size=6), any_day)
def test_any_mixture_of_expressions_is_survived(words: list[str], day: date | None) -> None:
    check(read(". Then ".join(words), day.isoformat() if day else None))


@settings(deadline=None, max_examples=60)
@given(
    st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\n"), max_size=60), any_day
)
def test_any_text_is_survived(text: str, day: date | None) -> None:
    check(read(text, day.isoformat() if day else None))


WRITTEN = {
    "%d %B %Y": "d",
    "%B %d, %Y": "d",
    "%d %b. %Y": "d",
    "%Y-%m-%d": "d",
    "%Y/%m/%d": "d",
    "%d.%m.%Y": "d",
    "%A, %d %B %Y": "d",
    "%B %Y": "m",
    "%d-%b-%Y": "d",
}


@settings(deadline=None, max_examples=150)
@given(
    st.dates(date(1600, 1, 1), date(2199, 12, 31)),
    st.sampled_from(sorted(WRITTEN)),
    st.none() | days,
)
def test_dates_come_back_as_they_are_written(day: date, form: str, published: date | None) -> None:
    text = f"Shells fell on {day.strftime(form)} in the town."
    [time] = read(text, published.isoformat() if published else None)
    assert time.value == day.isoformat()[: 10 if WRITTEN[form] == "d" else 7]
    assert (time.earliest or "") <= day.isoformat() <= (time.latest or "")


@settings(deadline=None, max_examples=60)
@given(
    st.dates(date(1930, 1, 1), date(2029, 12, 31)),
    st.times(),
    st.integers(-12, 12),
)
def test_military_date_time_groups_come_back(day: date, clock: time, zone: int) -> None:
    letter = "ZABCDEFGHIKLMYXWVUTSRQPON"[zone]
    group = f"{day:%d}{clock:%H%M}{letter} {day:%b %y}".upper()
    [found] = read(f"A patrol was hit at {group} near the town.")
    offset = f"{zone:+03d}:00" if zone else "Z"
    assert found.value == f"{day.isoformat()}T{clock:%H:%M}{offset}"


def test_a_day_that_not_every_year_has() -> None:
    """The year 1403 of the Persian calendar has a 30 Esfand, 1404 has none."""
    from sayso import read

    report = read(text="It will end on 30 Esfand, he said.", published="2025-03-10")
    assert [t.value for t in report.times] == ["2025-03-20"]
