"""What is told of each field of an incident: by whom, where they agree, where not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar, get_args

from sayso.linking.accounts.parties import Sides, party_of
from sayso.linking.accounts.standing import Keyed, stand
from sayso.linking.accounts.tellings import UNDATED, Telling, Told, centre
from sayso.linking.accounts.toll_figures import figures_of
from sayso.linking.accounts.toll_parts import toll_parts
from sayso.linking.accounts.toll_rules import toll_range
from sayso.linking.names import key_of
from sayso.linking.same_values import is_named, one_party
from sayso.record import (
    Account,
    Actor,
    Effect,
    EventRef,
    Standing,
    StatementRef,
    TollRange,
    TollRule,
)

T = TypeVar("T")

TOLLS: tuple[str, ...] = get_args(Effect)
FIELDS = (*TOLLS, "actors", "recipients", "place", "date")


@dataclass
class Accounts:
    """The accounts of one incident."""

    accounts: dict[str, tuple[Account, ...]] = field(default_factory=dict)
    agreed: dict[str, str] = field(default_factory=dict)
    contested: list[str] = field(default_factory=list)
    standing: dict[str, Standing] = field(default_factory=dict)
    tolls: dict[str, TollRange] = field(default_factory=dict)


def gather(told: Sequence[Told], rule: TollRule) -> Accounts:
    """Compare everything that is told of an incident, field by field.

    Args:
        told: Values with their chains and origins.
        rule: How tolls are combined.
    """
    out = Accounts()
    standing: dict[str, list[Keyed]] = {}
    for name in FIELDS:
        here = sorted(
            (t for t in told if t.telling.field == name),
            key=lambda t: (t.when, t.telling.report.id, t.telling.span),
        )
        if name == "recipients":
            here = [t for t in here if _somebody(t.telling)] or here
        if here:
            standing[name] = _field(name, here, out, rule)
    sides = Sides(standing)
    for name, bounds in out.tolls.items():
        parts = toll_parts([k.told for k in standing[name]], name, sides, rule)
        out.tolls[name] = bounds.model_copy(update={"parts": parts})
    return out


def _field(name: str, told: Sequence[Told], out: Accounts, rule: TollRule) -> list[Keyed]:
    """Fill in what is told of one field; gives what stands of it."""
    keys = _value_keys(name, told)
    later = _superseded(told, keys) if name in TOLLS else {}
    groups: dict[tuple[str, str | None, bool], list[Told]] = defaultdict(list)
    for t, key in zip(told, keys, strict=True):
        replaced = None if t.telling.denied else later.get((t.origin, key))
        groups[key, replaced, t.telling.denied].append(t)
    out.accounts[name] = tuple(
        _account(group, superseded_by=replaced, denied=denied)
        for (key, replaced, denied), group in groups.items()
    )
    current = [
        Keyed(t, key)
        for (key, replaced, denied), group in groups.items()
        if replaced is None and not denied
        for t in group
    ]
    denials = [Keyed(t, key) for (key, _, denied), group in groups.items() if denied for t in group]
    found = stand(name, current, denials, replaced=bool(later), numbers=name in TOLLS)
    if found is None:
        return current
    out.standing[name] = found.standing
    if found.standing == "contested":
        out.contested.append(name)
    if found.agreed is not None:
        out.agreed[name] = found.agreed
    if name in TOLLS and (
        figures := toll_range(figures_of((k.told, k.told.telling.figures) for k in current), rule)
    ):
        out.tolls[name] = figures
    return current


def _somebody(telling: Telling) -> bool:
    """Whether an act can be against it: whoever or whatever is known or named, or was counted.

    Of "a bomb hit a motorcycle and two policemen" the motorcycle is described, and no kind of
    party; of "shelling of Idlib" the town is where it was.
    """
    actor = telling.value
    if not isinstance(actor, Actor):
        return False
    if key_of(actor.name) in {key_of(p.name) for p in telling.parts.report.places}:
        return False
    counted = any(t.who and t.who.actor == actor.id for t in telling.event.tolls)
    return actor.kind != "unknown" or actor.sector is not None or counted or is_named(actor)


def _value_keys(name: str, told: Sequence[Told]) -> list[str]:
    """The key of each value; a shorter name of an actor takes the key of the fuller."""
    keys = [t.telling.key for t in told]
    if name not in ("actors", "recipients"):
        return keys
    fullest: dict[str, Actor] = {}
    for t, key in zip(told, keys, strict=True):
        actor = t.telling.value
        if isinstance(actor, Actor):
            known = fullest.get(key)
            if known is None or len(actor.name) > len(known.name):
                fullest[key] = actor
    alias: dict[str, str] = {}
    words = {key: frozenset(key_of(actor.name).split()) for key, actor in fullest.items()}
    # an identity and letters ("LDF") may fit a name that they share no word with
    free = {
        key: actor.identity is not None or any(w.isupper() for w in actor.name.split())
        for key, actor in fullest.items()
    }
    for key, actor in fullest.items():
        fuller = [
            other
            for other, one in fullest.items()
            if len(one.name) > len(actor.name)
            and (free[key] or not words[key].isdisjoint(words[other]))
            and one_party(actor, one)
        ]
        if len(fuller) == 1:
            alias[key] = fuller[0]
    return [_end(key, alias) for key in keys]


def _end(key: str, alias: Mapping[str, str]) -> str:
    while key in alias:  # each step leads to a longer name, so it ends
        key = alias[key]
    return key


def _superseded(told: Sequence[Told], keys: Sequence[str]) -> dict[tuple[str, str], str]:
    """Values that their own origin gave up for another: in a later report, or as that one says.

    "At least 11" and "11" are the same figure, and neither replaces the other.
    """
    by_origin: dict[str, list[tuple[Told, str]]] = defaultdict(list)
    for t, key in zip(told, keys, strict=True):
        if not t.telling.denied and t.when != UNDATED:
            by_origin[t.origin].append((t, key))
    out: dict[tuple[str, str], str] = {}
    for origin, rows in by_origin.items():
        standing = [(t, key) for t, key in rows if not t.telling.earlier]
        if not standing:
            continue
        latest = max(t.when for t, _ in standing)
        final = {key: t.telling for t, key in standing if t.when == latest}
        best = max(final.values(), key=lambda t: centre(t.figures) or 0)
        same = {centre(t.figures) for t in final.values()}
        for t, key in rows:
            if key not in final and centre(t.telling.figures) not in same:
                out[origin, key] = best.shown
    return out


def _account(group: Sequence[Told], *, superseded_by: str | None, denied: bool) -> Account:
    shown = max(
        (t.telling for t in group), key=lambda t: (isinstance(t.value, Actor), len(t.shown))
    )
    figures = shown.figures if shown.field in TOLLS else (None, None, None)
    dated = [t for t in group if t.when != UNDATED]
    return Account(
        value=shown.shown,
        low=figures[0],
        best=figures[1],
        high=figures[2],
        origins=_unique(t.origin for t in group),
        reports=_unique(t.telling.report.id for t in group),
        statements=tuple(
            StatementRef(report=report, statement=statement)
            for report, statement in dict.fromkeys(
                (t.telling.report.id, t.telling.statement) for t in group
            )
            if statement
        ),
        events=tuple(
            EventRef(report=report, event=event)
            for report, event in dict.fromkeys(
                (t.telling.report.id, t.telling.event.id) for t in group
            )
        ),
        told=min(dated, key=lambda t: t.when).first.published if dated else None,
        superseded_by=superseded_by,
        denied=denied,
        party=party_of([t.telling.value for t in group if isinstance(t.telling.value, Actor)]),
    )


def _unique(items: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(items))
