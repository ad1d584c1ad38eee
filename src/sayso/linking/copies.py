"""Which report carries text of which other, how much, and which way it went."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sayso.linking.credit import direction
from sayso.linking.detours import without_detours
from sayso.linking.moments import told_order
from sayso.linking.names import same_name
from sayso.linking.overlap import Overlap, Run, exact_spans, overlap
from sayso.linking.quoted import quoted_stretches
from sayso.linking.shingles import build
from sayso.linking.words import Words
from sayso.record import Copy, CopyKind, Report

ENOUGH_WORDS = 20
"""Shared words that make a link wherever they stand: no two writers hit on as many by chance."""
LONG_RUN = 16
"""… with a run this long among them, or this share of either report."""
SHARE_FLOOR = 0.25
SMALL_SHARE, SMALL_WORDS, SMALL_RUN = 0.35, 10, 9
"""Short reports: this share of either, at least this many words, so many of them in a row."""
SAME_OUTLET_SHARE = 0.25
"""An outlet repeats its own stock phrases; a link within it needs this share of either report."""
WHOLE = 0.7
"""A copy with this share of the original is a reprint, cut or added to as it may be."""
UNBROKEN_RUN = 12
"""Words in a row that were taken over as they stood."""
UNBROKEN = 0.6
"""Share of the copied words in unbroken runs below which the text was reworked."""
QUOTED = 0.85
"""Share of the copied words inside quotation marks above which only a quote is shared."""


def find_copies(reports: Sequence[Report]) -> tuple[Copy, ...]:
    """Find every pair of reports with copied text.

    Time is near linear in the words of all reports; see :mod:`sayso.linking.shingles`.

    Args:
        reports: Records in any order; only text, blocks, statements and metadata are used.

    Returns:
        One copy a pair, from the original to the one that carries it, in order of their telling.
    """
    ordered = sorted(reports, key=told_order)
    index = build(ordered)
    quotes: dict[int, NDArray[np.bool_]] = {}
    found: list[Copy] = []
    for a, b in index.pairs:
        shared = overlap(index, a, b)
        one, two = index.words[a], index.words[b]
        share_a = float(shared.in_a.sum()) / len(one)
        share_b = float(shared.in_b.sum()) / len(two)
        same = same_name(ordered[a].outlet, ordered[b].outlet)
        if not _is_copy(shared, share_a, share_b, same_outlet=same):
            continue
        for d in (a, b):
            if d not in quotes:
                quotes[d] = _in_quotes(ordered[d], index.words[d])
        quoted = _quoted_share(shared, quotes[a], quotes[b])
        found.append(_copy(ordered[a], ordered[b], one, two, shared, (share_a, share_b), quoted))
    return without_detours(found)


def _is_copy(shared: Overlap, share_a: float, share_b: float, *, same_outlet: bool) -> bool:
    share = max(share_a, share_b)
    words = shared.shared
    if same_outlet and share < SAME_OUTLET_SHARE:
        return False
    if share >= SMALL_SHARE and words >= SMALL_WORDS and shared.longest >= SMALL_RUN:
        return True
    return words >= ENOUGH_WORDS and (shared.longest >= LONG_RUN or share >= SHARE_FLOOR)


def _copy(
    a: Report,
    b: Report,
    one: Words,
    two: Words,
    shared: Overlap,
    shares: tuple[float, float],
    quoted: float,
) -> Copy:
    way = direction(a, b)
    runs = shared.runs
    source, carrier = (a, b)
    if not way.forward:
        source, carrier, one, two, shares = b, a, two, one, (shares[1], shares[0])
        runs = tuple(sorted((Run(r.b, r.a, r.n) for r in runs), key=lambda r: (r.b, r.a)))
    spans = exact_spans(runs, one, two, source.text, carrier.text)
    kind = _kind(shared, share_from=shares[0], share=shares[1], quoted=quoted)
    longest = max(runs, key=lambda r: r.n)
    sample = carrier.text[two.starts[longest.b] : two.ends[longest.b + longest.n - 1]]
    why = (
        f"{shared.shared} words in {len(runs)} runs are shared, the longest {longest.n} words: "
        f"“{_shorten(sample)}”; {way.why}"
    )
    return Copy(
        from_=source.id,
        to=carrier.id,
        kind=kind,
        spans=spans,
        share=min(1.0, shares[1]),
        share_from=min(1.0, shares[0]),
        direction=way.by,
        why=why,
    )


def _kind(shared: Overlap, *, share_from: float, share: float, quoted: float) -> CopyKind:
    if quoted >= QUOTED and share_from < WHOLE and share < WHOLE:
        return "quotes"
    total = sum(run.n for run in shared.runs)
    unbroken = sum(run.n for run in shared.runs if run.n >= UNBROKEN_RUN)
    if unbroken < UNBROKEN * total:
        return "rewrite"
    return "reprint" if share_from >= WHOLE else "excerpt"


def _in_quotes(report: Report, words: Words) -> NDArray[np.bool_]:
    inside = np.zeros(len(words), dtype=bool)
    for begin, end in quoted_stretches(report):
        inside[np.searchsorted(words.starts, begin) : np.searchsorted(words.ends, end, "right")] = (
            True
        )
    return inside


def _quoted_share(
    shared: Overlap, quoted_a: NDArray[np.bool_], quoted_b: NDArray[np.bool_]
) -> float:
    """Share of the copied words in quotation marks, in the report that has fewer of them so."""
    a = float(quoted_a[shared.in_a].mean()) if shared.in_a.any() else 0.0
    b = float(quoted_b[shared.in_b].mean()) if shared.in_b.any() else 0.0
    return min(a, b)


def _shorten(text: str, limit: int = 160) -> str:
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1].rsplit(" ", 1)[0] + " …"
