"""A comparison with coded data in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sayso.coded.comparing.compare import Alone, Comparison
from sayso.coded.comparing.difference import Difference
from sayso.view import compare_words as words
from sayso.view.rich_parts import line, table

_STYLES = {
    "same": "dim",
    "compatible": "",
    "different": "bold red",
    "only_ours": "cyan",
    "only_theirs": "magenta",
}
SHOWN = 20
"""Events of each list that are shown unless more is asked for."""


def print_comparison(found: Comparison, console: Console, *, limit: int | None = SHOWN) -> None:
    """Print a comparison: how many match, how they agree, and each list.

    Args:
        found: What to print.
        console: Where to print.
        limit: At most so many events of each list; None: all.
    """
    console.print(line(f"ours: {words.party(found.ours)}", "bold"))
    console.print(line(f"theirs: {words.party(found.theirs)}", "bold"))
    if found.filter:
        console.print(line(f"where: {found.filter}"))
    console.print(line(words.reach(found), "dim"))
    counts = Table.grid(padding=(0, 2))
    for name, value in words.summary(found):
        counts.add_row(line(name), line(value, "bold"))
    console.print(counts)
    _print_fields(found, console)
    _print_totals(found, console)
    _print_pairs(found, console, limit)
    if found.groups:
        out = table("", title="One event here, several there")
        for group in found.groups[:limit]:
            out.add_row(line(words.grouped(group)))
        _finish(out, len(found.groups), limit, console)
    _print_alone("Only ours", found.only_ours, console, limit)
    _print_alone("Only theirs", found.only_theirs, console, limit)


def _print_fields(found: Comparison, console: Console) -> None:
    if not found.fields:
        return
    names = (*words.RELATIONS.values(), "agree")
    out = table("field", *names, title="Field by field, of what both have")
    for each in found.fields:
        counts = (each.same, each.compatible, each.different, each.only_ours, each.only_theirs)
        out.add_row(line(each.field, "bold"), *map(line, counts), line(words.share(each)))
    console.print(out)


def _print_totals(found: Comparison, console: Console) -> None:
    if not found.totals:
        return
    out = table("people", "ours", "theirs", title="Figures summed up")
    for each in found.totals:
        what, ours, theirs = words.total(each)
        out.add_row(line(what), line(ours), line(theirs))
    console.print(out)


def _print_pairs(found: Comparison, console: Console, limit: int | None) -> None:
    if not found.pairs:
        return
    out = table("ours", "theirs", "how they differ: ours / theirs", title="What both have")
    # what a codebook has no column for, as ACLED has none for injured, is no difference of a pair
    both = {f.field for f in found.fields if f.same or f.compatible or f.different}
    for pair in words.ranked(found.pairs)[:limit]:
        out.add_row(
            _event(pair.ours.id, words.heading(pair.ours), f"{pair.score:g} points"),
            _event(pair.theirs.id, words.heading(pair.theirs), "also" if pair.also else ""),
            _differing(pair.differences, both),
        )
    _finish(out, len(found.pairs), limit, console)


def _event(id_: str, head: str, note: str) -> Text:
    below = line(" · ".join(part for part in (id_, note) if part), "dim")
    return Text.assemble(line(head), "\n", below)


def _differing(found: Iterable[Difference], both: set[str]) -> Text:
    parts = []
    for each in found:
        if not _is_shown(each, both):
            continue
        shown = Text.assemble(
            line(f"{each.field}:", _STYLES[each.relation]),
            " ",
            line(" / ".join(side or "–" for side in (each.ours, each.theirs))),
            "; " if each.words else "",
            line(each.words, "dim"),
        )
        parts.append(shown)
    return Text("\n").join(parts) if parts else line("nothing", "dim")


def _is_shown(each: Difference, both: set[str]) -> bool:
    """Whether a field is worth a line: codes of two codebooks are hardly ever the same words."""
    if each.relation == "compatible":
        return bool(each.words) and each.field not in ("type", "parties", "admin1")
    return each.relation == "different" or (each.relation != "same" and each.field in both)


def _print_alone(title: str, found: Sequence[Alone], console: Console, limit: int | None) -> None:
    if not found:
        return
    out = table("event", "what", "why", title=title)
    for each in words.deadliest(found)[:limit]:
        nearest = words.nearest(each)
        why = Text.assemble(line(each.why), "\n" if nearest else "", line(nearest, "dim"))
        out.add_row(
            _event(each.event.id, words.heading(each.event), each.event.line),
            line(words.told(each.event)),
            why,
        )
    _finish(out, len(found), limit, console)


def _finish(out: Table, every: int, limit: int | None, console: Console) -> None:
    console.print(out)
    if limit is not None and every > limit:
        console.print(line(f"{every - limit:,} more: --limit, --json, --html or --out", "dim"))
