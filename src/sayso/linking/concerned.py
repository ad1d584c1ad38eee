"""The part of the links that concerns some incidents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sayso.linking.links import Links
from sayso.record import Copy, Incident, Origin


class Concerned:
    """Finds what concerns incidents among all links, which are gone through only once.

    Args:
        copies: Which report carries text of which.
        origins: Where accounts enter the record.
    """

    def __init__(self, copies: Iterable[Copy], origins: Iterable[Origin]) -> None:
        self._copies = tuple(copies)
        self._origins = {origin.id: (i, origin) for i, origin in enumerate(origins)}
        self._of_report: dict[str, list[int]] = defaultdict(list)
        for i, copy in enumerate(self._copies):
            self._of_report[copy.to].append(i)

    def by(self, incidents: Iterable[Incident]) -> Links:
        """Links without what has nothing to do with these incidents.

        Args:
            incidents: Those that matter.

        Returns:
            These incidents, the origins that their accounts name, and the copies between reports
            that tell of them, in the order in which they were given.
        """
        kept = tuple(incidents)
        accounts = [a for i in kept for each in i.accounts.values() for a in each]
        named = {id_ for account in accounts for id_ in account.origins}
        told = [self._origins[id_] for id_ in named if id_ in self._origins]
        reports = {ref.report for i in kept for ref in i.events}
        reports.update(report for account in accounts for report in account.reports)
        found = sorted(i for report in reports for i in self._of_report.get(report, ()))
        return Links(
            copies=tuple(c for c in (self._copies[i] for i in found) if c.from_ in reports),
            origins=tuple(origin for _, origin in sorted(told, key=lambda row: row[0])),
            incidents=kept,
        )


def concerned(links: Links, incidents: Iterable[Incident]) -> Links:
    """The links without what has nothing to do with these incidents."""
    return Concerned(links.copies, links.origins).by(incidents)
