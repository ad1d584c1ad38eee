"""Annotated news, parsed as sayso parses a report of one paragraph."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.language.parse import Parse
from sayso.language.spacy_parser import parse_many
from sayso.record import Block, Span

SEED = 3
EVENT_SENTENCES = 3500
UPPER_EVENT_SENTENCES = 1500
LONGEST_SENTENCE = 600  # characters; longer rows are lists and tables


@dataclass(frozen=True)
class Document:
    """A document or sentence with its gold.

    Attributes:
        corpus: ``lgl``, ``gwn`` or ``events``.
        row: The row of the data: ``toponyms``, or ``event_locations`` for a sentence.
        parse: Its parse; in capitals for the corpus of text without case.
    """

    corpus: str
    row: dict[str, Any]
    parse: Parse

    @property
    def id(self) -> str:
        """The document's name, the same for its copy in capitals."""
        return str(self.row["doc_id"])


@dataclass(frozen=True)
class Corpora:
    """What the weights are fitted on: ``cased`` as written, ``upper`` a part of it in capitals."""

    cased: list[Document]
    upper: list[Document]


def rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a JSON Lines file."""
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def load(lgl: Path, gwn: Path, events: Path | None, *, upper: bool = True) -> Corpora:
    """Read and parse the corpora.

    Args:
        lgl: Local-Global Lexicon; every second document also in capitals.
        gwn: GeoWebNews; likewise.
        events: Sentences with the places of their events; a seeded sample. None: none.
        upper: Whether copies in capitals are wanted.
    """
    news = {"lgl": rows(lgl), "gwn": rows(gwn)}
    sentences = sample(rows(events), news["lgl"] + news["gwn"]) if events else []
    cased = [doc for name, of in news.items() for doc in parsed(name, of)]
    cased += parsed("events", sentences)
    capitals: list[Document] = []
    if upper:
        capitals = [doc for name, of in news.items() for doc in parsed(name, of[::2], upper=True)]
        capitals += parsed("events", sentences[:UPPER_EVENT_SENTENCES], upper=True)
    return Corpora(cased, capitals)


def sample(
    sentences: Iterable[dict[str, Any]], documents: Iterable[dict[str, Any]]
) -> list[dict[str, Any]]:
    """A seeded sample of the sentences that have a place, no text twice, none of a document."""
    usable = [r for r in sentences if r["event_locations"] and len(r["text"]) < LONGEST_SENTENCE]
    random.Random(SEED).shuffle(usable)  # noqa: S311 - a sample, not a secret
    distinct: dict[str, dict[str, Any]] = {}
    for row in usable:
        distinct.setdefault(row["text"], row)
    everything = "\n".join(r["text"] for r in documents)
    return [r for text, r in distinct.items() if text not in everything][:EVENT_SENTENCES]


def parsed(
    corpus: str, data: Iterable[dict[str, Any]], *, upper: bool = False
) -> Iterator[Document]:
    """The rows with their parses; with ``upper``, parsed in capitals."""
    data = list(data)
    texts = [capitals(r["text"]) if upper else r["text"] for r in data]
    inputs = ((t, (Block(kind="paragraph", span=(0, len(t))),)) for t in texts)
    for row, parse in zip(data, parse_many(inputs), strict=True):
        yield Document(corpus, row, parse)


def capitals(text: str) -> str:
    """The text in capitals, character by character, so that offsets stay."""
    return "".join(c.upper() if len(c.upper()) == 1 else c for c in text)


def span(annotation: dict[str, Any]) -> Span:
    """The span of an annotation."""
    return (annotation["start"], annotation["end"])
