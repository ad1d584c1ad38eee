"""A collection as a page: each incident with what each independent origin tells of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sayso.linking.concerned import Concerned
from sayso.record import Copy, Incident, Report
from sayso.view import chain_layout, toll_chart, waterfall_bars
from sayso.view.cards import dom_id
from sayso.view.html import render
from sayso.view.incident_section import Href, incident_section
from sayso.view.origin_rows import (
    Links,
    count,
    heading,
    latest_first,
    origins_of,
    report_name,
)
from sayso.view.safe import one_line
from sayso.view.wording import Lookup, event_name, stamp, toll_text

_TITLE = 140
_MAX_OPEN = 3
"""Incidents up to which a page shows everything at once; beyond, the longer parts are folded."""


def collection_page(
    incidents: Sequence[Incident],
    links: Links,
    reports: Mapping[str, Report],
    title: str,
    *,
    report_href: Href | None = None,
) -> str:
    """Incidents as one self-contained HTML page, without scripts.

    Each incident has its tolls by origin over time, what the origins say side by side, who has
    it from whom, the order of telling, the exact words, and why its events are one. Contested
    and agreed fields are marked in words.

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
    return _page(incidents, links, reports, title, report_href, alone=False)


def incident_page(
    incident: Incident,
    links: Links,
    reports: Mapping[str, Report],
    *,
    report_href: Href | None = None,
) -> str:
    """One incident as a self-contained HTML page, without scripts; all of it is unfolded.

    Args:
        incident: What to show.
        links: Copies and origins.
        reports: Reports by id.
        report_href: As for ``collection_page``.

    Returns:
        The page, to be written as UTF-8.
    """
    when, where = heading(incident)
    return _page([incident], links, reports, f"{where}, {when}", report_href, alone=True)


def _page(
    incidents: Sequence[Incident],
    links: Links,
    reports: Mapping[str, Report],
    title: str,
    href: Href | None,
    *,
    alone: bool,
) -> str:
    shown = latest_first(incidents)
    shelf = Concerned(links.copies, links.origins)
    copies: dict[str, list[Copy]] = defaultdict(list)
    for copy in links.copies:
        copies[copy.to].append(copy)
    origins = {id_ for incident in shown for id_ in origins_of(incident)}
    return render(
        "collection.html.j2",
        styles=("base.css", "collection.css", "drawings.css"),
        title=title,
        body_class="collection",
        alone=alone,
        unfolded=alone or len(shown) <= _MAX_OPEN,
        counts=[
            count(len(shown), "incident"),
            f"told in {count(len(reports), 'report')}",
            count(len(origins), "independent origin"),
        ],
        incidents=[incident_section(i, shelf.by([i]), reports, href) for i in shown],
        reports=[_report(report, copies[report.id], reports, href) for report in reports.values()],
        chart=toll_chart,
        graph=chain_layout,
        bars=waterfall_bars.WIDTH,
    )


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
