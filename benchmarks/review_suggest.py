"""How much of an event or a statement the desk fills in by itself from the words selected.

    python -m benchmarks.review_suggest reports.db

Each event and statement of a collection is taken out of its report and made again from its anchor
or content. What the suggestion has is compared with what the reader, which parses the text, had. It
is no measure of truth: both may be wrong.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

from sayso.record import Event, Report, Statement
from sayso.review.suggest import suggest
from sayso.store import Store

EVENT_FIELDS = ("type", "mode", "status", "time", "actors", "recipients", "places")


def event_fields(report: Report, event: Event) -> Iterator[tuple[str, bool]]:
    """Whether each field of an event is suggested as it was read; lists: whether one is shared.

    Fields that the reader left empty are left out.
    """
    others = tuple(
        e.model_copy(update={"same_as": None}) if e.same_as == event.id else e
        for e in report.events
        if e.id != event.id
    )
    _, value = suggest(report.model_copy(update={"events": others}), "event", event.anchor)
    for name in EVENT_FIELDS:
        read: Any = getattr(event, name)
        if isinstance(read, tuple):
            same = bool(set(read) & set(value[name]))
        else:
            same = read == value[name]
        if read:
            yield f"event {name}", same


def statement_fields(report: Report, statement: Statement) -> Iterator[tuple[str, bool]]:
    """The same for a statement with one stretch of content."""
    others = tuple(
        s.model_copy(update={"parent": None}) if s.parent == statement.id else s
        for s in report.statements
        if s.id != statement.id
    )
    bare = report.model_copy(update={"statements": others})
    _, value = suggest(bare, "statement", statement.content[0])
    yield "statement stance", value["stance"] == statement.stance
    yield "statement kind", value["kind"] == statement.kind
    if statement.source is not None and statement.source.actor is not None:
        source = value["source"] or {}
        yield "statement source", source.get("actor") == statement.source.actor
    if statement.cue:
        cue = value["cue"]
        yield "statement cue", any(a <= c[0] < b for c in cue for a, b in statement.cue)


def main() -> None:
    """Print how often each field is as it was read."""
    same: Counter[str] = Counter()
    of: Counter[str] = Counter()
    with Store.open(sys.argv[1], create=False) as store:
        for report in store.reports():
            found = [pair for e in report.events for pair in event_fields(report, e)]
            for statement in report.statements:
                if len(statement.content) == 1:
                    found += statement_fields(report, statement)
            of.update(name for name, _ in found)
            same.update(name for name, yes in found if yes)
    for name in of:
        print(f"{name:18} {same[name]:5} of {of[name]:5}  {same[name] / of[name]:.0%}")


if __name__ == "__main__":
    main()
