"""Two processes against one, and the memory of workers and of their parent.

``python -m benchmarks.pool_speed`` reads pages into shards with one worker and with two. By the
clock it tells documents a second between the first and the last shard, so that loading models
does not count. On a machine that others use, compare the processor time of a document instead: two
workers on two cores of their own are ``2 * one / two`` times as fast. ``--flat N`` also sends
so many tiny reports through the parent, with a reader that reads nothing.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.pages import page_of
from sayso.ingest import Page
from sayso.record import Report
from sayso.run.host import resident
from sayso.run.progress import Progress
from sayso.run.reading import read_to
from sayso.run.workers import pool

MEGABYTE = 1024 * 1024
SHARD = 8
EXAMPLES = Path(__file__).parents[1] / "examples" / "reports"


def main(argv: Sequence[str] | None = None) -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(prog="benchmarks.pool_speed", description="Speed of a pool.")
    parser.add_argument("file", nargs="?", type=Path, help="JSON lines with a field text")
    parser.add_argument("--documents", type=int, default=160, help="pages that are read")
    parser.add_argument("--flat", type=int, default=0, help="tiny reports through the parent")
    asked = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="sayso-pool-") as folder:
        table = Path(folder, "pages.jsonl")
        words = write_pages(table, texts(asked.file), asked.documents)
        one = measure(table, Path(folder, "one"), 1)
        two = measure(table, Path(folder, "two"), 2)
        figures: dict[str, Any] = {
            "documents": asked.documents,
            "words_per_document": round(words / asked.documents),
            "one": one,
            "two": two,
            "ratio_by_clock": round(two["per_second"] / one["per_second"], 2),
            "ratio_by_processor_time": round(2 * one["ms"] / two["ms"], 2),
            "worker_peak_megabytes": children_megabytes(),
        }
        if asked.flat:
            figures["parent"] = flat(Path(folder), asked.flat)
    print(json.dumps(figures))


def measure(table: Path, out: Path, n: int) -> dict[str, float]:
    """Read the pages with so many workers."""
    seen: list[tuple[float, int]] = []
    with pool(n) as workers:
        result = read_to(
            [table],
            out,
            workers=workers,
            shard_size=SHARD,
            progress=lambda now: seen.append((now.seconds, now.counts.pieces)),
        )
    (began, first), (ended, last) = seen[0], seen[-1]
    return {
        "per_second": round((last - first) / max(ended - began, 1e-9), 2),
        "ms": round(1000 * result.counts.processor_seconds / result.counts.pieces, 1),
    }


def flat(folder: Path, n: int) -> dict[str, float]:
    """The parent's memory after a tenth of so many tiny reports, and after all."""
    table = folder / "tiny.jsonl"
    with table.open("w", encoding="utf-8") as file:
        for k in range(n):
            row = {"text": f"A bomb killed {k} people in Goma, a doctor said.", "url": f"u:{k}"}
            file.write(json.dumps(row) + "\n")
    sizes: list[tuple[int, int]] = []

    def look(now: Progress) -> None:
        sizes.append((now.counts.pieces, resident()))

    began, used = time.monotonic(), time.process_time()
    with pool(2) as workers:
        read_to([table], folder / "flat", workers=workers, make_reader=MakeNothing(), progress=look)
    seconds = time.monotonic() - began
    early = next(size for pieces, size in sizes if pieces >= n // 10)
    return {
        "documents": n,
        "megabytes_after_a_tenth": round(early / MEGABYTE, 1),
        "megabytes_at_the_end": round(sizes[-1][1] / MEGABYTE, 1),
        "per_second": round(n / seconds),
        "parent_ms": round(1000 * (time.process_time() - used) / n, 3),
    }


class Nothing:
    """A reader that finds nothing."""

    def read_pages(self, pages: Iterable[Page]) -> Iterator[tuple[Page, Report]]:
        """Every page as it came."""
        for page in pages:
            yield page, page.report


@dataclass(frozen=True)
class MakeNothing:
    """Makes the reader that finds nothing."""

    def __call__(self) -> Nothing:
        """It."""
        return Nothing()


def texts(file: Path | None) -> list[str]:
    """The words of the reports: of a file, or of our examples."""
    if file:
        with file.open(encoding="utf-8") as lines:
            return [json.loads(line)["text"] for line in lines]
    from sayso import ingest

    return [page.report.text for page in ingest.load(EXAMPLES)]


def write_pages(table: Path, stories: Sequence[str], n: int) -> int:
    """Write pages as rows of a table.

    Returns:
        How many words there are in their stories.
    """
    words = 0
    with table.open("w", encoding="utf-8") as file:
        for k in range(n):
            story = stories[k % len(stories)]
            words += len(story.split())
            file.write(json.dumps({"html": page_of(story, k)}) + "\n")
    return words


def children_megabytes() -> int:
    """The most memory that a worker has held; Linux counts kilobytes, macOS bytes."""
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return round(peak / MEGABYTE if sys.platform == "darwin" else peak / 1024)


if __name__ == "__main__":
    main()
