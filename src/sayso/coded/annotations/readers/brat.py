"""brat standoff: a text and an ``.ann`` file beside it for each report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from sayso.coded.annotations.form import CodedReport, Link, Mark, is_path
from sayso.coded.annotations.labels import FIELDS
from sayso.coded.annotations.readers.files import OnError, text_in
from sayso.errors import MalformedInput
from sayso.record import Spans

_ENTRY = re.compile(r"Reference (\S+) (\S+?):(\S+)")
_NAMES = "|".join(sorted({name for names in FIELDS.values() for name in names} | {
    "why", "member_of", "actor", "actors", "recipients", "places", "time", "same_as", "parent",
    "confidence", "voice", "incident", "phrase", "statement",
}))  # fmt: skip
_NEXT = re.compile(rf" \| (?=(?:{_NAMES}): ?)")
_FLAGS = {
    "sources": {"anonymous": False, "kind": None},
    "events": {"background": False, "mode": None},
}
"""Attributes that our export writes only where they are set: without one, it was taken away."""
_AUTHORITIES = {"Wikidata": "wikidata"}


def read(path: Path, on_error: OnError) -> Iterator[CodedReport]:
    """The annotations of one ``.ann`` file.

    Args:
        path: The file; the text is in the ``.txt`` file of the same name, where there is one.
        on_error: Called with each line that cannot be read.
    """
    text_file = path.with_suffix(".txt")
    text = text_in(text_file, "utf-8") if text_file.exists() else None
    yield _Standoff(str(path), on_error).read(unquote(path.stem), text, text_in(path))


class _Standoff:
    """The lines of one file, gathered."""

    def __init__(self, source: str, on_error: OnError) -> None:
        self._source = source
        self._on_error = on_error
        self._bound: dict[str, tuple[str, Spans, str]] = {}
        self._events: dict[str, tuple[str, str, list[str]]] = {}
        self._links: list[Link] = []
        self._groups: list[tuple[str, ...]] = []
        self._values: dict[str, dict[str, object]] = {}
        self._notes: dict[str, str] = {}

    def read(self, name: str, text: str | None, ann: str) -> CodedReport:
        for number, line in enumerate(ann.split("\n"), 1):
            line = line.rstrip("\r")
            if not line.strip():
                continue
            try:
                self._take(line)
            except (ValueError, IndexError):
                self._on_error(
                    MalformedInput(
                        f"no line of brat standoff: {line[:60]!r}",
                        source=self._source,
                        place=f"line {number}",
                        remedy="see brat.nlplab.org/standoff.html",
                    )
                )
        trigger = {trigger: id_ for id_, (_, trigger, _) in self._events.items()}
        for id_, (_, _, arguments) in self._events.items():
            parts = (argument.partition(":") for argument in arguments)
            self._links += (Link(label, id_, to) for label, _, to in parts)
        end = {id_: words for id_, (_, words, _) in self._events.items()}
        links = [
            Link(x.label, end.get(x.start, x.start), end.get(x.end, x.end)) for x in self._links
        ]
        return CodedReport(
            source=self._source,
            item="",
            report=name if name.startswith("r_") else None,
            text=text,
            marks=tuple(self._mark(id_, trigger.get(id_)) for id_ in self._bound),
            links=tuple(links),
            groups=tuple(tuple(end.get(i, i) for i in ids) for ids in self._groups),
            grouped=True,
        )

    def _take(self, line: str) -> None:
        id_, _, rest = line.partition("\t")
        data, _, tail = rest.partition("\t")
        kind = id_[0]
        if kind == "T":
            type_, _, where = data.partition(" ")
            spans = tuple(_span(part) for part in where.split(";"))
            self._bound[id_] = (type_, spans, tail)
        elif kind == "E":
            head, *roles = data.split(" ")
            type_, _, trigger = head.partition(":")
            if trigger not in self._bound:
                raise ValueError
            self._events[id_] = (type_, trigger, [role for role in roles if role])
        elif kind == "R":
            label, one, two = data.split(" ")
            self._links.append(Link(label, one.partition(":")[2], two.partition(":")[2]))
        elif kind == "*":
            label, *ids = data.split(" ")
            self._groups.append(tuple(ids))
        elif kind in "AM":
            name, target, *more = data.split(" ")
            self._values.setdefault(target, {})[name] = " ".join(more) if more else True
        elif kind == "N":
            found = _ENTRY.fullmatch(data)
            if found is None:
                raise ValueError
            target, authority, entry = found.groups()
            name = "geonames" if authority == "GeoNames" else "identity"
            value = entry if name == "geonames" else f"{_authority(authority)}:{entry}"
            self._values.setdefault(target, {})[name] = value
        elif kind == "#":
            self._notes[data.split(" ")[1]] = tail
        else:
            raise ValueError

    def _mark(self, id_: str, event: str | None) -> Mark:
        label, spans, words = self._bound[id_]
        own = event or id_
        if event is not None:
            label = self._events[event][0]  # the line of the event says what it is
        note = self._notes.get(own, self._notes.get(id_, ""))
        path, _, said = note.partition(" | ")
        path = path.strip()
        if not is_path(path):
            path, said = "", ""
        noted: dict[str, object] = {}
        for part in _NEXT.split(said) if said else ():
            name, _, value = part.partition(":")
            noted[name.strip()] = value.strip() or None
        values = {_FIELD.get(k, k): v for k, v in self._values.get(own, {}).items()}
        if path:
            layer = "events" if path.startswith("events.") and path.endswith(".anchor") else ""
            layer = "sources" if path.endswith(".source") else layer
            values = {**_FLAGS.get(layer, {}), **values}
        return Mark(
            id_,
            label,
            spans,
            layer="events" if event is not None and path else None,
            values=values,
            noted=noted,
            note=said if path else None,
            path=path or None,
            words=words,
        )


_FIELD = {
    "Stance": "stance",
    "Anonymous": "anonymous",
    "Source_kind": "kind",
    "Status": "status",
    "Mode": "mode",
    "Background": "background",
}
"""Our attributes, as fields of a record."""


def _authority(name: str) -> str:
    return _AUTHORITIES.get(name, name)


def _span(part: str) -> tuple[int, int]:
    start, end = part.split(" ")
    return int(start), int(end)
