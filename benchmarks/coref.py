"""Which event mentions of different documents name the same happening (ECB+, Gun Violence Corpus).

The mentions are given; the clusters are asked for. ``python -m benchmarks.coref ecbplus_dev.jsonl``
"""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks import harness
from benchmarks.scoring import clusters
from benchmarks.scoring.basic import Figures, Row
from sayso import Report
from sayso.linking import cluster_mentions
from sayso.record import Span


def predict(pairs: Sequence[tuple[Row, Report]]) -> list[Row]:
    """The given mentions with the clusters that linking puts them in."""
    reports = {report.id: report for _, report in pairs}
    mentions: list[tuple[str, Span]] = [
        (report.id, (m["start"], m["end"])) for row, report in pairs for m in row["mentions"]
    ]
    named = iter(cluster_mentions(list(reports.values()), mentions))
    return [
        {
            "doc_id": row["doc_id"],
            "mentions": [{"id": m["id"], "cluster": next(named)} for m in row["mentions"]],
        }
        for row, _ in pairs
    ]


def score(gold: Sequence[Row], predicted: Sequence[Row]) -> Figures:
    """Coreference scores over all mentions."""
    return clusters.score_mentions(_assignment(gold), _assignment(predicted))


def _assignment(rows: Sequence[Row]) -> dict[str, str]:
    return {m["id"]: m["cluster"] for row in rows for m in row["mentions"]}


def main(argv: Sequence[str] | None = None) -> None:
    """Run the benchmark."""
    run = harness.start("coref", "Event mentions across documents.", argv)
    pairs = [(row, report) for row, report in run.reports(harness.text_of) if report]
    predictions = predict(pairs)
    has_gold = all("cluster" in m for row in run.rows for m in row["mentions"])
    figures = score(run.rows, predictions) if has_gold else {"scored": 0}
    run.finish(predictions, figures)


if __name__ == "__main__":
    main()
