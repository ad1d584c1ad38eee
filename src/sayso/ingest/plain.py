"""Plain text to blocks. Not a character is changed: offsets are those of the input."""

from __future__ import annotations

import re

from sayso.ingest.bylines import find_byline
from sayso.ingest.dateline import find_dateline
from sayso.ingest.draft import Draft, Meta
from sayso.ingest.furniture import is_furniture
from sayso.ingest.lines import is_header
from sayso.ingest.notes import find_note, is_correction
from sayso.ingest.stamps import is_stamp
from sayso.record import Block, BlockKind, Span

# Wrapped text has lines of up to a hundred characters; a longer line is a paragraph.
_WRAPPED = 120
_TITLE_CHARS = 180
_TITLE_WORDS = 22
_HEADING_WORDS = 10

_BULLET = re.compile(r"\s*(?:[-*•·‣–]|\(?\d{1,2}[.)])\s+\S")
_QUOTED = re.compile(r"\s*>(?!>)")
_SENTENCES = re.compile(r"[a-z]{2}\.\s+[A-Z]")
_INDENTED = re.compile(r"(?: {2,}|\t)\S")


def draft_of(text: str, meta: Meta) -> Draft:
    """Blocks of a text, its title told from its form."""
    spans = [s for chunk in _chunks(text) for s in _paragraphs(text, chunk)]
    blocks = [Block(kind=_kind(text[a:b]), span=(a, b)) for a, b in spans]
    _head(text, blocks, meta.title)
    draft = Draft(text, blocks, meta)
    for block in blocks:
        if block.kind == "title":
            draft.point("title", *block.span)
            meta.title = meta.title or " ".join(draft.words(block).split())
    return draft


def _chunks(text: str) -> list[list[Span]]:
    """Lines between empty lines, each as a span."""
    chunks: list[list[Span]] = []
    at, open_ = 0, False
    for line in text.splitlines(keepends=True):
        if line.strip():
            if not open_:
                chunks.append([])
            chunks[-1].append((at, at + len(line)))
        open_ = bool(line.strip())
        at += len(line)
    return chunks


def _paragraphs(text: str, lines: list[Span]) -> list[Span]:
    """The paragraphs of a chunk: all of it when it is wrapped, else its lines."""
    words = [text[a:b] for a, b in lines]
    long = any(len(line) > _WRAPPED for line in words)
    header = is_header(words)
    bullets = [bool(_BULLET.match(line)) for line in words]
    indents = [bool(_INDENTED.match(line)) for line in words]
    indented = 0 < sum(indents) <= len(lines) / 2
    groups: list[Span] = []
    for i, (start, end) in enumerate(lines):
        new = (
            i == 0
            or long
            or header
            or (bullets[i] and (bullets[0] or sum(bullets) > 1))
            or (indented and indents[i])
        )
        if new:
            groups.append((start, end))
        else:
            groups[-1] = (groups[-1][0], end)
    return [_trimmed(text, a, b) for a, b in groups]


def _trimmed(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return (start, start + len(words.strip()))


def _kind(words: str) -> BlockKind:
    if _QUOTED.match(words):
        return "quote"
    # A dash opens a paragraph of speech in many languages; figures and dots open list items.
    return "list" if _BULLET.match(words) and words[0] != "–" else "paragraph"


def _head(text: str, blocks: list[Block], title: str | None) -> None:
    """Name the title and the headings between paragraphs."""
    for i, block in enumerate(blocks):
        words = text[block.span[0] : block.span[1]]
        if i == 0 and title and " ".join(words.split()) == title:
            blocks[0] = Block(kind="title", span=block.span)
            continue
        if block.kind != "paragraph" or not _label(words) or i + 1 == len(blocks):
            continue
        if i == 0:
            fits = len(words) <= _TITLE_CHARS and len(words.split()) <= _TITLE_WORDS
            kind: BlockKind = "title"
        else:
            long = blocks[i + 1].span[1] - blocks[i + 1].span[0] > 80
            fits = len(words.split()) <= _HEADING_WORDS and "\n" not in words and long
            kind = "heading"
        if fits:
            blocks[i] = Block(kind=kind, span=block.span)


def _label(words: str) -> bool:
    """A short line that is no sentence and nothing else that has a name."""
    return (
        not _SENTENCES.search(words)
        and words[-1] not in ".:;,…”\"'’)]_-—–"
        and (words[0].isupper() or words[0] in "“\"‘'" or words[0].isdigit())
        and not find_byline(words)
        and not is_stamp(words)
        and not find_dateline(words, first=True)
        and not find_note(words)
        and not is_correction(words)
        and not is_furniture(words)
    )
