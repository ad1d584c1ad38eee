"""The incident that each report is mainly about."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping

from sayso.linking.links import Links
from sayso.linking.moments import told_order
from sayso.linking.stories.groups import stories
from sayso.record import Report


def main_incidents(links: Links, reports: Mapping[str, Report]) -> dict[str, str]:
    """Give every report one incident: the one that its story is about.

    Reports are grouped into stories. A report's main incident is the one that most reports of its
    story tell as news, of equals the one with most of their events, so that the report of a
    funeral and that of the attack are on the same incident. A story whose incident another story
    has already, or in which no event was read, gets an id of its own, made from its first report.

    Args:
        links: The outcome of linking.
        reports: The same reports by id.

    Returns:
        Report id to incident id, for every report.
    """
    ordered = sorted(reports.values(), key=told_order)
    told: dict[str, Counter[str]] = {report.id: Counter() for report in ordered}
    for incident in links.incidents:
        for ref in incident.events:
            report = reports.get(ref.report)
            event = next((e for e in report.events if e.id == ref.event), None) if report else None
            if event and not event.background:
                told[ref.report][incident.id] += 1
    out: dict[str, str] = {}
    for story in stories(ordered):
        members = [ordered[i].id for i in story]
        in_reports = Counter(incident for r in members for incident in told[r])
        in_events: Counter[str] = Counter()
        for r in members:
            in_events.update(told[r])
        if in_reports:
            main = max(sorted(in_reports), key=lambda i: (in_reports[i], in_events[i]))
        else:
            main = f"i_{hashlib.blake2b(members[0].encode(), digest_size=6).hexdigest()}"
        out.update(dict.fromkeys(members, main))
    return out
