"""spaCy DocBin files (spaCy 3): the reports in tokens with what is marked in them, for training.

A file has a thousand reports; ``spacy train`` reads the folder. What is marked stands in span
groups, one a layer (``actors``, ``places``, ``times``, ``events``, ``sources``, ``cues``,
``contents``, ``tolls`` and the others of :data:`sayso.export.annotations.LAYERS`), for components
such as ``spancat``. A span's label is its code in upper case, its ``id_`` the path of the
annotation in the record, its ``kb_id_`` an entry as ``wikidata:Q30`` or ``geonames:99237``. Parts
of discontinuous words are spans with the same ``id_``.

``ents`` has actors, places and times for ``ner``, which cannot overlap: of those that do, the
longest stays, of equally long ones an actor before a place before a time, then the first.

``user_data`` has ``report``, ``url``, ``outlet``, ``title``, ``published``, ``language``,
``reader``, ``incidents`` (of events, by id), ``values`` (coded fields, by path; a
number of more than 64 bits is text) and ``relations``.

Tokens are those of the blank English pipeline. Where words that were marked begin or end inside a
token, the span is made as long as the token, and ``left_out.csv`` says so; nothing is dropped but
what is only white space. White space at the edges of a span is cut off.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sayso.export.annotations import LAYERS, Annotated, Annotation, LeftOut, annotated
from sayso.export.annotations.files import LeftOuts, batches
from sayso.export.annotations.spans import trimmed
from sayso.export.annotations.tokens import in_passing, tokenised
from sayso.export.shared.clean import unicode_text
from sayso.export.source import Source

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

TOGETHER = 1000
"""Reports in a file; about 100 MB of memory while it is written."""

_ENTITIES = ("actors", "places", "times")
"""Layers of ``ents``, those that come first where two are equally long."""
_ATTRIBUTES = ("ENT_IOB", "ENT_TYPE", "ENT_KB_ID", "ENT_ID")


def write(source: Source, folder: Path) -> dict[str, int]:
    """Write all reports.

    Args:
        source: What is exported.
        folder: Where the files go.

    Returns:
        How many reports each file has, and how many spans were left out or made longer.
    """
    from spacy.tokens import DocBin

    files: dict[str, int] = {}
    with LeftOuts(folder, excel_safe=source.asked.excel_safe) as left_outs:
        # a first file also where there are no reports, so that there is one to read
        for some in batches(source.read(), TOGETHER):
            name = f"reports-{len(files) + 1:05}.spacy"
            kept = DocBin(attrs=_ATTRIBUTES, store_user_data=True)
            # words that were seen in them are forgotten after
            with in_passing():
                for read in some:
                    marked = annotated(read)
                    doc, left_out = document(marked)
                    left_outs.add(marked.report, (*marked.left_out, *left_out))
                    kept.add(doc)
                kept.to_disk(folder / name)
            files[name] = len(kept)
    return {**files, "left_out.csv": left_outs.count}


def document(marked: Annotated) -> tuple[Doc, list[LeftOut]]:
    """A report as spaCy's document, and what could not be marked as it is in the record.

    Args:
        marked: The report.
    """
    from spacy.tokens import SpanGroup

    doc = tokenised(marked.report.text)
    doc.user_data.update(_about(marked))
    groups: dict[str, list[Span]] = {layer: [] for layer in LAYERS}
    left_out: list[LeftOut] = []
    for each in marked.annotations:
        spans, missed = _spans(doc, marked.report.text, each)
        groups[each.layer] += spans
        left_out += missed
    for layer, spans in groups.items():
        doc.spans[layer] = SpanGroup(doc, name=layer, spans=spans)
    doc.ents = _entities(doc, groups)
    return doc, left_out


def _spans(doc: Doc, text: str, each: Annotation) -> tuple[list[Span], list[LeftOut]]:
    """The tokens of an annotation, and what is longer or missing."""
    spans: list[Span] = []
    left_out: list[LeftOut] = []
    for where in each.spans:
        inked = trimmed(text, where)
        span = (
            None
            if inked is None
            else doc.char_span(
                *inked,
                label=each.label.upper(),
                kb_id=_entry(each),
                span_id=each.path,
                alignment_mode="expand",
            )
        )
        if span is None:
            left_out.append(LeftOut(each.path, "there are no words", (where,)))
            continue
        spans.append(span)
        if (span.start_char, span.end_char) != inked:
            why = f"made as long as its tokens: {span.start_char} to {span.end_char}"
            left_out.append(LeftOut(each.path, why, (where,)))
    return spans, left_out


def _entry(each: Annotation) -> str:
    if each.layer == "places" and "geonames" in each.values:
        return f"geonames:{each.values['geonames']}"
    return str(each.values.get("identity", "")) if each.layer == "actors" else ""


def _entities(doc: Doc, groups: dict[str, list[Span]]) -> list[Span]:
    """Entities that do not overlap."""
    found = [span for layer in _ENTITIES for span in groups[layer]]
    # sorting keeps the order of the layers among equally long ones
    found.sort(key=lambda span: -len(span))
    taken = bytearray(len(doc))
    kept: list[Span] = []
    for span in found:
        if not any(taken[span.start : span.end]):
            taken[span.start : span.end] = b"\1" * len(span)
            kept.append(span)
    return sorted(kept, key=lambda span: span.start)


def _about(marked: Annotated) -> dict[str, Any]:
    """What stands beside the text, in plain values."""
    report = marked.report
    texts = {
        "report": report.id,
        "url": report.url,
        "outlet": report.outlet,
        "title": report.title,
        "published": report.published,
        "language": report.language,
        "reader": report.reader.version,
    }
    return {
        **{key: None if text is None else unicode_text(text) for key, text in texts.items()},
        "incidents": dict(marked.incidents),
        "values": {each.path: _plain(each.values.items()) for each in marked.annotations},
        "relations": [[each.label, each.start, each.end] for each in marked.relations],
    }


def _plain(values: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    return {name: _held(value) for name, value in values}


def _held(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    # msgpack has no integers of more than 64 bits
    return str(value) if isinstance(value, int) and abs(value) >= 2**63 else value
