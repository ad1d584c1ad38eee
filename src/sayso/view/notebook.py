"""What a notebook shows: pieces of somebody else's page, in its colours, without a script."""

from __future__ import annotations

from collections.abc import Sequence
from functools import singledispatch
from itertools import islice
from typing import Any

from sayso.coded import Comparison
from sayso.coded.comparing.compare import RELATIONS
from sayso.corpus.incidents import Incidents
from sayso.corpus.look import Look
from sayso.record import Incident, Report
from sayso.tables.frames import Frame
from sayso.tables.table import Cell
from sayso.view import compare_words
from sayso.view.html import fragment
from sayso.view.notebook_incident import incident_html, look_html
from sayso.view.notebook_report import report_html
from sayso.view.origin_rows import EFFECTS, FIELD_NAMES, heading, origins_of, reports_of
from sayso.view.safe import one_line
from sayso.view.wording import event_name, figure

_ROWS = 20
_CELL = 120
_MOST_TOLLS = 3
_NUMBERS = ("integer", "number", "year")


@singledispatch
def html(thing: object) -> str:
    """A piece of a page that shows a report, an incident, incidents or a table.

    It has no script, loads nothing, and has nothing in it that a name elsewhere on the page could
    clash with but the class ``sayso``.

    Args:
        thing: What to show.

    Raises:
        TypeError: It is something else.
    """
    raise TypeError(f"sayso shows reports, incidents and tables, not {type(thing).__name__}")


html.register(Report, report_html)
html.register(Incident, incident_html)


@html.register
def _(thing: Look) -> str:
    if isinstance(thing.thing, Report):
        return report_html(thing.thing)
    return look_html(thing.thing, thing.links, thing.reports)


@html.register
def _(thing: Incidents) -> str:
    some = thing.head(_ROWS + 1)
    names = ("when", "where", "what", "toll", "reports", "origins", "contested", "id")
    return _table(
        "Incidents",
        [{"name": n, "means": "", "number": n in ("reports", "origins")} for n in names],
        [_incident_row(incident) for incident in some[:_ROWS]],
        more=len(some) > _ROWS,
    )


@html.register
def _(thing: Frame) -> str:
    some = list(islice(thing.rows(), _ROWS + 1))
    return _table(
        f"{thing.name}: {thing.table.title}",
        [
            {"name": c.name, "means": c.means, "number": c.kind in _NUMBERS and not _is_id(c.name)}
            for c in thing.columns
        ],
        some[:_ROWS],
        more=len(some) > _ROWS,
    )


@html.register
def _(thing: Comparison) -> str:
    return fragment(
        "notebook.html.j2",
        styles=("notebook.css",),
        kind="comparison",
        sides=[compare_words.party(thing.ours), compare_words.party(thing.theirs)],
        summary=compare_words.summary(thing),
        fields=[
            {
                "name": each.field,
                "counts": [getattr(each, relation) for relation in RELATIONS],
                "share": compare_words.share(each),
            }
            for each in thing.fields
        ],
        reach=compare_words.reach(thing),
    )


def _table(
    title: str, columns: Sequence[dict[str, Any]], rows: Sequence[Sequence[Cell]], *, more: bool
) -> str:
    return fragment(
        "notebook.html.j2",
        styles=("notebook.css",),
        kind="table",
        title=title,
        columns=columns,
        rows=[
            [
                {"text": _cell(value), "number": column["number"]}
                for value, column in zip(row, columns, strict=True)
            ]
            for row in rows
        ],
        note=f"the first {_ROWS} rows" if more else f"{len(rows)} row{'s' * (len(rows) != 1)}",
    )


def _incident_row(incident: Incident) -> list[Cell]:
    when, where = heading(incident)
    tolls = [
        f"{effect} {figure(bounds.low, bounds.best, bounds.high)}"
        for effect in EFFECTS
        if (bounds := incident.tolls.get(effect))
    ]
    return [
        when,
        where,
        event_name(incident.type, incident.mode),
        ", ".join(tolls[:_MOST_TOLLS]),
        len(reports_of(incident)),
        len(origins_of(incident)),
        ", ".join(FIELD_NAMES.get(field, field) for field in incident.contested),
        incident.id,
    ]


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return one_line(str(value), _CELL)


def _is_id(name: str) -> bool:
    return name == "id" or name.endswith("_id")
