"""Where an event happened, of all places that its sentence names.

A logistic model over what the network says of event and place (``extract.toponyms.tagger``) and
how the place hangs on the event in the parse; ``python -m training.whereabouts`` fits it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

from sayso.record import Span
from sayso.resolve.attachment import MAX_COST, Attached

HappenedAt = Callable[[Span, Span], float | None]
"""How likely the event at a span happened at the place at another."""

Rivals = Mapping[Span, float]
"""The cost of the way from each mention of a place to the nearest of the other events."""

WEIGHTS: dict[str, float] = {
    "alone": 0.32,
    "bias": 0.47,
    "cost": -0.93,
    "farther": -0.64,
    "joined": 1.08,
    "nearer to another event": -0.99,
    "nearest": 0.56,
    "net": 1.41,
    "net of what it is joined to": 0.9,
    "net, of the best": 0.27,
}
LIKELY = 0.45
"""From this on a place is where an event happened. Measured: .4 to .5 give the same F1."""
_MOST = 8.0


def places_of(
    anchor: Span, near: Sequence[Attached], happened_at: HappenedAt, rivals: Rivals
) -> tuple[str, ...]:
    """The ids of the places where an event happened, in the order of ``near``.

    An event that has a place of its own does not take one that is nearer to another event.
    """
    rows = zip(near, features(anchor, near, happened_at, rivals), strict=True)
    likely = [a for a, row in rows if chance(row) >= LIKELY]
    own = [a for a in likely if rivals.get(a.span, a.cost) >= a.cost]
    return tuple(dict.fromkeys(a.id for a in own or likely))


def chance(row: Mapping[str, float]) -> float:
    """How likely a place with these features is where the event happened."""
    z = sum(WEIGHTS.get(name, 0.0) * value for name, value in row.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, z))))


def rivals_of(events: Sequence[Sequence[Attached]]) -> list[Rivals]:
    """For each event with its places, the cost of their ways to the nearest of the others."""
    costs: dict[Span, list[tuple[float, int]]] = {}
    for n, near in enumerate(events):
        for a in near:
            costs.setdefault(a.span, []).append((a.cost, n))
    lowest = {span: sorted(found)[:2] for span, found in costs.items()}
    return [
        {a.span: cost for a in near for cost, k in lowest[a.span][::-1] if k != n}
        for n, near in enumerate(events)
    ]


def features(
    anchor: Span, near: Sequence[Attached], happened_at: HappenedAt, rivals: Rivals
) -> list[dict[str, float]]:
    """What speaks for each place of a sentence, in the order of ``near``."""
    logits = [_logit(happened_at(anchor, a.span) or 0.0) for a in near]
    at = {a.head.i: n for n, a in enumerate(near)}
    best = max(logits, default=0.0)
    out = []
    for n, a in enumerate(near):
        row = {
            "bias": 1.0,
            "net": logits[n],
            "net, of the best": logits[n] - best,
            "cost": min(a.cost, _MOST) / MAX_COST,
        }
        if n == 0:
            row["nearest"] = 1.0
            row["alone"] = float(len(near) == 1)
        else:
            row["farther"] = min(a.cost - near[0].cost, _MOST) / MAX_COST
        if rivals.get(a.span, a.cost) < a.cost:
            row["nearer to another event"] = 1.0
        if a.head.dep == "conj" and (first := at.get(a.head.head)) is not None:
            # "attacks in Kabul and Kandahar": what is joined to a place shares its part
            row["joined"] = 1.0
            row["net of what it is joined to"] = logits[first]
        out.append(row)
    return out


def _logit(p: float) -> float:
    p = min(max(p, 1e-3), 1 - 1e-3)
    return math.log(p / (1 - p)) / 3
