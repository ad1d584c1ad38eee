"""Where accounts enter the record: which tellings go back to one origin."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence

from sayso.linking.agreement import compatible, value_key, width
from sayso.linking.carried import Carried
from sayso.linking.moments import told_order
from sayso.linking.names import same_person
from sayso.linking.sources import Deep, Press, deepest
from sayso.linking.tellings import Telling, centre
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

    def of_incident(self, told: Sequence[Telling], scope: str) -> list[str | None]:
        """The origin of each telling of one incident.

        Args:
            told: All tellings of the incident.
            scope: The incident's id.

        Returns:
            Origin ids, in the order of ``told``; None for what is only recalled.
        """
        found = [deepest(t, scope, self._press, self._reports, self._carried) for t in told]
        one = _one_source([d for d in found if d is not None])
        found = [one.get(d.key, d) if d else None for d in found]
        deep = _summed_up(told, found)
        onward = self._onward(told, deep)
        out: list[str | None] = []
        for telling, found_here in zip(told, deep, strict=True):
            if found_here is None:
                out.append(None)
                continue
            final, why = _follow(found_here, self._press.own(telling.report).key, onward)
            self._found.setdefault(final.key, final)
            self._held[final.key][telling.report.id] = None
            for reason in (found_here.why, *why):
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

    def _onward(self, told: Sequence[Telling], deep: Sequence[Deep | None]) -> dict[str, Deep]:
        """Outlets that tell the incident only on the word of one other, and of whom."""
        cited: dict[str, dict[str, Deep]] = defaultdict(dict)
        for telling, found in zip(told, deep, strict=True):
            if found is not None:
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


def _summed_up(told: Sequence[Telling], deep: Sequence[Deep | None]) -> list[Deep | None]:
    """Give what a report says in its own voice to the source that its text names for it.

    A headline, a lead or a caption states as a fact what the next paragraph attributes: that is
    one account and not two. It is taken for the same when the value is, or when it is a number,
    place or day that leaves open what the source makes precise.
    """
    attributed: dict[tuple[str, str, bool], list[int]] = defaultdict(list)
    for i, telling in enumerate(told):
        if telling.statement is not None and deep[i] is not None and not telling.in_headline:
            attributed[telling.report.id, telling.field, telling.denied].append(i)
    out = list(deep)
    for i, telling in enumerate(told):
        if deep[i] is None or (telling.statement is not None and not telling.in_headline):
            continue
        sources = attributed[telling.report.id, telling.field, telling.denied]
        same = [j for j in sources if value_key(told[j]) == value_key(telling)]
        if not same and telling.field not in ("actors", "recipients"):
            same = [j for j in sources if _leaves_open(telling, told[j])]
        if same:
            out[i] = deep[same[0]]
    return out


def _leaves_open(telling: Telling, source: Telling) -> bool:
    """Whether a number, place or day may be what a source says, told more loosely.

    A headline also drops "at least", and may name a town for the region.
    """
    if not compatible(source, telling):
        return False
    if width(telling) >= width(source):
        return True
    if telling.field in ("place", "date"):
        return telling.in_headline
    return telling.in_headline and centre(telling.figures) == centre(source.figures)


def _one_source(deep: Sequence[Deep]) -> dict[str, Deep]:
    """Sources of one incident whose names are parts of one another, by the fullest name.

    A person who speaks for a body in one report speaks for it in the others.
    """
    sources = {d.key: d for d in deep if d.kind == "source"}
    speakers = {d.speaker: d for d in deep if d.speaker}
    out: dict[str, Deep] = {}
    for key, found in sources.items():
        bodies = {d.key: d for name, d in speakers.items() if same_person(name, found.name)}
        if len(bodies) == 1:
            (body,) = bodies.values()
            why = f"{found.name} speaks for {body.name}"
            out[key] = Deep(body.key, body.name, body.kind, why)
            continue
        fuller = sorted(
            (
                d
                for d in sources.values()
                if len(d.name) > len(found.name) and same_person(d.name, found.name)
            ),
            key=lambda d: (-len(d.name), d.key),
        )
        if fuller and all(same_person(d.name, fuller[0].name) for d in fuller):
            best = fuller[0]
            out[key] = Deep(best.key, best.name, best.kind, f"{found.name} is {best.name}")
    return {key: out.get(found.key, found) for key, found in out.items()}
