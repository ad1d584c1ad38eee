"""A comparison with coded data in words, the same in the terminal and on the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.coded.comparing.compare import (
    Alone,
    Compared,
    Comparison,
    FieldCount,
    Group,
    Party,
    Total,
)
from sayso.coded.comparing.difference import count_words, day_words, party_words
from sayso.coded.event import CodedEvent
from sayso.record import Points
from sayso.view.origin_rows import count

RELATIONS = {
    "same": "same",
    "compatible": "compatible",
    "different": "different",
    "only_ours": "only ours",
    "only_theirs": "only theirs",
}
_OF = {
    "matched": "what both have",
    "only": "what one side alone has",
    "all": "all",
}


def party(of: Party) -> str:
    """What a side is: ``ged.csv: UCDP GED, 1,204 events``."""
    return f"{of.name}: {of.kind_name}, {count(of.events, 'event')}"


def summary(found: Comparison) -> list[tuple[str, str]]:
    """The outcome in a few lines: what, and how many."""
    lines = [
        ("both have", count(len(found.matched), "event")),
        ("only ours", count(len(found.only_ours), "event")),
        ("only theirs", count(len(found.only_theirs), "event")),
    ]
    if found.groups:
        lines.append(("one here, several there", count(len(found.groups), "event")))
    for name, side, other in (
        ("ours", found.ours, found.theirs),
        ("theirs", found.theirs, found.ours),
    ):
        if side.out_of_scope:
            words = f"{count(side.out_of_scope, 'event')} of kinds that {other.kind_name} lacks"
            lines.append((f"{name}, in no list", words))
        if side.failed:
            lines.append((f"{name}, not read", count(len(side.failed), "row")))
    return lines


def reach(found: Comparison) -> str:
    """How near two events had to be."""
    days = count(found.reach.days, "day")
    return (
        f"Two events can be one up to {days} and {found.reach.km:g} km apart, more where a place "
        f"is vague; {found.needed:g} points are needed."
    )


def share(of: FieldCount) -> str:
    """Of the pairs in which both tell a field: those that do not contradict one another."""
    return "–" if of.share is None else f"{of.share:.0%}"


def total(of: Total) -> tuple[str, str, str]:
    """A sum: what of, ours, theirs."""
    return (f"{of.effect}, {_OF[of.of]}", _sums(of.ours), _sums(of.theirs))


def _sums(of: tuple[int, int, int, int]) -> str:
    low, best, high, events = of
    if not events:
        return "not told"
    bounds = f"{best:,}" if low == best == high else f"{low:,}–{high:,}, best {best:,}"
    return f"{bounds} in {count(events, 'event')}"


def heading(event: CodedEvent) -> str:
    """When and where: ``2020-05-02, Mosul, IRQ``."""
    spot = event.spot
    place = (spot.name or spot.admin1) if spot else None
    parts = (day_words(event) or "no day", place or "no place", event.country)
    return ", ".join(p for p in parts if p)


def told(event: CodedEvent) -> str:
    """What: type, parties, figures."""
    figures = (f"{effect} {count_words(found)}" for effect, found in event.counts.items() if found)
    return " · ".join(p for p in (event.type, party_words(event), *figures) if p)


def points(of: tuple[Points, ...]) -> Iterator[str]:
    """The points of each field, with what was found."""
    return (f"{p.field} {p.value:+.1f}, {p.words}" for p in of)


def against(pair: Compared) -> str:
    """Fields on which the two contradict one another."""
    fields = [d.field for d in pair.differences if d.relation == "different"]
    return ", ".join(fields)


def ranked(pairs: Sequence[Compared]) -> list[Compared]:
    """Pairs that contradict one another on most fields first, of these those on the killed."""

    def key(pair: Compared) -> tuple[bool, int, bool, float]:
        fields = {d.field for d in pair.differences if d.relation == "different"}
        return (pair.also, -len(fields), "killed" not in fields, pair.score)

    return sorted(pairs, key=key)


def deadliest(events: Sequence[Alone]) -> list[Alone]:
    """Events of one side, those with most killed first."""

    def killed(of: Alone) -> int:
        found = of.event.counts.get("killed")
        return (found.middle if found else None) or 0

    return sorted(events, key=killed, reverse=True)


def nearest(of: Alone) -> str:
    """What comes nearest to an event without partner."""
    if of.nearest is None:
        return ""
    return f"nearest: {heading(of.nearest)} ({of.nearest.id})"


def grouped(of: Group) -> str:
    """One event that the other side has as several, with the killed of both."""
    whose, others = ("theirs", "ours") if of.is_theirs else ("ours", "theirs")
    one, together = of.killed
    ids = ", ".join(event.id for event in of.several)
    line = f"{whose} {of.one.id} = {others} {ids}"
    if one is None or together is None:
        return line
    return f"{line}: killed {one}, and {together} together"
