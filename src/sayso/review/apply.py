"""What a report is with what people decided about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sayso.errors import Refused
from sayso.record import Event, Record, Report
from sayso.review.decision import Decision
from sayso.review.draft import Draft
from sayso.review.event_types import check_type
from sayso.review.holding import holding
from sayso.review.marks import Mark, State
from sayso.review.paths import KINDS, Path, parse_path
from sayso.review.references import OUTER


@dataclass(frozen=True, slots=True)
class Lost:
    """A decision about something that the record does not have.

    Attributes:
        decision: What was decided.
        why: Why it has no place, for a person to read.
    """

    decision: Decision
    why: str


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A report with decisions applied.

    Attributes:
        report: The report as it is with them; always a valid record.
        rejected: Objects that were rejected, by collection, as they were by then.
        marks: How each path stands that something was decided about.
        done: Whether it was gone through.
        dismissed: Whether it was rejected as a whole; its objects are still in ``report``.
        flagged: Whether somebody wants another look at anything in it.
        lost: Decisions that have no place in it.
    """

    report: Report
    rejected: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    marks: Mapping[str, Mark] = field(default_factory=dict)
    done: bool = False
    dismissed: bool = False
    flagged: bool = False
    lost: tuple[Lost, ...] = ()


def applied(report: Report, decisions: Iterable[Decision]) -> Reviewed:
    """What a report is with decisions about it.

    They are carried out in the order in which they were made, so that of several about one path
    the latest counts. What was rejected takes later corrections too and is back with them once it
    is confirmed. A correction never touches the words of the report, and a corrected value has no
    words of the machine as evidence.

    Args:
        report: The machine's reading.
        decisions: About this reading (see :mod:`sayso.review.align` for others), of one person or
            of several; undone and replaced ones are left out here.
    """
    draft = Draft(report)
    marks = _Marks(report)
    lost: list[Lost] = []
    for run in _runs(decisions):
        for decision in reversed(run):
            try:
                draft.do(decision)
            except Refused as refused:
                lost.append(Lost(decision, refused.message))
            else:
                marks.take(decision)
                break
    rejected: dict[str, tuple[Any, ...]] = {
        **{kind: tuple(draft.rejected[kind].values()) for kind in KINDS},
        "loaded": tuple(draft.off[i] for i in sorted(draft.off)),
    }
    whole = marks.of.get("")
    return Reviewed(
        report=draft.report(),
        rejected={kind: items for kind, items in rejected.items() if items},
        marks=marks.of,
        done=whole is not None and whole.state is not None,
        dismissed=whole is not None and whole.state == "rejected",
        flagged=any(mark.flagged for mark in marks.of.values()),
        lost=tuple(lost),
    )


def _runs(decisions: Iterable[Decision]) -> Iterator[list[Decision]]:
    """Those that count, in the order of deciding; adjudicators have the last word.

    Corrections of one field in a row are one run, of which the last is enough, unless the field
    says what an object stands in: there what comes between may depend on it.
    """
    held = sorted(holding(decisions), key=lambda d: d.stage == "adjudication")
    runs: dict[int, list[Decision]] = {}  # in the order of their last
    latest: dict[str, int] = {}
    for d in held:
        thing, _, name = d.path.rpartition(".")
        thing = thing if "." in thing else d.path
        before = runs.get(latest.get(thing, 0), ())
        again = before and (before[-1].action, before[-1].path) == (d.action, d.path)
        if again and d.action == "correct" and name not in OUTER.values():
            runs[d.number] = [*runs.pop(latest[thing]), d]
        else:
            runs[d.number] = [d]
        if d.action not in ("note", "flag"):
            latest[thing] = d.number
    return iter(runs.values())


class _Marks:
    """The marks of a record, kept up decision by decision."""

    def __init__(self, report: Report) -> None:
        self.of: dict[str, Mark] = {}
        self._report = report
        self._machine: dict[str, dict[str, Any]] = {}

    def take(self, d: Decision) -> None:
        """Note what was decided."""
        before = self.of.get(d.path, Mark(None))
        if d.action == "note":
            self.of[d.path] = replace(before, notes=(*before.notes, d))
        elif d.action == "flag":
            self.of[d.path] = replace(before, flagged=d.new is not False)
        elif d.action == "confirm" and before.state in ("corrected", "added", "merged", "split"):
            pass  # right as it is now, and what it is now a person made
        else:
            self._decided(d, before)

    def _decided(self, d: Decision, before: Mark) -> None:
        states: dict[str, State] = {
            "confirm": "confirmed", "correct": "corrected", "reject": "rejected",
            "add": "added", "merge": "merged", "split": "split",
        }  # fmt: skip
        old = self._value(parse_path(d.path), d.new) if d.action == "correct" else None
        state = states[d.action]
        if d.action == "correct" and old == d.new and old is not None:
            state, old = "confirmed", None  # back to what the machine had
        self.of[d.path] = replace(
            before, state=state, by=d.who, made=d.made, reason=d.reason, old=old
        )
        if d.action == "split":
            path = parse_path(d.path)
            self.of[str(Path(path.kind, d.new["id"]))] = Mark("added", d.who, d.made)

    def _value(self, path: Path, new: Any) -> Any:
        """What the machine had there, as JSON has it."""
        if path.kind is None:
            return getattr(self._report, path.field or "")
        by_id = self._machine.get(path.kind)
        if by_id is None:
            by_id = {item.id: item for item in getattr(self._report, path.kind)}
            self._machine[path.kind] = by_id
        item: Record | None = by_id.get(path.id or "")
        if item is None:
            return None
        names = {path.field} if path.field else set(new)
        values = item.model_dump(mode="json", include=names)
        return values[path.field] if path.field else values


def check(view: Report | Reviewed, decision: Decision) -> None:
    """Whether a decision can be applied.

    Args:
        view: The report as the person who decides sees it.
        decision: What they decide; its number and time do not matter.

    Raises:
        Refused: It cannot be, and why: an unknown path, a value of the wrong form, an object that
            is not there, a span outside of the text, a circle.
    """
    reviewed = view if isinstance(view, Reviewed) else Reviewed(view)
    draft = Draft(reviewed.report, reviewed.rejected)
    path = parse_path(decision.path)
    if decision.action == "correct" and path.kind and path.id in draft.rejected[path.kind]:
        raise Refused(f"{path.id} was rejected", place=decision.path, remedy="confirm it first")
    if decision.action == "note" and not (decision.reason or "").strip():
        raise Refused("a note without words", place=decision.path, remedy="write them as reason")
    if decision.action == "add" and path.kind and path.id in draft.objects[path.kind]:
        raise Refused("there is one of that id", place=decision.path, remedy="take another id")
    draft.do(decision)
    if path.kind == "events" and decision.action in ("correct", "add"):
        _check_type(reviewed.report, draft.objects["events"][path.id or ""], path, decision)
    if path.kind and path.id in draft.objects[path.kind]:
        unknown = draft.unknown(draft.objects[path.kind][path.id])
        if unknown is not None:
            raise Refused(
                f"the report has no {unknown}", place=decision.path, remedy="name one that it has"
            )


def _check_type(report: Report, event: Event, path: Path, decision: Decision) -> None:
    names = {path.field} if path.field else set(decision.new)
    if names & {"type", "mode"}:
        check_type(report, event)
