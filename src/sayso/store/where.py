"""The filter language as conditions of a database.

Fields of reports that stand together must all fit one report that tells of an incident, and
fields of incidents one incident that a report tells of.
"""

from __future__ import annotations

from typing import Any, Literal

from sqlalchemy import ColumnElement, and_, false, func, not_, or_, select, true
from sqlalchemy.orm import Session, aliased

from sayso.query import FIELDS, Node, parse
from sayso.query.tree import All, Field, Not, Words, leaves
from sayso.query.tree import Any as Either
from sayso.store.desk_tables import IncidentLineRow
from sayso.store.engines import Dialect
from sayso.store.incident_lines import official_members
from sayso.store.search import Query, Term
from sayso.store.tables import IncidentMemberRow, ReportRow
from sayso.store.where_incidents import incident_field
from sayso.store.where_reports import report_field

_Condition = ColumnElement[bool]
_Side = Literal["report", "incident", "both"]


def incident_conditions(
    session: Session,
    dialect: Dialect,
    where: str | None,
    *,
    official: bool,
    who: str | None = None,
) -> list[ColumnElement[bool]]:
    """Conditions on ``incident_lines``.

    Args:
        session: An open session.
        dialect: The database.
        where: A filter; None or nothing but spaces: everything.
        official: As people made incidents, where they did.
        who: Whose marks ``reviewed`` and ``flagged`` are about; None: anybody's.

    Raises:
        QueryError: It cannot be understood.
    """
    if where is None or not where.strip():
        return []
    return [Where(session, dialect, parse(where), official, who).incidents()]


def report_conditions(
    session: Session,
    dialect: Dialect,
    where: str | None,
    *,
    official: bool,
    who: str | None = None,
) -> list[ColumnElement[bool]]:
    """Conditions on ``reports``; the arguments are as for incidents."""
    if where is None or not where.strip():
        return []
    return [Where(session, dialect, parse(where), official, who).reports()]


class Where:
    """A filter, to be asked of incidents or of reports.

    Args:
        session: An open session.
        dialect: The database.
        tree: The filter.
        official: As people made incidents and reports, where they did.
        who: Whose marks it is about; None: anybody's.
    """

    def __init__(
        self, session: Session, dialect: Dialect, tree: Node, official: bool, who: str | None
    ) -> None:
        self._session = session
        self._dialect = dialect
        self._tree = tree
        self._official = official
        self._who = who

    def incidents(self, line: Any = IncidentLineRow) -> ColumnElement[bool]:
        """The condition on a row of ``incident_lines``, or on an alias of it."""
        return self._incidents(self._tree, line)

    def reports(self, report: Any = ReportRow) -> ColumnElement[bool]:
        """The condition on a row of ``reports``, or on an alias of it."""
        return self._reports(self._tree, report)

    def _incidents(self, node: Node, line: Any) -> _Condition:
        if _side(node) == "report":
            return self._told(node, line)
        if isinstance(node, Not):
            # What is not known does not fit, and so its opposite does.
            return not_(func.coalesce(self._incidents(node.part, line), false()))
        if isinstance(node, Either):
            return or_(*(self._incidents(part, line) for part in dict.fromkeys(node.parts)))
        if isinstance(node, All):
            own, others = _parted(node, "report")
            conditions = [self._incidents(part, line) for part in own]
            if others is not None:
                conditions.append(self._told(others, line))
            return and_(*conditions)
        assert isinstance(node, Field)  # noqa: S101 - words are of reports
        tests = [incident_field(self._session, node, value, line) for value in node.values]
        return or_(*tests)

    def _told(self, node: Node, line: Any) -> _Condition:
        """Incidents that one report tells of, of which all of a part holds."""
        members = official_members() if self._official else select(IncidentMemberRow).subquery()
        report = aliased(ReportRow)
        reports = select(report.id).where(self._reports(node, report))
        found: _Condition = line.id.in_(
            select(members.c.incident).where(members.c.report.in_(reports))
        )
        if all(isinstance(leaf, Words) for leaf in leaves(node)):
            return or_(_named(node, line), found)
        return found

    def _reports(self, node: Node, report: Any) -> _Condition:
        if _side(node) == "incident":
            return self._tells(node, report)
        if isinstance(node, Not):
            return not_(func.coalesce(self._reports(node.part, report), false()))
        if isinstance(node, Either):
            return or_(*(self._reports(part, report) for part in dict.fromkeys(node.parts)))
        if isinstance(node, All):
            own, others = _parted(node, "incident")
            words = [part for part in own if isinstance(part, Words)]
            rest = [part for part in own if not isinstance(part, Words)]
            conditions = [self._reports(part, report) for part in rest]
            if words:
                conditions.append(self._worded(words, report))
            if others is not None:
                conditions.append(self._tells(others, report))
            return and_(*conditions)
        if isinstance(node, Words):
            return self._worded([node], report)
        tests = [
            report_field(self._session, node, value, report, official=self._official, who=self._who)
            for value in node.values
        ]
        return or_(*tests)

    def _worded(self, words: list[Words], report: Any) -> _Condition:
        """Reports with all of some words."""
        # once each: what is said two hundred times would be looked up two hundred times
        terms = tuple(dict.fromkeys(Term(each.text, each.prefix) for each in words))
        found: _Condition = report.number.in_(self._dialect.matching(Query((terms,))))
        return found

    def _tells(self, node: Node, report: Any) -> _Condition:
        """Reports that tell of one incident of which all of a part holds."""
        members = official_members() if self._official else select(IncidentMemberRow).subquery()
        line = aliased(IncidentLineRow)
        made = line.official.is_(True) if self._official else line.reviewed.is_(False)
        incidents = select(line.id).where(line.hidden.is_(False), made, self._incidents(node, line))
        found: _Condition = report.id.in_(
            select(members.c.report).where(members.c.incident.in_(incidents))
        )
        return found


def _side(node: Node) -> _Side | None:
    """Whose fields alone a part has, and none of them left out; None: of both, or left out."""
    if isinstance(node, Words):
        return "report"
    if isinstance(node, Field):
        return FIELDS[node.name].about
    if isinstance(node, Not):
        return None
    sides = {_side(part) for part in node.parts}
    return sides.pop() if len(sides) == 1 else None


def _parted(node: All, side: _Side) -> tuple[list[Node], Node | None]:
    """The parts that are asked for by themselves, and those together that are of one other."""
    others = [part for part in node.parts if _side(part) == side]
    own = [part for part in node.parts if _side(part) != side]
    if not others:
        return own, None
    return own, others[0] if len(others) == 1 else All(tuple(others))


def _named(node: Node, line: Any) -> _Condition:
    """Incidents whose places and actors have the words in their names."""
    if isinstance(node, Words):
        found: _Condition = line.names.contains(node.text.casefold(), autoescape=True)
        return found
    if isinstance(node, All | Either):
        joined = and_ if isinstance(node, All) else or_
        return joined(*(_named(part, line) for part in node.parts))
    return true()  # nothing else has only words
