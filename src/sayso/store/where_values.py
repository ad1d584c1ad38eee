"""One value of a filter as a condition on a column, by the kind of the field."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, and_, func, true

from sayso.query.tree import Between, Compare, Like, Something, Value
from sayso.query.values import country, days, number
from sayso.store.flatten import folded
from sayso.store.incident_lines import PARTING

_Column = Any
_Condition = ColumnElement[bool]
_SIGNS: dict[str, Callable[[Any, Any], Any]] = {
    "<": lambda column, value: column < value,
    "<=": lambda column, value: column <= value,
    ">": lambda column, value: column > value,
    ">=": lambda column, value: column >= value,
}


def number_test(column: _Column, value: Value, *, broken: bool) -> _Condition:
    """A number that is equal, more, less or between."""

    def given(text: str) -> float | int:
        found = number(text, broken=broken)
        assert found is not None  # noqa: S101 - checked when the filter was read
        return found

    if isinstance(value, Something):
        return column.is_not(None)  # type: ignore[no-any-return]
    if isinstance(value, Compare):
        return _SIGNS[value.sign](column, given(value.text))  # type: ignore[no-any-return]
    if isinstance(value, Between):
        ends: list[_Condition] = []
        if value.low is not None:
            ends.append(column >= given(value.low))
        if value.high is not None:
            ends.append(column <= given(value.high))
        return and_(*ends)
    return column == given(value.text)  # type: ignore[no-any-return]


def day_test(first: _Column, last: _Column, value: Value) -> _Condition:
    """Days that may overlap those of a value.

    Args:
        first: Column of the first day (ISO 8601).
        last: Column of the last day.
        value: A day, a month or a year; or a range of them.
    """
    first, last = func.substr(first, 1, 10), func.substr(last, 1, 10)
    there = and_(first != "", last != "")
    if isinstance(value, Something):
        return there
    if isinstance(value, Between):
        ends = [there]
        if value.low is not None:
            ends.append(last >= _days(value.low)[0])
        if value.high is not None:
            ends.append(first <= _days(value.high)[1])
        return and_(*ends)
    begin, end = _days(value.text)
    if isinstance(value, Compare):
        tests = {"<": first < begin, "<=": first <= end, ">": last > end, ">=": last >= begin}
        return and_(there, tests[value.sign])
    if value.how == "is":
        return and_(there, first >= begin, last <= end)
    return and_(there, first <= end, last >= begin)


def name_test(column: _Column, value: Value) -> _Condition:
    """Part of a name, the whole of it, or its beginning; the column holds one, in lower case."""
    if not isinstance(value, Like):
        return true()
    wanted = folded(value.text)
    if value.how == "is":
        return column == wanted  # type: ignore[no-any-return]
    if value.how == "begins":
        return column.startswith(wanted, autoescape=True)  # type: ignore[no-any-return]
    return column.contains(wanted, autoescape=True)  # type: ignore[no-any-return]


def names_test(column: _Column, value: Value) -> _Condition:
    """The same of a column that holds several names, as ``incident_lines.joined`` writes them."""
    if not isinstance(value, Like):
        return column != ""  # type: ignore[no-any-return]
    ends = {"like": ("", ""), "is": (PARTING, PARTING), "begins": (PARTING, "")}[value.how]
    wanted = f"{ends[0]}{folded(value.text)}{ends[1]}"
    return column.contains(wanted, autoescape=True)  # type: ignore[no-any-return]


def id_test(column: _Column, value: Value) -> _Condition:
    """An id, or the beginning of one."""
    if not isinstance(value, Like):
        return true()
    if value.how == "is":
        return column == value.text  # type: ignore[no-any-return]
    return column.startswith(value.text, autoescape=True)  # type: ignore[no-any-return]


def code_of(value: Value) -> tuple[str, bool] | None:
    """A code in upper case, and whether it is the beginning of one; None: any."""
    if not isinstance(value, Like):
        return None
    return value.text.strip().upper(), value.how == "begins"


def country_of(value: Value) -> tuple[str, bool] | None:
    """The code of a country, likewise."""
    if not isinstance(value, Like):
        return None
    if value.how == "begins":
        return value.text.strip().upper(), True
    return country(value.text) or value.text, False


def _days(text: str) -> tuple[str, str]:
    found = days(text)
    assert found is not None  # noqa: S101 - checked when the filter was read
    return found
