"""How far sayso's reading agrees with annotations, in a terminal."""

from __future__ import annotations

from collections.abc import Mapping

from rich.console import Console

from sayso.coded.scoring import WHAT, Counts, Scores
from sayso.view.origin_rows import count
from sayso.view.rich_parts import line, table

SHOWN = 20
"""Differences that are shown unless more is asked for."""


def print_scores(scores: Scores, console: Console, *, limit: int | None = SHOWN) -> None:
    """Print scores by layer and relation, agreement on fields, and differences.

    Args:
        scores: What to print.
        console: Where to print.
        limit: At most so many differences; None: all.
    """
    console.print(line(f"{count(scores.reports, 'report')} compared", "dim"))
    if scores.exact:
        out = table("words", "file", "sayso", *_NAMES, *_NAMES, title="Exact, then overlapping")
        for layer, exact in scores.exact.items():
            cells = (*ratios(exact), *ratios(scores.overlap[layer]))
            out.add_row(line(layer, "bold"), line(exact.file), line(exact.ours), *map(line, cells))
        console.print(out)
    _print_links(scores.links, console)
    if scores.agreement:
        out = table("field", "alpha", "equal", "units", title="Coded fields: Krippendorff’s alpha")
        for each in scores.agreement:
            alpha = "–" if each.alpha is None else f"{each.alpha:.3f}"
            out.add_row(
                line(each.field, "bold"), line(alpha), line(percent(each.share)), line(each.units)
            )
        console.print(out)
    if not scores.differences:
        return
    out = table("report", "what", "words", "file", "sayso", title="Differences")
    for one in scores.differences[:limit]:
        out.add_row(
            line(one.report),
            line(f"{one.layer}: {WHAT[one.what]}"),
            line(one.words, limit=120),
            line(one.file or "–"),
            line(one.ours or "–"),
        )
    console.print(out)
    if limit is not None and len(scores.differences) > limit:
        console.print(line(f"{len(scores.differences) - limit:,} more: --limit 0, --json", "dim"))


_NAMES = ("P", "R", "F1")


def _print_links(links: Mapping[str, Counts], console: Console) -> None:
    told = {name: counts for name, counts in links.items() if counts.file or counts.ours}
    if not told:
        return
    out = table("relation", "file", "sayso", *_NAMES, title="Relations")
    for name, counts in told.items():
        out.add_row(
            line(name.replace("_", " "), "bold"),
            line(counts.file),
            line(counts.ours),
            *map(line, ratios(counts)),
        )
    console.print(out)


def ratios(counts: Counts) -> tuple[str, str, str]:
    """Precision, recall and F1 as they are shown."""
    return percent(counts.precision), percent(counts.recall), percent(counts.f1)


def percent(share: float | None) -> str:
    """A share as it is shown; a dash for none."""
    return "–" if share is None else f"{share:.1%}"
