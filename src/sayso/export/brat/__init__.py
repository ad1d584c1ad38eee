"""brat standoff: the text of each report and its annotations, for brat and what reads its files.

``r_….txt`` is the text, ``r_….ann`` what is marked in it: text-bound annotations (``T``), events
(``E``) with who acts, to whom, where, when, with what, the numbers, the statement that tells it
and the earlier mention of the same, relations between words (``R``),
attributes (``A``), entries in Wikidata and GeoNames (``N``), mentions of one actor or place
(``*``). A note (``#``) of each annotation begins with its path in the record; its other coded
fields follow, an event's incident among them. ``annotation.conf``, ``visual.conf`` and
``tools.conf`` are what brat asks for.

Offsets are code points. An annotation that goes over the end of a line is written in fragments,
one a line, as brat asks for; read back, fragments with only white space between them are one span.
A carriage return in a text becomes a space, which moves no offset, because many readers would
otherwise turn two characters into one. Words that are only white space cannot be marked; they are
listed in ``left_out.csv``.

Source: the brat manual, "standoff format", and ``server/src/annotation.py`` of brat 1.3.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from sayso.export.annotations import Annotated, Annotation, LeftOut, annotated
from sayso.export.annotations.files import LeftOuts, name_of, shown, text_of
from sayso.export.annotations.spans import lines_of
from sayso.export.annotations.types import Used, plain, relation_type, type_of
from sayso.export.brat.conf import ATTRIBUTES, ROLES, annotation_conf, tools_conf, visual_conf
from sayso.export.source import Source


def write(source: Source, folder: Path) -> dict[str, int]:
    """Write all reports, and how brat shows them.

    Args:
        source: What is exported.
        folder: Where the files go.

    Returns:
        How many texts, annotated texts, and things left out there are.
    """
    used, count = Used(), 0
    with LeftOuts(folder, excel_safe=source.asked.excel_safe) as left_outs:
        for read in source.read():
            marked = annotated(read)
            report = marked.report
            lines, left_out = standoff(marked)
            used.see(marked.annotations)
            left_outs.add(report, (*marked.left_out, *left_out))
            name = name_of(report)
            (folder / f"{name}.txt").write_bytes(text_of(report.text).encode())
            (folder / f"{name}.ann").write_bytes("".join(f"{line}\n" for line in lines).encode())
            count += 1
    confs = {
        "annotation.conf": annotation_conf(used),
        "visual.conf": visual_conf(used),
        "tools.conf": tools_conf(),
    }
    for name, text in confs.items():
        (folder / name).write_bytes(text.encode())
    return {"*.txt": count, "*.ann": count, "left_out.csv": left_outs.count}


def standoff(marked: Annotated) -> tuple[list[str], list[LeftOut]]:
    """The lines of annotations of a report, and what brat cannot hold.

    Args:
        marked: The report.
    """
    writer = _Writer(marked)
    lines = [*writer.bound(), *writer.events(), *writer.relations(), *writer.equal()]
    return [*lines, *writer.remarks()], writer.left_out


class _Writer:
    """The lines of one report; their methods are to be called in the order of their standing."""

    def __init__(self, marked: Annotated) -> None:
        self.left_out: list[LeftOut] = []
        self._marked = marked
        self._text = text_of(marked.report.text)
        self._bound: dict[str, str] = {}
        """Ids of the words, by path."""
        self._ids: dict[str, str] = {}
        """What others refer to: the event where there is one, else the words."""
        self._told: set[str] = set()
        """Paths of events, whose relations are their arguments."""

    def bound(self) -> Iterator[str]:
        """``T``: the words."""
        for each in self._marked.annotations:
            spans = lines_of(self._text, each.spans)
            if not spans:
                why = "only white space, which brat cannot mark; nor what relates to it"
                self.left_out.append(LeftOut(each.path, why, each.spans))
                continue
            id_ = f"T{len(self._bound) + 1}"
            self._bound[each.path] = self._ids[each.path] = id_
            where = ";".join(f"{start} {end}" for start, end in spans)
            words = " ".join(self._text[start:end] for start, end in spans)
            yield f"{id_}\t{type_of(each)} {where}\t{words}"

    def events(self) -> Iterator[str]:
        """``E``: events with their arguments."""
        there = [
            each
            for each in self._marked.annotations
            if each.layer == "events" and each.path in self._bound
        ]
        self._ids |= {each.path: f"E{n}" for n, each in enumerate(there, 1)}
        of: dict[str, list[tuple[str, str]]] = {each.path: [] for each in there}
        for relation in self._marked.relations:
            if relation.start in of and relation.end in self._ids:
                of[relation.start].append((ROLES[relation.label], self._ids[relation.end]))
        self._told = set(of)
        for each in there:
            arguments = "".join(f" {role}:{to}" for role, to in _numbered(of[each.path]))
            head = f"{type_of(each)}:{self._bound[each.path]}"
            yield f"{self._ids[each.path]}\t{head}{arguments}"

    def relations(self) -> Iterator[str]:
        """``R``: what is no argument of an event."""
        number = 0
        for relation in self._marked.relations:
            start, end = self._ids.get(relation.start), self._ids.get(relation.end)
            if relation.start in self._told or start is None or end is None:
                continue
            number += 1
            yield f"R{number}\t{relation_type(relation.label)} Arg1:{start} Arg2:{end}"

    def equal(self) -> Iterator[str]:
        """``*``: mentions of one actor or place."""
        of: dict[str, list[str]] = {}
        for each in self._marked.annotations:
            if each.layer in ("actors", "places") and each.path in self._bound:
                of.setdefault(each.thing, []).append(self._bound[each.path])
        for ids in of.values():
            if len(ids) > 1:
                yield f"*\tEquiv {' '.join(ids)}"

    def remarks(self) -> Iterator[str]:
        """``A``, ``N`` and ``#``: attributes, entries in authority files, and notes."""
        attributes = entries = notes = 0
        for each in self._marked.annotations:
            id_ = self._ids.get(each.path)
            if id_ is None:
                continue
            values = dict(each.values)
            for name, field in ATTRIBUTES.get(each.layer, {}).items():
                if field not in values:
                    continue
                value = values.pop(field)
                attributes += 1
                end = "" if value is True else f" {plain(shown(value))}"
                yield f"A{attributes}\t{name} {id_}{end}"
            entry = _entry(each)
            if entry is not None:
                entries += 1
                yield f"N{entries}\tReference {id_} {entry}\t{_line(shown(values['name']))}"
            notes += 1
            said = "".join(f" | {name}: {_line(shown(value))}" for name, value in values.items())
            yield f"#{notes}\tAnnotatorNotes {id_}\t{each.path}{said}"


def _numbered(arguments: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Arguments with roles that are different: ``Actor``, ``Actor2``, ``Actor3``."""
    seen: dict[str, int] = {}
    for role, to in arguments:
        seen[role] = seen.get(role, 0) + 1
        yield (role if seen[role] == 1 else f"{role}{seen[role]}"), to


def _entry(each: Annotation) -> str | None:
    """An entry in an authority file, as ``Wikidata:Q30``."""
    values: Mapping[str, object] = each.values
    if each.layer == "places" and "geonames" in values:
        return f"GeoNames:{values['geonames']}"
    identity = values.get("identity")
    if each.layer == "actors" and isinstance(identity, str):
        scheme, _, id_ = identity.partition(":")
        name = "Wikidata" if scheme == "wikidata" else plain(scheme)
        return f"{name}:{plain(id_)}" if plain(id_) else None
    return None


def _line(text: str) -> str:
    """Text on one line, without tabs."""
    return " ".join(text.split())
