"""Who says what: attributions read off the parse and the quotation marks.

An attribution has a source, a cue and a content (PARC 3, Pareti 2016; PolNeAR, Newell et al.
2018). This version is made of rules: a verb of the cue lexicon hands the clause, phrase or
quotation that it governs to its subject; quotations without a cue of their own continue the
statement before them.
"""

from __future__ import annotations

from dataclasses import replace

from sayso.extract import phrases
from sayso.extract.mentions import StatementMention
from sayso.extract.statements.cues import cue_lexicon
from sayso.extract.statements.draft import Draft
from sayso.extract.statements.others import labelled_statements, other_statements
from sayso.extract.statements.quotes import find_quotes
from sayso.extract.statements.quoting import QuoteMap, adjacent_quote, cover, kind_of, loose_quotes
from sayso.extract.statements.relays import relays
from sayso.extract.statements.tellers import is_unnamed, take_medium
from sayso.extract.statements.verbs import verb_statement
from sayso.language.parse import Parse


def find_statements(parse: Parse) -> list[StatementMention]:
    """Every attribution of a report, in text order; nested ones are listed like the others."""
    lexicon = cue_lexicon()
    quotes = QuoteMap(find_quotes(parse.text, parse.blocks))
    drafts: list[Draft] = []
    for token in parse.tokens:
        if token.pos in ("VERB", "AUX") and token.lower != "according":
            draft = verb_statement(parse, token, lexicon)
            drafts += [draft] if draft else []
        else:
            drafts += other_statements(parse, token, lexicon)
    relayed = relays(parse, drafts)
    verbs = {draft.verb.i for draft in relayed}
    drafts = [d for d in drafts if d.verb.i not in verbs] + relayed
    finished = (_finish(parse, draft, quotes) for draft in drafts)
    found = [*labelled_statements(parse), *(m for m in finished if m)]
    found = [m for m in found if not _is_musing(parse, m, quotes)]
    found = _continue_quotes(parse, found, quotes)
    return sorted(found, key=lambda m: (m.cue or m.content)[0])


def _finish(parse: Parse, draft: Draft, quotes: QuoteMap) -> StatementMention | None:
    """A draft with its quotations, as spans; None if nothing was said."""
    medium = take_medium(parse, draft)
    source = parse.span(*draft.source) if draft.source else None
    cue = phrases.spans(parse, draft.cue)
    content = phrases.spans(parse, draft.content)
    frame = [*cue, *([source] if source else [])]
    if not content:
        near = adjacent_quote(draft, parse, quotes)
        if near is None:
            return None
        content = (near,)
    content = phrases.merge(cover(content, frame, quotes, parse.text), parse.text)
    content = phrases.without(content, frame, parse.text)
    if not content or not cue:
        return None
    return StatementMention(
        kind=kind_of(content, frame, quotes),
        source=source,
        cue=cue,
        content=content,
        medium=medium,
        stance=draft.stance,
        anonymous=draft.source is not None and is_unnamed(parse, draft.source),
        inside=parse.span(*draft.inside.cue[0]) if draft.inside else None,
    )


def _is_musing(parse: Parse, mention: StatementMention, quotes: QuoteMap) -> bool:
    """Whether a quoted speaker only frames their own words ("I think we …", "you know")."""
    if mention.source is None or quotes.holding(mention.cue[0][0]) is None:
        return False
    first, *rest = parse.between(*mention.source)
    if rest or first.lower not in ("i", "we", "you"):
        return False
    lexicon = cue_lexicon()
    return not any(t.lemma in lexicon.quotation for t in parse.between(*mention.cue[0]))


def _continue_quotes(
    parse: Parse, found: list[StatementMention], quotes: QuoteMap
) -> list[StatementMention]:
    """Give quotations without a cue to the statement that they continue.

    "…," she said. "…": within a paragraph, to the last quoting statement before them. Across
    paragraphs only when the quotation before was left open, as news style does, or announced.
    """
    # what is said inside a quotation does not say whose quotation it is
    outer = [m for m in found if quotes.holding(m.cue[0][0]) is None]
    taken = tuple(span for m in outer for span in m.content)
    extra: dict[int, list[tuple[int, int]]] = {}
    quoting = sorted(
        (i for i, m in enumerate(found) if m.source and quotes.holding(m.cue[0][0]) is None),
        key=lambda i: found[i].cue[0],
    )
    at = 0
    last: int | None = None
    for sentence, span in loose_quotes(parse, quotes, taken):
        while at < len(quoting) and found[quoting[at]].cue[0][0] < sentence.start:
            last = quoting[at]
            at += 1
        if last is None:
            continue
        mention = found[last]
        before = max(b for _, b in mention.content)
        open_quote = quotes.holding(before - 1)
        same_block = parse.between(*mention.cue[0])[0].block == sentence.block
        carried = bool(extra.get(last)) or (open_quote is not None and open_quote.unclosed)
        if (same_block and mention.kind != "indirect") or carried:
            extra.setdefault(last, []).append(span)
    for i, spans in extra.items():
        content = phrases.merge([*found[i].content, *spans], parse.text)
        found[i] = replace(found[i], content=content, kind=kind_of(content, found[i].cue, quotes))
    return found
