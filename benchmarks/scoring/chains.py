"""Chains of tellers: statements with all that they stand in, and the voices of events.

- ``statements``: gold and found statements paired one to one by content, as PolNeAR's soft
  relation (content token F1 of at least one half, sources that overlap or are both missing).
- ``chains``: one a statement, from the outermost teller to it; right when every level is paired
  with the gold one and there are as many levels.
- ``inner``: the same of chains of two or more levels.
- ``voices``: one an event of the gold; right when the chain behind its naming word is the gold
  one.
- ``pronouns``: gold statements whose source is a pronoun; right when the actor that it is resolved
  to is also called what the gold calls it, or mentioned in another source of that actor. ``found``
  counts only statements that were found.
- ``kind``, ``stance``, ``source_kind``, ``anonymous``, ``medium``: share right of paired ones.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.gold import GoldReport, GoldStatement
from benchmarks.scoring.attribution import HALF, SOURCE_WEIGHT, Text
from benchmarks.scoring.basic import Figures, Tally, pair, percent
from sayso.record import Report, Span, Statement

PRONOUNS = frozenset("he she they it i we who him her them his their these those both".split())
_WORD = re.compile(r"\w+")
_SMALL = frozenset("the a an of in for at on and to his her their its".split())


@dataclass
class Misses:
    """What was wrong, in words, for a person to read."""

    lines: list[str] = field(default_factory=list)


@dataclass
class _Scores:
    statements: Tally = field(default_factory=Tally)
    chains: Tally = field(default_factory=Tally)
    inner: Tally = field(default_factory=Tally)
    counts: dict[str, list[bool]] = field(default_factory=dict)

    def count(self, name: str, *, right: bool) -> None:
        self.counts.setdefault(name, []).append(right)


def score(gold: Sequence[GoldReport], found: Sequence[Report]) -> tuple[Figures, list[str]]:
    """Figures over pairs of gold and read reports, and the misses in words."""
    scores, misses = _Scores(), Misses()
    for g, r in zip(gold, found, strict=True):
        _score_one(g, r, scores, misses)
    shares = {
        name: {"right": percent(sum(rows) / len(rows)), "of": len(rows)}
        for name, rows in sorted(scores.counts.items())
    }
    figures = {
        "statements": scores.statements.figures(),
        "chains": scores.chains.figures(),
        "inner": scores.inner.figures(),
    }
    return figures | shares, misses.lines


def _score_one(g: GoldReport, r: Report, scores: _Scores, misses: Misses) -> None:
    ours = list(r.statements)
    theirs = list(g.statements.values())
    partner = _pairs(g, theirs, ours)
    back = {s: t for t, s in partner.items()}
    scores.statements.add(len(partner), len(ours), len(theirs))
    parents = {s.id: s.parent for s in ours}

    def our_chain(statement: str | None) -> list[str]:
        out: list[str] = []
        while statement is not None:
            out.insert(0, statement)
            statement = parents[statement]
        return out

    def same(gold_chain: Sequence[str], our: Sequence[str]) -> bool:
        return len(gold_chain) == len(our) and all(
            partner.get(a) == b for a, b in zip(gold_chain, our, strict=True)
        )

    right = right_inner = 0
    for t in theirs:
        chain, mine = g.chain(t.id), partner.get(t.id)
        ok = mine is not None and same(chain, our_chain(mine))
        right += ok
        right_inner += ok and len(chain) > 1
        if not ok:
            misses.lines.append(f"{g.id} chain {t.id}: {_words(g, t)}")
        _count_fields(g, t, next((s for s in ours if s.id == mine), None), r, scores, misses)
    deep = sum(len(our_chain(s.id)) > 1 for s in ours)
    scores.chains.add(right, len(ours), len(theirs))
    scores.inner.add(right_inner, deep, sum(len(g.chain(t.id)) > 1 for t in theirs))
    misses.lines += [
        f"{g.id} not in gold: {r.words(s.source.span) if s.source else None} | "
        f"{[r.words(c) for c in s.cue]} | {[r.words(c) for c in s.content]} (parent {s.parent})"
        for s in ours
        if s.id not in back
    ]
    voices = _Voices(r)
    for span, voice in g.events:
        ok = same(g.chain(voice), voices.chain(span))
        scores.count("voices", right=ok)
        if not ok:
            misses.lines.append(f"{g.id} voice of {g.text[slice(*span)]!r}: {voice}")


def _words(g: GoldReport, t: GoldStatement) -> str:
    parts = {n: [g.text[slice(*s)] for s in getattr(t, n)] for n in ("source", "cue", "content")}
    return f"{parts['source']} | {parts['cue']} | {parts['content']} (parent {t.parent})"


class _Voices:
    """The statements around a span, as the reader of records sees them."""

    def __init__(self, report: Report) -> None:
        from sayso.resolve.voices import Voices

        self._voices = Voices(report, report.statements)

    def chain(self, span: Span) -> list[str]:
        return [step.statement for step in self._voices.chain(span) if step.statement]


def _pairs(
    g: GoldReport, theirs: Sequence[GoldStatement], ours: Sequence[Statement]
) -> dict[str, str]:
    text = Text(g.text)
    gold = [
        text.attribution({"source": t.source, "cue": t.cue, "content": t.content}) for t in theirs
    ]
    found = [
        text.attribution(
            {"source": [s.source.span] if s.source else [], "cue": s.cue, "content": s.content}
        )
        for s in ours
    ]
    scores: dict[tuple[int, int], float] = {}
    for i, a in enumerate(gold):
        for j, b in enumerate(found):
            content = _overlap(a.roles["content"], b.roles["content"])
            sources = a.roles["source"], b.roles["source"]
            agree = bool(sources[0] & sources[1]) or not any(sources)
            cue = bool(a.roles["cue"] & b.roles["cue"])
            if content >= HALF and agree:
                scores[i, j] = content + SOURCE_WEIGHT * cue
    return {theirs[i].id: ours[j].id for i, j in pair(scores)}


def _overlap(a: frozenset[int], b: frozenset[int]) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 0.0


def _count_fields(
    g: GoldReport,
    t: GoldStatement,
    s: Statement | None,
    r: Report,
    scores: _Scores,
    misses: Misses,
) -> None:
    words = " ".join(g.text[slice(*span)] for span in t.source).casefold()
    pronoun = words in PRONOUNS and t.actor is not None
    if s is None:
        if pronoun:
            scores.count("pronouns", right=False)
        return

    def field(name: str, want: object, got: object) -> None:
        scores.count(name, right=want == got)
        if want != got:
            misses.lines.append(f"{g.id} {name} of {t.id} is {want}, not {got}: {_words(g, t)}")

    field("kind", t.kind, s.kind)
    field("stance", t.stance, s.stance)
    if t.source and s.source:
        field("source_kind", t.source_kind, s.source.kind)
        field("anonymous", t.anonymous, s.source.anonymous)
    if t.medium or s.medium:
        near = bool(t.medium and s.medium) and any(
            a < s.medium.span[1] and s.medium.span[0] < b  # type: ignore[union-attr]
            for a, b in t.medium
        )
        scores.count("medium", right=near)
        if not near:
            want = [g.text[slice(*span)] for span in t.medium]
            got = r.words(s.medium.span) if s.medium else None
            misses.lines.append(f"{g.id} medium of {t.id} is {want}, not {got!r}: {_words(g, t)}")
    if pronoun:
        ok = _is_called(r, s, t.actor or "") or _stands_for(g, t, r, s)
        scores.count("pronouns", right=ok)
        scores.count("pronouns.found", right=ok)
        if not ok:
            actor = next((a for a in r.actors if s.source and a.id == s.source.actor), None)
            misses.lines.append(f"{g.id} pronoun {words} of {t.id}: {t.actor}, not "
                                f"{actor.name if actor else None}")  # fmt: skip


def _is_called(r: Report, s: Statement, name: str) -> bool:
    """Whether the actor of a source is also called by at least half of the words of a name."""
    actor = next((a for a in r.actors if s.source and a.id == s.source.actor), None)
    if actor is None:
        return False
    wanted = _name_words(name)
    called = [actor.name, *(r.words(m) for m in actor.mentions)]
    return any(_overlap(wanted, _name_words(c)) >= HALF for c in called)


def _stands_for(g: GoldReport, t: GoldStatement, r: Report, s: Statement) -> bool:
    """Whether the actor of a source is mentioned in another source that the gold gives to it."""
    actor = next((a for a in r.actors if s.source and a.id == s.source.actor), None)
    others = [o.source[0] for o in g.statements.values() if o.source and o.actor == t.actor]
    named = [o for o in others if g.text[slice(*o)].casefold() not in PRONOUNS]
    return actor is not None and any(
        a < end and start < b for a, b in actor.mentions for start, end in named
    )


def _name_words(name: str) -> frozenset[int]:
    return frozenset(hash(w) for w in _WORD.findall(name.casefold()) if w not in _SMALL)
