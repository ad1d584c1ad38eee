"""What the words of one mention of an event say of it: where, when, by whom, how it is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.extract.mentions import EventMention
from sayso.extract.word_set import word_set
from sayso.language.parse import Parse, Sentence, Token
from sayso.record import Span

Place = tuple[str, ...]
"""Ids of the places of an event."""
_NEW = word_set(
    "another second third fourth separate other different similar further earlier previous new "
    "more several recent past subsequent next"
)
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "his", "her", "their", "its"})
_INDEFINITE = frozenset({"a", "an", "some", "many", "any", "no", "each", "every"})
_STOP = word_set(
    "the a an of in on at and or for by with from to his her their its 's who two three one man "
    "woman people person men women other others several many some"
)
EFFECTS = word_set("kill wound injure hurt die dead wounded injured body corpse")
"""Words of what an act did: alone, they go on telling of the act just told."""
_ATTACKERS = word_set("group attacker assailant raider perpetrator")
"""Who did the act just told, whoever that was."""
_HEADLINES = frozenset({"title", "heading"})


@dataclass(frozen=True, slots=True)
class Words:
    """The content words of some noun phrases, and those of them that are names."""

    all: frozenset[str]
    names: frozenset[str]


@dataclass(slots=True)
class Told:
    """A mention of an event."""

    token: Token
    event: EventMention
    places: Place
    time: str | None
    background: bool
    actors: Words
    recipients: Words
    tolls: frozenset[tuple[str, int]]
    definite: bool
    indefinite: bool
    new: bool
    given: bool
    """What it was done to is spoken of as known."""
    in_headline: bool
    in_lead: bool
    """In the first sentence that is no headline."""
    named: frozenset[str]
    """Names of its places."""
    around: frozenset[str]
    """Names of all places of its sentence."""

    @property
    def tells_effect(self) -> bool:
        """What an act did, and not which act: its mode is only a guess from the words near."""
        return self.token.lemma in EFFECTS

    @property
    def mode(self) -> str | None:
        """The mode that its own words tell."""
        return None if self.tells_effect and not self.event.instrument else self.event.mode

    @property
    def is_effect(self) -> bool:
        """A bare word of effect without a doer, a place or a time of its own."""
        return self.tells_effect and not (
            self.actors.all - _ATTACKERS or self.places or self.time or self.mode
        )


def told_of(
    parse: Parse,
    event: EventMention,
    places: Place,
    time: str | None,
    background: bool,
    lead: int,
    names: Mapping[int, Mapping[str, str]],
) -> Told:
    """Read what the words of an event say of it.

    Args:
        parse: The report's parse.
        event: An event of it.
        places: The ids of its places.
        time: The id of its time.
        background: Whether it is only recalled.
        lead: Number of the first sentence that is no headline.
        names: The places that each sentence names, their names by id.
    """
    token = parse.between(*event.anchor)[0]
    around = names.get(token.sent, {})
    kids = parse.children(token.i, "det", "poss", "amod", "nummod")
    words = {k.lower for k in kids}
    noun = token.pos in {"NOUN", "PROPN"}
    possessed = any(k.dep == "poss" for k in kids)
    counted = any(k.dep == "nummod" for k in kids)
    definite = noun and (bool(words & _DEFINITE) or possessed) and not counted
    if event.instrument and not noun:
        # "had planted the bomb", "the shells were fired"
        tool = parse.between(*event.instrument)[-1:]
        definite = any(k.lower in _DEFINITE for t in tool for k in parse.children(t.i, "det"))
    return Told(
        token,
        event,
        places,
        time,
        background,
        _content(parse, event.actors),
        _content(parse, event.recipients),
        frozenset((t.effect, t.best) for t in event.tolls if t.best),
        definite,
        noun and (bool(words & _INDEFINITE) or token.tag == "NNS") and not definite,
        bool(words & _NEW) or (noun and (counted or (token.tag == "NNS" and not definite))),
        any(
            k.lower in {"the", "this", "that"}
            for span in event.recipients
            for k in parse.between(*span)[:1]
        ),
        parse.blocks[token.block].kind in _HEADLINES,
        token.sent == lead,
        frozenset(around[p] for p in places if p in around),
        frozenset(around.values()),
    )


def _content(parse: Parse, spans: Sequence[Span]) -> Words:
    words: set[str] = set()
    names: set[str] = set()
    for span in spans:
        for t in parse.between(*span):
            if t.dep in {"acl", "relcl"}:
                break  # "the farm located near …"
            if t.pos in {"NOUN", "PROPN", "ADJ"} and t.lemma not in _STOP:
                words.add(t.lemma)
                if t.pos == "PROPN" and not _shouted(parse, t) and not _opens_headline(parse, t):
                    names.add(t.lemma)
    return Words(frozenset(words), frozenset(names))


def _opens_headline(parse: Parse, t: Token) -> bool:
    """The first word of a headline, whose capital says nothing."""
    sentence = parse.sentences[t.sent]
    return t.i == sentence.first and is_headline(parse, sentence)


def _shouted(parse: Parse, t: Token) -> bool:
    """In capitals throughout, as in telexes, where a name cannot be told from a noun."""
    return t.end - t.start > 4 and parse.text[t.start : t.end].isupper()


def is_headline(parse: Parse, sentence: Sentence) -> bool:
    """Whether a sentence stands in a title or a heading."""
    return parse.blocks[sentence.block].kind in _HEADLINES


def restates(parse: Parse, token: Token) -> bool:
    """Whether a noun says again what was just told: "It was the third attack this month"."""
    be = parse.tokens[token.head]
    if token.dep != "attr" or be.lemma != "be":
        return False
    subject = parse.children(be.i, "nsubj")
    return bool(subject) and subject[0].lower in {"it", "this", "that"}
