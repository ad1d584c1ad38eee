"""Who has an incident's accounts from whom: origins, those who cite them, agencies, reports.

The nodes without an edge that leads to them are exactly the independent origins. From each a way
leads through those who cite it and the agency that carries it to every report that tells its
account; a report that has the words from another hangs on that other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from sayso.linking.moments import moment, told_order
from sayso.linking.names import key_of
from sayso.record import Incident, Origin, Report
from sayso.view.chain_ways import Reach, Way, reach, ways
from sayso.view.origin_rows import Links, report_name
from sayso.view.wording import clock

Kind = Literal["origin", "source", "agency", "report"]


@dataclass(frozen=True, slots=True)
class Node:
    """One teller. ``notes`` is what is known besides the name; ``report`` its id, if it is one."""

    id: str
    kind: Kind
    name: str
    notes: tuple[str, ...] = ()
    report: str | None = None
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """``end`` has it from ``start``; ``origins`` are those whose accounts go this way."""

    start: str
    end: str
    label: str
    copied: bool
    origins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes and edges, and the reports that cite one another in a circle."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    circles: tuple[tuple[str, ...], ...] = ()


def chain_graph(incident: Incident, links: Links, reports: Mapping[str, Report]) -> Graph:
    """The graph of an incident; the origin that told first comes first.

    Args:
        incident: The incident.
        links: Copies and origins; others than those of the incident are passed over.
        reports: Reports by id. One that is missing hangs on its origin directly.
    """
    return _Builder(incident, links, reports).graph()


def rule_words(rules: Sequence[str]) -> str:
    """Names of rules, as they are printed: ``same speech, speaks for``."""
    return ", ".join(rule.replace("_", " ") for rule in rules)


@dataclass
class _Builder:
    incident: Incident
    links: Links
    reports: Mapping[str, Report]
    nodes: dict[str, Node] = field(default_factory=dict)
    edges: dict[tuple[str, str, str, bool], dict[str, None]] = field(default_factory=dict)
    circles: dict[tuple[str, ...], None] = field(default_factory=dict)
    after: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def graph(self) -> Graph:
        reached = reach(self.incident, self.links.origins)
        known = {origin.id: origin for origin in self.links.origins}
        parents = dict(self._parents(reached))
        for id_ in sorted(reached, key=lambda o: self._first(reached[o])):
            none = Origin(id=id_, name=id_, kind="unknown", reports=(), rule="")
            self._add(known.get(id_, none), reached, parents)
        return Graph(
            tuple(self.nodes.values()),
            tuple(Edge(*key, tuple(origins)) for key, origins in self.edges.items()),
            tuple(self.circles),
        )

    def _first(self, told: Mapping[str, object]) -> tuple[bool, object, str]:
        keys = [told_order(self.reports[r]) for r in told if r in self.reports]
        undated = [a.told for accounts in told.values() for a in accounts]  # type: ignore[attr-defined]
        if keys:
            return min(keys)
        written = min((t for t in undated if moment(t)), default=None)
        return (written is None, moment(written) or 0, "")

    def _add(
        self, origin: Origin, reached: Reach, parents: Mapping[str, list[tuple[str, str, bool]]]
    ) -> None:
        start = f"origin {origin.id}"
        self.nodes[start] = Node(start, "origin", origin.name, _notes(origin), origin=origin.id)
        told = reached[origin.id]
        outlets = self._outlets(told)
        circle = {key_of(name) for name in origin.circle}
        for report in sorted(told, key=self._order):
            end = self._report(report)
            outlet = self._key(report)
            from_reports = [
                (self._report(f), label, copied)
                for f, label, copied in parents.get(report, ())
                if f in told and (copied or not {outlet, self._key(f)} <= circle)
            ]
            for f, label, copied in from_reports:
                self._edge(f, end, label, origin, copied=copied)
            if from_reports:
                continue
            if outlet in circle:
                self._edge(start, end, "circular", origin)
            elif report not in self.reports:
                self._edge(start, end, "", origin)
            else:
                for way in ways(origin, self.reports[report], told[report], outlets):
                    self._walk(start, end, way, origin, outlets)
        ring = tuple(
            self._report(r) for r in sorted(told, key=self._order) if self._key(r) in circle
        )
        if len(ring) > 1:
            self.circles[ring] = None

    def _walk(
        self, start: str, end: str, way: Way, origin: Origin, outlets: Mapping[str, str]
    ) -> None:
        """Lay the way of one account, from the origin to the report."""
        at, label = start, self._first_label(origin, end)
        press = outlets.get(key_of(origin.name)) if label == "cites" and way == Way() else None
        if press and not self._leads(end, known := self._report(press)):
            at = known
        for i, name in enumerate(way.cited):
            report = outlets.get(key_of(name))
            last = i == len(way.cited) - 1 and way.agency is None
            cited = self._report(report) if last and report else None
            if cited and cited != end and not self._leads(end, cited):
                at, label = cited, "cites"
                continue
            node = f"source {key_of(name)}"
            self.nodes.setdefault(node, Node(node, "source", name))
            self._edge(at, node, "", origin)
            at, label = node, "cites"
        if way.agency:
            node = f"agency {key_of(way.agency)}"
            self.nodes.setdefault(node, Node(node, "agency", way.agency))
            self._edge(at, node, "", origin)
            at, label = node, "prints"
        if at != end and not self._leads(end, at):
            self._edge(at, end, label, origin)

    def _first_label(self, origin: Origin, end: str) -> str:
        """How a report has what an outlet or an agency is the origin of; else nothing."""
        if origin.kind not in ("outlet", "agency"):
            return ""
        key, report = key_of(origin.name), self.reports[str(self.nodes[end].report)]
        if report.outlet and key_of(report.outlet) == key:
            return "own reporting"
        return "prints" if report.agency and key_of(report.agency) == key else "cites"

    def _edge(
        self, start: str, end: str, label: str, origin: Origin, *, copied: bool = False
    ) -> None:
        self.edges.setdefault((start, end, label, copied), {})[origin.id] = None
        self.after[start].add(end)

    def _leads(self, start: str, end: str) -> bool:
        """Whether a way leads from one node to another already."""
        return end in _all_from(start, self.after)

    def _parents(self, reached: Reach) -> Iterator[tuple[str, list[tuple[str, str, bool]]]]:
        """For each report those that it has its words or its story from."""
        here = {r for told in reached.values() for r in told}
        found: dict[str, dict[str, tuple[str, bool]]] = defaultdict(dict)
        for copy in self.links.copies:
            known = copy.direction != "unknown" and copy.kind != "quotes"
            if known and {copy.from_, copy.to} <= here:
                found[copy.to][copy.from_] = (copy.kind, True)
        for step in self.incident.telling:
            if step.follows in here and step.how in ("copy", "citation"):
                copied = step.how == "copy"
                label = "copy" if copied else "cites"
                found[step.report].setdefault(str(step.follows), (label, copied))
        done: dict[str, set[str]] = defaultdict(set)
        for report in sorted(found, key=self._order):
            mine = [f for f in found[report] if f != report and report not in _all_from(f, done)]
            done[report].update(mine)
            # What it has from one that has it from another, it has from the other as well.
            nearest = [f for f in mine if not any(f in _all_from(n, done) - {n} for n in mine)]
            yield report, [(f, *found[report][f]) for f in nearest]

    def _outlets(self, told: Mapping[str, object]) -> dict[str, str]:
        """The first report of each outlet among those of an origin."""
        found: dict[str, str] = {}
        for report in sorted(told, key=self._order):
            if key := self._key(report):
                found.setdefault(key, report)
        return found

    def _key(self, report: str) -> str:
        known = self.reports.get(report)
        return key_of(known.outlet) if known and known.outlet else ""

    def _order(self, report: str) -> tuple[bool, object, str]:
        known = self.reports.get(report)
        return told_order(known) if known else (True, 0, report)

    def _report(self, id_: str) -> str:
        node = f"report {id_}"
        if node not in self.nodes:
            known = self.reports.get(id_)
            published = known.published if known else None
            notes = (clock(published),) if published else ()
            self.nodes[node] = Node(
                node, "report", report_name(id_, self.reports), notes, report=id_
            )
        return node


def _notes(origin: Origin) -> tuple[str, ...]:
    """What is to be said of an origin: its kind, the rules that made it one, its circle."""
    parts: list[str] = [] if origin.kind == "unknown" else [origin.kind]
    if origin.rules:
        parts.append(f"by rule: {rule_words(origin.rules)}")
    if origin.circle:
        parts.append(f"circular: {' ⇄ '.join(origin.circle)}")
    return tuple(parts)


def _all_from(start: str, steps: Mapping[str, set[str]]) -> set[str]:
    """A node and all that steps lead to from it."""
    found, waiting = {start}, [start]
    while waiting:
        new = steps.get(waiting.pop(), set()) - found
        found |= new
        waiting.extend(new)
    return found
