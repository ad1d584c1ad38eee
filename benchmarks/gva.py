"""Tolls, date and place of gun violence reports (Gun Violence Archive).

``python -m benchmarks.gva gva_reports.jsonl --held-out``
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from benchmarks import harness
from benchmarks.scoring.basic import Figures, Row, percent
from sayso import Report
from sayso.record import Effect, Event

NEAR_DAYS = 1


def arguments(row: Row) -> harness.Arguments:
    """The page: its title and its text."""
    out = harness.text_of(row, date="dct")
    if row.get("title"):
        out["text"] = f"{row['title'].strip()}\n\n{row['text']}"
    return out


def predict(row: Row, report: Report | None) -> Row:
    """What the report's own news says: the event with the most people killed or hurt."""
    events = (
        [e for e in report.events if not e.background and e.status != "denied"] if report else []
    )
    violent = [e for e in events if e.type == "ASSAULT"]
    return {
        "doc_id": row["doc_id"],
        "killed": _total(report, "killed"),
        "injured": _total(report, "injured"),
        "date": _date(report, violent) if report else None,
        "places": _places(report, violent) if report else [],
    }


def _total(report: Report | None, effect: Effect) -> int:
    """The report's own number; none told is none."""
    totals = report.totals if report else ()
    return next((t.number for t in totals if t.effect == effect), 0)


def _date(report: Report, events: Sequence[Event]) -> str | None:
    """The first dated event's day, else the day of publication."""
    times = {t.id: t for t in report.times}
    days = (
        times[e.time].earliest for e in events if e.time in times and times[e.time].precision == 1
    )
    published = report.published[:10] if report.published else None
    return next((d for d in days if d), published)


def _places(report: Report, events: Sequence[Event]) -> list[str]:
    """Names of the events' places, with the counties and states that they lie in."""
    wanted = {p for e in events for p in e.places}
    names = [
        name
        for place in report.places
        if place.id in wanted
        for name in (place.name, place.admin2, place.admin1)
        if name
    ]
    return list(dict.fromkeys(names))


def score(gold: Sequence[Row], predicted: Sequence[Row]) -> Figures:
    """Share of documents with the very number killed, injured, both; date; city and state."""
    counts = dict.fromkeys(("killed", "injured", "both", "date", "date_near", "city", "state"), 0)
    for row, answer in zip(gold, predicted, strict=True):
        g = row["gold"]
        killed, injured = answer["killed"] == g["killed"], answer["injured"] == g["injured"]
        days = _days_apart(answer["date"], g["date"])
        said = " | ".join(answer["places"]).lower()
        counts["killed"] += killed
        counts["injured"] += injured
        counts["both"] += killed and injured
        counts["date"] += days == 0
        counts["date_near"] += days is not None and days <= NEAR_DAYS
        counts["city"] += g["city_or_county"].lower().split(" (")[0] in said
        counts["state"] += g["state"].lower() in said
    return {name: percent(n / len(gold)) for name, n in counts.items()} | {"reports": len(gold)}


def _days_apart(a: str | None, b: str | None) -> int | None:
    return abs((date.fromisoformat(a) - date.fromisoformat(b[:10])).days) if a and b else None


def main(argv: Sequence[str] | None = None) -> None:
    """Run the benchmark."""
    run = harness.start("gva", "Tolls, date and place of shootings.", argv, group="incident_id")
    reports = run.reports(arguments)
    predictions = [predict(row, report) for row, report in reports]
    answered = {p["doc_id"]: p for p in predictions}
    figures = harness.scored(
        run.rows, "gold", lambda gold: score(gold, [answered[row["doc_id"]] for row in gold])
    )
    run.finish(predictions, figures)


if __name__ == "__main__":
    main()
