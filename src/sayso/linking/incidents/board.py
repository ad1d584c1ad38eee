"""The happenings at hand: those of new reports, and those remembered that may be one with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from sayso.linking.incidents.clusters import may_be_one
from sayso.linking.incidents.happenings import Happening
from sayso.linking.incidents.pair_score import FAR_DAYS
from sayso.linking.memory import Memory, Note, Ref
from sayso.linking.moments import Days
from sayso.linking.stories.pairs import Chances

NEIGHBOURS = 60
"""Happenings at one place that a happening is compared with, those nearest in time first."""
WORTH_COMPARING = 0.05
"""Chance of one story from which on all happenings of two reports are compared."""
WORTH_CROSSING = 10_000
"""Pairs of happenings of two reports beyond which only those at one place are compared."""
UNDATED = (0, 0)
"""Days of a happening that has none."""

RefPair = tuple[Ref, Ref]


class Board:
    """Notes at hand by number, those remembered taken from the memory when they are asked for.

    Args:
        new: Notes on the new reports.
        memory: The reports that were linked before.
    """

    def __init__(self, new: Mapping[int, Note], memory: Memory) -> None:
        self._notes = dict(new)
        self._memory = memory

    def fetch(self, numbers: Iterable[int]) -> None:
        """Take notes from the memory."""
        missing = {n for n in numbers if n not in self._notes}
        if missing:
            self._notes.update(self._memory.notes(missing))

    def note(self, number: int) -> Note:
        """A note that is at hand."""
        return self._notes[number]

    def happening(self, ref: Ref) -> Happening:
        """A happening of a report at hand."""
        return self._notes[ref[0]].happenings[ref[1]]

    def refs(self, number: int) -> list[Ref]:
        """The happenings of a report at hand."""
        return [(number, i) for i in range(len(self._notes[number].happenings))]

    def on_one_story(self, chances: Chances) -> Iterator[RefPair]:
        """Pairs of happenings of reports that may well be on one story."""
        pairs = [pair for pair, chance in chances.items() if chance >= WORTH_COMPARING]
        self.fetch(n for pair in pairs for n in pair)
        for a, b in pairs:
            one, two = self._notes[a].happenings, self._notes[b].happenings
            yield from crossing(a, one, b, two, chances[a, b])

    def at_one_place(self, refs: Collection[Ref]) -> Iterator[RefPair]:
        """Pairs of the given happenings at one place within some days."""
        at: dict[str, list[Ref]] = defaultdict(list)
        for ref in refs:
            for key in self.happening(ref).place_keys:
                at[key].append(ref)
        for held in at.values():
            yield from at_one_place([(self._days(ref), ref) for ref in held])

    def at_places_of(self, refs: Sequence[Ref]) -> Iterator[RefPair]:
        """Pairs of the given happenings with remembered ones at their places about their days."""
        found: list[RefPair] = []
        for ref in refs:
            days = self.happening(ref).days
            if days is None:
                continue
            first, last = days[0] - FAR_DAYS, days[1] + FAR_DAYS
            for key in sorted(self.happening(ref).place_keys):
                near = self._memory.at_place(key, first, last, NEIGHBOURS)
                found.extend((other, ref) for other in near)
        self.fetch(other[0] for other, _ in found)
        yield from found

    def _days(self, ref: Ref) -> Days:
        return self.happening(ref).days or UNDATED


def crossing(
    a: int, one: Sequence[Happening], b: int, two: Sequence[Happening], story: float
) -> Iterator[RefPair]:
    """Pairs of happenings of two reports that may be one.

    Args:
        a: The number of the first report.
        one: Its happenings.
        b: The number of the second.
        two: Its happenings.
        story: The chance that the two are on one story.
    """
    if len(one) * len(two) <= WORTH_CROSSING:
        for i, x in enumerate(one):
            yield from ((((a, i), (b, j))) for j, y in enumerate(two) if may_be_one(x, y, story))


def at_one_place(held: Iterable[tuple[Days, Ref]]) -> Iterator[RefPair]:
    """Pairs of happenings at a place within some days, each with its neighbours in time.

    Args:
        held: All happenings at the place with their days, ``UNDATED`` for those that have none.
    """
    ordered = sorted(held)
    for n, (days, ref) in enumerate(ordered):
        for (first, _), other in ordered[n + 1 : n + 1 + NEIGHBOURS]:
            if days[1] and first - days[1] > FAR_DAYS:
                break
            if other[0] != ref[0]:
                yield min(ref, other), max(ref, other)
