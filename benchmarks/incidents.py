"""Reports to incidents (Gun Violence Archive).

``python -m benchmarks.incidents gva_reports.jsonl``
"""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks import harness
from benchmarks.scoring import clusters
from benchmarks.scoring.basic import Row
from sayso import Report
from sayso.linking import link, main_incidents


def predict(pairs: Sequence[tuple[Row, Report]]) -> list[Row]:
    """Every document with the incident that it is mainly about."""
    reports = {report.id: report for _, report in pairs}
    main_of = main_incidents(link(list(reports.values())), reports)
    return [{"doc_id": row["doc_id"], "incident": main_of[report.id]} for row, report in pairs]


def arguments(row: Row) -> harness.Arguments:
    """Text, date and outlet; the address is not fetched."""
    out = harness.text_of(row, outlet="domain")
    if row.get("url"):
        out["url"] = row["url"]
    return out


def main(argv: Sequence[str] | None = None) -> None:
    """Run the benchmark."""
    run = harness.start("incidents", "Which reports tell of the same incident.", argv)
    predictions = predict([(row, report) for row, report in run.reports(arguments) if report])
    found = {p["doc_id"]: p["incident"] for p in predictions}
    figures = harness.scored(
        run.rows,
        "incident",
        lambda gold: clusters.score_documents({r["doc_id"]: r["incident"] for r in gold}, found),
    )
    run.finish(predictions, figures)


if __name__ == "__main__":
    main()
