"""Errors at a place in a filter."""

from __future__ import annotations

from sayso.errors import QueryError


def faulty(message: str, at: int, length: int, *, remedy: str | None) -> QueryError:
    """An error at a place in a filter.

    Args:
        message: What is wrong.
        at: The first character that is, from 0.
        length: How many are.
        remedy: What to do about it.
    """
    error = QueryError(message, source="filter", place=f"column {at + 1}", remedy=remedy)
    error.at, error.length = at, length
    return error


def cut(text: str) -> str:
    """Part of a filter as messages quote it: short, and with nothing that cannot be seen."""
    short = text if len(text) <= 40 else f"{text[:40]}…"
    return repr(short)
