"""What became of incidents since a time: added, updated, merged, split, deleted, restored.

Whoever has an export of that time or later gets the ids of one of now by taking those out that
are not ``here``, and taking the others in. What is not listed has the same content as it had.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, islice
from typing import Any, cast

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from sayso.store.changes.change import INCIDENTS, Change, What
from sayso.store.changes.table import ChangeRow
from sayso.store.desk_tables import IncidentLineRow

_TOGETHER = 500
_GONE: tuple[What, What, What] = ("deleted", "merged", "split")
"""What became of one that is gone, by how many incidents hold its events."""


def incident_changes(
    session: Session, since: str, listed: Sequence[ColumnElement[bool]]
) -> Iterator[Change]:
    """What became of incidents since a time, in the order of their ids.

    One that came and went since then is told of too, and so is one that was changed and changed
    back: somebody may have an export of the time between.

    Args:
        session: An open session, of one state of the database.
        since: As ``since_time`` gives it.
        listed: Conditions on ``incident_lines``: incidents that are asked for. One that is there
            and does not fit is told of where it may have fitted before: not if it is new, and was
            not changed since.
    """
    ways = _Ways(session)
    came_from = _came_from(session, since, ways)
    found = _in_all(session, since, ways, came_from)
    while some := list(islice(found, _TOGETHER)):
        line = IncidentLineRow
        ids = [change.id for change in some if change.here]
        fit = set(session.scalars(select(line.id).where(line.id.in_(ids), *listed)))
        for change in some:
            if not change.here or change.id in fit:
                yield change
            elif change.n > 1 or change.what not in ("added", "restored"):
                yield replace(change, here=False)


class _Ways:
    """Where incidents lead that were merged or split."""

    def __init__(self, session: Session) -> None:
        row = ChangeRow
        newest = select(func.max(row.number)).where(*INCIDENTS).group_by(row.id)
        gone = select(row.id).where(row.number.in_(newest), row.digest.is_(None))
        self._gone = set(session.scalars(gone))
        restored = select(row.id, func.max(row.number)).where(row.what == "restored")
        self._restored = dict(session.execute(restored.group_by(row.id)).all())
        self._steps: dict[str, list[tuple[int, list[str]]]] = {}
        steps = select(row.id, row.number, row.into).where(row.into.is_not(None))
        for id_, number, into in session.execute(steps.order_by(row.number)):
            self._steps.setdefault(id_, []).append((number, (into or "").split()))

    def lead(self, id_: str, after: int) -> list[str]:
        """The incidents that hold now what an incident held after one of the changes."""
        live: list[str] = []
        seen = {id_}
        waiting = [(id_, after)]
        for one, number in waiting:  # grows while it is walked
            if one not in self._gone:
                live.append(one)
            # what was merged or split before it came back is in it again
            since = max(number, self._restored.get(one, 0))
            for at, into in self._steps.get(one, ()):
                if at > since:
                    waiting += [(new, at) for new in into if new not in seen]
                    seen.update(into)
        return live


def _came_from(session: Session, since: str, ways: _Ways) -> dict[str, list[str]]:
    """Of incidents of now those of before whose events they hold."""
    row = ChangeRow
    query = select(row.id, row.number).where(row.made >= since, row.into.is_not(None))
    found: dict[str, list[str]] = {}
    for id_, number in session.execute(query.order_by(row.number)):
        for new in ways.lead(id_, number - 1):
            if new != id_ and id_ not in found.setdefault(new, []):
                found[new].append(id_)
    return found


def _in_all(
    session: Session, since: str, ways: _Ways, came_from: dict[str, list[str]]
) -> Iterator[Change]:
    row = ChangeRow
    touched = select(row.id).where(row.made >= since, *INCIDENTS)
    query = (
        select(row.number, row.made, row.id, row.what, row.run, row.digest)
        .where(row.id.in_(touched))
        .order_by(row.id, row.number)
    )
    rows = session.execute(query, execution_options={"yield_per": _TOGETHER})
    for id_, of_it in groupby(rows, key=lambda r: cast("str", r.id)):
        yield _change(id_, list(of_it), since, ways, came_from.get(id_, []))


def _change(
    id_: str, rows: Sequence[Any], since: str, ways: _Ways, came_from: Sequence[str]
) -> Change:
    """What became of an incident in all."""
    first = next(n for n, row in enumerate(rows) if row.made >= since)
    last = rows[-1]
    into = ways.lead(id_, rows[first].number - 1)
    what: What
    if last.digest is None:
        what = _GONE[min(len(into), 2)]
    elif first == 0:
        what = "added"
    elif rows[first - 1].digest is None:
        what = "restored"
    else:
        what = "split" if len(into) > 1 else "updated"
    return Change(
        id=id_,
        kind="incident",
        what=what,
        when=last.made,
        into=tuple(into) if what in ("merged", "split") else (),
        from_=tuple(came_from),
        by="person" if last.run is None else "linking",
        n=len(rows) - first,
        here=last.digest is not None,
    )
