"""The base of all that goes over the wire."""

from __future__ import annotations

from math import isfinite
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict


class Wire(BaseModel):
    """Immutable and closed, so that a misspelt field of a request is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", from_attributes=True)


MOST = 2**31 - 1
"""The highest number of a reading or decision that is asked for."""
_DEEPEST = 30
_LONGEST = 200_000
_LARGEST = 2**63 - 1


def plain(value: Any) -> Any:
    """A value of JSON that can be kept for ever: read again, sent, and looked at.

    Raises:
        ValueError: It is nested too deep, too long, or has a number or character that no database
            holds.
    """
    length = 0
    inside: list[tuple[Any, int]] = [(value, 0)]
    while inside:
        item, depth = inside.pop()
        if depth > _DEEPEST:
            raise ValueError(f"nested more than {_DEEPEST} deep")
        if isinstance(item, dict):
            inside += [(part, depth + 1) for pair in item.items() for part in pair]
        elif isinstance(item, list | tuple):
            inside += [(part, depth + 1) for part in item]
        elif isinstance(item, str):
            if not item.isascii() and any("\ud800" <= char <= "\udfff" for char in item):
                raise ValueError("half of a character (a lone surrogate)")
            length += len(item)
        elif isinstance(item, float) and not isfinite(item):
            raise ValueError(f"{item} is no number that JSON has")
        elif isinstance(item, int) and abs(item) > _LARGEST:
            raise ValueError("a number beyond 64 bits")
        length += 1
        if length > _LONGEST:
            raise ValueError(f"longer than {_LONGEST:,} characters")
    return value


Plain = Annotated[Any, AfterValidator(plain)]
"""Anything that JSON has, of a size that a person would send."""
Words = Annotated[str, AfterValidator(plain)]
