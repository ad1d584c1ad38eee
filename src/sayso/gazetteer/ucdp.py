"""Places at which UCDP has coded events: a gazetteer of where conflict happens.

The Georeferenced Event Dataset (GED, one row an event, CC BY 4.0) names the place that its
coordinates are of in ``where_coordinates``. Rows with ``where_prec`` 1 (that place) and 2 (near
it) make towns; rows of one name in one area are one town, at their median coordinates. Columns are
those of the GED codebook 23.1. UCDP has no GeoNames ids.
"""

from __future__ import annotations

import csv
import re
import statistics
import sys
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from sayso.errors import EmptyInput, InputError, MalformedInput, MissingColumn, UnsupportedInput
from sayso.gazetteer.countries import countries as known_countries
from sayso.gazetteer.distance import kilometres
from sayso.gazetteer.keys import GENERIC_AREAS, bare_keys, loose_key, name_key
from sayso.gazetteer.schema import FIRST_UCDP_ID, OTHER, OWN, EntryRow, Source
from sayso.gazetteer.writer import Writer

LICENCE = "CC BY 4.0"
COLUMNS = ("where_prec", "where_coordinates", "adm_1", "adm_2", "latitude", "longitude", "country")
_REMEDY = "give the GED table as CSV, from https://ucdp.uu.se/downloads"
# So near to a listed place of the name, it is that place.
SAME_KM = 25.0
_KIND = re.compile(r"\s+(?:city|town|village|area|vicinity|surroundings)$", re.IGNORECASE)
# Names that no spelling rule leads to ours.
_COUNTRIES = {
    "congo": "COG",  # the other one is "DR Congo (Zaire)"
    "macedonia fyr": "MKD",
    "south yemen": "YEM",
}

Fail = Callable[[InputError], None]


class _Spot(NamedTuple):
    """What rows must share to be of one place: keys of the name and of its areas."""

    country: str
    name: str
    adm1: str
    adm2: str


@dataclass
class _Place:
    """Rows of one place."""

    name: str
    adm1: str
    adm2: str
    points: dict[int, list[tuple[float, float]]] = field(default_factory=lambda: defaultdict(list))

    def middle(self) -> tuple[float, float, int]:
        """Median latitude and longitude of the most precise rows, and their precision."""
        best = min(self.points)
        lats, lons = zip(*self.points[best], strict=True)
        return round(statistics.median(lats), 5), round(statistics.median(lons), 5), best


class _Listed(NamedTuple):
    """What the file has already in the countries of the table."""

    areas: dict[tuple[str, str, str], list[EntryRow]]
    """By country, feature and key, exact or loose."""
    towns: dict[tuple[str, str], list[tuple[str, EntryRow]]]
    """By country and loose key: exact key and place."""


def check(path: Path) -> None:
    """Judge by its header whether a table is of the GED.

    Raises:
        InputError: It is not, or is not there.
    """
    next(_rows(path), None)


def read_events(writer: Writer, path: Path, countries: Collection[str] | None, fail: Fail) -> None:
    """Add the places of a GED table.

    A place that is listed already (the name, within 25 km) is not added again, only the spelling,
    so that it keeps its GeoNames id.

    Args:
        writer: Where to; what is to be known of areas and towns must be there.
        path: The table.
        countries: ISO 3166-1 alpha-3 codes of those to take; None takes all.
        fail: Called with each malformed row.

    Raises:
        InputError: The table is not of the GED.
    """
    places, skipped = _gather(path, countries, fail)
    listed = _listed(writer, places)
    (last,) = writer.db.execute(
        "SELECT min(id) FROM entry WHERE id <= ?", (FIRST_UCDP_ID,)
    ).fetchone()
    at, added, known = (FIRST_UCDP_ID + 1 if last is None else last), 0, 0
    for spot, place in sorted(places.items()):
        lat, lon, precision = place.middle()
        same = _same(listed, spot, lat, lon)
        if same is not None:
            known += 1
            writer.name(place.name, same, OTHER, soft=True)
            continue
        at, added = at - 1, added + 1
        admin1, admin2 = _areas(listed, spot.country, place.adm1, place.adm2)
        # Where there were many events there are more to come: as well known as a town of 20 names.
        fame = min(sum(map(len, place.points.values())), 20)
        writer.entry(
            EntryRow(
                *(at, place.name, "city", lat, lon, spot.country, admin1, admin2),
                *(0, fame, precision),
            )
        )
        writer.name(place.name, at, OWN)
    writer.sources.append(Source("UCDP GED", path.name, LICENCE, added, known, skipped))


def _gather(
    path: Path, countries: Collection[str] | None, fail: Fail
) -> tuple[dict[_Spot, _Place], int]:
    """Places of the rows that are precise enough, and how many rows were malformed."""
    places: dict[_Spot, _Place] = {}
    skipped = 0
    for line, row in _rows(path):
        try:
            found = _read(row)
        except ValueError as error:
            skipped += 1
            fail(
                MalformedInput(
                    f"the row {error}",
                    source=str(path),
                    place=f"line {line}",
                    remedy="the row was left out; mend it in the table",
                )
            )
            continue
        if found is None:
            continue
        spot, place, precision, point = found
        if countries is None or spot.country in countries:
            places.setdefault(spot, place).points[precision].append(point)
    return places, skipped


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows with their line numbers."""
    if not path.is_file():
        raise InputError("there is no such file", source=str(path), remedy=_REMEDY)
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        reader = csv.DictReader(file, restval="")
        try:
            header = reader.fieldnames
        except csv.Error as error:
            raise UnsupportedInput(
                f"is no CSV: {error}", source=str(path), remedy=_REMEDY
            ) from None
        if not header:
            raise EmptyInput("is empty", source=str(path), remedy=_REMEDY)
        if missing := [c for c in COLUMNS if c not in header]:
            raise MissingColumn(
                f"has no column {', '.join(missing)}", source=str(path), remedy=_REMEDY
            )
        try:
            for row in reader:
                yield reader.line_num, row
        except csv.Error as error:
            raise MalformedInput(
                f"is broken: {error}",
                source=str(path),
                place=f"line {reader.line_num}",
                remedy=_REMEDY,
            ) from error


def _read(row: dict[str, str]) -> tuple[_Spot, _Place, int, tuple[float, float]] | None:
    """A row's place; None where it is too vague or names an area.

    Raises:
        ValueError: Says what is wrong with the row.
    """
    if row["where_prec"].strip() not in [str(n) for n in range(1, 8)]:
        raise ValueError(f"has the where_prec {row['where_prec']!r}, which is not 1 to 7")
    precision = int(row["where_prec"])
    if precision > 2:
        return None
    try:
        point = (float(row["latitude"]), float(row["longitude"]))
    except ValueError:
        raise ValueError("has coordinates that are no numbers") from None
    if not (abs(point[0]) <= 90 and abs(point[1]) <= 180):
        raise ValueError(f"has coordinates off the map: {point[0]}, {point[1]}")
    country = country_of(row["country"])
    if country is None:
        raise ValueError(f"has the country {row['country']!r}, which is not known")
    written = row["where_coordinates"].split(",")[0].split("(")[0].strip()
    name = _KIND.sub("", written).strip()
    key = name_key(name)
    if GENERIC_AREAS.get(key.split(" ")[-1]) in ("admin1", "admin2") or len(key) < 2:
        return None
    spot = _Spot(country, key, name_key(row["adm_1"]), name_key(row["adm_2"]))
    return spot, _Place(name, row["adm_1"], row["adm_2"]), precision, point


def country_of(name: str) -> str | None:
    """The code of a country as UCDP calls it: ``Yemen (North Yemen)``, ``Myanmar (Burma)``."""
    names = {name_key(n): c.iso3 for c in known_countries().values() for n in c.names} | _COUNTRIES
    outer, _, inner = name.rstrip(") ").partition("(")
    tries = (name, outer, outer.removeprefix("Kingdom of "), inner)
    return next((names[k] for k in map(name_key, tries) if k in names), None)


def _listed(writer: Writer, places: Collection[_Spot]) -> _Listed:
    """Areas of the countries, and towns that share a loose key with one of the places."""
    wanted = {(spot.country, loose_key(spot.name)) for spot in places}
    listed = _Listed(defaultdict(list), defaultdict(list))
    for key, entry in writer.staged(sorted({spot.country for spot in places})):
        country, loose = entry.country or "", loose_key(key)
        if entry.feature in ("admin1", "admin2"):
            for each in {key, loose}:
                listed.areas[country, entry.feature, each].append(entry)
        elif entry.feature != "country" and (country, loose) in wanted:
            listed.towns[country, loose].append((key, entry))
    return listed


def _same(listed: _Listed, spot: _Spot, lat: float, lon: float) -> int | None:
    """The listed place that this is; one of the very name before one of a like spelling."""
    near = []
    for key, entry in listed.towns.get((spot.country, loose_key(spot.name)), ()):
        unlike = key != spot.name
        away = kilometres(lat, lon, entry.lat, entry.lon)
        if away <= (SAME_KM / 2 if unlike else SAME_KM):
            near.append((unlike, away, entry.id))
    return min(near)[2] if near else None


def _areas(listed: _Listed, country: str, adm1: str, adm2: str) -> tuple[int | None, int | None]:
    """The areas that ``adm_1`` and ``adm_2`` name ("Balad district"), where they are listed."""
    first = _area(listed, country, "admin1", adm1)
    second = _area(listed, country, "admin2", adm2, inside=None if first is None else first.id)
    if first is None and second is not None:
        return second.admin1, second.id
    return (None if first is None else first.id), (None if second is None else second.id)


def _area(
    listed: _Listed, country: str, feature: str, name: str, *, inside: int | None = None
) -> EntryRow | None:
    key = name_key(name)
    exact = [key, *bare_keys(key)]
    for each in [*exact, *map(loose_key, exact)]:
        found = listed.areas.get((country, feature, each), [])
        found = [e for e in found if inside is None or e.admin1 in (inside, None)]
        if found:
            return max(found, key=lambda e: (e.population, -e.id))
    return None
