"""A statement while it is being put together."""

from __future__ import annotations

from dataclasses import dataclass, field

from sayso.record import Span


@dataclass(slots=True)
class Draft:
    """Spans of the parts; ``level`` counts from 0, the outermost."""

    level: int
    cue: Span
    source: Span | None
    content: list[Span] = field(default_factory=list)
    around: Span | None = None
    """The stretch of the outer statement's content that it stands in."""

    @property
    def frame(self) -> list[Span]:
        """Cue and source."""
        return [self.cue, *([self.source] if self.source else [])]
