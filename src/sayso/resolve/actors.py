"""Who is who within a report: mentions of one actor joined, with kind, country and sector.

Rules in the order of the text, each of which only looks back: same name, a name's last part or
acronym, an alias that the text or the lexicon gives, a definite description of somebody already
there, a pronoun. What none of them joins is an actor of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sayso.extract.statements.quoting import QuoteMap
from sayso.language.parse import Parse, Token
from sayso.language.quotes import find_quotes
from sayso.record import Actor, Place, Span, Spans
from sayso.resolve.agents import Agent, analyse
from sayso.resolve.bodies import Body, bodies
from sayso.resolve.bystanders import (
    MAX_LABEL,
    PEOPLE,
    SUBJECTS,
    bystanders,
    is_document,
    may_be_meant,
)
from sayso.resolve.clusters import Cluster, Clusters, Sighting
from sayso.resolve.codes import Coder, CountryOf, Told, name_traits, plover
from sayso.resolve.joining import Joiner
from sayso.resolve.membership import body_of, served_by
from sayso.resolve.names import alias_after
from sayso.resolve.pronouns import weight
from sayso.resolve.settling import settle_codes
from sayso.resolve.vocabulary import noun_traits, words_for

_ACRONYM = 5
"""Most letters of an acronym that needs its country beside it."""
_PRONOUN_REACH = 3
"""Sentences that a pronoun may look back."""


@dataclass(frozen=True, slots=True)
class Cast:
    """The actors of a report, and which of them each phrase stands for."""

    actors: tuple[Actor, ...]
    of: Mapping[Span, str]


def resolve_actors(
    parse: Parse,
    speakers: Iterable[Span],
    others: Iterable[Span],
    country_of: CountryOf,
    said: Mapping[Span, Spans] | None = None,
    *,
    places: Iterable[Place] = (),
    published: str | None = None,
    sectors: Mapping[Span, str] | None = None,
) -> Cast:
    """Join the mentions of a report into actors.

    Args:
        parse: The parsed report.
        speakers: Phrases that make or carry statements; pronouns prefer these.
        others: Phrases that act, suffer or are counted.
        said: What each speaker's phrase says: a pronoun does not point into its own words.
        country_of: A country's name, demonym or capital to its ISO 3166-1 alpha-3 code.
        places: The places that the report names, for "the governor of Anbar" and for the country
            that the report is set in.
        published: ISO date of the report, for bodies whose part has changed.
        sectors: What the encoder takes some phrases for, where no words tell a sector.

    Returns:
        Actors with ids ``a1`` … in the order of their first mention. A pronoun that is not safely
        somebody's is left out of ``Cast.of``. Countries and sectors are PLOVER codes.
    """
    spoke = set(speakers)
    asked = spoke | set(others)
    spans = asked | bystanders(parse)
    agents = [a for a in (analyse(parse, s) for s in spans) if a is not None]
    agents.sort(key=lambda a: (a.head.i, a.name is None, a.span not in asked, a.span))
    gathering = _Gathering(parse, Coder(parse, country_of, places), said or {}, _day(published))
    for agent in agents:
        gathering.take(agent, asked=agent.span in asked, spoke=agent.span in spoke)
    return gathering.cast(sectors or {})


def _listed(c: Cluster, codes: frozenset[str]) -> Body | None:
    """The body that the lexicon knows by an actor's names; None where two bear all of them.

    An acronym alone, of a body of one country, must be told of together with that country: any
    firm may have the initials of an army.
    """
    found = [set(bodies(name)) for name in c.seen_as]
    known = set.intersection(*(f for f in found if f)) if any(found) else set()
    if len(known) != 1:
        return None
    body = known.pop()
    short = all(name.isupper() and len(name) <= _ACRONYM for name in c.seen_as)
    if short and body.is_local and body.country not in codes:
        return None
    return body


def _is_word(agent: Agent) -> bool:
    """Whether a name is one word and no acronym: "Amazon" may be a river."""
    return len(agent.named) == 1 and agent.seen.upper() != agent.seen


def _is_no_given_name(agent: Agent) -> bool:
    """Whether what was taken for a person may be a body: "M-19", and not "Amal"."""
    return len(agent.named) > 1 or agent.seen.upper() == agent.seen


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


class _Gathering:
    def __init__(
        self, parse: Parse, coder: Coder, said: Mapping[Span, Spans], told: date | None
    ) -> None:
        self.parse = parse
        self.coder = coder
        self.said = said
        self.told = told
        self.quotes = QuoteMap(find_quotes(parse.text, parse.blocks))
        self.clusters = Clusters()
        self.of: dict[Span, int] = {}
        self.by_head: dict[int, int] = {}
        self._labels: dict[int, str] = {}
        self.joiner = Joiner(parse, self.clusters, self.by_head, coder.country_of)

    def take(self, agent: Agent, *, asked: bool = True, spoke: bool = False) -> int | None:
        """Put one mention where it belongs; None if that is not safe to say.

        A mention that nobody asked about joins an actor that is there, or makes one if it is a
        name.
        """
        country = None if agent.pronoun else self.coder.country(agent)
        number = self.by_head.get(agent.head.i)
        if number is None:
            number = self._known(agent, country)
        if number is None:
            if agent.pronoun or not (asked or agent.name or may_be_meant(agent)):
                return None
            number = self.clusters.new(self._label(agent))
        self._join(number, agent, country, asked=asked, spoke=spoke)
        return number

    def cast(self, sectors: Mapping[Span, str]) -> Cast:
        """The actors that are asked for, numbered in the order of their first mention."""
        settle_codes(self.clusters, self.coder)
        for span, sector in sectors.items():
            if span in self.of:
                self.clusters[self.of[span]].fill("sector", sector, span)
        wanted: set[int] = set()
        todo = [n for n in set(self.of.values()) if self.clusters[n].asked]
        while todo:  # and the bodies that they belong to
            number = todo.pop()
            body = self.clusters[number].member_of
            if number not in wanted:
                wanted.add(number)
                todo += [] if body is None else [body]
        order = sorted(wanted, key=lambda n: min(self.clusters[n].mentions))
        ids = {n: f"a{i}" for i, n in enumerate(order, start=1)}
        actors = tuple(self._actor(n, ids) for n in order)
        return Cast(actors, {span: ids[n] for span, n in self.of.items() if n in ids})

    def _actor(self, number: int, ids: Mapping[int, str]) -> Actor:
        c = self.clusters[number]
        shown = c.label if not c.names else c.body.name if c.body else c.longest
        return Actor(
            id=ids[number],
            name=shown,
            mentions=tuple(sorted(set(c.mentions))),
            kind=c.kind,
            country=c.country,
            sector=c.sector,
            role=c.role,
            member_of=None if c.member_of is None else ids[c.member_of],
            evidence=c.evidence,
            why=None if c.names else "described, not named",
        )

    # -- where a mention belongs ---------------------------------------------------------------

    def _known(self, agent: Agent, told: Told | None) -> int | None:
        if agent.pronoun:
            return self.antecedent(agent)
        country = told.value if told else None
        above = self._apposed(agent)
        if above is not None:
            return above
        if not agent.name:
            return self.joiner.described(agent, self._label(agent), country)
        number = self.joiner.named(agent, country)
        if number is None and agent.noun and agent.definite:
            # "the commander, Sayf Barakat", after "the commander of the Hawks"
            number = self.joiner.described(agent, self._label(agent), country)
            number = None if number is None or self.clusters[number].names else number
        return self.joiner.called_after_its_kind(agent, country) if number is None else number

    def _apposed(self, agent: Agent) -> int | None:
        """Whom a description in apposition to a name describes: "Karim, leader of the Hawks"."""
        if agent.head.dep != "appos" or agent.name or agent.plural or agent.kind == "unknown":
            return None
        if agent.head.lemma in words_for("kin"):
            return None  # "Karim, his son": as often a list
        number = self.by_head.get(agent.head.head)
        if number is None or not self.clusters[number].names:
            return None
        kind = self.clusters[number].kind
        return number if kind in (agent.kind, "unknown") else None

    def antecedent(self, agent: Agent) -> int | None:
        """Whom a pronoun stands for, where one of those before fits best."""
        if agent.pronoun == "who":
            above = list(self.parse.ancestors(agent.head.i))
            known = next((self.by_head[a.i] for a in above if a.i in self.by_head), None)
            if known is not None:
                return known
            noun = next((a for a in above if a.pos in ("NOUN", "PROPN")), None)
            if noun is None or noun.i > agent.head.i:
                return None
            first, _ = self.parse.subtree(noun.i)
            meant = analyse(self.parse, self.parse.span(first, noun.i + 1))
            return None if meant is None or meant.pronoun else self.take(meant)

        own = self.said.get(agent.span, ())
        quoted = self.quotes.holding(agent.head.start) is not None

        def weigh(c: Cluster, seen: Sighting) -> float | None:
            if seen.span >= agent.head.span or any(a <= seen.span[0] < b for a, b in own):
                return None
            if seen.quoted and not quoted:
                return None
            return weight(agent, c, seen)

        return self.clusters.pointed_at(agent.head.sent, _PRONOUN_REACH, weigh)

    # -- what a mention adds -------------------------------------------------------------------

    def _join(
        self, number: int, agent: Agent, country: Told | None, *, asked: bool, spoke: bool
    ) -> None:
        c = self.clusters[number]
        c.asked = c.asked or asked
        self.of[agent.span] = number
        self.by_head.setdefault(agent.head.i, number)
        seen = Sighting(
            sentence=agent.head.sent,
            span=agent.head.span,
            spoke=spoke,
            subject=agent.head.dep in SUBJECTS,
            quoted=self.quotes.holding(agent.head.start) is not None,
        )
        self.clusters.touch(number, agent.name_span or self._core(agent), seen)
        c.heads.append(agent.head)
        c.gender = c.gender or agent.gender
        if agent.pronoun:
            if agent.head.lower == "who" and c.kind == "unknown":
                c.kind = "person"
            return
        self._call(number, agent)
        nouns = [agent.noun, agent.role_word, *(t.lemma for t in self._beside(agent))]
        self.clusters.know(number, [n for n in nouns if n])
        c.nouns |= {n for n in nouns if n}
        c.beside |= {t.lemma for t in agent.modifiers if t.dep in ("amod", "compound", "nmod")}
        c.plural = c.plural or (agent.plural and not agent.name)
        c.document = c.document or is_document(agent.head)
        if agent.sure and not c.sure:
            c.kind, c.sure = agent.kind, True
        elif not c.sure and agent.kind != "unknown":
            c.shapes[agent.kind] += 1
            c.kind = c.shapes.most_common(1)[0][0]
        self._code(number, agent, country)
        if c.member_of is None:
            found = body_of(self, number, agent)
            if found is not None:
                c.member_of, owner = found
                c.evidence = {**c.evidence, "member_of": (owner.span,)}
        if c.serves is None and c.kind in PEOPLE:
            c.serves = served_by(self, number, agent)

    def _call(self, number: int, agent: Agent) -> None:
        """Note the name, or a fuller description, and what the text gives as another name."""
        c = self.clusters[number]
        if agent.name and agent.name_span:
            self.clusters.name(number, agent.name, agent.seen)
        elif len(self._label(agent)) > len(c.label):
            c.label = self._label(agent)
            self.clusters.know(number, [c.label.casefold()])
        if not agent.name:
            return
        person = agent.kind == "person" or c.kind == "person"
        end = c.mentions[-1][1]
        alias = alias_after(self.parse.text, agent.seen, end, self._seen, brackets=not person)
        if alias:
            self.clusters.alias(number, alias[0])
            c.mentions.append(alias[1])
            for token in self.parse.between(*alias[1]):
                self.by_head.setdefault(token.i, number)
            if c.kind == "unknown" and self._seen(*alias[1]).isupper():
                c.kind = "organization"  # people and places have no acronyms

    def _code(self, number: int, agent: Agent, country: Told | None) -> None:
        """Kind, country, sector and role as the words of the mention tell them."""
        c = self.clusters[number]
        place = agent.entity in ("GPE", "LOC") and self.coder.of_token(agent.head) is not None
        person = c.kind == "person" and (c.sure or not _is_no_given_name(agent))
        if agent.name and not person and not (place and _is_word(agent)):
            if c.body is None:
                c.body = _listed(c, self.coder.codes)
            if c.body is not None:
                c.kind, c.sure = c.body.kind, True
                c.fill("country", c.body.country, agent.name_span)
                c.fill("sector", c.body.sector(self.told), agent.name_span)
        elif not agent.name and self._label(agent).isupper():  # no capitals tell names in these
            c.body = c.body or next(iter(bodies(self._label(agent).split(" (")[0])), None)
            if c.body is not None:
                c.kind, c.sure = c.body.kind, True
                c.fill("country", c.body.country, agent.head.span)
                c.fill("sector", c.body.sector(self.told), agent.head.span)
        if agent.role is not None and noun_traits(agent.role) is not None:
            c.fill("role", agent.role_word, agent.role.span)
        if country is not None and c.country is None:
            c.two_countries = c.two_countries or country.value is None
            c.fill("country", country.value, country.span)
        self._state(c, agent)
        told = self.coder.sector(agent)
        if told is None and agent.named and c.kind not in (*PEOPLE, "state"):
            kind, told = name_traits(agent, lambda t: self.coder.of_token(t) is not None)
            if kind in ("organization", "state_body") and c.body is None:
                c.kind, c.sure = kind, True
            self.clusters.know(number, [t.lower for t in agent.named if t.pos != "ADP"])
        if c.body is None or c.body.sector(self.told) is not None:
            self._sector(c, told)

    def _state(self, c: Cluster, agent: Agent) -> None:
        """A country's name, or its seat's, is the state itself: "the Soviet Union", "Moscow"."""
        if agent.name and c.kind in ("unknown", "organization") and agent.entity != "PERSON":
            state = plover(self.coder.country_of(agent.name))
            if state and state == c.country and c.body is None:
                c.kind, c.sure = "state", True
                c.fill("sector", "GOV", agent.name_span)

    def _sector(self, c: Cluster, told: Told | None) -> None:
        """A sector that is told; who is first called a man may be told to be a policeman."""
        if told is None:
            return
        if c.sector == "CVL" and told.value != "CVL" and c.kind == "person":
            c.sector = None
        c.fill("sector", told.value, told.span)

    def _beside(self, agent: Agent) -> list[Token]:
        """Nouns beside the head for the same one: "spokesman" in "army spokesman Karim"."""
        person = agent.kind in PEOPLE
        beside = self.parse.children(agent.head.i, "appos", "compound")
        told = ((t, noun_traits(t)) for t in beside)
        return [t for t, traits in told if traits and (traits[0] == "person") is person]

    def _seen(self, start: int, end: int) -> str:
        return " ".join(t.text for t in self.parse.between(start, end))

    def _core(self, agent: Agent) -> Span:
        """The head with the words before it: enough to see who is meant."""
        first, _ = self.parse.subtree(agent.head.i)
        return self.parse.span(max(first, agent.head.i - MAX_LABEL), agent.head.i + 1)

    def _label(self, agent: Agent) -> str:
        """A short name for somebody who is only described: "senior official in the ministry"."""
        head = agent.head.i
        if head not in self._labels:
            self._labels[head] = self._label_at(head)
        return self._labels[head]

    def _label_at(self, head: int) -> str:
        start = max(self.parse.subtree(head)[0], head - MAX_LABEL)
        while start < head and self.parse.tokens[start].dep in ("det", "predet", "punct", "cc"):
            start += 1
        last = head + 1
        for prep in self.parse.children(head, "prep"):
            if prep.i == last and prep.lower in ("of", "for", "in", "from"):
                last = min(self.parse.subtree(prep.i)[1], last + MAX_LABEL)
        return " ".join(self.parse.words(self.parse.span(start, last)).split())
