"""Values of an incident that a person chose of what is told, or gave."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, get_args

from sayso.errors import Refused
from sayso.record import Account, Effect, Incident, IncidentPlace, TollRange
from sayso.review.decision import Decision

TOLLS: tuple[str, ...] = get_args(Effect)
FIELDS = (*TOLLS, "type", "place", "actors", "recipients", "date", "earliest", "latest")
"""What can be decided about an incident."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DAYS = re.compile(rf"({_DAY.pattern})(?: to ({_DAY.pattern}))?")


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
        found = _DAYS.fullmatch(value)
        if found:
            change |= {"earliest": found[1], "latest": found[2] or found[1]}
    elif field in ("earliest", "latest"):
        change = {field: value}
    return incident.model_copy(update=change)


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
    told = [a.value for a in incident.accounts.get(field, ()) if not a.denied]
    return incident.agreed.get(field) or list(dict.fromkeys(told)) or None


def value_of(decision: Decision) -> tuple[str, Mapping[str, Any]]:
    """The value that a decision chose, as it is written, and all that it gives."""
    new = decision.new if isinstance(decision.new, Mapping) else {"value": decision.new}
    return str(new.get("value")), new


def check_value(incident: Incident, field: str, new: Any) -> None:
    """Make sure that a value fits its field.

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
    if field in TOLLS:
        _check_bounds(incident, field, new if isinstance(new, Mapping) else {}, given)
    if field in ("earliest", "latest") and not _DAY.fullmatch(given):
        raise Refused(f"{given!r} is no day", source=incident.id, remedy="write it as 2020-05-02")
    if field == "date" and not _DAYS.fullmatch(given):
        raise Refused(
            f"{given!r} is no day and no two days",
            source=incident.id,
            remedy="write 2020-05-02, or 2020-05-01 to 2020-05-03",
        )


def _check_bounds(incident: Incident, field: str, new: Mapping[str, Any], value: str) -> None:
    given = [new.get(name) for name in ("low", "best", "high")]
    if any(isinstance(n, bool) or not isinstance(n, int) or n < 0 for n in given if n is not None):
        raise Refused(
            f"the bounds of {field} are not all numbers of people",
            source=incident.id,
            remedy="give whole numbers from 0 on for low, best and high, or leave them out",
        )
    known = [n for n in given if n is not None]
    if known != sorted(known):
        raise Refused(
            f"the bounds of {field} are in no order",
            source=incident.id,
            remedy="low is not above best, nor best above high",
        )
    if not known and _told(incident, field, value) is None and not value.strip().isdigit():
        raise Refused(
            f"{value!r} of {field} is not told, and no number",
            source=incident.id,
            remedy="choose a value that is told, or give low, best and high with it",
        )


def _told(incident: Incident, field: str, value: str) -> Account | None:
    return next((a for a in incident.accounts.get(field, ()) if a.value == value), None)


def _range(incident: Incident, field: str, new: Mapping[str, Any], value: str) -> TollRange:
    """The value as a range: its own bounds, else those of the account, else the number."""
    before = incident.tolls.get(field)
    bounds = tuple(new.get(name) for name in ("low", "best", "high"))
    account = _told(incident, field, value)
    if bounds == (None, None, None) and account is not None:
        bounds = (account.low, account.best, account.high)
    if bounds == (None, None, None) and value.strip().isdigit():
        bounds = (int(value), int(value), int(value))
    low, best, high = bounds
    kept = before.origins if before else ()
    rule = before.rule if before else "ucdp"
    return TollRange(low=low, best=best, high=high, rule=rule, origins=kept)


def _places(incident: Incident, value: str, new: Mapping[str, Any]) -> tuple[IncidentPlace, ...]:
    """The decided place first; one that nobody tells of has what the decision says of it."""
    known = next((p for p in incident.places if p.name == value), None)
    details = {k: v for k, v in new.items() if k in IncidentPlace.model_fields and k != "name"}
    place = IncidentPlace(**{**(known.model_dump() if known else {}), **details, "name": value})
    return (place, *(p for p in incident.places if p.name != value))
