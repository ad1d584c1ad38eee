"""An incident in a notebook: what is told of it, and with its collection who tells it."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice

from sayso.record import Incident, Report
from sayso.view import chain_layout, toll_chart
from sayso.view.html import fragment
from sayso.view.incident_section import incident_section
from sayso.view.origin_rows import (
    FIELD_NAMES,
    STANDINGS,
    Links,
    account_state,
    count,
    heading,
    origins_of,
    reports_of,
    standing,
    toll_range,
)
from sayso.view.safe import one_line
from sayso.view.wording import clock, event_name

_ROWS = 40
_VALUE = 200


def incident_html(incident: Incident) -> str:
    """An incident by itself as a piece of a page: each value, how many tell it, how it stands.

    Args:
        incident: What to show; the names of origins and the words are not in it.
    """
    when, where = heading(incident)
    every = [(field, account) for field, each in incident.accounts.items() for account in each]
    return fragment(
        "notebook.html.j2",
        styles=("notebook.css",),
        kind="incident",
        id=incident.id,
        when=when,
        where=where,
        name=event_name(incident.type, incident.mode),
        **_counts(incident),
        accounts=[
            {
                "field": FIELD_NAMES.get(field, field),
                "state": standing(incident, field),
                "standing": STANDINGS.get(standing(incident, field), ""),
                "value": one_line(account.value, _VALUE),
                "past": account_state(account),
                "origins": len(account.origins),
                "reports": len(account.reports),
                "told": clock(account.told),
            }
            for field, account in islice(every, _ROWS)
        ],
        more=max(0, len(every) - _ROWS),
        tolls=[
            {"name": effect, "text": toll_range(bounds), "rule": bounds.rule}
            for effect, bounds in incident.tolls.items()
        ],
    )


def look_html(incident: Incident, links: Links, reports: Mapping[str, Report]) -> str:
    """An incident with its collection as a piece of a page: accounts side by side, the words.

    Args:
        incident: What to show.
        links: Copies and origins.
        reports: The reports that tell of it, by id.
    """
    return fragment(
        "notebook.html.j2",
        styles=("notebook.css", "drawings.css"),
        kind="look",
        i=incident_section(incident, links, reports, None),
        **_counts(incident),
        chart=toll_chart,
        graph=chain_layout,
    )


def _counts(incident: Incident) -> dict[str, str]:
    return {
        "reports": count(len(reports_of(incident)), "report"),
        "origins": count(len(origins_of(incident)), "independent origin"),
    }
