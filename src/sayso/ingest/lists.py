"""What tells a list of addresses from other text."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TIME = r"\d{14}"
_LINE = re.compile(r"https?://[^\s<>\"]+\s*", re.IGNORECASE)


def is_address_list(head: str, *, complete: bool) -> bool:
    """Whether text has nothing but addresses in it, one a line; ``#`` begins a comment.

    Args:
        head: The beginning of the text.
        complete: Whether it is all of it; else its last line may be cut off.
    """
    lines = [line for line in head.splitlines() if line.strip()]
    named = [line for line in (lines if complete else lines[:-1]) if not line.startswith("#")]
    return bool(named) and all(_LINE.fullmatch(line) for line in named)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a kind of file has what; ``web`` is the column that says what sort of source it is."""

    name: str
    columns: tuple[int, ...]
    starts: re.Pattern[str]
    url: int
    web: int | None = None
    extras: int | None = None
    translation: int | None = None


_LAYOUTS = (
    Layout("GKG", (27,), re.compile(rf"{_TIME}-T?\d+\t{_TIME}\t\d\t"), 4, 2, 26, 25),
    # Older files of mentions lack the last two columns.
    Layout("mentions", (14, 16), re.compile(rf"\d+\t{_TIME}\t{_TIME}\t\d\t"), 5, 3, None, 14),
    Layout("events", (61,), re.compile(r"\d+\t\d{8}\t\d{6}\t\d{4}\t"), 60),
    # GDELT 1.0, since April 2013.
    Layout("events", (58,), re.compile(r"\d+\t\d{8}\t\d{6}\t\d{4}\t"), 57),
)


def layout_of(line: str) -> Layout | None:
    """Which GDELT file a first line is of; None for other tables."""
    count = line.rstrip("\r\n").count("\t") + 1
    return next((k for k in _LAYOUTS if count in k.columns and k.starts.match(line)), None)


def is_gdelt(line: str) -> bool:
    """Whether a first line is of a GDELT file."""
    return layout_of(line) is not None
