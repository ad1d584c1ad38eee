"""Incidents of ours matched with the Gun Violence Archive's, of which it is known which are which.

``python -m benchmarks.compare_gva gva_reports.jsonl --archive gva_incidents.jsonl [--split dev]``.
The reports are read and linked; the incidents that come of it are matched with all of the
archive's, those of which there is no report included. A pair is right when a report that tells of
ours is one of the archive's incident.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from benchmarks import harness
from benchmarks.incidents import arguments
from benchmarks.scoring.basic import Figures, Row, percent
from sayso.coded.event import CodedEvent, Count, Spot
from sayso.coded.families import RIOT, VIOLENCE
from sayso.coded.matching.match import Matched, match
from sayso.coded.matching.points import NEEDED, Reach, can_match
from sayso.coded.matching.traits import traits_of
from sayso.coded.readers.collection import of_told
from sayso.linking import Links, link
from sayso.store.snapshot import Told


def of_archive(row: Row) -> CodedEvent:
    """An incident of the archive."""
    day = date.fromisoformat(row["date"][:10])
    lat, lon = row.get("latlon") or (None, None)
    return CodedEvent(
        id=row["incident"],
        kind="sayso",
        line="",
        earliest=day,
        latest=day,
        day_precision=1,
        spots=(Spot(row["city"].split(" (")[0], lat, lon, "USA", row["state"], 1),),
        type="shooting",
        families=VIOLENCE | {RIOT},
        counts={
            effect: Count(row[effect], row[effect], row[effect]) for effect in ("killed", "injured")
        },
    )


def of_links(links: Links) -> list[CodedEvent]:
    """Our incidents."""
    origins = {origin.id: origin for origin in links.origins}
    return [of_told(Told(incident, origins, {}, None)) for incident in links.incidents]


def score(
    found: Matched,
    ours: Sequence[CodedEvent],
    theirs: Sequence[CodedEvent],
    told: Mapping[str, set[str]],
    reach: Reach,
) -> Figures:
    """Precision of the pairs, and recall of the archive's incidents that have a report.

    ``recall_in_reach`` is of those that one of ours which tells of them is near enough to: what
    was read of the day and the place is right.

    Args:
        found: The pairs.
        ours: Our incidents.
        theirs: The archive's.
        told: Of each of ours: the archive's incidents whose reports tell of it.
        reach: How far apart two may be.
    """
    pairs = [(ours[p.ours].id, theirs[p.theirs].id) for p in found.pairs if not p.also]
    right = {b for a, b in pairs if b in told[a]}
    mine = {event.id: traits_of(n, event) for n, event in enumerate(ours)}
    others = {event.id: traits_of(n, event) for n, event in enumerate(theirs)}
    wanted = {b for held in told.values() for b in held} & set(others)
    near = {
        b
        for a, held in told.items()
        for b in held & wanted
        if mine[a].dated and can_match(mine[a], others[b], reach)
    }
    precision = len(right) / len(pairs) if pairs else 0.0
    recall = len(right) / len(wanted)
    both = precision + recall
    return {
        "pairs": len(pairs),
        "right": len(right),
        "precision": percent(precision),
        "recall": percent(recall),
        "f1": percent(2 * precision * recall / both if both else 0.0),
        "recall_in_reach": percent(len(right) / len(near) if near else 0.0),
        "in_reach": len(near),
        "incidents": len(ours),
        "archive": len(theirs),
        "with_report": len(wanted),
    }


def told_of(links: Links, gold: Mapping[str, Sequence[str]]) -> dict[str, set[str]]:
    """Of each incident of ours: the archive's incidents whose reports tell of it."""
    out: dict[str, set[str]] = defaultdict(set)
    for incident in links.incidents:
        out[incident.id] = {g for e in incident.events for g in gold.get(e.report, ())}
    return out


def main(argv: Sequence[str] | None = None) -> None:
    """Run the benchmark."""
    extra = argparse.ArgumentParser(add_help=False)
    extra.add_argument("--split")
    extra.add_argument("--days", type=int, default=3)
    extra.add_argument("--km", type=float, default=50.0)
    extra.add_argument("--needed", type=float, default=NEEDED)
    extra.add_argument("--archive", type=Path, required=True)
    options, rest = extra.parse_known_args(argv)
    run = harness.start("compare_gva", "Ours and the archive's incidents.", rest)
    if options.split:
        run.rows = [row for row in run.rows if row.get("split") == options.split]
    pairs = [(row, report) for row, report in run.reports(arguments) if report]
    links = link([report for _, report in pairs])
    gold = {report.id: row.get("incidents") or [row["incident"]] for row, report in pairs}
    with options.archive.open(encoding="utf-8") as file:
        theirs = [of_archive(row) for row in map(json.loads, file) if row.get("date")]
    ours = of_links(links)
    reach = Reach(options.days, options.km)
    found = match(ours, theirs, reach, needed=options.needed)
    figures = score(found, ours, theirs, told_of(links, gold), reach)
    predictions = [
        {"ours": ours[p.ours].id, "theirs": theirs[p.theirs].id, "score": p.score, "also": p.also}
        for p in found.pairs
    ]
    run.finish(predictions, figures)


if __name__ == "__main__":
    main()
