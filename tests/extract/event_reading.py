"""Sentences to events and tolls, in words, for the tests of this folder."""

from __future__ import annotations

import functools

from sayso.extract.codebook import load_codebook
from sayso.extract.events import find_events
from sayso.extract.mentions import EventMention
from sayso.language.parse import Parse
from sayso.language.parsing import parse
from sayso.record import Block


def paragraphs(text: str, kind: str = "paragraph") -> tuple[Block, ...]:
    blocks = []
    at = 0
    for words in text.split("\n\n"):
        blocks.append(Block(kind=kind, span=(at, at + len(words))))  # type: ignore[arg-type]
        at += len(words) + 2
    return tuple(blocks)


@functools.cache
def parsed(text: str, kind: str = "paragraph") -> Parse:
    return parse(text, paragraphs(text, kind))


def events(text: str, kind: str = "paragraph") -> list[EventMention]:
    return find_events(parsed(text, kind), load_codebook())


def types(text: str) -> list[str]:
    return [e.type for e in events(text)]


def one(text: str, type_: str) -> EventMention:
    found = [e for e in events(text) if e.type == type_]
    assert len(found) == 1, [(e.type, text[slice(*e.anchor)]) for e in events(text)]
    return found[0]


def cut(text: str, spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [text[a:b] for a, b in spans]


def tolls(text: str, kind: str = "paragraph") -> list[tuple[str, str, int | None]]:
    return [
        (t.effect, t.phrase, t.best if t.best is not None else t.high)
        for e in events(text, kind)
        for t in e.tolls
    ]
