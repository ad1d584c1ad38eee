"""Stages that find incidents: neighbours at places, scores in blocks, clusters, accounts."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sayso.linking.incidents.board import RefPair, at_one_place, crossing
from sayso.linking.incidents.clusters import Reasons, cluster, points_of, total
from sayso.linking.incidents.contexts import Contexts
from sayso.linking.incidents.pair_score import Points
from sayso.linking.incidents.story_chances import StoryChances
from sayso.linking.memory import Ref
from sayso.linking.stories.pairs import Chances
from sayso.linking.uncollected import uncollected
from sayso.run.linking.copy_stages import CARRIES, TOLD_PAIRS
from sayso.run.linking.plan import Plan
from sayso.run.linking.report_stages import PLACES
from sayso.run.linking.story_stages import CHANCES
from sayso.run.linking.work import columns_of

SCORED = {**TOLD_PAIRS, "total": "float64", "points": "string"}
STORIES = {"a": "uint32", "b": "uint32", "chance": "float64"}
CLUSTERS = {"first": "int64", "happenings": "[int64]", "id": "string", "reasons": "string"}
"""Happenings are counted through all reports; ``first`` is the one that was told first."""


@dataclass(frozen=True)
class Neighbours:
    """Pairs of happenings at one place within some days, of a part of the places."""

    plan: Plan

    @uncollected()
    def __call__(self, part: int) -> None:
        """Look at places."""
        plan, work = self.plan, self.plan.work
        rows = work.part("places", part, list(PLACES))
        at: dict[str, list[tuple[tuple[int, int], Ref]]] = defaultdict(list)
        for place, first, last, number, k in zip(*rows.to_pydict().values(), strict=True):
            at[place].append(((first, last), (number, k)))
        found = sorted({pair for held in at.values() for pair in at_one_place(held)})
        pairs = np.array(found, dtype=np.int64).reshape(-1, 4)
        columns = dict(zip(TOLD_PAIRS, pairs.T, strict=True))
        work.write("neighbours", part, TOLD_PAIRS, columns, parts=pairs[:, 0] // plan.block)


@dataclass(frozen=True)
class Score:
    """The points of pairs of happenings, the earlier told of a report of a block."""

    plan: Plan

    @uncollected()
    def __call__(self, block: int) -> None:
        """Score pairs."""
        plan, work = self.plan, self.plan.work
        stories = self._stories(block)
        told_alike = self._pairs("same_words", block)
        pairs = told_alike | self._pairs("neighbours", block)
        likely = stories.worth_comparing()
        numbers = {n for pair in likely for n in pair}
        numbers.update(ref[0] for pair in pairs for ref in pair)
        told = plan.happenings(numbers)
        for a, b in likely:
            pairs.update(crossing(a, told[a], b, told[b], stories.chances[a, b]))
        refs = sorted({ref for pair in pairs for ref in pair})
        at = {ref: i for i, ref in enumerate(refs)}
        here = [told[n][k] for n, k in refs]
        contexts = Contexts(plan.rarity())
        reasons = points_of(
            here,
            sorted((at[x], at[y]) for x, y in pairs),
            lambda i, j: stories.of(refs[i][0], refs[j][0]),
            lambda i, j: contexts.alike(here[i], here[j]),
            frozenset((at[x], at[y]) for x, y in told_alike),
        )
        rows = [
            (*refs[i], *refs[j], total(points), _line(points)) for (i, j), points in reasons.items()
        ]
        every = sorted((a, b, stories.of(a, b)) for a, b in stories.chances)
        work.write("stories", block, STORIES, columns_of(STORIES, every))
        work.write("scored", block, SCORED, columns_of(SCORED, rows))

    def _stories(self, block: int) -> StoryChances:
        work = self.plan.work
        chances = _by_pair(work.part("chances", block, list(CHANCES)))
        carries = _by_pair(work.part("carries", block, list(CARRIES)))
        return StoryChances(chances, carries, self.plan.reports)

    def _pairs(self, table: str, block: int) -> set[RefPair]:
        rows = self.plan.work.part(table, block, list(TOLD_PAIRS)).to_pydict().values()
        return {((a, i), (b, j)) for a, i, b, j in zip(*rows, strict=True)}


def _by_pair(rows: Any) -> Chances:
    a, b, value = (column.to_pylist() for column in rows.columns)
    return dict(zip(zip(a, b, strict=True), value, strict=True))


def _line(points: Sequence[Points]) -> str:
    return json.dumps([_row(p) for p in points], ensure_ascii=False)


def _row(points: Points) -> tuple[str, float, str]:
    return points.field, points.value, points.words


def points_in(rows: Iterable[Sequence[Any]]) -> tuple[Points, ...]:
    """Points that were written as rows of plain values."""
    return tuple(Points(*row) for row in rows)


Pack = tuple[int, tuple[int, ...], tuple[tuple[int, tuple[int, ...]], ...]]
"""A number, happenings, and where the scores of their pairs are: rows of files."""


@dataclass(frozen=True)
class Group:
    """Happenings that may be one, clustered."""

    plan: Plan

    @uncollected()
    def __call__(self, pack: Pack) -> None:
        """Cluster happenings; all that any of them may be one with are among them."""
        number, happenings, places = pack
        plan, work = self.plan, self.plan.work
        refs = refs_of(plan, happenings)
        at = {ref: i for i, ref in enumerate(refs)}
        held = plan.happenings({n for n, _ in refs})
        told = [held[n][k] for n, k in refs]
        reasons: Reasons = {}
        for file, rows in places:
            for _, row in work.rows("scored", file, rows, list(SCORED)):
                pair = at[row["a"], row["i"]], at[row["b"], row["j"]]
                reasons[pair] = points_in(json.loads(row["points"]))
        story = self._story({n for n, _ in refs})
        found = cluster(
            told, dict(sorted(reasons.items())), lambda i, j: story(refs[i][0], refs[j][0])
        )
        place = {id(h): i for i, h in enumerate(told)}
        lines = []
        for each in found:
            held_here = [place[id(h)] for h in each.happenings]
            why = [(*pair, *map(_row, points)) for pair, points in each.reasons.items()]
            if each.shown:
                first = happenings[min(held_here)]
                held_here = [happenings[i] for i in held_here]
                line = json.dumps(why, ensure_ascii=False)
                lines.append((first, held_here, each.founding_id, line))
        work.write("clusters", number, CLUSTERS, columns_of(CLUSTERS, lines))

    def _story(self, numbers: set[int]) -> Callable[[int, int], float]:
        """How likely reports are on one story."""
        chances: Chances = {}
        for block in sorted({n // self.plan.block for n in numbers}):
            found = _by_pair(self.plan.work.read("stories", block, list(STORIES)))
            chances.update((p, c) for p, c in found.items() if p[0] in numbers and p[1] in numbers)
        return lambda a, b: chances.get((min(a, b), max(a, b)), 0.0)


def refs_of(plan: Plan, happenings: Sequence[int]) -> list[Ref]:
    """The reports' numbers of happenings, and their places among those of the report."""
    starts = plan.work.array("told_starts")
    numbers = np.searchsorted(starts, happenings, side="right") - 1
    return list(zip(numbers.tolist(), (happenings - starts[numbers]).tolist(), strict=True))
