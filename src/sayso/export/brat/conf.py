"""The configuration that says which annotations there can be in brat, and how it shows them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import get_args

from sayso.export.annotations import Layer
from sayso.export.annotations.relations import ENDS, RELATIONS
from sayso.export.annotations.types import (
    LABELS,
    NAMES,
    Used,
    colours,
    layer_types,
    relation_type,
    short,
)
from sayso.record import SourceKind, Stance, Status

ROLES = {
    "actor": "Actor",
    "recipient": "Recipient",
    "place": "Place",
    "time": "Time",
    "instrument": "Instrument",
    "toll": "Toll",
    "told_in": "Told_in",
    "same_as": "Same_as",
}
"""Relations that an event begins: they are its arguments."""
_FILLERS: Mapping[str, tuple[Layer, str]] = {
    "actor": ("actors", "*"),
    "recipient": ("actors", "*"),
    "place": ("places", "*"),
    "time": ("times", "?"),
    "instrument": ("instruments", "?"),
    "toll": ("tolls", "*"),
    "told_in": ("contents", "?"),
    "same_as": ("events", "?"),
}
"""What an argument is, and how often there can be one."""
ATTRIBUTES: Mapping[Layer, Mapping[str, str]] = {
    "contents": {"Stance": "stance"},
    "sources": {"Anonymous": "anonymous", "Source_kind": "kind"},
    "events": {"Status": "status", "Mode": "mode", "Background": "background"},
}
"""Fields that are attributes, by layer: the attribute's name, and the field's."""


def annotation_conf(used: Used) -> str:
    """Which annotations there can be, and what goes with what."""
    return "\n".join(
        (
            "[entities]",
            *_entities(),
            "",
            "[relations]",
            "<OVERLAP> Arg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>",
            *_relations(used),
            "",
            "[events]",
            *(_event(name, used) for name in sorted(used.events)),
            "",
            "[attributes]",
            f"Stance\tArg:{_types('contents', used)}, Value:{'|'.join(get_args(Stance))}",
            f"Source_kind\tArg:Source, Value:{'|'.join(get_args(SourceKind))}",
            "Anonymous\tArg:Source",
            f"Status\tArg:<EVENT>, Value:{'|'.join(get_args(Status))}",
            f"Mode\tArg:<EVENT>, Value:{'|'.join(sorted(used.modes))}",
            "Background\tArg:<EVENT>",
            "",
        )
    )


def visual_conf(used: Used) -> str:
    """How brat shows them: a colour a layer, none of it a verdict."""
    named = colours(used)
    labels = [f"{name} | {short(name)}" for name in named]
    drawing = [f"{name}\tbgColor:{colour}" for name, colour in named.items()]
    return "\n".join(
        (
            "[labels]",
            *labels,
            *(f"{relation_type(label)} | {label.replace('_', ' ')}" for label in RELATIONS),
            "",
            "[drawing]",
            "SPAN_DEFAULT\tfgColor:black, bgColor:#eeeeee, borderColor:darken",
            "ARC_DEFAULT\tcolor:black, dashArray:-, arrowHead:triangle-5",
            *drawing,
            "",
        )
    )


def tools_conf() -> str:
    """Where entries of Wikidata and GeoNames are shown."""
    return "\n".join(
        (
            "[normalization]",
            "Wikidata\t<URL>:https://www.wikidata.org/, <URLBASE>:https://www.wikidata.org/wiki/%s",
            "GeoNames\t<URL>:https://www.geonames.org/, <URLBASE>:https://www.geonames.org/%s",
            "",
        )
    )


def _entities() -> Iterator[str]:
    norms: Mapping[Layer, str] = {"actors": "Wikidata", "places": "GeoNames"}
    for layer, name in NAMES.items():
        norm = f"\t<NORM>:{norms[layer]}" if layer in norms else ""
        for label in LABELS.get(layer, ("",)):
            yield f"{name}_{label}{norm}" if label else f"{name}{norm}"


def _relations(used: Used) -> Iterator[str]:
    for label, (begins, ends) in ENDS.items():
        first = [layer for layer in begins if layer != "events"]  # those are arguments
        if not first:
            continue
        arguments = ("|".join(_types(layer, used) for layer in layers) for layers in (first, ends))
        yield f"{relation_type(label)}\tArg1:{next(arguments)}, Arg2:{next(arguments)}"
    yield "Equiv\tArg1:<ENTITY>, Arg2:<ENTITY>, <REL-TYPE>:symmetric-transitive"


def _event(name: str, used: Used) -> str:
    return f"{name}\t" + ", ".join(
        f"{ROLES[label]}{often}:{_types(layer, used) if layer != 'events' else '<EVENT>'}"
        for label, (layer, often) in _FILLERS.items()
    )


def _types(layer: Layer, used: Used) -> str:
    return "|".join(layer_types(layer, used))
