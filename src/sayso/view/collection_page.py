"""A collection as a page: each incident with what each independent origin tells of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sayso.linking.waterfall import in_words as joined_in_words
from sayso.record import Copy, Incident, Report
from sayso.view.cards import dom_id
from sayso.view.html import render
from sayso.view.origin_rows import (
    EFFECTS,
    FIELD_NAMES,
    Carrier,
    Links,
    OriginRow,
    Quoted,
    Told,
    heading,
    latest_first,
    origin_rows,
    report_name,
    standing,
    tellers,
    told_beside,
    toll_range,
)
from sayso.view.safe import one_line
from sayso.view.toll_bars import WIDTH, bar, scale_end
from sayso.view.wording import Lookup, event_name, figure, stamp, toll_text

Href = Callable[[str], str | None]

_TITLE = 140


def collection_page(
    incidents: Sequence[Incident],
    links: Links,
    reports: Mapping[str, Report],
    title: str,
    *,
    report_href: Href | None = None,
) -> str:
    """Incidents as one self-contained HTML page, without scripts.

    Each incident has a row for each independent origin: who says how many, by whom done, through
    which reports, with the exact words. Contested and agreed fields are marked in words.

    Args:
        incidents: What to show; the latest comes first, of one day in the order given.
        links: Copies and origins.
        reports: Reports by id.
        title: The page's title.
        report_href: Gives the address of a report's own page; without one, or for None, links lead
            to the report's section of this page.

    Returns:
        The page, to be written as UTF-8.
    """
    shown = [
        _incident(incident, links, reports, report_href) for incident in latest_first(incidents)
    ]
    origins = {row["id"] for incident in shown for row in incident["rows"]}
    return render(
        "collection.html.j2",
        styles=("base.css", "collection.css"),
        title=title,
        body_class="collection",
        counts=[
            _count(len(incidents), "incident"),
            f"told in {_count(len(reports), 'report')}",
            _count(len(origins), "independent origin"),
        ],
        incidents=shown,
        reports=[
            _report(report, links.copies, reports, report_href) for report in reports.values()
        ],
        width=WIDTH,
    )


def _count(number: int, name: str) -> str:
    return f"{number} {name}" if number == 1 else f"{number} {name}s"


def _incident(
    incident: Incident, links: Links, reports: Mapping[str, Report], href: Href | None
) -> dict[str, Any]:
    when, where = heading(incident)
    rows = origin_rows(incident, links, reports)
    columns = [f for f in (*EFFECTS, "actors", "recipients") if f in incident.accounts]
    others = told_beside(incident, columns)
    return {
        "id": dom_id(incident.id),
        "name": event_name(incident.type, incident.mode),
        "when": when,
        "where": where,
        "toll": _short_toll(incident),
        "facts": list(_facts(incident)),
        "columns": [{"field": f, "name": FIELD_NAMES.get(f, f)} for f in columns],
        "rows": [_row(row, incident, columns, others, reports, href) for row in rows],
        "tellers": tellers(incident, reports),
        "why": [joined_in_words(join) for join in incident.joins],
        "contested": [FIELD_NAMES.get(f, f) for f in incident.contested],
    }


def _short_toll(incident: Incident) -> str:
    """The first toll in a word or two, for the list of incidents: ``killed 11–19``."""
    for effect in EFFECTS:
        if effect in incident.tolls:
            bounds = incident.tolls[effect]
            return f"{effect} {figure(bounds.low, bounds.best, bounds.high)}"
    return ""


def _facts(incident: Incident) -> Iterator[dict[str, str]]:
    """The ranges of tolls, then what else is agreed or contested."""
    for effect, bounds in incident.tolls.items():
        yield {
            "name": effect,
            "text": toll_range(bounds),
            "note": f"rule: {bounds.rule}",
            "standing": standing(incident, effect),
        }
    for field, accounts in incident.accounts.items():
        state = standing(incident, field)
        if field in incident.tolls or not state:
            continue
        told = dict.fromkeys(a.value for a in accounts)
        text = incident.agreed[field] if state == "agreed" else " / ".join(told)
        yield {
            "name": FIELD_NAMES.get(field, field),
            "text": one_line(text, _TITLE),
            "note": "",
            "standing": state,
        }


def _row(
    row: OriginRow,
    incident: Incident,
    columns: Sequence[str],
    others: Sequence[str],
    reports: Mapping[str, Report],
    href: Href | None,
) -> dict[str, Any]:
    quotes = dict.fromkeys(
        quote for field in columns for told in row.values.get(field, ()) for quote in told.quotes
    )
    return {
        "id": row.origin.id,
        "name": one_line(row.origin.name, _TITLE),
        "kind": row.origin.kind,
        "rule": row.origin.rule,
        "first": stamp(row.first) if row.first else "",
        "cells": [
            {
                "name": FIELD_NAMES.get(field, field),
                "values": [_value(told, field, incident) for told in row.values.get(field, ())],
            }
            for field in columns
        ],
        "others": [
            {
                "name": FIELD_NAMES.get(field, field),
                "text": "; ".join(told.text for told in row.values[field]),
            }
            for field in others
            if field in row.values
        ],
        "carriers": [_carrier(carrier, href) for carrier in row.carriers],
        "quotes": [_quote(quote, reports, href) for quote in _joined(quotes)],
    }


def _value(told: Told, field: str, incident: Incident) -> dict[str, Any]:
    shape = None
    if field in EFFECTS:
        bounds = incident.tolls.get(field)
        end = scale_end(incident.accounts[field], bounds)
        shape = bar(told.account, end, bounds)
    return {
        "text": one_line(told.text, _TITLE),
        "state": told.state,
        "bar": shape,
        "scale": f"{told.text}, on a scale to {end}" if shape else "",
    }


def _carrier(carrier: Carrier, href: Href | None) -> dict[str, str]:
    copied = f"{carrier.copy_kind} of {carrier.copy_of}" if carrier.copy_of else ""
    return {
        "name": carrier.name,
        "href": _href(carrier.id, href),
        "copied": copied,
    }


def _href(report: str, href: Href | None, event: str | None = None) -> str:
    address = href(report) if href else None
    if address is None:
        return f"#{dom_id(report)}"
    return f"{address}#{dom_id(event)}" if event else address


def _joined(quotes: Mapping[Quoted, None]) -> Iterator[tuple[Quoted, list[tuple[int, int]]]]:
    """Quotes of the same words as one, with all the places to mark in them."""
    marks: dict[str, tuple[Quoted, list[tuple[int, int]]]] = {}
    for quote in quotes:
        marks.setdefault(quote.words, (quote, []))[1].append(quote.mark)
    yield from marks.values()


def _quote(
    joined: tuple[Quoted, list[tuple[int, int]]], reports: Mapping[str, Report], href: Href | None
) -> dict[str, Any]:
    quote, marks = joined
    parts = []
    done = 0
    for start, end in sorted(set(marks)):
        if start < done:
            continue
        parts.append({"text": quote.words[done:start], "mark": False})
        parts.append({"text": quote.words[start:end], "mark": True})
        done = end
    parts.append({"text": quote.words[done:].rstrip(), "mark": False})
    report = reports[quote.report]
    return {
        "parts": parts,
        "lang": report.language or "",
        "name": report_name(quote.report, reports),
        "href": _href(quote.report, href, quote.event),
    }


def _report(
    report: Report, copies: Sequence[Copy], reports: Mapping[str, Report], href: Href | None
) -> dict[str, Any]:
    look = Lookup(report)
    return {
        "id": dom_id(report.id),
        "title": one_line(report.title or "Untitled report", _TITLE),
        "lang": report.language or "",
        "href": (href(report.id) if href else None) or "",
        "outlet": report.outlet or "outlet not known",
        "published": stamp(report.published) if report.published else "no date",
        "copies": [
            {
                "text": f"{copy.kind} of {report_name(copy.from_, reports)}, "
                f"{round(100 * copy.share)} % of this text",
                "href": f"#{dom_id(copy.from_)}" if copy.from_ in reports else "",
            }
            for copy in copies
            if copy.to == report.id
        ],
        "events": [
            {
                "name": event_name(event.type, event.mode),
                "words": one_line(report.words(event.anchor), _TITLE),
                "status": event.status,
                "tolls": "; ".join(map(toll_text, event.tolls)),
                "chain": look.chain(event.voice),
            }
            for event in report.events
        ],
    }
