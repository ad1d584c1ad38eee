"""From clusters of events to incidents as people see them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from sayso.linking.accounts.allegations import allegations
from sayso.linking.accounts.answers import answers
from sayso.linking.accounts.gather import gather
from sayso.linking.accounts.telling_order import telling_order
from sayso.linking.accounts.tellings import tellings
from sayso.linking.incidents.clusters import ENOUGH, SHOWN, Cluster
from sayso.linking.moments import Days, day, iso, told_order
from sayso.linking.names import key_of
from sayso.linking.origins.origins import Origins
from sayso.linking.parts import Parts, parts_of
from sayso.record import (
    Copy,
    Event,
    EventRef,
    Incident,
    IncidentPlace,
    Join,
    Origin,
    Points,
    Report,
    TollRule,
)


def incident(
    cluster: Cluster, reports: Mapping[str, Parts], origins: Origins, rule: TollRule
) -> Incident:
    """Make an incident of a cluster of happenings.

    Args:
        cluster: The happenings and the reasons that joined them.
        reports: The parts of all reports by id.
        origins: Finds the origin of each telling, and remembers it.
        rule: How tolls are combined.
    """
    here = [
        t
        for h in cluster.happenings
        for find in (tellings, answers)
        for t in find(h, reports[h.report_id])
    ]
    told = origins.of_incident(here, cluster.id)
    found = gather(told, rule)
    names = origins.names(t.origin for t in told)
    tellers = list(dict.fromkeys(h.report_id for h in cluster.happenings))
    kind, mode = _kind(cluster)
    earliest, latest = _days(cluster, reports)
    return Incident(
        id=cluster.id,
        type=kind,
        mode=mode,
        places=_places(cluster),
        earliest=earliest,
        latest=latest,
        events=tuple(
            EventRef(report=h.report_id, event=e) for h in cluster.happenings for e in h.events
        ),
        accounts=found.accounts,
        agreed=found.agreed,
        contested=tuple(found.contested),
        tolls=found.tolls,
        standing=found.standing,
        allegations=allegations(found.accounts.get("actors", ()), told, names),
        telling=telling_order(
            [reports[r].report for r in tellers],
            told,
            origins.copies_to(tellers),
            origins.cited(told),
            names,
        ),
        joins=tuple(_joins(cluster, reports)),
    )


def _kind(cluster: Cluster) -> tuple[str, str | None]:
    """The type that most reports give, and the mode that most of these give.

    Verbal types count only where people have put together what has no other.
    """
    every = Counter(t for h in cluster.happenings for t in sorted(h.types))
    types = {t: n for t, n in every.items() if t in SHOWN} or every
    kind = max(types, key=lambda t: (types[t], t in cluster.happenings[0].types))
    modes = Counter(m for h in cluster.happenings for m in sorted(h.modes.get(kind, ())))
    return kind, (max(modes, key=lambda m: modes[m]) if modes else None)


def _places(cluster: Cluster) -> tuple[IncidentPlace, ...]:
    """Places that the events themselves give: the most told first, of equals the most exact."""
    told: Counter[str] = Counter()
    known: dict[str, IncidentPlace] = {}
    for h in cluster.happenings:
        for place in h.places if h.placed else ():
            key = str(place.geonames or key_of(place.name))
            told[key] += 1
            known.setdefault(key, place)
    ranked = sorted(known, key=lambda k: (-told[k], known[k].precision or 8, k))
    return tuple(known[k] for k in ranked)


def _days(cluster: Cluster, reports: Mapping[str, Parts]) -> tuple[str | None, str | None]:
    """The days that most reports give; without any, no later than the first report."""
    dated: Counter[Days] = Counter(h.days for h in cluster.happenings if h.dated and h.days)
    if dated:
        first, last = max(dated, key=lambda d: (dated[d], d[0] - d[1], -d[0]))
        return iso(first), iso(last)
    news = [d for h in cluster.happenings if (d := day(reports[h.report_id].report.published))]
    return None, (iso(min(news)) if news else None)


def _joins(cluster: Cluster, reports: Mapping[str, Parts]) -> Iterator[Join]:
    """A join for each event but the first: with which it fits best, and in what."""
    refs = [EventRef(report=h.report_id, event=h.lead) for h in cluster.happenings]
    for h, ref in zip(cluster.happenings, refs, strict=True):
        events = reports[h.report_id].events
        for event in h.events:
            if event != h.lead:
                here = EventRef(report=h.report_id, event=event)
                why = _why_one(events[event], events[h.lead], reports[h.report_id])
                yield Join(event=here, to=ref, score=ENOUGH, needed=ENOUGH, why=why)
    for j, ref in enumerate(refs[1:], 1):
        scored = [
            (sum(p.value for p in points), i, points)
            for (i, other), points in cluster.reasons.items()
            if other == j
        ]
        if scored:
            total, i, found = max(scored, key=lambda row: (row[0], -row[1]))
            points = tuple(Points(field=p.field, value=p.value, words=p.words) for p in found)
            yield Join(event=ref, to=refs[i], score=round(total, 2), needed=ENOUGH, points=points)
        else:
            why = "the others that it fits are in it"
            yield Join(event=ref, to=refs[0], score=0.0, needed=ENOUGH, why=why)


def _why_one(event: Event, lead: Event, parts: Parts) -> str:
    """Why an event is the one that leads its happening."""
    if event.same_as:
        return "the report says so"
    summed_up = any(a <= lead.anchor[0] < b for a, b in parts.headlines)
    if summed_up and not any(a <= event.anchor[0] < b for a, b in parts.headlines):
        return "the headline sums it up"
    return "nothing sets it apart"


def assembled(
    clusters: Sequence[Cluster],
    reports: Mapping[str, Report],
    copies: Sequence[Copy],
    press: Sequence[tuple[str | None, str | None]],
    rule: TollRule,
) -> tuple[tuple[Incident, ...], dict[str, tuple[Origin, ...]]]:
    """Clusters as the incidents that people see, in their order, and the origins of each.

    Args:
        clusters: Those that are shown.
        reports: At least the reports of their happenings.
        copies: What these copied from one another.
        press: Outlet and agency of all reports of the collection.
        rule: How tolls are combined.
    """
    ordered = sorted(reports.values(), key=told_order)
    among = [c for c in copies if c.from_ in reports and c.to in reports]
    origins = Origins(ordered, among, press)
    parts = {report.id: parts_of(report) for report in ordered}
    incidents = []
    of: dict[str, tuple[Origin, ...]] = {}
    for each in clusters:
        here = origins.alone()
        incidents.append(incident(each, parts, here, rule))
        of[each.id] = here.all()
    return tuple(incidents), of
