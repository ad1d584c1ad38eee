"""A report in a notebook: its text with what was read in it, who says what, what happened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sayso.record import Event, Report, Statement
from sayso.view.cards import card_groups
from sayso.view.html import fragment
from sayso.view.layout import Layout, lay_out
from sayso.view.marks import marks_of
from sayso.view.safe import one_line
from sayso.view.segments import Mark
from sayso.view.wording import Lookup, event_name, stamp, toll_text

_TEXT = 8_000
"""Characters of text that are shown."""
_ROWS = 30
_WORDS = 300


def report_html(report: Report) -> str:
    """A report as a piece of a page: marked text, and tables of who says what and what happened.

    Marked words say on being pointed at what was read from them.

    Args:
        report: What was read.
    """
    marks = marks_of(report)
    laid = lay_out(report, marks)
    look = Lookup(report)
    return fragment(
        "notebook.html.j2",
        styles=("notebook.css",),
        kind="report",
        id=one_line(report.id, _WORDS),
        title=one_line(report.title or "Untitled report", _WORDS),
        lang=report.language or "",
        meta=_meta(report),
        warnings=[one_line(warning.message, _WORDS) for warning in report.warnings[:_ROWS]],
        passages=list(_passages(report, laid, marks)),
        cut=max(0, len(report.text) - _TEXT),
        statements=[_statement(s, report, look) for s in report.statements[:_ROWS]],
        more_statements=max(0, len(report.statements) - _ROWS),
        events=[_event(e, report, look) for e in report.events[:_ROWS]],
        more_events=max(0, len(report.events) - _ROWS),
    )


def _meta(report: Report) -> list[dict[str, str]]:
    parts = (
        ("", report.outlet or "outlet not known"),
        ("agency", report.agency),
        ("by", report.byline),
        ("published", stamp(report.published) if report.published else "at no known time"),
    )
    return [{"label": label, "text": one_line(text, _WORDS)} for label, text in parts if text]


def _passages(report: Report, laid: Layout, marks: list[Mark]) -> Iterator[dict[str, Any]]:
    says = {card.id: card.summary for group in card_groups(report) for card in group.cards}
    for passage in laid.passages:
        if passage.block.span[0] >= _TEXT:
            return
        yield {
            "kind": passage.block.kind,
            "opens": one_line(f"text of {passage.block.teller}", _WORDS)
            if passage.block.teller
            else "",
            "pieces": [
                _piece(report, laid, i, marks, says) for i in range(passage.first, passage.last)
            ],
        }


def _piece(
    report: Report, laid: Layout, i: int, marks: list[Mark], says: Mapping[str, str]
) -> dict[str, str]:
    part = laid.segmentation.segments[i]
    records = dict.fromkeys(marks[m].record for m in part.starting if marks[m].kind)
    return {
        "text": report.words((part.start, min(part.end, _TEXT))),
        "classes": " ".join(["s", *sorted(f"k-{kind}" for kind in part.kinds)])
        if part.kinds
        else "",
        "says": "\n".join(one_line(says[id_], _WORDS) for id_ in records if id_ in says),
    }


def _statement(statement: Statement, report: Report, look: Lookup) -> dict[str, Any]:
    within: list[str] = []
    outer = look.statements.get(statement.parent or "")
    while outer and len(within) < len(look.statements):
        within.append(look.speaker(outer))
        outer = look.statements.get(outer.parent or "")
    return {
        "who": look.speaker(statement),
        "note": one_line(look.source_note(statement.source), _WORDS) if statement.source else "",
        "stance": statement.stance,
        "kind": statement.kind,
        "says": [one_line(report.words(span), _WORDS) for span in statement.content],
        "cue": ", ".join(one_line(report.words(span), _WORDS) for span in statement.cue),
        "within": within[::-1],
    }


def _event(event: Event, report: Report, look: Lookup) -> dict[str, Any]:
    return {
        "name": one_line(event_name(event.type, event.mode), _WORDS),
        "words": one_line(report.words(event.anchor), _WORDS),
        "status": event.status,
        "by": one_line(look.actor_list(event.actors), _WORDS),
        "against": one_line(look.actor_list(event.recipients), _WORDS),
        "tolls": list(map(toll_text, event.tolls)),
        "where": one_line(look.where(event), _WORDS),
        "when": look.when(event),
        "voice": [one_line(name, _WORDS) for name in look.chain(event.voice)],
    }
