"""Reports as they are compared word by word, made when they are needed."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sayso.linking.copies.general_use import GeneralUse
from sayso.linking.copies.quoted import quoted_stretches
from sayso.linking.copies.shingles import SIZE, shingles
from sayso.linking.words import Hashes, Ints, Words, body_words
from sayso.record import Report

Load = Callable[[Sequence[int]], Mapping[int, Report]]
"""Earlier reports by number; one that is gone may be left out."""

KEPT = 1024
"""Reports kept at hand."""


@dataclass(frozen=True)
class Text:
    """A report with its words and shingles."""

    report: Report
    words: Words
    rolling: Hashes
    """The shingle at every position."""
    live: NDArray[np.bool_]
    """Whether the shingle there may link: unbroken, and no word of it is in general use."""

    @cached_property
    def first(self) -> tuple[Hashes, Ints]:
        """Each shingle that may link, sorted, and where it stands first."""
        positions = np.flatnonzero(self.live)
        hashes, where = np.unique(self.rolling[positions], return_index=True)
        return hashes, positions[where]

    @cached_property
    def quoted(self) -> NDArray[np.bool_]:
        """Which words stand in quotation marks."""
        inside = np.zeros(len(self.words), dtype=bool)
        for begin, end in quoted_stretches(self.report):
            first = np.searchsorted(self.words.starts, begin)
            inside[first : np.searchsorted(self.words.ends, end, "right")] = True
        return inside


def text_of(report: Report, number: int, general: GeneralUse) -> Text:
    """A report as it is compared.

    A word is in general use where any shingle with it is; so nothing of a footer is left, though
    only some of its shingles are remembered.

    Args:
        report: The report.
        number: Its number.
        general: Text that does not link.
    """
    words = body_words(report)
    rolling, live = shingles(words)
    if general:
        muted = np.flatnonzero(general.mutes(rolling, np.full(len(rolling), number, np.uint32)))
        covered = np.zeros(len(words), dtype=bool)
        for k in range(SIZE):
            covered[muted + k] = True
        for k in range(SIZE):
            live = live & ~covered[k : k + len(live)]
    return Text(report, words, rolling, live)


class Texts:
    """Reports by number, new ones and earlier ones, with those last used at hand.

    Args:
        new: The new reports.
        load: Gives earlier ones.
        general: Text that does not link.
    """

    def __init__(self, new: Mapping[int, Report], load: Load, general: GeneralUse) -> None:
        self._new = new
        self._load = load
        self._general = general
        self._kept: OrderedDict[int, Text] = OrderedDict()

    def fetch(self, numbers: Iterable[int]) -> dict[int, Text]:
        """Some reports, no more than ``KEPT``; those that are gone are left out."""
        wanted = sorted(set(numbers))
        earlier = [n for n in wanted if n not in self._kept and n not in self._new]
        loaded = self._load(earlier) if earlier else {}
        found: dict[int, Text] = {}
        for n in wanted:
            if n in self._kept:
                self._kept.move_to_end(n)
            else:
                report = self._new[n] if n in self._new else loaded.get(n)
                if report is None:
                    continue
                self._kept[n] = text_of(report, n, self._general)
            found[n] = self._kept[n]
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return found
