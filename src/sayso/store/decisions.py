"""What people decided about records: written down once, never changed, at most replaced."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast, get_args

from sqlalchemy import Connection, bindparam, insert, select
from sqlalchemy.orm import Session

from sayso.errors import NotFound, StoreError
from sayso.review.decision import Action, Decision, Stage
from sayso.store.desk_tables import ReviewedIncidentRow
from sayso.store.flatten import LARGEST
from sayso.store.ids import batched, full_id
from sayso.store.marks import marks_may_change, write_marks
from sayso.store.tables import (
    DecisionRow,
    IncidentForwardRow,
    IncidentRow,
    ReadingRow,
    ReportRow,
)

INCIDENT = "i_"
"""The ids of incidents begin so."""


_DEEPEST = 30
"""No value of a record is nested so deep; readers of JSON give up somewhere."""


class AlreadyReplaced(StoreError):
    """A decision that was to be replaced, and that another one has replaced meanwhile."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A decision that is to be written down; the fields are those of ``Store.decide``."""

    record: str
    action: Action
    who: str
    path: str = ""
    reading: int | None = None
    old: object = None
    new: object = None
    reason: str | None = None
    replaces: int | None = None
    stage: Stage = "coding"
    made: str | None = None


def insert_decision(
    session: Session, draft: Draft, *, elsewhere: bool = False
) -> tuple[int, list[Decision]]:
    """Write down a decision.

    Args:
        session: Inside a transaction that holds the writers' lock.
        draft: The decision.
        elsewhere: It was made in another database, where incidents may have other ids.

    Returns:
        Its number, and all that was decided about its record by now.

    Raises:
        NotFound: There is no such record, reading or decision.
        AlreadyReplaced: The other decision was replaced meanwhile.
        StoreError: Nobody is named, the action is none, a value cannot be JSON, or the other
            decision is of another record.
    """
    for given, known, what in (
        (draft.action, get_args(Action), "action"),
        (draft.stage, get_args(Stage), "stage"),
    ):
        if given not in known:
            raise StoreError(f"{given!r} is no {what}", remedy=f"one of {', '.join(known)}")
    if not draft.who.strip():
        raise StoreError("a decision without a person", remedy="say who decided")
    connection = session.connection()
    about = _about(session, draft, elsewhere=elsewhere)
    if draft.replaces is not None:
        _check_replaced(connection, draft.replaces, about.record)
    elif draft.action == "undo":
        raise StoreError("an undo of nothing", remedy="say which decision it replaces")
    row = {
        "made": draft.made or this_moment(),
        "who": draft.who,
        "action": draft.action,
        "record": about.record,
        "path": draft.path,
        "reading": about.reading,
        "old": as_json(draft.old, "old"),
        "new": as_json(draft.new, "new"),
        "reason": draft.reason,
        "replaces": draft.replaces,
        "stage": draft.stage,
    }
    number: int = connection.execute(_INSERT, row).scalar_one()
    log = find_decisions(session, about.record, replaced=True)
    if about.number is not None and marks_may_change(draft.action, draft.path):
        write_marks(session, about.number, log)
    return number, log


def find_decisions(session: Session, record: str | None, *, replaced: bool) -> list[Decision]:
    """What people decided, in the order of deciding.

    Args:
        session: An open session.
        record: Only about this report or incident, by its whole id.
        replaced: Also what was replaced by a later decision.
    """
    query = _ALL if record is None else _OF_RECORD
    rows = session.connection().execute(query, {} if record is None else {"record": record})
    return [decision for decision in map(_decision, rows) if replaced or decision.current]


def decisions_of(session: Session, records: Sequence[str]) -> list[Decision]:
    """All that was decided about some records, what was replaced too, in the order of deciding."""
    found: list[Decision] = []
    for some in batched(records):
        found += _decisions(session, _ASKED.where(DecisionRow.record.in_(some)))
    return sorted(found, key=lambda decision: decision.number)


def about_incidents(session: Session) -> list[Decision]:
    """All that was decided about incidents, what was replaced too, in the order of deciding."""
    # The sign after "_" in the order of code points is the backtick.
    query = _ASKED.where(DecisionRow.record >= "i_", DecisionRow.record < "i`")
    return _decisions(session, query.order_by(DecisionRow.number))


def log(
    session: Session,
    *,
    who: str | None,
    after: int,
    before: int | None,
    limit: int | None,
    newest: bool,
) -> list[Decision]:
    """Decisions as they were made, what was replaced too; see ``Store.log``."""
    query = _ASKED.where(DecisionRow.number > after)
    if who is not None:
        query = query.where(DecisionRow.who == who)
    if before is not None:
        query = query.where(DecisionRow.number < before)
    query = query.order_by(DecisionRow.number.desc() if newest else DecisionRow.number)
    return _decisions(session, query.limit(limit))


def record_id(session: Session, given: str) -> str:
    """The whole id of a report or an incident, also of one that people split off, or that is gone.

    Raises:
        NotFound: There is none.
    """
    if not given.startswith(INCIDENT):
        return full_id(session, ReportRow.id, given, "report")
    for known in (IncidentForwardRow.old, ReviewedIncidentRow.id, DecisionRow.record):
        if session.scalar(select(known).where(known == given).limit(1)) is not None:
            return given
    return full_id(session, IncidentRow.id, given, "incident")


def this_moment() -> str:
    """The time, as decisions are made: UTC, ISO 8601, so fine that no two of a person are equal."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def as_json(value: object, name: str) -> str | None:
    """A value as it is stored; None stays None.

    Raises:
        StoreError: It cannot be JSON that everybody can read: it is nested too deep, a number has
            more than 64 bits, a text is not valid Unicode.
    """
    if value is None:
        return None
    try:
        _check_value(value, _DEEPEST)
        return json.dumps(value, ensure_ascii=False, allow_nan=False)
    except (TypeError, ValueError) as error:
        raise StoreError(
            f"the {name} value cannot be JSON: {error}",
            remedy="give numbers, texts, lists, mappings",
        ) from error


def _check_value(value: object, deeper: int) -> None:
    """Refuse what JSON may hold and readers of it may not.

    Raises:
        ValueError: It is such a value.
    """
    if isinstance(value, str):
        value.encode()  # halves of characters have no form in bytes
    elif isinstance(value, int) and abs(value) > LARGEST:
        raise ValueError("a number of more than 64 bits")
    elif isinstance(value, dict | list | tuple):
        if not deeper:
            raise ValueError(f"nested more than {_DEEPEST} deep")
        for part in [*value, *value.values()] if isinstance(value, dict) else value:
            _check_value(part, deeper - 1)


@dataclass(frozen=True, slots=True)
class _About:
    """What is decided about: the whole id, and of a report its number and the reading."""

    record: str
    number: int | None
    reading: int | None


def _about(session: Session, draft: Draft, *, elsewhere: bool) -> _About:
    """What a decision is about.

    Raises:
        NotFound: There is no such record or reading.
    """
    record = draft.record
    if elsewhere and record.startswith(INCIDENT):
        return _About(record, None, None)
    found = current(session.connection(), record)
    if found is None:
        # The beginning of an id, an incident, or nothing that there is.
        record = record_id(session, record)
        found = current(session.connection(), record)
    if found is None:
        if draft.reading is not None:
            raise NotFound(f"no reading {draft.reading} of {record}")
        return _About(record, None, None)
    number, reading = found
    if draft.reading is not None and draft.reading != reading:
        of = session.connection().execute(_OF_READING, {"reading": draft.reading}).scalar()
        if of != number:
            raise NotFound(f"no reading {draft.reading} of {record}")
        reading = draft.reading
    return _About(record, number, reading)


def current(connection: Connection, report: str) -> tuple[int, int] | None:
    """Numbers of a report and its current reading; none where it is not there.

    Args:
        connection: In a transaction.
        report: The whole id.
    """
    row = connection.execute(_CURRENT, {"id": report}).first()
    return None if row is None else (row[0], row[1])


def _check_replaced(connection: Connection, number: int, record: str) -> None:
    row = connection.execute(_REPLACED, {"number": number}).first()
    if row is None:
        raise NotFound(f"no decision {number}")
    of, by = row
    if of != record:
        raise StoreError(f"decision {number} is about {of}, not {record}")
    if by is not None:
        raise AlreadyReplaced(
            f"decision {number} was replaced by decision {by} already",
            remedy=f"look at decision {by}, and replace that one",
        )


def _decisions(session: Session, query: Any) -> list[Decision]:
    return [_decision(row) for row in session.connection().execute(query)]


def _decision(row: Any) -> Decision:
    number, made, who, action, record, path, reading, old, new, reason, replaces, stage, by = row
    return Decision(
        number=number,
        made=made,
        who=who,
        action=cast("Action", action),  # the table takes no other
        record=record,
        path=path,
        reading=reading,
        old=None if old is None else json.loads(old),
        new=None if new is None else json.loads(new),
        reason=reason,
        replaces=replaces,
        current=by is None,
        stage=cast("Stage", stage),
    )


# Built once: each decision of each person asks these.
_LATER: Any = DecisionRow.__table__.alias("later")
_TABLE: Any = DecisionRow.__table__
_INSERT = insert(DecisionRow).returning(DecisionRow.number)
_ASKED: Any = select(
    *(
        _TABLE.c[name]
        for name in (
            *("number", "made", "who", "action", "record", "path", "reading", "old", "new"),
            *("reason", "replaces", "stage"),
        )
    ),
    _LATER.c.number.label("by"),
).select_from(_TABLE.outerjoin(_LATER, _LATER.c.replaces == _TABLE.c.number))
_ALL = _ASKED.order_by(DecisionRow.number)
_OF_RECORD = _ALL.where(DecisionRow.record == bindparam("record"))
_CURRENT = (
    select(ReportRow.number, ReadingRow.number)
    .join(ReadingRow, ReadingRow.report == ReportRow.number)
    .where(ReportRow.id == bindparam("id"))
    .order_by(ReadingRow.number.desc())
    .limit(1)
)
_OF_READING = select(ReadingRow.report).where(ReadingRow.number == bindparam("reading"))
_REPLACED = (
    select(DecisionRow.record, _LATER.c.number)
    .outerjoin(_LATER, _LATER.c.replaces == DecisionRow.number)
    .where(DecisionRow.number == bindparam("number"))
)
