"""How likely it is that reports are on one story, by their likeness and by what they copied."""

from __future__ import annotations

from collections.abc import Mapping

from sayso.linking.incidents.board import WORTH_COMPARING
from sayso.linking.stories.pairs import Chances

ENOUGH_REPORTS = 100
"""Reports from which on it is known which words are rare; in a collection of three, all are."""


class StoryChances:
    """The chances of pairs of reports.

    Args:
        chances: By their likeness; numbers of two reports, the lower first.
        carries: The larger share of two reports that one carries of the other.
        reports: How many reports there are in all.
    """

    def __init__(
        self, chances: Chances, carries: Mapping[tuple[int, int], float], reports: int
    ) -> None:
        self.chances = dict(chances)
        self._trust = min(1.0, reports / ENOUGH_REPORTS)
        self._carrying: Chances = {}
        self.carry(carries)

    def carry(self, shares: Mapping[tuple[int, int], float]) -> None:
        """Take copies into account: a report is at least as likely on the story of what it carries.

        Args:
            shares: Of pairs of reports.
        """
        for pair, share in shares.items():
            likely = max(share, self.chances.get(pair, 0.0))
            self._carrying[pair] = self.chances[pair] = min(1.0, likely)

    def of(self, a: int, b: int) -> float:
        """The chance that two reports are on one story.

        Args:
            a: The number of a report.
            b: That of another.
        """
        pair = (min(a, b), max(a, b))
        if pair in self._carrying:
            return self._carrying[pair]
        return self._trust * self.chances.get(pair, 0.0)

    def worth_comparing(self) -> list[tuple[int, int]]:
        """Pairs of reports that may well be on one story."""
        return [pair for pair, chance in self.chances.items() if chance >= WORTH_COMPARING]
