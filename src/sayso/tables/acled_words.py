"""A sentence or a few on an incident, as ACLED's ``notes`` has them: who says what of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import get_args

from sayso.record import Account, Effect
from sayso.store.snapshot import Told
from sayso.tables.country_codes import codes_of
from sayso.tables.own.values import main_place
from sayso.tables.told import days_of

_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_FIELDS: tuple[tuple[str, str], ...] = (
    ("actors", "By"),
    ("recipients", "Against"),
    *((effect, effect.capitalize()) for effect in get_args(Effect)),
)


def note(told: Told) -> str:
    """What is told of an incident, each value with the origins that tell it.

    Nothing is decided here: values that contradict each other stand beside each other.
    """
    return " ".join([_opening(told), *_fields(told)])


def _opening(told: Told) -> str:
    incident = told.incident
    what = f"{incident.type.lower()} ({incident.mode})" if incident.mode else incident.type.lower()
    place = main_place(incident.places)
    where = ""
    if place:
        codes = codes_of(place.country)
        areas = [name for name in (place.admin1, codes.name if codes else None) if name]
        near = "near" if place.precision == 2 else "in"
        where = f" {near} {place.name}" + (f" ({', '.join(areas)})" if areas else "")
    return f"Reported{_when(*days_of(incident))}: {what}{where}."


def _when(first: date | None, last: date | None) -> str:
    if first and last:
        if first == last:
            return f" for {_day(first)}"
        return f" for a time between {_day(first)} and {_day(last)}"
    return f" by {_day(last)}" if last else ""


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _fields(told: Told) -> Iterator[str]:
    for field, word in _FIELDS:
        accounts = told.incident.accounts.get(field, ())
        values = [_value(account, told) for account in accounts if account.superseded_by is None]
        decided = told.incident.agreed.get(field)
        if decided is not None and all(account.value != decided for account in accounts):
            values.insert(0, f"{decided}, as coders decided")
        if values:
            yield f"{word}: {'; '.join(values)}."


def _value(account: Account, told: Told) -> str:
    names = _names([told.origins[o].name for o in account.origins if o in told.origins])
    if account.denied:
        return f"{account.value}, which {names or 'somebody'} denies"
    return f"{account.value}, according to {names}" if names else account.value


def _names(names: Sequence[str]) -> str:
    every = list(dict.fromkeys(names))
    return " and ".join(part for part in (", ".join(every[:-1]), *every[-1:]) if part)
