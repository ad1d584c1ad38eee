"""Values of an incident that a person chose of what is told, or gave."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, get_args

from sayso.extract.numbers import LARGEST
from sayso.record import Account, Effect, Incident, IncidentPlace, TollPart, TollRange
from sayso.review.decision import Decision

TOLLS: tuple[str, ...] = get_args(Effect)
FIELDS = (*TOLLS, "type", "place", "actors", "recipients", "date", "earliest", "latest")
"""What can be decided about an incident."""
_DAYS = re.compile(r"(\d{4}-\d{2}-\d{2})(?: to (\d{4}-\d{2}-\d{2}))?", re.ASCII)


def with_value(incident: Incident, field: str, new: Mapping[str, Any], value: str) -> Incident:
    """The incident with a value that was decided: it counts as agreed, and is not contested.

    What each origin tells stays as it is, also the figures of which a range was made.

    Args:
        incident: The incident.
        field: One of ``FIELDS``.
        new: The decision's new value, for the bounds of a toll and what is known of a place.
        value: As it is told, or as the person wrote it.
    """
    change: dict[str, Any] = {
        "agreed": {**incident.agreed, field: value},
        "contested": tuple(f for f in incident.contested if f != field),
        "standing": {**incident.standing, field: "agreed"},
    }
    if field in TOLLS:
        change["tolls"] = {**incident.tolls, field: _range(incident, field, new, value)}
    elif field == "type":
        mode = incident.mode if value == incident.type else None
        change = {"type": value, "mode": new.get("mode", mode)}
    elif field == "place":
        change["places"] = _places(incident, value, new)
    elif field == "date":
        days = days_in(value)
        if days:
            change |= {"earliest": days[0], "latest": days[1]}
    elif field in ("earliest", "latest"):
        change = {field: value}
    return incident.model_copy(update=change)


def days_in(value: str) -> tuple[str, str] | None:
    """The first and the last day of a date as it is decided; None: it is none."""
    found = _DAYS.fullmatch(value)
    return (found[1], found[2] or found[1]) if found else None


def machine_value(incident: Incident, field: str) -> Any:
    """What a field had before a person decided about it.

    Returns:
        The range of a toll; else what is agreed or, where nothing is, all values that are told.
    """
    if field in TOLLS:
        bounds = incident.tolls.get(field)
        return bounds and {"low": bounds.low, "best": bounds.best, "high": bounds.high}
    if field in ("type", "earliest", "latest"):
        return getattr(incident, field)
    values = [a.value for a in incident.accounts.get(field, ()) if not a.denied]
    return incident.agreed.get(field) or list(dict.fromkeys(values)) or None


def value_of(decision: Decision) -> tuple[str, Mapping[str, Any]]:
    """The value that a decision chose, as it is written, and all that it gives."""
    new = decision.new if isinstance(decision.new, Mapping) else {"value": decision.new}
    return str(new.get("value")), new


def number_in(value: str) -> int | None:
    """The number of people that a text of digits is; None: it is none, or more than there are."""
    digits = value.strip()
    return int(digits) if digits.isdecimal() and len(digits) <= len(str(LARGEST)) else None


def told(incident: Incident, field: str, value: str) -> Account | None:
    """The account of a field that has a value, as it is written."""
    return next((a for a in incident.accounts.get(field, ()) if a.value == value), None)


def _range(incident: Incident, field: str, new: Mapping[str, Any], value: str) -> TollRange:
    """The value as a range: its own bounds, else those of the account, else the number."""
    before = incident.tolls.get(field)
    bounds = tuple(new.get(name) for name in ("low", "best", "high"))
    account = told(incident, field, value)
    if bounds == (None, None, None) and account is not None:
        bounds = (account.low, account.best, account.high)
    if bounds == (None, None, None):
        bounds = (number_in(value),) * 3
    low, best, high = bounds
    kept = before.origins if before else ()
    rule = before.rule if before else "ucdp"
    made = TollRange(low=low, best=best, high=high, rule=rule, origins=kept)
    fit = before is not None and _within(before.parts, made)
    return made.model_copy(update={"parts": before.parts}) if before and fit else made


def _within(parts: Sequence[TollPart], bounds: TollRange) -> bool:
    """Whether a toll has room for its parts: those of a greater toll say nothing of it."""
    most = bounds.best if bounds.high is None else bounds.high
    least = sum(part.best or part.low or 0 for part in parts)
    return most is None or least <= most


def _places(incident: Incident, value: str, new: Mapping[str, Any]) -> tuple[IncidentPlace, ...]:
    """The decided place first; one that nobody tells of has what the decision says of it."""
    known = next((p for p in incident.places if p.name == value), None)
    details = {k: v for k, v in new.items() if k in IncidentPlace.model_fields and k != "name"}
    place = IncidentPlace(**{**(known.model_dump() if known else {}), **details, "name": value})
    return (place, *(p for p in incident.places if p.name != value))
