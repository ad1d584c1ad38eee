"""Which happenings are clustered anew when reports are added, and with which scores."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.linking.copies.carried import CARRYING, Carried
from sayso.linking.incidents.board import Board, RefPair
from sayso.linking.incidents.clusters import ENOUGH, Cluster, Reasons, cluster, points_of, total
from sayso.linking.incidents.contexts import Contexts
from sayso.linking.incidents.story_chances import StoryChances
from sayso.linking.incidents.verbatim import same_words
from sayso.linking.memory import EventKey, Memory, Ref
from sayso.linking.stories.pairs import Chances
from sayso.record import Copy


@dataclass(frozen=True)
class Reclustered:
    """Clusters of the new happenings and of all incidents that these may belong to."""

    clusters: tuple[Cluster, ...]
    before: dict[EventKey, str]
    """The incident of each event that was in one of those incidents."""


class Scores:
    """Scores pairs of happenings at hand.

    Args:
        board: The happenings.
        chances: Of pairs of reports being on one story.
        copies: What the reports copied from one another.
        number: Report id to number.
        contexts: Compares the words around happenings.
        reports: How many reports there are in all.
    """

    def __init__(
        self,
        board: Board,
        chances: Chances,
        copies: Sequence[Copy],
        number: Mapping[str, int],
        contexts: Contexts,
        reports: int,
    ) -> None:
        self._board = board
        self._contexts = contexts
        self._stories = StoryChances(chances, {}, reports)
        self._number = dict(number)
        self._copies: dict[tuple[str, str], Copy] = {}
        self.know(copies, {})

    def know(self, copies: Iterable[Copy], number: Mapping[str, int]) -> None:
        """Take further copies into account.

        Args:
            copies: Some may be known.
            number: Numbers of their reports, where these are not known.
        """
        self._number.update(number)
        self._copies.update(((c.from_, c.to), c) for c in copies)
        ends = {id_ for pair in self._copies for id_ in pair}
        self._copied = {self._number[id_] for id_ in ends}
        self._carried = Carried(
            list(self._copies.values()), sorted(ends, key=self._number.__getitem__)
        )
        shares: Chances = {}
        for copy in self._copies.values():
            if copy.kind in CARRYING:
                a, b = sorted((self._number[copy.from_], self._number[copy.to]))
                shares[a, b] = max(copy.share, copy.share_from)
        self._stories.carry(shares)

    @property
    def chances(self) -> Chances:
        """Of pairs of reports, the chance that they are on one story."""
        return self._stories.chances

    def story(self, a: Ref, b: Ref) -> float:
        """The chance that the reports of two happenings are on one story."""
        return self._stories.of(a[0], b[0])

    def of(self, refs: Sequence[Ref], pairs: Iterable[RefPair]) -> Reasons:
        """Points of pairs, by the indices of their happenings among ``refs``.

        Args:
            refs: Happenings, in order.
            pairs: Pairs of them; those that the reports tell in the same words are added.
        """
        at = {ref: i for i, ref in enumerate(refs)}
        told = [self._board.happening(ref) for ref in refs]
        copied = [i for i, ref in enumerate(refs) if ref[0] in self._copied]
        among = same_words([told[i] for i in copied], self._carried)
        verbatim = frozenset((copied[i], copied[j]) for i, j in among)
        wanted = {(min(at[x], at[y]), max(at[x], at[y])) for x, y in pairs if x != y}

        return points_of(
            told,
            sorted(wanted | verbatim),
            lambda i, j: self.story(refs[i], refs[j]),
            lambda i, j: self._contexts.alike(told[i], told[j]),
            verbatim,
        )


def recluster(
    board: Board,
    new: Sequence[Ref],
    scores: Scores,
    memory: Memory,
    moved: Collection[int],
    undone: Collection[tuple[str, str]] = (),
    torn: Collection[str] = (),
) -> Reclustered:
    """Cluster new happenings together with all incidents that one of them fits.

    Args:
        board: The happenings at hand.
        new: Those of the new reports.
        scores: Scores pairs.
        memory: The incidents of before.
        moved: Reports whose text was found to come from elsewhere, or to have gone on.
        undone: Ends of remembered copies that are none any more.
        torn: Further incidents that are clustered anew.
    """
    with_old = {*board.on_one_story(scores.chances), *board.at_places_of(new)}
    fresh = set(new)
    pairs = {p for p in with_old if p[0] in fresh or p[1] in fresh} | set(board.at_one_place(new))
    met = _in_order(board, {*new, *(ref for pair in pairs for ref in pair)})
    reasons = scores.of(met, pairs)
    fitting = {
        met[k]
        for (i, j), points in reasons.items()
        if total(points) >= ENOUGH
        for k in (i, j)
        if met[k] not in fresh
    }
    board.fetch(moved)
    fitting.update(ref for n in moved for ref in board.refs(n) if ref not in fresh)
    before, members = _incidents_of(board, fitting, memory, torn)
    if not members and not fitting:
        told = _in_order(board, fresh)
        at = {ref: i for i, ref in enumerate(told)}
        inside = {
            (at[met[i]], at[met[j]]): points
            for (i, j), points in reasons.items()
            if met[i] in at and met[j] in at
        }
        return Reclustered(_clusters(board, told, inside, scores), before)
    touched = _in_order(board, fresh | fitting | members)
    old = {ref for ref in touched if ref not in fresh}
    numbers = {ref[0] for ref in old}
    scores.chances.update(memory.chances(numbers))
    copies = [c for c in memory.copies(numbers) if (c.from_, c.to) not in undone]
    scores.know(copies, memory.numbers({id_ for c in copies for id_ in (c.from_, c.to)}))
    inside_pairs = {
        (x, y)
        for x, y in {*board.on_one_story(_among(scores.chances, numbers)), *board.at_one_place(old)}
        if x in old and y in old
    }
    every = set(touched)
    inside_pairs.update(p for p in pairs if p[0] in every and p[1] in every)
    return Reclustered(_clusters(board, touched, scores.of(touched, inside_pairs), scores), before)


def _clusters(
    board: Board, refs: Sequence[Ref], reasons: Reasons, scores: Scores
) -> tuple[Cluster, ...]:
    told = [board.happening(ref) for ref in refs]
    return tuple(cluster(told, reasons, lambda i, j: scores.story(refs[i], refs[j])))


def _among(chances: Chances, numbers: set[int]) -> Chances:
    return {p: c for p, c in chances.items() if p[0] in numbers and p[1] in numbers}


def _in_order(board: Board, refs: Iterable[Ref]) -> list[Ref]:
    """In the order of their telling."""
    return sorted(refs, key=lambda ref: (board.note(ref[0]).told, board.note(ref[0]).id, ref[1]))


def _incidents_of(
    board: Board, refs: Iterable[Ref], memory: Memory, more: Collection[str]
) -> tuple[dict[EventKey, str], set[Ref]]:
    """The incidents of some happenings, and more: their events, and all happenings in them."""
    events = [(h.report_id, e) for h in map(board.happening, refs) for e in h.events]
    homes = set(memory.incidents(events).values()) if events else set()
    homes.update(more)
    before = {event: incident for incident, held in memory.members(homes).items() for event in held}
    number = memory.numbers({report for report, _ in before})
    board.fetch(number.values())
    members = {
        ref
        for n in number.values()
        for ref in board.refs(n)
        if any((board.note(n).id, e) in before for e in board.happening(ref).events)
    }
    return before, members
