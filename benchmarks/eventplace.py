"""In which of the places that a sentence names did the event happen?

``python -m benchmarks.eventplace event_location.jsonl``
"""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks import harness
from benchmarks.scoring.basic import Figures, Row, Tally, overlap
from sayso import Report
from sayso.record import Event, Span


def predict(row: Row, report: Report | None) -> Row:
    """The places of the event that stands at the row's verb.

    Without an event there, the events whose anchor is nearest to it stand in; without any event,
    nothing is answered.
    """
    spans: list[Span] = []
    if report and report.events:
        verbs = [(v["start"], v["end"]) for v in row["verb"]]
        events = _at(report.events, verbs)
        wanted = {place for event in events for place in event.places}
        spans = sorted(
            mention for place in report.places if place.id in wanted for mention in place.mentions
        )
    return {
        "doc_id": row["doc_id"],
        "event_locations": [{"start": s, "end": e, "text": row["text"][s:e]} for s, e in spans],
    }


def _at(events: Sequence[Event], verbs: Sequence[Span]) -> list[Event]:
    nearest = max(overlap(e.anchor, v) for e in events for v in verbs)
    return [e for e in events if max(overlap(e.anchor, v) for v in verbs) == nearest]


def score(gold: Sequence[Row], predicted: Sequence[Row]) -> Figures:
    """F1 of location spans: overlapping, exact; and the share of sentences that are right whole."""
    exact, overlapping = Tally(), Tally()
    whole = 0
    for row, answer in zip(gold, predicted, strict=True):
        g = [(x["start"], x["end"]) for x in row["event_locations"]]
        p = [(x["start"], x["end"]) for x in answer["event_locations"]]
        exact.add(len(set(g) & set(p)), len(p), len(g))
        right_p = sum(any(overlap(a, b) > 0 for b in g) for a in p)
        right_g = sum(any(overlap(a, b) > 0 for a in p) for b in g)
        overlapping.add(right_p, len(p), len(g), right_g)
        whole += right_p == len(p) and right_g == len(g)
    return {
        "overlap": overlapping.figures(),
        "exact": exact.figures(),
        "whole_sentence": round(100 * whole / len(gold), 1),
        "sentences": len(gold),
    }


def main(argv: Sequence[str] | None = None) -> None:
    """Run the benchmark."""
    run = harness.start("eventplace", "Where in a sentence the event happened.", argv)
    reports = run.reports(harness.text_of)
    predictions = [predict(row, report) for row, report in reports]
    answered = {p["doc_id"]: p for p in predictions}
    figures = harness.scored(
        run.rows,
        "event_locations",
        lambda gold: score(gold, [answered[row["doc_id"]] for row in gold]),
    )
    run.finish(predictions, figures)


if __name__ == "__main__":
    main()
