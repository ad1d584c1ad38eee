"""Fields of incidents in a filter, as conditions on ``incident_lines``."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, func, literal, select
from sqlalchemy.orm import Session

from sayso.query.checking import no_value
from sayso.query.fields import FIELDS
from sayso.query.tree import Field, Like, Value
from sayso.query.values import flag, near
from sayso.store.desk_tables import IncidentLineRow
from sayso.store.incident_lines import FIGURES
from sayso.store.link_filters import UnknownValue, event_type, event_types
from sayso.store.where_values import (
    code_of,
    country_of,
    day_test,
    id_test,
    names_test,
    number_test,
)

_Condition = ColumnElement[bool]
_NAMES = {
    "place": ("places",),
    "admin1": ("admin1s",),
    "actor": ("actors",),
    "recipient": ("recipients",),
    "party": ("actors", "recipients"),
    "origin": ("origin_names",),
}
_DAYS = ("date", "happened", "since", "until")


def incident_field(session: Session, field: Field, value: Value, line: Any) -> _Condition:
    """One value of a field of incidents.

    Args:
        session: An open session.
        field: The field.
        value: The value.
        line: ``incident_lines``, or an alias of it.

    Raises:
        QueryError: There is no such type or mode.
    """
    name = field.name
    known = FIELDS[name]
    if known.kind == "name":
        first, *others = [names_test(getattr(line, column), value) for column in _NAMES[name]]
        return first if not others else first | others[0]
    if name in _DAYS:
        earliest = func.coalesce(line.earliest, line.latest, "")
        return day_test(earliest, line.until, bounded(name, value))
    if known.kind == "number":
        return number_test(_figure(name, line), value, broken=known.broken)
    return _CODES[name](session, field, value, line)


def bounded(name: str, value: Value) -> Value:
    """``since`` and ``until`` as the comparisons that they stand for."""
    from sayso.query.tree import Compare

    if name in ("since", "until") and isinstance(value, Like):
        return Compare(">=" if name == "since" else "<=", value.text, value.at)
    return value


def known_type(session: Session, field: Field, value: Like) -> str:
    """A type of events, in upper case.

    Raises:
        QueryError: There is no such type.
    """
    try:
        return event_type(session, value.text)
    except UnknownValue:
        types = event_types(session)
        names = near(value.text.upper(), types) or types
        raise no_value(FIELDS[field.name], value, value.text, names) from None


def _figure(name: str, line: Any) -> Any:
    if name == "killed":
        return func.coalesce(line.killed_best, line.killed_low, line.killed_high)
    assert name in {*FIGURES, "killed_low", "killed_high"} | _COUNTED  # noqa: S101 - in the table
    return getattr(line, name)


_COUNTED = {"reports", "origins", "lat", "lon", "precision"}


def _type(session: Session, field: Field, value: Value, line: Any) -> _Condition:
    code = code_of(value)
    if code is None:
        return line.type != ""  # type: ignore[no-any-return]
    if code[1]:
        return line.type.startswith(code[0], autoescape=True)  # type: ignore[no-any-return]
    assert isinstance(value, Like)  # noqa: S101 - it has a code
    return line.type == known_type(session, field, value)  # type: ignore[no-any-return]


def _mode(session: Session, field: Field, value: Value, line: Any) -> _Condition:
    if not isinstance(value, Like):
        return line.mode.is_not(None)  # type: ignore[no-any-return]
    wanted = value.text.strip().casefold()
    if value.how == "begins":
        return line.mode.startswith(wanted, autoescape=True)  # type: ignore[no-any-return]
    there = select(IncidentLineRow.id).where(IncidentLineRow.mode == wanted).limit(1)
    if session.scalar(there) is None:
        modes = _modes(session)
        if wanted not in modes:
            raise no_value(FIELDS[field.name], value, value.text, near(wanted, modes))
    return line.mode == wanted  # type: ignore[no-any-return]


def _modes(session: Session) -> set[str]:
    """All modes of the codebook and of the collection."""
    from sayso.extract.codebook import load_codebook

    types = load_codebook().types.values()
    there = session.scalars(select(IncidentLineRow.mode).distinct())
    return {mode for kind in types for mode in kind.modes} | {mode for mode in there if mode}


def _country(_session: Session, _field: Field, value: Value, line: Any) -> _Condition:
    code = country_of(value)
    if code is None:
        return line.country.is_not(None)  # type: ignore[no-any-return]
    wanted = f" {code[0]}" if code[1] else f" {code[0]} "
    return line.countries.contains(wanted, autoescape=True)  # type: ignore[no-any-return]


def _state(_session: Session, _field: Field, value: Value, line: Any) -> _Condition:
    code = code_of(value)
    if code is None:
        return line.state.is_not(None)  # type: ignore[no-any-return]
    state = code[0].lower()
    found: _Condition = line.state.is_(None) if state == "none" else line.state == state
    return found


def _contested(_session: Session, _field: Field, value: Value, line: Any) -> _Condition:
    assert isinstance(value, Like)  # noqa: S101 - checked when the filter was read
    asked = flag(value.text)
    if asked is not None:
        found: _Condition = line.contested != "" if asked else line.contested == ""
        return found
    fields = literal(" ").concat(line.contested).concat(" ")
    return fields.contains(f" {value.text.casefold()} ", autoescape=True)


def _id(_session: Session, _field: Field, value: Value, line: Any) -> _Condition:
    return id_test(line.id, value)


_CODES = {
    "type": _type,
    "mode": _mode,
    "country": _country,
    "state": _state,
    "contested": _contested,
    "id": _id,
    "incident": _id,
}
