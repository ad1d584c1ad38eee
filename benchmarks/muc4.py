"""The 24 slots of MUC-4 templates: reports of conflict in Latin America, 1988 to 1991.

``python -m benchmarks.muc4 muc4_full_dev.jsonl``
"""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks import harness
from benchmarks.muc_incidents import Incident, incidents
from benchmarks.scoring import muc_full
from benchmarks.scoring.basic import Row
from sayso import Report
from sayso.record import Toll


def arguments(row: Row) -> harness.Arguments:
    """The message: its dateline, as the agency sent it, and its text."""
    out = harness.text_of(row, date="doc_date")
    if row.get("dateline"):
        out["text"] = f"{row['dateline']} -- {row['text']}"
    return out


def predict(row: Row, report: Report | None) -> Row:
    """The report's incidents as templates."""
    found = incidents(report) if report else []
    return {"doc_id": row["doc_id"], "templates": [template(i, row) for i in found]}


def template(incident: Incident, row: Row) -> Row:
    """One template."""
    named = [v for v in incident.victims if v.named]
    described = [v for v in incident.victims if not v.named]
    people = [p for p in incident.perpetrators if not p.organisation]
    bodies = [p for p in incident.perpetrators if p.organisation]
    category = "STATE-SPONSORED VIOLENCE" if incident.state else "TERRORIST ACT"
    damage = "DESTROYED" if incident.destroyed else "SOME DAMAGE"
    struck = incident.type != "KIDNAPPING"
    return {
        "date": _date(incident, row),
        "location": _location(incident),
        "incident_type": [_fill(incident.type)],
        "stage": [_fill(incident.stage)],
        "perp_category": [_fill(category)],
        "instrument_id": [_fill(i.words) for i in incident.instruments],
        "instrument_type": [_fill(i.type, i.words) for i in incident.instruments if i.type],
        "perp_individual": [_fill(p.words) for p in people],
        "perp_org": [_fill(p.words) for p in bodies],
        "perp_org_confidence": [_fill(p.confidence, p.words) for p in bodies],
        "phys_target": [_fill(o) for o in incident.objects],
        "phys_target_type": [],
        "phys_target_effect": [_fill(damage, o) for o in incident.objects] if struck else [],
        "hum_target_name": [_fill(v.words) for v in named],
        "hum_target_desc": [_fill(v.words) for v in described],
        "hum_target_type": [_fill(v.type, v.words) for v in incident.victims],
        "hum_target_number": [_fill(v.number, v.words) for v in incident.victims],
        "hum_target_effect": [_fill(v.effect, v.words) for v in incident.victims if v.effect],
        "derived_casualties": {
            "killed": _toll(incident.killed),
            "injured": _toll(incident.injured),
        },
    }


def _fill(value: str | None, refers_to: str | None = None) -> Row:
    return {"alts": [value], "xref": [refers_to] if refers_to else None, "optional": False}


def _date(incident: Incident, row: Row) -> Row | None:
    """The day or days; undated is "on or before" the day of the message."""
    if incident.time:
        value = {"start": incident.time.earliest, "end": incident.time.latest}
    elif row.get("doc_date"):
        value = {"start": None, "end": row["doc_date"]}
    else:
        return None
    return {"alts": [value], "optional": False}


def _location(incident: Incident) -> Row | None:
    if not incident.country:
        return None
    place = incident.place
    country_only = place is None or place.precision == 6
    names = [] if country_only or place is None else [place.admin1, place.name]
    places = [[{"name": name.upper()}] for name in dict.fromkeys(names) if name]
    return {
        "alts": [{"country": incident.country.upper(), "places": places}],
        "optional": False,
    }


def _toll(toll: Toll | None) -> Row | None:
    return {"low": toll.low, "best": toll.best, "high": toll.high} if toll else None


def main(argv: Sequence[str] | None = None) -> None:
    """Run the benchmark."""
    run = harness.start("muc4", "MUC-4 templates, all slots.", argv)
    predictions = [predict(row, report) for row, report in run.reports(arguments)]
    figures = harness.scored(run.rows, "templates", lambda gold: muc_full.score(gold, predictions))
    run.finish(predictions, figures)


if __name__ == "__main__":
    main()
