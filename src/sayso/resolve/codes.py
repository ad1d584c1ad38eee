"""PLOVER codes for actors: country and sector from the words beside a mention, and from the report.

A country is what the words say ("Iraqi police", "Baghdad's health ministry", "the governor of
Anbar"); failing that, for people and bodies that are of a place, the country that the report is
set in where it names them. Sectors are those of the PLOVER manual, chapter 5.
"""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sayso.language.parse import Parse, Token
from sayso.lexicon import load
from sayso.record import ActorKind, Place, Span
from sayso.resolve.agents import Agent
from sayso.resolve.vocabulary import full_word, name_words, noun_traits, words_for

CountryOf = Callable[[str], str | None]
_Near = dict[int, list[tuple[Token, str]]]

_STATE = frozenset({"GOV", "MIL", "COP", "LEG", "JUD", "SPY"})
_COUNTRY = 6
"""UCDP where_prec of a whole country."""
_LONGEST = 4
"""Most words of a country's name or demonym that are looked up together."""
_SHARE = 0.5
"""Share of the weight of all places that a country needs for the report to be set there."""
_CONFIDENT = 0.5
"""Least confidence in a place whose country is taken over."""
_WITHIN = 3
"""Weight of a place within a country, where naming the country itself weighs 1."""
_SURE = 6
"""Weight at which a country other than the main one is taken at its word."""
_OFTEN = 2
"""Times that a report must name a country, or a place in it, to be set there."""
_ONLY = 0.6
"""Share of that weight from which whoever the report tells nothing else of is of that country."""
_AHEAD = 1.6
"""How much more weight that country must have than the next."""
_AMERICAN = ("american", "americans", "african", "africans", "america", "africa", "asian")
_REGIONS = ("north", "south", "central", "latin", "native", "african", "pan", "west", "east")
"""Words before those that make a region or a people of them ("Latin American")."""
_CIVIC = frozenset({"council", "board", "committee", "panel", "agency"})
"""Bodies that a word before them may make bodies of state: "City Council", "House Committee"."""
_REGULAR = frozenset({"national", "royal", "arab", "federal", "regular", "republican", "corps"})
"""Words in the name of a state's army that are no country's."""
_ARMED = frozenset(
    "front army brigade brigades battalion movement militia fighters party union league".split()
)
"""Heads of names that tell no country where a place stands before them."""
_PLAIN = ("top", "senior", "former", "supreme", "new", "current", "political", "national")
"""What a leader of a country may be beside."""

# PLOVER: Kosovo is KOS, and a dependency is its state (manual, table of actor codes).
_CODES = {
    "XKX": "KOS",
    **dict.fromkeys(("PRI", "GUM", "VIR", "ASM", "MNP"), "USA"),
    **dict.fromkeys(("HKG", "MAC"), "CHN"),
    **dict.fromkeys(("GUF", "GLP", "MTQ", "MYT", "REU", "NCL", "PYF"), "FRA"),
    **dict.fromkeys(("BMU", "CYM", "FLK", "GIB"), "GBR"),
    **dict.fromkeys(("ABW", "CUW"), "NLD"),
    **dict.fromkeys(("GRL", "FRO"), "DNK"),
}


def plover(code: str | None) -> str | None:
    """The PLOVER code of a country by ISO 3166-1 alpha-3."""
    return _CODES.get(code or "", code)


@dataclass(frozen=True, slots=True)
class Told:
    """A value with the words that tell it; no value where the words tell two."""

    value: str | None
    span: Span


@functools.cache
def _movers() -> dict[str, tuple[tuple[str, tuple[str | None, ...]], ...]]:
    """What each word before a noun makes of it: a sector, and from which it moves."""
    out: defaultdict[str, list[tuple[str, tuple[str | None, ...]]]] = defaultdict(list)
    for row in load("actors")["modifiers"]:
        for word in row["words"]:
            out[word].append((row["sector"], tuple(row["from"])))
    return {word: tuple(rows) for word, rows in out.items()}


def _moved(sector: str | None, *forms: str) -> str | None:
    """The sector that a word makes of a noun's, by the first of its forms that is listed."""
    rows = next((_movers()[form] for form in forms if form in _movers()), ())
    return next((to for to, sources in rows if sector in sources and to != sector), None)


class Coder:
    """Reads codes off the words of one report."""

    def __init__(self, parse: Parse, country_of: CountryOf, places: Iterable[Place]) -> None:
        self.parse = parse
        self.country_of = country_of
        self._found: dict[int, Told] = {}
        self.codes: frozenset[str] = frozenset()
        """Countries that the report names in any way."""
        self._votes: list[tuple[Token, str, bool]] = []
        self._read_places(places)
        self._read_words()
        self.codes = frozenset(t.value for t in self._found.values() if t.value)
        self._counted: Counter[str] = Counter()
        for _, code, within in self._votes:
            self._counted[code] += _WITHIN if within else 1

    # -- country -------------------------------------------------------------------------------

    def of_token(self, token: Token) -> Told | None:
        """The country that a word names or is part of the name of."""
        return self._found.get(token.i)

    def country(self, agent: Agent) -> Told | None:
        """The country that a mention's own words tell."""
        person = agent.kind in ("person", "group") or agent.entity == "PERSON"
        if agent.named and not person:
            whole = self._one(agent.named)
            if whole is not None:
                return whole
        if agent.head.i in self._found and agent.entity != "PERSON":
            return self._found[agent.head.i]
        nouns = [agent.head, *([agent.role] if agent.role not in (None, agent.head) else [])]
        visitor = any(n is not None and n.lemma in words_for("visitors") for n in nouns)
        beside: list[Token] = []
        under: list[Token] = []
        within: list[Token] = []
        for noun in nouns:
            if noun is None:
                continue
            for t in self.parse.children(noun.i, "amod", "compound", "poss", "nmod"):
                beside += [t, *self.parse.children(t.i, "conj", "amod", "compound", "nmod")]
            for prep in self.parse.children(noun.i, "prep"):
                into = {"of": under, "from": under, "in": within, "at": within}.get(prep.lower)
                if into is None or (visitor and into is within):
                    continue
                for t in self.parse.children(prep.i, "pobj"):
                    own = self.parse.children(t.i, "amod", "compound", "poss", "nmod", "conj")
                    into += [t, *own, *self._of(t)]
        own_name = {t.i for t in agent.named} if person else set()
        for tokens in (beside, under, within):
            told = self._one([t for t in tokens if t.i not in own_name])
            if told is not None:
                return told
        return None

    def _of(self, token: Token) -> list[Token]:
        """What a noun is of: "Anbar" in "the governor of the province of Anbar"."""
        of = [p for p in self.parse.children(token.i, "prep") if p.lower == "of"]
        return [t for p in of for t in self.parse.children(p.i, "pobj")]

    def _one(self, tokens: Sequence[Token]) -> Told | None:
        """The country of some words; none of two ("U.S. and Iraqi forces")."""
        found = [self._found[t.i] for t in tokens if t.i in self._found]
        if not found:
            return None
        same = len({f.value for f in found}) == 1
        return Told(found[0].value if same else None, found[0].span)

    def _read_places(self, places: Iterable[Place]) -> None:
        for place in places:
            code = plover(place.country)
            if code is None or (place.confidence or 0.0) < _CONFIDENT:
                continue
            for span in place.mentions:
                tokens = self.parse.between(*span)
                body = self._named_after(tokens)
                if body is not None and body.lemma.lower() in _ARMED:
                    continue  # the "Karun Front" need not be of where the Karun flows
                for token in tokens:
                    self._found[token.i] = Told(code, span)
                if tokens and body is None:
                    self._votes.append((tokens[0], code, place.precision != _COUNTRY))

    def _named_after(self, tokens: Sequence[Token]) -> Token | None:
        """The body in whose name a place's name stands: "Front" in "the Karun Front"."""
        for t in tokens:
            head = self.parse.tokens[t.head]
            named = t.dep == "compound" and head.pos == "PROPN" and head.text[:1].isupper()
            if named and head not in tokens and noun_traits(head) is not None:
                return head
        return None

    def _read_words(self) -> None:
        """Names of countries, their people and their seats, the longest first."""
        tokens = self.parse.tokens
        people = {
            i for e in self.parse.entities if e.label == "PERSON" for i in range(e.first, e.last)
        }
        i = 0
        while i < len(tokens):
            if not tokens[i].text[:1].isupper():
                i += 1
                continue
            if tokens[i].lower in _AMERICAN and i and tokens[i - 1].lower in _REGIONS:
                i += 1
                continue
            last = i + 1
            while last < min(len(tokens), i + _LONGEST) and tokens[last].pos in ("PROPN", "ADJ"):
                last += 1
            for end in range(last, i, -1):
                span = self.parse.span(i, end)
                code = plover(self.country_of(" ".join(self.parse.words(span).split())))
                if code:
                    new = not any(n in self._found for n in range(i, end))
                    for n in range(i, end):
                        self._found.setdefault(n, Told(code, span))
                    if new and i not in people:
                        self._votes.append((tokens[i], code, False))
                    i = end
                    break
            else:
                i += 1

    @functools.cached_property
    def setting(self) -> tuple[str | None, bool]:
        """The country that most of the report's places are in, and whether that is clear."""
        if not self._counted:
            return None, False
        (main, count), *others = self._counted.most_common(2)
        rival = others[0][1] if others else 0
        often = sum(code == main for _, code, _ in self._votes) >= _OFTEN
        enough = count >= _SHARE * self._counted.total() and count >= _AHEAD * rival
        return main, often and enough

    @functools.cached_property
    def only(self) -> Told | None:
        """The country that the report is all but wholly about; None where it is about several."""
        main, settled = self.setting
        if not settled or self._counted[main or ""] < _ONLY * self._counted.total():
            return None
        return self._main

    def count(self, token: Token, code: str) -> None:
        """Take a word for one more sign of a country: "the FMLN" for El Salvador."""
        self._votes.append((token, code, False))
        self._counted[code] += 1

    def home(self, token: Token) -> Told | None:
        """The country that the report is set in where a word stands.

        That of the only places that the sentence names, or the paragraph, if the report is about
        that country at all; else the country that it is mostly about.
        """
        votes = self._counted
        main, settled = self.setting
        sentences, blocks = self._local
        for near in (sentences.get(token.sent), blocks.get(token.block)):
            if near and len({c for _, c in near}) == 1:
                code = near[0][1]
                # one name alone is as likely misread, or where somebody travelled to
                share = votes[code] / votes.total()
                if votes[code] >= _SURE or (code == main and share >= _SHARE):
                    return Told(code, near[0][0].span)
        return self._main if settled else None

    @functools.cached_property
    def _main(self) -> Told:
        main, _ = self.setting
        return Told(main, next(t.span for t, code, _ in self._votes if code == main))

    @functools.cached_property
    def _local(self) -> tuple[_Near, _Near]:
        """Places within countries by sentence and by block."""
        sentences: _Near = {}
        blocks: _Near = {}
        for token, code, within in self._votes:
            if within:
                sentences.setdefault(token.sent, []).append((token, code))
                blocks.setdefault(token.block, []).append((token, code))
        return sentences, blocks

    # -- sector --------------------------------------------------------------------------------

    def sector(self, agent: Agent) -> Told | None:
        """The sector that the nouns of a mention tell, with the words before them."""
        noun = agent.role or (None if agent.named else agent.head)
        if noun is None or agent.pronoun:
            return None
        traits = noun_traits(noun)
        if traits is None:
            return None
        sector, by = traits[1], noun
        former = False
        seen: set[int] = set()
        for word in self._before(noun, agent):
            if word.i in seen:
                continue
            seen.add(word.i)
            written = self._compound(word)
            former = former or written in words_for("former") or word.lower in words_for("former")
            moved = _moved(sector, written, word.text)
            if moved and (moved == "OPP" or noun.lemma not in words_for("offices")):
                sector, by = moved, word
        if former and sector in _STATE and traits[0] == "person":
            sector = "ELI"
        if sector is None and noun.lemma == "leader" and self._leads_country(noun):
            sector = "GOV"
        return None if sector is None else Told(sector, by.span)

    def _before(self, noun: Token, agent: Agent) -> list[Token]:
        """Words before a noun that say what it is, the nearest first."""
        direct = [
            t
            for n in dict.fromkeys((noun.i, agent.head.i))
            for t in self.parse.children(n, "amod", "compound", "nmod", "poss")
            if t.i < max(noun.i, agent.head.i) and t not in agent.named
        ]
        nested = [n for t in direct for n in self.parse.children(t.i, "compound", "amod", "conj")]
        return sorted((t for t in (*direct, *nested) if t != noun), key=lambda t: -t.i)

    def _compound(self, token: Token) -> str:
        """A word with what a hyphen ties to it: "anti-government"."""
        text, out, i = self.parse.text, full_word(token.text), token.i
        if text[token.end : token.end + 1] == "-":
            return ""  # "government-backed" says nothing of whom it describes
        while i > 1 and text[self.parse.tokens[i].start - 1 : self.parse.tokens[i].start] == "-":
            i -= 1 if self.parse.tokens[i - 1].text != "-" else 2
            out = f"{self.parse.tokens[i].lower}-{out}"
        return out if out != full_word(token.text) else token.lemma.lower()

    @functools.cached_property
    def nouns(self) -> Counter[str | None]:
        """How often the report has common nouns of each sector: "police", "troops"."""
        traits = (noun_traits(t) for t in self.parse.tokens if t.pos == "NOUN")
        return Counter(found[1] for found in traits if found is not None)

    def _leads_country(self, noun: Token) -> bool:
        """As in "the top Iraqi leader", and not "the leftist leader"."""
        beside = self.parse.children(noun.i, "amod", "compound", "poss", "nmod")
        plain = all(t.i in self._found or t.lower in _PLAIN for t in beside)
        return plain and any(t.i in self._found for t in beside)


def name_traits(
    agent: Agent, is_country: Callable[[Token], bool]
) -> tuple[ActorKind | None, Told | None]:
    """Kind and sector that the words of a name tell: "Ministry of Defense", "Gulf Times".

    The head tells before the rest. "Liberation", "Resistance" and the like make of an army, a front
    or a movement one that fights a state; so does what is no country's name before or after "Army".

    Args:
        agent: A mention with a name.
        is_country: Whether a word names a country or a place.
    """
    words = [t for t in reversed(agent.named) if t != agent.head]
    if agent.head in agent.named:
        words.insert(0, agent.head)
    kind: ActorKind | None = None
    told: Told | None = None
    for word in words:
        traits = noun_traits(word)
        if traits is None or traits[0] not in ("organization", "state_body"):
            continue
        kind = kind or traits[0]
        if traits[1] is not None:
            told = Told(traits[1], word.span)
            kind = traits[0]
            break
    if kind is not None and (told is None or told.value == "GOV"):
        for word in words:  # "Police Department"
            moved = _moved(told.value if told else None, word.lower)
            civic = moved in ("GOV", "LEG") and agent.head.lower in _CIVIC
            if (moved in ("COP", "SPY", "JUD") or civic) and word.lower != "security":
                told = Told(moved, word.span)
                break
    for word in words:
        extra = name_words().get(word.lower)
        if extra is None:
            continue
        arms = extra[1] == "REB" and kind is not None and told is not None and told.value == "MIL"
        ends = word == words[0] or word == agent.named[-1]
        if (told is None and (kind is not None or ends)) or arms:
            kind, told = extra[0], Told(extra[1], word.span)
    if told is not None and told.value == "MIL" and any(w.lower == "army" for w in words):
        rest = [w for w in words if w.pos in ("PROPN", "NOUN", "ADJ") and w.lower != "army"]
        if rest and not any(is_country(w) or w.lower in _REGULAR for w in rest):
            kind, told = "organization", Told("REB", rest[0].span)
    return kind, told
