"""From clusters of events to incidents as people see them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from sayso.linking.accounts import Accounts, gather
from sayso.linking.happenings import Happening
from sayso.linking.incidents import ENOUGH, SHOWN, Cluster
from sayso.linking.moments import Days, day, iso
from sayso.linking.names import key_of
from sayso.linking.origins import Origins
from sayso.linking.parts import Parts, parts_of
from sayso.linking.tellings import tellings
from sayso.record import (
    Event,
    EventRef,
    Incident,
    IncidentPlace,
    Join,
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
    told = [t for h in cluster.happenings for t in tellings(h, reports[h.report_id])]
    found: Accounts = gather(told, origins.of_incident(told, cluster.id), origins.first_told, rule)
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
            EventRef(report=h.report_id, event=e.id) for h in cluster.happenings for e in h.events
        ),
        accounts=found.accounts,
        agreed=found.agreed,
        contested=tuple(found.contested),
        tolls=found.tolls,
        joins=tuple(_joins(cluster, reports)),
    )


def _kind(cluster: Cluster) -> tuple[str, str | None]:
    """The type that most reports give, and the mode that most of these give."""
    types = Counter(t for h in cluster.happenings for t in sorted(h.types) if t in SHOWN)
    kind = max(types, key=lambda t: (types[t], t == cluster.happenings[0].lead.type))
    modes = Counter(
        e.mode for h in cluster.happenings for e in h.events if e.type == kind and e.mode
    )
    return kind, (max(modes, key=lambda m: modes[m]) if modes else None)


def _places(cluster: Cluster) -> tuple[IncidentPlace, ...]:
    """Places that the events themselves give: the most told first, of equals the most exact."""
    told: Counter[str] = Counter()
    known: dict[str, IncidentPlace] = {}
    for h in cluster.happenings:
        for place in h.places if h.placed else ():
            key = str(place.geonames or key_of(place.name))
            told[key] += 1
            if key not in known:
                known[key] = IncidentPlace(
                    name=place.name,
                    geonames=place.geonames,
                    lat=place.lat,
                    lon=place.lon,
                    country=place.country,
                    precision=place.precision,
                )
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
    refs = [EventRef(report=h.report_id, event=h.lead.id) for h in cluster.happenings]
    for h, ref in zip(cluster.happenings, refs, strict=True):
        for event in h.events:
            if event.id != h.lead.id:
                here = EventRef(report=h.report_id, event=event.id)
                why = _why_one(event, h, reports)
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


def _why_one(event: Event, h: Happening, reports: Mapping[str, Parts]) -> str:
    """Why an event is the one that leads its happening."""
    if event.same_as:
        return "the report says so"
    headlines = reports[h.report_id].headlines
    summed_up = any(a <= h.lead.anchor[0] < b for a, b in headlines)
    if summed_up and not any(a <= event.anchor[0] < b for a, b in headlines):
        return "the headline sums it up"
    return "nothing sets it apart"


def shown_incidents(
    clusters: Sequence[Cluster], reports: Sequence[Report], origins: Origins, rule: TollRule
) -> tuple[Incident, ...]:
    """The incidents that people see, in the order of their founding."""
    parts = {report.id: parts_of(report) for report in reports}
    return tuple(incident(c, parts, origins, rule) for c in clusters if c.shown)
