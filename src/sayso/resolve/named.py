"""Calendar dates by the parts that the words give: "May", "Friday", "3 May", "last spring"."""

from __future__ import annotations

from datetime import date, timedelta

from sayso.extract.times.forms import Named, TimeMention
from sayso.resolve.narrative import (
    AMBIGUOUS,
    NO_CONTEXT,
    NO_SUCH_DATE,
    TODAY_OR_A_WEEK_OFF,
    UNSAID_MONTHS,
    Context,
    Told,
    Unresolved,
)
from sayso.resolve.timex import Bounds, months, week_of

# Without a year, a date this near ahead is meant rather than the one of last year.
NEAR_DAYS = 45
# The same for months where no verb says whether they are past.
NEAR_MONTHS = 4
# Without a year, a history that goes on in order rather leaps this far on than back.
ONWARD_MONTHS = 3
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_WEEK = timedelta(7)
# Years of accounts begin at the earliest in April of the year before, and end at the latest in
# March of the year after, the one that they are called by.
_ACCOUNTS = ((-1, 4, 1), (1, 3, 31))


def named(mention: TimeMention, context: Context) -> Told:
    """The date that a name of the calendar stands for.

    Raises:
        Unresolved: It leans on a date that is not known.
        ValueError: There is no such date.
    """
    form = mention.form
    if not isinstance(form, Named):
        raise Unresolved(NO_CONTEXT)
    if form.weekday is not None and form.month is None:
        return _weekday(form, mention, context)
    if form.day is not None:
        told = _day(form, mention, context)
        return Told(week_of(date.fromisoformat(told.value))) if form.week and told.value else told
    year = _stated_year(form, context)
    span = (form.month, form.month) if form.month else _months_of(form.part)
    if year is None and span is not None:
        year = _year_of_months(*span, form, mention, context)
    if year is None:
        raise Unresolved(NO_CONTEXT)
    if form.month is not None and form.weekday is not None and form.nth_week is not None:
        return Told(_weekday_of_month(year, form.month, form.weekday, form.nth_week))
    if form.month is not None:
        value = f"{year:04d}-{form.month:02d}"
        return Told(value, _week_of_month(year, form.month, form.nth_week))
    if form.part:
        return Told(f"{year:04d}-{form.part}")
    if form.fiscal:
        first, last = (date(year + shift, month, day) for shift, month, day in _ACCOUNTS)
        return Told(f"{year:04d}", (first, last), UNSAID_MONTHS)
    if form.same_part and context.quarter and context.period == context.quarter:
        return Told(f"{year:04d}{context.quarter[4:]}")
    return Told(f"{year:04d}")


def _weekday_of_month(year: int, month: int, weekday: int, nth: int) -> str:
    """The day of the nth such weekday of a month, -1 the last."""
    first, last = months(year, month, 1)
    if nth < 0:
        return (last - timedelta((last.isoweekday() - weekday) % 7)).isoformat()
    day = first + timedelta((weekday - first.isoweekday()) % 7) + (nth - 1) * _WEEK
    return day.isoformat()


def _week_of_month(year: int, month: int, nth: int | None) -> Bounds | None:
    """Seven days of a month, counted from its first or (-1) its last day."""
    if nth is None:
        return None
    first, last = months(year, month, 1)
    if nth < 0:
        return last - timedelta(6), last
    return first + (nth - 1) * _WEEK, first + (nth - 1) * _WEEK + timedelta(6)


def _months_of(part: str | None) -> tuple[int, int] | None:
    """The months that a season, quarter or half begins and ends in; 13 is the next January."""
    if part is None:
        return None
    if part in SEASONS:
        return SEASONS[part], SEASONS[part] + 2
    length = 3 if part[0] == "Q" else 6
    last = int(part[1]) * length
    return last - length + 1, last


def _stated_year(form: Named, context: Context) -> int | None:
    if form.year is not None:
        if form.short and context.history and context.era is not None:
            # "The men of '89" in a history of 1791.
            years = range(form.year % 100, 2100, 100)
            return min(years, key=lambda year: abs(year - (context.era or 0)))
        return form.year
    return None if form.year_shift is None else context.now.year + form.year_shift


def _year_of_months(
    month: int, last: int, form: Named, mention: TimeMention, context: Context
) -> int:
    """The year of a month, season or quarter that is named without one."""
    base = context.base
    if form.which is None and (context.history or context.published is None):
        if context.last is not None and len(context.last) == 4:
            return base.year
        years = (base.year - 1, base.year, base.year + 1)
        month = 1 if month == SEASONS["WI"] and form.part else month  # called by its January
        ahead = base.month + ONWARD_MONTHS
        return min(years, key=lambda y: abs((y - base.year) * 12 + month - ahead))
    if form.which == 0:
        return base.year
    looks_ahead = form.which is None and mention.tense == "future"
    if looks_ahead and form.part and form.part[0] == "Q" and 0 < base.month - last <= 4:
        return base.year  # "will report a loss for the third quarter"
    is_season = form.part in SEASONS
    if form.which is None and mention.tense is None and (form.part is None or is_season):
        # "The summit in May" of April
        looks_ahead = 1 <= (month - base.month) % 12 <= NEAR_MONTHS
    if form.which == 1 or looks_ahead:
        return base.year + (last < base.month or (form.which == 1 and month <= base.month <= last))
    begun = month <= base.month if form.which is None else month < base.month
    return base.year - (not begun)


def _day(form: Named, mention: TimeMention, context: Context) -> Told:
    if form.day is None:
        raise Unresolved(NO_SUCH_DATE)
    if form.month is None:
        base = context.base
        return Told(date(base.year, base.month, form.day).isoformat())
    year = _stated_year(form, context)
    if year is not None:
        day = date(year, form.month, form.day)
        return _either_way(day, context) if form.swap else Told(day.isoformat())
    base = context.base
    days = []
    for candidate in (base.year - 1, base.year, base.year + 1):
        try:
            days.append(date(candidate, form.month, form.day))
        except ValueError:
            continue
    if context.history and context.last is not None and len(context.last) == 4:
        days = [d for d in days if d.year == base.year] or days
    if form.weekday is not None:
        days = [d for d in days if d.isoweekday() == form.weekday] or days
    if form.which is not None:
        days = [d for d in days if _fits(d, form.which, base)] or days
    return Told(nearest(days, form.weekday is not None, mention, context).isoformat())


def _fits(day: date, which: int, base: date) -> bool:
    """Whether a day is the last, this or next one as seen from another."""
    if which == 0:
        return day.year == base.year
    return day < base if which < 0 else day > base


def nearest(days: list[date], is_sure: bool, mention: TimeMention, context: Context) -> date:
    """The day that is meant of those of several years: the nearest, unless it is past and told so.

    Raises:
        Unresolved: There are none.
    """
    if not days:
        raise Unresolved(NO_SUCH_DATE)
    base = context.base
    if context.history and mention.tense == "future":
        days = [d for d in days if d >= base] or days  # "his queen would follow him on 3 May"
    found = min(days, key=lambda d: abs((d - base).days))
    ahead = (found - base).days > NEAR_DAYS
    if not context.history and not is_sure and mention.tense == "past" and ahead:
        return max((d for d in days if d <= base), default=found)
    return found


def _either_way(day: date, context: Context) -> Told:
    """A date of figures alone: the way round that puts it next to publication.

    Where the other way round is not after publication either, it may be that one.
    """
    if context.published is None:
        raise Unresolved(AMBIGUOUS)
    now = context.now
    readings = sorted((day, date(day.year, day.day, day.month)), key=lambda d: abs((d - now).days))
    likely, other = readings
    if likely <= now < other:
        return Told(likely.isoformat())
    is_news = abs((likely - now).days) <= NEAR_DAYS
    value = likely.isoformat() if is_news else None
    return Told(value, (min(readings), max(readings)), AMBIGUOUS)


def _weekday(form: Named, mention: TimeMention, context: Context) -> Told:
    """The day of a weekday: in news the last one, unless the verb looks ahead.

    On that very weekday it is today, as news agencies write; where the text says "today" itself,
    it may also be a week off, as the range and the reason say: what is past is still rather today.
    """
    weekday = form.weekday or 1
    if form.week_shift is not None:
        monday = context.now - timedelta(context.now.weekday())
        return Told((monday + form.week_shift * _WEEK + timedelta(weekday - 1)).isoformat())
    base = context.told_day if form.told else context.base
    if form.which is not None and not form.told:
        base = context.now
    back = timedelta((base.isoweekday() - weekday) % 7)
    ahead = timedelta((weekday - base.isoweekday()) % 7)
    if form.which == 1:
        return Told((base + (ahead or _WEEK)).isoformat())
    if form.which == -1:
        return Told((base - (back or _WEEK)).isoformat())
    if context.history or (form.told and form.which == 0):
        return Told((base + ahead).isoformat())
    future = mention.tense == "future" or (form.which == 0 and mention.tense != "past")
    day = base + ahead if future else base - back
    if not back and form.which is None and context.says_today:
        other = base + _WEEK if future else base - _WEEK
        likely = None if future else day.isoformat()
        return Told(likely, (min(base, other), max(base, other)), TODAY_OR_A_WEEK_OFF)
    return Told(day.isoformat())
