"""Linking of shards: ``python -m benchmarks.linking_scale --reports 30000 --workers 1 2``.

Reports are made up (``made_reports``) and written as shards, as ``sayso read --out`` writes them;
they are linked by so many workers, the outcome of each compared with that of the first. Seconds
are those of the processor, of this process and of the workers, because other programs on the
machine do not count there; ``clock`` is beside them. Memory is the most that this process and the
largest worker hold at a time.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import json
import resource
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.made_reports import Maker
from sayso.gazetteer.build import default_path
from sayso.ingest.page import Page
from sayso.record import Report
from sayso.run.folder import open_folder
from sayso.run.linking import link_shards
from sayso.run.linking.work import Tables
from sayso.run.manifest import Marker, Plan, SourceEnd, keep_plan, marker_file, versions, write_end
from sayso.run.shards import ENDINGS, Format, pack, row_of
from sayso.run.tasks import shard_name
from sayso.run.workers import in_process, pool, ray_cluster

SHARD = 256
"""Reports of a shard."""


def main(argv: Sequence[str] | None = None) -> None:
    """Run the benchmark and print the figures as one JSON object a number of workers."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.linking_scale", description=__doc__)
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--words", type=int, default=500, help="in a report, about")
    parser.add_argument("--workers", type=int, nargs="+", default=[1], help="1 is this process")
    parser.add_argument("--cluster", help="a Ray cluster's address, instead of processes")
    parser.add_argument("--block", type=int, default=2_048, help="reports of a block")
    parser.add_argument("--folder", type=Path, help="keep shards and links here")
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        shards = folder / f"shards-{options.reports}-{options.words}"
        if not shards.exists():
            made = Maker(1, default_path(), options.words).reports(options.reports)
            write_shards(made, shards)
        first = None
        for workers in options.workers:
            out = folder / f"links-{workers}"
            shutil.rmtree(out, ignore_errors=True)
            figures = measured(shards, out, workers, options)
            outcome = digest(out)
            first = first or outcome
            print(json.dumps({**figures, "same_as_the_first": outcome == first}), flush=True)


def measured(
    shards: Path, out: Path, workers: int, options: argparse.Namespace
) -> dict[str, object]:
    """The figures of so many workers."""
    before, clock = _spent(), perf_counter()
    with ExitStack() as stack:
        if options.cluster:
            crew = stack.enter_context(ray_cluster(options.cluster, workers))
        else:
            crew = stack.enter_context(in_process() if workers == 1 else pool(workers))
        done = link_shards(shards, out, workers=crew, block=options.block, keep_work=True)
    seconds = _spent() - before
    stages = sum(done.seconds.values()) or 1.0
    sizes = {name: _size(path) for name, path in (("shards", shards), ("links", out))}
    work = _size(out / "work")
    return {
        "benchmark": "linking_scale",
        "reports": done.reports,
        "words": options.words,
        "workers": workers,
        "copies": done.copies,
        "incidents": done.incidents,
        "seconds": round(seconds, 1),
        "clock": round(perf_counter() - clock, 1),
        "peak_megabytes": _peak(resource.RUSAGE_SELF),
        "peak_megabytes_worker": _peak(resource.RUSAGE_CHILDREN),
        "megabytes": {
            "shards": sizes["shards"],
            "work": work,
            "links": sizes["links"] - work,
        },
        "share_of_stages": {
            name: round(s / stages, 3) for name, s in done.seconds.items() if s / stages >= 0.002
        },
    }


def write_shards(
    reports: Iterable[Report], folder: Path, *, size: int = SHARD, format_: Format = "parquet"
) -> None:
    """Write reports as a finished run of ``sayso read --out``.

    Args:
        reports: In the order in which they are written.
        folder: Where to; it is made.
        size: Reports of a shard.
        format_: Of the shards.
    """
    to = open_folder(folder, create=True)
    keep_plan(to, Plan(("made up",), {}, versions()))
    left, shards, total = iter(reports), 0, 0
    while some := list(itertools.islice(left, size)):
        name = shard_name(0, shards)
        data = pack([_row(report) for report in some], format_)
        file = f"{name}{ENDINGS[format_]}"
        sha = hashlib.sha256(data).hexdigest()
        to.write(file, data)
        marker = Marker(
            name, file, "", len(some), len(some), 0, {}, {}, len(data), sha, "made", 0.0, 0.0
        )
        to.write(marker_file(name), json.dumps(_fields(marker)).encode())
        shards, total = shards + 1, total + len(some)
    write_end(to, 0, SourceEnd("made up", shards, total, None))


def digest(out: Path) -> str:
    """What tells an outcome from another: all records, in their order."""
    tables = Tables(out)
    found = hashlib.sha256()
    for table, columns in (
        ("copies", ["a", "b", "record"]),
        ("incidents", ["place", "record"]),
        ("origins", ["place", "id", "record"]),
    ):
        files = (tables.read(table, n, columns) for n in tables.numbers(table))
        rows = (tuple(row.values()) for file in files for row in file.to_pylist())
        for row in sorted(rows):
            found.update(repr(row).encode())
    return found.hexdigest()


def _row(report: Report) -> Any:
    return row_of(Page(report, report.id.encode(), "text/plain", report.id), report, raw=False)


def _fields(marker: Marker) -> dict[str, object]:
    return {name: getattr(marker, name) for name in Marker.__slots__}


def _spent() -> float:
    """Seconds of the processor, of this process and of all that it has ended."""
    every = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(used.ru_utime + used.ru_stime for used in every)


def _peak(who: int) -> int:
    return round(resource.getrusage(who).ru_maxrss / 1024)


def _size(folder: Path) -> int:
    return round(sum(p.stat().st_size for p in folder.rglob("*") if p.is_file()) / 1e6)


if __name__ == "__main__":
    main()
