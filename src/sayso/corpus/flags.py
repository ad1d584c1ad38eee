"""Arguments such as ``country=`` in the filter language, so that one filter says all."""

from __future__ import annotations

import sys
from collections.abc import Collection
from datetime import date


def checked_limit(limit: int | None) -> int | None:
    """A limit that a stream can be cut at.

    Raises:
        ValueError: It is negative.
    """
    if limit is None:
        return None
    if limit < 0:
        raise ValueError(f"limit={limit}: not a number of incidents")
    return min(limit, sys.maxsize)


def left_out(where: str | None, type_: str | None, *, verbal: bool) -> Collection[str]:
    """The event types that a list leaves out: of things said, unless types are asked for.

    Raises:
        QueryError: ``where`` cannot be understood.
    """
    from sayso.query import fields_of, parse
    from sayso.store.link_filters import VERBAL

    named = where is not None and where.strip() and "type" in fields_of(parse(where))
    return frozenset() if verbal or type_ is not None or named else VERBAL


def as_filter(
    *,
    where: str | None,
    type: str | None,  # noqa: A002 - as in Corpus.incidents
    country: str | None,
    since: str | date | None,
    until: str | date | None,
    contested: bool | None,
    without: Collection[str],
) -> str | None:
    """All of it as one filter; None where nothing is asked for.

    Args:
        where: A filter, which must be fit as well.
        type: As for ``Corpus.incidents``.
        country: As for ``Corpus.incidents``.
        since: As for ``Corpus.incidents``.
        until: As for ``Corpus.incidents``.
        contested: As for ``Corpus.incidents``.
        without: None of these types.
    """
    from sayso.query.tree import Field, Like, Not

    parts = [f"({where})"] if where and where.strip() else []
    given = {"type": type, "country": country, "since": since, "until": until}
    parts += [str(Field(n, (Like(str(v)),))) for n, v in given.items() if v is not None]
    if contested is not None:
        parts.append(str(Field("contested", (Like("yes" if contested else "no"),))))
    if without:
        parts.append(str(Not(Field("type", tuple(map(Like, sorted(without)))))))
    return " ".join(parts) or None
