"""What is told of each field of an incident: by whom, where they agree, where not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar, get_args

from sayso.linking.agreement import compatible, value_key, width
from sayso.linking.moments import moment
from sayso.linking.same_values import is_named, same_actor
from sayso.linking.tellings import Telling, centre
from sayso.linking.toll_rules import Figure, toll_range
from sayso.record import (
    Account,
    Actor,
    Effect,
    EventRef,
    Report,
    StatementRef,
    TollRange,
    TollRule,
)

T = TypeVar("T")

TOLLS: tuple[str, ...] = get_args(Effect)
FIELDS = (*TOLLS, "actors", "recipients", "place", "date")


@dataclass(frozen=True)
class Told:
    """A telling, its origin, and when its words were first printed."""

    telling: Telling
    origin: str
    first: Report

    @property
    def when(self) -> str:
        """Time of the first printing, as text that sorts by time; undated last."""
        found = moment(self.first.published)
        return found.isoformat() if found else "9999"


@dataclass
class Accounts:
    """The accounts of one incident."""

    accounts: dict[str, tuple[Account, ...]] = field(default_factory=dict)
    agreed: dict[str, str] = field(default_factory=dict)
    contested: list[str] = field(default_factory=list)
    tolls: dict[str, TollRange] = field(default_factory=dict)


def gather(
    tellings: Sequence[Telling],
    origins: Sequence[str | None],
    first_told: Callable[[Telling], Report],
    rule: TollRule,
) -> Accounts:
    """Compare everything that is told of an incident, field by field.

    Args:
        tellings: Values with their chains.
        origins: The origin of each; tellings without one are left out.
        first_told: The report that first printed a telling's words.
        rule: How tolls are combined.
    """
    told = [
        Told(t, origin, first_told(t))
        for t, origin in zip(tellings, origins, strict=True)
        if origin is not None
    ]
    out = Accounts()
    for name in FIELDS:
        here = sorted(
            (t for t in told if t.telling.field == name),
            key=lambda t: (t.when, t.telling.report.id, t.telling.span),
        )
        if name == "recipients":
            here = [t for t in here if _somebody(t.telling)] or here
        if here:
            _field(name, here, out, rule)
    return out


def _field(name: str, told: Sequence[Told], out: Accounts, rule: TollRule) -> None:
    keys = _value_keys(name, told)
    later = _superseded(told, keys) if name in TOLLS else {}
    groups: dict[tuple[str, str | None, bool], list[Told]] = defaultdict(list)
    for t, key in zip(told, keys, strict=True):
        replaced = later.get((t.origin, key))
        groups[key, replaced, t.telling.denied].append(t)
    affirmed = {key for key, _, denied in groups if not denied}
    out.accounts[name] = tuple(
        _account(group, superseded_by=replaced, denied=denied)
        for (key, replaced, denied), group in groups.items()
    )
    current = [
        t
        for (key, replaced, denied), group in groups.items()
        if replaced is None and not denied
        for t in group
    ]
    denials = [
        t for (key, _, denied), group in groups.items() if denied and key in affirmed for t in group
    ]
    _compare(name, current, denials, dict(zip(map(id, told), keys, strict=True)), out)
    if name in TOLLS and current:
        figures = toll_range(_figures(current), rule)
        if figures:
            out.tolls[name] = figures


def _somebody(telling: Telling) -> bool:
    """Whether an act can be against it: whoever or whatever is known or named, or was counted.

    Of "a bomb hit a motorcycle and two policemen" the motorcycle is described, and no kind of
    party.
    """
    actor = telling.value
    if not isinstance(actor, Actor):
        return False
    counted = any(t.who and t.who.actor == actor.id for t in telling.event.tolls)
    return actor.kind != "unknown" or actor.sector is not None or counted or is_named(actor)


def _value_keys(name: str, told: Sequence[Told]) -> list[str]:
    """The key of each value; a shorter name of an actor takes the key of the fuller."""
    keys = [value_key(t.telling) for t in told]
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
    for key, actor in fullest.items():
        fuller = [
            other
            for other, one in fullest.items()
            if other != key and len(one.name) > len(actor.name) and same_actor(actor, one)
        ]
        if len(fuller) == 1:
            alias[key] = fuller[0]
    return [_end(key, alias) for key in keys]


def _end(key: str, alias: Mapping[str, str]) -> str:
    while key in alias:  # each step leads to a longer name, so it ends
        key = alias[key]
    return key


def _superseded(told: Sequence[Told], keys: Sequence[str]) -> dict[tuple[str, str], str]:
    """Values that their own origin gave up for another in a later report."""
    by_origin: dict[str, list[tuple[Told, str]]] = defaultdict(list)
    for t, key in zip(told, keys, strict=True):
        if not t.telling.denied and t.when != "9999":
            by_origin[t.origin].append((t, key))
    out: dict[tuple[str, str], str] = {}
    for origin, rows in by_origin.items():
        latest = max(t.when for t, _ in rows)
        final = {key: t.telling for t, key in rows if t.when == latest}
        best = max(final.values(), key=lambda t: centre(t.figures) or 0)
        for _, key in rows:
            if key not in final:
                out[origin, key] = best.shown
    return out


def _account(group: Sequence[Told], *, superseded_by: str | None, denied: bool) -> Account:
    shown = max(
        (t.telling for t in group), key=lambda t: (isinstance(t.value, Actor), len(t.shown))
    )
    figures = shown.figures if shown.field in TOLLS else (None, None, None)
    dated = [t for t in group if t.when != "9999"]
    return Account(
        value=shown.shown,
        low=figures[0],
        best=figures[1],
        high=figures[2],
        origins=_unique(t.origin for t in group),
        reports=_unique(t.telling.report.id for t in group),
        statements=_unique(
            StatementRef(report=t.telling.report.id, statement=t.telling.statement)
            for t in group
            if t.telling.statement
        ),
        events=_unique(
            EventRef(report=t.telling.report.id, event=t.telling.event.id) for t in group
        ),
        told=min(dated, key=lambda t: t.when).first.published if dated else None,
        superseded_by=superseded_by,
        denied=denied,
    )


def _compare(
    name: str,
    current: Sequence[Told],
    denials: Sequence[Told],
    key_of_telling: Mapping[int, str],
    out: Accounts,
) -> None:
    """Contested, agreed, or neither, over at least two independent origins.

    Contested: two origins tell what cannot both be true. Agreed: they tell the same. Numbers that
    can both be true and are not the same ("at least 14" and "31") are neither.
    """
    by_origin: dict[str, list[Told]] = defaultdict(list)
    for t in current:
        by_origin[t.origin].append(t)
    values = list(by_origin.values())
    clash = any(
        not any(
            key_of_telling[id(x)] == key_of_telling[id(y)] or compatible(x.telling, y.telling)
            for x in one
            for y in two
        )
        for i, one in enumerate(values)
        for two in values[:i]
    )
    contradicted = any(
        key_of_telling[id(d)] == key_of_telling[id(t)] and d.origin != t.origin
        for d in denials
        for t in current
    )
    if clash or contradicted:
        out.contested.append(name)
    elif len(values) >= 2:
        support: dict[str, set[str]] = defaultdict(set)
        for t in current:
            support[key_of_telling[id(t)]].add(t.origin)
        # "gunmen" does not confirm whom another names; a place or a day may lie in another
        if name in TOLLS:
            pool = _same_number(values)
        elif name in ("actors", "recipients"):
            pool = [t for t in current if len(support[key_of_telling[id(t)]]) >= 2]
        else:
            pool = list(current)
        if pool:
            best = min(
                pool,
                key=lambda t: (width(t.telling), -len(support[key_of_telling[id(t)]]), t.when),
            )
            out.agreed[name] = best.telling.shown


def _same_number(of_origins: Sequence[Sequence[Told]]) -> list[Told]:
    """The tellings of a number that every origin tells: "at least 11" and "11" are one."""
    told = [{centre(t.telling.figures) for t in one} for one in of_origins]
    shared = set.intersection(*told) - {None}
    return [t for one in of_origins for t in one if centre(t.telling.figures) in shared]


def _figures(current: Sequence[Told]) -> list[Figure]:
    """The figure of each origin at its latest; the greatest of several in one report."""
    latest: dict[str, Told] = {}
    for t in current:
        known = latest.get(t.origin)
        if known is None or (t.when, centre(t.telling.figures) or 0) >= (
            known.when,
            centre(known.telling.figures) or 0,
        ):
            latest[t.origin] = t
    out = []
    for t in latest.values():
        low, best, high = t.telling.figures
        if (low, best, high) != (None, None, None):
            out.append(Figure(low, best, high, t.when))
    return out


def _unique(items: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(items))
