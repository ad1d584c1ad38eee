"""The tables of all formats by name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rapidfuzz import fuzz, process

from sayso.errors import NotFound
from sayso.export import FORMATS, Format
from sayso.tables.table import Table

OWN = "incidents"
"""The format whose tables have plain names."""


def named_tables() -> dict[str, tuple[Format, Table[Any]]]:
    """Every table with its format: ``accounts``, ``ged``, ``gdelt.events``."""
    return {
        name: (format_, table) for format_ in FORMATS.values() for name, table in _named(format_)
    }


def named_table(name: str) -> tuple[Format, Table[Any]]:
    """A table and its format.

    Raises:
        NotFound: There is none; the message says which there are.
    """
    first = name.partition(".")[0]
    for format_ in (FORMATS[OWN], *([FORMATS[first]] if first in FORMATS else [])):
        for known, table in _named(format_):
            if known == name:
                return format_, table
    every = named_tables()
    near = process.extractOne(name, list(every), scorer=fuzz.WRatio, score_cutoff=60)
    meant = f"did you mean {near[0]}? " if near else ""
    raise NotFound(f"no table {name!r}", remedy=f"{meant}there are {', '.join(every)}")


def own_table(name: str) -> Table[Any]:
    """A table of sayso's own set.

    Raises:
        NotFound: There is none; the message says which there are.
    """
    own = {table.name: table for table in FORMATS[OWN].tables()}
    if name not in own:
        raise NotFound(
            f"no table {name!r} of these",
            remedy=f"there are {', '.join(own)}; Corpus.table has those of other formats",
        )
    return own[name]


def _named(format_: Format) -> Iterator[tuple[str, Table[Any]]]:
    tables = format_.tables()
    for table in tables:
        if format_.name == OWN:
            yield table.name, table
        else:
            yield format_.name if len(tables) == 1 else f"{format_.name}.{table.name}", table
