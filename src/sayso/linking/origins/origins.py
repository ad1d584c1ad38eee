"""Where accounts enter the record: which tellings go back to one origin."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Self

from sayso.linking.accounts.tellings import Telling, Told
from sayso.linking.copies.carried import Carried
from sayso.linking.moments import told_order
from sayso.linking.names import key_of
from sayso.linking.origins.onward import Onward
from sayso.linking.origins.press import Deep, Named, Press
from sayso.linking.origins.same_sources import one_source
from sayso.linking.origins.sources import Sources
from sayso.linking.origins.speeches import one_speech
from sayso.linking.origins.summing_up import sum_up
from sayso.record import Copy, Origin, Report

SHOWN_REASONS = 6
"""Reasons that an origin's rule spells out; more are counted."""
OF_MANY = frozenset({"agency", "described", "same_body_same_day"})
"""Rules that merge only where several reports are under them."""
NO_MERGE = frozenset({"own_reporting"})


@dataclass
class _Found:
    """An origin under construction."""

    deep: Deep
    reports: dict[str, None] = field(default_factory=dict)
    reasons: dict[str, None] = field(default_factory=dict)
    rules: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    circle: tuple[str, ...] = ()


class Origins:
    """Puts tellings under origins, and collects what it did.

    Args:
        reports: The collection, in the order of its telling.
        copies: What its reports copied from one another.
        named: Outlets and agencies of further reports.
    """

    def __init__(
        self, reports: Sequence[Report], copies: Sequence[Copy], named: Iterable[Named] = ()
    ) -> None:
        self._reports = {r.id: r for r in reports}
        self._order = {r.id: told_order(r) for r in reports}
        self._carried = Carried(copies, [r.id for r in reports])
        self._press = Press([*named, *((r.outlet, r.agency) for r in reports)])
        self._sources = Sources(self._press, self._reports, self._carried)
        self._found: dict[str, _Found] = {}
        self._keys: dict[str, str] = {}
        self._into: dict[str, list[Copy]] = defaultdict(list)
        for each in copies:
            self._into[each.to].append(each)

    def alone(self) -> Self:
        """The same reports, with no origin found yet."""
        out = copy(self)
        out._found = {}
        out._keys = {}
        return out

    def of_incident(self, told: Sequence[Telling], scope: str) -> list[Told]:
        """The tellings of one incident with their origins.

        Args:
            told: All tellings of the incident.
            scope: The incident's id.

        Returns:
            In the order of ``told``, without what is only recalled. What sums up another telling
            of its report has that one's value.
        """
        deep = [self._sources.deepest(t, scope) for t in told]
        deep = _of_earlier(told, deep)
        deep = self._as_copied(told, deep)
        deep = one_speech(told, deep)
        one = one_source([d for d in deep if d is not None])
        deep = [_merged(d, one) if d else None for d in deep]
        told, deep = sum_up(told, deep, self._press)
        deep = self._as_copied(told, deep)
        firsts = [self._first_told(t) for t in told]
        tellers = [self._press.own(first).key for first in firsts]
        onward = Onward(
            (teller, t.field, t.key, d)
            for teller, t, d in zip(tellers, told, deep, strict=True)
            if d is not None
        )
        out: list[Told] = []
        for telling, found, first in zip(told, deep, firsts, strict=True):
            if found is None:
                continue
            here = self._press.own(telling.report).key
            final, why = onward.follow(found, here, telling.field, telling.key)
            self._collect(final, telling.report.id, (found.why, *why), found.rules)
            out.append(Told(telling, origin_id(final.key), first))
        return out

    def all(self) -> tuple[Origin, ...]:
        """Every origin found so far, in the order of the first report that it stands behind."""
        order = self._order
        rows = []
        for key, found in self._found.items():
            reports = sorted(found.reports, key=order.__getitem__)
            reasons = list(found.reasons)
            rule = "; ".join(reasons[:SHOWN_REASONS])
            if len(reasons) > SHOWN_REASONS:
                rule += f"; and {len(reasons) - SHOWN_REASONS} more such"
            origin = Origin(
                id=origin_id(key),
                name=found.deep.name,
                kind=found.deep.kind,
                reports=tuple(reports),
                rule=rule,
                rules=tuple(sorted(_merging(found.rules))),
                circle=found.circle,
            )
            rows.append((order[reports[0]], origin))
        rows.sort(key=lambda row: (row[0], row[1].id))
        return tuple(origin for _, origin in rows)

    def names(self, ids: Iterable[str]) -> dict[str, str]:
        """The names of origins that were found, by their ids."""
        return {id_: self._found[self._keys[id_]].deep.name for id_ in ids}

    def copies_to(self, reports: Iterable[str]) -> list[Copy]:
        """The copies that brought text to some reports."""
        return [c for report in reports for c in self._into.get(report, ())]

    def cited(self, told: Iterable[Told]) -> dict[str, set[str]]:
        """For each report, the keys of the outlets and agencies that it cites for what it tells."""
        out: dict[str, set[str]] = defaultdict(set)
        for telling in (t.telling for t in told):
            for step in telling.steps:
                statement = telling.parts.statements.get(step.statement or "")
                words = step.teller or ""
                if statement is not None and statement.source is not None:
                    words = telling.report.words(statement.source.span)
                if words and (name := self._press.named_in(words)):
                    out[telling.report.id].add(key_of(name))
        return out

    def _first_told(self, telling: Telling) -> Report:
        """The report in which a telling's words were first printed.

        Where the words are attributed, it is that which first attributed them so: a copy may
        name a source of its own. A figure that was put in place of another is no copied word.
        """
        if not self._carried.root(telling.report.id, telling.span)[2]:
            return telling.report
        statement = telling.parts.statements.get(telling.statement or "")
        source = statement.source if statement else None
        span = source.span if source else telling.span
        root, _, _ = self._carried.root(telling.report.id, span)
        return self._reports[root]

    def _as_copied(self, told: Sequence[Telling], deep: Sequence[Deep | None]) -> list[Deep | None]:
        """Give copied values to whoever tells them in the report that they were copied from."""
        at = {(t.report.id, t.field, t.span[0]): i for i, t in enumerate(told)}
        out = list(deep)
        for i, telling in enumerate(told):
            found = deep[i]
            root, begin, copies = self._carried.root(telling.report.id, telling.span)
            first = at.get((root, telling.field, begin)) if copies else None
            source = deep[first] if first is not None else None
            if found is None or source is None or source.press or source.key == found.key:
                continue
            if not found.press:
                continue  # the copy attributes the words itself
            rules = tuple(dict.fromkeys(("copied", *source.rules)))
            why = f"{telling.report.id} has the words from {root}"
            out[i] = replace(source, why=why, rules=rules)
        return out

    def _collect(
        self, final: Deep, report: str, reasons: Sequence[str], rules: Sequence[str]
    ) -> None:
        found = self._found.get(final.key)
        if found is None:
            found = self._found[final.key] = _Found(final)
            self._keys[origin_id(final.key)] = final.key
        found.reports[report] = None
        found.circle = found.circle or final.circle
        found.reasons.update(dict.fromkeys(reasons))
        for rule in (*rules, *final.rules):
            found.rules[rule].add(report)


@lru_cache(maxsize=65536)
def origin_id(key: str) -> str:
    """The id of an origin, from its key."""
    return f"o_{hashlib.blake2b(key.encode(), digest_size=6).hexdigest()}"


def _of_earlier(told: Sequence[Telling], deep: Sequence[Deep | None]) -> list[Deep | None]:
    """Give a figure that a report calls the earlier one to whoever gives the new one."""
    now: dict[tuple[str, str], Deep] = {}
    for telling, found in zip(told, deep, strict=True):
        if found is not None and not telling.earlier and not telling.in_headline:
            now.setdefault((telling.report.id, telling.field), found)
    return [
        now.get((t.report.id, t.field), found) if t.earlier and found and found.press else found
        for t, found in zip(told, deep, strict=True)
    ]


def _merged(found: Deep, one: Mapping[str, Deep]) -> Deep:
    """The source that a source counts as."""
    best = one.get(found.key)
    if best is None:
        return found
    rules = tuple(dict.fromkeys((*found.rules, *best.rules)))
    return replace(best, why=best.why or found.why, rules=rules)


def _merging(rules: Mapping[str, set[str]]) -> list[str]:
    """The rules that put several tellings under one origin."""
    return [
        rule
        for rule, reports in rules.items()
        if rule not in NO_MERGE and (rule not in OF_MANY or len(reports) > 1)
    ]
