"""How far a command is: a bar on a terminal, a line now and then in a pipe."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.progress import Progress as Bar

    from sayso.run.progress import Progress

_EVERY = 30.0
"""Seconds between two lines in a pipe."""


@contextmanager
def progress(quiet: bool) -> Iterator[Callable[[str], None]]:
    """Yields a function to call once a report."""
    began = time.monotonic()
    done = 0

    def counted(line: Callable[[str, str], None]) -> Callable[[str], None]:
        def advance(what: str) -> None:
            nonlocal done
            done += 1
            rate = done / max(time.monotonic() - began, 1e-9)
            line(f"{done:,} reports, {rate:,.1f}/s", what)

        return advance

    with shown(quiet) as show:
        yield counted(show)


@contextmanager
def run_progress(quiet: bool) -> Iterator[Callable[[Progress], None]]:
    """Yields a function to call after each shard."""
    with shown(quiet) as show:
        yield lambda now: show(run_line(now), "")


def run_line(now: Progress) -> str:
    """How far a run is, in a line."""
    counts = now.counts
    parts = [f"{counts.pieces:,} reports", f"{now.rate:,.1f}/s"]
    if now.remaining is not None:
        parts.append(f"about {how_long(now.remaining)} left")
    for name, reasons in (("dropped", counts.dropped), ("failed", counts.failed)):
        if reasons:
            parts.append(f"{sum(reasons.values()):,} {name} ({_reasons(reasons)})")
    return ", ".join(parts)


def how_long(seconds: float) -> str:
    """A stretch of time in one or two units."""
    minutes, rest = divmod(round(seconds), 60)
    if not minutes:
        return f"{rest} s"
    hours, minutes = divmod(minutes, 60)
    if not hours:
        return f"{minutes} min"
    return f"{hours:,} h {minutes} min"


def _reasons(counts: Mapping[str, int]) -> str:
    most = sorted(counts.items(), key=lambda each: -each[1])[:3]
    return ", ".join(f"{reason} {count:,}" for reason, count in most)


@contextmanager
def shown(quiet: bool) -> Iterator[Callable[[str, str], None]]:
    """Yields a function that shows a line, and what it is about."""
    if quiet:
        yield lambda _line, _about: None
    elif sys.stderr.isatty():
        with _bar() as bar:
            task = bar.add_task("", total=None, line="")
            yield lambda line, about: bar.update(task, line=line, description=about[:50])
    else:
        last = time.monotonic()

        def show(line: str, _about: str) -> None:
            nonlocal last
            if time.monotonic() - last >= _EVERY:
                last = time.monotonic()
                typer.echo(f"sayso: {line}", err=True)

        yield show


def _bar() -> Bar:
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    return Progress(
        SpinnerColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[line]}"),
        TextColumn("{task.description}", markup=False),
        console=Console(stderr=True),
        transient=True,
    )
