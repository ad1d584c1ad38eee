"""Values of records as cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache

from sayso.linking import moments
from sayso.record import Identity, IncidentPlace, Place, Report, Span, Spans
from sayso.tables import told
from sayso.tables.table import Row

BETWEEN = "; "


def joined(values: Iterable[str | None]) -> str | None:
    """Different values in one cell, in their order; `; ` within one becomes a comma."""
    return told.joined(told.unique(values))


@lru_cache(4_096)
def moment(written: str | None) -> datetime | None:
    """A time in UTC; none for a day without a time, or for what is no date."""
    if not written or len(written) <= len("2020-05-03"):
        return None
    return moments.moment(written)


def main_place(places: Sequence[IncidentPlace]) -> IncidentPlace | None:
    """The place that stands for an incident: the first with coordinates, else the first."""
    return next((p for p in places if p.lat is not None and p.lon is not None), None) or (
        places[0] if places else None
    )


def main_place_of(places: Sequence[Place]) -> Place | None:
    """The place that stands for an event, likewise."""
    return next((p for p in places if p.lat is not None and p.lon is not None), None) or (
        places[0] if places else None
    )


def place_cells(place: IncidentPlace | Place | None) -> Row:
    """A place as name, admin1, country, lat, lon, where_prec and geonames."""
    if place is None:
        return (None,) * 7
    return (
        place.name,
        place.admin1,
        place.country,
        place.lat,
        place.lon,
        place.precision,
        place.geonames,
    )


def words(report: Report, spans: Spans) -> str | None:
    """The words at spans, with ``…`` where others stand between them."""
    return " … ".join(report.words(span) for span in spans) or None


def offsets(spans: Spans) -> str | None:
    """Spans in one cell: ``12-40; 52-60``."""
    return BETWEEN.join(f"{begin}-{end}" for begin, end in spans) or None


def begin(span: Span | None) -> int | None:
    """Where a span begins."""
    return span[0] if span else None


def end(span: Span | None) -> int | None:
    """Where a span ends."""
    return span[1] if span else None


def identity(given: Identity | None) -> str | None:
    """An entry in an authority file: ``wikidata:Q7188``."""
    return f"{given.scheme}:{given.id}" if given else None
