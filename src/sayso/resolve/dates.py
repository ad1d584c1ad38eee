"""Time expressions to dates, against the publication date and against each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import floor

from sayso.extract.time_forms import Clock, Fixed, Form, Named, Shift, TimeMention
from sayso.language.parse import Parse
from sayso.record import Time
from sayso.resolve.timex import add_months, bounds, narrowed, precision, week_of

NO_PUBLICATION_DATE = "relative to a publication date that is not known"
NO_CONTEXT = "relative to a date that the text does not give"
NO_SUCH_DATE = "no such date in the calendar"
AMBIGUOUS = "day and month could be either way round"

# A text is taken as history when most of the years it names lie further back than this.
HISTORY_YEARS = 3
HISTORY_DATES = 4
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


class Unresolved(Exception):
    """A date that cannot be told, and why."""


@dataclass
class Context:
    """What is known when an expression is met: the day of telling, and what was last spoken of.

    ``history``: the text tells of the past in order, so that dates follow each other rather than
    the day of publication.
    """

    published: date | None
    history: bool
    last: str | None = None
    last_day: str | None = None
    last_sentence: int = -1
    sentence: int = 0

    @property
    def now(self) -> date:
        """The day of publication.

        Raises:
            Unresolved: It is not known.
        """
        if self.published is None:
            raise Unresolved(NO_PUBLICATION_DATE)
        return self.published

    @property
    def spoken(self) -> str:
        """The date last spoken of, or the day of publication.

        Raises:
            Unresolved: Neither is known.
        """
        if self.last is not None:
            return self.last
        if self.published is None:
            raise Unresolved(NO_CONTEXT)
        return self.published.isoformat()

    @property
    def base(self) -> date:
        """The day that a date without a year is near to."""
        if (self.history or self.published is None) and self.last is not None:
            stretch = bounds(self.last)
            if stretch:
                return stretch[0]
        return self.now


def resolve_times(
    mentions: Sequence[TimeMention], parse: Parse, published: str | None
) -> list[Time]:
    """Tell the dates of time expressions.

    Args:
        mentions: The expressions in text order.
        parse: The report that they are in.
        published: Its publication date or time, ISO 8601; without it, expressions relative to it
            have no value and say why.

    Returns:
        One time a mention, in order, with ids ``t1``, ``t2``, ….
    """
    day = _published(published)
    context = Context(day, _is_history(mentions, day))
    out: list[Time] = []
    for number, mention in enumerate(mentions, 1):
        context.sentence = mention.sentence
        same = mentions[number : number + 3]
        out.append(_time(f"t{number}", mention, context, same))
    return out


def _published(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def _is_history(mentions: Sequence[TimeMention], published: date | None) -> bool:
    """Whether the text tells of other times than its own, and dates by itself."""
    if published is None:
        return True
    years = [m.form.year for m in mentions if isinstance(m.form, Named) and m.form.year]
    old = [year for year in years if abs(published.year - year) > HISTORY_YEARS]
    news = [m for m in mentions if _is_news(m.form)]
    return len(old) >= HISTORY_DATES and 2 * len(old) > len(years) and len(old) > 2 * len(news)


def _is_news(form: Form) -> bool:
    """Whether an expression counts from the day of telling."""
    if isinstance(form, Shift):
        return not form.context
    return isinstance(form, Named) and form.weekday is not None and form.month is None


def _time(
    id_: str, mention: TimeMention, context: Context, following: Sequence[TimeMention]
) -> Time:
    try:
        value = _value(mention, context, following)
    except Unresolved as why:
        return Time(id=id_, span=mention.span, type=mention.type, why=str(why))
    except (ValueError, OverflowError):
        return Time(id=id_, span=mention.span, type=mention.type, why=NO_SUCH_DATE)
    stretch = bounds(value)
    if mention.type in ("duration", "set") or stretch is None:
        return Time(id=id_, span=mention.span, type=mention.type, value=value)
    if not isinstance(mention.form, Clock) or context.last is None:
        context.last, context.last_sentence = value.partition("T")[0], mention.sentence
    first, last = narrowed(*stretch, mention.mod)
    return Time(
        id=id_,
        span=mention.span,
        type=mention.type,
        value=value,
        earliest=first.isoformat(),
        latest=last.isoformat(),
        precision=precision(*stretch),
    )


def _value(mention: TimeMention, context: Context, following: Sequence[TimeMention]) -> str:
    form = mention.form
    clock = mention.clock or ""
    if isinstance(form, Fixed):
        return form.value + clock
    if isinstance(form, Clock):
        return _day_of_clock(mention, context, following) + clock
    if isinstance(form, Shift):
        value = _shifted(form, context)
    else:
        value = _named(form, mention, context)
    return value + clock if len(value) == 10 else value


def _day_of_clock(mention: TimeMention, context: Context, following: Sequence[TimeMention]) -> str:
    """The day of a time of day: one named in the same sentence, else the day spoken of."""
    if context.last_sentence == mention.sentence and context.last and len(context.last) == 10:
        return context.last
    for other in following:
        if other.sentence == mention.sentence and isinstance(other.form, Named | Shift):
            if other.form.is_day:
                return _value(other, context, ()).partition("T")[0]
    if context.last is not None and len(context.last) == 10:
        return context.last
    return context.now.isoformat()


def _shifted(form: Shift, context: Context) -> str:
    """A date counted from publication or from the date last spoken of."""
    if not form.context:
        return _step(context.now, form.count, form.unit)
    if form.unit in ("Q",) and form.count == 0:
        return _quarter_spoken_of(context)
    spoken = context.spoken
    stretch = bounds(spoken)
    if stretch is None:
        raise Unresolved(NO_CONTEXT)
    if form.unit == "Y" and "-" in spoken and form.count == floor(form.count):
        # "A year earlier" is as exact as the date that it is compared with.
        year = int(spoken[:4]) + int(form.count)
        if spoken[5:6] in ("Q", "H", "S", "F") or form.count == 0:
            return f"{year:04d}{spoken[4:]}" if form.count else f"{year:04d}"
        if not context.history:
            return f"{year:04d}"
    base = stretch[1] if form.count > 0 and form.unit != "Y" else stretch[0]
    return _step(base, form.count, form.unit)


def _quarter_spoken_of(context: Context) -> str:
    if context.last and context.last[5:6] == "Q":
        return context.last
    now = context.base
    quarter = now.year * 4 + (now.month - 1) // 3 - 1
    return f"{quarter // 4:04d}-Q{quarter % 4 + 1}"


def _step(base: date, count: float, unit: str) -> str:
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


def _named(form: Named, mention: TimeMention, context: Context) -> str:
    if form.weekday is not None and form.month is None:
        return _weekday(form, mention, context).isoformat()
    if form.day is not None:
        return _day(form, mention, context).isoformat()
    year = _stated_year(form, context)
    if form.part == "THANKSGIVING":
        year = year if year is not None else context.base.year
        return _thanksgiving(year).isoformat()
    start = form.month or _start_of(form.part)
    if year is None and start is not None:
        year = _year_of_month(start, form, mention, context)
    if year is None:
        raise Unresolved(NO_CONTEXT)
    if form.month is not None:
        return f"{year:04d}-{form.month:02d}"
    return f"{year:04d}-{form.part}" if form.part else f"{year:04d}"


def _start_of(part: str | None) -> int | None:
    """The month that a season, quarter or half begins in."""
    if part is None:
        return None
    if part in SEASONS:
        return SEASONS[part]
    return (int(part[1]) - 1) * (3 if part[0] == "Q" else 6) + 1


def _stated_year(form: Named, context: Context) -> int | None:
    if form.year is not None:
        return form.year
    return None if form.year_shift is None else context.now.year + form.year_shift


def _year_of_month(month: int, form: Named, mention: TimeMention, context: Context) -> int:
    """The year of a month, season or quarter that is named without one."""
    base = context.base
    if form.which is None and (context.history or context.published is None):
        candidates = (base.year - 1, base.year, base.year + 1)
        return min(candidates, key=lambda y: abs((y - base.year) * 12 + month - base.month - 2))
    if form.which == 1 or (form.which is None and mention.tense == "future"):
        return base.year + (month < base.month or (form.which == 1 and month == base.month))
    if form.which == 0:
        return base.year
    begun = month <= base.month if form.which is None else month < base.month
    return base.year - (not begun)


def _day(form: Named, mention: TimeMention, context: Context) -> date:
    if form.day is None:
        raise Unresolved(NO_SUCH_DATE)
    if form.month is None:
        base = context.base
        return date(base.year, base.month, form.day)
    year = _stated_year(form, context)
    if year is not None:
        return (
            _either_way(year, form.month, form.day, context)
            if form.swap
            else date(year, form.month, form.day)
        )
    base = context.base
    days = []
    for candidate in (base.year - 1, base.year, base.year + 1):
        try:
            days.append(date(candidate, form.month, form.day))
        except ValueError:
            continue
    if form.weekday is not None:
        days = [d for d in days if d.isoweekday() == form.weekday] or days
    if not days:
        raise Unresolved(NO_SUCH_DATE)
    nearest = min(days, key=lambda d: abs((d - base).days))
    if not context.history and form.weekday is None and mention.tense == "past" and nearest > base:
        return max((d for d in days if d <= base), default=nearest)
    return nearest


def _either_way(year: int, month: int, day: int, context: Context) -> date:
    """A date of figures alone: the way round that puts it next to publication."""
    if context.published is None:
        raise Unresolved(AMBIGUOUS)
    readings = (date(year, month, day), date(year, day, month))
    return min(readings, key=lambda d: abs((d - context.now).days))


def _weekday(form: Named, mention: TimeMention, context: Context) -> date:
    """The day of a weekday: in news the last one, unless the verb looks ahead."""
    weekday = form.weekday or 1
    base = context.base
    back = (base.isoweekday() - weekday) % 7
    ahead = (weekday - base.isoweekday()) % 7
    if form.which == 1:
        return base + timedelta(ahead or 7)
    if form.which == -1:
        return base - timedelta(back or 7)
    if context.history:
        return base + timedelta(ahead)
    if mention.tense == "future" or (form.which == 0 and mention.tense != "past"):
        return base + timedelta(ahead)
    return base - timedelta(back)


def _thanksgiving(year: int) -> date:
    """The fourth Thursday of November."""
    first = date(year, 11, 1)
    return first + timedelta((4 - first.isoweekday()) % 7 + 21)
