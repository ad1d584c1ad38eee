"""Finding a row by the beginning of its id, and many rows by theirs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from sayso.errors import NotFound

T = TypeVar("T")

_TOGETHER = 500
"""Values in one question; every engine takes so many."""

_NEAR = 3
"""How many ids a message names."""

_LAST = "\U0010ffff"
"""Sorts behind every character of an id."""


def batched(values: Iterable[T]) -> Iterator[list[T]]:
    """The values in lists that one question takes."""
    left = iter(values)
    while some := list(islice(left, _TOGETHER)):
        yield some


def full_id(session: Session, column: InstrumentedAttribute[str], given: str, what: str) -> str:
    """The one id that is ``given`` or begins with it.

    Raises:
        NotFound: None does, or several do; the message names the nearest.
    """
    if session.scalar(select(column).where(column == given)) is not None:
        return given
    if not given:
        raise NotFound(f"the id of the {what} is empty", remedy=f"give the {what}'s id")
    found = _beginning(session, column, given)
    if len(found) == 1:
        return found[0]
    if found:
        raise NotFound(
            f"{given} is the beginning of several {what} ids",
            remedy=f"give more of it: {_named(found)}",
        )
    near: list[str] = []
    for length in range(len(given) - 1, -1, -1):
        near = _beginning(session, column, given[:length])
        if near:
            break
    remedy = f"nearest: {_named(near)}" if near else f"the database holds no {what} yet"
    raise NotFound(f"no {what} {given}", remedy=remedy)


def _beginning(session: Session, column: InstrumentedAttribute[str], start: str) -> list[str]:
    query = select(column).where(column >= start, column < start + _LAST)
    return list(session.scalars(query.order_by(column).limit(_NEAR + 1)))


def _named(ids: list[str]) -> str:
    return ", ".join(ids[:_NEAR]) + (", …" if len(ids) > _NEAR else "")
