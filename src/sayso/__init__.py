"""sayso: on whose say-so? Who says what happened, in the news of conflict and politics.

Everything public is here: :func:`read` and :class:`Reader` read reports, :func:`open` opens a
collection (:class:`Corpus`), :mod:`sayso.record` has the types of the record, and
:mod:`sayso.errors` what can go wrong. :func:`table` makes a table of reports, and :func:`html` is
how a notebook shows them. The heavy parts load when they are first used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime
    from pathlib import Path

    from sayso.coded import Comparison
    from sayso.coded.scoring import Scores
    from sayso.coded.taking import Taken
    from sayso.corpus import Corpus
    from sayso.corpus.incidents import Incidents
    from sayso.errors import SaysoError
    from sayso.export import Exported
    from sayso.reader import Reader
    from sayso.record import Incident, Report
    from sayso.tables.frames import Frame

__all__ = [
    "Comparison",
    "Corpus",
    "Exported",
    "Frame",
    "Incident",
    "Incidents",
    "Reader",
    "Report",
    "SaysoError",
    "Scores",
    "Taken",
    "html",
    "open",
    "read",
    "table",
]

_HOME = {
    "Comparison": "sayso.coded",
    "Corpus": "sayso.corpus",
    "Exported": "sayso.export",
    "Frame": "sayso.tables.frames",
    "Incident": "sayso.record",
    "Incidents": "sayso.corpus.incidents",
    "Reader": "sayso.reader",
    "Report": "sayso.record",
    "SaysoError": "sayso.errors",
    "Scores": "sayso.coded.scoring",
    "Taken": "sayso.coded.taking",
}
_reader: Reader | None = None


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(importlib.import_module(_HOME[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def read(
    source: str | Path | None = None,
    *,
    text: str | None = None,
    html: str | bytes | None = None,
    url: str | None = None,
    outlet: str | None = None,
    published: str | date | datetime | None = None,
) -> Report:
    """Read one report; see :meth:`sayso.Reader.read` for the arguments and errors.

    >>> import sayso
    >>> report = sayso.read(text="Two men died in Goma, a doctor said.", published="2024-02-01")
    >>> report.statements[0].kind
    'indirect'
    """
    global _reader
    if _reader is None:
        from sayso.reader import Reader

        _reader = Reader()
    return _reader.read(source, text=text, html=html, url=url, outlet=outlet, published=published)


def open(location: str | Path) -> Corpus:  # noqa: A001 - as in `sayso.open("reports.db")`
    """Open a collection of reports, made on first use; see :class:`sayso.Corpus`."""
    from sayso.corpus import Corpus

    return Corpus(location)


def table(reports: Report | Iterable[Report], name: str = "statements") -> Frame:
    """A table of reports that are in no collection, for pandas, polars or Arrow.

    >>> import sayso
    >>> report = sayso.read(text="Two men died in Goma, a doctor said.", published="2024-02-01")
    >>> [row["source"] for row in sayso.table(report, "statements")]
    ['a doctor']

    Args:
        reports: What was read.
        name: ``reports``, ``statements``, ``events``: a table that is made of reports alone; a
            collection has more (:meth:`sayso.Corpus.table`).

    Raises:
        NotFound: There is no such table, or it takes a collection.
    """
    from sayso.corpus.loose import loose_table

    return loose_table(reports, name)


def html(thing: object) -> str:
    """What a notebook shows of a report, an incident, incidents or a table: a piece of a page.

    It has no script in it and loads nothing; its colours follow those around it.

    Args:
        thing: What ``read``, a collection or ``table`` gave.

    Raises:
        TypeError: It is something else.
    """
    from sayso.view.notebook import html

    return html(thing)
