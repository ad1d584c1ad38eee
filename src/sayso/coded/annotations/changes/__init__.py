"""What a file asks to be decided about a report.

It is the difference between what the file says and what an export of the report, as the person has
it, would say. So what a format cannot hold is never changed, and a file that was taken is not
taken again: there is no difference any more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sayso.coded.annotations.changes.context import (
    EVERYTHING,
    Change,
    Context,
    Coverage,
    added_first,
    coverage,
)
from sayso.coded.annotations.changes.events import compare_events
from sayso.coded.annotations.changes.identity import identify
from sayso.coded.annotations.changes.mentioned import compare_mentioned
from sayso.coded.annotations.changes.statements import compare_statements
from sayso.coded.annotations.finding import comparable
from sayso.coded.annotations.form import CodedReport, Mark
from sayso.coded.annotations.graph import Graph, attach, of_file, of_record
from sayso.coded.annotations.labels import FOLLOWS, Labels
from sayso.coded.annotations.pairing import Pairs
from sayso.coded.annotations.placing import placed
from sayso.errors import Refused
from sayso.export.annotations import annotated
from sayso.record import Report
from sayso.review.apply import Reviewed
from sayso.review.paths import KINDS
from sayso.store.snapshot import Read

__all__ = ["EVERYTHING", "Asked", "Change", "Coverage", "asked", "coverage"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a file asks for of one report.

    Attributes:
        changes: What is to be decided, in an order in which it can be.
        refused: What of the file cannot be taken.
        file: What the file marks, in the report's text.
        record: What the record marks.
    """

    changes: tuple[Change, ...]
    refused: tuple[Refused, ...]
    file: Graph
    record: Graph


def asked(
    coded: CodedReport, view: Reviewed, machine: Report, labels: Labels, covered: Coverage
) -> Asked:
    """Compare a file with a report.

    Args:
        coded: What the file says of it.
        view: The report as the person has it.
        machine: The reading that decisions are about.
        labels: What the file's labels mean.
        covered: What the files speak of at all.
    """
    text = comparable(view.report.text)
    marks, refused = placed(coded, view.report.text)
    file, unknown, strange = of_file(marks, coded.links, labels, text)
    record = of_record(annotated(Read(_with_rejected(view), {})), text)
    attach(file, text, covered.links)
    gone = frozenset(f"{kind}.{item.id}" for kind in KINDS for item in view.rejected.get(kind, ()))
    if refused or unknown:  # what is not there may be what could not be placed
        covered = Coverage(covered.layers, covered.links, keep=True)
    whole = any(mark.path is not None for mark in coded.marks)
    context = Context(
        coded, view, machine, text, file, record, Pairs(file, record, gone), covered, whole
    )
    read = of_record(annotated(Read(machine, {})), text)
    context.read_values = {key: mark.values for key, mark in read.marks.items()}
    context.refused += refused
    _unknown(context, unknown, [link.label for link in strange])
    identify(context)
    compare_mentioned(context)
    compare_statements(context)
    compare_events(context)
    _fields(context)
    _following(context, read)
    for mark in file.lonely:
        if mark.path is not None or context.pairs.of_file[mark.key]:
            continue  # what it was part of is gone, or was taken off it
        why = f"{mark.label or mark.layer}: nothing says what it belongs to"
        context.refuse(why, mark, "link it in the tool")
    for link in file.strange:
        why = f"{link.label} cannot be from {link.start} to {link.end}"
        context.refuse(why, None, "see docs/howto-import.md")
    return Asked(tuple(added_first(context.changes)), tuple(context.refused), file, record)


def _with_rejected(view: Reviewed) -> Report:
    """The report with what was rejected, so that it is known again."""
    back: dict[str, Any] = {
        kind: (*getattr(view.report, kind), *view.rejected.get(kind, ())) for kind in KINDS
    }
    return view.report.model_copy(update=back)


def _unknown(context: Context, marks: list[Mark], relations: list[str]) -> None:
    """Labels that nothing is known of, each once."""
    for label in dict.fromkeys(mark.label for mark in marks):
        context.refuse(f"the label {label!r} is not known", None, "say with --map what it is")
    for label in dict.fromkeys(relations):
        context.refuse(f"the relation {label!r} is not known", None, "say with --map what it is")


def _fields(context: Context) -> None:
    """Fields of the report itself, which records have."""
    for name, value in context.coded.fields.items():
        now = getattr(context.view.report, name)
        if now != value:
            context.changes.append(Change("correct", name, now, value))


def _following(context: Context, machine: Graph) -> None:
    """Attacks, totals and wording follow from the rest: a file cannot change them."""
    if context.covered.keep:
        return
    for layer in FOLLOWS:
        if not context.removes(layer):
            continue
        now = {(m.label, m.at) for m in context.record.of(layer)}
        read = {(m.label, m.at) for m in machine.of(layer)}
        given = {(m.label, m.at): m for m in context.file.of(layer)}
        changed = [given[key] for key in given if key[1] and key not in now | read]
        missing = [key for key in now & read if key[1] and key not in given]
        if changed or missing:
            context.refuse(
                f"{len(changed)} of {layer} are new and {len(missing)} gone: they follow from the "
                "events and words",
                changed[0] if changed else None,
                "change the events, or reject the wording at the desk",
            )
