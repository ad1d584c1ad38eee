"""Raw text to toponyms and coordinates (Local-Global Lexicon, GeoWebNews).

``python -m benchmarks.places lgl.jsonl``
"""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks import harness
from benchmarks.codes import iso2
from benchmarks.scoring import toponyms
from benchmarks.scoring.basic import Row
from sayso import Report


def predict(row: Row, report: Report | None) -> Row:
    """The report's places, a row a mention, in the format of the data."""
    found = [
        {
            "start": start,
            "end": end,
            "lat": place.lat,
            "lon": place.lon,
            "geonameid": None if place.geonames is None else str(place.geonames),
            "country": iso2(place.country),
        }
        for place in (report.places if report else ())
        for start, end in place.mentions
    ]
    return {"doc_id": row["doc_id"], "toponyms": sorted(found, key=lambda t: t["start"] or 0)}


def arguments(row: Row) -> harness.Arguments:
    """The text with its date and address: where a page comes from helps to place it."""
    out = harness.text_of(row)
    if row.get("url"):
        out["url"] = row["url"]
    return out


def main(argv: Sequence[str] | None = None) -> None:
    """Run the benchmark."""
    run = harness.start("places", "Toponyms and where on earth they are.", argv)
    predictions = [predict(row, report) for row, report in run.reports(arguments)]
    figures = harness.scored(run.rows, "toponyms", lambda gold: toponyms.score(gold, predictions))
    run.finish(predictions, figures)


if __name__ == "__main__":
    main()
