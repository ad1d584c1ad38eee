"""What annotations are called in tools for annotation: brat, doccano, Label Studio."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import get_args

from sayso.export.annotations.model import LAYERS, Annotation, Layer
from sayso.export.annotations.relations import RELATIONS
from sayso.record import ActorKind, CastPart, Effect, StatementKind, TimeType
from sayso.review.surface import codebook

NAMES: Mapping[Layer, str] = {
    "actors": "Actor",
    "places": "Place",
    "times": "Time",
    "instruments": "Instrument",
    "tolls": "Toll",
    "counted": "Counted",
    "sources": "Source",
    "cues": "Cue",
    "contents": "Content",
    "media": "Medium",
    "hedges": "Hedge",
    "cast": "Cast",
    "totals": "Total",
    "loaded": "Loaded",
}
LABELS: Mapping[Layer, tuple[str, ...]] = {
    "actors": get_args(ActorKind),
    "times": get_args(TimeType),
    "tolls": get_args(Effect),
    "counted": ("civilians", "no_civilians", "people"),
    "contents": get_args(StatementKind),
    "cast": get_args(CastPart),
    "totals": ("killed", "injured"),
    "loaded": ("label", "scare_quote", "intensifier"),
}
"""Layers whose type has the label in it: ``Actor_person``. A cue's stance is its content's."""

_COLOURS: Mapping[Layer, str] = {
    "actors": "#c9d8f0",
    "places": "#cfe8d5",
    "times": "#e6e0c8",
    "events": "#f0d3c4",
    "instruments": "#e3d3cb",
    "tolls": "#f2dca8",
    "counted": "#f4e8cc",
    "sources": "#d5cdee",
    "cues": "#e3daf4",
    "contents": "#eeeaf7",
    "media": "#d9d4e4",
    "hedges": "#e8dcec",
    "cast": "#e0dcd6",
    "totals": "#f0e3bf",
    "loaded": "#ecd9df",
}
_NO_TYPE = re.compile(r"[^A-Za-z0-9_-]+")


class Used:
    """Types, modes and values that occur; codebooks of users have types of their own."""

    def __init__(self) -> None:
        book = codebook().types
        self.events = {plain(name) for name in book}
        self.modes = {plain(mode) for each in book.values() for mode in each.modes}

    def see(self, annotations: Iterable[Annotation]) -> None:
        """Note what occurs in a report."""
        for each in annotations:
            if each.layer == "events":
                self.events.add(type_of(each))
                if "mode" in each.values:
                    self.modes.add(plain(str(each.values["mode"])))


def type_of(annotation: Annotation) -> str:
    """The type of an annotation: of an event its PLOVER type, else as in ``Toll_killed``."""
    if annotation.layer == "events":
        return plain(annotation.label) or "Event"
    name = NAMES[annotation.layer]
    return f"{name}_{plain(annotation.label)}" if annotation.layer in LABELS else name


def relation_type(label: str) -> str:
    """The type of a relation, as in ``Source_of``."""
    return label.capitalize()


def plain(text: str) -> str:
    """Text in characters that brat's types and values may have."""
    return _NO_TYPE.sub("_", text)


def colours(used: Used) -> dict[str, str]:
    """All types of annotations, each with the colour of its layer."""
    return {name: _COLOURS[layer] for layer in LAYERS for name in layer_types(layer, used)}


def relation_types() -> list[str]:
    """All types of relations, those that are arguments of events in brat too."""
    return [relation_type(label) for label in RELATIONS]


def short(name: str) -> str:
    """A type as it is shown: what kind of words they are is seen by the colour."""
    layer, _, label = name.partition("_")
    return label.replace("_", " ") if layer in NAMES.values() and label else name


def layer_types(layer: Layer, used: Used) -> list[str]:
    """All types of a layer."""
    if layer == "events":
        return sorted(used.events)
    name = NAMES[layer]
    return [f"{name}_{label}" for label in LABELS[layer]] if layer in LABELS else [name]
