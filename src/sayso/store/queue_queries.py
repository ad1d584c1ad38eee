"""The queue: reports in the order of their worth or time, near copies under one of them.

A page is found in one of two ways. Where something that is asked for is rare, the few reports that
have it are gathered and put in order. Otherwise the reports are walked along an index that has
their order, and those that do not fit are passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import (
    ColumnElement,
    Select,
    SelectBase,
    and_,
    func,
    literal,
    or_,
    select,
    tuple_,
)
from sqlalchemy.orm import Session, aliased

from sayso.store.desk_tables import ReportMarkRow
from sayso.store.desk_views import QueueGroup, QueueLine, QueuePage
from sayso.store.filters import Filters
from sayso.store.flatten import ALL
from sayso.store.ids import batched
from sayso.store.list_queries import by_number
from sayso.store.machine_facets import apart, has_facet, is_contested, on_days, with_facet
from sayso.store.pages import cursor, number, place, refused
from sayso.store.tables import ReportFacetRow, ReportRow

Order = Literal["relevance", "newest", "oldest"]
Reviewed = Literal["no", "yes", "all"]

_FEW = 20_000
"""So many reports are put in order in some hundredths of a second."""
_CODING = "coding"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for.

    Attributes:
        filters: Facets and days.
        order: In which order.
        contested: Whether they tell of an incident with a contested field; None: either.
        reviewed: Whether ``who`` has gone through them.
        flagged: Whether ``who`` has flagged them; None: either.
        who: The person who asks; None: anybody.
        words: Numbers of reports with the words that are searched for.
        official: As people made the reports, where they did; else as the machine read them, the
            filters too.
        where: More conditions on ``reports``, or on an alias of it.
    """

    filters: Filters
    order: Order
    contested: bool | None
    reviewed: Reviewed
    flagged: bool | None
    who: str | None
    words: SelectBase | None
    official: bool
    where: Callable[[Any], ColumnElement[bool]] | None = None


def page(session: Session, wanted: Wanted, after: str | None, limit: int) -> QueuePage:
    """A page of the queue.

    Args:
        session: A reading session.
        wanted: What is asked for.
        after: ``next`` of the page before; None: from the beginning.
        limit: At most so many groups.

    Raises:
        StoreError: ``after`` is no place of this list.
    """
    driver = _rarest(session, wanted)
    found = _stretches(session, wanted, driver, after, limit + 1)
    shown, more = found[:limit], len(found) > limit
    numbers = [n for n, _ in shown]
    copies = _copies(session, numbers)
    every = [*numbers, *(n for each in copies.values() for n in each)]
    lines = _lines(session, every, wanted)
    return QueuePage(
        groups=tuple(
            QueueGroup(lines[lead], tuple(lines[n] for n in copies.get(lead, ())))
            for lead in numbers
        ),
        next=cursor(shown[-1][1], shown[-1][0]) if more else None,
        left=_left(session, wanted, driver) if after is None else None,
    )


def _stretches(
    session: Session, wanted: Wanted, driver: SelectBase | None, after: str | None, limit: int
) -> list[tuple[int, Any]]:
    """Numbers of the reports of a page, each with what it is sorted by."""
    if wanted.order == "relevance":
        here = None if after is None else _relevance(after)
        return _ordered(session, _by_relevance(wanted, driver), here, limit, down=True)
    key, at = (None, None) if after is None else place(after, 2)
    at_time = None if at is None else (key, number(at, after or ""))
    if wanted.order == "newest":
        return _ordered(session, _by_time(wanted, driver), at_time, limit, down=True)
    # The oldest first, and those without a date, which sort first, last.
    found: list[tuple[int, Any]] = []
    for dated in (True, False):
        if dated and at_time is not None and not key:
            continue
        query, columns = _by_time(wanted, driver)
        query = query.where(columns[0] > "" if dated else columns[0] == "")
        start = at_time if at_time is not None and bool(key) == dated else None
        left = limit - len(found)
        if left:
            found += _ordered(session, (query, columns), start, left, down=False)
    return found


_Keyed = tuple[Any, tuple[Any, Any]]
"""A question for reports, and the two columns that it is sorted by."""


def _ordered(
    session: Session, keyed: _Keyed, after: tuple[Any, int] | None, limit: int, *, down: bool
) -> list[tuple[int, Any]]:
    query, columns = keyed
    if after is not None:
        here = tuple_(*columns)
        there = tuple_(literal(after[0]), literal(after[1]))
        query = query.where(here < there if down else here > there)
    order = [column.desc() if down else column for column in columns]
    return [(row.number, row.key) for row in session.execute(query.order_by(*order).limit(limit))]


def _by_relevance(wanted: Wanted, driver: SelectBase | None) -> _Keyed:
    if driver is None:
        key = ReportRow.relevance
        query = select(ReportRow.number.label("number"), key.label("key"))
        return query.where(*_conditions(wanted)), (key, ReportRow.number)
    # As no index has it, so that none is walked for the sake of the order.
    sum_: Any = ReportRow.relevance + 0.0
    query = _driven(driver, sum_).where(*_conditions(wanted))
    return query, (sum_, ReportRow.number)


def _by_time(wanted: Wanted, driver: SelectBase | None) -> _Keyed:
    if driver is None:
        at = aliased(ReportFacetRow)
        query = (
            select(ReportRow.number.label("number"), at.instant.label("key"))
            .join(at, at.report == ReportRow.number)
            .where(at.kind == ALL, at.value == "", *_conditions(wanted))
        )
        first, last = wanted.filters.instants()
        if not wanted.official:
            first = last = None  # the moments are those that people made
        if first is not None:
            query = query.where(at.instant >= first)
        if last is not None:
            query = query.where(at.instant < last, at.instant > "")
        return query, (at.instant, at.report)
    key: Any = func.coalesce(ReportRow.instant, "")
    return _driven(driver, key).where(*_conditions(wanted)), (key, ReportRow.number)


def _driven(driver: SelectBase, key: Any) -> Select[Any]:
    given = driver.subquery()
    return select(ReportRow.number.label("number"), key.label("key")).join_from(
        given, ReportRow, ReportRow.number == given.c[0]
    )


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    out = [_listed(wanted), *_fits(wanted, ReportRow)]
    if wanted.contested is not None:
        contested = _contested(wanted)
        out.append(contested if wanted.contested else ~contested)
    if wanted.reviewed != "all":
        done = apart(_marked(wanted.who, ReportMarkRow.done).where(_here()))
        out.append(done if wanted.reviewed == "yes" else ~done)
    if wanted.flagged is not None:
        flagged = apart(_marked(wanted.who, ReportMarkRow.flagged).where(_here()))
        out.append(flagged if wanted.flagged else ~flagged)
    return out


def _contested(wanted: Wanted) -> ColumnElement[bool]:
    return ReportRow.contested.is_(True) if wanted.official else is_contested(ReportRow)


def _listed(wanted: Wanted) -> ColumnElement[bool]:
    """A near copy is listed under its lead; by itself only where the lead does not fit."""
    alone = ReportRow.lead.is_(None)
    lead = aliased(ReportRow)
    fits = _fits(wanted, lead)
    if not fits:
        return alone
    listed = apart(select(lead.number).where(lead.number == ReportRow.lead, *fits))
    return or_(alone, and_(ReportRow.lead.is_not(None), ~listed))


def _fits(wanted: Wanted, report: Any) -> list[ColumnElement[bool]]:
    """What is asked of a report whoever asks."""
    filters = wanted.filters
    out = filters.on_days(report)
    if not wanted.official:
        out = on_days(report, filters.since, filters.until, out)
    out += [
        has_facet(report, kind, value, official=wanted.official) for kind, value in filters.facets
    ]
    if wanted.words is not None:
        out.append(report.number.in_(wanted.words))
    if wanted.where is not None:
        out.append(wanted.where(report))
    return out


def _here() -> ColumnElement[bool]:
    return ReportMarkRow.report == ReportRow.number


def _marked(who: str | None, mark: Any) -> Select[Any]:
    """Reports with a mark of a person, or of anybody."""
    query = select(ReportMarkRow.report).where(ReportMarkRow.stage == _CODING, mark)
    return query if who is None else query.where(ReportMarkRow.who == who)


def _rarest(session: Session, wanted: Wanted) -> SelectBase | None:
    """What few of the reports have, of all that is asked for; None: each is frequent."""
    drivers: list[Any] = []
    if wanted.reviewed == "yes":
        drivers.append(_marked(wanted.who, ReportMarkRow.done).distinct())
    if wanted.flagged:
        drivers.append(_marked(wanted.who, ReportMarkRow.flagged).distinct())
    for kind, value in wanted.filters.facets:
        drivers.append(with_facet(kind, value, official=wanted.official))
    if wanted.words is not None:
        drivers.append(wanted.words)
    sizes = [(_size(session, driver), at) for at, driver in enumerate(drivers)]
    fewest = min(sizes, default=(_FEW, 0))
    return drivers[fewest[1]] if fewest[0] < _FEW else None


def _size(session: Session, driver: SelectBase) -> int:
    some = select(driver.subquery()).limit(_FEW).subquery()
    return session.scalar(select(func.count()).select_from(some)) or 0


def _left(session: Session, wanted: Wanted, driver: SelectBase | None) -> int:
    """How many groups fit and are not done."""
    done = _marked(wanted.who, ReportMarkRow.done)
    plain = not _fits(wanted, ReportRow) and wanted.contested is None and wanted.flagged is None
    if plain:
        # All but the copies and those that are done: indexes know how many these are.
        every = session.scalar(select(func.count()).select_from(ReportRow)) or 0
        copies = select(func.count()).select_from(ReportRow).where(ReportRow.lead.is_not(None))
        gone = select(func.count(ReportRow.number.distinct())).join(
            ReportMarkRow, ReportMarkRow.report == ReportRow.number
        )
        gone = gone.where(ReportRow.lead.is_(None), ReportMarkRow.stage == _CODING)
        gone = gone.where(ReportMarkRow.done)
        if wanted.who is not None:
            gone = gone.where(ReportMarkRow.who == wanted.who)
        return every - (session.scalar(copies) or 0) - (session.scalar(gone) or 0)
    query, _ = _by_relevance(wanted, driver)
    if wanted.reviewed != "no":
        query = query.where(~apart(done.where(_here())))
    return session.scalar(select(func.count()).select_from(query.subquery())) or 0


def _copies(session: Session, leads: Sequence[int]) -> dict[int, list[int]]:
    """The near copies of some reports, the earliest first."""
    found: dict[int, list[int]] = {}
    for some in batched(leads):
        query = (
            select(ReportRow.lead, ReportRow.number)
            .where(ReportRow.lead.in_(some))
            .order_by(ReportRow.instant.nulls_last(), ReportRow.number)
        )
        for row in session.execute(query):
            found.setdefault(row.lead, []).append(row.number)
    return found


def _lines(session: Session, numbers: Sequence[int], wanted: Wanted) -> dict[int, QueueLine]:
    who = wanted.who
    shown = by_number(session, numbers, official=wanted.official)
    found: dict[int, QueueLine] = {}
    for some in batched(numbers):
        marks: dict[int, list[Any]] = {}
        query = select(ReportMarkRow).where(
            ReportMarkRow.report.in_(some), ReportMarkRow.stage == _CODING
        )
        for row in session.scalars(query):
            marks.setdefault(row.report, []).append(row)
        rest = select(ReportRow.number, ReportRow.relevance, _contested(wanted))
        for each, relevance, contested in session.execute(rest.where(ReportRow.number.in_(some))):
            done = {mark.who for mark in marks.get(each, ()) if mark.done}
            flagged = {mark.who for mark in marks.get(each, ()) if mark.flagged}
            found[each] = QueueLine(
                line=shown[each],
                relevance=None if relevance < 0 else relevance,
                done=bool(done) if who is None else who in done,
                coders=len(done),
                flagged=bool(flagged) if who is None else who in flagged,
                contested=contested,
            )
    return found


def _relevance(after: str) -> tuple[float, int]:
    key, at = place(after, 2)
    try:
        return float(key), number(at, after)
    except ValueError:
        raise refused(after) from None
