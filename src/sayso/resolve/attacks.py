"""Attacks tied to the report's events, places, times and actors."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import cast, get_args

from sayso.extract.attacks import AttackMention, CastMention
from sayso.extract.events import Scored
from sayso.language.encoding import Floats
from sayso.language.heads import SLICES
from sayso.record import (
    Attack,
    AttackType,
    Belief,
    By,
    Cast,
    CastPart,
    Event,
    Place,
    Span,
    Stage,
    Time,
)

_COUNTRY = 6
_TIMED, _PLACED, _TOLD = 3.0, 2.0, 0.0
"""Agreement, a logit, from which a time, a place, an event is an attack's."""
_LONGEST_TIME = 4
_KIND_OF = {"victim": "sector", "target": "object", "weapon": "weapon"}
_OUTCOME_OF = {"victim": "harm", "target": "damage"}


def assemble_attacks(
    mentions: Sequence[AttackMention],
    scored: Scored,
    events: Sequence[Event],
    places: Sequence[Place],
    times: Sequence[Time],
    actor_of: Mapping[Span, str],
    datelines: Sequence[Span] = (),
) -> tuple[Attack, ...]:
    """Records of attacks.

    Args:
        mentions: The attacks with their phrases.
        scored: The encoder's scores.
        events: The report's events, of which each attack takes those that tell of it.
        places: The report's places.
        times: Its times.
        actor_of: The actor that a phrase names.
        datelines: Where the report says where it was written.
    """
    owners: dict[int, list[str]] = {n: [] for n in range(len(mentions))}
    for event in events:
        vector = _vector(scored, event.anchor)
        if event.type != "ASSAULT" or vector is None or not mentions:
            continue
        best = max(range(len(mentions)), key=lambda n: mentions[n].agrees(vector))
        if mentions[best].agrees(vector) > _TOLD:
            owners[best].append(event.id)
    return tuple(
        Attack(
            id=f"k{n + 1}",
            type=cast("AttackType", m.told("incident")),
            stage=cast("Stage", m.told("stage")),
            by=cast("By | None", m.told("category")),
            cast=tuple(_cast(c, actor_of) for c in sorted(m.cast, key=lambda c: c.span)),
            events=tuple(owners[n]),
            place=_place(m, scored, places, datelines),
            time=_time(m, scored, times),
        )
        for n, m in enumerate(mentions)
    )


def _cast(mention: CastMention, actor_of: Mapping[Span, str]) -> Cast:
    kind, outcome = _KIND_OF.get(mention.part), _OUTCOME_OF.get(mention.part)
    belief = mention.told("belief") if mention.part == "organisation" else None
    assert mention.part in get_args(CastPart)  # noqa: S101 - the heads' names are the record's
    return Cast(
        part=cast("CastPart", mention.part),
        span=mention.span,
        actor=_actor(mention.span, actor_of),
        kind=mention.told(kind) if kind else None,
        outcome=mention.told(outcome) if outcome else None,
        belief=cast("Belief | None", belief),
    )


def _actor(span: Span, actor_of: Mapping[Span, str]) -> str | None:
    """The actor of the phrase, or of the shortest one that holds it."""
    holding = [s for s in actor_of if s[0] <= span[0] and span[1] <= s[1]]
    best = min(holding, key=lambda s: s[1] - s[0], default=None)
    return None if best is None else actor_of[best]


def _vector(scored: Scored, span: Span) -> Floats | None:
    at = scored.piece(span)
    return None if at is None else scored.scores[at, SLICES["same"]]


def _time(attack: AttackMention, scored: Scored, times: Sequence[Time]) -> str | None:
    rows = [
        (attack.agrees(v), t.id)
        for t in times
        if t.earliest and t.type != "duration" and (t.precision or 9) <= _LONGEST_TIME
        and (v := _vector(scored, t.span)) is not None
    ]  # fmt: skip
    best = max(rows, key=lambda r: r[0], default=None)
    return best[1] if best is not None and best[0] > _TIMED else None


def _place(
    attack: AttackMention, scored: Scored, places: Sequence[Place], datelines: Sequence[Span]
) -> str | None:
    """The place that agrees best, of the country that the most mentions agree on."""
    countries: dict[str, float] = {}
    rows: list[tuple[float, Place]] = []
    for place in places:
        for mention in place.mentions:
            vector = _vector(scored, mention)
            if vector is None or any(a <= mention[0] < b for a, b in datelines):
                continue
            agrees = attack.agrees(vector)
            rows.append((agrees, place))
            if place.country:
                share = 1 / (1 + math.exp(-agrees - 1))
                countries[place.country] = countries.get(place.country, 0.0) + share
    country = max(countries, key=lambda c: countries[c], default=None)
    near = [r for r in rows if r[1].country == country and r[1].precision != _COUNTRY]
    best = max(near, key=lambda r: r[0], default=None)
    if best is not None and best[0] > _PLACED:
        return best[1].id
    wide = (p.id for p in places if p.country == country and p.precision == _COUNTRY)
    return next(wide, best[1].id if best is not None and country else None)
