"""What the extractors find: spans and codes, not yet tied to identities."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from sayso.record import Effect, Evidence, SourceKind, Span, Spans, Stance, StatementKind, Status


@dataclass(frozen=True, slots=True)
class StatementMention:
    """One attribution. ``content`` may be discontinuous; ``source`` may be unexpressed."""

    kind: StatementKind
    source: Span | None
    cue: Spans
    content: Spans
    medium: Span | None = None
    stance: Stance = "states"
    anonymous: bool = False
    reason: Span | None = None
    """Why the source keeps its name back."""
    source_kind: SourceKind | None = None
    hedges: Spans = ()
    oneself: Literal["i", "we"] | None = None
    """The source is whoever is speaking, or the body that they speak for."""
    inside: Span | None = None
    """Cue of the statement that relays this one, where both have the same content."""


@dataclass(frozen=True, slots=True)
class TollMention:
    """One number of people affected; ``who`` is the noun phrase it counts."""

    effect: Effect
    span: Span
    phrase: str
    low: int | None
    best: int | None
    high: int | None
    who: Span | None = None
    civilian: bool | None = None


@dataclass(frozen=True, slots=True)
class EventMention:
    """One happening with the noun phrases that fill its roles."""

    type: str
    anchor: Span
    mode: str | None = None
    cameo: str | None = None
    contexts: tuple[str, ...] = ()
    actors: Spans = ()
    recipients: Spans = ()
    instrument: Span | None = None
    instrument_kind: str | None = None
    tolls: tuple[TollMention, ...] = ()
    status: Status = "happened"
    background: bool = False
    confidence: float = 1.0
    evidence: Evidence = field(default_factory=dict)
