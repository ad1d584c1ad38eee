"""Coded fields of marks against those of the record."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sayso.coded.annotations.changes.context import Context
from sayso.coded.annotations.graph import Seen
from sayso.coded.annotations.labels import FIELDS, LABELLED
from sayso.coded.annotations.pairing import thing_of
from sayso.export.annotations import Layer
from sayso.export.annotations.files import shown
from sayso.export.annotations.types import plain

_WHOLE = frozenset({"geonames", "precision", "low", "best", "high"})
_DEGREES = frozenset({"lat", "lon"})
_FLAGS = frozenset({"anonymous", "background", "civilian"})
_NOTHING: Mapping[str, object] = {"anonymous": False, "background": False, "contexts": []}
"""What a field has where nothing is told, if not null."""
_NEVER = frozenset({"name", "type", "status", "stance", "effect"})
"""Fields that always have a value: an empty one says nothing."""
_TRUTH = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
_ENTITY = re.compile(r"https?://(?:www\.)?wikidata\.org/(?:entity|wiki)/([QP]\d+)")
_GEONAMES = re.compile(r"https?://(?:sws\.|www\.)?geonames\.org/(\d+)/?.*")


_INCIDENT = re.compile(r" \| incident: i_\w+$")


class Bad(ValueError):
    """A value that is none of its field."""


def parsed(name: str, value: object) -> Any:
    """A value of a tool as a record's JSON has it.

    Args:
        name: The field.
        value: Text, or as JSON has it.

    Raises:
        Bad: It is none of that field.
    """
    if value is None or value == "":
        return _NOTHING.get(name)
    if name in _FLAGS:
        truth = value if isinstance(value, bool) else _TRUTH.get(str(value).strip().casefold())
        if truth is None:
            raise Bad(f"{name} is {value!r}, not true or false")
        return truth
    if name in _WHOLE or name in _DEGREES:
        return _number(name, value)
    if name == "contexts":
        parts = value if isinstance(value, list | tuple) else str(value).split(";")
        return [text for part in parts if (text := str(part).strip())]
    text = " ".join(str(value).split())
    if name != "identity":
        return text or None
    found = _ENTITY.fullmatch(text)
    scheme, colon, id_ = ("wikidata", ":", found[1]) if found else text.partition(":")
    if not colon or not scheme or not id_:
        raise Bad(f"identity is {text[:60]!r}, not as in wikidata:Q42")
    return {"scheme": scheme, "id": id_}


def _number(name: str, value: object) -> float | int:
    text = str(value).strip()
    found = _GEONAMES.fullmatch(text)
    text = found[1] if found else text
    try:
        number = float(text)
        whole = int(number) if name in _WHOLE else 0
    except (ValueError, OverflowError):
        raise Bad(f"{name} is {text[:40]!r}, which is no number") from None
    if name in _DEGREES:
        return number
    if number != whole:
        raise Bad(f"{name} is {text[:40]!r}, which is no whole number")
    return int(text) if text.isdecimal() else whole


def said(mark: Seen, note: str | None = None) -> Iterator[tuple[str, Any]]:
    """The fields that a mark codes, as JSON has them; what its label says comes first.

    Args:
        mark: Of a file.
        note: The note as an export of the record would have it: such a one says nothing new.

    Raises:
        Bad: A value is none of its field.
    """
    fields = FIELDS.get(mark.layer, frozenset())
    old = mark.note is not None and _INCIDENT.sub("", mark.note) == note
    for values in (mark.values, {} if old else mark.noted):
        for name, value in values.items():
            if name not in fields:
                continue
            found = parsed(name, value)
            empty = name in _NEVER or (name == "kind" and mark.layer != "sources")
            if found is not None or not empty:
                yield name, found


def first_said(marks: Iterable[Seen]) -> dict[str, Any]:
    """The fields of something new: what labels and attributes say goes before what notes do."""
    out: dict[str, Any] = {}
    for mark in marks:
        for name, value in said(mark):
            if out.get(name) is None:
                out[name] = value
    return out


def changed_values(context: Context, pairs: Iterable[tuple[Seen, Seen]]) -> dict[str, Any]:
    """Fields that marks of a file code otherwise than those of the record that they are.

    A field that one mark of a thing has otherwise is changed, however many others, or notes of an
    export, have it as it was. Where two have it otherwise in two ways, it is refused.

    Args:
        context: Where to say what cannot be.
        pairs: Marks of the file, each with the one of the record that it is.
    """
    found: dict[str, dict[str, Any]] = {}
    as_now: set[str] = set()
    last: Seen | None = None
    for mark, there in pairs:
        if _of_another(context, mark, there):
            continue
        last = mark
        try:
            every = list(said(mark, note_of(there)))
        except Bad as bad:
            context.refuse(str(bad), mark, "correct it in the tool, or at the desk")
            continue
        read = context.read_values.get(there.key, {})
        for name, value in every:
            if same(mark.layer, name, there.values.get(name), value):
                as_now.add(name)
            else:
                was = name in read and same(mark.layer, name, read[name], value)
                found.setdefault(name, {}).setdefault(repr(value), (value, was))
    out: dict[str, Any] = {}
    for name, values in found.items():
        # what the machine read, beside what holds by now: the file was taken before
        news = [value for value, was in values.values() if not (was and name in as_now)]
        if len(news) > 1:
            both = " and ".join(sorted(map(repr, news)))
            context.refuse(f"{name} is {both[:120]} for one thing", last, "give one value")
        elif news:
            out[name] = news[0]
    return out


def _of_another(context: Context, mark: Seen, there: Seen) -> bool:
    """Whether a mark was exported as one of a thing that became part of this one, or this of it."""
    if mark.path is None or thing_of(mark.path) == thing_of(there.key):
        return False
    before = context.view.marks.get(thing_of(mark.path))
    now = context.view.marks.get(thing_of(there.key))
    return (before is not None and before.state in ("merged", "split")) or (
        now is not None and now.state == "added"
    )


def same(layer: Layer, name: str, there: object, value: object) -> bool:
    """Whether a value of a file is that of a record, in the form in which tools keep it."""
    if isinstance(value, dict):
        value = f"{value['scheme']}:{value['id']}"
    one, other = _plain(there), _plain(value)
    if one == other:
        return True
    labelled = LABELLED.get(layer) == name or name == "mode"
    return labelled and isinstance(one, str) and plain(one) == plain(str(other))


def _plain(value: object) -> object:
    if value is None or value is False or value in ("", (), []):
        return None
    if isinstance(value, list | tuple):
        return "; ".join(" ".join(str(each).split()) for each in value)
    if isinstance(value, str):
        return " ".join(value.split()) or None
    return value


def note_of(there: Seen) -> str:
    """The note that an export of brat writes for a mark of a record."""
    from sayso.export.brat.conf import ATTRIBUTES

    aside = set(ATTRIBUTES.get(there.layer, {}).values())
    values: Mapping[str, Any] = there.values
    parts = (
        f"{name}: {' '.join(shown(value).split())}"
        for name, value in values.items()
        if name not in aside
    )
    return " | ".join(parts)
