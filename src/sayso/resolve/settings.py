"""Where and when each event happened, what is only recalled, and which mentions are one happening.

A report names many places and times; few are where something happened. An event takes the places of
its sentence where it most likely happened (``whereabouts``), and the time that its words hang on in
the parse; a report's main event may fall back on the report's main place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sayso.extract.mentions import EventMention
from sayso.gazetteer.distance import kilometres
from sayso.language.parse import Parse
from sayso.record import Place, Span, Time
from sayso.resolve.attachment import Attachments
from sayso.resolve.sameness import same_happenings
from sayso.resolve.told import restates
from sayso.resolve.whereabouts import HappenedAt, places_of, rivals_of

_PARTS = frozenset({"district", "neighbourhood", "neighborhood", "quarter", "suburb"})
_TOWN = 2
"""Places of this precision or better are towns (UCDP where_prec)."""
_ACROSS_KM = 15.0
"""From the middle of a town to its districts."""
RECALLED_AFTER = 45
"""Days before publication from which on a dated event is background: the news of a report is
at most weeks old, and courts, funerals and anniversaries recall what is older."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Where and when an event happened.

    Args:
        places: Ids of its places; the first is the closest in the sentence.
        time: Id of its time.
        background: An earlier happening recalled, not this report's news.
        same_as: Index of the first mention of the same happening, when this is a later one.
        place_is_guess: The place is the report's main place, not named with the event.
    """

    places: tuple[str, ...] = ()
    time: str | None = None
    background: bool = False
    same_as: int | None = None
    place_is_guess: bool = False


def settle(
    parse: Parse,
    events: Sequence[EventMention],
    places: Sequence[Place],
    times: Sequence[Time],
    published: str | None,
    happened_at: HappenedAt,
) -> list[Setting]:
    """Set every event in place and time, and join the mentions of one happening.

    Args:
        parse: The report's parse.
        events: Its events, in text order.
        places: All places that it names.
        times: All times that it names.
        published: ISO date or time of publication, or ``None``.
        happened_at: How likely the event at a span happened at the place at another.

    Returns:
        A setting for each event, in the order of ``events``.
    """
    where = Attachments(parse, [(p.id, s) for p in places for s in p.mentions])
    when = Attachments(
        parse, [(t.id, t.span) for t in times if t.type in {"date", "time"}], times=True
    )
    by_id = {t.id: t for t in times}
    told_at = _day(published)
    tokens = [_token(parse, event.anchor) for event in events]
    near = [
        where.of(at, event.actors) if at is not None else []
        for at, event in zip(tokens, events, strict=True)
    ]
    rivals = rivals_of(near)
    rows: list[Setting] = []
    for n, (event, at) in enumerate(zip(events, tokens, strict=True)):
        # "the deadliest attack since March 2017": the day is another's
        again = at is not None and restates(parse, parse.tokens[at])
        own_time = when.nearest(at) if at is not None and not again else None
        rows.append(
            Setting(
                places=places_of(event.anchor, near[n], happened_at, rivals[n]),
                time=own_time,
                background=event.background or _is_old(by_id.get(own_time or ""), told_at),
            )
        )
    towns = _towns(parse, places)
    same = same_happenings(
        parse,
        events,
        [(_with_towns(r.places, towns), r.time, r.background) for r in rows],
        by_id,
        _names_by_sentence(parse, places),
    )
    return _completed(parse, events, rows, same, places)


def _towns(parse: Parse, places: Sequence[Place]) -> dict[str, str]:
    """For each place that the text calls a district the town beside it that the text names too."""
    out: dict[str, str] = {}
    for part in places:
        if not any(_is_district(parse, m) for m in part.mentions):
            continue
        near = {
            town.id: kilometres(part.lat, part.lon, town.lat, town.lon)
            for town in places
            if town.id != part.id and (town.precision or 7) <= _TOWN
        }
        best = min(near, key=lambda i: near[i], default=None)
        if best is not None and near[best] <= _ACROSS_KM:
            out[part.id] = best
    return out


def _is_district(parse: Parse, mention: Span) -> bool:
    """Whether a place is called part of a town: "the Saltivka district", "district of Saltivka"."""
    tokens = parse.between(*mention)
    if not tokens:
        return False
    first, last = tokens[0].i, tokens[-1].i + 1
    before = [t.lower for t in parse.tokens[max(0, first - 2) : first]]
    after = [t.lower for t in parse.tokens[last : last + 1]]
    return bool(_PARTS & set(after)) or (before[-1:] == ["of"] and before[0] in _PARTS)


def _with_towns(ids: tuple[str, ...], towns: dict[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*ids, *(towns[i] for i in ids if i in towns)]))


def _names_by_sentence(parse: Parse, places: Sequence[Place]) -> dict[int, dict[str, str]]:
    """The names of the places that each sentence names, by the places' ids."""
    out: dict[int, dict[str, str]] = {}
    for place in places:
        for mention in place.mentions:
            for token in parse.between(*mention)[:1]:
                out.setdefault(token.sent, {})[place.id] = place.name.casefold()
    return out


def _completed(
    parse: Parse,
    events: Sequence[EventMention],
    rows: list[Setting],
    same: list[int | None],
    places: Sequence[Place],
) -> list[Setting]:
    """Let mentions of one happening share what only one of them tells, and place the main one."""
    main = _main_event(events, rows, same)
    known_places: dict[int, tuple[str, ...]] = {}
    known_times: dict[int, str] = {}
    for i, row in enumerate(rows):
        first = same[i]
        root = i if first is None else first
        if row.places:
            known_places.setdefault(root, row.places)
        if row.time:
            known_times.setdefault(root, row.time)
    fallback = _main_place(parse, places)
    out: list[Setting] = []
    for i, row in enumerate(rows):
        first = same[i]
        root = i if first is None else first
        found = row.places or known_places.get(root, ())
        guess = not found and fallback is not None and root == main
        out.append(
            Setting(
                (fallback,) if guess and fallback is not None else found,
                row.time or known_times.get(root),
                row.background,
                first,
                guess,
            )
        )
    return out


def _main_event(
    events: Sequence[EventMention], rows: Sequence[Setting], same: Sequence[int | None]
) -> int | None:
    """What the report is about: the happening with most mentions and tolls, the first told."""
    weight: dict[int, float] = {}
    for i, (event, row) in enumerate(zip(events, rows, strict=True)):
        if row.background or event.status not in {"happened", "ongoing"}:
            continue
        first = same[i]
        root = i if first is None else first
        weight[root] = weight.get(root, 0.0) + 1.0 + 2.0 * bool(event.tolls)
    if not weight:
        return None
    return max(weight, key=lambda root: (weight[root] / (1 + root), -root))


def _main_place(parse: Parse, places: Sequence[Place]) -> str | None:
    """The dateline's place, else the place named most, early mentions first."""
    best: tuple[float, str] | None = None
    datelines = [b.span for b in parse.blocks if b.kind == "dateline"]
    for place in places:
        if place.why is not None:
            continue
        score = float(len(place.mentions))
        for start, end in place.mentions:
            if any(a <= start and end <= b for a, b in datelines):
                score += 10
            score += 1.0 / (1 + start / 500)
        # "the country" is named more often than the town where it happened
        score *= {1: 1.5, 2: 1.3, 3: 1.2, 4: 1.0}.get(place.precision or 6, 0.6)
        if best is None or score > best[0]:
            best = (score, place.id)
    return best[1] if best else None


def _is_old(time: Time | None, told_at: date | None) -> bool:
    if time is None or told_at is None or time.latest is None:
        return False
    latest = _day(time.latest)
    if latest is None:
        return False
    # A whole month or year that is over: "last month", "in January".
    over = len(time.value or "") in {4, 7} and latest < told_at
    return over or (told_at - latest).days > RECALLED_AFTER


def _day(text: str | None) -> date | None:
    """The day of an ISO date or time; a month or year alone gives its last possible day."""
    if not text:
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _token(parse: Parse, span: Span) -> int | None:
    """The token at an event's anchor."""
    tokens = parse.between(*span)
    return tokens[0].i if tokens else None
