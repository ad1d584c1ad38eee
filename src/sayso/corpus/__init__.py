"""A collection of reports in one database: add, link, show, search, export, import, compare."""

from __future__ import annotations

from sayso.corpus.asking import Asking
from sayso.corpus.coding import Coding
from sayso.corpus.filling import Filling

__all__ = ["Corpus"]


class Corpus(Filling, Asking, Coding):
    """A collection of reports. Close it, or use it in a ``with`` statement.

    The database is opened on first use, and made by the first ``add``. Every method may raise
    ``StoreError``.

    >>> with sayso.open("reports.db") as corpus:  # doctest: +SKIP
    ...     corpus.add(["pages/", "https://news.example/story"])
    ...     corpus.link()
    ...     for incident in corpus.incidents(country="IRQ"):
    ...         print(incident.tolls)

    Args:
        location: The database file, or ``postgresql://user@host/database``.
        reader: What reads the reports; None for ``Reader()``.
    """
