"""Annotations and relations of one report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from sayso.record import Report, Spans

Layer = Literal[
    "actors",
    "places",
    "times",
    "events",
    "instruments",
    "tolls",
    "counted",
    "sources",
    "cues",
    "contents",
    "media",
    "hedges",
    "cast",
    "totals",
    "loaded",
]
LAYERS: tuple[Layer, ...] = get_args(Layer)
"""Kinds of words that are marked: mentions of actors, places and times; words that name an event,
its instrument, its numbers and the people counted; of statements the source, the cue, the content,
the medium and hedges; who and what takes part in an attack; totals; wording that takes a side."""

Value = str | int | float | bool | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Annotation:
    """Words of a report with what they were coded as.

    Attributes:
        path: Where the words stand in the record, as in ``sayso.record.spans_of``:
            ``actors.a1.mentions.0``, ``statements.s1.content``, ``events.e1.anchor``.
        thing: The object of the record that they belong to: ``actors.a1``, ``events.e1.tolls.0``.
        layer: What kind of words they are.
        label: What they were coded as, from a closed list of each layer: an actor's kind, a
            PLOVER type, an effect, a stance, a part in an attack.
        spans: In code points of the text. More than one: discontinuous. One may be empty.
        values: The fields of the object under the record's own names, without spans and without
            what is null, false or empty.
    """

    path: str
    thing: str
    layer: Layer
    label: str
    spans: Spans
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Relation:
    """How two annotations go together.

    Attributes:
        label: What the first is to the second: ``source_of``, ``within``, ``actor``, ….
        start: Path of the first annotation.
        end: Path of the second.
    """

    label: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a format cannot hold as it is, and what became of it.

    Attributes:
        path: Of the annotation, or of the object in the record.
        why: What happened to it, for a person to read.
        spans: The words as they stand in the record.
    """

    path: str
    why: str
    spans: Spans = ()


@dataclass(frozen=True, slots=True)
class Annotated:
    """A report with all that is marked in it.

    Attributes:
        incidents: The incident of each event that is in one, by the event's id.
        left_out: References of the record that no words stand for, such as an actor of an event
            that is nowhere mentioned.
    """

    report: Report
    incidents: Mapping[str, str]
    annotations: tuple[Annotation, ...]
    relations: tuple[Relation, ...]
    left_out: tuple[LeftOut, ...] = ()
