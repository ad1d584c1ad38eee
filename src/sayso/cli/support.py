"""What the commands share: exit codes, progress, printing, parsing of options."""

from __future__ import annotations

import json
import logging
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, cast, get_args

import typer

from sayso.errors import InputError, QueryError, RunStopped, SaysoError, StoreError
from sayso.record import TollRule

if TYPE_CHECKING:
    from rich.console import Console

    from sayso.record import Report

OK, SOME_FAILED, USAGE, ALL_FAILED, DATABASE, STOPPED = range(6)

logger = logging.getLogger(__name__)

FORMATS = ("text", "json", "jsonl")


def exit_code(done: int, failed: int) -> int:
    """0 all was read, 1 some failed, 3 nothing could be read."""
    if not failed:
        return OK
    return SOME_FAILED if done else ALL_FAILED


def complain(error: SaysoError) -> None:
    """One line on standard error, and in the log."""
    typer.echo(f"sayso: {error}", err=True)
    if logging.getLogger("sayso").handlers:  # without, Python would print it once more
        about = {"kind": type(error).__name__, "source": error.source, "place": error.place}
        logger.warning("%s", error, extra=about)


def collector(failed: list[InputError]) -> Callable[[InputError], None]:
    """A handler that complains and remembers."""

    def take(error: InputError) -> None:
        failed.append(error)
        complain(error)

    return take


def run(app: typer.Typer) -> None:
    """Run the app; an error of ours is one line and an exit code, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        # a terminal that cannot show an arrow shows a question mark
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    began = time.monotonic()
    code: int | str | None = OK
    try:
        app()
    except SystemExit as end:
        code = end.code
    except SaysoError as error:
        complain(error)
        code = DATABASE if isinstance(error, StoreError) else ALL_FAILED
        code = USAGE if isinstance(error, QueryError) else code
        code = STOPPED if isinstance(error, RunStopped) else code
    seconds = round(time.monotonic() - began, 3)
    logger.info("ended", extra={"exit_code": code or OK, "seconds": seconds})
    sys.exit(code)


def console() -> Console:
    """The terminal, or the pipe."""
    from rich.console import Console

    return Console()


def print_json(value: Any) -> None:
    """Indented JSON with the characters as they are."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def write_page(path: Path, page: str) -> None:
    """Write a page where the user wants it, or say why that failed."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page, encoding="utf-8")
    except OSError as error:
        raise SaysoError(
            f"cannot be written: {error.strerror}", source=str(path), remedy="name another file"
        ) from error


def toll_rule(name: str) -> TollRule:
    """The rule by that name."""
    if name not in get_args(TollRule):
        raise typer.BadParameter(", ".join(get_args(TollRule)), param_hint="--rule")
    return cast("TollRule", name)


def column_mapping(columns: list[str] | None) -> dict[str, str] | None:
    """``["text=body"]`` to ``{"text": "body"}``."""
    if not columns:
        return None
    pairs = [column.partition("=") for column in columns]
    if not all(field and equals and name for field, equals, name in pairs):
        raise typer.BadParameter("FIELD=COLUMN, as in text=body", param_hint="--column")
    return {field: name for field, _, name in pairs}


@contextmanager
def resumable() -> Iterator[None]:
    """What is stopped in here, by Ctrl-C or a scheduler's SIGTERM, goes on when it is repeated."""

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    except KeyboardInterrupt:
        raise RunStopped("stopped", remedy="repeat the command: it goes on from there") from None
    finally:
        signal.signal(signal.SIGTERM, before)


class ReportPrinter:
    """Prints reports one by one; a lone report as JSON is an object, several are an array."""

    def __init__(self, format_: str, html: Path | None) -> None:
        if format_ not in FORMATS:
            raise typer.BadParameter(", ".join(FORMATS), param_hint="--format")
        self.format = format_
        self.html = html
        self.count = 0
        self._held: list[Any] = []

    def take(self, report: Report) -> None:
        """Print one report, or hold it for the array."""
        self.count += 1
        if self.format == "jsonl":
            typer.echo(report.model_dump_json())
        elif self.format == "json":
            self._held.append(report.model_dump(mode="json"))
        else:
            from sayso.view.terminal import print_report

            print_report(report, console())
        if self.html:
            from sayso.view.page import report_page

            if self.count > 1:
                raise typer.BadParameter("one report at a time", param_hint="--html")
            write_page(self.html, report_page(report))

    def close(self) -> None:
        """Print what was held."""
        if self._held:
            print_json(self._held[0] if len(self._held) == 1 else self._held)
