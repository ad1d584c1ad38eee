"""What came of taking a file in, in a terminal."""

from __future__ import annotations

import json

from rich.console import Console

from sayso.coded.taking import Taken, Told
from sayso.view.origin_rows import count
from sayso.view.rich_parts import line, table

_VALUE = 60


def print_taken(
    taken: Taken, console: Console, *, dry_run: bool = False, limit: int | None = None
) -> None:
    """Print what was decided, and how much was not.

    Args:
        taken: What to print.
        console: Where to print.
        dry_run: It was only tried.
        limit: At most so many decisions; None: all.
    """
    if taken.decisions:
        out = table("record", "action", "what", "was", "is")
        for one in taken.decisions[:limit]:
            cells = (one.record, one.action, one.path or "all of it", _was(one), _is(one))
            out.add_row(*map(line, cells))
        console.print(out)
    if limit is not None and len(taken.decisions) > limit:
        console.print(line(f"{len(taken.decisions) - limit:,} more", "dim"))
    verb = "would be written" if dry_run else "written"
    parts = [
        f"{count(len(taken.decisions), 'decision')} {verb}",
        f"{taken.same:,} of {taken.records:,} as they are already",
    ]
    if taken.empty:
        parts.append(f"{taken.empty:,} without a mark passed over")
    if taken.refused:
        parts.append(f"{len(taken.refused):,} refused")
    console.print(line(", ".join(parts)))


def _was(one: Told) -> str:
    return "" if one.action == "add" else _short(one.old)


def _is(one: Told) -> str:
    return _short(one.new)


def _short(value: object) -> str:
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _VALUE else text[: _VALUE - 1] + "…"
