"""What goes wrong in who says what, by kind, on any file with gold attributions.

``python -m benchmarks.attribution_errors polnear_dev.jsonl --out errors.jsonl`` counts the kinds
and writes the errors, the longest contents first within a kind.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from benchmarks import harness
from benchmarks.attribution import predict
from benchmarks.scoring.attribution import HALF, Attribution, Text, outermost
from benchmarks.scoring.basic import Row

TOUCH = 0.1
"""Content F1 under which two attributions have nothing to do with one another."""


def main(argv: Sequence[str] | None = None) -> None:
    """Run the benchmark."""
    run = harness.start("attribution_errors", "What goes wrong in who says what.", argv)
    reports = run.reports(lambda row: harness.text_of(row, outlet="publisher"))
    errors = [e for row, report in reports for e in _errors(row, predict(row, report))]
    errors.sort(key=lambda e: (e["kind"], -len(e["content"])))
    by_quote: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for e in errors:
        by_quote[e["kind"]][e["quotation"]] += 1
    run.finish(errors, {"errors": len(errors), **{k: dict(c) for k, c in by_quote.items()}})


def _errors(row: Row, predicted: Row) -> Iterator[Row]:
    text = Text(row["text"])
    gold = outermost([text.attribution(a) for a in row["attributions"]])
    found = outermost([text.attribution(a) for a in predicted["attributions"]])
    touched: set[int] = set()
    for g in gold:
        likes = [_f1(g, f) for f in found]
        best = max(range(len(found)), key=lambda n: likes[n], default=None)
        if best is None or likes[best] < TOUCH:
            yield _error("missed", row, text, g)
            continue
        touched |= {n for n, like in enumerate(likes) if like >= TOUCH}
        ours, theirs = found[best].roles["source"], g.roles["source"]
        if likes[best] < HALF:
            part = len(found[best].roles["content"]) < len(g.roles["content"])
            yield _error("content too short" if part else "content too long", row, text, g)
        elif theirs and not ours:
            yield _error("source not found", row, text, g)
        elif ours and not theirs:
            yield _error("source where there is none", row, text, g)
        elif theirs and not ours & theirs:
            yield _error("another source", row, text, g)
    for n, f in enumerate(found):
        if n not in touched:
            yield _error("nothing is said", row, text, f)


def _f1(a: Attribution, b: Attribution) -> float:
    one, other = a.roles["content"], b.roles["content"]
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0


def _error(kind: str, row: Row, text: Text, a: Attribution) -> Row:
    def words(role: str) -> str:
        tokens = sorted(a.roles[role])
        if not tokens:
            return ""
        return str(row["text"])[text.starts[tokens[0]] : text.ends[tokens[-1]]]

    parts = {role: words(role) for role in ("source", "cue", "content")}
    return {"kind": kind, "doc_id": row["doc_id"], "quotation": a.kind, **parts}


if __name__ == "__main__":
    main()
