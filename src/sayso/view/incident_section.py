"""One incident as the page shows it: plain values for the template, which escapes them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sayso.record import EventRef, Incident, Report
from sayso.view.cards import dom_id
from sayso.view.chain_data import MOST_DRAWN
from sayso.view.chain_graph import chain_graph
from sayso.view.chain_groups import grouped
from sayso.view.chain_layout import draw
from sayso.view.chain_text import branches
from sayso.view.incident_words import allegations_in_words, joins_together, steps_in_words
from sayso.view.origin_rows import (
    EFFECTS,
    FIELD_NAMES,
    STANDINGS,
    Carrier,
    Links,
    OriginRow,
    Quoted,
    heading,
    origin_rows,
    origins_of,
    report_name,
    reports_of,
    standing,
    tellers,
    toll_range,
)
from sayso.view.safe import one_line
from sayso.view.toll_chart import toll_chart
from sayso.view.toll_times import effects_told, toll_points
from sayso.view.waterfall_bars import scale_of, waterfall
from sayso.view.wording import clock, event_name, figure

Href = Callable[[str], str | None]

_TITLE = 140
_WORDS = 200
_NAMED = 6
"""Reports that a cell names at once."""
_BESIDE = 8
"""Figures up to which their table stands beside a lone chart; a longer one stands below."""


def incident_section(
    incident: Incident, links: Links, reports: Mapping[str, Report], href: Href | None
) -> dict[str, Any]:
    """The values of an incident's section.

    Args:
        incident: The incident.
        links: Copies and origins.
        reports: Reports by id.
        href: Gives the address of a report's own page, or None for its section of this page.
    """
    when, where = heading(incident)
    rows = origin_rows(incident, links, reports)
    charts = list(_charts(incident, links, reports))
    times = list(_times(incident, links, reports))
    graph = chain_graph(incident, links, reports)
    small = grouped(graph)
    return {
        "id": dom_id(incident.id),
        "name": event_name(incident.type, incident.mode),
        "when": when,
        "where": where,
        "toll": _short_toll(incident),
        "contested": [FIELD_NAMES.get(f, f) for f in incident.contested],
        "reports": len(reports_of(incident)),
        "origins": len(origins_of(incident)),
        "facts": [
            {
                "name": effect,
                "text": toll_range(bounds),
                "rule": bounds.rule,
                "state": standing(incident, effect),
                "standing": STANDINGS.get(standing(incident, effect), ""),
            }
            for effect, bounds in incident.tolls.items()
        ],
        "charts": charts,
        "times": times,
        "beside": len(charts) == 1 and len(times) <= _BESIDE,
        "columns": [_column(row, href) for row in rows],
        "fields": [_field(field, incident, rows) for field in incident.accounts],
        "allegations": list(allegations_in_words(incident, links.origins)),
        "drawing": draw(small) if graph.edges and len(small.nodes) <= MOST_DRAWN else None,
        "trees": branches(graph),
        "steps": [
            {"step": step, "href": _href(step.report, href)}
            for step in steps_in_words(incident, links.origins, reports)
        ],
        "words": [
            {"name": row.origin.name, "quotes": quotes}
            for row in rows
            if (quotes := list(_quotes(row, reports, href)))
        ],
        "joins": list(_joins(incident, reports, href)),
        "tellers": tellers(incident, reports),
    }


def _href(report: str, href: Href | None, event: str | None = None) -> str:
    """The address of a report, or of an event in it."""
    address = href(report) if href else None
    if address is None:
        return f"#{dom_id(report)}"
    return f"{address}#{dom_id(event)}" if event else address


def _short_toll(incident: Incident) -> str:
    """The first toll in a word or two, for the list of incidents: ``killed 11–19``."""
    for effect in EFFECTS:
        if effect in incident.tolls:
            bounds = incident.tolls[effect]
            return f"{effect} {figure(bounds.low, bounds.best, bounds.high)}"
    return ""


def _charts(
    incident: Incident, links: Links, reports: Mapping[str, Report]
) -> Iterator[dict[str, Any]]:
    points = toll_points(incident, links.origins, reports)
    for effect in effects_told(incident):
        state = standing(incident, effect)
        chart = toll_chart(
            effect, points, incident.tolls.get(effect), contested=state == "contested"
        )
        if chart:
            yield {"chart": chart, "id": f"{dom_id(incident.id)}-{effect}", "state": state}


def _times(
    incident: Incident, links: Links, reports: Mapping[str, Report]
) -> Iterator[dict[str, Any]]:
    for point in toll_points(incident, links.origins, reports):
        yield {
            "told": clock(point.told),
            "name": one_line(point.name, _TITLE),
            "effect": point.effect,
            "value": point.account.value,
            "state": point.state,
            "through": point.reports[:_NAMED],
            "more": max(0, len(point.reports) - _NAMED),
        }


def _column(row: OriginRow, href: Href | None) -> dict[str, Any]:
    carriers = [_carrier(carrier, href) for carrier in row.carriers]
    return {
        "id": row.origin.id,
        "name": one_line(row.origin.name, _TITLE),
        "kind": row.origin.kind,
        "rule": row.origin.rule,
        "circle": row.origin.circle,
        "first": clock(row.first) if row.first else "",
        "carriers": carriers[:_NAMED],
        "more": carriers[_NAMED:],
    }


def _carrier(carrier: Carrier, href: Href | None) -> dict[str, str]:
    copied = f"{carrier.copy_kind} of {carrier.copy_of}" if carrier.copy_of else ""
    return {"name": carrier.name, "href": _href(carrier.id, href), "copied": copied}


def _field(field: str, incident: Incident, rows: Sequence[OriginRow]) -> dict[str, Any]:
    state = standing(incident, field)
    return {
        "name": FIELD_NAMES.get(field, field),
        "state": state,
        "standing": STANDINGS.get(state, ""),
        "cells": [
            {
                "origin": one_line(row.origin.name, _TITLE),
                "told": [
                    {"text": one_line(told.text, _TITLE), "state": told.state}
                    for told in row.values.get(field, ())
                ],
            }
            for row in rows
        ],
    }


def _quotes(
    row: OriginRow, reports: Mapping[str, Report], href: Href | None
) -> Iterator[dict[str, Any]]:
    """The sentences that carry a row's figures and sides, each text once."""
    marks: dict[str, tuple[Quoted, list[tuple[int, int]]]] = {}
    for field in (*EFFECTS, "actors", "recipients"):
        for told in row.values.get(field, ()):
            for quote in told.quotes:
                marks.setdefault(quote.words, (quote, []))[1].append(quote.mark)
    for quote, spans in marks.values():
        yield {
            "parts": list(_parts(quote, spans)),
            "lang": reports[quote.report].language or "",
            "name": report_name(quote.report, reports),
            "href": _href(quote.report, href, quote.event),
        }


def _parts(quote: Quoted, spans: Sequence[tuple[int, int]]) -> Iterator[dict[str, Any]]:
    done = 0
    for start, end in sorted(set(spans)):
        if start < done:
            continue
        yield {"text": quote.words[done:start], "mark": False}
        yield {"text": quote.words[start:end], "mark": True}
        done = end
    yield {"text": quote.words[done:].rstrip(), "mark": False}


def _joins(
    incident: Incident, reports: Mapping[str, Report], href: Href | None
) -> Iterator[dict[str, Any]]:
    scale = scale_of(incident.joins)
    for joins in joins_together(incident):
        first = joins[0]
        yield {
            "events": [_event(j.event, reports, href) for j in joins],
            "to": _event(first.to, reports, href),
            "one_report": first.event.report == first.to.report,
            "why": one_line(first.why or "", _WORDS),
            "falls": None if first.why or not first.points else waterfall(first, scale),
        }


def _event(ref: EventRef, reports: Mapping[str, Report], href: Href | None) -> dict[str, str]:
    """An event by the words that name it, and the report that it is in."""
    report = reports.get(ref.report)
    found = next((e for e in report.events if e.id == ref.event), None) if report else None
    return {
        "words": one_line(report.words(found.anchor) if report and found else ref.event, 60),
        "name": report_name(ref.report, reports),
        "href": _href(ref.report, href, ref.event),
    }
