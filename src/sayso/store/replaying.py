"""Decisions of another database, written down here with their own times."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from sayso.errors import NotFound, StoreError
from sayso.review.decision import Decision
from sayso.store.decisions import INCIDENT, Draft, as_json, insert_decision, record_id
from sayso.store.flatten import cleaned
from sayso.store.tables import DecisionRow


@dataclass(frozen=True, slots=True)
class Replayed:
    """What became of decisions that were replayed.

    Attributes:
        numbers: The number here of each decision that is here now, by its number there.
        written: How many were written down.
        there: How many were here already.
        refused: Those that could not be, and why.
    """

    numbers: dict[int, int]
    written: int
    there: int
    refused: tuple[tuple[Decision, StoreError], ...]


def replay(session: Session, decisions: Iterable[Decision]) -> Replayed:
    """Write down decisions that are not here yet; one that cannot be never stops the rest.

    A decision is here already when one of the same person, time, stage, action, record, path and
    value is. What a decision replaces is looked for among those that came before it. Ids of
    incidents are taken as they are: another database may give its incidents others, and what is
    decided about one is held by its events.
    """
    numbers: dict[int, int] = {}
    refused: list[tuple[Decision, StoreError]] = []
    written = 0
    for decision in decisions:
        try:
            known = _here(session, decision)
            if known is None:
                known, _ = insert_decision(session, _draft(decision, numbers), elsewhere=True)
                written += 1
            numbers[decision.number] = known
        except StoreError as error:
            refused.append((decision, error))
    return Replayed(numbers, written, len(numbers) - written, tuple(refused))


def _here(session: Session, decision: Decision) -> int | None:
    record = decision.record
    if not record.startswith(INCIDENT):
        record = record_id(session, record)
    who, made, path, new = cleaned(
        (decision.who, decision.made, decision.path, as_json(decision.new, "new"))
    )
    same = select(DecisionRow.number).where(
        DecisionRow.record == record,
        DecisionRow.made == made,
        DecisionRow.who == who,
        DecisionRow.stage == decision.stage,
        DecisionRow.action == decision.action,
        DecisionRow.path == path,
        DecisionRow.new.is_(None) if new is None else DecisionRow.new == new,
    )
    return session.scalar(same.order_by(DecisionRow.number).limit(1))


def _draft(decision: Decision, numbers: dict[int, int]) -> Draft:
    replaces = decision.replaces
    if replaces is not None:
        if replaces not in numbers:
            raise NotFound(
                f"what decision {decision.number} replaces is not among those before it",
                remedy="replay the whole log, in its order",
            )
        replaces = numbers[replaces]
    draft = Draft(
        decision.record,
        decision.action,
        decision.who,
        decision.path,
        decision.reading,
        decision.old,
        decision.new,
        decision.reason,
        stage=decision.stage,
        made=decision.made,
    )
    return replace(draft, replaces=replaces)
