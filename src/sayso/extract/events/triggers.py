"""Finding the words that name happenings, and leaving alone those that only look like it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping

from sayso.extract.arguments import Clause, clause_of, noun_phrase
from sayso.extract.codebook import Codebook, Trigger
from sayso.extract.codebook.patterns import match_noun, match_verb
from sayso.extract.events.drafts import Draft
from sayso.extract.events.resultatives import MAKING
from sayso.extract.events.selection import Evident, is_figurative
from sayso.extract.word_set import word_set
from sayso.language.parse import Parse, Sentence, Token

_TITLES = frozenset({"ORG", "WORK_OF_ART", "LAW", "FAC", "EVENT", "PRODUCT", "PERSON"})
_NOT_EVENTS = frozenset({"compound", "amod", "nmod", "npadvmod"})
_HEADLINES = frozenset({"title", "heading"})
_DONE_TO = word_set(
    "ambush attack besiege bomb burn hit loot pound raid ransack shell shoot stab storm strafe "
    "strike target torch"
)
"""Violence that is done to something; headlines tell what somebody does in the present tense, so
that such a verb in the past and without an object is a passive there: "Bus station bombed"."""
_STRONG = "violence"
_POLITICS = "politics"


def find_triggers(
    parse: Parse,
    sentence: Sentence,
    codebook: Codebook,
    labels: Mapping[int, str],
    known: set[str],
) -> list[Draft]:
    """The triggers of one sentence, best pattern each, in text order.

    Args:
        parse: The report's parse.
        sentence: One of its sentences.
        codebook: The words.
        labels: Token index to the label of the named entity that holds it.
        known: Lemmas of triggers found so far in the report, which grows: "the attack" needs no
            words of violence near when an attack was told before.
    """
    tokens = parse.sentence_tokens(sentence)
    drafts: list[Draft] = []
    cues: dict[str, set[int]] | None = None
    for t in tokens:
        rules = _rules(parse, t, codebook, labels)
        if not rules or _is_name(parse, t, labels):
            continue
        if cues is None:
            cues = cues_near(parse, sentence, codebook)
        told = t.lemma in known and _is_definite(parse, t)
        allowed = [r for r in rules if told or not vetoed(r, t, sentence, codebook, cues)]
        cued = {i for i, r in enumerate(allowed) if told or _cued(r, t, cues)}
        evident = Evident(parse, codebook, labels, political=bool(cues.get(_POLITICS)))
        draft = _best(parse, t, allowed, cued, evident, codebook)
        if draft is not None:
            drafts.append(draft)
            known.add(t.lemma)
    return _without_shells(drafts)


def _is_definite(parse: Parse, t: Token) -> bool:
    return t.pos == "NOUN" and any(
        k.lower in {"the", "this", "that"} for k in parse.children(t.i, "det")
    )


def _rules(
    parse: Parse, t: Token, codebook: Codebook, labels: Mapping[int, str]
) -> tuple[Trigger, ...]:
    if t.pos == "VERB":
        if t.dep in _NOT_EVENTS:
            return ()
        return codebook.verbs.get(t.lemma, ())
    if t.pos in {"NOUN", "PROPN"}:
        if t.lower == "march" and labels.get(t.i) == "DATE":
            return ()  # the month
        return () if t.dep in _NOT_EVENTS else codebook.nouns.get(t.lemma, ())
    if t.pos == "ADJ" and t.dep == "acomp":
        if parse.tokens[t.head].lemma in MAKING:
            return ()  # "shot dead" is one happening, and the verb's
        return codebook.adjectives.get(t.lemma, ())
    return ()


def _is_name(parse: Parse, t: Token, labels: Mapping[int, str]) -> bool:
    """A word inside the name of an organisation, a law, a book: no happening."""
    if not t.tag.startswith("NNP"):
        return False
    return parse.blocks[t.block].kind not in {"title", "heading"} and labels.get(t.i) in _TITLES


def cues_near(parse: Parse, sentence: Sentence, codebook: Codebook) -> dict[str, set[int]]:
    """Cue words near: the sentence and its neighbours, by class."""
    found: dict[str, set[int]] = {}
    for i in (sentence.i - 1, sentence.i, sentence.i + 1):
        if 0 <= i < len(parse.sentences):
            for t in parse.sentence_tokens(parse.sentences[i]):
                for name in codebook.cues.get(t.lemma, ()):
                    found.setdefault(name, set()).add(t.i)
    return found


def _best(
    parse: Parse,
    t: Token,
    rules: Iterable[Trigger],
    cued: Container[int],
    evident: Evident,
    codebook: Codebook,
) -> Draft | None:
    """The most specific pattern that matches and is meant; rules come sorted that way.

    Args:
        parse: The report's parse.
        t: The trigger word.
        rules: Its rules.
        cued: Which of them, by number, the words near bear out; the others need parties that do.
        evident: What parties bear a rule out.
        codebook: The words.
    """
    if t.pos in {"VERB", "ADJ"}:
        by_voice: dict[bool, Clause] = {}
        done_to = t.lemma in _DONE_TO and parse.blocks[t.block].kind in _HEADLINES
        for number, rule in enumerate(rules):
            needs_object = rule.needs_object or done_to
            clause = by_voice.get(needs_object)
            if clause is None:
                clause = clause_of(parse, t.i, needs_object=needs_object)
                by_voice[needs_object] = clause
            found = match_verb(rule.pattern, clause, parse)
            if number not in cued and not evident.in_clause(rule, clause):
                continue
            if found is not None and not is_figurative(parse, rule, clause, found.tokens, codebook):
                return Draft(
                    t.i,
                    t.span,
                    rule,
                    clause=clause,
                    matched=tuple(i for i in found.tokens if i not in clause.clauses),
                    consumed=found.consumed,
                    inner=clause.clauses,
                    mode=rule.mode,
                    cameo=rule.cameo,
                )
        return None
    noun = noun_phrase(parse, t.i)
    for number, rule in enumerate(rules):
        found = match_noun(rule.pattern, noun, parse)
        if number not in cued and not evident.in_phrase(rule, noun):
            continue
        if found is not None and not is_figurative(parse, rule, noun, found.tokens, codebook):
            inner = tuple(k.i for k in parse.children(t.i, "acl"))
            return Draft(
                t.i,
                t.span,
                rule,
                noun=noun,
                matched=found.tokens,
                inner=inner,
                mode=rule.mode,
                cameo=rule.cameo,
            )
    return None


def _cued(rule: Trigger, t: Token, cues: Mapping[str, set[int]]) -> bool:
    """Whether a cue of its kind stands near, for an ambiguous trigger."""
    return not rule.needs or any(cues.get(name, set()) - {t.i} for name in rule.needs)


def vetoed(
    rule: Trigger,
    t: Token,
    sentence: Sentence,
    codebook: Codebook,
    cues: Mapping[str, set[int]],
) -> bool:
    """Whether the words near make another thing of it.

    Sports, films, campaigns and accidents are told in the words of violence; there only another
    such word in the same sentence makes it an act.
    """
    vetoes = codebook.vetoes.get(rule.type)
    if not vetoes or not any(cues.get(name, set()) - {t.i} for name in vetoes):
        return False
    if rule.type == "ASSAULT" and not (rule.needs or rule.result):
        return False
    strong = cues.get(_STRONG, set())
    return not any(sentence.first <= i < sentence.last and i != t.i for i in strong)


def _without_shells(drafts: list[Draft]) -> list[Draft]:
    """One happening, one trigger: "carried out an attack", "called off the strike".

    Where a verb takes a noun of the same type, the noun is the event and the verb carries it;
    where it makes another type of it, the noun is only its object, unless the noun is violence.
    """
    by_anchor = {d.anchor: d for d in drafts}
    gone: set[int] = set()
    for d in drafts:
        if d.clause is None:
            continue
        does = [by_anchor[i].trigger.type for i in d.clause.doers if i in by_anchor]
        if d.trigger.type == "ASSAULT" and does and "ASSAULT" not in does:
            gone.add(d.anchor)  # "the nurses' strike hit hospitals"
        for token in d.matched:
            noun = by_anchor.get(token)
            if noun is None:
                continue
            if noun.trigger.type == d.trigger.type:
                if d.trigger.mode and not noun.mode:
                    noun.mode, noun.cameo = d.trigger.mode, d.trigger.cameo
                if d.anchor != token:
                    gone.add(d.anchor)
            elif token in d.consumed or noun.trigger.type != "ASSAULT":
                gone.add(token)
    return [d for d in drafts if d.anchor not in gone]
