"""Annotations as every reader gives them: marked words, links between them, and of which report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from sayso.record import Span, Spans


@dataclass(frozen=True, slots=True)
class Quote:
    """Words with what stands around them (W3C Web Annotation, 4.2.4)."""

    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that somebody marked.

    Attributes:
        id: In its file, for links and messages.
        label: As the file has it.
        spans: Code points of the report's text as the file has it; several where the words are
            discontinuous.
        layer: The layer of our own exports (``sayso.export.annotations.LAYERS``), where the file
            says it; then the label is the record's. None: the label is yet to be understood.
        values: Coded fields, by the file's names: text, or as JSON has them; None: it has none.
        noted: Coded fields in a note that was written by an export and that people may have edited.
        note: That note as it stands, without its path.
        path: Where it stood in a record when it was exported.
        words: The words as the file has them, to check its offsets by.
        quotes: The words by what stands around them, one for each span.
    """

    id: str
    label: str
    spans: Spans
    layer: str | None = None
    values: Mapping[str, object] = field(default_factory=dict)
    noted: Mapping[str, object] = field(default_factory=dict)
    note: str | None = None
    path: str | None = None
    words: str | None = None
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """What one mark is to another, by the file's label."""

    label: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class CodedReport:
    """What a file says of one report.

    Attributes:
        source: The file.
        item: Where in it, for messages: a task, a line.
        report: Id of the report in a collection, where the file has it.
        url: Its address, likewise.
        text: Its text as the file has it; None: it has none, and counts in the report's own.
        groups: Marks that are mentions of one thing.
        grouped: Whether ``groups`` says all that is one: what is in none stands alone.
        fields: Fields of the report itself: ``title``, ``outlet``, ….
        who: Who annotated it, where the file says so.
    """

    source: str
    item: str
    report: str | None = None
    url: str | None = None
    text: str | None = None
    marks: tuple[Mark, ...] = ()
    links: tuple[Link, ...] = ()
    groups: tuple[tuple[str, ...], ...] = ()
    grouped: bool = False
    fields: Mapping[str, object] = field(default_factory=dict)
    who: str | None = None

    @property
    def place(self) -> str:
        """Where it is, for messages."""
        return f"{self.source}, {self.item}" if self.item else self.source


CONTINUES = "continues"
"""The link from a part of discontinuous words to the part before it, in tools that know none."""


def joined_parts(
    marks: tuple[Mark, ...], links: tuple[Link, ...]
) -> tuple[tuple[Mark, ...], tuple[Link, ...]]:
    """Parts of discontinuous words, each a mark of its own with a link to the one before, as one.

    Args:
        marks: Of a report.
        links: Likewise; those with the label ``Continues`` join.
    """
    before = {link.start: link.end for link in links if link.label.casefold() == CONTINUES}
    if not before:
        return marks, links

    def first(id_: str) -> str:
        seen = {id_}
        while id_ in before and before[id_] not in seen:
            id_ = before[id_]
            seen.add(id_)
        return id_

    whole: dict[str, Mark] = {}
    for mark in marks:
        home = first(mark.id)
        if home in whole:
            known = whole[home]
            spans = tuple(sorted((*known.spans, *mark.spans)))
            words = None if None in (known.words, mark.words) else f"{known.words} {mark.words}"
            kept = known if known.id == home else mark
            whole[home] = replace(kept, id=home, spans=spans, words=words)
        else:
            whole[home] = mark
    rest = (
        Link(link.label, first(link.start), first(link.end))
        for link in links
        if link.label.casefold() != CONTINUES
    )
    return tuple(whole.values()), tuple(dict.fromkeys(rest))


class Wide:
    """Offsets in UTF-16 units as offsets in code points.

    Args:
        text: The text that they count in.
    """

    def __init__(self, text: str) -> None:
        self._units = [0]
        for number, letter in enumerate(text):
            self._units.append(self._units[number] + (2 if letter > "\uffff" else 1))
        self._points = {unit: point for point, unit in enumerate(self._units)}
        self.plain = self._units[-1] == len(text)

    def span(self, start: int, end: int) -> Span:
        """A span in code points; one that cuts a character in two begins before or ends after."""
        if self.plain:
            return start, end
        return self._at(start, -1), self._at(end, 1)

    def _at(self, unit: int, step: int) -> int:
        if unit in self._points:
            return self._points[unit]
        if unit + step in self._points:
            return self._points[unit + step]
        return unit  # beyond the text; whoever checks the span says so


def parsed_note(lines: Iterator[str]) -> tuple[str | None, dict[str, object]]:
    """A path and coded fields from the lines that our exports write into notes.

    Args:
        lines: The path first, then ``name: value``.
    """
    path: str | None = None
    values: dict[str, object] = {}
    for number, line in enumerate(lines):
        name, colon, value = line.partition(":")
        if number == 0 and not colon and is_path(line.strip()):
            path = line.strip()
        elif colon and name.strip().isidentifier():
            values[name.strip()] = value.strip() or None
    return path, values


def is_path(text: str) -> bool:
    """Whether a text is a path in a record."""
    kind, dot, rest = text.partition(".")
    return bool(dot and rest) and " " not in text and kind in _ROOMS


_ROOMS = frozenset(
    {"actors", "places", "times", "statements", "events", "attacks", "totals", "loaded"}
)
