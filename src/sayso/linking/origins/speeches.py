"""One speech that several reports quote: the same words in quotation marks have one speaker.

A report may name the speaker less fully than another ("an official"), or not at all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.linking.accounts.tellings import Telling
from sayso.linking.names import key_of, same_person
from sayso.linking.origins.press import Deep
from sayso.record import Span

SHARED = 5
"""Words in a row that two quotations must share to be of one speech."""


@dataclass(frozen=True)
class Quote:
    """Quoted words of a report."""

    report: str
    span: Span
    words: tuple[str, ...]


def one_speech(told: Sequence[Telling], deep: Sequence[Deep | None]) -> list[Deep | None]:
    """Give what several reports quote of one speech to the one who is named most fully for it.

    Args:
        told: The tellings of one incident.
        deep: The deepest teller of each.

    Returns:
        The deepest tellers, where a speech is shared that of its speaker.
    """
    out = list(deep)
    of_report: dict[str, list[int]] = defaultdict(list)
    for i, telling in enumerate(told):
        of_report[telling.report.id].append(i)
    for speech in _speeches(_quotes(told, of_report)):
        rests = sorted(
            i
            for quote in speech
            for i in of_report[quote.report]
            if deep[i] is not None and _rests_on(told[i], quote.span)
        )
        voices = {found.key: found for i in rests if (found := deep[i]) is not None}
        best = _speaker(list(voices.values()))
        if best is None:
            continue
        for i in rests:
            found = deep[i]
            if found is None or found.key == best.key:
                continue
            why = f"{told[i].report.id} quotes the same words, as of {found.name}"
            speech_of = replace(best, why=why, rules=("same_speech", *best.rules))
            for j in of_report[told[i].report.id]:
                other = deep[j]
                if j == i or (other is not None and other.key == found.key and not found.press):
                    out[j] = speech_of
    return out


def _quotes(told: Sequence[Telling], of_report: Mapping[str, Sequence[int]]) -> Iterator[Quote]:
    """The quotations of the reports that tell of an incident."""
    if len(of_report) < 2:
        return
    for report_id, held in of_report.items():
        parts = told[held[0]].parts
        for span, words in parts.quotations:
            if len(words) >= SHARED:
                yield Quote(report_id, span, words)


def _rests_on(telling: Telling, quote: Span) -> bool:
    """Whether a value stands in a quotation, or in the statement that the quotation is part of."""
    if quote[0] <= telling.span[0] < quote[1]:
        return True
    statement = telling.parts.statements.get(telling.statement) if telling.statement else None
    return statement is not None and any(
        a < quote[1] and quote[0] < b for a, b in statement.content
    )


def _speeches(quotes: Iterable[Quote]) -> list[list[Quote]]:
    """Quotations of different reports that share words in a row."""
    every = list(quotes)
    at: dict[tuple[str, ...], int] = {}
    group = list(range(len(every)))

    def root(n: int) -> int:
        while group[n] != n:
            group[n] = group[group[n]]
            n = group[n]
        return n

    for n, quote in enumerate(every):
        for k in range(len(quote.words) - SHARED + 1):
            first = at.setdefault(quote.words[k : k + SHARED], n)
            group[root(n)] = root(first)
    found: Mapping[int, list[Quote]] = defaultdict(list)
    for n, quote in enumerate(every):
        found[root(n)].append(quote)
    return [held for held in found.values() if len({q.report for q in held}) > 1]


def _speaker(voices: Sequence[Deep]) -> Deep | None:
    """The one speaker of a speech: the named before the described, these before the unnamed.

    None when two are named for it that are not one: two bodies may well say the same.
    """
    if len(voices) < 2:
        return None
    named = [d for d in voices if d.named]
    bodies = [d for d in voices if d.kind == "source" and not d.named and not d.person]
    clear = named or bodies
    best = max(clear or voices, key=lambda d: (not d.press, d.kind == "source", len(d.name), d.key))
    if any(not _one(best, d) for d in clear) or (named and any(not _near(best, d) for d in bodies)):
        return None
    return best


def _one(best: Deep, other: Deep) -> bool:
    return (
        best.key == other.key
        or key_of(best.name) == key_of(other.name)
        or same_person(best.name, other.name)
        or (best.person != other.person)
    )


def _near(best: Deep, body: Deep) -> bool:
    """Whether a person may speak for a body that another report names instead."""
    return best.person or same_person(best.name, body.name)
