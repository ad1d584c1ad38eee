"""An event made of selected words, filled in from what stands near."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import get_args

from sayso.extract.numbers import NumberMention
from sayso.extract.spans import overlap
from sayso.record import Effect, Event, Instrument, Report, Span, Status, Time, Toll, TollWho
from sayso.resolve.voices import Voices
from sayso.review.surface import (
    block_of,
    codebook,
    distance,
    forms,
    nearest,
    numbers_in,
    sentence_of,
    tokens_of,
    within,
)
from sayso.review.trigger_words import Named, best_in

_LONG = 3
"""Of a longer selection only the word that names the happening is the anchor."""
_WHO = 30
"""Characters after a number in which the people it counts are named."""
_TOOL = 60
"""Characters from the anchor within which words for weapons are those of this event."""
_BE = frozenset({"be", "is", "are", "was", "were", "been", "being"})
_NOT_PEOPLE = frozenset(
    "% $ € £ percent per year years month months week weeks day days hour hours minutes km mile "
    "miles metre metres meter meters kilometre kilometres kilometer kilometers am pm".split()
)


def suggested_event(report: Report, span: Span, own: str) -> Event:
    """An event at selected words.

    Type and mode come from the codebook, parties and places from the sentence by nearness, the
    time from the sentence or the paragraph, tolls from the numbers, the voice from the innermost
    statement around, the status from hedging words or from an event of the same sentence.

    Args:
        report: The report as the person sees it.
        span: Whole words.
        own: The id that the event gets.
    """
    sentence = sentence_of(report, span)
    named = best_in(report, span)
    words = len(tokens_of(report.text, span))
    anchor = named.anchor if named is not None and words > _LONG else span
    neighbour = _neighbour(report, anchor, sentence)
    type_, mode, cameo = _type(report, named, anchor)
    actors, recipients = _parties(report, anchor, sentence, named)
    voices = Voices(report, report.statements)
    tool = instrument_near(report, anchor, sentence, type_)
    if tool is not None:
        mode = mode or tool[1]
    return Event(
        id=own,
        type=type_,
        mode=mode,
        cameo=cameo,
        contexts=_contexts(report, sentence),
        anchor=anchor,
        actors=actors,
        recipients=recipients,
        instrument=tool[0] if tool is not None else None,
        places=_places(report, anchor, sentence, type_),
        time=_time(report, anchor, sentence, type_),
        tolls=tuple(_tolls(report, span, sentence, voices)),
        status=_status(report, anchor, sentence, neighbour),
        background=neighbour.background if neighbour is not None else False,
        voice=voices.chain(anchor),
    )


def _type(report: Report, named: Named | None, anchor: Span) -> tuple[str, str | None, str | None]:
    """What the words name; else what the nearest event is, for the person to correct."""
    if named is not None:
        return named.trigger.type, named.trigger.mode, named.trigger.cameo
    near = min(report.events, key=lambda e: distance(e.anchor, anchor), default=None)
    if near is not None:
        return near.type, near.mode, near.cameo
    return next(iter(codebook().types)), None, None


def _neighbour(report: Report, anchor: Span, sentence: Span) -> Event | None:
    """The nearest event of the same sentence."""
    found = [e for e in report.events if within(e.anchor, sentence) and e.anchor != anchor]
    return min(found, key=lambda e: distance(e.anchor, anchor), default=None)


def _parties(
    report: Report, anchor: Span, sentence: Span, named: Named | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who acts and who is acted on.

    Who is named before an active verb acts on who is named after it, of a passive one it is the
    other way round; who is quoted with these words is neither.
    """
    speakers = {
        s.source.span
        for s in report.statements
        if s.source and any(within(anchor, content) for content in s.content)
    }
    near = [
        (mention, actor.id)
        for actor in report.actors
        for mention in actor.mentions
        if within(mention, sentence)
        and not any(within(mention, speaker) for speaker in speakers)
        and not within(mention, anchor)
    ]
    near.sort(key=lambda pair: distance(pair[0], anchor))
    before = next((id_ for mention, id_ in near if mention[1] <= anchor[0]), None)
    after = next((id_ for mention, id_ in near if mention[0] >= anchor[1]), None)
    if named is not None and named.trigger.sides:
        return tuple(x for x in dict.fromkeys((before, after)) if x), ()
    passive = _is_passive(report, anchor, sentence)
    if named is not None and named.trigger.undergoes:
        passive = not passive
    doer, other = (after, before) if passive else (before, after)
    if doer == other:
        other = None
    return ((doer,) if doer else ()), ((other,) if other else ())


def _is_passive(report: Report, anchor: Span, sentence: Span) -> bool:
    before = tokens_of(report.text, (sentence[0], anchor[0]))[-2:]
    return any(t.lower in _BE for t in before)


def _places(report: Report, anchor: Span, sentence: Span, type_: str) -> tuple[str, ...]:
    """The place of the sentence; else those of the nearest event of the type; else the block's."""
    alike = [e for e in report.events if e.type == type_ and e.places]
    found = _named_in(report, sentence, anchor)
    if not found and alike:
        return min(alike, key=lambda e: distance(e.anchor, anchor)).places
    return found or _named_in(report, block_of(report, anchor), anchor)


def _named_in(report: Report, area: Span, anchor: Span) -> tuple[str, ...]:
    found = [
        (nearest([m for m in place.mentions if within(m, area)], anchor), place.id)
        for place in report.places
        if any(within(m, area) for m in place.mentions)
    ]
    return (min(found)[1],) if found else ()


def _time(report: Report, anchor: Span, sentence: Span, type_: str) -> str | None:
    """The time of the sentence; else that of the nearest event of the type; else the block's."""
    dated = [t for t in report.times if t.type in ("date", "time")]
    alike = [e for e in report.events if e.type == type_ and e.time]
    found = _nearest_in(dated, sentence, anchor)
    if found is None and alike:
        return min(alike, key=lambda e: distance(e.anchor, anchor)).time
    return found or _nearest_in(dated, block_of(report, anchor), anchor)


def _nearest_in(times: Iterable[Time], area: Span, anchor: Span) -> str | None:
    found = [t for t in times if within(t.span, area)]
    return min(found, key=lambda t: distance(t.span, anchor)).id if found else None


def instrument_near(
    report: Report, anchor: Span, sentence: Span, type_: str
) -> tuple[Instrument, str] | None:
    """What it was done with, by the words beside the anchor, and the mode that this makes it.

    None where no such words stand near, or an event of the type has no such mode.
    """
    known, types = codebook().instruments, codebook().types
    modes = types[type_].modes if type_ in types else ()
    tokens = tokens_of(report.text, sentence)
    found: list[tuple[int, Instrument, str]] = []
    for t in tokens:
        for kind in known.get(next((f for f in (*forms(t), t.lower) if f in known), ""), ()):
            first = tokens[t.i - len(kind.words) + 1 : t.i]
            if len(first) + 1 == len(kind.words) and [w.lower for w in first] == [*kind.words[:-1]]:
                span = (first[0].start if first else t.start, t.end)
                away = distance(span, anchor)
                if kind.mode in modes and away <= _TOOL and not overlap(span, anchor):
                    tool = Instrument(span=span, kind=kind.kind)
                    found.append((away, tool, kind.mode or ""))
                break  # the longest comes first
    nearest_one = min(found, key=lambda tool: tool[0], default=None)
    return nearest_one[1:] if nearest_one is not None else None


def _contexts(report: Report, sentence: Span) -> tuple[str, ...]:
    known = codebook().contexts
    found = (
        c for t in tokens_of(report.text, sentence) for f in forms(t) for c in known.get(f, ())
    )
    return tuple(dict.fromkeys(found))


def _status(report: Report, anchor: Span, sentence: Span, neighbour: Event | None) -> Status:
    hedges = codebook().hedges
    for t in reversed(tokens_of(report.text, (sentence[0], anchor[0]))):
        for form in forms(t):
            if form in hedges:
                return hedges[form]
    return neighbour.status if neighbour is not None else "happened"


def _tolls(report: Report, span: Span, sentence: Span, voices: Voices) -> Iterable[Toll]:
    """Numbers in the selection, else those in the sentence that nothing else counts."""
    free = [(at, n) for at, n in numbers_in(report.text, sentence) if counts_people(report, at)]
    chosen = [(at, n) for at, n in free if within(at, span)]
    if not chosen:
        taken = {toll.span for event in report.events for toll in event.tolls}
        chosen = [(at, n) for at, n in free if at not in taken]
    for at, number in chosen:
        effect = effect_near(report, at, sentence)
        if effect is not None:
            yield toll_at(report, at, number, effect, voices)


def counts_people(report: Report, at: Span) -> bool:
    """Whether a number may count people: it is no time, and no measure or money follows it."""
    if any(distance(at, t.span) == 0 for t in report.times):
        return False
    after = tokens_of(report.text, (at[1], min(len(report.text), at[1] + _WHO)))[:1]
    before = report.text[max(0, at[0] - 1) : at[0]]
    return before not in {"$", "€", "£"} and not any(t.lower in _NOT_PEOPLE for t in after)


def effect_near(report: Report, at: Span, sentence: Span) -> Effect | None:
    """What the words nearest to a number say became of the people; None where none does."""
    book = codebook().effects
    tables = (book.verbs, book.intransitive, book.nouns, book.states, book.tolls)
    found: list[tuple[int, Effect]] = []
    for t in tokens_of(report.text, sentence):
        effect = next((tab[f] for f in forms(t) for tab in tables if f in tab), None)
        if effect in get_args(Effect) and effect is not None:
            found.append((distance(t.span, at), effect))
    return min(found, default=(0, None))[1]


def toll_at(
    report: Report, at: Span, number: NumberMention, effect: Effect, voices: Voices
) -> Toll:
    """A toll of a number, with the people that the words after it name."""
    who = next(
        (
            TollWho(span=mention, actor=actor.id)
            for actor in report.actors
            for mention in actor.mentions
            if within(at, mention) or _follows(report.text, at, mention)
        ),
        None,
    )
    return Toll(
        effect=effect,
        who=who,
        low=number.low,
        best=number.best,
        high=number.high,
        span=at,
        phrase=report.words(at),
        statement=voices.innermost(at),
    )


def _follows(text: str, at: Span, mention: Span) -> bool:
    """Whether a mention follows a number with at most a few words and no mark between them."""
    between = text[at[1] : mention[0]]
    return at[1] <= mention[0] <= at[1] + _WHO and not re.search(r"[^\w\s'’-]", between)
