"""Keeps what is official of reports up to what people decided, for lists, links and exports."""

from __future__ import annotations

from sayso.desk.official import official_state
from sayso.desk.records import Records
from sayso.store import Store
from sayso.store.reviewed import ReviewedReport

_TOGETHER = 100
"""Reports whose state is written in one transaction."""


def renew_official(store: Store, records: Records | None = None) -> int:
    """Make the official state again of all reports that people decided about since it was made.

    The same for those that were read again, and for what one person decided alone before there were
    accounts, where nobody has gone through the report. Nothing is lost when it is cut short: call
    it again.

    Args:
        store: The open database.
        records: Readings that are at hand.

    Returns:
        How many reports that were.
    """
    records, alone = records or Records(store), not store.people()
    stale = store.stale_reviews(alone=alone)
    for start in range(0, len(stale), _TOGETHER):
        some = stale[start : start + _TOGETHER]
        store.save_reviewed(reports=[official_report(store, records, id_, alone) for id_ in some])
    return len(stale)


def official_report(store: Store, records: Records, id_: str, alone: bool) -> ReviewedReport:
    """The official state of a report.

    Args:
        store: Where the decisions are.
        records: Where its readings are.
        id_: Its whole id.
        alone: There is only one person: what they decide holds at once.
    """
    _, number = store.current(id_)
    machine = records.get(id_, number)
    return official_state(
        records, machine, number, store.decisions(id_, replaced=True), alone=alone
    )
