"""Headers whose lines are told apart: title, byline and time, one a line without space between."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.ingest.bylines import find_byline
from sayso.ingest.furniture import is_furniture
from sayso.ingest.stamps import is_stamp

# More lines than this are running text in which a line looks like a byline.
_MOST = 6


def is_header(lines: Sequence[str]) -> bool:
    """Whether lines of one block are each a block: one is a byline, a time or a button."""
    return 1 < len(lines) <= _MOST and any(
        find_byline(line) or is_stamp(line) or is_furniture(line) for line in map(str.strip, lines)
    )
