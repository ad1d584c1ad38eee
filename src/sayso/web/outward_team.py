"""What several people made of reports, as it goes over the wire."""

from __future__ import annotations

from collections.abc import Mapping

from sayso import desk
from sayso.record import Report
from sayso.review import adjudication as review
from sayso.web.wire.overview import (
    Adjudication,
    AdjudicationLine,
    Agreement,
    CodedValue,
    Disputed,
    FieldAgreement,
    Note,
    Pace,
)


def adjudication_out(found: review.Adjudication) -> Adjudication:
    """A report that several people went through."""
    return Adjudication(
        report=found.report,
        coders=list(found.coders),
        places=[_disputed(place) for place in found.places],
        notes=[
            Note(who=d.who, path=d.path, words=d.reason or "", made=d.made) for d in found.notes
        ],
        done=found.done,
    )


def adjudication_line(report: Report, found: review.Adjudication) -> AdjudicationLine:
    """Such a report in a list."""
    return AdjudicationLine(
        report=report.id,
        title=report.title,
        outlet=report.outlet,
        published=report.published,
        coders=list(found.coders),
        disputed=found.disputed,
        done=found.done,
    )


def agreement_out(found: desk.Coding, roles: Mapping[str, str]) -> Agreement:
    """Agreement and pace.

    Args:
        found: What the desk says.
        roles: Of those who have an account.
    """
    return Agreement(
        fields=[FieldAgreement.model_validate(field) for field in found.fields],
        pace=[
            Pace.model_validate(
                {
                    "who": each.who,
                    "role": roles.get(each.who),
                    "reports": each.reports,
                    "decisions": each.decisions,
                    "undone": each.undone,
                    "seconds_a_report": each.seconds_a_report,
                    "last": each.last,
                }
            )
            for each in found.pace
        ],
        double=found.double,
        adjudicated=found.adjudicated,
    )


def _disputed(place: review.Compared) -> Disputed:
    return Disputed(
        path=place.path,
        machine=place.machine,
        values=[CodedValue.model_validate(value) for value in place.values],
        agreed=place.agreed,
        chosen=None if place.chosen is None else CodedValue.model_validate(place.chosen),
    )
