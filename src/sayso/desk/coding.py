"""What several people coded: where they agree, how far, and how fast each of them is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sayso.desk.own import on_reading
from sayso.desk.records import Records
from sayso.record import Report
from sayso.review.adjudication import Adjudication, adjudication, coders
from sayso.review.agreement import FieldAgreement, agreement
from sayso.review.apply import Reviewed
from sayso.review.decision import Decision
from sayso.review.pace import Pace, pace
from sayso.store import Store


@dataclass(frozen=True, slots=True)
class Coding:
    """Agreement over all fields, and each coder's pace.

    Attributes:
        double: Reports that at least two people have gone through.
        adjudicated: Of these, those that an adjudicator has closed.
    """

    fields: tuple[FieldAgreement, ...]
    pace: tuple[Pace, ...]
    double: int
    adjudicated: int


def coding_of(store: Store, records: Records | None = None) -> Coding:
    """How far people agree, over all reports that several have gone through.

    Args:
        store: The open database.
        records: Readings that are at hand.
    """
    records = records or Records(store)
    twice = store.coded_twice()
    return Coding(
        fields=tuple(agreement(_views(store, records, [each.report for each in twice]))),
        pace=tuple(pace(store.log())),
        double=len(twice),
        adjudicated=sum(each.adjudicated for each in twice),
    )


def adjudication_of(store: Store, id_: str, records: Records | None = None) -> Adjudication:
    """What people made of one report, place by place.

    Args:
        store: The open database.
        id_: The report's whole id.
        records: Readings that are at hand.

    Raises:
        NotFound: There is no such report.
    """
    return adjudication(*_decided(store, records or Records(store), id_))


def _views(
    store: Store, records: Records, ids: list[str]
) -> Iterator[tuple[Report, dict[str, Reviewed]]]:
    for id_ in ids:
        machine, decisions = _decided(store, records, id_)
        yield machine, coders(machine, decisions)


def _decided(store: Store, records: Records, id_: str) -> tuple[Report, tuple[Decision, ...]]:
    """The current reading, and all decisions about the report as they are about that reading."""
    _, number = store.current(id_)
    machine = records.get(id_, number)
    moved = on_reading(records, machine, number, store.decisions(id_, replaced=True))
    return machine, moved.decisions
