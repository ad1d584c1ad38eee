"""How far sayso's reading agrees with annotations, as one self-contained page without scripts."""

from __future__ import annotations

from sayso.coded.scoring import WHAT, Scores
from sayso.view.html import render
from sayso.view.origin_rows import count
from sayso.view.safe import one_line
from sayso.view.scores_terminal import percent, ratios

MOST = 2000
"""Differences that a page shows: more is for JSON."""
_WORDS = 300


def scores_page(scores: Scores, title: str) -> str:
    """Scores as one self-contained HTML page.

    Args:
        scores: What to show.
        title: What was compared.

    Returns:
        The page, to be written as UTF-8.
    """
    return render(
        "scores.html.j2",
        styles=("base.css", "compare.css"),
        title=title,
        body_class="compare",
        reports=count(scores.reports, "report"),
        empty=scores.empty,
        layers=[
            (layer, exact.file, exact.ours, *ratios(exact), *ratios(scores.overlap[layer]))
            for layer, exact in scores.exact.items()
        ],
        links=[
            (name.replace("_", " "), counts.file, counts.ours, *ratios(counts))
            for name, counts in scores.links.items()
            if counts.file or counts.ours
        ],
        fields=[
            (
                each.field,
                "–" if each.alpha is None else f"{each.alpha:.3f}",
                percent(each.share),
                each.units,
            )
            for each in scores.agreement
        ],
        differences=[
            (
                each.report,
                f"{each.layer}: {WHAT[each.what]}",
                one_line(each.words, _WORDS),
                one_line(each.file or "–", _WORDS),
                one_line(each.ours or "–", _WORDS),
            )
            for each in scores.differences[:MOST]
        ],
        more=max(0, len(scores.differences) - MOST),
        refused=[one_line(str(error), _WORDS) for error in scores.refused[:MOST]],
    )
