"""Decisions carried out on a report in memory, to see what comes of them."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.coded.annotations.changes import Change
from sayso.errors import Refused
from sayso.record import Report
from sayso.review.apply import Reviewed
from sayso.review.decision import Decision
from sayso.review.draft import Draft
from sayso.review.event_types import check_type
from sayso.review.paths import parse_path

_TYPED = (None, "type", "mode")


def tried(
    view: Reviewed, changes: Iterable[Change]
) -> tuple[Report, list[Change], list[tuple[Change, Refused]]]:
    """The report with the changes, which of them can be, and why the others cannot.

    Args:
        view: The report before.
        changes: In order.
    """
    draft = Draft(view.report, view.rejected)
    done: list[Change] = []
    refused: list[tuple[Change, Refused]] = []
    for change in changes:
        try:
            _check(draft, view.report, change)
            done.append(change)
        except Refused as error:
            refused.append((change, error))
    return draft.report(), done, refused


def _check(draft: Draft, report: Report, change: Change) -> None:
    decision = Decision(
        number=0,
        made="",
        who="",
        action=change.action,
        record=report.id,
        path=change.path,
        reading=None,
        old=change.old,
        new=change.new,
        reason=None,
        replaces=None,
        current=True,
    )
    path = parse_path(change.path)
    if path.kind == "events" and change.action in ("correct", "add") and path.field in _TYPED:
        # a type that there is not is known before anything is changed
        trial = Draft(draft.report())
        trial.do(decision)
        check_type(report, trial.objects["events"][path.id or ""])
    draft.do(decision)
