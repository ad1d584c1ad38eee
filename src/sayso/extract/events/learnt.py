"""The encoder's word beside the rules': which triggers are none, and anchors that no rule knows.

The rules know modes, codes and whom the parse ties to the word; the encoder knows from context
whether a word is meant. So a rule's trigger stands unless the encoder is sure that it is none, and
an anchor of the encoder's stands where no rule has one. A codebook with types of its own is read by
its rules alone.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping

from sayso.extract.codebook import Codebook, Trigger
from sayso.extract.codebook.patterns import Pattern
from sayso.extract.events.drafts import Draft
from sayso.extract.events.modality import Modality, is_past
from sayso.extract.events.scored import Scored, Word, relevance
from sayso.extract.events.triggers import cues_near, vetoed
from sayso.extract.statements.quoting import QuoteMap
from sayso.language.heads import MODES
from sayso.language.parse import Parse
from sayso.language.quotes import find_quotes
from sayso.record import Span

Codes = Mapping[tuple[str, str | None], str]
"""CAMEO codes by type and mode."""

SURE_NONE = 0.95
"""From which likelihood of being none a rule's trigger falls …"""
LIKELY_NONE = 0.4
"""… and in a report that hardly tells of conflict."""
SURE_STATUS = 0.9
"""From which likelihood of another status an act has not simply happened."""
_VIOLENCE = frozenset({"violence"})
_HARD = frozenset({"ASSAULT", "COERCE", "PROTEST"})
"""Types that words alone do not show in such a report."""
_TO_COME = frozenset({"planned", "threatened"})
SURE_TYPE = 0.8
"""From which likelihood of another type a rule's type gives way."""
LIKELY = 0.6
"""From which likelihood of its type a word that no rule knows is an anchor."""
AGAINST_RULES = 0.85
"""From which likelihood a word is one that the rules know for that type and did not take here: told
of what cannot happen to it, say, or with none of the words near that bear it out."""


def weigh(
    parse: Parse, drafts: list[Draft], scored: Scored, codebook: Codebook, *, trusted: bool = False
) -> list[Draft]:
    """Drop, recode and add drafts by what the encoder says, in text order."""
    if not set(codebook.types) <= set(MODES):
        return drafts
    codes = _codes(codebook)
    of_conflict = relevance(scored)[0] >= 0
    most_none = SURE_NONE if of_conflict else LIKELY_NONE
    kept: list[Draft] = []
    taken: set[int] = set()
    quotes = QuoteMap(find_quotes(parse.text, parse.blocks))
    for draft in drafts:
        words = [scored.word(parse.tokens[i].span) for i in (draft.anchor, *draft.joined)]
        known = [w for w in words if w is not None]
        taken.update(draft.words())
        limit = most_none if draft.trigger.type in _HARD else SURE_NONE
        if not trusted and known and min(w.none for w in known) > limit:
            continue
        if not trusted and known and _is_other(known[0], draft):
            _recode(draft, known[0], codes)
        _complete(parse, draft, scored, quotes)
        kept.append(draft)
    added = _added(parse, scored, codebook, codes, taken)
    kept += [d for d in added if of_conflict or d.trigger.type not in _HARD]
    return sorted(kept, key=lambda d: d.anchor)


def _is_other(word: Word, draft: Draft) -> bool:
    return word.share > SURE_TYPE and word.type != draft.trigger.type


def _recode(draft: Draft, word: Word, codes: Codes) -> None:
    cameo = codes.get((word.type, word.mode))
    old = draft.trigger
    draft.trigger = Trigger(old.pattern, word.type, word.mode, cameo, confidence=word.share)
    draft.mode, draft.cameo = word.mode, cameo


def regard_status(parse: Parse, modality: Modality, draft: Draft, scored: Scored) -> None:
    """Take on what the encoder is sure of where the rules see only that it happened.

    What is told in the past tense is neither planned nor threatened.
    """
    status, share = scored.status(draft.token_span)
    if status in _TO_COME and is_past(parse, draft.anchor):
        return
    if modality.status == "happened" and status != "happened" and share > SURE_STATUS:
        modality.meet(status, draft.anchor)


def _complete(parse: Parse, draft: Draft, scored: Scored, quotes: QuoteMap) -> None:
    """Fill a side that the rules left empty with the phrases that the encoder gives it.

    Who did what a quotation tells is named in it: outside of it stands who speaks.
    """
    if draft.sided:
        return
    for token in (draft.anchor, *draft.joined):
        span = parse.tokens[token].span
        roles = scored.roles(span)
        if not draft.actors:
            quote = quotes.holding(span[0])
            draft.actors = [
                a
                for a in roles["actor"]
                if not _overlaps(a, draft.recipients)
                and (quote is None or (quote.start <= a[0] and a[1] <= quote.end))
            ]
        if not draft.recipients:
            draft.recipients = [r for r in roles["recipient"] if not _overlaps(r, draft.actors)]


def _overlaps(span: Span, others: list[Span]) -> bool:
    return any(a < span[1] and span[0] < b for a, b in others)


def _added(
    parse: Parse, scored: Scored, codebook: Codebook, codes: Codes, taken: set[int]
) -> list[Draft]:
    out = []
    for word in scored.words(1 - LIKELY):
        tokens = parse.between(*word.span)
        if word.share < LIKELY or not tokens or tokens[0].i in taken:
            continue
        t = tokens[0]
        rules = (codebook.verbs, codebook.nouns, codebook.adjectives)
        known = any(r.type == word.type for book in rules for r in book.get(t.lemma, ()))
        if known and word.share < AGAINST_RULES:
            continue
        if set(codebook.cues.get(t.lemma, ())) & set(codebook.vetoes.get(word.type, ())):
            continue  # "crash" is what vetoes an act
        taken.add(t.i)
        roles = scored.roles(word.span)
        trigger = Trigger(
            Pattern(t.lemma, ()),
            word.type,
            word.mode,
            codes.get((word.type, word.mode)),
            needs=_VIOLENCE,
            result=t.lemma in codebook.effects.verbs,
            confidence=round(word.share, 2),
        )
        sentence = parse.sentence(t.i)
        if vetoed(trigger, t, sentence, codebook, cues_near(parse, sentence, codebook)):
            continue  # a crash, a match, a film
        draft = Draft(t.i, t.span, trigger, mode=trigger.mode, cameo=trigger.cameo)
        draft.actors, draft.recipients = _apart(roles["actor"], roles["recipient"])
        out.append(draft)
    return out


def _apart(actors: list[Span], recipients: list[Span]) -> tuple[list[Span], list[Span]]:
    return actors, [r for r in recipients if not _overlaps(r, actors)]


@functools.lru_cache(maxsize=8)
def _codes(codebook: Codebook) -> Codes:
    """The CAMEO code that the rules most often give to a type and mode."""
    counts: dict[tuple[str, str | None], dict[str, int]] = {}
    for rules in (codebook.verbs, codebook.nouns, codebook.adjectives):
        for triggers in rules.values():
            for t in triggers:
                if t.cameo:
                    row = counts.setdefault((t.type, t.mode), {})
                    row[t.cameo] = row.get(t.cameo, 0) + 1
    return {key: max(sorted(row), key=lambda c: row[c]) for key, row in counts.items()}
