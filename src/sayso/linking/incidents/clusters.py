"""Happenings of many reports to incidents: one happening, however many tell of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sayso.linking.agglomerate import average_link
from sayso.linking.incidents.happenings import Happening
from sayso.linking.incidents.pair_score import Context, Points, apart, of_one_kind, score

ENOUGH = 4.5
"""Mean points at which happenings are one incident. Type, place and day are just enough; where one
of them is not told, like wording must make up for it."""
SAME_WORDS = 6.0
"""Points of a happening that one report has word for word from the other."""
MOST = 60
"""Pairs that a happening is in at most, as it is compared with the nearest at its place and with
those of the reports most like its own only. In larger clusters the mean is over as many pairs."""
SHOWN = frozenset(
    {"ASSAULT", "PROTEST", "COERCE", "MOBILIZE", "SANCTION", "RETREAT", "AID", "COOPERATE"}
)
"""Types that make an incident: material conflict and material cooperation (PLOVER quads 2 and 4).
Verbal events are what people say about incidents; they stay in the reports."""

Pair = tuple[int, int]
Reasons = dict[Pair, tuple[Points, ...]]


@dataclass(frozen=True)
class Cluster:
    """Happenings that are one, and why: pair of indices to the points that joined them."""

    happenings: tuple[Happening, ...]
    reasons: Reasons = field(default_factory=dict)
    id: str = ""

    @property
    def founding_id(self) -> str:
        """An id made from the founding event's report and words."""
        founder = self.happenings[0]
        begin, end = founder.anchors[0]
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


def may_be_one(a: Happening, b: Happening, story: float) -> bool:
    """Whether two happenings are worth comparing: of two reports, one kind, not far apart."""
    return a.report_id != b.report_id and of_one_kind(a, b) and not apart(a, b, story)


def points_of(
    told: Sequence[Happening],
    pairs: Iterable[Pair],
    story: Callable[[int, int], float],
    context: Callable[[int, int], Context],
    verbatim: frozenset[Pair] = frozenset(),
) -> Reasons:
    """Score pairs of happenings.

    Args:
        told: The happenings.
        pairs: Indices of two of them, the lower first; those that cannot be one are left out.
        story: The chance that the reports of two of them are on one story.
        context: How alike the words around two of them are.
        verbatim: Pairs that two reports tell in the same words.
    """
    reasons: Reasons = {}
    for i, j in pairs:
        chance = story(i, j)
        if not may_be_one(told[i], told[j], chance):
            continue
        points = score(told[i], told[j], chance, context(i, j))
        if (i, j) in verbatim:
            points.append(Points("copy", SAME_WORDS, "the same words"))
        reasons[i, j] = tuple(points)
    return reasons


def total(points: Sequence[Points]) -> float:
    """The score of a pair."""
    return sum(p.value for p in points)


def cluster(
    told: Sequence[Happening],
    reasons: Mapping[Pair, tuple[Points, ...]],
    story: Callable[[int, int], float],
) -> list[Cluster]:
    """Cluster happenings by the mean of their pairs' scores.

    Two happenings of one report stay two unless it says otherwise, and so do those that are far
    apart; a chain of good pairs joins nothing by itself.

    Args:
        told: Happenings, those of one report together, in the order of their telling.
        reasons: The points of the pairs that were compared.
        story: The chance that the reports of two of them are on one story.

    Returns:
        Clusters, founding happening first, in the order of their founding.
    """

    def allowed(a: Sequence[int], b: Sequence[int]) -> bool:
        in_a = {told[i].report_id for i in a}
        if any(told[j].report_id in in_a for j in b):
            return False
        return not any(apart(told[i], told[j], story(i, j)) for i in a for j in b)

    scored = ((i, j, total(points)) for (i, j), points in reasons.items())
    out = []
    for group in average_link([[i] for i in range(len(told))], scored, ENOUGH, allowed, most=MOST):
        ordered = sorted(group, key=lambda i: (told[i].background, i))
        inside = {
            (x, y): reasons[min(i, j), max(i, j)]
            for y, j in enumerate(ordered)
            for x, i in enumerate(ordered[:y])
            if (min(i, j), max(i, j)) in reasons
        }
        out.append(Cluster(tuple(told[i] for i in ordered), inside))
    return out
