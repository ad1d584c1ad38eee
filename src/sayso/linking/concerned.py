"""The part of the links that concerns some incidents."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.linking.links import Links
from sayso.record import Incident


def concerned(links: Links, incidents: Iterable[Incident]) -> Links:
    """The links without what has nothing to do with these incidents.

    Args:
        links: The outcome of linking.
        incidents: Those that matter.

    Returns:
        These incidents, the origins that their accounts name, and the copies between reports
        that tell of them.
    """
    kept = tuple(incidents)
    accounts = [a for i in kept for each in i.accounts.values() for a in each]
    origins = {id_ for account in accounts for id_ in account.origins}
    reports = {ref.report for i in kept for ref in i.events}
    reports.update(report for account in accounts for report in account.reports)
    return Links(
        copies=tuple(c for c in links.copies if c.from_ in reports and c.to in reports),
        origins=tuple(o for o in links.origins if o.id in origins),
        incidents=kept,
    )
