"""Screening: whether a piece is worth the full read, and why not."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sayso.ingest import Piece
from sayso.ingest.language import language_of
from sayso.screen.relevance import relevance
from sayso.screen.words import running_text

REASONS = {
    "too_short": "fewer words than a report has: a teaser, an error page, a list of links",
    "too_long": "more text than a report has: a dump, a book, a log",
    "language": "in a language that is not wanted",
    "not_relevant": "no news of conflict or politics, by its words",
}
"""Why a piece is dropped: the code, and what it means."""

RELEVANT = 0.25
"""Below it a text is dropped. Chosen on the developing side of ``training.screen``, so that of two
hundred texts in which the full reader finds conflict or politics about one is lost."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """Why a piece is not read.

    Attributes:
        reason: A key of ``REASONS``.
        detail: What was found, in words.
    """

    reason: str
    detail: str


class Screen:
    """A cheap look at pieces before they are read.

    Args:
        languages: ISO 639-1 codes of the languages that are wanted; None for any.
        min_words: Fewer words of running text are no report.
        max_words: More are none either.
        relevant: Below this relevance (0 to 1) a text is dropped; 0 keeps all.
    """

    def __init__(
        self,
        *,
        languages: Collection[str] | None = ("en",),
        min_words: int = 40,
        max_words: int = 50_000,
        relevant: float = RELEVANT,
    ) -> None:
        self.languages = None if languages is None else frozenset(languages)
        self.min_words = min_words
        self.max_words = max_words
        self.relevant = relevant

    def drop_reason(self, piece: Piece) -> Dropped | None:
        """Why a piece is not worth the full read; None when it is."""
        if piece.kind == "address":
            return None  # there is nothing to look at before it is fetched
        text = running_text(piece)
        count = len(text.split())
        if count < self.min_words:
            return Dropped("too_short", f"{count} words, {self.min_words} are needed")
        if count > self.max_words:
            return Dropped("too_long", f"{count:,} words, {self.max_words:,} are read")
        language = language_of(text, piece.meta.language)
        if self.languages is not None and language is not None and language not in self.languages:
            return Dropped("language", f"written in {language}")
        if self.relevant > 0 and language in (None, "en"):  # the model knows English words
            score = relevance(text)
            if score < self.relevant:
                return Dropped("not_relevant", f"relevance {score:.2f}, under {self.relevant:.2f}")
        return None
