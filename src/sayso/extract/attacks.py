"""Attacks: who took part in each, gathered over a whole report.

The encoder marks phrases by their part in an attack, in the sense of the MUC-4 key: who did it,
people and things struck, what it was done with; and says of each what became of it. Phrases whose
vectors agree belong to one attack.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sayso.extract.events.scored import Scored, relevance
from sayso.language.encoding import Floats
from sayso.language.heads import CASTING, CHOICES, LINK_WIDTH, SLICES
from sayso.language.tagging import best_tags, stretches
from sayso.record import Span

MORE = 0.5
"""Taken from "no part", so that more phrases are marked."""
TOGETHER = 2.0
"""Mean agreement, a logit, from which a phrase joins an attack."""
_LEAST_RELEVANT = -3.0
_STARTS = frozenset(
    {1037, 2019, 1996, 2028, 2048, 2093, 2176, 2274, 2416, 2698, 2809, 3157, 2702, 2070, 2195}
)
"""Ids of "a", "an", "the", "one" to "ten", "some", "several"."""
_DOERS = frozenset({"perpetrator", "organisation"})
_SECTORS = {
    "civilian": "CVL",
    "government": "GOV",
    "diplomat": "GOV",
    "police": "COP",
    "judicial": "JUD",
    "military": "MIL",
    "former_government": "ELI",
    "former_military": "ELI",
    "political": "PTY",
}
"""PLOVER sectors of MUC-4's kinds of victims."""


@dataclass(frozen=True)
class CastMention:
    """A phrase with its part.

    Attributes:
        span: The phrase.
        part: One of ``heads.CASTING``.
        vector: What tells its attack from others.
        choices: Scores of what is told of it and of its attack, by choice.
    """

    span: Span
    part: str
    vector: Floats
    choices: dict[str, Floats]

    def told(self, choice: str) -> str | None:
        """The likeliest value of a choice; None where nothing is told."""
        value = CHOICES[choice][int(self.choices[choice].argmax())]
        return None if value == "unsaid" else value


@dataclass(frozen=True)
class AttackMention:
    """One attack: all phrases that take part in it."""

    cast: tuple[CastMention, ...]

    def told(self, choice: str) -> str | None:
        """What its phrases together say of it."""
        mean = np.mean([c.choices[choice] for c in self.cast], axis=0)
        value = CHOICES[choice][int(mean.argmax())]
        return None if value == "unsaid" else value

    def agrees(self, vector: Floats) -> float:
        """How well a vector agrees with its phrases, a logit."""
        mean = float(np.mean([c.vector @ vector for c in self.cast]))
        return mean / float(LINK_WIDTH**0.5)

    @cached_property
    def first(self) -> int:
        """Where it begins to be told."""
        return min(c.span[0] for c in self.cast)


def find_attacks(scored: Scored) -> list[AttackMention]:
    """The attacks of a report, in the order in which they begin to be told."""
    if relevance(scored)[1] < _LEAST_RELEVANT:
        return []
    groups: list[list[CastMention]] = []
    for mention in _cast(scored):
        fits = [(AttackMention(tuple(g)).agrees(mention.vector), n) for n, g in enumerate(groups)]
        best = max(fits, default=None)
        if best is not None and best[0] > TOGETHER:
            groups[best[1]].append(mention)
        else:
            groups.append([mention])
    attacks = [AttackMention(tuple(g)) for g in groups if {m.part for m in g} - _DOERS]
    return sorted(attacks, key=lambda a: a.first)


def _with_numbers(scored: Scored, found: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """A number or an article apart from its phrase is part of it: "two" "peasants"."""
    out: list[tuple[int, int, int]] = []
    for first, last, part in found:
        if out and out[-1][1] == first and out[-1][2] == part and _is_start(scored, out[-1]):
            out[-1] = (out[-1][0], last, part)
        else:
            out.append((first, last, part))
    return out


def _is_start(scored: Scored, found: tuple[int, int, int]) -> bool:
    return found[1] - found[0] == 1 and int(scored.pieces.ids[found[0]]) in _STARTS


def _cast(scored: Scored) -> list[CastMention]:
    scores, pieces = scored.scores, scored.pieces
    out = []
    found = stretches(best_tags(scores[:, SLICES["casting"]], MORE))
    for first, last, part in _with_numbers(scored, found):
        out.append(
            CastMention(
                (int(pieces.starts[first]), int(pieces.ends[last - 1])),
                CASTING[part],
                scores[first, SLICES["same"]],
                {c: scores[first:last, SLICES[c]].mean(axis=0) for c in CHOICES},
            )
        )
    return out


def taking_part(
    attacks: Iterable[AttackMention], places: Collection[Span] = ()
) -> dict[Span, str | None]:
    """The phrases for people and bodies in attacks, with the PLOVER sector of those struck.

    Args:
        attacks: The attacks.
        places: Names of places: a town that is struck is nobody.
    """
    out: dict[Span, str | None] = {}
    for c in (c for a in attacks for c in a.cast if c.span not in places):
        if c.part == "victim":
            out[c.span] = _SECTORS.get(c.told("sector") or "")
        elif c.part in _DOERS:
            out.setdefault(c.span, None)
    return out
