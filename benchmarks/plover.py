"""The PLOVER type of an act, for a given source and target, and of a whole sentence.

``python -m benchmarks.plover plv_train.jsonl --held-out``
"""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks import harness
from benchmarks.scoring.basic import Figures, Row, Tally, macro_f1, percent
from sayso import Report
from sayso.record import Event, Span

# What is answered where no event was read: PLOVER has no type for "none".
NONE = "NONE"


def older(event: Event) -> str:
    """The type of PLOVER 1 for an event of PLOVER 2.0.

    The sentences are coded by the table from CAMEO of 2021: YIELD is not yet parted into CONCEDE
    and RETREAT, sanctions (CAMEO 163) are COERCE, and convictions are ACCUSE.
    """
    if event.type in ("CONCEDE", "RETREAT"):
        return "YIELD"
    if event.type == "SANCTION" and event.mode == "convict":
        return "ACCUSE"
    return "COERCE" if event.cameo == "163" else event.type


def predict(row: Row, report: Report | None) -> Row:
    """The type of the event between the row's source and target, and all types of the sentence."""
    events = list(report.events) if report else []
    source, target = _find(row["text"], row.get("source")), _find(row["text"], row.get("target"))
    chosen = _between(row, report, events) if report and events else None
    return {
        "id": row["id"],
        "plover_root": older(chosen) if chosen else NONE,
        "types": sorted({older(e) for e in _between_parties(events)}),
        "acts": [
            [older(e), _names(report, e.actors, source), _names(report, e.recipients, target)]
            for e in events
            if report and e.actors and e.recipients
        ],
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


def _between_parties(events: Sequence[Event]) -> Sequence[Event]:
    """What the data annotates: acts of somebody to somebody; the first told where there is none."""
    return [e for e in events if e.actors and e.recipients] or events[:1]


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
    same = sum(a == b for a, b in zip(wanted, given, strict=True))
    # A sentence may stand several times, once for each pair of parties.
    types: dict[str, set[str]] = {}
    found: dict[str, set[str]] = {}
    acts = Tally()
    for row, answer in zip(gold, predicted, strict=True):
        types.setdefault(row["text"], set()).add(row["plover_root"])
        found[row["text"]] = set(answer["types"])
        right = any(a == [row["plover_root"], True, True] for a in answer["acts"])
        acts.add(int(right), len(answer["acts"]), 1)
    whole = Tally()
    for text, roots in types.items():
        whole.add(len(roots & found[text]), len(found[text]), len(roots))
    return {
        "accuracy": percent(same / len(gold)),
        "macro_f1": percent(macro_f1(wanted, given)),
        "answered": percent(sum(g != NONE for g in given) / len(gold)),
        "sentence_types": whole.figures(),
        "sentence_acts": acts.figures(),
        "rows": len(gold),
        "sentences": len(types),
    }


def main(argv: Sequence[str] | None = None) -> None:
    """Run the benchmark."""
    run = harness.start("plover", "PLOVER types of acts.", argv, group="id")
    reports = run.reports(harness.text_of)
    predictions = [predict(row, report) for row, report in reports]
    answered = {p["id"]: p for p in predictions}
    figures = harness.scored(
        run.rows, "plover_root", lambda gold: score(gold, [answered[row["id"]] for row in gold])
    )
    run.finish(predictions, figures)


if __name__ == "__main__":
    main()
