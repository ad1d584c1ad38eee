"""Sources cut into tasks: so many pieces each, in an order that is the same in every run."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from sayso.errors import InputError
from sayso.ingest import Piece, Skipped, pieces
from sayso.run.guarded import Fail, one_input

TASK_BYTES = 16 * 1024**2
"""A task ends when its pieces hold so much, however few they are: there is one for each worker."""


@dataclass(frozen=True, slots=True)
class Left:
    """Something that is not among the reports, and why.

    Attributes:
        kind: ``dropped``: not worth reading, or no report. ``failed``: it could not be read.
        reason: A short code: that of the screen, or the name of the error.
        origin: What it was: a file and a place in it.
        detail: The reason in words.
        url: Its address, where it is known.
    """

    kind: Literal["dropped", "failed"]
    reason: str
    origin: str
    detail: str = ""
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """What a worker reads at a time, and one shard holds.

    Attributes:
        source: The number of the source.
        number: The number of the task in the source.
        pieces: The reports, not read.
        left: What was left out when the source was cut.
        poison: Pieces, by number, that must not be touched, and what they do.
        probe: Only see whether the worker survives it; the numbers that the pieces have in the
            task that they are of.
    """

    source: int
    number: int
    pieces: tuple[Piece, ...]
    left: tuple[Left, ...] = ()
    poison: tuple[tuple[int, str], ...] = ()
    probe: tuple[int, ...] | None = None

    @property
    def name(self) -> str:
        """The name of the shard, without its ending."""
        return shard_name(self.source, self.number)

    def digest(self) -> str:
        """SHA-256 of all that goes in."""
        found = hashlib.sha256()
        for piece in self.pieces:
            about = replace(piece, data=b"", raw=None)
            for part in (repr(about).encode("utf-8", "backslashreplace"), piece.data, piece.kept):
                found.update(len(part).to_bytes(8, "big"))
                found.update(part)
        return found.hexdigest()


def shard_name(source: int, number: int) -> str:
    """The name of a shard, without its ending."""
    return f"part-{source:05}-{number:05}"


def left_of(error: InputError, origin: str | None = None, url: str | None = None) -> Left:
    """An input that could not be read."""
    where = origin or ", ".join(p for p in (error.source, error.place) if p) or "input"
    return Left("failed", type(error).__name__, where, str(error), url)


def cut(
    name: str,
    number: int,
    size: int,
    arguments: Mapping[str, Any],
    *,
    on_error: Fail | None = None,
) -> Iterator[Task]:
    """The tasks of a source.

    Args:
        name: Of the source, for messages.
        number: Of the source.
        size: Pieces of a task.
        arguments: Those of ``sayso.ingest.pieces``.
        on_error: Called with what cannot be cut, at once.
    """
    held: list[Piece] = []
    left: list[Left] = []
    weight = 0
    at = 0

    def skip(skipped: Skipped) -> None:
        left.append(Left("dropped", skipped.reason, skipped.origin))

    def fail(error: InputError) -> None:
        left.append(left_of(error))
        if on_error:
            on_error(error)

    def task() -> Task:
        nonlocal at, weight
        made = Task(number, at, tuple(held), tuple(left))
        held.clear()
        left.clear()
        at, weight = at + 1, 0
        return made

    with one_input(name, fail):
        for piece in pieces(**arguments, on_error=fail, on_skip=skip):
            held.append(piece)
            weight += len(piece.data) + len(piece.raw or b"")
            if len(held) >= size or weight >= TASK_BYTES:
                yield task()
    if held or left:
        yield task()
