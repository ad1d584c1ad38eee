"""Whether the fields of a filter are there, and take the values that they are given."""

from __future__ import annotations

from sayso.errors import QueryError
from sayso.query.faults import cut, faulty
from sayso.query.fields import FIELDS, FilterField
from sayso.query.habits import other_name
from sayso.query.tree import Between, Compare, Field, Like, Node, Something, Value, Words, leaves
from sayso.query.values import country, days, flag, near, near_countries, number


def check(node: Node) -> None:
    """Check all fields and words of a filter.

    Raises:
        QueryError: One is not there, or cannot have its value, or nothing can be searched for.
    """
    for leaf in leaves(node):
        if isinstance(leaf, Words):
            if not any(character.isalnum() for character in leaf.text):
                raise faulty(
                    f"no letter and no digit in {cut(leaf.text)}",
                    leaf.at,
                    len(leaf.text),
                    remedy="leave it out",
                )
            continue
        field = FIELDS.get(leaf.name)
        if field is None:
            raise _no_field(leaf)
        for value in leaf.values:
            _check(field, value)


def wrong_value(field: FilterField, value: Value, message: str, remedy: str) -> QueryError:
    """The error of a value that a field cannot have."""
    return faulty(f"{field.name}: {message}", value.at, len(str(value)), remedy=remedy)


def no_value(field: FilterField, value: Value, given: str, names: list[str]) -> QueryError:
    """The error of a value that there is not, with those that are near."""
    remedy = f"give {', '.join(names)}" if names else f"give one such as {field.example}"
    return wrong_value(field, value, f"there is no {cut(given)}", remedy)


_QUOTE = "put it in quotes to search for the words"


def _no_field(leaf: Field) -> QueryError:
    close = near(leaf.name, FIELDS, whole=True)
    there = other_name(leaf.name)
    if there is None and close:
        there = f"perhaps {', '.join(f'{name}:' for name in close)}"
    remedy = f"{there}, or put it in quotes to search for the words" if there else _QUOTE
    return faulty(f"no field {cut(leaf.name)}", leaf.at, len(leaf.name) + 1, remedy=remedy)


def _check(field: FilterField, value: Value) -> None:
    if isinstance(value, Something):
        if field.kind == "flag":
            raise wrong_value(field, value, "it is always there", "give yes or no")
        return
    if isinstance(value, Like) and not value.text.strip():
        raise wrong_value(field, value, "an empty value", f"give one such as {field.example}")
    if field.kind in ("number", "day"):
        _check_ordered(field, value)
        return
    if not isinstance(value, Like):
        remedy = "put the value in quotes"
        raise wrong_value(field, value, "its values have no order", remedy)
    if field.kind == "flag":
        _check_flag(field, value)
    elif field.values and value.text.casefold() not in field.values:
        raise no_value(field, value, value.text, list(field.values))
    elif field.name == "country" and value.how != "begins" and country(value.text) is None:
        raise no_value(field, value, value.text, near_countries(value.text))


def _check_ordered(field: FilterField, value: Value) -> None:
    if isinstance(value, Like) and value.how == "begins":
        remedy = "give a range as 1..5" if field.kind == "number" else "give a month as 2024-02"
        raise wrong_value(field, value, "it has no beginning", remedy)
    for text in _texts(value):
        if field.kind == "day":
            if days(text) is None:
                remedy = "write it as 2024-02-03, 2024-02 or 2024"
                raise wrong_value(field, value, f"{cut(text)} is no day", remedy)
        elif number(text, broken=field.broken) is None:
            kind = "number" if field.broken else "whole number"
            remedy = "write it as 1000, and a range as 10..20"
            raise wrong_value(field, value, f"{cut(text)} is no {kind}", remedy)
    if isinstance(value, Between) and value.low and value.high and _turned(field, value):
        raise wrong_value(field, value, "it ends before it begins", f"turn {value} round")


def _turned(field: FilterField, value: Between) -> bool:
    low, high = str(value.low), str(value.high)
    if field.kind == "day":
        first, last = days(low), days(high)
        return first is not None and last is not None and first[0] > last[1]
    return (number(low, broken=field.broken) or 0) > (number(high, broken=field.broken) or 0)


def _texts(value: Value) -> list[str]:
    if isinstance(value, Between):
        return [text for text in (value.low, value.high) if text is not None]
    return [value.text] if isinstance(value, Like | Compare) else []


def _check_flag(field: FilterField, value: Like) -> None:
    if flag(value.text) is not None and value.how != "begins":
        return
    # Fields of incidents are words of letters and a line; `contested` may name one.
    if field.name == "contested" and value.text.isidentifier():
        return
    raise wrong_value(field, value, f"{cut(value.text)} is neither yes nor no", "give yes or no")
