"""Who tells of an event once a person added a statement, or said where one begins and ends."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sayso.record import Event, Report, Statement, Toll
from sayso.resolve.voices import Voices
from sayso.review.references import changed


def retold(
    report: Report,
    statements: Sequence[Statement],
    events: Sequence[Event],
    *,
    touched: Collection[str],
    settled: Collection[str],
) -> list[Event]:
    """Events with the tellers that they have by the statements as people left them.

    Only what a touched statement holds, or held, is told anew: all else keeps the machine's chain.

    Args:
        report: The report, for its outlet and blocks.
        statements: All of them, as they are now.
        events: All of them.
        touched: Ids of statements that people added, or whose extent or place they corrected.
        settled: Ids of events whose chain of tellers a person gave.
    """
    voices = Voices(report, statements)

    def number(toll: Toll) -> Toll:
        now = voices.innermost(toll.span)
        return changed(toll, statement=now) if {now, toll.statement} & set(touched) else toll

    out = []
    for event in events:
        chain = voices.chain(event.anchor)
        tellers = {step.statement for step in (*chain, *event.voice)}
        if event.id not in settled and tellers & set(touched):
            event = changed(event, voice=chain)
        out.append(changed(event, tolls=tuple(number(toll) for toll in event.tolls)))
    return out
