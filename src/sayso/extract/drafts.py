"""A statement while it is being put together, in token ranges."""

from __future__ import annotations

from dataclasses import dataclass, field

from sayso.extract.phrases import Range
from sayso.language.parse import Token
from sayso.record import Span, Stance


@dataclass(slots=True)
class Draft:
    """Token ranges of the parts; quotations are added as text offsets."""

    verb: Token
    source: Range | None
    cue: list[Range]
    content: list[Range]
    stance: Stance
    quoted: list[Span] = field(default_factory=list)
    """Content that was found by its quotation marks."""
