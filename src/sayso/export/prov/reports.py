"""How a report's record came about, as a document of PROV."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from prov.identifier import QualifiedName
from prov.model import PROV, ProvDocument

from sayso.export.prov.document import SPACES, TERMS, Document, as_value, token
from sayso.export.shared.clean import web_address
from sayso.record import Report, Span
from sayso.review.decision import Decision
from sayso.review.marks import Mark
from sayso.store.provenance import ReadingMade
from sayso.store.snapshot import Read

Decisions = Mapping[tuple[str, str], Decision]
"""By who made it, and when."""
REPORT = SPACES["report"]


def report_document(
    read: Read,
    readings: Sequence[ReadingMade],
    marks: Mapping[str, Mark],
    decisions: Decisions,
    people: Mapping[str, str],
) -> ProvDocument:
    """How a report's record came about.

    Args:
        read: The report as it counts.
        readings: Its readings; the last is the current one.
        marks: What people decided that holds, by path in the record.
        decisions: The decisions of these.
        people: What each person is called.
    """
    return _Report(read.report, readings, marks, decisions, people).document()


class _Report:
    def __init__(
        self,
        report: Report,
        readings: Sequence[ReadingMade],
        marks: Mapping[str, Mark],
        decisions: Decisions,
        people: Mapping[str, str],
    ) -> None:
        self._report = report
        self._readings = readings
        self._marks = marks
        self._decisions = decisions
        self._out = Document(people)
        self._reading = SPACES["reading"][str(readings[-1].number)]
        self._text = self._name("text")
        self._things: set[QualifiedName] = set()

    def document(self) -> ProvDocument:
        prov = self._out.prov
        for before, made in zip((None, *self._readings), self._readings, strict=False):
            self._read(made)
            if before is not None:
                prov.wasRevisionOf(self._version(made), self._version(before))
        last = self._version(self._readings[-1])
        own = REPORT[token(self._report.id)]
        self._out.entity(own, "Report")
        prov.wasDerivedFrom(own, last)
        for kind in ("actors", "places", "times", "statements", "events", "attacks"):
            for thing in getattr(self._report, kind):
                self._thing(f"{kind}.{thing.id}", _spans(kind, thing))
        for kind in ("totals", "loaded"):
            for n, thing in enumerate(getattr(self._report, kind)):
                self._thing(f"{kind}.{n}", _spans(kind, thing))
        for path, mark in self._marks.items():
            if (decision := self._decision(mark)) is not None:
                self._decided(path, mark, decision, own)
        return prov

    def _read(self, made: ReadingMade) -> None:
        """A reading, the bytes that it was made of, and the models that it used."""
        prov, out = self._out.prov, self._out
        document = SPACES["document"][made.sha256]
        out.entity(document, "Document", sha256=made.sha256, mediaType=made.media_type)
        if (url := web_address(self._report.url)) is not None:
            source = self._name("source")
            prov_entity = out.entity(source, "Article")
            if made is self._readings[0]:
                prov_entity.add_attributes({PROV["location"]: url})
            prov.hadPrimarySource(document, source)
        activity = out.activity(SPACES["reading"][str(made.number)], "Reading", made.made)
        prov.wasAssociatedWith(activity, out.software("sayso", made.version))
        prov.used(activity, document)
        for name, digest in made.models.items():
            model = SPACES["model"][f"{token(name)}@{token(digest)}"]
            out.entity(model, "Model", name=name, digest=digest)
            prov.used(activity, model)
        version = self._version(made)
        out.entity(version, "Record")
        prov.wasGeneratedBy(version, activity)
        prov.wasDerivedFrom(version, document)
        if made is self._readings[-1]:
            out.entity(self._text, "Text", extractor=made.extractor)
            prov.wasGeneratedBy(self._text, activity)
            prov.wasDerivedFrom(self._text, document)

    def _thing(self, path: str, spans: Sequence[Span]) -> None:
        """Something in the record, and the words that it was read from."""
        name = self._name(path)
        self._things.add(name)
        self._out.entity(name, "Coded")
        chars = [(TERMS["char"], f"{start},{end}") for start, end in dict.fromkeys(spans)]
        self._out.prov.wasDerivedFrom(name, self._text, other_attributes=chars)
        mark = self._marks.get(path)
        if mark is None or mark.state != "added" or self._decision(mark) is None:
            self._out.prov.wasGeneratedBy(name, self._reading)

    def _decided(self, path: str, mark: Mark, decision: Decision, own: QualifiedName) -> None:
        """What a decision did to a value, a thing, or the record as a whole."""
        prov = self._out.prov
        activity = self._out.decision(decision)
        name = self._name(path) if path else own
        if mark.state == "corrected":
            before = self._name(f"{path}@{self._readings[-1].number}")
            self._out.entity(before, "Coded", value=as_value(mark.old))
            prov.wasGeneratedBy(before, self._reading)
            self._out.entity(name, "Coded", value=as_value(decision.new))
            prov.wasGeneratedBy(name, activity)
            prov.used(activity, before)
            prov.wasRevisionOf(name, before)
        elif mark.state == "added":
            self._out.entity(name, "Coded")
            prov.wasGeneratedBy(name, activity)
        else:
            known = name in self._things or not path
            self._out.entity(name, "Coded")
            if not known:
                prov.wasGeneratedBy(name, self._reading)
            if mark.state in ("rejected", "merged"):
                prov.wasInvalidatedBy(name, activity)
            else:
                prov.used(activity, name)

    def _decision(self, mark: Mark) -> Decision | None:
        return self._decisions.get((mark.by or "", mark.made or ""))

    def _version(self, made: ReadingMade) -> QualifiedName:
        return REPORT[f"{token(self._report.id)}@{made.number}"]

    def _name(self, path: str) -> QualifiedName:
        return REPORT[f"{token(self._report.id)}#{path}"]


def _spans(kind: str, thing: Any) -> list[Span]:
    """The words that something was read from, in the order of the text."""
    found: list[Span] = []
    if kind in ("actors", "places"):
        found += thing.mentions
    elif kind in ("times", "loaded"):
        found.append(thing.span)
    elif kind == "totals":
        found += thing.spans
    elif kind == "attacks":
        found += (cast.span for cast in thing.cast)
    elif kind == "statements":
        found += [*thing.cue, *thing.content, *thing.hedges]
        found += [part.span for part in (thing.source, thing.medium) if part is not None]
    else:
        found.append(thing.anchor)
        found += (toll.span for toll in thing.tolls)
    for words in getattr(thing, "evidence", {}).values():
        found += words
    return sorted(set(found))
