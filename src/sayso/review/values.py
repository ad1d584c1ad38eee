"""Values that people give, read strictly and checked against the report's text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from pydantic import ValidationError

from sayso.errors import Refused
from sayso.extract.numbers import LARGEST
from sayso.record import (
    Actor,
    Event,
    IncidentPlace,
    Place,
    Report,
    Spans,
    Statement,
    Time,
    Toll,
    spans_in,
)
from sayso.review.paths import Path, adapter

_COUNTRY = re.compile(r"[A-Z]{3}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MOST_PLACES = 2**31
"""What the number of a place fits in."""

Thing = Actor | Place | Time | Statement | Event
"""What a report has with an id of its own."""


def read_value(path: Path, value: Any) -> Any:
    """A value of JSON as the record has it.

    Args:
        path: The field, or the object.
        value: As in the record's JSON: lists for spans, mappings for objects.

    Raises:
        Refused: It is not such a value; the message says what one is.
    """
    try:
        out = adapter(path.kind, path.field).validate_json(json.dumps(value), strict=True)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise Refused(
            f"{where}: {first['msg']}" if where else first["msg"],
            place=str(path),
            remedy="give the value in the form that the record has it in",
        ) from error
    if isinstance(out, str) and not out.strip():
        raise Refused("an empty text", place=str(path), remedy="give null for none")
    if path.kind is None and path.field in ("published", "modified"):
        _check_moment(path, out)
    return out


def check_object(report: Report, path: Path, item: Thing, before: Thing | None = None) -> None:
    """Whether an object's values fit together and its words are in the text.

    Args:
        report: The report.
        path: Where the object is, or the field that was changed.
        item: The object.
        before: As it was: what was wrong then is nobody's fault now.

    Raises:
        Refused: With what is wrong.
    """
    end = len(report.text)
    for _, (a, b) in spans_in(item):
        if not a < b <= end:
            raise Refused(
                f"the span {a}-{b} is not in the text",
                place=str(path),
                remedy=f"spans lie in 0-{end} and have at least one character",
            )
    known = set(_faults(before)) if before is not None else set()
    for wrong, remedy in _faults(item):
        if (wrong, remedy) not in known:
            raise Refused(wrong, place=str(path), remedy=remedy)


def is_day(text: str) -> bool:
    """Whether a text is a day of the calendar, as in 2024-05-03."""
    try:
        return _DAY.fullmatch(text) is not None and bool(date.fromisoformat(text))
    except ValueError:
        return False


def place_faults(item: Place | IncidentPlace) -> Iterator[tuple[str, str]]:
    """What is wrong with where a place is said to be, each with its remedy."""
    if item.country is not None and not _COUNTRY.fullmatch(item.country):
        yield _no_country(item.country)
    if (item.lat is None) != (item.lon is None):
        yield "half of a pair of coordinates", "give both, or neither"
    if item.lat is not None and not -90 <= item.lat <= 90:
        yield f"{item.lat} is no latitude", "degrees from -90 to 90"
    if item.lon is not None and not -180 <= item.lon <= 180:
        yield f"{item.lon} is no longitude", "degrees from -180 to 180"
    if item.geonames is not None and not 0 < item.geonames < _MOST_PLACES:
        yield f"{item.geonames} is no place of GeoNames", "give its number, or null"


def _check_moment(path: Path, value: str | None) -> None:
    try:
        if value is not None:
            datetime.fromisoformat(value)
    except ValueError as error:
        raise Refused(
            f"{value!r} is no date or time",
            place=str(path),
            remedy="as in 2024-05-03 or 2024-05-03T10:15:00+03:00",
        ) from error


def _faults(item: Thing) -> Iterator[tuple[str, str]]:
    if isinstance(item, Event):
        for toll in item.tolls:
            yield from _toll_faults(toll)
    elif isinstance(item, Time):
        yield from _time_faults(item)
    elif isinstance(item, Statement):
        if not item.content:
            yield "a statement without content", "select the words that are said, or reject it"
        yield from _twice(item.content)
    else:
        yield from _named_faults(item)


def _toll_faults(toll: Toll) -> Iterator[tuple[str, str]]:
    given = [n for n in (toll.low, toll.best, toll.high) if n is not None]
    if not given:
        yield "a toll without a number", "give low, best or high, or take the toll out"
    if given != sorted(given):
        yield f"low, best and high are {given}", "low is the smallest, high the largest"
    if any(n > LARGEST for n in given):
        yield "more people than can be counted", f"at most {LARGEST:,}"


def _time_faults(time: Time) -> Iterator[tuple[str, str]]:
    for day in (time.earliest, time.latest):
        if day is not None and not is_day(day):
            yield f"{day!r} is no day", "as in 2024-05-03"
    if time.earliest and time.latest and time.earliest > time.latest:
        yield f"{time.earliest} is after {time.latest}", "the earliest day comes first"


def _named_faults(item: Actor | Place) -> Iterator[tuple[str, str]]:
    if not item.mentions:
        yield "nothing in the text that names it", "give at least one mention, or reject it"
    yield from _twice(item.mentions)
    if not item.name.strip():
        yield "a thing without a name", "give its name"
    if isinstance(item, Place):
        yield from place_faults(item)
    elif item.country is not None and not _COUNTRY.fullmatch(item.country):
        yield _no_country(item.country)


def _no_country(given: str) -> tuple[str, str]:
    return f"{given!r} is no country", "three capital letters (ISO 3166-1), as in IRQ"


def _twice(spans: Spans) -> Iterator[tuple[str, str]]:
    if len(set(spans)) < len(spans):
        yield "the same words twice", "give each span once"
