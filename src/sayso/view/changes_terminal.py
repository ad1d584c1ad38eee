"""What has changed in a collection, in a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich.console import Console

from sayso.store.changes import Change
from sayso.view.rich_parts import line, table
from sayso.view.wording import stamp


def print_changes(changes: Sequence[Change], console: Console) -> None:
    """Print changes, and how many of each sort there are."""
    if not changes:
        console.print(line("nothing has changed"))
        return
    rows = table("id", "what", "ids", "when", "by")
    for each in changes:
        others = [f"→ {' '.join(each.into)}"] if each.into else []
        others += [f"← {' '.join(each.from_)}"] if each.from_ else []
        when = stamp(each.when)
        rows.add_row(each.id, each.what, "\n".join(others), when, each.by)
    console.print(rows)
    count = Counter((each.kind, each.what) for each in changes)
    for kind in ("incident", "report"):
        parts = [f"{n:,} {what}" for (of, what), n in sorted(count.items()) if of == kind]
        if parts:
            console.print(line(f"{kind}s: {', '.join(parts)}"))
