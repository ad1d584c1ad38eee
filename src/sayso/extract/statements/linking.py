"""Which source, cue and content belong together, by the encoder's link vectors."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from sayso.extract.statements.decode import Part
from sayso.language.encoding import Encoding
from sayso.language.heads import LEVELS

_CUE_KEY, _CUE_QUERY, _SOURCE_KEY = LEVELS, LEVELS + 1, LEVELS + 2


@dataclass(slots=True)
class Linked:
    """A cue with what belongs to it."""

    cue: Part
    source: Part | None = None
    content: list[Part] = field(default_factory=list)


def link(encoding: Encoding, parts: Sequence[Part]) -> tuple[list[Linked], list[Part]]:
    """Statements of one or more contents, and the contents that have no cue in sight.

    Each stretch of content goes to the cue of its level that its pieces point to on the whole,
    and each cue takes the source of its level that it points to; "none" is among the answers.
    """
    linked: list[Linked] = []
    loose: list[Part] = []
    for level in range(LEVELS):
        cues, sources, contents = (
            [p for p in parts if p.level == level and p.kind == kind]
            for kind in ("cue", "source", "content")
        )
        mine = [Linked(cue) for cue in cues]
        answers = _answers(encoding, contents, cues, level, _CUE_KEY)
        for content, best in zip(contents, answers, strict=True):
            if best is None:
                loose.append(content)
            else:
                mine[best].content.append(content)
        heads = [Part("cue", level, c.first, c.first + 1) for c in cues]
        answers = _answers(encoding, heads, sources, _CUE_QUERY, _SOURCE_KEY)
        for each, best in zip(mine, answers, strict=True):
            each.source = None if best is None else sources[best]
        linked += mine
    return linked, loose


def _answers(
    encoding: Encoding, asking: Sequence[Part], asked: Sequence[Part], query: int, key: int
) -> list[int | None]:
    """For each that asks the answer of the best mean score, or None where "none" is better.

    Both are in the order of the text; only what is in the same window is compared.
    """
    firsts = [p.first for p in asked]
    begins = [p.first for p in asking]
    ends = [p.last for p in asking]
    totals: list[dict[int, float]] = [{} for _ in asking]
    for each in encoding.links:
        w = each.window
        low, high = bisect_left(firsts, w.begin), bisect_left(firsts, w.end)
        first, last = bisect_right(ends, w.core), bisect_left(begins, w.end)
        if low == high:
            continue
        keys = each.vectors[[0, *(at - w.begin + 1 for at in firsts[low:high])], key]
        for i in range(first, last):
            a, b = max(begins[i], w.core), min(ends[i], w.end)
            rows = each.vectors[a - w.begin + 1 : b - w.begin + 1, query] @ keys.T
            for j, value in enumerate((rows[:, 1:] - rows[:, :1]).sum(0).tolist(), start=low):
                totals[i][j] = totals[i].get(j, 0.0) + value
    best = (max(t, key=lambda j: t[j], default=None) for t in totals)
    return [None if j is None or t[j] <= 0 else j for j, t in zip(best, totals, strict=True)]
