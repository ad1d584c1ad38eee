"""Which report carries text of which other, how much, and which way it went."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from sayso.linking.copies.candidates import candidates
from sayso.linking.copies.credit import direction
from sayso.linking.copies.detours import without_detours
from sayso.linking.copies.fingerprints import Fingerprints, Known, distinct
from sayso.linking.copies.general_use import general_use
from sayso.linking.copies.overlap import Overlap, Run, exact_spans, overlap
from sayso.linking.copies.passages import ENOUGH_WORDS, is_furniture, is_taken_over
from sayso.linking.copies.shingles import fingerprint
from sayso.linking.copies.texts import Load, Text, Texts
from sayso.linking.moments import told_order
from sayso.linking.names import same_name
from sayso.linking.words import body_words
from sayso.record import Copy, CopyKind, Report

SHARE_FLOOR = 0.25
"""This share of either report makes a link, if it is no less than ``ENOUGH_WORDS``."""
LONG_RUN = 16
"""A smaller share must have so many words in a row that no two writers hit on them by chance."""
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
TOGETHER = 256
"""Pairs that are compared before other reports are loaded."""

TellingKey = tuple[bool, datetime, str]
Compared = tuple[tuple[TellingKey, TellingKey], Copy]


def find_copies(reports: Sequence[Report]) -> tuple[Copy, ...]:
    """Find every pair of reports with copied text.

    Time is near linear in the words of all reports.

    Args:
        reports: Records in any order; only text, blocks, statements and metadata are used.

    Returns:
        One copy a pair, from the original to the one that carries it, in order of their telling,
        without those that :func:`~sayso.linking.detours.without_detours` leaves out.
    """
    ordered = sorted(reports, key=told_order)
    new = dict(enumerate(ordered))
    found, _ = new_copies(new, Fingerprints.none(), Known.of(ordered), lambda _: {})
    return without_detours(found)


def new_copies(
    new: Mapping[int, Report], memory: Fingerprints, known: Known, load: Load
) -> tuple[list[Copy], Fingerprints]:
    """Find the copies between some reports and all others, those of earlier calls included.

    The same as :func:`find_copies` on all of them, except that text which comes into general use
    later does not undo the copies that were found before, and that of a crowd of holders of the
    same words a few more pairs may be compared.

    Args:
        new: Reports by number. A number that is in ``memory`` is a report read anew.
        memory: What earlier calls returned, of all reports that are still there.
        known: Day and outlet of every report, earlier and new, at the index of its number.
        load: Gives earlier reports by number.

    Returns:
        One copy a pair with a new report, from the original to the one that carries it, in order
        of their telling; :func:`~sayso.linking.detours.without_detours` is for all copies of a
        collection together. And what to remember of the new reports.
    """
    numbers = sorted(new)
    mine = np.array(numbers, dtype=np.uint32)
    fresh = Fingerprints.of(numbers, [fingerprint(body_words(new[n])) for n in numbers])
    memory = memory.without(mine)
    rows = memory.holding(distinct(fresh.hashes)).added(fresh)
    general = general_use(rows, fresh, memory, known)
    rows = rows.at(~general.mutes(rows.hashes, rows.holders))
    size = len(known.days)
    pairs = candidates(rows, mine, known, memory.lengths(size) + fresh.lengths(size))
    found = compare(pairs, Texts(new, load, general))
    return [copy for _, copy in sorted(found, key=lambda c: c[0])], fresh


def compare(pairs: Sequence[tuple[int, int]], texts: Texts) -> list[Compared]:
    """The copies among pairs of reports, each with its place in the order of telling.

    Args:
        pairs: Numbers of two reports.
        texts: Gives their texts.
    """
    found: list[Compared] = []
    for begin in range(0, len(pairs), TOGETHER):
        some = pairs[begin : begin + TOGETHER]
        here = texts.fetch(n for pair in some for n in pair)
        found += filter(None, (_compare(here.get(one), here.get(two)) for one, two in some))
    return found


def _compare(one: Text | None, two: Text | None) -> Compared | None:
    """The copy between two reports with its place in the order of telling, if there is one."""
    if one is None or two is None:
        return None
    a, b = sorted((one, two), key=lambda text: told_order(text.report))
    shared = overlap(a, b)
    if shared is None:
        return None
    shares = float(shared.in_a.sum()) / len(a.words), float(shared.in_b.sum()) / len(b.words)
    if not _is_copy(a, b, shared, max(shares)):
        return None
    order = told_order(a.report), told_order(b.report)
    return order, _copy(a, b, shared, shares)


def _is_copy(a: Text, b: Text, shared: Overlap, share: float) -> bool:
    words = shared.shared
    if same_name(a.report.outlet, b.report.outlet) and share < SAME_OUTLET_SHARE:
        return False
    if not shared.runs or is_furniture(a, b, shared, share):
        return False
    if share >= SMALL_SHARE and words >= SMALL_WORDS and shared.longest >= SMALL_RUN:
        return True
    if share >= SHARE_FLOOR:
        return words >= ENOUGH_WORDS
    return shared.longest >= LONG_RUN and is_taken_over(a, b, shared, share)


def _copy(a: Text, b: Text, shared: Overlap, shares: tuple[float, float]) -> Copy:
    quoted = _quoted_share(shared, a.quoted, b.quoted)
    way = direction(a.report, b.report)
    runs = shared.runs
    if not way.forward:
        a, b, shares = b, a, (shares[1], shares[0])
        runs = tuple(sorted((Run(r.b, r.a, r.n) for r in runs), key=lambda r: (r.b, r.a)))
    source, carrier = a.report, b.report
    one, two = a.words, b.words
    spans = exact_spans(runs, one, two, source.text, carrier.text)
    kind = _kind(shared, share_from=shares[0], share=shares[1], quoted=quoted)
    longest = max(runs, key=lambda r: r.n)
    sample = carrier.text[two.starts[longest.b] : two.ends[longest.b + longest.n - 1]]
    parts = "one run" if len(runs) == 1 else f"{len(runs)} runs"
    longest_words = "" if len(runs) == 1 else f", the longest {longest.n} words"
    said = f"{shared.shared} words in {parts} are shared{longest_words}"
    why = f"{said}: “{_shorten(sample)}”; {way.why}"
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
