"""Places of a GeoNames dump, added to what the packages have or in place of it.

Read row by row: ``allCountries.txt`` (1.5 GB) needs no more memory than a small country. What is
kept of a dump while it is read are the codes of its areas and a byte for each id.
"""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from sayso.gazetteer.dump_files import PLACE_COLUMNS, Dump, Fail, Rows
from sayso.gazetteer.features import is_wanted, meaning
from sayso.gazetteer.packages import iso3_codes, readable
from sayso.gazetteer.schema import COMMON, OTHER, OWN, EntryRow, Source
from sayso.gazetteer.writer import Writer

LICENCE = "CC BY 4.0"
_LARGEST_ID = 100_000_000
# What a byte says of an id: what its names are to it.
_TOWN, _AREA, _NAMELESS = 1, 2, 3
# In the column of languages: no names, or none that a report in English could use.
_NO_LANGUAGE = frozenset(
    "link post wkdt iata icao faac tcid unlc phon piny fr_1793 uicn rail".split()
)


@dataclass
class _Areas:
    """Ids of areas by their codes: ``IQ.05``, ``IQ.05.1234``."""

    iso3: dict[str, str]
    ids: dict[str, int] = field(default_factory=dict)

    def links(self, columns: list[str]) -> tuple[int | None, int | None]:
        """First- and second-order area that a row's codes name."""
        country, first, second = columns[8], columns[10], columns[11]
        admin1 = self.ids.get(f"{country}.{first}") if first else None
        admin2 = self.ids.get(f"{country}.{first}.{second}") if second else None
        return admin1, admin2


def read_dump(
    writer: Writer,
    dump: Dump,
    features: Collection[str],
    countries: Collection[str] | None,
    fail: Fail,
) -> None:
    """Add a dump's places, names and links.

    Places that are there under the same id are brought up to date. Historic and colloquial names
    are kept as other names, names without a language as what they were; countries get no names,
    because ours are those that news writers use.

    Args:
        writer: Where to.
        dump: Its files.
        features: Classes and codes to take, as :func:`sayso.gazetteer.features.is_wanted` reads.
        countries: ISO 3166-1 alpha-3 codes of those to take; None takes all.
        fail: Called with each malformed row.

    Raises:
        InputError: A file that cannot be read to its end.
    """
    before, skipped = writer.count(), 0
    areas = _Areas(dict(iso3_codes()))
    skipped += _read_codes(areas, dump, fail)
    seen = bytearray()
    taken = 0
    for path in dump.places:
        rows = Rows(path, PLACE_COLUMNS, fail, most=PLACE_COLUMNS)
        for columns in rows:
            if is_wanted(columns[6], columns[7], features):
                taken += _read_place(writer, columns, areas, countries, rows, seen)
        skipped += rows.skipped
    if dump.alternates:
        skipped += _read_alternates(writer, dump.alternates, seen, fail)
    if dump.hierarchy:
        skipped += _read_hierarchy(writer, dump.hierarchy, seen, fail)
    added = writer.count() - before
    detail = ", ".join(path.name for path in dump.places)
    writer.sources.append(
        Source("GeoNames dump", detail, LICENCE, added, max(taken - added, 0), skipped)
    )


def _read_codes(areas: _Areas, dump: Dump, fail: Fail) -> int:
    """Codes of countries and areas: from the files of codes, else from the places themselves."""
    skipped = 0
    if dump.countries:
        rows = Rows(dump.countries, 5, fail)
        areas.iso3 |= {c[0]: c[1] for c in rows if len(c[0]) == 2 and len(c[1]) == 3}
        skipped += rows.skipped
    for path in (dump.admin1, dump.admin2):
        if path is None:
            continue
        rows = Rows(path, 4, fail)
        for code, _, _, at, *_ in rows:
            if at.strip().isdigit():
                areas.ids[code] = int(at)
            else:
                rows.bad(f"has the id {at!r}, which is no number")
        skipped += rows.skipped
    if dump.admin1 and dump.admin2:
        return skipped
    for path in dump.places:
        # Malformed rows are told when the places are read.
        for c in Rows(path, PLACE_COLUMNS, lambda _: None, most=PLACE_COLUMNS):
            if c[6] == "A" and c[7] in ("ADM1", "ADM2") and c[0].isdigit():
                parts = [c[8], c[10]] if c[7] == "ADM1" else [c[8], c[10], c[11]]
                areas.ids.setdefault(".".join(parts), int(c[0]))
    return skipped


def _read_place(
    writer: Writer,
    columns: list[str],
    areas: _Areas,
    countries: Collection[str] | None,
    rows: Rows,
    seen: bytearray,
) -> bool:
    """Add a row's place; False where it is not wanted or malformed."""
    kind = meaning(columns[6], columns[7])
    country = areas.iso3.get(columns[8])
    if kind is None or (countries is not None and country not in countries):
        return False
    try:
        at = int(columns[0])
        lat, lon = float(columns[4]), float(columns[5])
        population = int(columns[14] or 0)
    except ValueError as error:
        rows.bad(f"has what is no number: {error}")
        return False
    name = columns[1].strip()
    if not 0 < at <= _LARGEST_ID:
        rows.bad(f"has the id {at}, which GeoNames does not have")
        return False
    if not (math.isfinite(lat) and abs(lat) <= 90 and math.isfinite(lon) and abs(lon) <= 180):
        rows.bad(f"has coordinates off the map: {lat}, {lon}")
        return False
    if not name or population < 0:
        rows.bad("has no name" if not name else f"has the population {population}")
        return False
    admin1, admin2 = areas.links(columns)
    if kind.feature == "admin1":
        admin1, admin2 = at, None
    elif kind.feature == "admin2" and (columns[7] == "ADM2" or admin2 is None):
        admin2 = at
    others = [other for other in columns[3].split(",") if other]
    writer.entry(
        EntryRow(
            at,
            name,
            kind.feature,
            lat,
            lon,
            country,
            None if kind.feature == "country" else admin1,
            None if kind.feature == "country" else admin2,
            population,
            len(others),
            kind.precision,
        )
    )
    is_area = kind.feature in ("admin1", "admin2")
    if at >= len(seen):
        seen.extend(bytes(at + 1 - len(seen)))
    seen[at] = _NAMELESS if kind.feature == "country" else _AREA if is_area else _TOWN
    if kind.feature == "country":
        return True
    for own in dict.fromkeys((name, columns[2].strip())):
        writer.name(own, at, OWN)
    for other in filter(readable, others):
        writer.name(other, at, COMMON if is_area else OTHER, soft=True)
    return True


def _read_alternates(writer: Writer, path: Path, seen: bytearray, fail: Fail) -> int:
    """Names with languages and flags; columns 7 and 8 mark colloquial and historic ones."""
    rows = Rows(path, 8, fail)
    for _, at, language, name, _, _, colloquial, historic, *_ in rows:
        if not at.isdigit():
            rows.bad(f"has the id {at!r}, which is no number")
            continue
        entry = int(at)
        what = seen[entry] if entry < len(seen) else 0
        if what not in (_TOWN, _AREA) or language in _NO_LANGUAGE or not readable(name):
            continue
        usual = colloquial != "1" and historic != "1"
        common = usual and (what == _AREA or language == "en")
        writer.name(name, entry, COMMON if common else OTHER)
    return rows.skipped


def _read_hierarchy(writer: Writer, path: Path, seen: bytearray, fail: Fail) -> int:
    """Areas of places whose codes name none."""
    rows = Rows(path, 2, fail)
    writer.flush()
    for parent, child, *_ in rows:
        if not (parent.isdigit() and child.isdigit()):
            rows.bad("has an id that is no number")
        elif int(child) < len(seen) and seen[int(child)] in (_TOWN, _AREA):
            writer.place_in(int(child), int(parent))
    return rows.skipped
