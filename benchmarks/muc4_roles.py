"""Five roles of MUC-4 incidents: perpetrators, targets, victims, weapons.

``python -m benchmarks.muc4_roles muc4_dev.jsonl``
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from benchmarks import harness
from benchmarks.muc_incidents import TYPES, Incident, incidents
from benchmarks.scoring import muc_roles
from benchmarks.scoring.basic import Row
from sayso import Report


def arguments(row: Row) -> harness.Arguments:
    """The text in capitals, as the agency sent it; the data set has it in small letters."""
    out = harness.text_of(row, date="doc_date")
    capitals = out["text"].upper()
    return out | {"text": capitals} if len(capitals) == len(out["text"]) else out


def predict(row: Row, report: Report | None) -> Row:
    """The report's incidents as templates."""
    found = incidents(report) if report else []
    return {"doc_id": row["doc_id"], "templates": [template(i) for i in found]}


def template(incident: Incident) -> Row:
    """One template."""

    def words(part: str) -> list[list[str]]:
        return _entities(f.words for f in incident.of(part))

    return {
        "incident_type": TYPES[incident.attack.type].lower(),
        "slots": {
            "PerpInd": words("perpetrator"),
            "PerpOrg": words("organisation"),
            "Target": words("target"),
            "Victim": _entities(f.words for f in incident.of("victim") if f.named),
            "Weapon": words("weapon"),
        },
    }


def _entities(names: Iterable[str]) -> list[list[str]]:
    return [[name] for name in names]


def main(argv: Sequence[str] | None = None) -> None:
    """Run the benchmark."""
    run = harness.start("muc4_roles", "MUC-4 templates, five roles.", argv)
    predictions = [predict(row, report) for row, report in run.reports(arguments)]
    figures = harness.scored(run.rows, "templates", lambda gold: muc_roles.score(gold, predictions))
    run.finish(predictions, figures)


if __name__ == "__main__":
    main()
