"""The 24 slots of MUC-4 templates: reports of conflict in Latin America, 1988 to 1991.

``python -m benchmarks.muc4 muc4_full_dev.jsonl``
"""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks import harness
from benchmarks.muc_incidents import BELIEFS, CATEGORIES, TYPES, Incident, incidents
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
    attack = incident.attack
    bodies, objects = incident.of("organisation"), incident.of("target")
    victims, weapons = incident.of("victim"), incident.of("weapon")
    return {
        "date": _date(incident, row),
        "location": _location(incident),
        "incident_type": [_fill(TYPES[attack.type])],
        "stage": [_fill(attack.stage.upper())],
        "perp_category": [_fill(CATEGORIES[attack.by])] if attack.by else [],
        "instrument_id": [_fill(w.words) for w in weapons],
        "instrument_type": [_fill(w.kind, w.words) for w in weapons if w.kind],
        "perp_individual": [_fill(p.words) for p in incident.of("perpetrator")],
        "perp_org": [_fill(b.words) for b in bodies],
        "perp_org_confidence": [_fill(BELIEFS[b.cast.belief or "fact"], b.words) for b in bodies],
        "phys_target": [_fill(o.words) for o in objects],
        "phys_target_type": [_fill(o.kind, o.words) for o in objects],
        "phys_target_effect": [_fill(o.outcome, o.words) for o in objects if o.outcome],
        "hum_target_name": [_fill(v.words) for v in victims if v.named],
        "hum_target_desc": [_fill(v.words) for v in victims if not v.named],
        "hum_target_type": [_fill(v.kind, v.words) for v in victims],
        "hum_target_number": [_fill(v.number, v.words) for v in victims],
        "hum_target_effect": [_fill(v.outcome, v.words) for v in victims if v.outcome],
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
