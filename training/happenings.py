"""Labels of events for the pieces of a text, whatever part of them a source annotates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from sayso.language.heads import CHOICES, EFFECTS, KINDS, PARTS, ROLES, STATUSES
from sayso.language.pieces import Pieces
from sayso.record import Span

UNKNOWN = -2
"""Nothing is to be learnt here."""

Labels = npt.NDArray[np.int32]


def _unknown(n: int) -> Labels:
    return np.full(n, UNKNOWN, dtype=np.int32)


@dataclass
class Happenings:
    """Labels of events; arrays have one entry a piece unless said otherwise.

    Attributes:
        kind: Class of the word that begins here as an anchor.
        status: Of an anchor.
        background: Of an anchor.
        parts: Tags of phrases that take part.
        outside: How much "no part" counts, less where only some parts were annotated.
        casting: Tags of the parts of attacks, as in MUC-4.
        chosen: What is told of them, by the name of the choice.
        effect: What befell the people that the phrase that begins here counts.
        incident: Number of the happening that a word tells of, where it is known.
        arcs: (arcs, 3): anchor, first piece of a phrase, role.
        anchors: Pieces that have all their arcs annotated.
        spans: First pieces of all phrases that arcs may lead to.
        given: (rows, 2 + kinds): source, target, and which kinds count as right.
        counts: (counts, 3): piece, effect (0 killed, 1 injured), number.
        totals: Number killed and injured of the whole report; UNKNOWN where not told.
        relevant: Whether the report tells of conflict; of an attack as in MUC-4.
    """

    size: int
    outside: float = 1.0
    kind: Labels = field(init=False)
    status: Labels = field(init=False)
    background: Labels = field(init=False)
    parts: Labels = field(init=False)
    casting: Labels = field(init=False)
    chosen: dict[str, Labels] = field(init=False)
    effect: Labels = field(init=False)
    incident: Labels = field(init=False)
    arcs: list[tuple[int, int, int]] = field(default_factory=list)
    anchors: list[int] = field(default_factory=list)
    spans: list[int] = field(default_factory=list)
    given: list[tuple[int, int, tuple[int, ...]]] = field(default_factory=list)
    counts: list[tuple[int, int, int]] = field(default_factory=list)
    totals: tuple[int, int] = (UNKNOWN, UNKNOWN)
    relevant: tuple[int, int] = (UNKNOWN, UNKNOWN)

    def __post_init__(self) -> None:
        for name in ("kind", "status", "background", "parts", "casting", "effect", "incident"):
            setattr(self, name, _unknown(self.size))
        self.chosen = {name: _unknown(self.size) for name in CHOICES}


def range_of(pieces: Pieces, span: Span) -> tuple[int, int] | None:
    """The pieces of a span, without those between blocks; None if there are none."""
    first = int(np.searchsorted(pieces.ends, span[0], side="right"))
    last = int(np.searchsorted(pieces.starts, span[1], side="left"))
    while first < last and pieces.starts[first] == pieces.ends[first]:
        first += 1
    return (first, last) if first < last else None


def mark(row: Labels, at: tuple[int, int], part: int) -> bool:
    """Tag pieces as a part (0, 1, …) unless some are tagged already."""
    if (row[at[0] : at[1]] > 0).any():
        return False
    row[at[0] : at[1]] = 2 + 2 * part
    row[at[0]] = 1 + 2 * part
    return True


@dataclass(frozen=True)
class EventLabel:
    """One event mention of an annotated passage, as spans."""

    anchor: Span
    type: str
    mode: str | None
    status: str
    background: bool
    roles: Mapping[str, Sequence[Span]]
    where: Sequence[Span]
    when: Sequence[Span]
    incident: str
    tolls: Sequence[tuple[Span, str]]


def whole(pieces: Pieces, events: Iterable[EventLabel]) -> Happenings:
    """Labels of a passage in which every event is annotated."""
    out = Happenings(len(pieces))
    first = pieces.first & (pieces.starts < pieces.ends)
    out.kind[first] = 0
    out.effect[first] = 0
    out.parts[:] = 0
    letters: dict[str, int] = {}
    violent = False
    told: dict[int, set[int]] = {}
    for event in events:
        at = range_of(pieces, event.anchor)
        if at is None:
            continue
        anchor = at[0]
        out.kind[anchor] = KINDS.index((event.type, event.mode))
        out.status[anchor] = STATUSES.index(event.status)
        out.background[anchor] = int(event.background)
        number = letters.setdefault(event.incident, len(letters))
        told.setdefault(anchor, set()).add(number)
        out.anchors.append(anchor)
        here = event.status in ("happened", "ongoing") and not event.background
        violent |= here and event.type in ("ASSAULT", "PROTEST", "COERCE", "MOBILIZE")
        for name, spans in event.roles.items():
            role = ROLES.index(name)
            part = {"thing": PARTS.index("thing"), "means": PARTS.index("means")}.get(name, 0)
            for span in spans:
                found = range_of(pieces, span)
                if found is None:
                    continue
                mark(out.parts, found, part)
                out.arcs.append((anchor, found[0], role))
                out.spans.append(found[0])
                told.setdefault(found[0], set()).add(number)
        for span in (*event.where, *event.when):
            found = range_of(pieces, span)
            if found is not None:
                told.setdefault(found[0], set()).add(number)
        for span, effect in event.tolls:
            found = range_of(pieces, span)
            if found is not None:
                out.effect[found[0]] = EFFECTS.index(effect)
                told.setdefault(found[0], set()).add(number)
    for piece, numbers in told.items():
        if len(numbers) == 1:
            out.incident[piece] = next(iter(numbers))
    out.spans = sorted(set(out.spans))
    out.relevant = (int(violent), UNKNOWN)
    return out
