"""Dates of other calendars and feasts that move, as days of ours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from sayso.extract.times.forms import Calendar, Feast, Foreign, TimeMention
from sayso.resolve.calendars import DOUBT, day_of, month_of, year_of, years_around
from sayso.resolve.feasts import Occasion, occasions
from sayso.resolve.named import NEAR_DAYS, nearest
from sayso.resolve.narrative import (
    NO_SUCH_DATE,
    SIGHT_OF_THE_MOON,
    UNMARKED_CALENDAR,
    WHICH_OF_TWO,
    Context,
    Told,
    Unresolved,
)
from sayso.resolve.timex import Bounds, week_of


def foreign(form: Foreign, mention: TimeMention, context: Context) -> Told:
    """A day, month or year of the Hijri or the Persian calendar.

    The value of a month or year is the interval that it covers, as ISO 8601 writes it. Days of the
    Hijri calendar may be one off.

    Raises:
        Unresolved: Nothing says which calendar it is.
        ValueError: There is no such day.
    """
    if form.calendar is None:
        raise Unresolved(UNMARKED_CALENDAR)
    first, last = _stretch(form, form.calendar, mention, context)
    return _told(Occasion(first, last, DOUBT[form.calendar]))


def _stretch(form: Foreign, calendar: Calendar, mention: TimeMention, context: Context) -> Bounds:
    if form.year is not None and form.month is None:
        return year_of(calendar, form.year)
    if form.month is None:
        raise Unresolved(NO_SUCH_DATE)
    if form.day is None:
        return month_of(calendar, form.year or 0, form.month)
    if form.year is not None:
        day = day_of(calendar, form.year, form.month, form.day)
    else:
        near = date(form.within, 7, 1) if form.within is not None else context.base
        years = years_around(calendar, near)
        days = list(_days(calendar, years, form.month, form.day))
        if form.within is not None:
            days = [d for d in days if d.year == form.within][:1]
        day = days[0] if form.within and days else nearest(days, False, mention, context)
    return day, day


def _days(calendar: Calendar, years: Iterable[int], month: int, day: int) -> Iterator[date]:
    """A day of some years; not all have a 30 Esfand.

    Raises:
        Unresolved: None of the years has it.
    """
    found = False
    for year in years:
        try:
            yield day_of(calendar, year, month, day)
        except ValueError:
            continue
        found = True
    if not found:
        raise Unresolved(NO_SUCH_DATE)


def _told(occasion: Occasion) -> Told:
    """The value of an occasion: its day, or the interval that it covers."""
    first, last = occasion.first, occasion.last
    if first.weekday() == 0 and last == first + timedelta(6):
        value = week_of(first)
    else:
        value = first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
    if not occasion.doubt:
        return Told(value, (first, last))
    return Told(value, (first - occasion.doubt, last + occasion.doubt), SIGHT_OF_THE_MOON)


def moving_feast(form: Feast, mention: TimeMention, context: Context) -> Told:
    """A feast whose date moves, or a day of a long one.

    Raises:
        Unresolved: Its year is not known, or the feast is not in it.
    """
    found = _occasions(form, mention, context)
    if len(found) > 1:
        stretch = (found[0].first - found[0].doubt, found[-1].last + found[-1].doubt)
        return Told(None, stretch, WHICH_OF_TWO)
    [one] = found
    if form.nth is None:
        return _told(one)
    day = one.last if form.nth < 0 else one.first + timedelta(form.nth - 1)
    return _told(Occasion(day, day, one.doubt))


def _occasions(form: Feast, mention: TimeMention, context: Context) -> list[Occasion]:
    """The feast that is meant; more than one where it cannot be told."""
    year = form.year
    if form.year_shift is not None:
        year = context.now.year + form.year_shift
    if year is not None:
        found = occasions(form.key, year)
        if not found:
            raise Unresolved(NO_SUCH_DATE)
        return found
    base = context.base
    around = [o for y in range(base.year - 1, base.year + 2) for o in occasions(form.key, y)]
    if not around:
        raise Unresolved(NO_SUCH_DATE)
    chosen = _chosen(around, form.which, base, mention, context)
    at = around.index(chosen)
    if form.key != "eid" or abs((chosen.first - base).days) <= NEAR_DAYS:
        return [chosen]
    return around[max(0, at - 1) : at + 1]  # one Eid or the one before it


def _chosen(
    around: list[Occasion], which: int | None, base: date, mention: TimeMention, context: Context
) -> Occasion:
    """The last or next occasion where the words or the verb say so, else the nearest."""
    past = [o for o in around if o.first <= base]
    ahead = [o for o in around if o.last >= base]
    looks_ahead = which == 1 or (which is None and mention.tense == "future")
    if looks_ahead and ahead:
        return min(ahead, key=lambda o: o.first)
    if which == -1 and past:
        return max((o for o in past if o.last < base), key=lambda o: o.first, default=past[0])
    begun = max(past, key=lambda o: o.first, default=None)
    if begun is not None and (begun.last >= base or (mention.tense == "past" and which is None)):
        return begun
    first = nearest([o.first for o in around], False, mention, context)
    return next(o for o in around if o.first == first)
