"""Where the next page of a list begins, as text that a browser gives back."""

from __future__ import annotations

from sayso.errors import StoreError
from sayso.store.flatten import LARGEST

_BETWEEN = "~"


def cursor(*place: object) -> str:
    """The place of a list's line, by what the list is sorted by."""
    return _BETWEEN.join(str(part) for part in place)


def place(given: str, parts: int) -> list[str]:
    """The parts of a place.

    Raises:
        StoreError: It is none.
    """
    found = given.rsplit(_BETWEEN, parts - 1)
    if len(found) != parts:
        raise refused(given)
    return found


def number(given: str, after: str) -> int:
    """The number of a row in a place.

    Raises:
        StoreError: It is none.
    """
    if not given.isdecimal() or int(given[:20]) > LARGEST:
        raise refused(after)
    return int(given)


def refused(given: str) -> StoreError:
    """The error that says that a place is none."""
    return StoreError(
        f"no place in this list: {given!r}", remedy="give `next` of the page before, or nothing"
    )
