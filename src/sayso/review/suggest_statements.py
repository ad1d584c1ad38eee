"""A statement made of selected words, filled in from what stands near."""

from __future__ import annotations

from sayso.extract.spans import overlap
from sayso.extract.statements.lexicon import lexicon
from sayso.extract.statements.media import medium
from sayso.extract.statements.sources import describe
from sayso.extract.statements.stance import hedges, stance
from sayso.language.quotes import find_quotes
from sayso.record import Block, Medium, Report, Source, Span, Statement, StatementKind
from sayso.resolve.voices import Voices
from sayso.review.surface import block_of, distance, forms, sentence_of, tokens_of, within

_BEFORE_NOUNS = frozenset("the a an this that these those its his her their our".split())


def suggested_statement(report: Report, span: Span, own: str) -> Statement:
    """A statement whose content are selected words.

    The cue is the nearest word of saying in the sentence and not in the content, the source the
    actor nearest to it, the stance what the cue's words say.

    Args:
        report: The report as the person sees it.
        span: Whole words.
        own: The id that the statement gets.
    """
    content = _with_marks(report, span)
    cue = next(iter(cues_near(report, content)), None)
    source = source_near(report, cue or content, content)
    cues = (cue,) if cue else ()
    sentence = sentence_of(report, content)
    carrier = medium(report.text, cues, [content, *([source.span] if source else [])], sentence)
    return Statement(
        id=own,
        kind=_kind(report, content),
        source=source,
        cue=cues,
        content=(content,),
        medium=Medium(span=carrier, actor=actor_at(report, carrier)) if carrier else None,
        stance=stance(report.text, cues, (content,)),
        hedges=hedges(report.text, cues),
        parent=Voices(report, report.statements).innermost(cue or content),
    )


def cues_near(report: Report, content: Span) -> list[Span]:
    """Words of saying in the sentence of some content and not in it, the nearest first."""
    known = lexicon()
    tokens = tokens_of(report.text, sentence_of(report, content))
    found = [
        (t.start, t.end + len(" to")) if t.lower == "according" else t.span
        for t, before in zip(tokens, [None, *tokens[:-1]], strict=True)
        if not overlap(t.span, content)
        and (t.lower == "according" or any(known.is_saying(f) for f in forms(t)))
        # a name ("Corvus Press") or a noun ("the state news agency")
        and not (before is not None and (t.text[0].isupper() or before.lower in _BEFORE_NOUNS))
    ]
    return sorted(found, key=lambda cue: distance(cue, content))


def sources_near(report: Report, cue: Span, content: Span | None = None) -> list[Source]:
    """Who may say it: the actors named outside of the content, the nearest to the cue first.

    Those of the same sentence come before all others.
    """
    sentence = sentence_of(report, cue)
    mentions = [
        (mention, actor.id)
        for actor in report.actors
        for mention in actor.mentions
        if content is None or not overlap(mention, content)
    ]
    mentions.sort(key=lambda pair: (not within(pair[0], sentence), distance(pair[0], cue)))
    return [source_of(report, mention, actor) for mention, actor in mentions]


def source_near(report: Report, cue: Span, content: Span) -> Source | None:
    """The likeliest source: the nearest in the sentence; None where nobody is named there."""
    found = next(iter(sources_near(report, cue, content)), None)
    if found is None or not within(found.span, sentence_of(report, cue)):
        return None
    return found


def source_of(report: Report, span: Span, actor: str | None) -> Source:
    """A phrase as the source of a statement."""
    said = describe(report.text, span)
    return Source(
        span=span, actor=actor, anonymous=said.anonymous, reason=said.reason, kind=said.kind
    )


def actor_at(report: Report, span: Span) -> str | None:
    """The actor that a phrase names."""
    found = [
        (overlap(mention, span), actor.id)
        for actor in report.actors
        for mention in actor.mentions
        if overlap(mention, span)
    ]
    return max(found)[1] if found else None


def _quotes(report: Report, content: Span) -> list[Span]:
    block = block_of(report, content)
    return [q.span for q in find_quotes(report.text, (Block(kind="paragraph", span=block),))]


def _with_marks(report: Report, span: Span) -> Span:
    """A selection of all that stands between quotation marks takes the marks in."""
    for quote in _quotes(report, span):
        if within(span, quote) and span[0] - quote[0] <= 2 and quote[1] - span[1] <= 2:
            return quote
    return span


def _kind(report: Report, content: Span) -> StatementKind:
    quotes = _quotes(report, content)
    if any(within(content, quote) for quote in quotes):
        return "direct"
    return "mixed" if any(overlap(content, quote) for quote in quotes) else "indirect"
