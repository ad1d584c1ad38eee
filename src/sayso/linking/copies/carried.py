"""Where the words of a copy stand in the report that they come from."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from sayso.record import Copy, Span

CARRYING = frozenset({"reprint", "excerpt", "rewrite"})
"""Kinds of copy that carry the other's report; a shared quotation does not."""


class Carried:
    """Follows words back through copies.

    Args:
        copies: All copies of the collection.
        order: Report ids in the order of their telling; of several sources the first counts.
    """

    def __init__(self, copies: Sequence[Copy], order: Sequence[str]) -> None:
        rank = {report: i for i, report in enumerate(order)}
        self._from: dict[str, list[tuple[Copy, list[tuple[int, int, int]]]]] = {}
        for copy in sorted(copies, key=lambda c: (rank.get(c.from_, len(rank)), -c.share)):
            if copy.kind in CARRYING:
                rows = sorted((b0, b1, a0) for a0, _, b0, b1 in copy.spans)
                self._from.setdefault(copy.to, []).append((copy, rows))

    def source(self, report: str, span: Span) -> tuple[Copy, int] | None:
        """The copy that brought the words at a span, and where they begin in its source."""
        return next(self.sources(report, span), None)

    def sources(self, report: str, span: Span) -> Iterator[tuple[Copy, int]]:
        """Every copy that brought the words at a span, and where they begin in its source."""
        for copy, rows in self._from.get(report, ()):
            i = bisect_right(rows, (span[0], float("inf"), 0)) - 1
            if i >= 0 and span[1] <= rows[i][1]:
                yield copy, rows[i][2] + span[0] - rows[i][0]

    def root(self, report: str, span: Span) -> tuple[str, int, list[Copy]]:
        """The report in which the words at a span were first told, where, and by which copies."""
        path: list[Copy] = []
        seen = {report}
        here, at = report, span[0]
        while found := self.source(here, (at, at + span[1] - span[0])):
            copy, begin = found
            if copy.from_ in seen:
                break
            seen.add(copy.from_)
            path.append(copy)
            here, at = copy.from_, begin
        return here, at, path


def came_through(reports: Collection[str], copies: Iterable[Copy]) -> list[Copy]:
    """The copies from and to some reports, and all that their text went through before.

    Args:
        reports: Ids of reports.
        copies: At least all copies of these, and of those that they have text from.
    """
    into: dict[str, list[Copy]] = defaultdict(list)
    found: dict[tuple[str, str], Copy] = {}
    for copy in copies:
        into[copy.to].append(copy)
        if copy.from_ in reports:
            found[copy.from_, copy.to] = copy
    wanted, waiting = set(reports), list(reports)
    while waiting:
        for copy in into[waiting.pop()]:
            found[copy.from_, copy.to] = copy
            if copy.from_ not in wanted:
                wanted.add(copy.from_)
                waiting.append(copy.from_)
    return list(found.values())
