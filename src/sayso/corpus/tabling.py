"""What leaves a collection: tables to look at and take into a data frame, exports, changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sayso.corpus.opened import Opened
from sayso.record import TollRule

if TYPE_CHECKING:
    from sayso.export import Exported
    from sayso.export.source import Source, TableFile
    from sayso.store.snapshot import Of
    from sayso.tables.frames import Frame
    from sayso.tables.table import Row, Table


class Tabling(Opened):
    """A collection as tables."""

    def tables(self) -> Mapping[str, Table[Any]]:
        """All tables there are, by the names that ``table`` takes.

        Those of sayso's own set have plain names: ``incidents``, ``accounts``, ``statements``.
        Those of another format have the name of the format, and their own where it has several:
        ``ged``, ``gdelt.events``.
        """
        from sayso.corpus.named_tables import named_tables

        return {name: table for name, (_, table) in named_tables().items()}

    def table(
        self,
        name: str,
        *,
        where: str | None = None,
        rule: TollRule | None = None,
        machine: bool = False,
    ) -> Frame:
        """A table, with the columns and rows that an export of its format has.

        Nothing is read before its rows are asked for, and then they come as a stream.

        Args:
            name: As ``tables`` has it.
            where: Only incidents, or reports, that this fits (docs/howto-filter.md); which of the
                two is as in the format's export.
            rule: Toll ranges by this rule; None: as they were linked.
            machine: As they were read and linked, not as people made them.

        Raises:
            NotFound: There is no such table or rule, or nothing was linked yet and it is of
                incidents.
            QueryError: ``where`` cannot be understood.
        """
        from sayso.corpus.named_tables import named_table

        format_, table = named_table(name)
        return self._frame(table, format_.of, where=where, rule=rule, machine=machine)

    def accounts(self, where: str | None = None) -> Frame:
        """What is told of each field of each incident, and by how many; see ``table``."""
        return self.table("accounts", where=where)

    def statements(self, where: str | None = None) -> Frame:
        """Who says what, with the words; see ``table``."""
        return self.table("statements", where=where)

    def events(self, where: str | None = None) -> Frame:
        """Mentions of events in reports, and their incidents; see ``table``."""
        return self.table("events", where=where)

    def origins(self, where: str | None = None) -> Frame:
        """Where accounts enter the record; see ``table``."""
        return self.table("origins", where=where)

    def copies(self, where: str | None = None) -> Frame:
        """Which report carries text of which; see ``table``."""
        return self.table("copies", where=where)

    def export(
        self,
        to: str,
        folder: str | Path,
        *,
        file: TableFile = "csv",
        where: str | None = None,
        rule: TollRule | None = None,
        since: str | None = None,
        machine: bool = False,
        excel_safe: bool = False,
        progress: Callable[[str, int], object] | None = None,
    ) -> Exported:
        """Write an export into a folder: its files and a sheet on how they were made.

        All or nothing: the folder is there when it is whole; an earlier export is replaced.

        Args:
            to: The format; ``sayso.export.FORMATS`` has all.
            folder: Where.
            file: For tables: ``csv``, ``parquet``, ``xlsx`` or ``sqlite``.
            where: Only what this fits (docs/howto-filter.md).
            rule: Toll ranges by this rule; None: as they were linked.
            since: Also list what has changed since this day (ISO 8601).
            machine: As it was read and linked, not as people made it.
            excel_safe: For CSV: a text that a spreadsheet would run as a formula begins with ``'``.
            progress: Called now and then: what is written, and how many of them were.

        Raises:
            ExportError: There is no such format, or the folder holds something else.
            QueryError: ``where`` cannot be understood.
            MissingExtra: The package that writes the format is not installed.
            NotFound: Nothing was linked yet, and the format is of incidents.
        """
        from sayso.export import export
        from sayso.export.source import Asked

        asked = Asked(
            where=where,
            rule=rule,
            file=file,
            since=since,
            official=not machine,
            excel_safe=excel_safe,
        )
        return export(self._open(), to, Path(folder), asked, progress=progress)

    def changes(self, since: str | date, *, where: str | None = None) -> Frame:
        """What was added, updated, merged, split and deleted since a day or time.

        Args:
            since: The day, from its beginning in UTC, or the time (ISO 8601).
            where: As ``where`` of an export: what is not ``here`` no longer fits it.

        Raises:
            StoreError: ``since`` is neither a day nor a time.
            QueryError: ``where`` cannot be understood.
        """
        from sayso.export.changes import TABLE
        from sayso.tables.frames import Frame

        found = self._open().changes(since, where)
        return Frame(TABLE, lambda: (row for change in found for row in TABLE.rows(change)))

    def _frame(
        self,
        table: Table[Any],
        of: Of,
        *,
        where: str | None,
        rule: TollRule | None = None,
        machine: bool = False,
        limit: int | None = None,
    ) -> Frame:
        from sayso.export.source import Asked
        from sayso.tables.frames import Frame

        asked = Asked(where=where, rule=rule, official=not machine)
        with self._lent() as store:
            if of == "incidents" and store.last_linked() is None:
                raise self._not_linked()
            if where is not None:  # what it refuses, it refuses now
                with store.snapshot(official=not machine) as snapshot:
                    narrowed = snapshot.told if of == "incidents" else snapshot.read
                    next(iter(narrowed(where)), None)

        def rows() -> Iterator[Row]:
            from sayso.export.source import Source

            with self._lent() as store, store.snapshot(official=not machine) as snapshot:
                source = Source(store, snapshot, asked, of=of)
                for each in _first(source, table, limit):
                    yield from table.rows(each)

        return Frame(table, rows)


def _first(source: Source, table: Table[Any], limit: int | None) -> Iterable[Any]:
    """What a table's rows are made of: all of it, or what concerns the first few incidents."""
    if table.of == "told":
        return islice(source.told(), limit)
    reports = None
    if limit is not None:
        reports = {id_ for told in islice(source.told(), limit) for id_ in told.reports}
    if table.of == "read":
        return (r for r in source.read() if reports is None or r.report.id in reports)
    return (c for c in source.copies() if reports is None or {c.from_, c.to} <= reports)
