"""Records to copies, origins, incidents and accounts.

Everything here is a pure function of records: the same reports, in any order, give the same links.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.linking.incidents.main_incidents import main_incidents
from sayso.linking.linker import Linked, add
from sayso.linking.links import Links, merged
from sayso.linking.memory import Memory, Nothing, Torn
from sayso.linking.mentions.coreference import cluster_mentions
from sayso.record import Report, TollRule

__all__ = ["Linked", "Links", "Memory", "Torn", "add", "cluster_mentions", "link", "main_incidents"]


def link(reports: Sequence[Report], *, rule: TollRule = "ucdp") -> Links:
    """Find what holds between reports.

    Args:
        reports: Complete records, in any order; of two with one id the first counts.
        rule: How the tolls of an incident are combined to a range.

    Returns:
        Copies, origins and incidents. A report in which no event was read is in no incident;
        :func:`main_incidents` still gives it one.
    """
    by_id: dict[str, Report] = {}
    for report in reports:
        by_id.setdefault(report.id, report)
    found = add(list(by_id.values()), Nothing(), rule=rule)
    return Links(copies=found.copies, origins=merged(found.origins), incidents=found.incidents)
