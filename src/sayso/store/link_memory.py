"""What linking remembers, kept in the database and asked for in batches."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from functools import cached_property
from itertools import islice

import numpy as np
from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from sayso.linking.copies.fingerprints import Fingerprints
from sayso.linking.memory import EventKey, Named, Note, Ref, traits_in
from sayso.linking.moments import day
from sayso.linking.stories.pairs import Chances
from sayso.linking.stories.term_table import TermTable
from sayso.linking.stories.traits import Traits
from sayso.record import Copy, Report
from sayso.store.ids import batched
from sayso.store.link_arrays import arrays, numbers_given
from sayso.store.memory_tables import (
    LinkChanceRow,
    LinkedReportRow,
    LinkNoteRow,
    LinkPlaceRow,
)
from sayso.store.official import official_records
from sayso.store.tables import CopyRow, IncidentMemberRow, ReportRow


class StoredMemory:
    """A :class:`~sayso.linking.memory.Memory` of the linked reports of a database.

    Args:
        session: An open session; all answers are of one state of the database.
        forgotten: Numbers of reports of which nothing is remembered any more.
    """

    def __init__(self, session: Session, forgotten: Collection[int] = ()) -> None:
        self._session = session
        self._forgotten = frozenset(forgotten)
        self._near: dict[tuple[str, int, int, int], Sequence[Ref]] = {}

    def __len__(self) -> int:
        return numbers_given(self._session)

    def gone(self) -> Collection[int]:
        """Numbers of reports that were forgotten, now or before."""
        return self._gone

    @cached_property
    def _gone(self) -> Set[int]:
        return set(range(len(self))) - self._printed.keys()

    @cached_property
    def _printed(self) -> dict[int, tuple[int, str | None, str | None]]:
        """Day of publication, outlet and agency of each report, in the order of the numbers."""
        query = (
            select(LinkedReportRow.number, ReportRow.published, ReportRow.outlet, ReportRow.agency)
            .join(LinkedReportRow, LinkedReportRow.report == ReportRow.number)
            .order_by(LinkedReportRow.number)
        )
        return {
            row.number: (day(row.published) or 0, row.outlet, row.agency)
            for row in self._session.execute(query)
            if row.number not in self._forgotten
        }

    @cached_property
    def _forgotten_ids(self) -> Set[str]:
        return {
            id_ for some in batched(self._forgotten) for id_ in self._session.scalars(_ids(some))
        }

    def fingerprints(self) -> Fingerprints:
        """Which report holds which shingle."""
        out = Fingerprints.none()
        for blob in arrays(self._session, "fingerprints"):
            out = out.added(Fingerprints.from_bytes(blob))
        return out.without(np.array(sorted(self._gone), dtype=np.uint32))

    def table(self) -> TermTable:
        """The terms of each report by number; none of those that are gone."""
        found = [TermTable.from_bytes(blob) for blob in arrays(self._session, "terms")]
        return TermTable.joined(found).without(self._gone)

    def days_and_outlets(self) -> Sequence[tuple[int, str | None]]:
        """Day of publication (``date.toordinal``; 0 unknown) and outlet by number; none if gone."""
        none = (0, None, None)
        return [self._printed.get(n, none)[:2] for n in range(len(self))]

    def traits(self, numbers: Collection[int]) -> Mapping[int, Traits]:
        """The traits in the notes on some reports."""
        return {number: traits_in(line) for number, line in self._lines(numbers)}

    def notes(self, numbers: Collection[int]) -> Mapping[int, Note]:
        """The notes on some reports."""
        return {number: Note.from_json(line) for number, line in self._lines(numbers)}

    def reports(self, numbers: Collection[int]) -> Mapping[int, Report]:
        """The records of some reports, as they are now."""
        found: dict[int, Report] = {}
        for some in batched(numbers):
            query = (
                official_records(LinkedReportRow.number)
                .join(LinkedReportRow, LinkedReportRow.report == ReportRow.number)
                .where(LinkedReportRow.number.in_(some))
            )
            for row in self._session.execute(query):
                found[row.number] = Report.model_validate_json(row.record)
        return found

    def copies(self, numbers: Collection[int]) -> Sequence[Copy]:
        """Copies from or to some reports, in the order in which they were found."""
        found: dict[int, str] = {}
        for some in batched(numbers):
            known = list(self._session.scalars(_ids(some)))
            query = select(
                CopyRow.number, CopyRow.from_report, CopyRow.to_report, CopyRow.record
            ).where(or_(CopyRow.from_report.in_(known), CopyRow.to_report.in_(known)))
            found.update(
                (row.number, row.record)
                for row in self._session.execute(query)
                if self._forgotten_ids.isdisjoint((row.from_report, row.to_report))
            )
        return [Copy.model_validate_json(found[number]) for number in sorted(found)]

    def chances(self, numbers: Collection[int]) -> Chances:
        """Of pairs with one of some reports, those that may well be on one story."""
        found: Chances = {}
        for some in batched(numbers):
            query = select(LinkChanceRow.a, LinkChanceRow.b, LinkChanceRow.chance)
            # Two questions: each goes by an index, which one with OR does not on every engine.
            for side in (LinkChanceRow.a, LinkChanceRow.b):
                rows = self._session.execute(query.where(side.in_(some)))
                found.update({(row.a, row.b): row.chance for row in rows})
        if self._forgotten:
            return {pair: c for pair, c in found.items() if self._forgotten.isdisjoint(pair)}
        return found

    def at_place(self, key: str, first: int, last: int, most: int) -> Sequence[Ref]:
        """Happenings at a place between two days, those nearest to the middle first."""
        asked = (key, first, last, most)
        if asked not in self._near:
            off = func.abs(LinkPlaceRow.first_day + LinkPlaceRow.last_day - (first + last))
            query = (
                select(LinkPlaceRow.report, LinkPlaceRow.happening)
                .where(
                    LinkPlaceRow.place == key,
                    LinkPlaceRow.first_day <= last,
                    LinkPlaceRow.last_day >= first,
                )
                .order_by(off, LinkPlaceRow.report, LinkPlaceRow.happening)
            )
            # With some to pass over, it is not known how many are to be asked for.
            rows = self._session.execute(query if self._forgotten else query.limit(most))
            live = (row for row in rows if row.report not in self._forgotten)
            self._near[asked] = [(row.report, row.happening) for row in islice(live, most)]
        return self._near[asked]

    def incidents(self, events: Collection[EventKey]) -> Mapping[EventKey, str]:
        """The incident of each event that is in one."""
        wanted = set(events)
        found: dict[EventKey, str] = {}
        for some in batched({report for report, _ in wanted}):
            query = select(IncidentMemberRow).where(IncidentMemberRow.report.in_(some))
            for row in self._session.scalars(query):
                if (row.report, row.event) in wanted:
                    found[row.report, row.event] = row.incident
        return found

    def members(self, incidents: Collection[str]) -> Mapping[str, Collection[EventKey]]:
        """The events of incidents; of those alone that there are."""
        found: dict[str, list[EventKey]] = {}
        for some in batched(incidents):
            query = select(IncidentMemberRow).where(IncidentMemberRow.incident.in_(some))
            for row in self._session.scalars(query):
                found.setdefault(row.incident, []).append((row.report, row.event))
        return found

    def numbers(self, ids: Collection[str]) -> Mapping[str, int]:
        """The numbers of reports that are remembered."""
        found: dict[str, int] = {}
        for some in batched(ids):
            query = (
                select(ReportRow.id, LinkedReportRow.number)
                .join(LinkedReportRow, LinkedReportRow.report == ReportRow.number)
                .where(ReportRow.id.in_(some))
            )
            found.update((row.id, row.number) for row in self._session.execute(query))
        return {id_: n for id_, n in found.items() if n not in self._forgotten}

    def press(self) -> Sequence[Named]:
        """Outlet and agency of all reports, each pair once."""
        return list(dict.fromkeys(printed[1:] for printed in self._printed.values()))

    def _lines(self, numbers: Collection[int]) -> Iterator[tuple[int, str]]:
        """Notes as they are written, by number."""
        for some in batched(numbers):
            query = select(LinkNoteRow.number, LinkNoteRow.note).where(LinkNoteRow.number.in_(some))
            for row in self._session.execute(query):
                yield row.number, row.note.decode()


def _ids(numbers: Collection[int]) -> Select[str]:
    return (
        select(ReportRow.id)
        .join(LinkedReportRow, LinkedReportRow.report == ReportRow.number)
        .where(LinkedReportRow.number.in_(numbers))
    )
