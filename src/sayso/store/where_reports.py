"""Fields of reports in a filter, as conditions on ``reports``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select, true
from sqlalchemy.orm import Session, aliased

from sayso.query.fields import FIELDS
from sayso.query.tree import Field, Like, Value
from sayso.query.values import flag
from sayso.store.desk_tables import ReportMarkRow
from sayso.store.flatten import (
    AGENCY,
    COUNTRY,
    DAY,
    LANGUAGE,
    MACHINE,
    OUTLET,
    SOURCE,
    TYPE,
    folded,
)
from sayso.store.machine_facets import changed
from sayso.store.tables import ReportFacetRow
from sayso.store.where_incidents import bounded, known_type
from sayso.store.where_values import (
    code_of,
    country_of,
    day_test,
    id_test,
    name_test,
    number_test,
)

_Condition = ColumnElement[bool]
_Test = Callable[[Any], _Condition]
_FACETS = {"outlet": OUTLET, "source": SOURCE, "type": TYPE, "country": COUNTRY}
_DAYS = ("date", "published", "since", "until")


def report_field(
    session: Session,
    field: Field,
    value: Value,
    report: Any,
    *,
    official: bool,
    who: str | None,
) -> _Condition:
    """One value of a field of reports.

    Args:
        session: An open session.
        field: The field.
        value: The value.
        report: ``reports``, or an alias of it.
        official: As people made the reports, where they did.
        who: Whose marks; None: anybody's.

    Raises:
        QueryError: There is no such type.
    """
    name = field.name
    if name in _FACETS:
        test = _facet_test(session, field, value)
        return _found(report, _FACETS[name], test, official=official)
    if name in _DAYS:
        asked = bounded(name, value)
        return _published(report, asked, official=official)
    if name in ("agency", "language"):
        return _column(report, name, value, official=official)
    if name == "added":
        return day_test(report.added, report.added, value)
    if name == "relevance":
        # -1 where the reader does not say.
        known = func.nullif(report.relevance, -1)
        return number_test(known, value, broken=FIELDS[name].broken)
    if name in ("id", "report"):
        return id_test(report.id, value)
    return _flag(report, name, value, who)


def _facet_test(session: Session, field: Field, value: Value) -> _Test:
    if FIELDS[field.name].kind == "name":
        return lambda column: name_test(column, value)
    code = country_of(value) if field.name == "country" else code_of(value)
    if code is None:
        return lambda _: true()
    wanted = folded(code[0])
    if code[1]:
        return lambda column: column.startswith(wanted, autoescape=True)
    if field.name == "type" and isinstance(value, Like):
        wanted = folded(known_type(session, field, value))
    return lambda column: column == wanted


def _found(report: Any, kind: str, test: _Test, *, official: bool) -> _Condition:
    """Reports with a facet of a kind."""
    shown: _Condition = report.number.in_(_facets(kind, test))
    if official:
        return shown
    read: _Condition = report.number.in_(_facets(MACHINE + kind, test))
    return or_(and_(shown, ~changed(report)), read)


def _facets(kind: str, test: _Test) -> Any:
    facet = aliased(ReportFacetRow)
    return select(facet.report).where(facet.kind == kind, test(facet.value))


def _published(report: Any, value: Value, *, official: bool) -> _Condition:
    day = func.coalesce(report.day, "")
    shown = day_test(day, day, value)
    if official:
        return shown
    read = _facets(MACHINE + DAY, lambda column: day_test(column, column, value))
    return or_(and_(shown, ~changed(report)), report.number.in_(read))


def _column(report: Any, name: str, value: Value, *, official: bool) -> _Condition:
    """The agency or the language, which ``reports`` has as it is written."""
    column = report.agency if name == "agency" else report.language

    def test(folded_: Any) -> _Condition:
        if name == "agency":
            return name_test(folded_, value)
        code = code_of(value)
        return true() if code is None else folded_ == folded(code[0])

    shown = and_(column.is_not(None), test(func.lower(column)))
    if official:
        return shown
    kind = MACHINE + (AGENCY if name == "agency" else LANGUAGE)
    return or_(and_(shown, ~changed(report)), report.number.in_(_facets(kind, test)))


def _flag(report: Any, name: str, value: Value, who: str | None) -> _Condition:
    assert isinstance(value, Like)  # noqa: S101 - checked when the filter was read
    wanted = flag(value.text)
    if name == "copy":
        copy: _Condition = report.lead.is_not(None) if wanted else report.lead.is_(None)
        return copy
    row = aliased(ReportMarkRow)
    mark = row.done if name == "reviewed" else row.flagged
    marked = select(row.report).where(row.stage == "coding", mark)
    if who is not None:
        marked = marked.where(row.who == who)
    there: _Condition = report.number.in_(marked)
    return there if wanted else ~there
