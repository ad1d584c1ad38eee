"""Runs over many reports: ``sayso read --out`` and ``sayso shards``."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sayso.cli.options import Json
from sayso.cli.progress import how_long, run_progress
from sayso.cli.support import STOPPED, exit_code, print_json, resumable
from sayso.errors import SaysoError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.run.reading import ReadResult
    from sayso.run.shard_reading import ReaderOptions
    from sayso.run.status import Counts
    from sayso.run.workers import Workers
    from sayso.screen import Screen

_SHOWN = 10
"""Inputs that could not be read that are named one by one."""


@dataclass(frozen=True, slots=True)
class RunOptions:
    """The options of a run, as on the command line."""

    out: str
    format: str | None
    shard_size: int
    workers: int | None
    cluster: str | None
    rank: int
    world_size: int
    raw: bool
    screen: Screen | None
    dropped: Path | None
    time_limit: float
    quiet: bool


def read_into(
    options: RunOptions, sources: list[str], reader: ReaderOptions, given: dict[str, Any]
) -> None:
    """Read sources into shards, and say what came of it."""
    from sayso.run.reading import Part, read_to
    from sayso.run.shards import check_format

    if options.rank >= options.world_size:
        raise typer.BadParameter("from 0 to the world size less one", param_hint="--rank")
    with (
        resumable(),
        make_workers(options.workers, options.cluster) as workers,
        run_progress(options.quiet) as progress,
    ):
        result = read_to(
            sources,
            options.out,
            workers=workers,
            shard_size=options.shard_size,
            format=check_format(options.format) if options.format else None,
            raw=options.raw,
            screen=options.screen,
            part=Part(options.rank, options.world_size),
            make_reader=reader,
            seconds=options.time_limit,
            progress=progress,
            **given,
        )
    if options.dropped:
        _write_left(options.out, options.dropped)
    _say(result, options.out)
    if result.unfinished:
        raise typer.Exit(STOPPED)
    raise typer.Exit(exit_code(result.counts.read, sum(result.counts.failed.values())))


@contextmanager
def make_workers(n: int | None, cluster: str | None) -> Iterator[Workers]:
    """The workers that the options ask for."""
    from sayso.run.workers import in_process, pool, ray_cluster

    here = in_process() if n == 0 else pool(n)
    with ray_cluster(cluster, n) if cluster else here as workers:
        yield workers


def make_screen(wanted: bool | None, languages: str | None, relevance: float | None) -> Any:
    """The screen that the options ask for; None for none."""
    if wanted is False or (wanted is None and languages is None and relevance is None):
        return None
    from sayso.screen import Screen

    options: dict[str, Any] = {}
    if languages is not None:
        options["languages"] = [code.strip().lower() for code in languages.split(",")]
    if relevance is not None:
        options["relevant"] = relevance
    return Screen(**options)


def shards(
    folder: Annotated[
        str, typer.Argument(metavar="DIR", help="A folder that sayso read --out writes to.")
    ],
    dropped: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write what was dropped or failed, as JSON lines."),
    ] = None,
    json_: Json = False,
) -> None:
    """Say how far a run is: what was read, dropped and failed, and what is missing."""
    from sayso.run.status import status

    found = status(folder)
    if dropped:
        _write_left(folder, dropped)
    if json_:
        print_json({**asdict(found), "complete": found.complete})
    else:
        of = "" if found.shards is None else f" of {found.shards:,}"
        typer.echo(f"{found.counts.shards:,}{of} shards, {found.counts.size / 1e6:,.1f} MB")
        for line in count_lines(found.counts):
            typer.echo(line)
        for name in found.missing:
            typer.echo(f"missing: {name}")
        for source in found.uncut:
            typer.echo(f"not read to its end: {source}")
        more = found.missing_count + found.uncut_count - len(found.missing) - len(found.uncut)
        if more:
            typer.echo(f"and {more:,} more")
    raise typer.Exit(0 if found.complete else STOPPED)


def count_lines(counts: Counts) -> Iterator[str]:
    """What became of the reports of a run, for a person."""
    yield f"{counts.read:,} read"
    if counts.not_read:
        yield f"  {counts.not_read:,} of them kept but not read: withdrawn, or not in English"
    for name, reasons in (("dropped", counts.dropped), ("failed", counts.failed)):
        if reasons:
            yield f"{sum(reasons.values()):,} {name}"
            for reason, count in sorted(reasons.items(), key=lambda each: -each[1]):
                yield f"  {count:,} {reason}"
    if counts.seconds and counts.pieces:
        yield (
            f"{counts.pieces / counts.seconds:,.1f} a second and worker, "
            f"{how_long(counts.processor_seconds)} of processor time"
        )


def _say(result: ReadResult, out: str) -> None:
    from sayso.run.status import left_out

    counts = result.counts
    failed = sum(counts.failed.values())
    if failed:
        names = (left for left in left_out(out) if left.kind == "failed")
        for left in islice(names, _SHOWN):
            typer.echo(f"sayso: {left.detail}", err=True)
        if failed > _SHOWN:
            typer.echo(f"sayso: and {failed - _SHOWN:,} more: sayso shards --dropped", err=True)
    for name in result.unfinished:
        typer.echo(f"sayso: {name} could not be finished: its workers end", err=True)
    for line in count_lines(counts):
        typer.echo(line)


def _write_left(folder: str, file: Path) -> None:
    from sayso.run.status import left_out

    try:
        with file.open("w", encoding="utf-8", errors="backslashreplace") as stream:
            for left in left_out(folder):
                stream.write(json.dumps(asdict(left), ensure_ascii=False) + "\n")
    except OSError as error:
        raise SaysoError(
            f"cannot be written: {error.strerror}", source=str(file), remedy="name another file"
        ) from error
