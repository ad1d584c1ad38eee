"""Tolls: every number of people killed, injured, captured, missing, displaced or arrested.

One entry a number, with the words that give it. People told of one by one are counted too ("a
man was killed": 1). Where a clause adds up several counts ("12 soldiers and three civilians were
killed") there is an entry for each and one for the whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.extract.arguments import content_head, phrase_span
from sayso.extract.codebook import Codebook
from sayso.extract.mentions import TollMention
from sayso.extract.numbers import Bounds, NumberMention, find_numbers
from sayso.extract.tolls.effects import EffectFound, People, effect_of
from sayso.extract.word_set import word_set
from sayso.language.parse import Parse, Token
from sayso.record import Effect, Span

_NOT_COUNTS = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "ORDINAL", "QUANTITY"})
_NOT_PEOPLE_AFTER = word_set(
    "% percent - th ° o'clock o’clock a.m. p.m. am pm y y/o yo yr year years times"
)
_THEM = frozenset({"them", "whom", "these", "those", "which"})
_TALLIES = frozenset({"toll", "figure", "count", "tally", "estimate", "number"})
_EARLIER = frozenset({"earlier", "previous", "initial", "preliminary", "original", "first"})
_NOBODY = frozenset({"nobody", "none", "noone"})


@dataclass(frozen=True, slots=True)
class TollFound:
    """A toll and the token of the word that states the effect."""

    mention: TollMention
    anchor: int
    part: bool = False
    """A part of a number told beside it: "seven of them", "including five children"."""


@dataclass(frozen=True, slots=True)
class _Count:
    """One member of a coordination of people."""

    head: int
    bounds: Bounds
    span: Span
    numbered: bool


def find_tolls(parse: Parse, codebook: Codebook) -> list[TollFound]:
    """Find all tolls of a report, in text order."""
    people = People(parse, codebook)
    dated = _not_counts(parse)
    out: list[TollFound] = []
    for sentence in parse.sentences:
        tokens = parse.sentence_tokens(sentence)
        if any(people.states_effect(t) for t in tokens):
            out += _in_sentence(parse, tokens, people, dated)
    return out


def _not_counts(parse: Parse) -> set[int]:
    return {i for e in parse.entities if e.label in _NOT_COUNTS for i in range(e.first, e.last)}


def _in_sentence(
    parse: Parse,
    tokens: Sequence[Token],
    people: People,
    dated: set[int],
) -> list[TollFound]:
    found: list[tuple[_Count, EffectFound]] = []
    taken: set[int] = set()
    for number in find_numbers(tokens, people.codebook.vague):
        noun = _counted(parse, number)
        if _is_count(parse, number, noun, people, dated):
            effect = effect_of(people, noun, numbered=True)
            part = _is_part(parse, number)
            if effect is None and part and found and _plainly_people(parse, noun, people):
                effect = found[-1][1]  # "wounded 27, among them seven children"
            if effect is not None:
                bounds = (number.low, number.best, number.high)
                if parse.tokens[noun].lemma == "couple":
                    bounds = (2, 2, 2)  # "a married couple", not "a couple of men"
                count = _Count(
                    noun,
                    bounds,
                    parse.span(number.first, number.last),
                    True,
                )
                if part:
                    effect = replace(effect, part=True)
                found.append((count, effect))
                taken.update((noun, content_head(parse, noun)))
    for t in tokens:
        if t.i not in taken and people.is_one(t):
            effect = effect_of(people, t.i, numbered=False)
            if effect is not None and effect.effect not in {"participants", "displaced"}:
                bounds = (1, 1, 1)
                if _is_nobody(parse, t):
                    bounds = (0, 0, 0)
                found.append((_Count(t.i, bounds, _person_span(parse, t.i), False), effect))
    found.sort(key=lambda pair: pair[0].span)
    return _entries(parse, found, people)


def _is_part(parse: Parse, number: NumberMention) -> bool:
    """Whether a number counts some of those told of beside it: "seven of them", "among them"."""
    sentence = parse.sentence(number.core)
    words = [t.lower for t in parse.sentence_tokens(sentence)]
    first, last = number.first - sentence.first, number.last - sentence.first
    if words[last : last + 1] == ["of"] and set(words[last + 1 : last + 2]) & _THEM:
        return True
    before = words[max(first - 2, 0) : first]
    return before[-1:] == ["including"] or (
        len(before) == 2 and before[0] in {"among", "of"} and before[1] in _THEM
    )


def _person_span(parse: Parse, head: int) -> Span:
    """One person's phrase, without what the parser hung on it from the clause: "in the face"."""
    hung = [
        k.i
        for k in parse.children(head, "prep", "acl")
        if k.i > head and (k.dep == "acl" or k.lower not in {"of", "from"})
    ]
    return phrase_span(parse, head, hung)


def _counted(parse: Parse, number: NumberMention) -> int:
    """The token that stands for what a number counts: a noun, or the number itself."""
    for i in range(number.core, number.last):
        t = parse.tokens[i]
        if t.pos in {"PUNCT", "SYM", "ADP"}:
            continue
        if not number.first <= t.head < number.last or t.head == i:
            if t.dep in {"nummod", "quantmod", "amod", "det", "compound", "nmod"} and t.head > i:
                head = parse.tokens[t.head]
                if head.pos in {"NOUN", "PROPN", "ADJ", "NUM", "PRON", "VERB"}:
                    return head.i
            return i
    return number.core


def _is_count(
    parse: Parse, number: NumberMention, noun: int, people: People, dated: set[int]
) -> bool:
    t = parse.tokens
    core = t[number.core]
    after = t[number.last] if number.last < len(t) and t[number.last].sent == core.sent else None
    before = t[number.first - 1] if number.first and t[number.first - 1].sent == core.sent else None
    if number.core in dated and not _plainly_people(parse, noun, people):
        return False
    if after is not None and (after.lower in _NOT_PEOPLE_AFTER or after.tag == "$"):
        return False
    if before is not None and before.lower in {"$", "€", "£", "aged", "age", "no", "no.", "#"}:
        return False
    if core.lower == "one" and (core.pos == "PRON" or core.tag == "PRP") and noun == core.i:
        return before is None or before.lower not in {"no", "this", "that", "any"}
    head = t[content_head(parse, noun)]
    if head.lower == "shot" and head.tag in {"NNP", "VBN", "VBD"}:
        return True
    if t[noun].pos == "NUM" and after is not None and after.pos == "NOUN" and noun != core.i:
        head = after
    if people.is_other_name(t[noun]) or _is_replaced(parse, number):
        return False
    return not (people.is_thing(head) or people.is_thing(t[noun]))


def _is_replaced(parse: Parse, number: NumberMention) -> bool:
    """Whether a number is the one that the report replaces: "an earlier toll of three"."""
    of = parse.tokens[parse.tokens[number.core].head]
    toll = parse.tokens[of.head]
    return (
        of.lower == "of"
        and toll.lemma in _TALLIES
        and any(k.lower in _EARLIER for k in parse.children(toll.i, "amod"))
    )


def _plainly_people(parse: Parse, noun: int, people: People) -> bool:
    return people.is_person_word(parse.tokens[content_head(parse, noun)])


def _is_nobody(parse: Parse, t: Token) -> bool:
    if t.lower in _NOBODY:
        return True
    return any(k.lower == "no" for k in parse.children(t.i, "det"))


def _entries(
    parse: Parse, found: list[tuple[_Count, EffectFound]], people: People
) -> list[TollFound]:
    out: list[TollFound] = []
    groups: dict[tuple[int, int, Effect], list[_Count]] = {}
    for count, effect in found:
        if count.numbered:
            out.append(_entry(parse, count, effect, people))
        if not effect.part:
            groups.setdefault((effect.first, effect.anchor, effect.effect), []).append(count)
        elif not count.numbered:
            out.append(_entry(parse, count, effect, people))
    for (_, anchor, name), counts in groups.items():
        if len(counts) == 1 and counts[0].numbered:
            continue
        total = _sum([c.bounds for c in counts])
        ends = [_person_span(parse, c.head)[1] for c in counts]
        span = (min(c.span[0] for c in counts), max(*ends, *(c.span[1] for c in counts)))
        who = span
        whole = _Count(counts[0].head, total, span, True)
        civil = {people.civilian(c.head) for c in counts}
        out.append(
            TollFound(
                TollMention(
                    name,
                    whole.span,
                    parse.words(whole.span),
                    *total,
                    who,
                    civil.pop() if len(civil) == 1 else None,
                ),
                anchor,
            )
        )
    return sorted(out, key=lambda f: (f.mention.span, f.mention.effect))


def _sum(rows: list[Bounds]) -> Bounds:
    low = [r[0] if r[0] is not None else r[1] for r in rows]
    best = [r[1] if r[1] is not None else (r[0] if r[2] is None else None) for r in rows]
    high = [r[2] for r in rows]
    return _total(low), _total(best), _total(high)


def _total(values: list[int | None]) -> int | None:
    return None if any(v is None for v in values) else sum(v for v in values if v is not None)


def _entry(parse: Parse, count: _Count, effect: EffectFound, people: People) -> TollFound:
    low, best, high = count.bounds
    who: Span | None = None
    head = content_head(parse, count.head)
    if parse.tokens[head].pos in {"NOUN", "PROPN", "PRON", "ADJ"} and not people.is_effect_noun(
        parse.tokens[count.head]
    ):
        who = phrase_span(parse, count.head)
    elif people.is_effect_noun(parse.tokens[count.head]) and head != count.head:
        who = phrase_span(parse, head)
    return TollFound(
        TollMention(
            effect.effect,
            count.span,
            parse.words(count.span),
            low,
            best,
            high,
            who,
            people.civilian(head) if who else None,
        ),
        effect.anchor,
        effect.part,
    )
