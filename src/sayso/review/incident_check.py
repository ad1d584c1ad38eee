"""Whether a decision about an incident can be carried out."""

from __future__ import annotations

from collections.abc import Mapping

from sayso.errors import Refused
from sayso.record import Incident
from sayso.review.decision import Decision
from sayso.review.incident_correction import check_value
from sayso.review.incident_groups import event_keys
from sayso.review.incident_values import FIELDS

ACTIONS = ("confirm", "correct", "reject", "note", "flag", "merge", "split", "undo")


def check(incident: Incident, decision: Decision) -> None:
    """Make sure that a decision can be carried out.

    Args:
        incident: As the person who decides sees it.
        decision: What they decide; its number and time do not matter.

    Raises:
        Refused: It cannot be, and why: an unknown field, a value of the wrong form, events that the
            incident does not have, a merge with itself.
    """
    action, path = decision.action, decision.path
    if action not in ACTIONS:
        raise Refused(
            f"{action} is nothing that can be done with an incident",
            source=incident.id,
            remedy=f"one of {', '.join(ACTIONS)}",
        )
    if path and path not in FIELDS:
        raise Refused(
            f"incidents have no field {path!r} to decide about",
            source=incident.id,
            remedy=f"one of {', '.join(FIELDS)}, or nothing for all of it",
        )
    if action in ("merge", "split", "reject") and path:
        raise Refused(
            f"only a whole incident can be {_PAST[action]}",
            source=incident.id,
            remedy="leave the path empty",
        )
    if action == "note" and not (decision.reason or "").strip():
        raise Refused("a note without words", source=incident.id, remedy="write them as reason")
    if action == "correct":
        _check_correction(incident, path, decision)
    elif action == "merge":
        _check_merge(incident, decision)
    elif action == "split":
        _check_split(incident, decision)


_PAST = {"merge": "merged", "split": "split", "reject": "rejected"}


def _check_correction(incident: Incident, path: str, decision: Decision) -> None:
    if not path:
        raise Refused(
            "no field to decide about", source=incident.id, remedy=f"one of {', '.join(FIELDS)}"
        )
    check_value(incident, path, decision.new)


def _check_merge(incident: Incident, decision: Decision) -> None:
    new = decision.new if isinstance(decision.new, Mapping) else {}
    if not isinstance(new.get("into"), str):
        raise Refused(
            "nothing to merge it with",
            source=incident.id,
            remedy='give {"into": "i_…", "events": […], "into_events": […]}',
        )
    if new["into"] == incident.id:
        raise Refused(
            "an incident cannot be merged with itself", source=incident.id, remedy="name another"
        )
    theirs = set(event_keys(new.get("into_events")))
    if not theirs:
        raise Refused(
            "it is not said which events the other incident has",
            source=incident.id,
            remedy="give them as into_events, so that the merge holds when ids change",
        )
    mine = _own_events(incident, decision)
    if not mine.isdisjoint(theirs):
        raise Refused(
            "some events are said to be in both",
            source=incident.id,
            remedy="look at the incidents again; they may be one already",
        )


def _check_split(incident: Incident, decision: Decision) -> None:
    mine = _own_events(incident, decision)
    if len(mine) == len(incident.events):
        raise Refused(
            "all of its events would be split off",
            source=incident.id,
            remedy="leave those out that are this incident",
        )


def _own_events(incident: Incident, decision: Decision) -> set[tuple[str, str]]:
    """The events of the incident that a decision names, which must be there."""
    new = decision.new if isinstance(decision.new, Mapping) else {}
    named = event_keys(new.get("events"))
    if not named:
        raise Refused(
            "it is not said which events are meant",
            source=incident.id,
            remedy='give {"events": [["r_…", "e1"], …]}',
        )
    have = {(e.report, e.event) for e in incident.events}
    strange = [f"{report}/{event}" for report, event in named if (report, event) not in have]
    if strange:
        raise Refused(
            f"the incident has no event {', '.join(strange)}",
            source=incident.id,
            remedy="look at it again; its events may have changed",
        )
    return set(named)
