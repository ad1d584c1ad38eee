"""The compiled file: its tables, and what their numbers mean."""

from __future__ import annotations

from typing import NamedTuple

FORMAT = 5
"""Changes with the tables, the keys or what is in them; a file of another format is not read."""

# How a name belongs to its entry, best first; ranking reads these numbers.
OWN, COMMON, OTHER, BARE = 0, 1, 2, 3

# Ranges of ids that are not GeoNames': our own regions count down from -1.
FIRST_UCDP_ID = -1_000_000
FIRST_USER_ID = -1_000_000_000

# The rank puts the places of one key in the order that look-ups give them, so that none is sorted
# when it is read.
TABLES = """
CREATE TABLE entry (id INTEGER PRIMARY KEY, name TEXT NOT NULL, feature TEXT NOT NULL,
  lat REAL, lon REAL, country TEXT, admin1 INTEGER, admin2 INTEGER, population INTEGER NOT NULL,
  fame INTEGER NOT NULL, precision INTEGER NOT NULL);
CREATE TABLE name (key TEXT NOT NULL, rank INTEGER NOT NULL, entry INTEGER NOT NULL,
  kind INTEGER NOT NULL, PRIMARY KEY (key, rank)) WITHOUT ROWID;
CREATE TABLE loose (key TEXT NOT NULL, rank INTEGER NOT NULL, entry INTEGER NOT NULL, country TEXT,
  PRIMARY KEY (key, rank)) WITHOUT ROWID;
CREATE TABLE source (name TEXT NOT NULL, detail TEXT NOT NULL, licence TEXT NOT NULL,
  entries INTEGER NOT NULL, updated INTEGER NOT NULL, skipped INTEGER NOT NULL);
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""

INDEXES = "CREATE INDEX loose_in_country ON loose (country, key, entry)"


class EntryRow(NamedTuple):
    """A row of ``entry``. Ids of areas are entries too; ``precision`` is UCDP where_prec."""

    id: int
    name: str
    feature: str
    lat: float | None
    lon: float | None
    country: str | None
    admin1: int | None
    admin2: int | None
    population: int
    fame: int
    precision: int


class Source(NamedTuple):
    """What one source gave.

    ``entries`` counts the places that it added, ``updated`` those that were there already and
    ``skipped`` its malformed rows.
    """

    name: str
    detail: str
    licence: str
    entries: int
    updated: int = 0
    skipped: int = 0
