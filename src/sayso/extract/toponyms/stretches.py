"""From words that look like places' names to whole names: what the tags alone leave ragged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from sayso.extract.toponyms.known import AT, Known

SURE = 0.9
"""From this on a name is one everywhere in its text where it is not unlikely."""
UNLIKELY = 0.2
"""Below it a word is left out even if it is surely a place's name elsewhere in the text."""

Stretch = tuple[int, int]


def whole_names(found: Sequence[tuple[int, int, int]], known: Known) -> list[Stretch]:
    """Stretches of words, each grown to the whole of a name that the gazetteer has.

    "Port" of "Port Said" and "St. Kitts and" of "St. Kitts and Nevis" are no names.

    Args:
        found: First word, end and kind of each stretch, in order.
        known: What is known of each word.
    """
    begins, goes_on = known[:, AT["begins"]] > 0, known[:, AT["goes on"]] > 0
    out: list[Stretch] = []
    for first, last, _ in found:
        while first > 0 and goes_on[first] and not begins[first]:
            first -= 1
        while last < len(known) and goes_on[last]:
            last += 1
        if out and first < out[-1][1]:
            first, last = min(first, out[-1][0]), max(last, out.pop()[1])
        out.append((first, last))
    return out


def again(
    found: Sequence[Stretch], inside: npt.NDArray[np.floating], words: Sequence[str]
) -> list[Stretch]:
    """The stretches, and the same names elsewhere in the text where they are less sure.

    Args:
        found: First word and end of each stretch, in order.
        inside: How likely each word is part of a place's name.
        words: The words.
    """
    sure = {tuple(words[a:b]) for a, b in found if inside[a:b].min() >= SURE}
    by_first: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for name in sure:
        by_first[name[0]].append(name)
    taken = np.zeros(len(words), dtype=bool)
    for a, b in found:
        taken[a:b] = True
    out = list(found)
    for i, word in enumerate(words):
        if word not in by_first:
            continue
        for name in sorted(by_first[word], key=len, reverse=True):
            end = i + len(name)
            if tuple(words[i:end]) != name or taken[i:end].any():
                continue
            if inside[i:end].min() >= UNLIKELY:
                out.append((i, end))
                taken[i:end] = True
    return sorted(out)
