"""Links new reports with all that are remembered: what there is to write down afterwards.

The work is bounded by what the new reports touch: reports like them in words, happenings at their
places, and the incidents of these, which are clustered anew from the happenings in them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sayso.linking.assemble import assembled
from sayso.linking.copies.detours import without_detours
from sayso.linking.copies.find import new_copies
from sayso.linking.copies.fingerprints import Fingerprints, Known
from sayso.linking.incidents.affected import Scores, recluster
from sayso.linking.incidents.board import Board
from sayso.linking.incidents.contexts import Contexts
from sayso.linking.incidents.ids import Forward, forwards, with_ids
from sayso.linking.memory import EventKey, Memory, Note, Torn, note_of
from sayso.linking.moments import day, told_order
from sayso.linking.stories.pairs import Chances, story_pairs
from sayso.linking.stories.term_table import TermTable
from sayso.linking.uncollected import uncollected
from sayso.record import Copy, Incident, Origin, Report, TollRule


@dataclass(frozen=True)
class Linked:
    """What came of linking new reports.

    ``notes``, ``fingerprints``, ``table`` and ``chances`` are to be remembered; ``incidents`` take
    the place of those whose ids are in ``replaced``.
    """

    notes: tuple[Note, ...]
    """One a report, in the order of their numbers."""
    fingerprints: Fingerprints
    table: TermTable
    chances: Chances
    copies: tuple[Copy, ...]
    undone: frozenset[tuple[str, str]]
    """From and to of copies of before that only show that both took the words from a third."""
    replaced: frozenset[str]
    incidents: tuple[Incident, ...]
    origins: dict[str, tuple[Origin, ...]]
    """By incident."""
    forwards: tuple[Forward, ...]


@uncollected()
def add(
    reports: Sequence[Report],
    memory: Memory,
    *,
    rule: TollRule = "ucdp",
    before: Mapping[EventKey, str] | None = None,
    torn: Torn | None = None,
) -> Linked:
    """Link new reports.

    Args:
        reports: None of them remembered, each once.
        memory: All reports that were linked before.
        rule: How the tolls of an incident are combined to a range.
        before: Incidents that events of these reports were in when all is linked anew, whose ids
            are to stay.
        torn: What held together through these reports, as they read before.
    """
    first, torn = len(memory), torn or Torn()
    new = dict(enumerate(sorted(reports, key=told_order), first))
    known = _known(
        [*memory.days_and_outlets(), *((day(r.published) or 0, r.outlet) for r in new.values())]
    )
    live = first - len(memory.gone()) + len(new)
    again = memory.reports(torn.reports)
    found, fingerprints = new_copies({**again, **new}, memory.fingerprints(), known, memory.reports)
    fingerprints = fingerprints.without(np.array(sorted(again), dtype=np.uint32))
    number = dict(memory.numbers({id_ for copy in found for id_ in (copy.from_, copy.to)}))
    number.update({report.id: n for n, report in new.items()})
    old_copies = memory.copies([n for n in number.values() if n < first])
    was_there = {(c.from_, c.to) for c in old_copies}
    seen_first = [c for c in found if (c.from_, c.to) not in was_there]
    every_copy = without_detours([*old_copies, *seen_first])
    copies = tuple(c for c in every_copy if (c.from_, c.to) not in was_there)
    undone = was_there - {(c.from_, c.to) for c in every_copy}

    notes = {n: note_of(report) for n, report in new.items()}
    rows = TermTable.of([note.traits for note in notes.values()])
    board = Board(notes, memory)
    stories = story_pairs(
        {n: note.traits for n, note in notes.items()},
        TermTable.joined([memory.table(), rows]),
        memory.traits,
        live,
    )
    number.update(memory.numbers({id_ for c in old_copies for id_ in (c.from_, c.to)}))
    scores = Scores(
        board,
        stories.chances,
        every_copy,
        number,
        Contexts(stories.rarity),
        live,
    )
    fresh = [ref for n in notes for ref in board.refs(n)]
    ends = {id_ for c in copies for id_ in (c.from_, c.to)}.union(*undone)
    moved = torn.reports | {number[id_] for id_ in ends}
    touched = recluster(board, fresh, scores, memory, moved, undone, torn.incidents)
    was = {**(before or {}), **touched.before}
    shown = with_ids(
        [c for c in touched.clusters if c.shown], was, lambda id_: bool(memory.members([id_]))
    )
    tellers = {h.report_id for c in shown for h in c.happenings}
    carried = [c for c in carried_copies(tellers, copies, memory) if (c.from_, c.to) not in undone]
    old = memory.numbers(tellers.union(*((c.from_, c.to) for c in carried)))
    records = {report.id: report for report in memory.reports(old.values()).values()}
    records.update((report.id, report) for report in new.values())
    incidents, origins = assembled(shown, records, carried, memory.press(), rule)
    return Linked(
        notes=tuple(notes.values()),
        fingerprints=fingerprints,
        table=rows,
        chances=stories.chances,
        copies=copies,
        undone=frozenset(undone),
        replaced=frozenset(was.values()),
        incidents=incidents,
        origins=origins,
        forwards=tuple(forwards(shown, was)),
    )


def carried_copies(tellers: Collection[str], copies: Sequence[Copy], memory: Memory) -> list[Copy]:
    """The copies to and from some reports, and all that their text went through before.

    Args:
        tellers: Ids of the reports.
        copies: Those that are not remembered yet.
        memory: Has the others.
    """
    found: dict[tuple[str, str], Copy] = {(c.from_, c.to): c for c in copies}
    wanted, waiting = set(tellers), set(tellers)
    while waiting:
        found.update(((c.from_, c.to), c) for c in memory.copies(memory.numbers(waiting).values()))
        waiting = {c.from_ for c in found.values() if c.to in wanted} - wanted
        wanted |= waiting
    return list(found.values())


def _known(every: Sequence[tuple[int, str | None]]) -> Known:
    """Days and outlets of all reports as arrays, an outlet by a number."""
    number: dict[str, int] = {}
    outlets = [number.setdefault(o.casefold(), len(number)) if o else -1 for _, o in every]
    days = np.array([d for d, _ in every], dtype=np.int32)
    return Known(days, np.array(outlets, dtype=np.int32))
