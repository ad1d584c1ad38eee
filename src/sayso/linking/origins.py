"""Where accounts enter the record: which tellings go back to one origin."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence

from sayso.linking.carried import Carried
from sayso.linking.moments import told_order
from sayso.linking.names import same_person
from sayso.linking.sources import Deep, Press, deepest
from sayso.linking.tellings import Telling
from sayso.record import Copy, Origin, Report

SHOWN_REASONS = 6
"""Reasons that an origin's rule spells out; more are counted."""


class Origins:
    """Puts tellings under origins, and collects what it did.

    Args:
        reports: The collection, in the order of its telling.
        copies: What its reports copied from one another.
    """

    def __init__(self, reports: Sequence[Report], copies: Sequence[Copy]) -> None:
        self._reports = {r.id: r for r in reports}
        self._carried = Carried(copies, [r.id for r in reports])
        self._press = Press(reports)
        self._found: dict[str, Deep] = {}
        self._held: dict[str, dict[str, None]] = defaultdict(dict)
        self._reasons: dict[str, dict[str, None]] = defaultdict(dict)

    def first_told(self, telling: Telling) -> Report:
        """The report in which a telling's words were first printed."""
        root, _, _ = self._carried.root(telling.report.id, telling.span)
        return self._reports[root]

    def of_incident(self, told: Sequence[Telling], scope: str) -> list[str]:
        """The origin of each telling of one incident.

        Args:
            told: All tellings of the incident.
            scope: The incident's id.

        Returns:
            Origin ids, in the order of ``told``.
        """
        deep = [deepest(t, scope, self._press, self._reports, self._carried) for t in told]
        people = _one_person(deep)
        deep = [people.get(d.key, d) for d in deep]
        onward = self._onward(told, deep)
        out = []
        for telling, found in zip(told, deep, strict=True):
            final, why = _follow(found, self._press.own(telling.report).key, onward)
            self._found.setdefault(final.key, final)
            self._held[final.key][telling.report.id] = None
            for reason in (found.why, *why):
                self._reasons[final.key][reason] = None
            out.append(origin_id(final.key))
        return out

    def all(self) -> tuple[Origin, ...]:
        """Every origin found so far, in the order of the first report that it stands behind."""
        order = {r.id: told_order(r) for r in self._reports.values()}
        rows = []
        for key, deep in self._found.items():
            reports = sorted(self._held[key], key=order.__getitem__)
            reasons = list(self._reasons[key])
            rule = "; ".join(reasons[:SHOWN_REASONS])
            if len(reasons) > SHOWN_REASONS:
                rule += f"; and {len(reasons) - SHOWN_REASONS} more such"
            origin = Origin(
                id=origin_id(key), name=deep.name, kind=deep.kind, reports=tuple(reports), rule=rule
            )
            rows.append((order[reports[0]], origin))
        rows.sort(key=lambda row: (row[0], row[1].id))
        return tuple(origin for _, origin in rows)

    def _onward(self, told: Sequence[Telling], deep: Sequence[Deep]) -> dict[str, Deep]:
        """Outlets that tell the incident only on the word of one other, and of whom."""
        cited: dict[str, dict[str, Deep]] = defaultdict(dict)
        for telling, found in zip(told, deep, strict=True):
            own = self._press.own(self.first_told(telling))
            cited[own.key][found.key] = found
        return {
            key: next(iter(sources.values()))
            for key, sources in cited.items()
            if len(sources) == 1 and key not in sources
        }


def origin_id(key: str) -> str:
    """The id of an origin, from its key."""
    return f"o_{hashlib.blake2b(key.encode(), digest_size=6).hexdigest()}"


def _follow(start: Deep, teller: str, onward: Mapping[str, Deep]) -> tuple[Deep, list[str]]:
    """From an outlet that was cited to the source that this outlet cites, and so on.

    A way that comes back on itself is circular reporting: those on it count as one origin, named
    for the first of them by name.
    """
    path, why = [start], []
    while path[-1].press and (step := onward.get(path[-1].key)) is not None:
        back = next((i for i, d in enumerate(path) if d.key == step.key), None)
        if back is not None:
            circle = sorted(path[back:], key=lambda d: d.key)
            names = " and ".join(d.name for d in circle)
            why.append(f"circular: {names} cite one another, and count as one origin")
            return circle[0], why
        why.append(f"{path[-1].name} has it from {step.name}")
        path.append(step)
    if len(path) > 1 and path[-1].key == teller:
        names = " and ".join(sorted({d.name for d in path}))
        why.append(f"circular: {names} cite one another, and count as one origin")
    return path[-1], why


def _one_person(deep: Sequence[Deep]) -> dict[str, Deep]:
    """Named sources of one incident whose names are parts of one another, by the fullest name."""
    named = {d.key: d for d in deep if d.key.startswith("source:")}
    by_last: dict[str, list[Deep]] = defaultdict(list)
    for found in named.values():
        by_last[found.name.casefold().split()[-1]].append(found)
    out: dict[str, Deep] = {}
    for group in by_last.values():
        fullest = sorted(group, key=lambda d: (-len(d.name), d.key))
        for found in fullest:
            fuller = [d for d in fullest if d is not found and same_person(d.name, found.name)]
            alone = all(d is fuller[0] or same_person(d.name, fuller[0].name) for d in fuller)
            if fuller and alone and len(fuller[0].name) > len(found.name):
                out[found.key] = Deep(
                    fuller[0].key, fuller[0].name, "source", f"{found.name} is {fuller[0].name}"
                )
    return out
