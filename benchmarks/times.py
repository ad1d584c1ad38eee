"""When: TIMEX3 spans, types and values (TimeBank, AQUAINT, WikiWars).

``python -m benchmarks.times timebank.jsonl``
"""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks import harness
from benchmarks.scoring import timex
from benchmarks.scoring.basic import Row
from sayso import Report


def predict(row: Row, report: Report | None) -> Row:
    """The report's times in the format of the data."""
    times = report.times if report else ()
    return {
        "doc_id": row["doc_id"],
        "timexes": [
            {"start": t.span[0], "end": t.span[1], "type": t.type.upper(), "value": t.value}
            for t in times
        ],
    }


def main(argv: Sequence[str] | None = None) -> None:
    """Run the benchmark."""
    run = harness.start("times", "Time expressions and their values.", argv)
    reports = run.reports(lambda row: harness.text_of(row, date="dct"))
    predictions = [predict(row, report) for row, report in reports]
    figures = harness.scored(run.rows, "timexes", lambda gold: timex.score(gold, predictions))
    run.finish(predictions, figures)


if __name__ == "__main__":
    main()
