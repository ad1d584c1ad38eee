"""Made-up rows in the formats of GeoNames and UCDP, and a small base to build on."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from sayso.gazetteer.schema import COMMON, OTHER, OWN, EntryRow, Source
from sayso.gazetteer.writer import Writer

SALAH, BALAD_DISTRICT, BALAD, IRAQ = 91695, 6805736, 98112, 99237


def small_base(writer: Writer) -> None:
    """Five places instead of the packages' many."""
    rows = [
        EntryRow(IRAQ, "Iraq", "country", 33.0, 43.0, "IRQ", None, None, 40_000_000, 200, 6),
        EntryRow(SALAH, "Salah ad Din", "admin1", 34.5, 43.6, "IRQ", SALAH, None, 1_000_000, 9, 4),
        EntryRow(
            *(BALAD_DISTRICT, "Balad District", "admin2", 34.0, 44.1, "IRQ"),
            *(SALAH, BALAD_DISTRICT, 90_000, 3, 3),
        ),
        EntryRow(BALAD, "Balad", "city", 34.0, 44.1, "IRQ", SALAH, BALAD_DISTRICT, 42_000, 7, 1),
        EntryRow(-1, "Jazira", "region", 35.5, 42.0, None, None, None, 0, 50, 5),
    ]
    for row in rows:
        writer.entry(row)
        writer.name(row.name, row.id, OWN)
    writer.name("Salahaddin", SALAH, COMMON, soft=True)
    writer.name("Balad Town", BALAD, OTHER, soft=True)
    writer.sources.append(Source("base", "five places", "none", len(rows)))


def place(
    at: object,
    name: str,
    *,
    others: str = "",
    lat: object = 34.2,
    lon: object = 44.0,
    feature: str = "P.PPL",
    country: str = "IQ",
    admin1: str = "",
    admin2: str = "",
    population: object = 0,
) -> str:
    """A row of 19 columns."""
    class_, _, code = feature.partition(".")
    return "\t".join(
        map(
            str,
            [
                *(at, name, name, others, lat, lon, class_, code, country, "", admin1, admin2),
                *("", "", population, "", 40, "Asia/Baghdad", "2024-01-01"),
            ],
        )
    )


def write(folder: Path, name: str, rows: Iterable[str], end: str = "\n") -> Path:
    """A file of rows."""
    path = folder / name
    path.write_bytes("".join(row + end for row in rows).encode())
    return path


GED = (
    *("id", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2"),
    *("latitude", "longitude", "country", "country_id"),
)


def events(path: Path, rows: Iterable[tuple[object, ...]]) -> Path:
    """A GED table of (precision, name, adm_1, adm_2, latitude, longitude, country)."""
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(GED)
        for n, (prec, where, adm1, adm2, lat, lon, country) in enumerate(rows, start=1):
            out.writerow([n, prec, where, "a place,\nmade up", adm1, adm2, lat, lon, country, 645])
    return path
