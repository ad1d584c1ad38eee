"""Records to copies, origins, incidents and accounts.

Everything here is a pure function of records: the same reports, in any order, give the same links.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.linking.assemble import shown_incidents
from sayso.linking.copies import find_copies
from sayso.linking.coreference import cluster_mentions
from sayso.linking.incidents import cluster_events
from sayso.linking.links import Links
from sayso.linking.main_incidents import main_incidents
from sayso.linking.moments import told_order
from sayso.linking.origins import Origins
from sayso.linking.stories import likeness
from sayso.record import Report, TollRule

__all__ = ["Links", "cluster_mentions", "link", "main_incidents"]


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
    ordered = sorted(by_id.values(), key=told_order)
    copies = find_copies(ordered)
    clusters = cluster_events(ordered, likeness(ordered), copies)
    origins = Origins(ordered, copies)
    incidents = shown_incidents(clusters, ordered, origins, rule)
    return Links(copies=copies, origins=origins.all(), incidents=incidents)
