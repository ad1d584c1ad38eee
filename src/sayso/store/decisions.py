"""What people decided about records: written down once, never changed, at most replaced."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Literal, cast, get_args

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased

from sayso.errors import NotFound, StoreError
from sayso.store.ids import full_id
from sayso.store.report_rows import now
from sayso.store.tables import DecisionRow, IncidentRow, ReadingRow, ReportRow

Action = Literal["confirm", "correct", "reject", "note", "merge", "split"]


@dataclass(frozen=True, slots=True)
class Draft:
    """A decision that is to be written down; the fields are those of ``Store.decide``."""

    record: str
    action: Action
    who: str
    path: str
    reading: int | None
    old: object
    new: object
    reason: str | None
    replaces: int | None


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about something in a record.

    Attributes:
        made: When (UTC, ISO 8601).
        record: Id of the report or the incident.
        path: Where in the record, as ``events.e1.type``; empty: all of it.
        reading: The reading that the person saw; None for an incident.
        old: The value that the person saw.
        new: The value that it should be.
        replaces: Number of the decision that no longer holds because of this one.
        current: Whether no other replaces it.
    """

    number: int
    made: str
    who: str
    action: Action
    record: str
    path: str
    reading: int | None
    old: Any
    new: Any
    reason: str | None
    replaces: int | None
    current: bool


def insert_decision(session: Session, draft: Draft) -> int:
    """Write down a decision.

    Raises:
        NotFound: There is no such record, reading or decision.
        StoreError: Nobody is named, the action is none, a value cannot be JSON, or the other
            decision is of another record or was replaced already.
    """
    if draft.action not in get_args(Action):
        raise StoreError(
            f"{draft.action!r} is no action", remedy=f"one of {', '.join(get_args(Action))}"
        )
    if not draft.who.strip():
        raise StoreError("a decision without a person", remedy="say who decided")
    record = _record(session, draft.record)
    if draft.replaces is not None:
        _check_replaced(session, draft.replaces, record)
    row = DecisionRow(
        made=now(),
        who=draft.who,
        action=draft.action,
        record=record,
        path=draft.path,
        reading=_reading(session, record, draft.reading),
        old=_json(draft.old, "old"),
        new=_json(draft.new, "new"),
        reason=draft.reason,
        replaces=draft.replaces,
    )
    session.add(row)
    session.flush()
    return row.number


def find_decisions(session: Session, record: str | None, *, replaced: bool) -> list[Decision]:
    """What people decided, in the order of deciding.

    Args:
        session: An open session.
        record: Only about this report or incident, by its whole id.
        replaced: Also what was replaced by a later decision.
    """
    later = aliased(DecisionRow)
    gone = exists().where(later.replaces == DecisionRow.number)
    query = select(DecisionRow, gone).order_by(DecisionRow.number)
    if record is not None:
        query = query.where(DecisionRow.record == record)
    if not replaced:
        query = query.where(~gone)
    return [_decision(row, current=not old) for row, old in session.execute(query)]


def _record(session: Session, given: str) -> str:
    if given.startswith("i_"):
        return full_id(session, IncidentRow.id, given, "incident")
    return full_id(session, ReportRow.id, given, "report")


def _reading(session: Session, record: str, number: int | None) -> int | None:
    query = (
        select(ReadingRow.number)
        .join(ReportRow, ReportRow.number == ReadingRow.report)
        .where(ReportRow.id == record)
        .order_by(ReadingRow.number.desc())
        .limit(1)
    )
    if number is not None:
        query = query.where(ReadingRow.number == number)
    found = session.scalar(query)
    if found is None and number is not None:
        raise NotFound(f"no reading {number} of {record}")
    return found


def _check_replaced(session: Session, number: int, record: str) -> None:
    of = session.scalar(select(DecisionRow.record).where(DecisionRow.number == number))
    if of is None:
        raise NotFound(f"no decision {number}")
    if of != record:
        raise StoreError(f"decision {number} is about {of}, not {record}")
    by = session.scalar(select(DecisionRow.number).where(DecisionRow.replaces == number))
    if by is not None:
        raise StoreError(
            f"decision {number} was replaced by decision {by} already",
            remedy=f"look at decision {by}, and replace that one",
        )


def _json(value: object, name: str) -> str | None:
    if value is None:
        return None
    try:
        return json.dumps(value, ensure_ascii=False, allow_nan=False)
    except (TypeError, ValueError) as error:
        raise StoreError(
            f"the {name} value cannot be JSON: {error}",
            remedy="give numbers, texts, lists, mappings",
        ) from error


def _decision(row: DecisionRow, *, current: bool) -> Decision:
    return Decision(
        number=row.number,
        made=row.made,
        who=row.who,
        action=cast("Action", row.action),  # the table takes no other
        record=row.record,
        path=row.path,
        reading=row.reading,
        old=None if row.old is None else json.loads(row.old),
        new=None if row.new is None else json.loads(row.new),
        reason=row.reason,
        replaces=row.replaces,
        current=current,
    )
