"""What is said of who did it without telling it again: "the Front claimed responsibility".

Such a statement holds no event of its own. It is about the happening that the report has just told.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping

from sayso.linking.accounts.tellings import Telling
from sayso.linking.incidents.clusters import SHOWN
from sayso.linking.incidents.happenings import TOLD, Happening
from sayso.linking.parts import Parts
from sayso.record import Actor, Event, Statement, VoiceStep

_ANSWERING = frozenset({"claims", "denies", "accuses", "confirms"})
_RESPONSIBLE = re.compile(r"\bresponsib(?:le|ility)\b", re.IGNORECASE)
_PART_IN_IT = re.compile(
    r"\b(?:involvement|involved|responsib(?:le|ility)|any\s+(?:role|part|hand|link)|accusations?|"
    r"allegations?|charges?|behind\s+(?:it|the))\b",
    re.IGNORECASE,
)
_BLAMING = re.compile(r"\b(?:blam|accus)\w+\b", re.IGNORECASE)
_SHORT = 60
"""Characters of a denial's content: more than "any involvement" says what else is denied."""


def answers(happening: Happening, parts: Parts) -> Iterator[Telling]:
    """Who claims a happening, denies a part in it, or is blamed for it, in as many words.

    Args:
        happening: A happening of a report.
        parts: The report.

    Yields:
        Tellings of ``actors``.
    """
    answering = [s for s in parts.report.statements if s.source and s.stance in _ANSWERING]
    if not answering:
        return
    events = sorted(
        (e for e in parts.report.events if e.type in SHOWN and e.status in TOLD),
        key=lambda e: e.anchor,
    )
    starts = [e.anchor[0] for e in events]
    mine = set(happening.events)
    for statement in answering:
        source = statement.source
        assert source is not None  # noqa: S101 - those without one are left out above
        at = source.span[0]
        if any(a <= start < b for a, b in statement.content for start in starts):
            continue  # it tells an event itself
        here = bisect_left(starts, at) - 1
        if here < 0 or events[here].id not in mine:
            continue
        for actor, denied in _said(statement, parts):
            yield Telling(
                field="actors",
                value=actor,
                shown=actor.name,
                parts=parts,
                event=events[here],
                steps=_chain(statement, events[here], parts.statements),
                span=source.span,
                denied=denied,
            )


def _said(statement: Statement, parts: Parts) -> Iterator[tuple[Actor, bool]]:
    """Whom a statement names as the one who did it, and whether it denies that."""
    report, source = parts.report, statement.source
    speaker = parts.actors.get(source.actor) if source and source.actor else None
    content = " ".join(report.words(span) for span in statement.content)
    cue = " ".join(report.words(span) for span in statement.cue)
    if statement.stance == "denies":
        if speaker and len(content) <= _SHORT and _PART_IN_IT.search(content):
            yield _body_of(speaker, parts), True
    elif _RESPONSIBLE.search(f"{cue} {content}"):
        if speaker and re.search(r"\bclaim|\btook\b|\btaken\b|\badmit", cue, re.IGNORECASE):
            yield _body_of(speaker, parts), False
    elif statement.stance == "accuses" and _BLAMING.search(cue):
        for event in parts.report.events:
            if event.type == "ACCUSE" and _of(event, statement):
                yield from ((parts.actors[a], False) for a in event.recipients if a in parts.actors)


def _of(event: Event, statement: Statement) -> bool:
    """Whether a verbal event is the statement's own cue."""
    return any(a <= event.anchor[0] < b for a, b in statement.cue)


def _body_of(speaker: Actor, parts: Parts) -> Actor:
    body = parts.actors.get(speaker.member_of) if speaker.member_of else None
    return body or speaker


def _chain(
    statement: Statement, event: Event, statements: Mapping[str, Statement]
) -> tuple[VoiceStep, ...]:
    """The tellers of the report, then the statements around and including one."""
    chain: list[VoiceStep] = []
    seen: set[str] = set()
    at: str | None = statement.id
    while at is not None and at in statements and at not in seen:
        seen.add(at)
        chain.append(VoiceStep(statement=at))
        at = statements[at].parent
    return (*(s for s in event.voice if s.statement is None), *reversed(chain))
