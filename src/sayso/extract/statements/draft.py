"""A statement while it is being put together, in token ranges."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.extract.phrases import Range
from sayso.language.parse import Token
from sayso.record import Stance


@dataclass(slots=True)
class Draft:
    """Token ranges of the parts."""

    verb: Token
    source: Range | None
    cue: list[Range]
    content: list[Range]
    stance: Stance
    inside: Draft | None = None
    """The statement that relays this one, where both have the same content."""
