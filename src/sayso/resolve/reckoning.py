"""Time expressions that count units from a day: "two days later", "last month", "days later"."""

from __future__ import annotations

from datetime import date, timedelta

from sayso.extract.times.forms import Length, Shift, Vague
from sayso.resolve.narrative import (
    NO_CONTEXT,
    NO_SUCH_DATE,
    UNSAID_NUMBER,
    Context,
    Told,
    Unresolved,
)
from sayso.resolve.timex import add_months, bounds, is_before_christ, week_of

# "Days later" are fewer than a week; other units that are not counted, fewer than ten.
_UNSAID = {"D": 6}
_UNSAID_OTHERWISE = 9
_YEARS = {"Y": 1, "DE": 10, "CE": 100}
_DAYS = {"D": 1, "W": 7, "WE": 7, "FN": 14}
_SECONDS = {"TS": 1, "TM": 60, "TH": 3600}


def shifted(form: Shift, context: Context) -> str:
    """A date counted from publication or from the date last spoken of."""
    if form.compared and form.unit == "Y" and context.quarter and context.period == context.quarter:
        # Figures of a quarter are compared with that quarter "a year ago", "a year earlier".
        year = int(context.quarter[:4]) + round(form.count)
        return f"{year:04d}{context.quarter[4:]}"
    told_then = context.history and form.count == 0 and context.last is not None
    if not form.context and not told_then:
        return step(context.now, form.count, form.unit)
    if form.unit == "Q" and form.count == 0:
        return _finished_quarter(context)
    spoken = context.spoken
    if is_before_christ(spoken) and form.unit == "Y":
        year = int(spoken[2:]) - round(form.count)
        return f"BC{year:04d}" if year > 0 else f"{1 - year:04d}"
    stretch = bounds(spoken)
    if stretch is None:
        raise Unresolved(NO_CONTEXT)
    base = stretch[1] if form.count > 0 and form.unit != "Y" else stretch[0]
    return step(base, form.count, form.unit)


def _finished_quarter(context: Context) -> str:
    """The quarter that figures are given for: the one spoken of, if it is over."""
    told = bounds(context.quarter) if context.quarter else None
    over = told is not None and (context.published is None or told[1] < context.published)
    return context.quarter if over and context.quarter else step(context.base, -1, "Q")


def step(base: date, count: float, unit: str) -> str:
    """``count`` units from a day, as exact as the unit."""
    if unit == "D":
        return (base + timedelta(round(count))).isoformat()
    if unit in ("W", "WE", "FN"):
        weeks = count * 2 if unit == "FN" else count
        if unit == "WE":
            # The weekend that is past or on, not the one to come.
            begun = base - timedelta((base.weekday() - 5) % 7)
            weeks += 1 if count < 0 and base.weekday() < 5 else 0
            weeks += 1 if count == 0 and base.weekday() < 5 else 0
            return f"{week_of(begun + timedelta(round(weeks * 7)))}-WE"
        return week_of(base + timedelta(round(weeks * 7)))
    if unit == "M":
        return add_months(base, round(count)).isoformat()[:7]
    if unit == "Q":
        quarter = base.year * 4 + (base.month - 1) // 3 + round(count)
        return f"{quarter // 4:04d}-Q{quarter % 4 + 1}"
    if unit == "Y":
        whole = add_months(base, round(count * 12))
        return f"{whole.year:04d}"
    years = 10 if unit == "DE" else 100
    width = 3 if unit == "DE" else 2
    year = base.year + round(count * years)
    if not 0 < year < 10_000:
        raise Unresolved(NO_SUCH_DATE)
    return f"{year:04d}"[:width]


def vague(form: Vague, context: Context) -> Told:
    """Days, weeks or years after or before a day that are not counted: a range.

    TIMEX3 has a value for years only, the past or the future as seen from that day.
    """
    ref = "FUTURE_REF" if form.direction > 0 else "PAST_REF"
    value = ref if form.unit in _YEARS else None
    stretch = bounds(context.spoken)
    if stretch is None:
        return Told(value, why=UNSAID_NUMBER)
    most = _UNSAID.get(form.unit, _UNSAID_OTHERWISE)
    if form.direction > 0:
        days = (_moved(stretch[0], 2, form.unit), _moved(stretch[1], most, form.unit))
    else:
        days = (_moved(stretch[0], -most, form.unit), _moved(stretch[1], -2, form.unit))
    return Told(value, days, UNSAID_NUMBER)


def length(form: Length, context: Context) -> Told:
    """A length of time that ends or begins with the day of telling."""
    try:
        base = context.base
        other = _moved(base, form.reach * form.count, form.unit)
        if form.unit != "D" and form.unit not in _SECONDS:
            other -= timedelta(form.reach)  # the day of telling is one of the seven of a week
    except (Unresolved, ValueError, OverflowError):
        return Told(form.value)  # the length holds whenever it is said
    return Told(form.value, (min(base, other), max(base, other)))


def _moved(day: date, count: float, unit: str) -> date:
    """A day so many units on; units below the day round to the nearest."""
    if unit in _DAYS:
        return day + timedelta(round(count * _DAYS[unit]))
    if unit in _SECONDS:
        return day + timedelta(round(count * _SECONDS[unit] / 86_400))
    months = count * {"M": 1, "Q": 3}.get(unit, 12 * _YEARS.get(unit, 0))
    return add_months(day, round(months))
