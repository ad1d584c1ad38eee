"""Even-handedness: what a reader says of A and B, with the two swapped.

Two readings are the same when nothing differs but the names: offsets are compared as the words that
they cut, the parties' own words as the letters A and B, their countries likewise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sayso.record import Report, Span, VoiceStep

PAIRS = {
    "groups": ("the Karun Front", "the Zagra Front"),
    "states": ("Norway", "Sweden"),
    "armies": ("Norwegian troops", "Ukrainian troops"),
}
"""Parties that take one another's place; each pair is of one kind, so that grammar stays right."""

_COUNTRY = {"Norway": "NOR", "Sweden": "SWE", "Norwegian troops": "NOR", "Ukrainian troops": "UKR"}

Read = Callable[[Iterable[str]], Iterable[Report]]


def fill(sentence: str, a: str, b: str) -> str:
    """A sentence about two parties."""
    text = sentence.format(A=a, B=b)
    return text[0].upper() + text[1:]


def differences(sentences: Sequence[str], read: Read) -> dict[tuple[str, str], list[str]]:
    """For each pair of parties and sentence, the parts of the record that differ when swapped."""
    out: dict[tuple[str, str], list[str]] = {}
    for pair, (a, b) in PAIRS.items():
        texts = [fill(s, *both) for s in sentences for both in ((a, b), (b, a))]
        reports = list(read(texts))
        for n, sentence in enumerate(sentences):
            one = without_names(reports[2 * n], a, b)
            other = without_names(reports[2 * n + 1], b, a)
            out[pair, sentence] = [part for part in one if one[part] != other[part]]
    return out


def without_names(report: Report, a: str, b: str) -> dict[str, Any]:
    """What was read, with A and B for the parties; offsets are given as the words that they cut."""
    called = {actor.id: actor for actor in report.actors}
    label = {s.id: f"s{n}" for n, s in enumerate(report.statements)}

    def words(span: Span) -> str:
        text = report.words(span)
        for name, letter in ((a, "A"), (b, "B")):
            for form in (name, name.removeprefix("the "), name[0].upper() + name[1:]):
                text = text.replace(form, letter)
        return text

    def actor(id_: str | None) -> str | None:
        return words(called[id_].mentions[0]) if id_ else None

    def country(code: str | None) -> str | None:
        letters = {_COUNTRY.get(a, a): "A", _COUNTRY.get(b, b): "B"}
        return letters.get(code or "", code)

    def voice(steps: tuple[VoiceStep, ...]) -> list[str]:
        return [label[s.statement] if s.statement else str(s.teller) for s in steps]

    return {
        "statements": [
            {
                "kind": s.kind,
                "stance": s.stance,
                "source": s.source and (words(s.source.span), actor(s.source.actor)),
                "anonymous": s.source and s.source.anonymous,
                "source_kind": s.source and s.source.kind,
                "medium": s.medium and words(s.medium.span),
                "hedges": [words(h) for h in s.hedges],
                "cue": [words(c) for c in s.cue],
                "content": [words(c) for c in s.content],
                "parent": s.parent and label[s.parent],
            }
            for s in report.statements
        ],
        "events": [
            {
                **e.model_dump(
                    include={"type", "mode", "cameo", "contexts", "status", "background"}
                ),
                "anchor": words(e.anchor),
                "actors": [actor(x) for x in e.actors],
                "recipients": [actor(x) for x in e.recipients],
                "tolls": [
                    (t.effect, t.phrase, t.low, t.best, t.high, t.who and words(t.who.span))
                    for t in e.tolls
                ],
                "voice": voice(e.voice),
                "same_as": e.same_as,
            }
            for e in report.events
        ],
        "actors": [
            (
                [words(m) for m in x.mentions],
                x.kind,
                country(x.country),
                x.sector,
                x.role,
                actor(x.member_of),
            )
            for x in report.actors
        ],
        "loaded": [(words(w.span), w.kind, voice(w.voice)) for w in report.loaded],
    }
