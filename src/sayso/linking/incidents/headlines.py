"""Headlines that tell again what the text below them tells."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

from sayso.linking.incidents.bare_mentions import WINDOW, one_kind
from sayso.linking.incidents.told_together import places_of, same_days, tolls_of
from sayso.linking.parts import Parts
from sayso.linking.same_values import is_named, overlapping, same_actor, same_place
from sayso.record import Actor, Event


def join_headlines(parts: Parts, groups: Sequence[list[Event]]) -> list[list[Event]]:
    """Give what a title, a heading or a caption tells to the first happening after it that fits.

    A headline sums up the text, which starts with what the headline tells. Of one kind, with a
    place, a number or a side in common and nothing that differs, the two are one happening.

    Args:
        parts: The report.
        groups: Its events, those together that it calls one.

    Returns:
        The groups, with fewer of headlines alone.
    """
    below = [list(group) for group in groups if not _is_headline(group, parts)]
    starts = {id(group): min(e.anchor for e in group) for group in below}
    of_kind: dict[str, list[list[Event]]] = defaultdict(list)
    for group in sorted(below, key=lambda g: starts[id(g)]):
        for kind in sorted({e.type for e in group}):
            of_kind[kind].append(group)
    alone = []
    for head in (group for group in groups if _is_headline(group, parts)):
        told = of_kind[head[0].type]
        here = bisect_left(told, min(e.anchor for e in head), key=lambda g: starts[id(g)])
        around = [*told[here : here + WINDOW], *reversed(told[max(0, here - WINDOW) : here])]
        home = next((g for g in around if _tells_again(head, g[:WINDOW], parts)), None)
        if home is None:
            alone.append(list(head))
        else:
            home.extend(head)
    return [sorted(group, key=lambda e: e.anchor) for group in (*alone, *below)]


def _is_headline(group: Sequence[Event], parts: Parts) -> bool:
    return all(any(a <= e.anchor[0] < b for a, b in parts.headlines) for e in group)


def _tells_again(head: Sequence[Event], body: Sequence[Event], parts: Parts) -> bool:
    """Whether a headline and a happening have something in common and differ in nothing."""
    if not one_kind(head, body) or _denied(head) != _denied(body):
        return False
    found = list(_compared(head, body, parts))
    return all(found) and same_days(head, body, parts) and bool(found)


def _compared(head: Sequence[Event], body: Sequence[Event], parts: Parts) -> Iterator[bool]:
    """For each field that both tell, whether they tell the same of it."""
    here, there = places_of(head, parts), places_of(body, parts)
    if here and there:
        yield any(same_place(p, q) for p in here for q in there)
    one, two = tolls_of(head), tolls_of(body)
    for effect in one.keys() & two.keys():
        yield any(overlapping(x, y) for x in one[effect] for y in two[effect])
    for role in ("actors", "recipients"):
        ours, theirs = _side(head, role, parts), _side(body, role, parts)
        if any(same_actor(a, b) for a in ours for b in theirs):
            yield True
        elif any(map(is_named, ours)) and any(map(is_named, theirs)):
            yield False


def _denied(events: Sequence[Event]) -> bool:
    return all(e.status == "denied" for e in events)


def _side(events: Sequence[Event], role: str, parts: Parts) -> list[Actor]:
    return [parts.actors[a] for e in events for a in getattr(e, role) if a in parts.actors]
