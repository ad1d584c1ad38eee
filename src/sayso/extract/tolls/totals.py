"""How many a report as a whole says were killed and injured in what it is about.

One death told three times is one death, and a total includes those told of before it. Which of a
report's counts is its number was learnt from reports whose numbers an archive took down (see
``docs/models.md``): a guess over the whole text is weighed with a score for each count that was
read, so that the number has its words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from sayso.extract.events.scored import Scored, pooled, relevance
from sayso.extract.mentions import TollMention
from sayso.language.encoding import Floats
from sayso.language.heads import SLICES
from sayso.record import Effect, Spans

_NOBODY = {"killed": 0.0343, "injured": -0.0115}
"""Scores, fitted, of a report's telling of nobody."""
_COUNTS = 0.3
"""Weight of the scores of the counts beside the guess over the whole text."""
_FLOOR = 0.02
_UNSEEN = -2.0
"""Added to a number that no count of the report has."""
_COLUMNS: tuple[tuple[Effect, int], ...] = (("killed", 1), ("injured", 2))


@dataclass(frozen=True)
class TotalMention:
    """A report's number of one effect; without spans where it is what the text as a whole says."""

    effect: Effect
    number: int
    spans: Spans
    confidence: float


def find_totals(scored: Scored, tolls: Iterable[TollMention]) -> list[TotalMention]:
    """The numbers killed and injured.

    Args:
        scored: What the encoder says of the text.
        tolls: All counts that were read in it.

    Returns:
        One row an effect; none where no count was read and the text hardly tells of conflict.
    """
    counted = [
        (t, n, at)
        for t in tolls
        if t.effect in _NOBODY
        and (n := t.best if t.best is not None else t.low) is not None
        and (at := scored.piece(t.span)) is not None
    ]
    if not counted and relevance(scored)[0] < 0:
        return []
    out = []
    for effect, column in _COLUMNS:
        guess = _logs(pooled(scored, column, effect))
        most = len(guess) - 1
        mine = [(n, at) for t, n, at in counted if t.effect == effect]
        scores = [scored.scores[at, SLICES["total"]][column - 1] for _, at in mine]
        shares = np.exp(_logs(np.array([_NOBODY[effect], *scores], dtype=np.float32)))
        counts = np.full(most + 1, _FLOOR)
        counts[0] += shares[0]
        for (n, _), share in zip(mine, shares[1:], strict=True):
            counts[min(n, most)] += share
        seen = {0, *(min(n, most) for _, n, _ in counted)}
        unseen = [_UNSEEN * (k not in seen) for k in range(most + 1)]
        total = guess + _COUNTS * np.log(counts) + np.array(unseen)
        best = int(total.argmax())
        fitting = [(t, n) for t, n, _ in counted if min(n, most) == best]
        fitting = [(t, n) for t, n in fitting if t.effect == effect] or fitting
        number = max((n for _, n in fitting), default=best) if best == most else best
        spans = tuple(dict.fromkeys(t.span for t, n in fitting if n == number)) if best else ()
        out.append(TotalMention(effect, number, spans, float(np.exp(_logs(total))[best])))
    return out


def _logs(scores: Floats) -> Floats:
    shifted = scores - scores.max()
    logs: Floats = shifted - np.log(np.exp(shifted).sum())
    return logs
