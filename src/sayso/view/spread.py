"""Things in a row, moved apart so that none covers another, each as near to its wish as can be."""

from __future__ import annotations

from collections.abc import Sequence


def spread(
    wishes: Sequence[float], sizes: Sequence[float], low: float, high: float | None = None
) -> list[float]:
    """Middles for things of given sizes, in the order of their wishes.

    The sum of squared distances to the wishes is least (pool adjacent violators). Equal wishes
    keep their order.

    Args:
        wishes: Where each would like its middle.
        sizes: How much room each takes.
        low: No middle lies before this.
        high: No middle lies after this, if there is room.

    Returns:
        The middles, in the order of ``wishes``.
    """
    order = sorted(range(len(wishes)), key=lambda i: (wishes[i], i))
    blocks: list[tuple[float, int]] = []  # the mean start of a run of touching things, how many
    offsets: list[float] = []
    reach = 0.0
    for before, place in zip([None, *order], order, strict=False):
        reach += (sizes[place] + sizes[before]) / 2 if before is not None else 0.0
        offsets.append(reach)
        start, many = wishes[place] - reach, 1
        while blocks and blocks[-1][0] > start:
            other, more = blocks.pop()
            start = (start * many + other * more) / (many + more)
            many += more
        blocks.append((start, many))
    starts = [start for start, many in blocks for _ in range(many)]
    top = (high - reach) if high is not None else None
    found = [0.0] * len(wishes)
    for place, start, offset in zip(order, starts, offsets, strict=True):
        inside = min(start, max(low, top)) if top is not None else start
        found[place] = max(low, inside) + offset
    return found
