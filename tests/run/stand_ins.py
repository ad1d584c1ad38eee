"""Functions for workers that are quick to make and die in known ways."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from sayso.errors import SaysoError
from sayso.ingest import Page, Piece
from sayso.record import Report
from sayso.screen import Dropped


@dataclass
class Square:
    """Squares numbers; remembers in a folder how often it was set up, and by whom."""

    folder: Path
    ready: bool = field(default=False, compare=False)

    def setup(self) -> None:
        (self.folder / f"setup-{os.getpid()}").touch()
        self.ready = True

    def __call__(self, n: int) -> int:
        assert self.ready
        return n * n


@dataclass
class Together(Square):
    """Begins when two workers are there."""

    def __call__(self, n: int) -> int:
        end = time.monotonic() + 60
        while len(list(self.folder.glob("setup-*"))) < 2:
            assert time.monotonic() < end
            time.sleep(0.02)
        time.sleep(0.02)
        return super().__call__(n)


@dataclass
class Deadly(Square):
    """Dies of some numbers, always or only the first time that they come."""

    always: frozenset[int] = frozenset()
    once: frozenset[int] = frozenset()

    def __call__(self, n: int) -> int:
        seen = self.folder / f"seen-{n}"
        if n in self.always or (n in self.once and not seen.exists()):
            seen.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return super().__call__(n)


def raises(n: int) -> int:
    if n % 2:
        raise ValueError(f"odd: {n}")
    return n


class NotSetUp:
    def setup(self) -> None:
        raise SaysoError("no model here", remedy="fetch it")

    def __call__(self, n: int) -> int:
        return n


class EndsAtStart:
    def setup(self) -> None:
        os._exit(3)

    def __call__(self, n: int) -> int:
        return n


class Hungry:
    """Takes memory that it never gives back: 8 MB a task."""

    def __init__(self) -> None:
        self.held: list[bytes] = []

    def __call__(self, n: int) -> int:
        self.held.append(os.urandom(8 << 20))
        return os.getpid()


def pid_then_sleep(path: str) -> None:
    Path(path).write_text(str(os.getpid()))
    time.sleep(600)


class StubReader:
    """Reads every page without a model; some words in a page are its end."""

    def read_pages(self, pages: Iterable[Page]) -> Iterator[tuple[Page, Report]]:
        pages = list(pages)
        for page in pages:
            words = page.report.text
            if "CROWD" in words and len(pages) > 1:
                os.kill(os.getpid(), signal.SIGKILL)
            if "CRASH" in words:
                os.kill(os.getpid(), signal.SIGSEGV)
            if "ENDLESS" in words:
                time.sleep(600)
            if "BREAK" in words:
                raise RuntimeError("out of order")
            yield page, page.report


@dataclass(frozen=True)
class StubMaker:
    """Makes a ``StubReader``; a number of such workers kill themselves when they read something.

    Attributes:
        die: A file; the worker that finds it removes it and dies.
    """

    die: Path | None = None

    def __call__(self) -> StubReader:
        return Dying(self.die) if self.die else StubReader()


class Dying(StubReader):
    def __init__(self, die: Path) -> None:
        self.die = die

    def read_pages(self, pages: Iterable[Page]) -> Iterator[tuple[Page, Report]]:
        with suppress(FileNotFoundError):
            self.die.unlink()
            os.kill(os.getpid(), signal.SIGKILL)
        yield from super().read_pages(pages)


class DropLosers:
    """A screen that drops what has a word in it."""

    word = "weather"

    def drop_reason(self, piece: Piece) -> Dropped | None:
        if self.word.encode() in piece.data:
            return Dropped("not_relevant", f"has {self.word!r}")
        return None


def write_table(path: Path, texts: Iterable[str]) -> Path:
    """Reports as JSON lines."""
    lines = (
        json.dumps({"text": text, "url": f"https://news.example/{n}", "published": "2024-02-03"})
        for n, text in enumerate(texts)
    )
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def stories(n: int) -> list[str]:
    """So many short reports, no two alike."""
    return [f"A bomb killed {k + 2} people at a market in Goma, a doctor said." for k in range(n)]
