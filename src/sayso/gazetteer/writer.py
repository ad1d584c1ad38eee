"""Writes the compiled file, a batch at a time: memory does not grow with what is written.

Names are staged in a temporary table, which SQLite keeps on disk, and sorted into place at the end.
All is one transaction on a new file; whoever builds renames it when it is whole.
"""

from __future__ import annotations

import datetime
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from sayso.gazetteer import schema
from sayso.gazetteer.keys import bare_keys, loose_keys, name_key
from sayso.gazetteer.schema import BARE, EntryRow, Source

_BATCH = 20_000
_CACHE = "PRAGMA cache_size = -32000"  # kilobytes

_STAGE = """
CREATE TEMP TABLE staged (key TEXT NOT NULL, entry INTEGER NOT NULL, kind INTEGER NOT NULL,
  soft INTEGER NOT NULL);
CREATE TEMP TABLE folded (key TEXT NOT NULL, entry INTEGER NOT NULL);
"""
# A place that is there already keeps what the newer row does not know. A country keeps its name
# and its kind: ours are those that news writers use.
_ENTRY = """
INSERT INTO entry VALUES (?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT (id) DO UPDATE SET
  name = CASE WHEN feature = 'country' THEN name ELSE excluded.name END,
  feature = CASE WHEN feature IN ('country', 'capital') THEN feature ELSE excluded.feature END,
  precision = CASE WHEN feature = 'country' THEN precision ELSE excluded.precision END,
  lat = coalesce(excluded.lat, lat), lon = coalesce(excluded.lon, lon),
  country = coalesce(country, excluded.country),
  admin1 = coalesce(excluded.admin1, admin1), admin2 = coalesce(excluded.admin2, admin2),
  population = CASE WHEN excluded.population > 0 THEN excluded.population ELSE population END,
  fame = max(fame, excluded.fame)
"""
# One kind a name and place: the best of those that are sure, else the best of the others.
_KINDS = """
SELECT key, entry, coalesce(min(CASE WHEN soft = 0 THEN kind END), min(kind)) AS kind
FROM staged GROUP BY key, entry
"""
_NAMES = f"""
INSERT INTO name
SELECT k.key, row_number() OVER (
    PARTITION BY k.key ORDER BY k.kind > 2, e.population DESC, k.entry), k.entry, k.kind
FROM ({_KINDS}) k JOIN entry e ON e.id = k.entry ORDER BY 1, 2
"""  # noqa: S608 - no outside text in it
_LOOSE = """
INSERT INTO loose
SELECT f.key, row_number() OVER (PARTITION BY f.key ORDER BY e.population DESC, f.entry), f.entry,
  e.country
FROM (SELECT DISTINCT key, entry FROM folded) f JOIN entry e ON e.id = f.entry ORDER BY 1, 2
"""
_PLACE_IN = """
UPDATE entry SET {column} = ? WHERE id = ? AND {column} IS NULL AND feature <> 'country'
AND feature <> 'admin1' AND EXISTS (SELECT 1 FROM entry a WHERE a.id = ? AND a.feature = '{column}')
"""
# Towns of an area that is known to lie in another lie in both.
_INHERIT = """
UPDATE entry SET admin1 = (SELECT a.admin1 FROM entry a WHERE a.id = entry.admin2)
WHERE admin1 IS NULL AND admin2 IS NOT NULL
"""


class Writer:
    """A new compiled file.

    Use it as a context manager; without :meth:`finish` the file is of no use.

    Args:
        path: An empty file, or none yet.
    """

    def __init__(self, path: Path) -> None:
        self.db = sqlite3.connect(path, isolation_level=None)
        for pragma in ("journal_mode = OFF", "synchronous = OFF"):
            self.db.execute(f"PRAGMA {pragma}")
        self.db.execute(_CACHE)
        self.db.executescript(schema.TABLES + _STAGE)
        self.db.execute("BEGIN")
        self.sources: list[Source] = []
        self._entries: list[EntryRow] = []
        self._names: list[tuple[str, int, int, int]] = []

    def __enter__(self) -> Writer:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.db.close()

    def entry(self, row: EntryRow) -> None:
        """Add a place, or bring the one with its id up to date."""
        self._entries.append(row)
        if len(self._entries) >= _BATCH:
            self.flush()

    def name(self, name: str, entry: int, kind: int, *, soft: bool = False) -> None:
        """Add a name, and what is left of it without the word for its kind.

        Args:
            name: As written.
            entry: The place's id.
            kind: ``OWN``, ``COMMON``, ``OTHER``.
            soft: Only where no other source says how the name belongs to the place.
        """
        key = name_key(name)
        if not key:
            return
        self.key(key, entry, kind, soft=soft)
        if " " in key:
            for bare in bare_keys(key):
                self.key(bare, entry, BARE, soft=True)

    def key(self, key: str, entry: int, kind: int, *, soft: bool = False) -> None:
        """Add a name that is a key already."""
        self._names.append((key, entry, kind, int(soft)))
        if len(self._names) >= _BATCH:
            self.flush()

    def place_in(self, entry: int, area: int) -> None:
        """Say that a place lies in an area, if nothing has said in which; call ``flush`` before."""
        self.db.execute(_PLACE_IN.format(column="admin1"), (area, entry, area))
        self.db.execute(_PLACE_IN.format(column="admin2"), (area, entry, area))

    def flush(self) -> None:
        """Write what is held, so that queries see it."""
        if self._entries:
            self.db.executemany(_ENTRY, self._entries)
            self._entries.clear()
        if self._names:
            self.db.executemany("INSERT INTO staged VALUES (?,?,?,?)", self._names)
            self._names.clear()

    def count(self) -> int:
        """How many places there are so far."""
        self.flush()
        (count,) = self.db.execute("SELECT count(*) FROM entry").fetchone()
        return int(count)

    def staged(self, countries: Sequence[str]) -> Iterator[tuple[str, EntryRow]]:
        """Every name so far of the places in some countries, with the place."""
        self.flush()
        marks = ",".join("?" * len(countries))
        query = (
            f"SELECT s.key, e.* FROM entry e CROSS JOIN staged s ON s.entry = e.id "  # noqa: S608
            f"WHERE e.country IN ({marks})"
        )
        if not self.db.execute("SELECT 1 FROM temp.sqlite_master WHERE type='index'").fetchone():
            self.db.execute("CREATE INDEX temp.staged_entry ON staged (entry)")
        for key, *row in self.db.execute(query, tuple(countries)):
            yield key, EntryRow(*row)

    def finish(self, recipe: Mapping[str, Any]) -> None:
        """Sort the names into place and close the transaction.

        Args:
            recipe: What the file was built from, to be kept in it.
        """
        self.flush()
        self.db.execute(_INHERIT)
        self.db.execute(_NAMES)
        # A name that only says what is left without the word for its kind ("Basra" of Basra
        # Governorate) is looked up loosely as well.
        rows = self.db.execute(
            "SELECT n.key, n.entry, e.country FROM name n JOIN entry e ON e.id = n.entry"
        )
        for batch in _batches(rows):
            folded = ((loose, i) for key, i, iso3 in batch for loose in loose_keys(key, iso3))
            self.db.executemany("INSERT INTO folded VALUES (?,?)", folded)
        self.db.execute(_LOOSE)
        self.db.execute(schema.INDEXES)
        self.db.executemany("INSERT INTO source VALUES (?,?,?,?,?,?)", self.sources)
        now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        meta = {"format": str(schema.FORMAT), "built": now, "recipe": json.dumps(dict(recipe))}
        self.db.executemany("INSERT INTO meta VALUES (?,?)", meta.items())
        self.db.execute("COMMIT")
        self.db.execute("ANALYZE")


def _batches(rows: sqlite3.Cursor) -> Iterator[Iterable[tuple[str, int, str | None]]]:
    while batch := rows.fetchmany(_BATCH):
        yield batch
