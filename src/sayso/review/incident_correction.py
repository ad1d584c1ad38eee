"""Whether a value that a person decided on fits its field of an incident."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from sayso.errors import Refused
from sayso.extract.numbers import LARGEST
from sayso.record import Incident, IncidentPlace
from sayso.review.incident_values import TOLLS, days_in, number_in, told
from sayso.review.surface import codebook
from sayso.review.values import is_day, place_faults

_WHOLE = "write both days as the date: 2020-05-01 to 2020-05-03"


def check_value(incident: Incident, field: str, new: Any) -> None:
    """Make sure that a value fits its field.

    Args:
        incident: As the person who decides sees it.
        field: One of :data:`sayso.review.incident_values.FIELDS`.
        new: ``{"value": "…"}`` with bounds of a toll, the mode of a type, the whereabouts of a
            place; or the value alone.

    Raises:
        Refused: It does not; the message says what would.
    """
    given = new.get("value") if isinstance(new, Mapping) else new
    if not isinstance(given, str) or not given.strip():
        raise Refused(
            f"no value for {field}",
            source=incident.id,
            remedy='give {"value": "…"}, as an account has it or in words of your own',
        )
    more = new if isinstance(new, Mapping) else {}
    for wrong, remedy in _faults(incident, field, given, more):
        raise Refused(wrong, source=incident.id, remedy=remedy)


def _faults(
    incident: Incident, field: str, value: str, more: Mapping[str, Any]
) -> Iterator[tuple[str, str]]:
    """What is wrong with a value, each with its remedy."""
    if field in TOLLS:
        yield from _toll_faults(incident, field, value, more)
    elif field == "type":
        yield from _type_faults(incident, value, more.get("mode"))
    elif field == "place":
        yield from _place_faults(value, more)
    elif field == "date":
        days = days_in(value)
        if days is None or not all(map(is_day, days)):
            yield (
                f"{value!r} is no day and no two days",
                "write 2020-05-02, or 2020-05-01 to 2020-05-03",
            )
        elif days[0] > days[1]:
            yield f"{days[0]} is after {days[1]}", "the earlier day comes first"
    elif field in ("earliest", "latest"):
        if not is_day(value):
            yield f"{value!r} is no day", "write it as 2020-05-02"
        elif field == "earliest" and incident.latest and value > incident.latest:
            yield f"{value} is after the latest day, {incident.latest}", _WHOLE
        elif field == "latest" and incident.earliest and value < incident.earliest:
            yield f"{value} is before the earliest day, {incident.earliest}", _WHOLE


def _toll_faults(
    incident: Incident, field: str, value: str, more: Mapping[str, Any]
) -> Iterator[tuple[str, str]]:
    bounds = [n for name in ("low", "best", "high") if (n := more.get(name)) is not None]
    if any(isinstance(n, bool) or not isinstance(n, int) or not 0 <= n <= LARGEST for n in bounds):
        yield (
            f"the bounds of {field} are not all numbers of people",
            f"give whole numbers from 0 to {LARGEST:,} for low, best and high, or leave them out",
        )
    elif bounds != sorted(bounds):
        yield f"the bounds of {field} are in no order", "low is not above best, nor best above high"
    if not bounds and told(incident, field, value) is None and number_in(value) is None:
        yield (
            f"{value!r} of {field} is not told, and no number",
            "choose a value that is told, or give low, best and high with it",
        )


def _type_faults(incident: Incident, value: str, mode: Any) -> Iterator[tuple[str, str]]:
    """As for the events of a report: where the codebook is another one, any type will do."""
    known = codebook().types
    if incident.type not in known or told(incident, "type", value) is not None:
        return
    if value not in known:
        yield f"there is no type {value!r} of events", f"one of {', '.join(known)}"
    elif mode is not None and mode not in known[value].modes:
        modes = known[value].modes
        remedy = f"one of {', '.join(modes)}, or null" if modes else "it has none: give null"
        yield f"{value} has no mode {mode!r}", remedy


def _place_faults(value: str, more: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    details = {name: more[name] for name in IncidentPlace.model_fields if name in more}
    try:
        place = IncidentPlace(**{**details, "name": value})
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        yield (
            f"{'.'.join(map(str, first['loc']))} of the place: {first['msg']}",
            "give geonames, lat, lon, country, admin1, precision as the record has them",
        )
    else:
        yield from place_faults(place)
