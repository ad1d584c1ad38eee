"""Reports to incidents (Gun Violence Archive).

``python -m benchmarks.incidents gva_reports.jsonl [--split dev]``. With ``--split`` the rows of
that split are also linked by themselves, with the same thresholds, to show whether these hold as
a collection grows.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence

from benchmarks import harness
from benchmarks.scoring import clusters
from benchmarks.scoring.basic import Figures, Row
from sayso import Report
from sayso.linking import Links, link, main_incidents

Read = Sequence[tuple[Row, Report]]


def predict(pairs: Read, links: Links) -> list[Row]:
    """Every document with the incident that it is mainly about."""
    main_of = main_incidents(links, {report.id: report for _, report in pairs})
    return [{"doc_id": row["doc_id"], "incident": main_of[report.id]} for row, report in pairs]


def by_events(pairs: Read, links: Links) -> list[Row]:
    """Every document with the most widely told of the incidents that it tells as news."""
    recalled = {(r.id, e.id) for _, r in pairs for e in r.events if e.background}
    told: dict[str, Counter[str]] = {report.id: Counter() for _, report in pairs}
    reports: dict[str, set[str]] = {}
    for incident in links.incidents:
        refs = [(e.report, e.event) for e in incident.events]
        news = [teller for teller, event in refs if (teller, event) not in recalled]
        reports[incident.id] = set(news)
        for teller in news:
            told[teller][incident.id] += 1
    out = []
    for row, report in pairs:
        events = told[report.id]
        most = max(events, key=lambda i: (len(reports[i]), events[i]), default=report.id)
        out.append({"doc_id": row["doc_id"], "incident": most})
    return out


def measured(pairs: Read) -> tuple[list[Row], Figures]:
    """Link reports, and compare both ways of giving each an incident with the archive's."""
    links = link([report for _, report in pairs])
    found = predict(pairs, links)
    rows = [row for row, _ in pairs]

    def scored(predictions: Sequence[Row]) -> Figures:
        of = {p["doc_id"]: p["incident"] for p in predictions}
        return harness.scored(
            rows,
            "incident",
            lambda gold: clusters.score_documents({r["doc_id"]: r["incident"] for r in gold}, of),
        )

    return found, {**scored(found), "by its events": scored(by_events(pairs, links))}


def arguments(row: Row) -> harness.Arguments:
    """Text, date and outlet; the address is not fetched."""
    out = harness.text_of(row, outlet="domain")
    if row.get("url"):
        out["url"] = row["url"]
    return out


def main(argv: Sequence[str] | None = None) -> None:
    """Run the benchmark."""
    extra = argparse.ArgumentParser(add_help=False)
    extra.add_argument("--split")
    options, rest = extra.parse_known_args(argv)
    run = harness.start("incidents", "Which reports tell of the same incident.", rest)
    pairs = [(row, report) for row, report in run.reports(arguments) if report]
    predictions, figures = measured(pairs)
    if options.split:
        part = [(row, report) for row, report in pairs if row.get("split") == options.split]
        figures[f"{options.split} alone"] = measured(part)[1]
    run.finish(predictions, figures)


if __name__ == "__main__":
    main()
