"""Several people at one collection: where they agree, who has the last word, what goes out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sayso.desk.base import At
from sayso.desk.coding import Coding, adjudication_of, coding_of
from sayso.desk.journals import Imported, export_journal, import_journal
from sayso.record import Report
from sayso.review.adjudication import Adjudication


class Team(At):
    """The part of a desk that compares what people decided, and hands it on."""

    def adjudication(self, record: str) -> Adjudication:
        """Where people who have gone through a report agree, and where they do not.

        Args:
            record: The report's whole id.

        Raises:
            NotFound: There is no such report.
        """
        return adjudication_of(self.store, record, self._records)

    def adjudications(self) -> list[tuple[Report, Adjudication]]:
        """All reports that at least two people have gone through, those not closed first."""
        found = [
            (self.store.get(each.report), self.adjudication(each.report))
            for each in self.store.coded_twice()
        ]
        return sorted(found, key=lambda pair: pair[1].done)

    def agreement(self) -> Coding:
        """How far people agree, field by field, and how each of them works."""
        return coding_of(self.store, self._records)

    def export(self, *, everybody: bool = False) -> Iterator[str]:
        """Decisions as lines of a journal, which can be replayed onto a newer machine reading.

        Args:
            everybody: Those of all people, not only the person's own.
        """
        return export_journal(self.store, who=None if everybody else self.who)

    def replay(self, lines: Iterable[str]) -> Imported:
        """Write down the decisions of a journal that are not here yet.

        Args:
            lines: As ``export`` gives them.
        """
        return import_journal(self.store, lines, self._records)
