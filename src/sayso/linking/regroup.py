"""Incidents of events that somebody has put together, by the rules that hold for all incidents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from sayso.linking.assemble import assembled
from sayso.linking.incidents.clusters import Cluster
from sayso.linking.incidents.happenings import Happening, happenings_of
from sayso.linking.memory import EventKey, Named
from sayso.linking.moments import told_order
from sayso.record import Copy, Incident, Origin, Report, TollRule


def regrouped(
    groups: Mapping[str, Collection[EventKey]],
    reports: Mapping[str, Report],
    copies: Sequence[Copy],
    press: Sequence[Named],
    rule: TollRule,
) -> tuple[tuple[Incident, ...], dict[str, tuple[Origin, ...]]]:
    """Make incidents of given events; nothing is compared to find out what belongs together.

    Args:
        groups: The events of each incident, by its id.
        reports: At least the reports of these events; those that their text came from make it
            known whose words are told.
        copies: What reports copied from one another.
        press: Outlet and agency of all reports of the collection.
        rule: How tolls are combined.

    Returns:
        The incidents, in the order of the groups, and the origins of each. A group of which no
        event is there, or is told as a fact, makes none. The joins say nothing of why the events
        are one: whoever put them together knows.
    """
    clusters = []
    for id_, events in groups.items():
        told = _happenings(events, reports)
        if told:
            clusters.append(Cluster(tuple(told), id=id_))
    return assembled(clusters, reports, copies, press, rule)


def _happenings(events: Collection[EventKey], reports: Mapping[str, Report]) -> list[Happening]:
    """In the order of their telling, what is recalled last."""
    of_report: dict[str, set[str]] = defaultdict(set)
    for report, event in events:
        of_report[report].add(event)
    known = sorted((reports[id_] for id_ in of_report if id_ in reports), key=told_order)
    told = [h for report in known for h in happenings_of(report, of_report[report.id])]
    return sorted(told, key=lambda h: h.background)
