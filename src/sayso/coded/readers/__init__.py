"""Coded event data of others, read into one form: UCDP GED, ACLED, sayso's own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from pathlib import Path
from types import ModuleType

from sayso.coded.event import CodedEvent, Kind
from sayso.coded.readers import acled, ged, own
from sayso.coded.readers.collection import collection_events, is_collection
from sayso.coded.readers.sheets import OnError, Row, Sheet, sheets
from sayso.coded.readers.values import Bad, Days
from sayso.errors import EmptyInput, InputError, MalformedInput, UnsupportedInput
from sayso.store import Store
from sayso.store.location import shown

_READERS: dict[Kind, ModuleType] = {"ged": ged, "acled": acled, "sayso": own}
_LOOKED_AT = 1000
"""Rows by which it is told how a table writes days."""
_SHOWN = 12
_EMPTY = frozenset(("NA", "N/A", "NaN", "nan", "NULL"))
"""What R, pandas and databases write for a cell without a value; a place may be called Na."""


@dataclass(slots=True)
class Coded:
    """Coded data as a whole.

    Attributes:
        source: The file or the collection.
        kind: Whose columns it has; ``sayso`` for a collection.
        events: The events, in their order.
        failed: Rows that could not be read.
    """

    source: str
    kind: Kind
    events: list[CodedEvent] = field(default_factory=list)
    failed: list[InputError] = field(default_factory=list)


def read_coded(
    source: str | Path,
    on_error: OnError | None = None,
    *,
    where: str | None = None,
    official: bool = True,
    keep_rows: bool = False,
) -> Coded:
    """Read coded data.

    Args:
        source: A file or folder (CSV, JSON, Excel, Parquet, SQLite, also packed), or a collection.
        on_error: Called with each row that cannot be read; the rest is read.
        where: Of a collection: only incidents that this fits.
        official: Of a collection: incidents as people made them.
        keep_rows: Keep each event's row as it was.

    Raises:
        InputError: It cannot be opened, or no table in it is known.
        MissingExtra: The package for this kind of file is not installed.
        QueryError: ``where`` cannot be understood, or it is no collection that it could narrow.
    """
    name = str(source)
    if isinstance(source, str) and source.lower().startswith(("http://", "https://")):
        raise UnsupportedInput(
            "coded data is not fetched", source=name, remedy="download it, and give the file"
        )
    if is_collection(source):
        with Store.open(name, create=False) as store:
            return Coded(
                shown(source), "sayso", list(collection_events(store, where, official=official))
            )
    if where is not None:
        raise UnsupportedInput(
            "a filter for a file", source=name, remedy="filters are for collections"
        )
    failed: list[InputError] = []

    def fail(error: InputError) -> None:
        failed.append(error)
        if on_error:
            on_error(error)

    kinds: list[Kind] = []
    events = list(_events(Path(source), fail, kinds, keep_rows=keep_rows))
    return Coded(name, kinds[0], events, failed)


def _events(
    path: Path, on_error: OnError, kinds: list[Kind], *, keep_rows: bool
) -> Iterator[CodedEvent]:
    unknown: list[Sheet] = []
    seen: dict[str, str] = {}
    for sheet in sheets(path, on_error):
        kind = kind_of(sheet)
        if kind is None:
            unknown.append(sheet)
            continue
        if kinds and kind != kinds[0]:
            on_error(
                UnsupportedInput(
                    f"columns of {kind} beside columns of {kinds[0]}",
                    source=sheet.source,
                    remedy="give one kind of data at a time",
                )
            )
            continue
        kinds.append(kind)
        yield from _of_sheet(sheet, kind, on_error, seen, keep_rows=keep_rows)
    if not kinds:
        raise _unknown(path, unknown)


def kind_of(sheet: Sheet) -> Kind | None:
    """Whose columns a table has; None: nobody's that is known."""
    columns = set(sheet.columns)
    for kind, reader in _READERS.items():
        if all(any(name in columns for name in names) for names in reader.NEEDED):
            return kind
    return None


def _of_sheet(
    sheet: Sheet, kind: Kind, on_error: OnError, seen: dict[str, str], *, keep_rows: bool
) -> Iterator[CodedEvent]:
    reader = _READERS[kind]
    read: Callable[[Row, str, Days], CodedEvent] = reader.read_row
    rows = _whole(sheet.rows, on_error)
    first = list(islice(rows, _LOOKED_AT))
    days = Days(row.get(column, "") for _, row in first for column in reader.DATES)
    for place, row in chain(first, rows):
        if any(cell.startswith("#") for cell in islice(row.values(), 1)):
            continue  # the line of HXL tags below the header of what humanitarian sites publish
        try:
            event = read(_without_empty(row), place, days)
        except Bad as error:
            on_error(
                MalformedInput(
                    f"the row {error}",
                    source=sheet.source,
                    place=place,
                    remedy="the row was left out; mend it in the table",
                )
            )
            continue
        if event.id in seen:
            on_error(
                MalformedInput(
                    f"the id {event.id[:60]!r} stands at {seen[event.id]} too",
                    source=sheet.source,
                    place=place,
                    remedy="the row was left out; give a row an event",
                )
            )
            continue
        seen[event.id] = place
        yield replace(event, row=row) if keep_rows else event


def _without_empty(row: Row) -> Row:
    return {name: "" if cell.strip() in _EMPTY else cell for name, cell in row.items()}


def _whole(rows: Iterable[tuple[str, Row]], on_error: OnError) -> Iterator[tuple[str, Row]]:
    """Rows up to where the file is broken, if it is."""
    try:
        yield from rows
    except InputError as error:
        on_error(error)


def _unknown(path: Path, found: Sequence[Sheet]) -> InputError:
    expected = "; ".join(
        f"{name}: {', '.join(' or '.join(names) for names in reader.NEEDED)}"
        for name, reader in (("UCDP GED", ged), ("ACLED", acled), ("sayso's incidents", own))
    )
    if not found:
        return EmptyInput("no table in it", source=str(path), remedy=f"expected are {expected}")
    shown = ", ".join(c for c in found[0].columns[:_SHOWN] if c) or "none"
    return UnsupportedInput(
        f"columns of no data that is known: {shown}",
        source=found[0].source,
        remedy=f"expected are {expected}",
    )
