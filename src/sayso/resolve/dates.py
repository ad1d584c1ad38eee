"""Time expressions to dates, against the publication date and against each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sayso.extract.times.forms import Clock, Fixed, Form, Named, Shift, TimeMention
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
# A year alone that is further than this from the middle of the years named is an aside.
ERA_YEARS = 15
# Without a year, a date this near ahead is meant rather than the one of last year.
NEAR_DAYS = 45
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


class Unresolved(Exception):
    """A date that cannot be told, and why."""


@dataclass
class Context:
    """What is known when an expression is met: the day of telling, and what was last spoken of.

    ``history``: the text tells of the past in order, so that dates follow each other rather than
    the day of publication; ``era`` is the middle one of the years that it names.
    """

    published: date | None
    history: bool
    era: int | None
    last: str | None = None
    quarter: str | None = None
    sentence: int = -1

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
        stretch = bounds(self.last) if self.history and self.last is not None else None
        return stretch[0] if stretch else self.now

    def remember(self, mention: TimeMention, value: str) -> None:
        """Take a date as the one last spoken of, unless it is only mentioned for comparison."""
        day = value.partition("T")[0]
        form = mention.form
        if isinstance(form, Clock) and self.last is not None:
            return
        if isinstance(form, Shift):
            compared = form.unit == "Y" and form.count != 0
            if compared or (self.history and not form.context):
                return
        aside = self.history and self.era is not None and day.isdigit() and len(day) == 4
        if aside and abs(int(day) - (self.era or 0)) > ERA_YEARS:
            return
        self.last, self.sentence = day, mention.sentence
        if day[5:6] == "Q":
            self.quarter = day


def resolve_times(
    mentions: Sequence[TimeMention],
    parse: Parse,  # noqa: ARG001 - what every resolver is given
    published: str | None,
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
    years = sorted(m.form.year for m in mentions if isinstance(m.form, Named) and m.form.year)
    era = years[len(years) // 2] if years else None
    context = Context(day, _is_history(mentions, day), era)
    return [
        _time(f"t{number}", mention, context, mentions[number : number + 3])
        for number, mention in enumerate(mentions, 1)
    ]


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
    context.remember(mention, value)
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
    value = _shifted(form, context) if isinstance(form, Shift) else _named(form, mention, context)
    return value + clock if len(value) == 10 else value


def _day_of_clock(mention: TimeMention, context: Context, following: Sequence[TimeMention]) -> str:
    """The day of a time of day: one named in the same sentence, else the day spoken of."""
    if context.sentence == mention.sentence and context.last and len(context.last) == 10:
        return context.last
    for other in following:
        dated = not isinstance(other.form, Clock) and other.form.is_day
        if dated and other.sentence == mention.sentence:
            return _value(other, context, ()).partition("T")[0]
    if context.last is not None and len(context.last) == 10:
        return context.last
    return context.now.isoformat()


def _shifted(form: Shift, context: Context) -> str:
    """A date counted from publication or from the date last spoken of."""
    if form.compared and form.unit == "Y" and context.quarter and context.last == context.quarter:
        # Figures of a quarter are compared with that quarter "a year ago", "a year earlier".
        year = int(context.quarter[:4]) + round(form.count)
        return f"{year:04d}{context.quarter[4:]}"
    told_then = context.history and form.count == 0 and context.last is not None
    if not form.context and not told_then:
        return _step(context.now, form.count, form.unit)
    if form.unit == "Q" and form.count == 0:
        return context.quarter or _step(context.base, -1, "Q")
    spoken = context.spoken
    stretch = bounds(spoken)
    if stretch is None:
        raise Unresolved(NO_CONTEXT)
    base = stretch[1] if form.count > 0 and form.unit != "Y" else stretch[0]
    return _step(base, form.count, form.unit)


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
        return _thanksgiving(year, form, mention, context).isoformat()
    months = (form.month, form.month) if form.month else _months_of(form.part)
    if year is None and months is not None:
        year = _year_of_months(*months, form, mention, context)
    if year is None:
        raise Unresolved(NO_CONTEXT)
    if form.month is not None:
        return f"{year:04d}-{form.month:02d}"
    return f"{year:04d}-{form.part}" if form.part else f"{year:04d}"


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
        candidates = (base.year - 1, base.year, base.year + 1)
        return min(candidates, key=lambda y: abs((y - base.year) * 12 + month - base.month - 2))
    if form.which == 1 or (form.which is None and mention.tense == "future"):
        return base.year + (last < base.month or (form.which == 1 and month <= base.month <= last))
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
    if context.history and context.last is not None and len(context.last) == 4:
        days = [d for d in days if d.year == base.year] or days
    if form.weekday is not None:
        days = [d for d in days if d.isoweekday() == form.weekday] or days
    if not days:
        raise Unresolved(NO_SUCH_DATE)
    nearest = min(days, key=lambda d: abs((d - base).days))
    ahead = (nearest - base).days > NEAR_DAYS
    if not context.history and form.weekday is None and mention.tense == "past" and ahead:
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


def _thanksgiving(year: int | None, form: Named, mention: TimeMention, context: Context) -> date:
    """The fourth Thursday of November; without a year the last one, or the next."""
    base = context.base
    ahead = form.which == 1 or (form.which is None and mention.tense == "future")
    years = (year,) if year is not None else (base.year - 1, base.year, base.year + 1)
    days = []
    for each in years:
        first = date(each, 11, 1)
        days.append(first + timedelta((4 - first.isoweekday()) % 7 + 21))
    if year is not None:
        return days[0]
    return min(d for d in days if d >= base) if ahead else max(d for d in days if d <= base)
