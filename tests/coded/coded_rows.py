"""Rows of coded data that are made up, and files with them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from sayso.coded.event import CodedEvent, Count, Spot
from sayso.coded.families import VIOLENCE
from sayso.coded.parties import Side

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples" / "coded"

GED: dict[str, object] = {
    "id": 1,
    "type_of_violence": 3,
    "side_a": "River Front",
    "side_b": "Civilians",
    "source_original": "police;a doctor",
    "where_prec": 1,
    "where_coordinates": "Gao town",
    "adm_1": "Gao region",
    "latitude": 16.27,
    "longitude": -0.04,
    "country": "Mali",
    "date_prec": 1,
    "date_start": "2020-05-02",
    "date_end": "2020-05-02",
    "deaths_a": 0,
    "deaths_b": 0,
    "deaths_civilians": 10,
    "deaths_unknown": 2,
    "best": 12,
    "high": 15,
    "low": 10,
}
ACLED: dict[str, object] = {
    "event_id_cnty": "MLI1",
    "event_date": "02 May 2020",
    "time_precision": 1,
    "event_type": "Violence against civilians",
    "sub_event_type": "Attack",
    "actor1": "RF: River Front",
    "assoc_actor_1": "",
    "actor2": "Civilians (Mali)",
    "assoc_actor_2": "Farmers (Mali); Women (Mali)",
    "civilian_targeting": "Civilian targeting",
    "country": "Mali",
    "admin1": "Gao",
    "location": "Gao",
    "latitude": 16.2666,
    "longitude": -0.0425,
    "geo_precision": 1,
    "source": "Radio Gao; Sahel Wire",
    "notes": "River Front killed 11.",
    "fatalities": 11,
}


def table(rows: Iterable[Mapping[str, object]], delimiter: str = ",") -> str:
    """Rows as CSV; the header is that of the first."""
    listed = list(rows)
    out = io.StringIO()
    writer = csv.DictWriter(out, listed[0], delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows(listed)
    return out.getvalue()


def written(path: Path, rows: Iterable[Mapping[str, object]], delimiter: str = ",") -> Path:
    """A CSV file with rows."""
    path.write_text(table(rows, delimiter), encoding="utf-8")
    return path


def event(
    id_: str = "a",
    day: str | tuple[str, str] | None = "2020-05-02",
    at: tuple[float, float] | None = (16.27, -0.04),
    killed: int | tuple[int | None, int | None, int | None] | None = 12,
    *,
    name: str | None = "Gao",
    country: str | None = "MLI",
    admin1: str | None = None,
    precision: int | None = 1,
    parties: tuple[str, ...] = (),
    kind: str = "ged",
    families: frozenset[str] = VIOLENCE,
) -> CodedEvent:
    """An event."""
    first, last = (day, day) if isinstance(day, str) or day is None else day
    lat, lon = at or (None, None)
    spot = Spot(name, lat, lon, country, admin1, precision)
    count = Count(killed, killed, killed) if isinstance(killed, int) else killed and Count(*killed)
    return CodedEvent(
        id=id_,
        kind=kind,  # type: ignore[arg-type]
        line="",
        earliest=date.fromisoformat(first) if first else None,
        latest=date.fromisoformat(last) if last else None,
        spots=() if spot == Spot(precision=precision) else (spot,),
        sides=(tuple(map(Side, parties)), ()),
        type="violence",
        families=families,
        counts={"killed": count} if count else {},
    )
