"""Time expressions: TempEval-3 task A (UzZaman et al., SemEval 2013).

Strict and relaxed span F1; value and type F1 are the F1 of relaxed matches whose attribute is
right, the measure that TempEval-3 ranks by. The document's own date is not scored.
"""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.scoring.basic import Figures, Row, Tally, by_id, pair_spans


def score(gold: Sequence[Row], predicted: Sequence[Row]) -> Figures:
    """Score rows with ``timexes`` of ``start``, ``end``, ``type``, ``value``."""
    strict, relaxed, types, values = Tally(), Tally(), Tally(), Tally()
    days = right_days = 0
    answers = by_id(predicted)
    for row in gold:
        g = row["timexes"]
        p = answers.get(row["doc_id"], {}).get("timexes", [])
        pairs = [(g[i], p[j]) for i, j in pair_spans(g, p, relative=False)]
        size = (len(p), len(g))
        strict.add(sum((a["start"], a["end"]) == (b["start"], b["end"]) for a, b in pairs), *size)
        relaxed.add(len(pairs), *size)
        types.add(sum(a["type"] == b["type"] for a, b in pairs), *size)
        values.add(sum(a["value"] == b["value"] for a, b in pairs), *size)
        days += sum(is_day(a["value"]) for a in g)
        right_days += sum(
            is_day(a["value"]) and a["value"][:10] == (b["value"] or "")[:10] for a, b in pairs
        )
    return {
        "value": values.figures(),
        "type": types.figures(),
        "strict": strict.figures(),
        "relaxed": relaxed.figures(),
        "day_recall": round(100 * right_days / days, 1) if days else None,
        "expressions": int(values.gold),
    }


def is_day(value: str | None) -> bool:
    """Whether a value is a calendar day, with or without a time of day."""
    day = (value or "")[:10]
    return len(day) == 10 and day.replace("-", "").isdigit() and day[4] == day[7] == "-"
