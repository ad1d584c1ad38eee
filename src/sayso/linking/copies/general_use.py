"""Text that is nobody's report: footers, credits, stock background, learnt from its spread.

Widely held words are told apart from widely printed reports by what they stand in: a wire story
that a hundred papers carry is held as widely as a footer, but a footer stands in reports that are
made of other text.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.linking.copies.fingerprints import Fingerprints, Known, among, begins, distinct
from sayso.linking.words import Hashes, Ints

WIDE_DAYS, WIDE_SPREAD = 5, 14
"""Text seen on this many days, over a spread of this many, is in general use."""
AGELESS = 90
"""News is not reprinted for this many days on end: text held so long is nobody's report."""
WIDE_IN_OUTLET = 4
"""Text in this many reports of one outlet is in general use there."""
MOSTLY = 0.5
"""A report with more than this share of text in general use is a reprint of it, and keeps it."""

Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class GeneralUse:
    """Shingles that do not link."""

    ageless: Hashes
    """In any report; sorted."""
    wide: Hashes
    """In reports that do not mostly consist of such text; sorted."""
    made_of_it: NDArray[np.uint32]
    """Numbers of the reports that do; sorted."""

    def mutes(self, hashes: Hashes, holders: NDArray[np.uint32]) -> Mask:
        """Which shingles do not link their holders."""
        muted = among(hashes, self.ageless)
        if len(self.wide):
            muted |= among(hashes, self.wide) & ~np.isin(holders, self.made_of_it)
        return muted

    def __bool__(self) -> bool:
        return len(self.ageless) + len(self.wide) > 0


def general_use(
    rows: Fingerprints, new: Fingerprints, memory: Fingerprints, known: Known
) -> GeneralUse:
    """Learn which text of some new reports is in general use.

    Args:
        rows: All holders, earlier and new, of what the new reports hold.
        new: What the new reports hold.
        memory: What the earlier reports hold.
        known: Days and outlets of all reports.
    """
    table = _held_often(rows)
    ageless, wide = _spread_out(table, known)
    if len(wide) == 0:
        return GeneralUse(ageless, wide, np.zeros(0, dtype=np.uint32))
    # Whether the holders mostly consist of such text is told by all that they hold.
    holders = np.unique(table.holders[among(table.hashes, wide)])
    earlier = memory.at(memory.held_by(holders))
    if len(earlier):
        wanted = distinct(np.concatenate([new.hashes, earlier.hashes]))
        table = _held_often(memory.holding(wanted).added(new))
        ageless, wide = _spread_out(table, known)
    counted = new.added(earlier)
    made_of_it = _mostly(counted, ageless, wide)
    others = table.at(~np.isin(table.holders, made_of_it))
    _, still = _spread_out(_held_often(others), known)
    return GeneralUse(ageless, still[~among(still, ageless)], made_of_it)


@dataclass(frozen=True)
class Spread:
    """What a part of all shingles tells of general use; each shingle has all its holders in it."""

    ageless: Hashes
    wide: Hashes
    """Of these, those in reports that mostly consist of such text still link."""
    holders: NDArray[np.uint32]
    """Reports that hold any of these; sorted."""
    in_wide: Ints
    """How many shingles of ``wide`` each of them holds."""
    in_ageless: Ints
    """Likewise, of ``ageless``."""


def spread_of(rows: Fingerprints, known: Known) -> Spread:
    """Learn from a part of all shingles which text may be in general use.

    With :func:`made_of_it` and :func:`general_in`, for all parts, the same as
    :func:`general_use` when all reports are new.

    Args:
        rows: Shingles, each with all its holders.
        known: Days and outlets of all reports.
    """
    ageless, wide = _spread_out(_held_often(rows), known)
    size = len(known.days)
    in_wide = np.bincount(rows.holders[among(rows.hashes, wide)], minlength=size)
    in_ageless = np.bincount(rows.holders[among(rows.hashes, ageless)], minlength=size)
    held = np.flatnonzero(in_wide + in_ageless)
    return Spread(ageless, wide, held.astype(np.uint32), in_wide[held], in_ageless[held])


def made_of_it(parts: Iterable[Spread], lengths: Ints) -> NDArray[np.uint32]:
    """Numbers of the reports that mostly consist of text in general use.

    Args:
        parts: What all parts of the shingles tell.
        lengths: How many shingles each report holds.
    """
    in_wide, rest = np.zeros(len(lengths), dtype=np.int64), lengths.copy()
    for part in parts:
        in_wide[part.holders] += part.in_wide
        rest[part.holders] -= part.in_ageless
    return np.flatnonzero(in_wide > MOSTLY * rest).astype(np.uint32)


def general_in(
    rows: Fingerprints, ageless: Hashes, made_of_it: NDArray[np.uint32], known: Known
) -> GeneralUse:
    """Which of a part of all shingles do not link.

    Args:
        rows: Shingles, each with all its holders.
        ageless: Those of the part in ``Spread.ageless``.
        made_of_it: Numbers of the reports that mostly consist of such text.
        known: Days and outlets of all reports.
    """
    _, still = _spread_out(_held_often(rows.at(~np.isin(rows.holders, made_of_it))), known)
    return GeneralUse(ageless, still[~among(still, ageless)], made_of_it)


def _mostly(held: Fingerprints, ageless: Hashes, wide: Hashes) -> NDArray[np.uint32]:
    """Reports of which more than ``MOSTLY`` is in general use, ageless text aside."""
    rest = held.at(~among(held.hashes, ageless))
    if len(rest) == 0:
        return rest.holders
    total = np.bincount(rest.holders)
    general = np.bincount(rest.holders[among(rest.hashes, wide)], minlength=len(total))
    return np.flatnonzero(general > MOSTLY * total).astype(np.uint32)


def _held_often(rows: Fingerprints) -> Fingerprints:
    """The rows of shingles with so many holders that they may be in general use, sorted."""
    order = np.argsort(rows.hashes, kind="stable")
    rows = rows.at(order)
    first = np.flatnonzero(begins(rows.hashes))
    sizes = np.diff(np.append(first, len(rows)))
    return rows.at(np.repeat(sizes >= min(WIDE_DAYS, WIDE_IN_OUTLET), sizes))


def _spread_out(rows: Fingerprints, known: Known) -> tuple[Hashes, Hashes]:
    """Ageless shingles, and those otherwise in general use, from rows sorted by shingle."""
    first = begins(rows.hashes)
    each = rows.hashes[first]
    group = np.cumsum(first) - 1
    spread = _days_between(group, known.days[rows.holders], len(each))
    often = _most_in_an_outlet(group, known.outlets[rows.holders], len(each)) >= WIDE_IN_OUTLET
    ageless = spread >= AGELESS
    return each[ageless], each[~ageless & (often | (spread >= WIDE_SPREAD))]


def _days_between(group: Ints, days: NDArray[np.int32], count: int) -> Ints:
    """Days from the first holder to the last, in each group with enough different days."""
    dated = days > 0
    pairs = distinct(group[dated] << 32 | days[dated].astype(np.int64))
    group, days_once = pairs >> 32, pairs & 0xFFFFFFFF
    between = np.zeros(count, dtype=np.int64)
    if len(pairs) == 0:
        return between
    first = np.flatnonzero(begins(group))
    last = np.append(first[1:], len(group)) - 1
    enough = last - first + 1 >= WIDE_DAYS
    between[group[first[enough]]] = days_once[last[enough]] - days_once[first[enough]]
    return between


def _most_in_an_outlet(group: Ints, outlets: NDArray[np.int32], count: int) -> Ints:
    """Reports of the outlet that has most of them, in each group."""
    named = outlets >= 0
    pairs, times = np.unique(
        group[named] << 32 | outlets[named].astype(np.int64), return_counts=True
    )
    most = np.zeros(count, dtype=np.int64)
    np.maximum.at(most, pairs >> 32, times)
    return most
