"""Events of many reports to incidents: one happening, however many tell of it."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from sayso.linking.agglomerate import average_link
from sayso.linking.carried import CARRYING, Carried
from sayso.linking.happenings import Happening, happenings
from sayso.linking.names import key_of
from sayso.linking.pair_score import FAR_DAYS, Points, apart, of_one_kind, score
from sayso.linking.stories import Likeness
from sayso.record import Copy, Report

ENOUGH = 4.5
"""Mean points at which happenings are one incident. Type, place and day are just enough; where one
of them is not told, like wording must make up for it."""
SAME_WORDS = 6.0
"""Points of a happening that one report has word for word from the other."""
SHOWN = frozenset(
    {"ASSAULT", "PROTEST", "COERCE", "MOBILIZE", "SANCTION", "RETREAT", "AID", "COOPERATE"}
)
"""Types that make an incident: material conflict and material cooperation (PLOVER quads 2 and 4).
Verbal events are what people say about incidents; they stay in the reports."""
NEIGHBOURS = 60
"""Candidates from one place that a happening is compared with, the nearest days first."""

WORTH_CROSSING = 10_000
"""Pairs of happenings of two reports beyond which only those at one place are compared."""

Pair = tuple[int, int]


@dataclass(frozen=True)
class Cluster:
    """Happenings that are one, and why: pair of indices to the points that joined them."""

    happenings: tuple[Happening, ...]
    reasons: dict[Pair, tuple[Points, ...]] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Stable under re-running: made from the founding event's report and words."""
        founder = self.happenings[0]
        begin, end = founder.lead.anchor
        seed = f"{founder.report_id}:{begin}-{end}"
        return f"i_{hashlib.blake2b(seed.encode(), digest_size=6).hexdigest()}"

    @property
    def shown(self) -> bool:
        """Whether the cluster makes an incident that people see.

        A word such as "violence" in one report, with no place, day or number, makes none.
        """
        told = [h for h in self.happenings if h.types & SHOWN]
        if not told:
            return False
        somewhere = any(h.dated or h.placed or h.tolls for h in told)
        return somewhere or len(told) > 1


def cluster_events(
    reports: Sequence[Report], alike: Likeness, copies: Sequence[Copy] = ()
) -> list[Cluster]:
    """Cluster the events of reports.

    Args:
        reports: In the order of their telling.
        alike: Likeness of their wording.
        copies: What they copied from one another.

    Returns:
        Clusters, founding event first, in the order of their founding.
    """
    told = happenings(reports, alike.wording)
    near = _near_reports(reports, alike, copies)
    verbatim = _same_words(told, Carried(copies, [r.id for r in reports]))
    reasons: dict[Pair, tuple[Points, ...]] = {}
    for i, j in _candidates(told, near, verbatim):
        points = score(told[i], told[j], near.get((told[i].report, told[j].report), 0.0))
        if (i, j) in verbatim:
            points.append(Points("copy", SAME_WORDS, "the same words"))
        reasons[i, j] = tuple(points)

    def allowed(a: Sequence[int], b: Sequence[int]) -> bool:
        in_a = {told[i].report for i in a}
        if any(told[j].report in in_a for j in b):
            return False  # two happenings in one report are two unless it says otherwise
        return not any(apart(told[i], told[j]) for i in a for j in b)

    scored = ((i, j, sum(p.value for p in points)) for (i, j), points in reasons.items())
    groups = average_link([[i] for i in range(len(told))], scored, ENOUGH, allowed)
    out = []
    for group in groups:
        ordered = sorted(group, key=lambda i: (told[i].background, i))
        inside = {
            (x, y): reasons[min(i, j), max(i, j)]
            for y, j in enumerate(ordered)
            for x, i in enumerate(ordered[:y])
            if (min(i, j), max(i, j)) in reasons
        }
        out.append(Cluster(tuple(told[i] for i in ordered), inside))
    return out


def _same_words(told: Sequence[Happening], carried: Carried) -> set[Pair]:
    """Pairs of happenings that two reports tell in the same words."""
    at: dict[tuple[str, int], set[int]] = defaultdict(set)
    for i, h in enumerate(told):
        for event in h.events:
            report, begin, _ = carried.root(h.report_id, event.anchor)
            at[report, begin].add(i)
    return {pair for held in at.values() for pair in combinations(sorted(held), 2)}


def _near_reports(
    reports: Sequence[Report], alike: Likeness, copies: Sequence[Copy]
) -> dict[Pair, float]:
    """Likeness of reports, the copied share where it is greater."""
    number = {report.id: i for i, report in enumerate(reports)}
    near = dict(alike.pairs)
    for copy in copies:
        if copy.kind in CARRYING:
            a, b = number[copy.from_], number[copy.to]
            pair = (min(a, b), max(a, b))
            near[pair] = max(near.get(pair, 0.0), copy.share, copy.share_from)
    return near


def _candidates(
    told: Sequence[Happening], near: dict[Pair, float], verbatim: set[Pair]
) -> Iterator[Pair]:
    """Pairs worth scoring: of reports alike in wording, or at one place within some days."""
    of_report: dict[int, list[int]] = defaultdict(list)
    at_place: dict[str, list[int]] = defaultdict(list)
    for i, h in enumerate(told):
        of_report[h.report].append(i)
        for place in h.places:
            if place.precision is None or place.precision <= 4:
                at_place[str(place.geonames or key_of(place.name))].append(i)
    met: set[Pair] = set(verbatim)
    for a, b in near:
        if len(of_report[a]) * len(of_report[b]) <= WORTH_CROSSING:
            met.update((i, j) for i in of_report[a] for j in of_report[b])
    for held in at_place.values():
        held.sort(key=lambda i: (told[i].days or (0, 0), i))
        for n, i in enumerate(held):
            for j in held[n + 1 : n + 1 + NEIGHBOURS]:
                one, two = told[i], told[j]
                if one.days and two.days and two.days[0] - one.days[1] > FAR_DAYS:
                    break
                if one.report != two.report:
                    met.add((min(i, j), max(i, j)))
    for i, j in sorted(met):
        one, two = told[i], told[j]
        if one.report != two.report and of_one_kind(one, two) and not apart(one, two):
            yield i, j
