"""Annotated news, parsed as sayso parses a report of one paragraph."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.language.parse import Parse
from sayso.language.parsing import parse_many
from sayso.record import Block, Span
from training import event_sources

CAPITALS = 6
"""One text of so many is also learnt from in capitals."""
LONGEST_SENTENCE = 1200
"""Characters; longer rows are lists and tables."""


@dataclass(frozen=True)
class Document:
    """A document or sentence with its gold.

    Attributes:
        corpus: ``lgl``, ``gwn``, ``events`` or ``own``.
        row: The row of the data: ``toponyms``, or ``events`` of a sentence.
        parse: Its parse.
    """

    corpus: str
    row: dict[str, Any]
    parse: Parse

    @property
    def id(self) -> str:
        """The document's name."""
        return str(self.row["doc_id"])


def rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a JSON Lines file."""
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def load(
    lgl: Path, gwn: Path, events: Path | None, *, capitals: bool = False, sentences: int = 1
) -> list[Document]:
    """Read and parse the corpora.

    Args:
        lgl: Local-Global Lexicon.
        gwn: GeoWebNews.
        events: Sentences with the places of their events. None: none.
        sentences: Take one sentence of so many.
        capitals: Also some of the texts in capitals, as old newswire has them.
    """
    data = {
        "lgl": rows(lgl),
        "gwn": rows(gwn),
        "events": by_text(rows(events))[::sentences] if events else [],
    }
    out = [document for name, of in data.items() for document in parsed(name, of)]
    if capitals:
        for name, of in data.items():
            some = [{**row, "text": _in_capitals(row["text"])} for row in of[::CAPITALS]]
            out += parsed(name, some)
    return out


def told(folder: Path) -> list[dict[str, Any]]:
    """Our own passages of events, of the side to learn from, as sentences with their events."""
    return [
        {
            "doc_id": name,
            "text": text,
            "events": [
                {
                    "doc_id": name,
                    "annotator": None,
                    "verb": [_row(e.anchor)],
                    "event_locations": [_row(s) for s in e.where],
                }
                for e in events
            ],
        }
        for name, text, events in event_sources.passages(folder)
    ]


def _row(at: Span) -> dict[str, int]:
    return {"start": at[0], "end": at[1]}


def by_text(data: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Sentences with all the events that are annotated in them."""
    out: dict[str, dict[str, Any]] = {}
    for row in data:
        if len(row["text"]) <= LONGEST_SENTENCE:
            text = out.setdefault(
                row["text"], {"doc_id": row["doc_id"], "text": row["text"], "events": []}
            )
            text["events"].append(row)
    return list(out.values())


def parsed(corpus: str, data: Iterable[dict[str, Any]]) -> Iterator[Document]:
    """The rows with their parses."""
    data = list(data)
    inputs = ((r["text"], (Block(kind="paragraph", span=(0, len(r["text"]))),)) for r in data)
    for row, parse in zip(data, parse_many(inputs), strict=True):
        yield Document(corpus, row, parse)


def _in_capitals(text: str) -> str:
    """The text in capitals, character by character, so that offsets stay."""
    return "".join(c.upper() if len(c.upper()) == 1 else c for c in text)


def span(annotation: dict[str, Any]) -> Span:
    """The span of an annotation."""
    return (annotation["start"], annotation["end"])
