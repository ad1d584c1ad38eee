"""What a label of an annotation tool is in a record."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any, cast, get_args

import yaml

from sayso.coded.annotations.form import Mark
from sayso.errors import InputError, MalformedInput
from sayso.export.annotations import LAYERS, Annotation, Layer
from sayso.export.annotations.relations import RELATIONS
from sayso.export.annotations.types import plain, type_of
from sayso.record import (
    ActorKind,
    CastPart,
    Effect,
    StatementKind,
    TimeType,
)
from sayso.review.surface import codebook

PATHS: Mapping[str, Layer] = {
    "actors": "actors",
    "places": "places",
    "times": "times",
    "statements": "contents",
    "statements.content": "contents",
    "statements.source": "sources",
    "statements.cue": "cues",
    "statements.medium": "media",
    "statements.hedges": "hedges",
    "events": "events",
    "events.anchor": "events",
    "events.instrument": "instruments",
    "events.tolls": "tolls",
    "events.tolls.who": "counted",
}
"""What a label can be mapped to."""

LABELLED: Mapping[Layer, str] = {
    "actors": "kind",
    "times": "type",
    "contents": "kind",
    "events": "type",
    "tolls": "effect",
    "counted": "civilian",
}
"""The field that a label of ours says, by layer."""

FIELDS: Mapping[Layer, frozenset[str]] = {
    "actors": frozenset({"name", "kind", "country", "sector", "role", "identity"}),
    "places": frozenset(
        {"name", "geonames", "lat", "lon", "country", "admin1", "admin2", "precision"}
    ),
    "times": frozenset({"type", "value", "earliest", "latest", "precision"}),
    "contents": frozenset({"kind", "stance"}),
    "cues": frozenset({"kind", "stance"}),
    "sources": frozenset({"anonymous", "kind"}),
    "events": frozenset({"type", "mode", "cameo", "contexts", "status", "background"}),
    "instruments": frozenset({"kind"}),
    "tolls": frozenset({"effect", "low", "best", "high"}),
    "counted": frozenset({"civilian"}),
}
"""Fields that are taken from annotations, by layer. What refers to other things is told by links,
all else is the machine's own."""


def layer_of(path: str) -> str:
    """The layer of an annotation that an export gives a path; nothing where none is known."""
    kind, _, rest = path.partition(".")
    parts = [part for part in rest.split(".")[1:] if not part.isdecimal()]
    return _BY_PATH.get(".".join((kind, *parts)), "")


_BY_PATH = {
    **PATHS,
    "actors.mentions": "actors",
    "places.mentions": "places",
}


def every_field(layer: str, values: Mapping[str, object]) -> dict[str, object]:
    """Fields of an annotation that tells all of them: what is not there is nothing."""
    return {**dict.fromkeys(FIELDS.get(cast("Layer", layer), ())), **values}


FOLLOWS: frozenset[Layer] = frozenset({"cast", "totals", "loaded"})
"""Layers that are made of the others, or of the words alone: nobody decides about them here."""

SAME = "same"
"""The relation of two mentions of one thing."""

_CIVILIAN: Mapping[str, bool | None] = {"civilians": True, "no_civilians": False, "people": None}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a mark is in a record.

    Attributes:
        layer: None: nothing, it is passed over.
        label: As our exports have it; None where the layer has none, or it is not told.
        values: Fields that the label says.
    """

    layer: Layer | None
    label: str | None = None
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Labels:
    """What labels, attributes and relations of a tool mean.

    Attributes:
        labels: By folded label.
        attributes: Our field, by folded name.
        relations: Ours, by folded label.
        offsets: How a tool that does not say counts: ``utf-16`` or ``code points``; None: as that
            tool is known to.
        mapped: What a user's own file maps to: what other files lack of it is not there.
    """

    labels: Mapping[str, Meaning]
    attributes: Mapping[str, str]
    relations: Mapping[str, str]
    offsets: str | None = None
    mapped: tuple[Meaning, ...] = ()

    def of(self, mark: Mark) -> Meaning | None:
        """What a mark is; None: its label is not known."""
        if mark.layer is not None:
            return _recorded(cast("Layer", mark.layer), mark.label)
        found = self.labels.get(mark.label.casefold())
        return (
            found or _ours().get(plain(mark.label)) or _default().labels.get(mark.label.casefold())
        )

    def is_ours(self, mark: Mark) -> bool:
        """Whether a mark has a label of our own exports, which tell all of its layer."""
        theirs = mark.label.casefold() in self.labels
        return mark.layer is not None or (not theirs and plain(mark.label) in _ours())

    def attribute(self, name: str) -> str:
        """The field that an attribute is."""
        folded = name.casefold()
        return self.attributes.get(folded) or _default().attributes.get(folded) or folded

    def relation(self, label: str) -> str | None:
        """What the first mark of a relation is to the second; None: it is not known."""
        folded = re.sub(r"[\s-]+", "_", label.strip().casefold())
        for known in (self.relations, _default().relations):
            if folded in known:
                return known[folded]
        folded = folded.rstrip("0123456789")
        return folded if folded in RELATIONS or folded == SAME else None


def read_labels(path: Path | None) -> Labels:
    """What a user's file says of labels; with None what is understood without one.

    Raises:
        InputError: The file cannot be read, or says what cannot be.
    """
    if path is None:
        return Labels({}, {}, {})
    try:
        text = path.read_text(encoding="utf-8-sig")
        given = yaml.safe_load(text)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("cannot be read", source=str(path), remedy="name a text file") from error
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        raise MalformedInput(
            "no YAML",
            source=str(path),
            place=f"line {mark.line + 1}" if mark else None,
            remedy="see docs/howto-import.md",
        ) from error
    return _labels(given, str(path))


def _labels(given: Any, source: str) -> Labels:
    if not isinstance(given, dict) or not given.keys() <= _SECTIONS:
        raise MalformedInput(
            "not a map of labels", source=source, remedy=f"sections: {', '.join(sorted(_SECTIONS))}"
        )
    for name in ("labels", "attributes", "relations"):
        if not isinstance(given.get(name) or {}, dict):
            raise MalformedInput(
                f"{name} is no mapping", source=source, remedy="see docs/howto-import.md"
            )
    labels = {
        str(label).casefold(): _meaning(str(label), str(says), source)
        for label, says in (given.get("labels") or {}).items()
    }
    labels |= {str(label).casefold(): Meaning(None) for label in given.get("ignore") or ()}
    attributes = {str(a).casefold(): str(b) for a, b in (given.get("attributes") or {}).items()}
    relations = {str(a).casefold(): str(b) for a, b in (given.get("relations") or {}).items()}
    unknown = [to for to in relations.values() if to not in RELATIONS and to != SAME]
    if unknown:
        raise MalformedInput(
            f"there is no relation {unknown[0]!r}",
            source=source,
            remedy=f"one of {', '.join((*RELATIONS, SAME))}",
        )
    offsets = given.get("offsets")
    if offsets not in (None, "utf-16", "code points"):
        raise MalformedInput(
            f"offsets in {offsets!r}", source=source, remedy="utf-16, or code points"
        )
    mapped = tuple(m for m in labels.values() if m.layer is not None)
    return Labels(labels, attributes, relations, offsets, mapped)


_SECTIONS = frozenset({"labels", "ignore", "attributes", "relations", "offsets"})


def _meaning(label: str, says: str, source: str) -> Meaning:
    layer: Layer | None = None
    values: dict[str, object] = {}
    for token in re.split(r"[\s,]+", says.strip()):
        path, equals, value = token.partition("=")
        name = path
        if equals and "." in path:
            path, _, name = path.rpartition(".")
        if layer is None:
            layer = PATHS.get(path)
            if layer is None:
                raise MalformedInput(
                    f"{label}: there is nothing {path!r} to map to",
                    source=source,
                    remedy=f"one of {', '.join(PATHS)}",
                )
        if equals and name not in FIELDS.get(layer, ()):
            raise MalformedInput(
                f"{label}: no field {name!r}",
                source=source,
                remedy=f"one of {', '.join(sorted(FIELDS.get(layer, ()))) or 'none'}",
            )
        if equals:
            values[name] = value
    assert layer is not None  # noqa: S101 - a text has at least one token
    said = values.get(LABELLED.get(layer, ""))
    return Meaning(layer, None if said is None else str(said), values)


def _recorded(layer: Layer, label: str) -> Meaning | None:
    """A mark whose layer and label are those of a record."""
    if layer not in LAYERS:
        return None
    if layer == "counted":
        return Meaning(layer, label, {"civilian": _CIVILIAN.get(label)})
    name = LABELLED.get(layer)
    return Meaning(layer, label, {name: label} if name else {})


@functools.cache
def _ours() -> Mapping[str, Meaning]:
    """The labels of our own exports, as ``brat_types.type_of`` makes them."""
    every: dict[Layer, tuple[str, ...]] = {
        "actors": _args(ActorKind),
        "times": _args(TimeType),
        "contents": _args(StatementKind),
        "tolls": _args(Effect),
        "counted": tuple(_CIVILIAN),
        "cast": _args(CastPart),
        "totals": ("killed", "injured"),
        "loaded": ("label", "scare_quote", "intensifier"),
        "events": tuple(codebook().types),
    }
    return dict(_named(every))


def _named(every: Mapping[Layer, tuple[str, ...]]) -> Iterator[tuple[str, Meaning]]:
    for layer in LAYERS:
        for label in every.get(layer, ("",)):
            meaning = _recorded(layer, label)
            if meaning is not None:
                yield type_of(Annotation("", "", layer, label, (), {})), meaning


def _args(literal: Any) -> tuple[str, ...]:
    return get_args(literal)


@functools.cache
def _default() -> Labels:
    text = files("sayso.coded.annotations").joinpath("labels.yaml").read_text(encoding="utf-8")
    return _labels(yaml.safe_load(text), "labels.yaml")
