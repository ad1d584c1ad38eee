"""Who says what: source, cue and content of attributions (PolNeAR, German Wikinews).

``python -m benchmarks.attribution polnear_dev.jsonl``
"""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks import harness
from benchmarks.scoring import attribution
from benchmarks.scoring.basic import Row
from sayso import Report
from sayso.record import Span


def predict(row: Row, report: Report | None) -> Row:
    """The report's statements in the format of the data."""
    statements = report.statements if report else ()
    return {
        "doc_id": row["doc_id"],
        "attributions": [
            {
                "id": s.id,
                "kind": s.kind,
                "parents": [s.parent] if s.parent else [],
                "source": _spans([s.source.span]) if s.source else [],
                "cue": _spans(s.cue),
                "content": _spans(s.content),
            }
            for s in statements
        ],
    }


def _spans(spans: Sequence[Span]) -> list[list[int]]:
    return [list(span) for span in spans]


def main(argv: Sequence[str] | None = None) -> None:
    """Run the benchmark."""
    run = harness.start("attribution", "Who says what.", argv)
    reports = run.reports(lambda row: harness.text_of(row, outlet="publisher"))
    predictions = [predict(row, report) for row, report in reports]
    nested = any(a.get("nested") for row in run.rows for a in row.get("attributions") or ())
    figures = harness.scored(
        run.rows, "attributions", lambda gold: attribution.score(gold, predictions, nested=nested)
    )
    run.finish(predictions, figures)


if __name__ == "__main__":
    main()
