"""How long linking takes and how much memory, on one core: ``python -m benchmarks.linking_speed``.

Reports are made up (``made_reports``), stored, and linked: all at once, then some more. Seconds are
processor time, so that other programs on the machine do not count; ``clock`` is beside them. The
peer, on the same texts in the same run, only finds the nearest reports by their words:
scikit-learn's TF-IDF and the ten highest cosines of each.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from benchmarks.made_reports import Maker
from benchmarks.measures import peak_megabytes
from sayso.gazetteer.build import default_path
from sayso.ingest.page import Page
from sayso.record import Report
from sayso.store import Store

T = TypeVar("T")

NEAREST = 10
TOGETHER = 512
"""Rows of the peer's table of cosines that are made at a time."""


@dataclass(frozen=True)
class Spent:
    """Seconds of the processor, and by the clock."""

    seconds: float = 0.0
    clock: float = 0.0

    def __add__(self, other: Spent) -> Spent:
        return Spent(self.seconds + other.seconds, self.clock + other.clock)


def main(argv: Sequence[str] | None = None) -> None:
    """Run the benchmark and print the figures as one JSON object."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.linking_speed", description=__doc__)
    parser.add_argument("--reports", type=int, default=10_000, help="linked at once")
    parser.add_argument("--words", type=int, default=500, help="in a report, about")
    parser.add_argument("--more", type=int, default=100, help="added and linked afterwards")
    parser.add_argument("--parts", type=int, default=1, help="link the first in so many parts")
    parser.add_argument("--database", type=Path, help="keep it here, and go on from what is there")
    parser.add_argument("--no-peer", action="store_true", help="leave the peer out")
    options = parser.parse_args(argv)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with tempfile.TemporaryDirectory() as folder:
        path = options.database or Path(folder) / "made.db"
        print(json.dumps(measured(path, options)))


def measured(path: Path, options: argparse.Namespace) -> dict[str, object]:
    """The figures."""
    made = Maker(1, default_path(), options.words)
    size = -(-options.reports // options.parts)
    first = Spent()
    with Store.open(path) as store:
        reports = made.reports(options.reports)
        while add(store, itertools.islice(reports, size)):
            first += timed(lambda: store.link())[1]
        peak = peak_megabytes()
        before = store.stats().reports
        add(store, Maker(before, default_path(), options.words).reports(options.more))
        more, later = timed(store.link)
    figures: dict[str, object] = {
        "benchmark": "linking_speed",
        "reports": more.reports - more.linked,
        "words": options.words,
        "copies": more.copies,
        "incidents": more.incidents,
        "link_seconds": round(first.seconds, 1),
        "link_clock": round(first.clock, 1),
        "peak_megabytes": peak,
        "added": more.linked,
        "add_link_seconds": round(later.seconds, 2),
        "add_link_clock": round(later.clock, 2),
        "peak_megabytes_after": peak_megabytes(),
        "file_megabytes": round(path.stat().st_size / 1e6),
    }
    if not options.no_peer:
        texts = [r.text for r in Maker(1, default_path(), options.words).reports(options.reports)]
        _, peer = timed(lambda: nearest(texts))
        figures |= {
            "peer": "scikit-learn TF-IDF, nearest by cosine",
            "peer_seconds": round(peer.seconds, 1),
            "times_the_peer": round(first.seconds / peer.seconds, 2),
        }
    return figures


def add(store: Store, reports: Iterable[Report]) -> int:
    """Store reports, one after the other; how many they were."""
    count = 0
    for count, report in enumerate(reports, 1):  # noqa: B007 - the last number is the answer
        store.add(Page(report, report.id.encode(), "text/plain", report.id), report)
    return count


def nearest(texts: Sequence[str]) -> list[NDArray[Any]]:
    """The nearest other texts of each, by the words."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    rows = TfidfVectorizer(sublinear_tf=True).fit_transform(texts)
    columns = rows.T.tocsr()
    found = []
    for begin in range(0, len(texts), TOGETHER):
        cosines = (rows[begin : begin + TOGETHER] @ columns).toarray()
        found.append(np.argpartition(-cosines, NEAREST, axis=1)[:, : NEAREST + 1])
    return found


def timed(work: Callable[[], T]) -> tuple[T, Spent]:
    """What some work gives, and the time that it takes."""
    clock, processor = time.perf_counter(), time.process_time()
    out = work()
    return out, Spent(time.process_time() - processor, time.perf_counter() - clock)


if __name__ == "__main__":
    main()
