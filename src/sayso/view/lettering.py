"""How wide words are in a drawing, roughly, and how they break into lines.

A drawing is laid out before any font is known, so widths are those of a wide sans-serif face
(DejaVu Sans), rounded up; bold letters count as a size larger (``BOLD``).
"""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import combining, east_asian_width

from sayso.view.safe import for_page, one_line

BOLD = 1.1
"""How much wider bold letters are."""

_NARROW = frozenset("iljtfrI.,:;'’|!()[] ")
_WIDE = frozenset("mwMW@%—…⇄")


def width_of(text: str, size: float) -> float:
    """The width of a line of letters of a size, in the same unit."""
    return size * sum(map(_share, text))


def lines_of(text: str, width: float, size: float, most: int) -> Iterator[str]:
    """Break a text into at most ``most`` lines of a width; what is left ends in an ellipsis.

    Args:
        text: Any text; controls are made visible.
        width: Of a line.
        size: Of the letters.
        most: How many lines.
    """
    left = one_line(for_page(text), 400)
    for number in range(most):
        if not left:
            return
        if width_of(left, size) <= width:
            yield left
            return
        last = number == most - 1
        fits = _fitting(left, width - (size if last else 0), size)
        space = left.rfind(" ", 0, fits + 1)
        cut = space if space > 0 and not last else fits
        yield left[:cut].rstrip() + ("…" if last else "")
        left = left[cut:].lstrip()


def _fitting(text: str, width: float, size: float) -> int:
    """How many letters fit, one at least."""
    used = 0.0
    for i, letter in enumerate(text):
        used += size * _share(letter)
        if used > width:
            return max(1, i)
    return len(text)


def _share(letter: str) -> float:
    """The width of a letter, as a share of its height."""
    if combining(letter):
        return 0.0
    if east_asian_width(letter) in "WF":
        return 1.0
    if letter in _NARROW:
        return 0.38
    if letter in _WIDE:
        return 1.0
    return 0.74 if letter.isupper() else 0.63
