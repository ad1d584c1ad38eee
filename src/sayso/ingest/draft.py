"""A report while its page is being taken apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sayso import record
from sayso.record import Block, BlockKind, Span

BODY: frozenset[BlockKind] = frozenset({"paragraph", "heading", "list", "quote"})
"""Blocks that tell the report itself."""


@dataclass(slots=True)
class Meta:
    """What a page says about its report; times in ISO 8601, language as the page declares it."""

    outlet: str | None = None
    agency: str | None = None
    title: str | None = None
    byline: str | None = None
    published: str | None = None
    modified: str | None = None
    url: str | None = None
    original: str | None = None
    language: str | None = None

    def fill(self, other: Meta) -> None:
        """Take from another what is unknown here."""
        for name in Meta.__slots__:
            if getattr(self, name) is None:
                setattr(self, name, getattr(other, name))


@dataclass(slots=True)
class Draft:
    """Text, blocks and metadata; the parts of ingest change it in turn."""

    text: str
    blocks: list[Block]
    meta: Meta
    evidence: dict[str, list[Span]] = field(default_factory=dict)
    warnings: list[record.Warning] = field(default_factory=list)

    def words(self, block: Block) -> str:
        """The words of a block."""
        return self.text[block.span[0] : block.span[1]]

    def point(self, name: str, start: int, end: int) -> None:
        """Record where a value was read, unless the span is empty."""
        if end > start:
            self.evidence.setdefault(name, []).append((start, end))

    def warn(self, code: str, message: str) -> None:
        """Add a warning."""
        self.warnings.append(record.Warning(code=code, message=message))


def joined(pieces: Sequence[tuple[BlockKind, str]]) -> tuple[str, list[Block]]:
    """Canonical text and blocks of pieces, an empty line between them."""
    blocks: list[Block] = []
    at = 0
    for kind, words in pieces:
        blocks.append(Block(kind=kind, span=(at, at + len(words))))
        at += len(words) + 2
    return "\n\n".join(words for _, words in pieces), blocks


def part(block: Block, start: int, end: int, text: str, kind: BlockKind | None = None) -> Block:
    """A stretch of a block (offsets into the text), without white space at its ends."""
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end = start + len(words.strip())
    return Block(kind=kind or block.kind, span=(start, end), teller=block.teller)
