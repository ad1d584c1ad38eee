"""How long a merge of incidents takes at the desk, with many decisions about others.

    OMP_NUM_THREADS=1 python -m benchmarks.incident_review [--reports 600] [--decisions 20000]

Makes a collection, links it, and asks for an incident of about 30 reports as a person sees it who
has merged some others into it: in an otherwise undecided collection, and in one with so many
decisions about other incidents, a quarter of them merges. Prints the median of 9, and what a
core was busy: that stays the same when others are at work on the machine.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from benchmarks.made_reports import Maker
from sayso.gazetteer.build import default_path
from sayso.ingest.page import Page
from sayso.record import Incident
from sayso.review.decision import Action, Decision
from sayso.review.incident_overlay import incident_state
from sayso.review.incident_readings import with_seen
from sayso.store import Store

_WANTED = 30
"""Reports of the incident."""


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--reports", type=int, default=600)
    options.add_argument("--decisions", type=int, default=20_000)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "made.db") as store:
        for report in Maker(7, default_path(), 120).reports(given.reports):
            store.add(Page(report, report.id.encode(), "text/plain", report.id), report)
        store.link()
        every = sorted(store.incidents(), key=_told_by, reverse=True)
        merges, whole = _merges(store, every)
        others = _others(every[len(merges) + 1 :], given.decisions, len(merges) + 1)
        for name, log in (("alone", merges), (f"with {len(others):,} others", [*merges, *others])):
            times, busy = [], []
            for _ in range(9):
                started, before = perf_counter(), process_time()
                found = incident_state(store, whole, "Amal", log)[whole].incident
                times.append(perf_counter() - started)
                busy.append(process_time() - before)
            assert found is not None
            took, cpu = median(times) * 1000, median(busy) * 1000
            print(f"{name}: {_told_by(found)} reports, {took:.0f} ms ({cpu:.0f} ms of a core)")


def _told_by(incident: Incident) -> int:
    return len({e.report for e in incident.events})


def _merges(store: Store, every: Sequence[Incident]) -> tuple[list[Decision], str]:
    """So many of the largest incidents merged into the first that it has the wanted reports."""
    first, out = every[0], list[Decision]()
    reports = {e.report for e in first.events}
    for other in every[1:]:
        if len(reports) >= _WANTED:
            break
        new = {"into": first.id, "events": _keys(other), "into_events": _keys(first)}
        out.append(_decision(len(out) + 1, "merge", other.id, with_seen(new, store)))
        reports.update(e.report for e in other.events)
    return out, first.id


def _others(every: Sequence[Incident], count: int, first: int) -> list[Decision]:
    out: list[Decision] = []
    for n in range(count):
        one, other = every[n % len(every)], every[(n * 7 + 1) % len(every)]
        new = {"into": other.id, "events": _keys(one), "into_events": _keys(other)}
        merge = n % 4 == 0 and one is not other
        out.append(
            _decision(first + n, "merge" if merge else "confirm", one.id, new if merge else None)
        )
    return out


def _keys(incident: Incident) -> list[list[str]]:
    return [[e.report, e.event] for e in incident.events]


def _decision(number: int, action: Action, record: str, new: object) -> Decision:
    return Decision(
        number=number,
        made="2026-03-02T09:00:00+00:00",
        who="Amal",
        action=action,
        record=record,
        path="",
        reading=None,
        old=None,
        new=new,
        reason=None,
        replaces=None,
        current=True,
    )


if __name__ == "__main__":
    main()
