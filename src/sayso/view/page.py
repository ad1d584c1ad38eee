"""One report as a page: the text with everything that was read in it, beside the records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import pairwise
from typing import Any

from sayso.record import Block, Report, Span
from sayso.view.cards import Card, Quote, card_groups, dom_id
from sayso.view.html import render, web_link
from sayso.view.layout import Layout, Passage, lay_out
from sayso.view.marks import KINDS, marks_of
from sayso.view.segments import Mark, Segment
from sayso.view.wording import block_name, stamp

_TAGS = {"title": "h1", "heading": "h2"}
_SPOKEN = 4

Run = tuple[int, int]


def report_page(report: Report) -> str:
    """A report as one self-contained HTML page.

    The text with its spans marked by kind, and the records with their evidence and chains of
    tellers, linked both ways; by pointer, keyboard and screen reader. It loads nothing, works from
    a file, and without scripts the text and the records can still be read.

    Args:
        report: What was read.

    Returns:
        The page, to be written as UTF-8.
    """
    marks = marks_of(report)
    laid = lay_out(report, marks)
    numbers = _numbers(laid)
    runs = [(numbers[first], numbers[last]) for first, last in laid.segmentation.runs]
    spots = dict(zip((mark.span for mark in marks), runs, strict=True))
    groups = card_groups(report)
    counts = Counter(mark.kind for mark in marks if mark.kind)
    return render(
        "report.html.j2",
        styles=("base.css", "report.css"),
        script="report.js",
        data=_data(marks, runs, (card for group in groups for card in group.cards)),
        title=report.title or "Report",
        body_class="report",
        report_title=report.title or "Untitled report",
        has_title=any(passage.block.kind == "title" for passage in laid.passages),
        lang=report.language or "",
        meta=_meta(report),
        url=web_link(report.url),
        warnings=[{"id": f"w{i}", "text": w.message} for i, w in enumerate(report.warnings)],
        kinds=[
            {"kind": kind, "name": name, "count": counts[kind]}
            for kind, name in KINDS.items()
            if counts[kind]
        ],
        passages=list(_passages(report, laid, marks, numbers)),
        groups=[
            {
                "id": group.id,
                "title": group.title,
                "cards": [_card(card, spots) for card in group.cards],
            }
            for group in groups
        ],
    )


def _numbers(laid: Layout) -> list[int]:
    """Segment index to its number in the page, which leaves out blanks between blocks."""
    shown = bytearray(len(laid.segmentation.segments))
    for passage in laid.passages:
        shown[passage.first : passage.last] = b"\x01" * (passage.last - passage.first)
    numbers = [0]
    for one in shown:
        numbers.append(numbers[-1] + one)
    return numbers


def _data(marks: Sequence[Mark], runs: Sequence[Run], cards: Iterable[Card]) -> dict[str, Any]:
    records = {id_: i for i, id_ in enumerate(dict.fromkeys(mark.record for mark in marks))}
    kinds = {kind: i for i, kind in enumerate(KINDS)}
    return {
        "records": [dom_id(record) for record in records],
        "kinds": list(kinds),
        "marks": [
            [records[mark.record], kinds[mark.kind] if mark.kind else -1, first, last]
            for mark, (first, last) in zip(marks, runs, strict=True)
            if first < last
        ],
        "related": {dom_id(c.id): [dom_id(r) for r in c.related] for c in cards if c.related},
    }


def _meta(report: Report) -> list[dict[str, str]]:
    parts = (
        ("", report.outlet),
        ("agency", report.agency),
        ("by", report.byline),
        ("published", report.published and stamp(report.published)),
        ("modified", report.modified and stamp(report.modified)),
        ("language", report.language),
    )
    return [{"label": label, "text": text} for label, text in parts if text]


def _passages(
    report: Report, laid: Layout, marks: Sequence[Mark], numbers: Sequence[int]
) -> Iterator[dict[str, Any]]:
    """The blocks, and where a run of blocks with one teller or note opens and closes."""
    labels = [None, *(_label(passage.block) for passage in laid.passages), None]
    around = list(pairwise(labels))
    for passage, (before, label), (_, after) in zip(
        laid.passages, around, around[1:], strict=False
    ):
        yield {
            "kind": passage.block.kind,
            "tag": _TAGS.get(passage.block.kind, "p"),
            "opens": label if label and label != before else "",
            "closes": bool(label) and label != after,
            "pieces": list(_pieces(report, laid, passage, marks, numbers)),
        }


def _label(block: Block) -> str:
    if block.teller is None and block.kind not in {"editor_note", "correction"}:
        return ""
    kind = block_name(block.kind) if block.kind in {"editor_note", "correction"} else ""
    return ", ".join(p for p in (block.teller and f"Text of {block.teller}", kind) if p)


def _pieces(
    report: Report,
    laid: Layout,
    passage: Passage,
    marks: Sequence[Mark],
    numbers: Sequence[int],
) -> Iterator[dict[str, Any]]:
    for i in range(passage.first, passage.last):
        piece: Segment = laid.segmentation.segments[i]
        # The parts of a statement are told by its source; who is at the words comes first.
        links = [marks[m] for m in piece.starting if marks[m].kind]
        records = list(dict.fromkeys(dom_id(mark.record) for mark in links))[:_SPOKEN]
        yield {
            "i": numbers[i],
            "text": report.words((piece.start, piece.end)),
            "classes": " ".join(["s", *sorted(f"k-{kind}" for kind in piece.kinds)]),
            "anchor": bool(piece.starting),
            "href": records[0] if records else "",
            "described": " ".join(f"{record}-summary" for record in records),
        }


_LABELS = {"about": "", "warning": "", "loaded": ""}


def _card(card: Card, spots: Mapping[Span, Run]) -> dict[str, Any]:
    def quotes(items: Iterable[Quote]) -> list[dict[str, Any]]:
        out = []
        for quote in items:
            first, last = spots.get(quote.span, (0, 0))
            spot = {"first": first, "last": last} if first < last else {"first": None}
            out.append({"words": quote.words, **spot})
        return out

    return {
        **asdict(card),
        "id": dom_id(card.id),
        "label": _LABELS.get(card.kind, card.id),
        "title": card.title,
        "summary": card.summary,
        "chips": card.chips,
        "quotes": quotes(card.quotes),
        "fields": [
            {
                "label": field.label,
                "chain": field.chain,
                "values": [
                    {
                        "text": value.text,
                        "note": value.note,
                        "record": dom_id(value.record) if value.record else "",
                        "quotes": quotes(value.quotes),
                    }
                    for value in field.values
                ],
            }
            for field in card.fields
        ],
    }
