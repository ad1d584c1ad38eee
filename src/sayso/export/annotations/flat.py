"""Annotations for tools that know only words without gaps: marks, and links between them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from sayso.export.annotations.model import Annotated, Annotation, LeftOut
from sayso.export.annotations.types import relation_type, type_of

CONTINUES = "Continues"
"""The link from a part of discontinuous words to the part before it."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that are marked.

    Attributes:
        id: The path of the annotation in the record; of the second part of one that is
            discontinuous with ``/2`` behind it, and so on.
        type: As in brat: ``Actor_person``, ``Content_direct``, a PLOVER type.
        start: In code points.
        end: In code points.
        of: The annotation.
    """

    id: str
    type: str
    start: int
    end: int
    of: Annotation


@dataclass(frozen=True, slots=True)
class Flat:
    """The marks and links of a report.

    Attributes:
        links: Label, id of the first mark, id of the second.
    """

    marks: tuple[Mark, ...]
    links: tuple[tuple[str, str, str], ...]
    left_out: tuple[LeftOut, ...]


def flat(marked: Annotated) -> Flat:
    """Marks and links of a report; what has no words is left out with what links to it.

    Args:
        marked: The report.
    """
    marks: list[Mark] = []
    links: list[tuple[str, str, str]] = []
    left_out: list[LeftOut] = []
    first: dict[str, str] = {}
    for each in marked.annotations:
        parts = [(start, end) for start, end in each.spans if start < end]
        ids = [each.path if n == 1 else f"{each.path}/{n}" for n in range(1, len(parts) + 1)]
        marks += (
            Mark(id_, type_of(each), *part, each) for id_, part in zip(ids, parts, strict=True)
        )
        links += ((CONTINUES, later, before) for before, later in pairwise(ids))
        if ids:
            first[each.path] = ids[0]
        else:
            why = "there are no words; nor what relates to it"
            left_out.append(LeftOut(each.path, why, each.spans))
    links += (
        (relation_type(relation.label), first[relation.start], first[relation.end])
        for relation in marked.relations
        if relation.start in first and relation.end in first
    )
    return Flat(tuple(marks), tuple(links), tuple(left_out))
