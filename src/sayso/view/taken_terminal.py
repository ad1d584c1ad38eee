"""What came of taking a file in, in a terminal."""

from __future__ import annotations

import json
from typing import Any

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
        for column in out.columns[:2]:
            column.no_wrap = True  # an id is copied
        for one in taken.decisions[:limit]:
            cells = (one.record, one.action, one.path or "all of it", _was(one), _is(one))
            out.add_row(*map(line, cells))
        console.print(out)
    if limit is not None and len(taken.decisions) > limit:
        console.print(line(f"{len(taken.decisions) - limit:,} more", "dim"))
    verb = "would be written" if dry_run else "written"
    parts = [f"{count(len(taken.decisions), 'decision')} {verb}"]
    if taken.records:
        parts.append(f"{taken.same:,} of {taken.records:,} as they are already")
    if taken.empty:
        parts.append(f"{taken.empty:,} without a mark passed over")
    if taken.refused:
        parts.append(f"{len(taken.refused):,} refused")
    console.print(line(", ".join(parts)))


def _was(one: Told) -> str:
    return "" if one.action == "add" else _short(one.old)


def _is(one: Told) -> str:
    gone = one.action == "correct" and one.new is None
    return "nothing" if gone else _short(one.new)


def _short(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, dict):
        text = _fields(value)
    else:
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _VALUE else text[: _VALUE - 1] + "…"


def _fields(value: dict[str, Any]) -> str:
    """A thing by its name, else by what is coded of it; where it stands and its links are not."""
    name = value.get("name")
    if isinstance(name, str) and name:
        return name
    coded = [
        f"{each}" if key == "value" else f"{key} {each}"
        for key, each in value.items()
        if key != "id" and not isinstance(each, bool) and isinstance(each, str | int | float)
    ]
    return ", ".join(part for part in coded if part) or json.dumps(value, ensure_ascii=False)
