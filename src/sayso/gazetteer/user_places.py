"""Places of the user's own: a small SQLite file that outlives every rebuild of the gazetteer."""

from __future__ import annotations

import contextlib
import csv
import json
import math
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from sayso.errors import InputError, MalformedInput, MissingColumn, NotFound, StoreError
from sayso.gazetteer.countries import countries
from sayso.gazetteer.keys import name_key

_VERSION = 1
# AUTOINCREMENT: the id of a place that was removed is not given to another.
_TABLE = """
CREATE TABLE IF NOT EXISTS place (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL,
  lat REAL NOT NULL, lon REAL NOT NULL, country TEXT NOT NULL, admin1 TEXT, admin2 TEXT,
  population INTEGER NOT NULL, also TEXT NOT NULL, UNIQUE (name, country, lat, lon))
"""
_UPSERT = """
INSERT INTO place (name, lat, lon, country, admin1, admin2, population, also)
VALUES (?,?,?,?,?,?,?,?) ON CONFLICT (name, country, lat, lon) DO UPDATE SET
  admin1 = excluded.admin1, admin2 = excluded.admin2, population = excluded.population,
  also = excluded.also
RETURNING id
"""
REQUIRED = ("name", "lat", "lon", "country")
OPTIONAL = ("admin1", "admin2", "population", "also")

Fail = Callable[[InputError], None]


@dataclass(frozen=True, slots=True)
class UserPlace:
    """A place as the user gave it.

    ``country`` is an ISO 3166-1 alpha-3 code, ``admin1`` and ``admin2`` names of the areas that it
    lies in, ``also`` its other names. ``id`` is 0 until it is kept.
    """

    name: str
    lat: float
    lon: float
    country: str
    admin1: str | None = None
    admin2: str | None = None
    population: int = 0
    also: tuple[str, ...] = ()
    id: int = 0


def default_file() -> Path:
    """``$SAYSO_PLACES``, or ``sayso/places.sqlite`` in the user's configuration directory."""
    if own := os.environ.get("SAYSO_PLACES"):
        return Path(own)
    base = os.environ.get("XDG_CONFIG_HOME")
    return (Path(base) if base else Path.home() / ".config") / "sayso" / "places.sqlite"


def read(path: Path) -> list[UserPlace]:
    """All places in the order of their ids; none where there is no file.

    Raises:
        StoreError: The file is none of ours.
    """
    if not path.is_file():
        return []
    with _open(path) as db:
        rows = db.execute(
            "SELECT name, lat, lon, country, admin1, admin2, population, also, id FROM place "
            "ORDER BY id"
        ).fetchall()
    return [replace(UserPlace(*row[:7]), also=tuple(json.loads(row[7])), id=row[8]) for row in rows]


def add(path: Path, places: Iterable[UserPlace]) -> list[UserPlace]:
    """Keep places; one with the name and coordinates of another replaces it.

    Args:
        path: The file, made if it is not there.
        places: Places that :func:`checked` let through.

    Returns:
        The places with their ids.

    Raises:
        StoreError: The file is none of ours or cannot be written.
    """
    out = []
    with _open(path, write=True) as db:
        for place in places:
            fields = (place.name, place.lat, place.lon, place.country, place.admin1, place.admin2)
            also = json.dumps(place.also, ensure_ascii=False)
            (at,) = db.execute(_UPSERT, (*fields, place.population, also)).fetchone()
            out.append(replace(place, id=at))
        db.commit()
    return out


def remove(path: Path, at: int) -> None:
    """Forget a place.

    Raises:
        NotFound: No place has this id.
        StoreError: The file is none of ours or cannot be written.
    """
    gone = 0
    if path.is_file():
        with _open(path, write=True) as db:
            gone = db.execute("DELETE FROM place WHERE id = ?", (at,)).rowcount
            db.commit()
    if not gone:
        raise NotFound(f"there is no place {at}", source=str(path), remedy="see: sayso places list")


def checked(place: UserPlace) -> UserPlace:
    """The place with its texts trimmed and its country in capitals.

    Raises:
        ValueError: Says what is wrong with it.
    """
    names = [n.strip() for n in (place.name, *place.also)]
    if not name_key(names[0]):
        raise ValueError("the name has no letters")
    if not (math.isfinite(place.lat) and abs(place.lat) <= 90):
        raise ValueError(f"the latitude {place.lat} is not between -90 and 90")
    if not (math.isfinite(place.lon) and abs(place.lon) <= 180):
        raise ValueError(f"the longitude {place.lon} is not between -180 and 180")
    country = place.country.strip().upper()
    if country not in countries():
        raise ValueError(f"{place.country!r} is no three-letter country code, such as IRQ")
    if place.population < 0:
        raise ValueError(f"the population {place.population} is below zero")
    return replace(
        place,
        name=names[0],
        also=tuple(dict.fromkeys(n for n in names[1:] if name_key(n))),
        country=country,
        admin1=(place.admin1 or "").strip() or None,
        admin2=(place.admin2 or "").strip() or None,
    )


def from_csv(path: Path, fail: Fail) -> Iterator[UserPlace]:
    """Places of a table with the columns ``name``, ``lat``, ``lon``, ``country``.

    It may also have ``admin1``, ``admin2``, ``population`` and ``also`` (names with ``;`` between).

    Args:
        path: The table, UTF-8.
        fail: Called with each malformed row, which is left out.

    Raises:
        InputError: It cannot be read, or lacks a column.
    """
    try:
        file = path.open(encoding="utf-8-sig", newline="")
    except OSError as error:
        raise InputError(
            f"cannot be read: {error.strerror}", source=str(path), remedy="name a CSV file"
        ) from error
    with file:
        reader = csv.DictReader(file, restval="")
        try:
            header = [h.strip().lower() for h in reader.fieldnames or ()]
            reader.fieldnames = header
            if missing := [c for c in REQUIRED if c not in header]:
                raise MissingColumn(
                    f"has no column {', '.join(missing)}",
                    source=str(path),
                    place="line 1",
                    remedy=f"columns are {', '.join(REQUIRED)}, and may be {', '.join(OPTIONAL)}",
                )
            for row in reader:
                try:
                    yield _from_row(row)
                except ValueError as error:
                    fail(
                        MalformedInput(
                            str(error),
                            source=str(path),
                            place=f"line {reader.line_num}",
                            remedy="the row was left out; mend it and add the table again",
                        )
                    )
        except (csv.Error, UnicodeDecodeError) as error:
            raise MalformedInput(
                f"is no CSV in UTF-8: {error}", source=str(path), remedy="save it as CSV, UTF-8"
            ) from error


def _from_row(row: dict[str, str]) -> UserPlace:
    numbers = {}
    for column in ("lat", "lon"):
        try:
            numbers[column] = float(row[column])
        except ValueError:
            raise ValueError(f"{column} is {row[column]!r}, which is no number") from None
    population = (row.get("population") or "0").replace(",", "").strip()
    if not population.isdigit():
        raise ValueError(f"population is {population!r}, which is no whole number")
    return checked(
        UserPlace(
            row["name"],
            numbers["lat"],
            numbers["lon"],
            row["country"],
            row.get("admin1"),
            row.get("admin2"),
            int(population),
            tuple((row.get("also") or "").split(";")),
        )
    )


@contextlib.contextmanager
def _open(path: Path, *, write: bool = False) -> Iterator[sqlite3.Connection]:
    """A connection; errors of SQLite are ours."""
    try:
        if write:
            path.parent.mkdir(parents=True, exist_ok=True)
        mode = "rwc" if write else "ro"
        db = sqlite3.connect(f"{path.resolve().as_uri()}?mode={mode}", uri=True)
        with contextlib.closing(db):
            (version,) = db.execute("PRAGMA user_version").fetchone()
            empty = not db.execute("SELECT 1 FROM sqlite_master").fetchone()
            if version > _VERSION or (version == 0 and not empty):
                raise StoreError(
                    "is no file of places that this version of sayso made",
                    source=str(path),
                    remedy="name another file: SAYSO_PLACES, or --places",
                )
            if write and empty:
                db.execute(_TABLE)
                db.execute(f"PRAGMA user_version = {_VERSION}")
            yield db
    except (sqlite3.Error, OSError) as error:
        raise StoreError(
            f"cannot be used: {error}",
            source=str(path),
            remedy="name another file: SAYSO_PLACES, or --places",
        ) from error
