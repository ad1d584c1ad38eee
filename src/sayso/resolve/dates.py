"""Time expressions to dates, against the publication date and against each other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sayso.extract.times.forms import (
    Clock,
    Feast,
    Fixed,
    Foreign,
    Length,
    Shift,
    TimeMention,
    Vague,
)
from sayso.language.parse import Parse
from sayso.language.quotes import find_quotes
from sayso.record import Time
from sayso.resolve.foreign import foreign, moving_feast
from sayso.resolve.named import named
from sayso.resolve.narrative import NO_SUCH_DATE, Context, Told, Unresolved, context_of
from sayso.resolve.reckoning import length, shifted, vague
from sayso.resolve.timex import bounds, is_before_christ, narrowed, precision


def resolve_times(
    mentions: Sequence[TimeMention],
    parse: Parse,
    published: str | None,
) -> list[Time]:
    """Tell the dates of time expressions.

    Args:
        mentions: The expressions in text order.
        parse: The report that they are in.
        published: Its publication date or time, ISO 8601; without it, expressions relative to it
            have no value and say why.

    Returns:
        One time a mention, in order, with ids ``t1``, ``t2``, …. A time with a value and a ``why``
        is the likeliest of the days from ``earliest`` to ``latest``.
    """
    context = context_of(mentions, _published(published))
    context.says_today = _says_today(mentions, parse)
    return [
        _time(f"t{number}", mention, context, mentions[number : number + 3])
        for number, mention in enumerate(mentions, 1)
    ]


def _says_today(mentions: Sequence[TimeMention], parse: Parse) -> bool:
    """Whether the text itself, not one whom it quotes, calls its day "today"."""
    days = [m.span for m in mentions if m.form == Shift(0, "D")]
    quotes = find_quotes(parse.text, parse.blocks) if days else []
    return any(not any(q.start <= start < q.end for q in quotes) for start, _ in days)


def _published(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def _time(
    id_: str, mention: TimeMention, context: Context, following: Sequence[TimeMention]
) -> Time:
    try:
        told = _told(mention, context, following)
    except Unresolved as why:
        told = Told(None, why=str(why))
    except (ValueError, OverflowError):
        told = Told(None, why=NO_SUCH_DATE)
    stretch = told.stretch
    if mention.type in ("date", "time") and told.value is not None:
        days = bounds(told.value)
        stretch = stretch or days
        if days is not None or is_before_christ(told.value):
            context.remember(mention, told.value)
    if mention.type == "duration" and told.value is not None:
        context.remember_length(told.value)
    if stretch is None:
        return Time(id=id_, span=mention.span, type=mention.type, value=told.value, why=told.why)
    first, last = narrowed(*stretch, mention.mod)
    if mention.overnight:
        last += timedelta(1)
    return Time(
        id=id_,
        span=mention.span,
        type=mention.type,
        value=told.value,
        earliest=first.isoformat(),
        latest=last.isoformat(),
        precision=precision(first, last),
        why=told.why,
    )


def _told(mention: TimeMention, context: Context, following: Sequence[TimeMention]) -> Told:
    form = mention.form
    clock = mention.clock or ""
    if isinstance(form, Fixed):
        return Told(form.value + clock)
    if isinstance(form, Clock):
        return Told(_day_of_clock(mention, context, following) + clock)
    told = _dated(mention, context)
    if told.value is not None and len(told.value) == 10:
        return Told(told.value + clock, told.stretch, told.why)
    return told


def _dated(mention: TimeMention, context: Context) -> Told:
    """What an expression comes to that leans on its context."""
    form = mention.form
    if isinstance(form, Shift):
        return Told(shifted(form, context))
    if isinstance(form, Vague):
        return vague(form, context)
    if isinstance(form, Length):
        return length(form, context)
    if isinstance(form, Foreign):
        return foreign(form, mention, context)
    if isinstance(form, Feast):
        return moving_feast(form, mention, context)
    return named(mention, context)


def _day_of_clock(mention: TimeMention, context: Context, following: Sequence[TimeMention]) -> str:
    """The day of a time of day: one named in the same sentence, else the day spoken of."""
    if context.sentence == mention.sentence and context.last and len(context.last) == 10:
        return context.last
    for other in following:
        dated = not isinstance(other.form, Clock) and other.form.is_day
        if dated and other.sentence == mention.sentence:
            value = _told(other, context, ()).value
            if value is not None:
                return value.partition("T")[0]
    if context.last is not None and len(context.last) == 10:
        return context.last
    return context.now.isoformat()
