"""How an incident came about, as a document of PROV."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from prov.identifier import QualifiedName
from prov.model import ProvDocument

from sayso.export.prov.document import SPACES, Document, token
from sayso.review.decision import Decision
from sayso.store.provenance import LinkingMade, Step
from sayso.store.snapshot import Told

INCIDENT = SPACES["incident"]


def incident_document(
    told: Told,
    steps: Sequence[Step],
    decisions: Mapping[int, Decision],
    people: Mapping[str, str],
) -> ProvDocument:
    """How an incident came about.

    Args:
        told: The incident as it counts.
        steps: Its changes, the earliest first; none for an incident of the machine's alone.
        decisions: The decisions of these, by number.
        people: What each person is called.
    """
    out = Document(people)
    id_ = token(told.incident.id)
    own = INCIDENT[id_]
    out.entity(own, "Incident", rule=_rule(told))
    for report in told.reports:
        name = SPACES["report"][token(report)]
        out.entity(name, "Report")
        out.prov.wasDerivedFrom(own, name)
    before: QualifiedName | None = None
    for step in steps:
        activity = _activity(out, step, decisions)
        if not step.there:
            if before is not None and activity is not None:
                out.prov.wasInvalidatedBy(before, activity, step.made)
            continue
        version = INCIDENT[f"{id_}@{step.number}"]
        out.entity(version, "Incident", change=step.what)
        if activity is not None:
            out.prov.wasGeneratedBy(version, activity, step.made)
        if before is not None:
            out.prov.wasRevisionOf(version, before)
        before = version
    if before is not None:
        out.prov.specializationOf(before, own)
    return out.prov


def _activity(out: Document, step: Step, decisions: Mapping[int, Decision]) -> QualifiedName | None:
    """What made a change; None: people, and which decision it was is not known."""
    if step.linking is not None:
        return _linking(out, step.linking)
    decision = decisions.get(step.decision or 0)
    return None if decision is None else out.decision(decision).identifier


def _linking(out: Document, linking: LinkingMade) -> QualifiedName:
    name = SPACES["linking"][str(linking.number)]
    activity = out.activity(name, "Linking", linking.made, rule=linking.rule)
    out.prov.wasAssociatedWith(activity, out.software("sayso", linking.version))
    return activity


def _rule(told: Told) -> str | None:
    """By which rule the figures of its origins make one range."""
    return next((toll.rule for toll in told.incident.tolls.values()), None)
