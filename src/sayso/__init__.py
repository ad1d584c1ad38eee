"""sayso: on whose say-so? Who says what happened, in the news of conflict and politics.

Everything public is here: :func:`read` and :class:`Reader` read reports, :func:`open` opens a
collection (:class:`Corpus`), :mod:`sayso.record` has the types of the record, and
:mod:`sayso.errors` what can go wrong. The heavy parts load when they are first used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from datetime import date, datetime
    from pathlib import Path

    from sayso.corpus import Corpus
    from sayso.errors import SaysoError
    from sayso.reader import Reader
    from sayso.record import Incident, Report

__all__ = ["Corpus", "Incident", "Reader", "Report", "SaysoError", "open", "read"]

_HOME = {
    "Corpus": "sayso.corpus",
    "Incident": "sayso.record",
    "Reader": "sayso.reader",
    "Report": "sayso.record",
    "SaysoError": "sayso.errors",
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
