"""The PLOVER type of an act, for a given source and target, and of a whole sentence.

``python -m benchmarks.plover plv_train.jsonl``
"""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks import harness
from benchmarks.scoring.basic import Figures, Row, Tally, macro_f1, percent
from sayso import Report
from sayso.record import Event, Span

# What is answered where no event was read: PLOVER has no type for "none".
NONE = "NONE"


def predict(row: Row, report: Report | None) -> Row:
    """The type of the event between the row's source and target, and all types of the sentence."""
    events = list(report.events) if report else []
    chosen = _between(row, report, events) if report and events else None
    return {
        "id": row["id"],
        "plover_root": chosen.type if chosen else NONE,
        "types": sorted({e.type for e in events}),
    }


def _between(row: Row, report: Report, events: Sequence[Event]) -> Event:
    """The event that the record gives both parties; else one of them; else the one between them."""
    text = row["text"]
    source, target = _find(text, row.get("source")), _find(text, row.get("target"))

    def fit(event: Event) -> tuple[int, int]:
        roles = (event.actors, source), (event.recipients, target)
        filled = sum(_names(report, ids, span) for ids, span in roles)
        middle = _gap(event.anchor, source) + _gap(event.anchor, target)
        return filled, -middle

    return max(events, key=fit)


def _find(text: str, words: str | None) -> Span | None:
    start = text.find(words) if words else -1
    return (start, start + len(words)) if words and start >= 0 else None


def _names(report: Report, ids: Sequence[str], span: Span | None) -> bool:
    """Whether a mention of one of the actors stands in the span."""
    return span is not None and any(
        span[0] <= start < span[1]
        for actor in report.actors
        if actor.id in ids
        for start, _ in actor.mentions
    )


def _gap(anchor: Span, span: Span | None) -> int:
    return 0 if span is None else max(0, anchor[0] - span[1], span[0] - anchor[1])


def score(gold: Sequence[Row], predicted: Sequence[Row]) -> Figures:
    """Accuracy and macro-F1 of the single type; F1 of the types of whole sentences."""
    wanted = [row["plover_root"] for row in gold]
    given = [row["plover_root"] for row in predicted]
    right = sum(a == b for a, b in zip(wanted, given, strict=True))
    # A sentence may stand several times, once for each pair of parties.
    types: dict[str, set[str]] = {}
    found: dict[str, set[str]] = {}
    for row, answer in zip(gold, predicted, strict=True):
        types.setdefault(row["text"], set()).add(row["plover_root"])
        found[row["text"]] = set(answer["types"])
    whole = Tally()
    for text, roots in types.items():
        whole.add(len(roots & found[text]), len(found[text]), len(roots))
    return {
        "accuracy": percent(right / len(gold)),
        "macro_f1": percent(macro_f1(wanted, given)),
        "answered": percent(sum(g != NONE for g in given) / len(gold)),
        "sentence_types": whole.figures(),
        "rows": len(gold),
        "sentences": len(types),
    }


def main(argv: Sequence[str] | None = None) -> None:
    """Run the benchmark."""
    run = harness.start("plover", "PLOVER types of acts.", argv)
    reports = run.reports(harness.text_of)
    predictions = [predict(row, report) for row, report in reports]
    answered = {p["id"]: p for p in predictions}
    figures = harness.scored(
        run.rows, "plover_root", lambda gold: score(gold, [answered[row["id"]] for row in gold])
    )
    run.finish(predictions, figures)


if __name__ == "__main__":
    main()
