"""A collection beside somebody else's coded data: what each has that the other lacks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.coded.comparing.difference import FIELDS, Difference, Relation, differences
from sayso.coded.event import EFFECTS, KIND_NAMES, CodedEvent, Kind
from sayso.coded.families import RIOT, VIOLENCE, WORDS
from sayso.coded.matching.match import Miss, match
from sayso.coded.matching.points import NEEDED, Reach
from sayso.coded.readers import Coded, read_coded
from sayso.coded.readers.sheets import OnError
from sayso.errors import InputError, NotFound
from sayso.record import Points
from sayso.record.display import Displayed, brief

if TYPE_CHECKING:
    from sayso.tables.frames import Frame

RELATIONS: tuple[Relation, ...] = ("same", "compatible", "different", "only_ours", "only_theirs")


@dataclass(frozen=True, slots=True)
class Compared:
    """Two events that are one, and how they differ.

    Attributes:
        ours: The event of the first side.
        theirs: The event of the second.
        score: Points for their being one.
        points: These, field by field.
        differences: What each says, field by field.
        also: Whether one of the two has a better partner: one side tells as several events what
            the other counts as one.
    """

    ours: CodedEvent
    theirs: CodedEvent
    score: float
    points: tuple[Points, ...]
    differences: tuple[Difference, ...]
    also: bool = False


@dataclass(frozen=True, slots=True)
class Alone:
    """An event that the other side does not have.

    Attributes:
        event: The event.
        why: Why it has no partner.
        nearest: What comes nearest on the other side.
        score: The points of that; None: it is out of reach.
        points: Field by field.
    """

    event: CodedEvent
    why: str
    nearest: CodedEvent | None = None
    score: float | None = None
    points: tuple[Points, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """One event of a side that the other tells of as several.

    Attributes:
        one: The event.
        several: Those of the other side.
        is_theirs: Whether ``one`` is of the second side.
        killed: How many were killed in it, and in the others together; None: not told of all.
    """

    one: CodedEvent
    several: tuple[CodedEvent, ...]
    is_theirs: bool
    killed: tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class FieldCount:
    """How often a field of the pairs is same, compatible, different, told by one side alone."""

    field: str
    same: int
    compatible: int
    different: int
    only_ours: int
    only_theirs: int

    @property
    def share(self) -> float | None:
        """Of the pairs in which both tell it: those that do not contradict one another."""
        both = self.same + self.compatible + self.different
        return (self.same + self.compatible) / both if both else None


@dataclass(frozen=True, slots=True)
class Total:
    """A figure summed up over events of one side.

    Attributes:
        effect: ``killed`` or ``injured``.
        of: ``matched``, ``only`` or ``all``.
        ours: Lowest, best and highest sums of the first side, and how many events tell it.
        theirs: Of the second.
    """

    effect: str
    of: str
    ours: tuple[int, int, int, int]
    theirs: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Party:
    """One of the two sides that are compared.

    Attributes:
        name: The file or collection.
        kind: Whose columns it has.
        events: How many events it has.
        failed: Rows that could not be read.
        out_of_scope: Events without partner that the other side does not code at all, and that are
            in no list: for UCDP GED, where nobody was killed.
    """

    name: str
    kind: Kind
    events: int
    failed: tuple[InputError, ...] = ()
    out_of_scope: int = 0

    @property
    def kind_name(self) -> str:
        """Whose columns it has, in words."""
        return KIND_NAMES[self.kind]


@dataclass(frozen=True, slots=True, repr=False)
class Comparison(Displayed):
    """Two sets of events, side by side.

    Attributes:
        ours: The first side.
        theirs: The second.
        reach: How far apart in days and kilometres two events could be.
        needed: How many points were enough for a pair.
        pairs: Events that both have; those with ``also`` last.
        groups: Events that one side tells of as several.
        only_ours: Events that only the first side has.
        only_theirs: Events that only the second has.
        fields: How the pairs agree, field by field.
        totals: Figures summed up on both sides.
    """

    ours: Party
    theirs: Party
    reach: Reach
    needed: float
    pairs: tuple[Compared, ...]
    groups: tuple[Group, ...] = ()
    only_ours: tuple[Alone, ...] = ()
    only_theirs: tuple[Alone, ...] = ()
    fields: tuple[FieldCount, ...] = ()
    totals: tuple[Total, ...] = ()
    filter: str | None = None

    def __repr__(self) -> str:
        names = f"{brief(self.ours.name)} with {brief(self.theirs.name)}"
        only = f"{len(self.only_ours)} only ours, {len(self.only_theirs)} only theirs"
        return f"<Comparison {names}: {len(self.matched)} in both, {only}>"

    @property
    def matched(self) -> tuple[Compared, ...]:
        """The pairs one to one."""
        return tuple(pair for pair in self.pairs if not pair.also)

    def frame(self, name: str = "pairs") -> Frame:
        """One of the tables of ``sayso.coded.comparing.tables``, as a data frame.

        Args:
            name: ``pairs``, ``differences``, ``only_ours`` or ``only_theirs``.

        Raises:
            NotFound: There is no such table.
        """
        from sayso.coded.comparing.tables import TABLES
        from sayso.tables.frames import Frame

        found = next((table for table in TABLES if table.name == name), None)
        if found is None:
            names = ", ".join(table.name for table in TABLES)
            raise NotFound(f"no table {name!r} of a comparison", remedy=f"there are {names}")
        return Frame(found, lambda: found.rows(self))


def compare(
    ours: str | Path | Coded,
    theirs: str | Path | Coded,
    *,
    where: str | None = None,
    days: int = 3,
    km: float = 50.0,
    needed: float = NEEDED,
    official: bool = True,
    on_error: OnError | None = None,
    progress: Callable[[int, int], object] | None = None,
) -> Comparison:
    """Compare the incidents of a collection with coded data of others.

    Args:
        ours: A collection; or a file, likewise.
        theirs: A file or folder with UCDP GED, ACLED or exported incidents; or a collection.
        where: Only incidents of ours that this fits, in the language of :mod:`sayso.query`.
        days: How many days apart two events may be that are one.
        km: How many kilometres apart, where both places are exact; vague places may be farther.
        needed: How many points are enough for a pair.
        official: Incidents as people made them, where they did.
        on_error: Called with each row that cannot be read; the rest is compared.
        progress: Called now and then: how many of ours are looked up, of how many.

    Raises:
        InputError: A file cannot be opened, or has no columns that are known.
        MissingExtra: The package for a kind of file is not installed.
        NotFound: The collection is not linked yet.
        QueryError: ``where`` cannot be understood.
    """
    first = (
        ours
        if isinstance(ours, Coded)
        else read_coded(ours, on_error, where=where, official=official)
    )
    second = (
        theirs if isinstance(theirs, Coded) else read_coded(theirs, on_error, official=official)
    )
    reach = Reach(days, km)
    found = match(first.events, second.events, reach, needed=needed, progress=progress)
    a, b = first.events, second.events
    pairs = tuple(
        Compared(
            a[p.ours], b[p.theirs], p.score, p.points, differences(a[p.ours], b[p.theirs]), p.also
        )
        for p in found.pairs
    )
    mine, mine_out = _alone(found.only_ours, a, b, second.kind)
    others, others_out = _alone(found.only_theirs, b, a, first.kind)
    return Comparison(
        ours=Party(first.source, first.kind, len(a), tuple(first.failed), mine_out),
        theirs=Party(second.source, second.kind, len(b), tuple(second.failed), others_out),
        reach=reach,
        needed=needed,
        pairs=pairs,
        groups=_groups(pairs),
        only_ours=mine,
        only_theirs=others,
        fields=_field_counts(pairs),
        totals=_totals(pairs, mine, others),
        filter=where,
    )


def codes(kind: Kind, event: CodedEvent) -> bool:
    """Whether a codebook takes an event of that kind at all.

    UCDP GED has organised violence with at least one death (codebook, "definition of an event");
    ACLED has no talks and accusations.
    """
    if kind == "ged":
        killed = event.counts.get("killed")
        dead = killed is not None and (killed.most is None or killed.most > 0)
        return dead and (not event.families or bool(event.families & (VIOLENCE | {RIOT})))
    if kind == "acled":
        return event.families != frozenset({WORDS})
    return True


def _alone(
    misses: Iterable[Miss], events: Sequence[CodedEvent], others: Sequence[CodedEvent], kind: Kind
) -> tuple[tuple[Alone, ...], int]:
    out = []
    left_out = 0
    for miss in misses:
        event = events[miss.number]
        if not codes(kind, event):
            left_out += 1
            continue
        nearest = None if miss.nearest is None else others[miss.nearest]
        out.append(Alone(event, miss.why, nearest, miss.score, miss.points))
    return tuple(out), left_out


def _groups(pairs: Sequence[Compared]) -> tuple[Group, ...]:
    of_theirs: dict[str, list[Compared]] = defaultdict(list)
    of_ours: dict[str, list[Compared]] = defaultdict(list)
    for pair in pairs:
        of_theirs[pair.theirs.id].append(pair)
        of_ours[pair.ours.id].append(pair)
    found = [
        _group(held[0].theirs, [p.ours for p in held], is_theirs=True)
        for held in of_theirs.values()
        if len(held) > 1
    ]
    found += [
        _group(held[0].ours, [p.theirs for p in held], is_theirs=False)
        for held in of_ours.values()
        if len(held) > 1
    ]
    return tuple(found)


def _group(one: CodedEvent, several: Sequence[CodedEvent], *, is_theirs: bool) -> Group:
    counts = [_middle(event) for event in several]
    known = [count for count in counts if count is not None]
    together = sum(known) if len(known) == len(counts) else None
    return Group(one, tuple(several), is_theirs, (_middle(one), together))


def _middle(event: CodedEvent) -> int | None:
    killed = event.counts.get("killed")
    return killed.middle if killed else None


def _field_counts(pairs: Sequence[Compared]) -> tuple[FieldCount, ...]:
    counts: dict[str, Counter[str]] = {name: Counter() for name in FIELDS}
    for pair in pairs:
        if not pair.also:
            for each in pair.differences:
                counts[each.field][each.relation] += 1
    return tuple(
        FieldCount(name, *(held[relation] for relation in RELATIONS))
        for name, held in counts.items()
        if held
    )


def _totals(
    pairs: Sequence[Compared], mine: Sequence[Alone], others: Sequence[Alone]
) -> tuple[Total, ...]:
    matched = (
        list({id(p.ours): p.ours for p in pairs}.values()),
        list({id(p.theirs): p.theirs for p in pairs}.values()),
    )
    only = ([each.event for each in mine], [each.event for each in others])
    every = (matched[0] + only[0], matched[1] + only[1])
    return tuple(
        Total(effect, name, _sum(held[0], effect), _sum(held[1], effect))
        for effect in EFFECTS
        for name, held in (("matched", matched), ("only", only), ("all", every))
        if any(effect in event.counts for side in held for event in side)
    )


def _sum(events: Iterable[CodedEvent], effect: str) -> tuple[int, int, int, int]:
    told = [event.counts[effect] for event in events if effect in event.counts]
    best = [count.middle or 0 for count in told]
    high = [best[n] if count.most is None else count.most for n, count in enumerate(told)]
    return sum(count.least for count in told), sum(best), sum(high), len(told)
