"""On whose say-so: statements with their places in one another, and the chain behind a span."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from sayso.extract.mentions import StatementMention
from sayso.record import Medium, Report, Source, SourceKind, Span, Spans, Statement, VoiceStep
from sayso.resolve.actors import Cast


def assemble_statements(mentions: Sequence[StatementMention], cast: Cast) -> tuple[Statement, ...]:
    """Statements with ids, actors and parents, in the order in which the text brings them.

    Args:
        mentions: What the extractor found.
        cast: The report's actors, and which of them each phrase stands for.

    Returns:
        A statement's parent is the one whose content holds its cue, the innermost if several do. A
        pronoun or short description of an anonymous source is anonymous too.
    """
    actor_of = cast.of
    ordered = sorted(mentions, key=lambda m: (_start(m), m.inside is not None, -_end(m)))
    unnamed = {actor_of.get(m.source) for m in mentions if m.source and m.anonymous} - {None}
    kinds = _kinds(mentions, cast)
    body_of: dict[str | None, str | None] = {a.id: a.member_of for a in cast.actors}
    ids = [f"s{i}" for i in range(1, len(ordered) + 1)]
    index = _Containment([m.content for m in ordered])
    by_cue = {m.cue[0]: n for n, m in enumerate(ordered) if m.cue}
    parents = [
        by_cue[m.inside] if m.inside in by_cue else index.innermost(m.cue[0], but=n)
        for n, m in enumerate(ordered)
    ]
    out: list[Statement] = []
    for number, (mention, own) in enumerate(zip(ordered, ids, strict=True)):
        parent = parents[number]
        source = None
        if mention.source:
            teller = ordered[parent].source if parent is not None and mention.oneself else None
            actor = actor_of.get(teller or mention.source)
            actor = (body_of.get(actor) if mention.oneself == "we" else None) or actor
            anonymous = mention.anonymous or actor in unnamed
            source = Source(
                span=mention.source,
                actor=actor,
                anonymous=anonymous,
                reason=mention.reason,
                kind=mention.source_kind or kinds.get(actor),
            )
        medium = None
        if mention.medium:
            medium = Medium(span=mention.medium, actor=actor_of.get(mention.medium))
        out.append(
            Statement(
                id=own,
                kind=mention.kind,
                source=source,
                cue=mention.cue,
                content=mention.content,
                medium=medium,
                stance=mention.stance,
                hedges=mention.hedges,
                parent=None if parent is None else ids[parent],
            )
        )
    return _without_loops(out)


_BY_ACTOR: dict[str, SourceKind] = {"state": "official", "state_body": "official"}
_BY_SECTOR: dict[str, SourceKind] = {
    **dict.fromkeys(("GOV", "MIL", "COP", "LEG", "SPY"), "official"),
    **dict.fromkeys(("REB", "PTY", "UAF", "CRM", "OPP"), "party"),
    **dict.fromkeys(("CVL", "AGR", "REF"), "witness"),
    "JRN": "outlet",
}


def _kinds(mentions: Sequence[StatementMention], cast: Cast) -> dict[str | None, SourceKind]:
    """The kind of each actor by the first words that tell it: a surname stands for its bearer.

    Who is known only by a name is what the actor's own kind or sector says, and who speaks for a
    body is of the body's kind.
    """
    out: dict[str | None, SourceKind] = {}
    for m in mentions:
        actor = cast.of.get(m.source) if m.source else None
        if actor is not None and m.source_kind is not None:
            out.setdefault(actor, m.source_kind)
    actors = {a.id: a for a in cast.actors}
    for a in cast.actors:
        body = actors.get(a.member_of or "")
        told = [out.get(body.id)] if body else []
        told += [_BY_ACTOR.get(x.kind) or _BY_SECTOR.get(x.sector or "") for x in (body, a) if x]
        kind = next((k for k in told if k), None)
        if kind:
            out.setdefault(a.id, kind)
    return out


def _start(mention: StatementMention) -> int:
    return min(a for a, _ in (*mention.content, *mention.cue, *_some(mention.source)))


def _end(mention: StatementMention) -> int:
    return max(b for _, b in (*mention.content, *mention.cue))


def _some(span: Span | None) -> Spans:
    return (span,) if span else ()


def _without_loops(statements: list[Statement]) -> tuple[Statement, ...]:
    """Two statements that each stand in the other's content have no order: the later is cut."""
    parents = {s.id: s.parent for s in statements}
    out: list[Statement] = []
    for s in statements:
        seen = {s.id}
        up = s.parent
        while up is not None and up not in seen:
            seen.add(up)
            up = parents[up]
        if up is not None:
            parents[s.id] = None
            s = s.model_copy(update={"parent": None})
        out.append(s)
    return tuple(out)


class _Containment:
    """Which of many sets of spans holds a span; among several, the one that begins last.

    Each row points to the latest row before it that is still open where it begins, so that a
    look-up climbs only through what encloses, however much text lies beside it.
    """

    def __init__(self, contents: Sequence[Spans]) -> None:
        self._rows = sorted(
            ((a, b, n) for n, spans in enumerate(contents) for a, b in spans),
            key=lambda row: (row[0], -row[1]),
        )
        self._starts = [a for a, _, _ in self._rows]
        self._open: list[int] = []
        for i, (start, _, _) in enumerate(self._rows):
            before = i - 1
            while before >= 0 and self._rows[before][1] <= start:
                before = self._open[before]
            self._open.append(before)

    def innermost(self, span: Span, *, but: int | None = None) -> int | None:
        """Number of the set that holds ``span``; ``but`` is left out."""
        i = bisect_right(self._starts, span[0]) - 1
        while i >= 0:
            _, end, number = self._rows[i]
            if end >= span[1] and number != but:
                return number
            i = self._open[i]
        return None


class Voices:
    """The chain of tellers behind any span of a report.

    Outermost first: the outlet; the writer of an inserted note or the outlet whose report is
    reprinted, or the credited agency (``Block.teller``); then the statements whose contents hold
    the span, from the outer to the innermost.
    """

    def __init__(self, report: Report, statements: Sequence[Statement]) -> None:
        self._report = report
        self._statements = statements
        self._parent = {s.id: s.parent for s in statements}
        self._index = _Containment([s.content for s in statements])
        content = {s.id: s.content for s in statements}
        # a relayed statement has the content of the one that relays it, and is inside it
        self._relayed = {
            s.parent: s.id for s in statements if s.parent and s.content == content[s.parent]
        }
        self._chains: dict[str, tuple[VoiceStep, ...]] = {}
        self._starts = [b.span[0] for b in report.blocks]

    def innermost(self, span: Span) -> str | None:
        """The innermost statement whose content holds the span."""
        found = self._index.innermost(span)
        if found is None:
            return None
        statement = self._statements[found].id
        while statement in self._relayed:
            statement = self._relayed[statement]
        return statement

    def chain(self, span: Span) -> tuple[VoiceStep, ...]:
        """Every teller between the reader of the page and the words at a span."""
        teller = self._teller(span)
        outer = (VoiceStep(outlet=True), *((VoiceStep(teller=teller),) if teller else ()))
        return outer + self._within(self.innermost(span))

    def _within(self, statement: str | None) -> tuple[VoiceStep, ...]:
        """The statements around and including one, the outermost first."""
        missing: list[str] = []
        while statement is not None and statement not in self._chains:
            missing.append(statement)
            statement = self._parent[statement]
        chain = self._chains[statement] if statement is not None else ()
        for each in reversed(missing):
            chain = (*chain, VoiceStep(statement=each))
            self._chains[each] = chain
        return chain

    def _teller(self, span: Span) -> str | None:
        i = bisect_right(self._starts, span[0]) - 1
        teller = self._report.blocks[i].teller if i >= 0 else None
        return None if teller == self._report.outlet else teller
