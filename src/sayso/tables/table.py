"""What a table is: columns, each with its meaning, and how rows are made."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Generic, Literal, TypeVar

from sayso.record import Copy
from sayso.store.changes import Change
from sayso.store.snapshot import Read, Told

Cell = str | int | float | bool | date | datetime | None
"""A value in a table. Lists are text with ``; `` between; a number that is a code (COW, GED id of
an actor) is a number."""
Row = tuple[Cell, ...]
"""Values in the order of the table's columns."""
Kind = Literal["string", "integer", "number", "boolean", "date", "datetime", "year"]
"""Types of the Frictionless Table Schema."""

Of = TypeVar("Of", Told, Read, Copy, Change)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        name: As it stands in the header.
        kind: Type of its values.
        means: What a value says, in a sentence or two, and where it comes from in a record.
        source: The page of the codebook that the column comes from; None: ours.
        values: All values that there can be, where they are few.
        required: Never empty.
    """

    name: str
    kind: Kind
    means: str
    source: str | None = None
    values: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True, slots=True)
class Foreign:
    """Columns whose values stand in another table of the same set."""

    columns: tuple[str, ...]
    table: str
    to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table(Generic[Of]):
    """A table.

    Attributes:
        name: Of the file, the sheet, the table in a database.
        title: In a few words.
        means: What a row is.
        columns: In order.
        of: What rows are made of: ``told`` incidents, ``read`` reports, ``copies``,
            ``changes``, or a ``comparison``.
        rows: The rows of one incident, report or copy.
        key: Columns that together name a row.
        foreign: What refers to other tables of the set.
    """

    name: str
    title: str
    means: str
    columns: tuple[Column, ...]
    of: Literal["told", "read", "copies", "changes", "comparison"]
    rows: Callable[[Of], Iterable[Row]]
    key: tuple[str, ...]
    foreign: tuple[Foreign, ...] = field(default=())

    @property
    def header(self) -> tuple[str, ...]:
        """Names of the columns."""
        return tuple(column.name for column in self.columns)
