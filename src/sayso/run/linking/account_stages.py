"""The last stage: incidents as people see them, with their accounts and origins."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sayso.linking.assemble import assembled
from sayso.linking.copies.carried import came_through
from sayso.linking.incidents.clusters import Cluster
from sayso.linking.memory import Named, Ref
from sayso.linking.uncollected import uncollected
from sayso.record import Copy, Incident
from sayso.run.linking.copy_stages import COPIES
from sayso.run.linking.incident_stages import CLUSTERS, points_in, refs_of
from sayso.run.linking.plan import Plan
from sayso.run.linking.work import columns_of

IDS = {"place": "int64", "id": "string"}
"""The id of each cluster of a file, and its place among all in the order of their founding."""
INCIDENTS = {
    "place": "int64",
    "id": "string",
    "type": "string",
    "mode": "string",
    "earliest": "string",
    "latest": "string",
    "countries": "[string]",
    "contested": "[string]",
    "reports": "int32",
    "record": "string",
}
"""``reports`` is how many tell of it; ``record`` is the whole incident as JSON."""
EVENTS = {"incident": "string", "report": "string", "event": "string"}
ORIGINS = {
    "place": "int64",
    "incident": "string",
    "id": "string",
    "name": "string",
    "kind": "string",
    "record": "string",
}
"""An origin has a row for each of its incidents, with the place of this one."""


@dataclass(frozen=True)
class Account:
    """Makes incidents of clusters.

    Attributes:
        plan: The run.
        press: Outlet and agency of all reports, each pair once, in the order of telling.
    """

    plan: Plan
    press: tuple[Named, ...]

    @uncollected()
    def __call__(self, number: int) -> None:
        """Make incidents of a file of clusters."""
        plan, out = self.plan, self.plan.out
        place = {r["id"]: r["place"] for r in plan.work.read("ids", number, list(IDS)).to_pylist()}
        rows = plan.work.read("clusters", number, list(CLUSTERS)).to_pylist()
        every = iter(refs_of(plan, [h for row in rows for h in row["happenings"]]))
        refs = [list(islice(every, len(row["happenings"]))) for row in rows]
        clusters = self._clusters(rows, refs, list(place))
        tellers = {n for held in refs for n, _ in held}
        ids = {h.report_id for each in clusters for h in each.happenings}
        copies, ends = self._copies(tellers, ids)
        records = {r.id: r for r in plan.records(tellers | ends).values()}
        incidents, origins = assembled(clusters, records, copies, self.press, plan.rule)
        events = [
            (incident.id, report, event)
            for incident in incidents
            for report, event in sorted({(e.report, e.event) for e in incident.events})
        ]
        out.write("events", number, EVENTS, columns_of(EVENTS, events))
        sources = [
            (place[incident], incident, o.id, o.name, o.kind, o.model_dump_json())
            for incident, held in origins.items()
            for o in held
        ]
        out.write("origins", number, ORIGINS, columns_of(ORIGINS, sources))
        lines = [_row(place[incident.id], incident) for incident in incidents]
        out.write("incidents", number, INCIDENTS, columns_of(INCIDENTS, lines))

    def _clusters(
        self, rows: Sequence[Mapping[str, Any]], refs: Sequence[Sequence[Ref]], ids: Sequence[str]
    ) -> list[Cluster]:
        told = self.plan.happenings({n for held in refs for n, _ in held})
        return [
            Cluster(
                tuple(told[n][k] for n, k in held),
                {(x, y): points_in(points) for x, y, *points in json.loads(row["reasons"])},
                id_,
            )
            for row, held, id_ in zip(rows, refs, ids, strict=True)
        ]

    def _copies(self, tellers: set[int], ids: set[str]) -> tuple[list[Copy], set[int]]:
        """What the text of some reports came through, and the numbers of those reports."""
        work = self.plan.work
        ordered = sorted(tellers)
        families = set(work.array("family")[ordered].tolist()) - {-1}
        packs = set(work.array("family_pack")[ordered].tolist()) - {-1}
        copies: list[tuple[int, int, Copy]] = []
        for pack in sorted(packs):
            rows = self.plan.out.read("copies", pack, list(COPIES)).to_pylist()
            copies.extend(
                (row["a"], row["b"], Copy.model_validate_json(row["record"]))
                for row in rows
                if row["family"] in families
            )
        copies.sort(key=lambda row: row[:2])
        kept = came_through(ids, [copy for _, _, copy in copies])
        wanted = {(copy.from_, copy.to) for copy in kept}
        ends = {n for a, b, c in copies if (c.from_, c.to) in wanted for n in (a, b)}
        return kept, ends


def _row(place: int, incident: Incident) -> tuple[Any, ...]:
    return (
        place,
        incident.id,
        incident.type,
        incident.mode,
        incident.earliest,
        incident.latest,
        list(dict.fromkeys(p.country for p in incident.places if p.country)),
        list(incident.contested),
        len({event.report for event in incident.events}),
        incident.model_dump_json(),
    )
