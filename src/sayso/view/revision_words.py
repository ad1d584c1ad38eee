"""What is different between two records of one report, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import get_args

from sayso.record import Effect, Event, Report, Statement
from sayso.view.safe import one_line
from sayso.view.wording import Lookup, event_name, stamp

_LIMIT = 160
_ALIKE = 80.0
"""Contents of statements with this much in common (per cent) are one that was changed."""

_REAL = ("happened", "ongoing")
_FIELDS = ("title", "outlet", "agency", "byline", "published", "modified")

_Figure = tuple[int | None, int | None, int | None]
_Happening = tuple[str, str, str]
"""Type, words, status."""

_Told = tuple[str, str, str]
"""Who, stance, what."""


def record_changes(before: Report, after: Report) -> list[str]:
    """Each difference as a line, the most telling first.

    Titles, outlets and times; numbers of people; statements that are new, gone or put otherwise;
    events that are new or gone, or have another status.

    Args:
        before: The earlier record.
        after: The later one.
    """
    return [
        *_fields(before, after),
        *_tolls(before, after),
        *_statements(before, after),
        *_events(before, after),
    ]


def _fields(before: Report, after: Report) -> Iterator[str]:
    for name in _FIELDS:
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            yield f"{name}: {_value(name, old)} → {_value(name, new)}"


def _value(name: str, value: str | None) -> str:
    if value is None:
        return "none"
    return stamp(value) if name in ("published", "modified") else f"“{one_line(value, _LIMIT)}”"


def _tolls(before: Report, after: Report) -> Iterator[str]:
    for effect in get_args(Effect):
        old, new = _figures(before, effect), _figures(after, effect)
        went = [phrase for figure, phrase in old.items() if figure not in new]
        came = [phrase for figure, phrase in new.items() if figure not in old]
        if went or came:
            yield f"{effect}: {_listed(went)} → {_listed(came)}"


def _figures(report: Report, effect: str) -> dict[_Figure, str]:
    """Numbers that are told of what happened, with the words of the first to tell each."""
    out: dict[_Figure, str] = {}
    for event in report.events:
        if event.status in _REAL and not event.background:
            for toll in event.tolls:
                if toll.effect == effect:
                    phrase = one_line(toll.phrase, _LIMIT)
                    out.setdefault((toll.low, toll.best, toll.high), phrase)
    return out


def _listed(phrases: Iterable[str]) -> str:
    return ", ".join(f"“{phrase}”" for phrase in phrases) or "no number"


def _statements(before: Report, after: Report) -> Iterator[str]:
    old, new = _told(before), _told(after)
    went, came = list((old - new).elements()), list((new - old).elements())
    for who, stance, what in list(went):
        other = _nearest(what, came)
        if other is None:
            continue
        went.remove((who, stance, what))
        came.remove(other)
        if other[0] != who:
            yield f"statement “{one_line(other[2], _LIMIT)}”: by {who} → by {other[0]}"
        if other[1] != stance:
            yield f"{other[0]}: {stance} → {other[1]} “{one_line(other[2], _LIMIT)}”"
        if other[2] != what and other[:2] == (who, stance):
            yield (f"{who} {stance} “{one_line(what, _LIMIT)}” → “{one_line(other[2], _LIMIT)}”")
    for label, left in (("new statement", came), ("statement gone", went)):
        yield from (f"{label}: {w} {stance} “{one_line(x, _LIMIT)}”" for w, stance, x in left)


def _told(report: Report) -> Counter[_Told]:
    look = Lookup(report)

    def key(statement: Statement) -> _Told:
        what = " … ".join(one_line(report.words(span)) for span in statement.content)
        return (look.speaker(statement), statement.stance, what)

    return Counter(map(key, report.statements))


def _nearest(what: str, among: list[_Told]) -> _Told | None:
    from rapidfuzz import fuzz, process

    found = process.extractOne(
        what, [told[2] for told in among], scorer=fuzz.ratio, score_cutoff=_ALIKE
    )
    return among[found[2]] if found else None


def _events(before: Report, after: Report) -> Iterator[str]:
    old, new = _happenings(before), _happenings(after)
    went, came = list((old - new).elements()), list((new - old).elements())
    for name, anchor, status in list(came):
        other = next((e for e in went if e[:2] == (name, anchor)), None)
        if other:
            went.remove(other)
            came.remove((name, anchor, status))
            yield f"{name} “{anchor}”: {other[2]} → {status}"
    for label, left in (("new event", came), ("event gone", went)):
        for name, anchor, status in left:
            yield f"{label}: {name} “{anchor}”{'' if status == 'happened' else f', {status}'}"


def _happenings(report: Report) -> Counter[_Happening]:
    def key(event: Event) -> _Happening:
        anchor = one_line(report.words(event.anchor), _LIMIT)
        return (event_name(event.type, event.mode), anchor, event.status)

    return Counter(key(event) for event in report.events if not event.background)
