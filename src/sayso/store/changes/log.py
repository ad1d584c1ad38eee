"""What a transaction makes of incidents and reports, written down with it.

A change is one of the official content: linking anew, or deciding what is so already, is none.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import exists, func, insert, select, union_all
from sqlalchemy.orm import Session

from sayso.record import Incident
from sayso.store.changes.table import ChangeRow
from sayso.store.decisions import this_moment
from sayso.store.desk_tables import ReviewedIncidentRow, ReviewedMemberRow
from sayso.store.ids import batched
from sayso.store.tables import IncidentMemberRow, IncidentRow

EventKey = tuple[str, str]

_UNSTEADY: Any = {"joins": True, "telling": {"__all__": {"why"}}}
"""What explains a linking and is no content: scores of pairs, the words for an order of telling."""


@dataclass(frozen=True, slots=True)
class State:
    """How an incident is by now, as people made it where they did.

    Attributes:
        digest: Of its content; None: it is not to be listed, or there is none.
        decision: The newest decision in it; None: it is as linking found it.
    """

    digest: str | None
    decision: int | None = None


GONE = State(None)


def digest(incident: Incident, state: str | None = None) -> str:
    """A digest of an incident's content.

    Fields that have their default are left out of it, so that it stays when a later version has
    more of them.

    Args:
        incident: The incident.
        state: What people decided about it, which stands beside it in tables.
    """
    text = incident.model_dump_json(exclude=_UNSTEADY, exclude_defaults=True)
    return text_digest(f"{state or ''} {text}".encode())


def text_digest(text: bytes) -> str:
    """A digest that tells contents apart."""
    return hashlib.blake2b(text, digest_size=12).hexdigest()


class IncidentLog:
    """Writes down what a transaction makes of incidents. Make it before anything is written.

    Args:
        session: Inside a transaction that holds the writers' lock.
        ids: Incidents that may change or go; None: all. New ones need not be named.
    """

    def __init__(self, session: Session, ids: Collection[str] | None) -> None:
        self._session = session
        self._ids = None if ids is None else set(ids)
        self._homes: dict[str, list[EventKey]] = {}
        for incident, event in members_in(session, incidents=ids):
            self._homes.setdefault(incident, []).append(event)

    def write(
        self,
        ids: Collection[str],
        *,
        run: int | None = None,
        decision: int | None = None,
        known: Mapping[str, str] | None = None,
    ) -> None:
        """Write down what has become of the incidents.

        Args:
            ids: Incidents that are new or may have changed, besides those named at first.
            run: The linking that did it; None: people.
            decision: The decision of which it came.
            known: Digests of incidents as linking has just found them.
        """
        session = self._session
        before = last_changes(session, self._ids)
        now = states(session, self._ids, known or {})
        if self._ids is not None and (new := set(ids) - self._ids):
            before |= last_changes(session, new)
            now |= states(session, new, known or {})
        about = sorted({*before, *now})
        changed = [i for i in about if before.get(i) != now.get(i, GONE).digest]
        moved = self._moved(changed)
        made = this_moment()
        rows = []
        for id_ in changed:
            state = now.get(id_, GONE)
            others = [new for new in moved.get(id_, ()) if new != id_]
            what = _what(id_, before, state.digest, others)
            into = moved[id_] if what in ("merged", "split") else []
            rows.append(
                {
                    "made": made,
                    "id": id_,
                    "what": what,
                    "into": " ".join(into) or None,
                    "run": run,
                    "decision": state.decision if decision is None else decision,
                    "digest": state.digest,
                }
            )
        write_changes(session, rows)

    def _moved(self, changed: Iterable[str]) -> dict[str, list[str]]:
        """Where the events of incidents of before are now: the largest share first."""
        old = {id_: self._homes[id_] for id_ in changed if id_ in self._homes}
        reports = {report for held in old.values() for report, _ in held}
        homes = {event: id_ for id_, event in members_in(self._session, reports=reports)}
        out = {}
        for id_, held in old.items():
            shares = Counter(homes[event] for event in held if event in homes)
            out[id_] = sorted(shares, key=lambda new: (-shares[new], new))
        return out


def last_changes(session: Session, ids: Collection[str] | None) -> dict[str, str | None]:
    """The digest of each incident that is written down last; None: it was gone.

    Args:
        session: An open session.
        ids: Only of these; None: of all.
    """
    row = ChangeRow
    newest = select(func.max(row.number)).group_by(row.id)
    query = select(row.id, row.digest)
    if ids is None:
        # The sign after "_" in the order of code points is the backtick.
        all_ = newest.where(row.id >= "i_", row.id < "i`")
        return {r.id: r.digest for r in session.execute(query.where(row.number.in_(all_)))}
    found: dict[str, str | None] = {}
    for some in batched(ids):
        rows = session.execute(query.where(row.number.in_(newest.where(row.id.in_(some)))))
        found.update((r.id, r.digest) for r in rows)
    return found


def states(
    session: Session, ids: Collection[str] | None, known: Mapping[str, str]
) -> dict[str, State]:
    """How incidents are by now; those that are not to be listed are left out.

    Args:
        session: An open session.
        ids: Only these; None: all.
        known: Digests of incidents as linking has found them, which need not be made again.
    """
    if ids is None:
        reviewed = _reviewed(session, None)
        found = {id_: state for id_, state in reviewed.items() if state.digest is not None}
        found |= {id_: State(digest_) for id_, digest_ in known.items() if id_ not in reviewed}
        other = (id_ for id_ in session.scalars(select(IncidentRow.id)) if id_ not in known)
        return found | _machine(session, [id_ for id_ in other if id_ not in reviewed])
    found = {}
    for some in batched(ids):
        reviewed = _reviewed(session, some)
        found |= {id_: state for id_, state in reviewed.items() if state.digest is not None}
        left = [id_ for id_ in some if id_ not in reviewed]
        found |= {id_: State(known[id_]) for id_ in left if id_ in known}
        found |= _machine(session, [id_ for id_ in left if id_ not in known])
    return found


def members_in(
    session: Session,
    *,
    incidents: Collection[str] | None = None,
    reports: Collection[str] | None = None,
) -> Iterator[tuple[str, EventKey]]:
    """Incidents that are to be listed, with each of their events, as people made them.

    Args:
        session: An open session.
        incidents: Only of these.
        reports: Only events of these.
    """
    machine, people, made = IncidentMemberRow, ReviewedMemberRow, ReviewedIncidentRow
    found = select(machine.incident, machine.report, machine.event)
    decided = select(people.incident, people.report, people.event).join(made)
    members = union_all(
        found.where(~exists().where(made.id == machine.incident)),
        decided.where(made.hidden.is_(False)),
    ).subquery("members")
    query = select(members.c.incident, members.c.report, members.c.event)
    column, asked = members.c.report, reports
    if incidents is not None:
        column, asked = members.c.incident, incidents
    batches: Iterable[list[str] | None] = [None] if asked is None else batched(asked)
    for some in batches:
        narrowed = query if some is None else query.where(column.in_(some))
        for incident, report, event in session.connection().execute(narrowed):
            yield incident, (report, event)


def _reviewed(session: Session, ids: Collection[str] | None) -> dict[str, State]:
    """Incidents of which people made something."""
    row = ReviewedIncidentRow
    query = select(row.id, row.record, row.state, row.hidden, row.decision)
    found = {}
    for r in session.execute(query if ids is None else query.where(row.id.in_(ids))):
        own = None if r.hidden else digest(Incident.model_validate_json(r.record), r.state)
        found[r.id] = State(own, r.decision)
    return found


def _machine(session: Session, ids: Iterable[str]) -> dict[str, State]:
    """Incidents as linking found them."""
    found = {}
    for some in batched(ids):
        query = select(IncidentRow.id, IncidentRow.record).where(IncidentRow.id.in_(some))
        for row in session.execute(query):
            found[row.id] = State(digest(Incident.model_validate_json(row.record)))
    return found


def _what(
    id_: str, before: Mapping[str, str | None], now: str | None, others: Collection[str]
) -> str:
    """What became of an incident whose digest is another than before.

    Args:
        id_: The incident.
        before: What is written down of incidents.
        now: Digest of its content; None: it is no more.
        others: Other incidents that hold events of it now.
    """
    if before.get(id_) is None:
        return "restored" if id_ in before else "added"
    if now is None:
        return ("deleted", "merged", "split")[min(len(others), 2)]
    return "split" if others else "updated"


def write_changes(session: Session, rows: Collection[Mapping[str, Any]]) -> None:
    """Write rows of the log."""
    if rows:
        session.execute(insert(ChangeRow), list(rows))
