"""Annotated text as the finder of place names learns it: states, what is known, tags, links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.scoring.toponyms import LITERAL
from sayso.extract.toponyms.known import NAMES, Known, known
from sayso.extract.toponyms.tagger import TAGS
from sayso.gazetteer import Gazetteer
from sayso.language.pieces import Pieces, Shape, cut
from training.corpora import Document

Row = Mapping[str, Any]
Ints = npt.NDArray[np.int64]

METONYMS = frozenset({"Metonymic", "Non_Literal_Modifier"})
UNSURE = "Embedded_Non_Lit"
"""A place in another's name ("London Marathon"): neither an example for nor against."""
ANY = (1 << len(TAGS)) - 1
"""A label that any tag satisfies: what the piece is was not annotated."""
_OUTSIDE, _PLACE, _METONYM = 1, 1, 3
_DEMONYM = NAMES.index("demonym")
_AGENCY = re.compile(r"[A-Z]{3}_ENG_\d+\.\d+")


@dataclass(frozen=True)
class Link:
    """A word of an event, and which names in its sentence are where it happened.

    Attributes:
        event: The first piece of the event's word.
        places: First pieces of the places where it happened.
        others: First pieces of other names.
        row: The row of the data.
    """

    event: int
    places: tuple[int, ...]
    others: tuple[int, ...]
    row: Row


@dataclass
class PlaceExample:
    """A text to learn from.

    Attributes:
        corpus: ``lgl``, ``gwn``, ``events``, ``passages``, ``own``.
        id: The document.
        text: Its text.
        pieces: Its pieces.
        known: What is known of them.
        labels: (pieces) a set of tags for each, one bit a tag.
        links: Events and their places.
        row: The row of the data.
    """

    corpus: str
    id: str
    text: str
    pieces: Pieces
    known: Known
    labels: Ints
    links: tuple[Link, ...] = ()
    row: Row = field(default_factory=dict)


def example(document: Document, gazetteer: Gazetteer) -> PlaceExample:
    """A document of a corpus as an example."""
    parse = document.parse
    pieces = cut(parse.text, parse.blocks)
    facts = known(parse.text, pieces, gazetteer, parse.entities)
    events = "events" in document.row
    labels = _partial(document.row, pieces) if events else _labels(document.row, pieces, facts)
    labels[~pieces.first] = ANY  # a word has the tag of its first piece
    links = tuple(_links(document.row, pieces)) if events else ()
    return PlaceExample(
        document.corpus, group_of(document), parse.text, pieces, facts, labels, links, document.row
    )


def group_of(document: Document) -> str:
    """What is held out together: a document, or all sentences of one report of an agency."""
    found = _AGENCY.search(document.id)
    return found.group() if found else document.id


def inside(pieces: Pieces, start: int, end: int) -> Ints:
    """The pieces of a span."""
    overlapping = (pieces.starts < end) & (pieces.ends > start) & (pieces.ends > pieces.starts)
    return np.flatnonzero(overlapping)


def _mark(labels: Ints, pieces: Pieces, annotation: Row, begins: Iterable[int]) -> None:
    """Allow the begin and inside tags of some kinds at an annotation; of none: any tag."""
    kinds = tuple(begins)
    found = inside(pieces, annotation["start"], annotation["end"])
    for n, i in enumerate(found[pieces.first[found]] if len(found) else found):
        labels[i] = sum(1 << (b + min(n, 1)) for b in kinds) or ANY


def _labels(row: Row, pieces: Pieces, facts: Known) -> Ints:
    """Tags from toponyms; where the corpus does not tell metonyms apart, either tag will do.

    Names of peoples are no places, whatever the corpus says.
    """
    out = np.full(len(pieces), _OUTSIDE, dtype=np.int64)
    for t in row["toponyms"]:
        at = inside(pieces, t["start"], t["end"])
        if not len(at) or facts[at[0], _DEMONYM]:
            continue
        kind = t.get("type")
        if kind is None:
            _mark(out, pieces, t, (_PLACE, _METONYM))
        elif kind in LITERAL:
            _mark(out, pieces, t, (_PLACE,))
        elif kind in METONYMS:
            _mark(out, pieces, t, (_METONYM,))
        elif kind == UNSURE:
            _mark(out, pieces, t, ())
    return out


def _partial(row: Row, pieces: Pieces) -> Ints:
    """Tags where only the places of events are annotated: of other names nothing is known."""
    shapes = pieces.features % len(Shape)
    named = (shapes == Shape.CAPITAL) | (shapes == Shape.UPPER)
    out = np.where(named, ANY, _OUTSIDE).astype(np.int64)
    for event in row["events"]:
        for place in event["event_locations"]:
            _mark(out, pieces, place, (_PLACE,))
    return out


def _links(row: Row, pieces: Pieces) -> Iterator[Link]:
    shapes = pieces.features % len(Shape)
    named = ((shapes == Shape.CAPITAL) | (shapes == Shape.UPPER)) & pieces.first
    first = named & ~np.concatenate([[False], named[:-1]])
    for event in row["events"]:
        verb = event["verb"][0]
        at = inside(pieces, verb["start"], verb["end"])
        if not len(at):
            continue
        spans = [inside(pieces, p["start"], p["end"]) for p in event["event_locations"]]
        places = {int(s[0]) for s in spans if len(s)}
        others = set(np.flatnonzero(first).tolist()) - places
        yield Link(int(at[0]), tuple(sorted(places)), tuple(sorted(others)), event)
