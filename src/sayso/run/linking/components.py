"""What hangs together, and packs of it that make the work of one task."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


def components(size: int, a: Ints, b: Ints) -> Ints:
    """For each item, the least item that it hangs together with.

    Args:
        size: How many items there are, from 0 on.
        a: One item of each pair.
        b: The other.
    """
    label = np.arange(size, dtype=np.int64)
    while True:
        before = label.copy()
        low = np.minimum(label[a], label[b])
        np.minimum.at(label, a, low)
        np.minimum.at(label, b, low)
        label = label[label]
        if np.array_equal(label, before):
            return label


def packs(labels: Ints, most: int) -> Ints:
    """A pack for each item, so that what hangs together is in one.

    Args:
        labels: What :func:`components` gives, or some of it, in any order.
        most: Items of a pack; one with a larger component has no other in it.
    """
    each, place, sizes = np.unique(labels, return_inverse=True, return_counts=True)
    number, left = -1, 0
    of_label = np.zeros(len(each), dtype=np.int64)
    for k, size in enumerate(sizes.tolist()):
        if size > left:
            number, left = number + 1, most
        of_label[k] = number
        left -= size
    return of_label[place]


def members(packed: Ints) -> Iterator[tuple[int, Ints]]:
    """The packs with the places of their items, in order."""
    order = np.argsort(packed, kind="stable")
    each, begins = np.unique(packed[order], return_index=True)
    cuts = pairwise([*begins.tolist(), len(order)])
    for pack, (begin, end) in zip(each.tolist(), cuts, strict=True):
        yield pack, order[begin:end]
