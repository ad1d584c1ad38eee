"""Thirteen kinds of edit that a text meets on its way from outlet to outlet.

Every edit keeps account of which words it took over, so that the copied stretches are known.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Piece = tuple[str, bool]
"""Some text, and whether it is copied."""

_PARAGRAPH = re.compile(r"[^\n]+\n*")
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?]+[\"'”’)]*|\n+|$)\s*")
_WORD = re.compile(r"\S+\s*")

HEADLINES = (
    "What we know so far",
    "Officials respond after the day's events",
    "Questions remain as details emerge",
)
NOTES = (
    "Editor's note: This report was first carried by another outlet and is published here with "
    "permission.",
    "Comment: The figures below could not be checked by our newsroom.",
)
FURNITURE = (
    "Sign up for our newsletter. We use cookies to improve your visit.",
    "Share this story on your favourite network. Follow us for more.",
)
# Lines with which a paper says whose text it prints.
CREDITS = (
    "As {outlet} reported:",
    "({outlet})",
    "Source: {outlet}",
    "This article first appeared in {outlet}.",
    "— {outlet}",
    "Republished with permission from {outlet}",
    "According to {outlet}, this is what happened.",
    "[{outlet}]",
)
# Words that a desk swaps without touching the sense.
SWAPS = {
    "said": "stated",
    "but": "however",
    "after": "following",
    "about": "around",
    "also": "too",
    "big": "large",
    "killed": "slain",
    "many": "numerous",
    "near": "close to",
    "people": "persons",
    "police": "officers",
    "told": "informed",
    "while": "as",
    "who": "that",
    "began": "started",
    "between": "among",
}
SPELLINGS = (
    (re.compile(r"(\w{3})ize(d|s)?\b"), r"\1ise\2"),
    (re.compile(r"(\w{3})ization\b"), r"\1isation"),
    (re.compile(r"\b([Cc]ol|[Ll]ab|[Nn]eighb|[Hh]on|[Ff]av)or"), r"\1our"),
    (re.compile(r"\b([Dd]ef|[Oo]ff)ense\b"), r"\1ence"),
    (re.compile(r"\b([Cc])enter\b"), r"\1entre"),
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True)
class Edited:
    """An edited text and, for every character of it, whether it was copied."""

    text: str
    copied: tuple[bool, ...]


def _edited(pieces: Sequence[Piece]) -> Edited:
    copied = tuple(flag for words, flag in pieces for _ in words)
    return Edited("".join(words for words, _ in pieces), copied)


def _paragraphs(text: str) -> list[str]:
    """Paragraphs, or groups of four sentences where the text has none."""
    found = _PARAGRAPH.findall(text)
    if len(found) >= 4:
        return found
    sentences = _SENTENCE.findall(text)
    return ["".join(sentences[i : i + 4]) for i in range(0, len(sentences), 4)]


def reprint(text: str, _: str, __: random.Random) -> list[Piece]:
    """The same text."""
    return [(text, True)]


def new_headline(text: str, _: str, rng: random.Random) -> list[Piece]:
    """Another headline in place of the first line."""
    first, _break, rest = text.partition("\n")
    body = rest if rest.strip() and len(first) < 200 else text
    return [(rng.choice(HEADLINES) + "\n\n", False), (body, True)]


def note_first(text: str, _: str, rng: random.Random) -> list[Piece]:
    """A note of the republisher on top."""
    return [(rng.choice(NOTES) + "\n\n", False), (text, True)]


def note_inside(text: str, _: str, rng: random.Random) -> list[Piece]:
    """A note of the republisher between two paragraphs."""
    parts = _paragraphs(text)
    at = rng.randrange(1, len(parts)) if len(parts) > 1 else len(parts)
    note = "\n\n" + rng.choice(NOTES) + "\n\n"
    return [("".join(parts[:at]), True), (note, False), ("".join(parts[at:]), True)]


def furniture(text: str, _: str, rng: random.Random) -> list[Piece]:
    """What the page puts around the text."""
    line = rng.choice(FURNITURE)
    return [(line + "\n\n", False), (text, True), ("\n\n" + line, False)]


def beginning(text: str, _: str, __: random.Random) -> list[Piece]:
    """The first four tenths."""
    words = _WORD.findall(text)
    return [("".join(words[: max(60, 2 * len(words) // 5)]), True)]


def middle(text: str, _: str, __: random.Random) -> list[Piece]:
    """The middle third."""
    words = _WORD.findall(text)
    third = len(words) // 3
    return [("".join(words[third : third + max(60, third)]), True)]


def quoted_in_another(text: str, other: str, rng: random.Random) -> list[Piece]:
    """Two paragraphs taken over into another story."""
    theirs = _paragraphs(other)
    ours = _paragraphs(text)
    at = rng.randrange(max(1, len(ours) - 1))
    cut = len(theirs) // 2
    taken = "".join(ours[at : at + 2]).strip()
    return [
        ("".join(theirs[:cut]) + "\n\n", False),
        (taken, True),
        ("\n\n" + "".join(theirs[cut:]), False),
    ]


def merged(text: str, other: str, _: random.Random) -> list[Piece]:
    """The text and another story in one."""
    return [(text, True), ("\n\n" + other, False)]


def reordered(text: str, _: str, rng: random.Random) -> list[Piece]:
    """Paragraphs in another order."""
    parts = [p.strip() for p in _paragraphs(text) if p.strip()]
    rng.shuffle(parts)
    pieces: list[Piece] = []
    for part in parts:
        pieces += [(part, True), ("\n\n", False)]
    return pieces


def respelt(text: str, _: str, __: random.Random) -> list[Piece]:
    """British spelling and typographic quotation marks."""
    out = text
    for pattern, replacement in SPELLINGS:
        out = pattern.sub(replacement, out)
    out = re.sub(r'(^|[\s(])"', r"\1“", out).replace('"', "”").replace("'", "’")
    return [(out, True)]


def shortened(text: str, _: str, rng: random.Random) -> list[Piece]:
    """Every fifth sentence or so left out."""
    return [(s, True) for s in _SENTENCE.findall(text) if rng.random() > 0.2]


def reworded(text: str, _: str, rng: random.Random) -> list[Piece]:
    """Words swapped for others of the same sense, and the days changed."""
    pieces: list[Piece] = []
    for match in _WORD.finditer(text):
        word = match.group().rstrip()
        space = match.group()[len(word) :]
        swap = SWAPS.get(word)
        if word.rstrip(",.") in DAYS:
            swap = rng.choice(DAYS)
        pieces += [(swap, False), (space, True)] if swap else [(match.group(), True)]
    return pieces


Edit = Callable[[str, str, random.Random], list[Piece]]
KINDS: tuple[Edit, ...] = (
    reprint,
    new_headline,
    note_first,
    note_inside,
    furniture,
    beginning,
    middle,
    quoted_in_another,
    merged,
    reordered,
    respelt,
    shortened,
    reworded,
)


def edit(kind: Edit, text: str, other: str, rng: random.Random) -> Edited:
    """Apply one kind of edit.

    Args:
        kind: One of :data:`KINDS`.
        text: The original.
        other: An unrelated text, for kinds that mix two.
        rng: Where chance comes from.
    """
    return _edited(kind(text, other, rng))
