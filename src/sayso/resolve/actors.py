"""Who is who within a report: mentions of one actor joined, with kind, country and sector.

Rules in the order of the text, each of which only looks back: same name, a name's last part or
acronym, an alias that the text or the lexicon gives, a definite description of somebody already
there, a pronoun. What none of them joins is an actor of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from sayso.extract.statements.lexicon import lexicon
from sayso.extract.statements.quoting import QuoteMap
from sayso.language.parse import Parse, Token
from sayso.language.quotes import find_quotes
from sayso.record import Actor, Span, Spans
from sayso.resolve.agents import Agent, analyse, noun_traits
from sayso.resolve.clusters import Cluster, Clusters, Sighting, asking_words
from sayso.resolve.names import alias_after, canonical, same_name
from sayso.resolve.pronouns import weight

_PRONOUN_REACH = 3
"""Sentences that a pronoun may look back."""
_BODY_REACH = 8
"""Sentences that "the group" may look back."""
_MAX_LABEL = 8
"""Words before and after a head that describe somebody without a name."""
_PEOPLE = ("person", "group")
_SUBJECTS = ("nsubj", "nsubjpass")
_BODIES = ("organization", "state_body")
_QUALIFYING = ("compound", "amod", "poss", "prep", "nmod")

CountryOf = Callable[[str], str | None]


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
) -> Cast:
    """Join the mentions of a report into actors.

    Args:
        parse: The parsed report.
        speakers: Phrases that make or carry statements; pronouns prefer these.
        others: Phrases that act, suffer or are counted.
        said: What each speaker's phrase says: a pronoun does not point into its own words.
        country_of: A country's name, demonym or capital to its ISO 3166-1 alpha-3 code.

    Returns:
        Actors with ids ``a1`` … in the order of their first mention. A pronoun that is not safely
        somebody's is left out of ``Cast.of``.
    """
    spoke = set(speakers)
    asked = spoke | set(others)
    spans = asked | _bystanders(parse)
    agents = [a for a in (analyse(parse, s) for s in spans) if a is not None]
    agents.sort(key=lambda a: (a.head.i, a.span not in asked, a.span))
    gathering = _Gathering(parse, country_of, said or {})
    for agent in agents:
        gathering.take(agent, asked=agent.span in asked, spoke=agent.span in spoke)
    return gathering.cast()


def _bystanders(parse: Parse) -> set[Span]:
    """Names, and bodies that "the" points back to: more mentions of whoever is asked for."""
    named = {(e.start, e.end) for e in parse.entities if e.label in ("PERSON", "ORG")}
    definite = {
        parse.span(t.i, t.i + 1)
        for t in parse.tokens
        if t.pos == "NOUN"
        and (traits := noun_traits(t)) is not None
        and traits[0] in _BODIES
        and any(d.lower == "the" for d in parse.children(t.i, "det"))
    }
    people = {
        parse.span(parse.subtree(t.i)[0], min(parse.subtree(t.i)[1], t.i + _MAX_LABEL))
        for t in parse.tokens
        if ((traits := noun_traits(t)) is not None and traits[0] in _PEOPLE) or _is_document(t)
    }
    names = {
        parse.span(parse.subtree(t.i)[0], t.i + 1)
        for t in parse.tokens
        if t.dep in _SUBJECTS and t.pos == "PROPN" and t.i - parse.subtree(t.i)[0] <= _MAX_LABEL
    }
    return named | definite | people | names


def _is_document(token: Token) -> bool:
    """A thing that can say something: "It records one arrest" may mean the log."""
    return token.tag == "NN" and lexicon().kinds.get(token.lemma) == "document"


def _may_be_meant(agent: Agent) -> bool:
    """Whether somebody or something that nobody asked about may be what a pronoun means."""
    return agent.head.dep in _SUBJECTS or agent.kind in _PEOPLE or _is_document(agent.head)


class _Gathering:
    def __init__(self, parse: Parse, country_of: CountryOf, said: Mapping[Span, Spans]) -> None:
        self.parse = parse
        self.country_of = country_of
        self.said = said
        self.quotes = QuoteMap(find_quotes(parse.text, parse.blocks))
        self.clusters = Clusters()
        self.of: dict[Span, int] = {}
        self.by_head: dict[int, int] = {}

    def take(self, agent: Agent, *, asked: bool = True, spoke: bool = False) -> int | None:
        """Put one mention where it belongs; None if that is not safe to say.

        A mention that nobody asked about joins an actor that is there, or makes one if it is a
        name.
        """
        number = self.by_head.get(agent.head.i)
        if number is None:
            number = self._known(agent)
        if number is None:
            if agent.pronoun or not (asked or agent.name or _may_be_meant(agent)):
                return None
            number = self.clusters.new(self._label(agent))
        self._join(number, agent, asked=asked, spoke=spoke)
        return number

    def cast(self) -> Cast:
        """The actors that are asked for, numbered in the order of their first mention."""
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
        return Actor(
            id=ids[number],
            name=canonical(max(c.names, key=len)) if c.names else c.label,
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

    def _known(self, agent: Agent) -> int | None:
        if agent.pronoun:
            return self._antecedent(agent)
        if not agent.name:
            return self._described(agent)
        number = self._named(agent)
        if number is None and agent.noun and agent.definite:
            # "the commander, Sayf Barakat", after "the commander of the Hawks"
            number = self._described(agent)
            number = None if number is None or self.clusters[number].names else number
        return number

    def _named(self, agent: Agent) -> int | None:
        name = agent.name or ""
        person = agent.kind == "person"
        return self.clusters.latest(
            {*asking_words(name), *asking_words(canonical(name))},
            lambda c: any(
                same_name(name, other, person=person or c.kind == "person") for other in c.names
            ),
        )

    def _described(self, agent: Agent) -> int | None:
        """As in "the ministry", "the spokesman": the latest actor so described."""
        if agent.noun is None:
            return None
        bare = not any(t.dep in _QUALIFYING for t in agent.modifiers)
        if agent.definite and (bare or agent.name):
            found = self.clusters.latest(
                [agent.noun],
                lambda c: c.plural == agent.plural and (bool(c.names) or c.kind == agent.kind),
            )
            if found is None and agent.kind == "organization" and agent.sector is None:
                # "the group": whichever named body is at hand
                found = self.clusters.near(
                    agent.head.sent,
                    _BODY_REACH,
                    lambda c: bool(c.names) and c.kind in ("organization", "group"),
                )
            return found
        if not agent.definite and not agent.plural:
            return None  # "a police official" is somebody new each time
        label = self._label(agent).casefold()
        return self.clusters.latest([label], lambda c: not c.names and c.label.casefold() == label)

    def _antecedent(self, agent: Agent) -> int | None:
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

    def _join(self, number: int, agent: Agent, *, asked: bool, spoke: bool) -> None:
        c = self.clusters[number]
        c.asked = c.asked or asked
        first = not c.mentions
        self.of[agent.span] = number
        self.by_head.setdefault(agent.head.i, number)
        seen = Sighting(
            sentence=agent.head.sent,
            span=agent.head.span,
            spoke=spoke,
            subject=agent.head.dep in _SUBJECTS,
            quoted=self.quotes.holding(agent.head.start) is not None,
        )
        self.clusters.touch(number, agent.name_span or self._core(agent), seen)
        c.gender = c.gender or agent.gender
        if agent.pronoun:
            if agent.head.lower == "who" and c.kind == "unknown":
                c.kind = "person"
            return
        if agent.name and agent.name_span:
            self.clusters.name(number, agent.name)
        elif len(self._label(agent)) > len(c.label):
            c.label = self._label(agent)
            self.clusters.know(number, [c.label.casefold()])
        alias = alias_after(self.parse.text, c.mentions[-1][1])
        if alias and c.kind != "person":
            self.clusters.name(number, alias[0])
            c.mentions.append(alias[1])
            if c.kind == "unknown" and alias[0].isupper():
                c.kind = "organization"  # people and places have no acronyms
        described_as = self.parse.children(agent.head.i, "appos", "compound")
        nouns = [agent.noun, agent.role, *(t.lemma for t in described_as)]
        self.clusters.know(number, [n for n in nouns if n])
        c.plural = c.plural or (agent.plural and not agent.name)
        c.document = c.document or _is_document(agent.head)
        if first or c.kind == "unknown":
            c.kind = agent.kind
        c.fill("sector", agent.sector, agent.sector_span)
        c.fill("role", agent.role, agent.role_span)
        if agent.noun is None and c.kind not in _PEOPLE:
            self._read_name(number, agent)
        self._locate(c, agent)
        self._membership(number, agent)

    def _core(self, agent: Agent) -> Span:
        """The head with the words before it: enough to see who is meant."""
        first, _ = self.parse.subtree(agent.head.i)
        return self.parse.span(max(first, agent.head.i - _MAX_LABEL), agent.head.i + 1)

    def _label(self, agent: Agent) -> str:
        """A short name for somebody who is only described: "senior official in the ministry"."""
        head = agent.head.i
        start = max(self.parse.subtree(head)[0], head - _MAX_LABEL)
        while start < head and self.parse.tokens[start].dep in ("det", "predet", "punct", "cc"):
            start += 1
        last = head + 1
        for prep in self.parse.children(head, "prep"):
            if prep.i == last and prep.lower in ("of", "for", "in", "from"):
                last = min(self.parse.subtree(prep.i)[1], last + _MAX_LABEL)
        return " ".join(self.parse.words(self.parse.span(start, last)).split())

    def _read_name(self, number: int, agent: Agent) -> None:
        """A name may say what it is: "Ministry of Defense", "Tigris Revival Front"."""
        c = self.clusters[number]
        for token in self.parse.between(*(agent.name_span or agent.span)):
            traits = noun_traits(token)
            if traits and traits[0] not in _PEOPLE:
                c.kind = traits[0]
                c.fill("sector", traits[1], token.span)
                self.clusters.know(number, [token.lower])

    def _locate(self, c: Cluster, agent: Agent) -> None:
        """The country from the name or a modifier; a bare country's name is the state itself."""
        if c.country is not None:
            return
        if agent.name and agent.entity != "PERSON":
            whole = self.country_of(agent.name)
            if whole:
                c.fill("country", whole, agent.name_span)
                if c.kind == "unknown":
                    c.kind = "state"
                    c.fill("sector", "GOV", agent.name_span)
                return
        named = self.parse.between(*agent.name_span) if agent.name_span else ()
        modifying = [t for t in agent.modifiers if t.dep in ("amod", "compound", "poss", "nmod")]
        if agent.kind in _BODIES:
            modifying += self._after(agent, "of", "in")
        for token in [*modifying, agent.head, *named]:
            word = self.parse.words(token.span)
            own = agent.kind == "person" and token in (agent.head, *named)
            code = None if own or not word[:1].isupper() else self.country_of(word)
            if code:
                c.fill("country", code, token.span)
                return

    def _membership(self, number: int, agent: Agent) -> None:
        """As in "spokesman for the ministry", "the group's leader", "Northern Front fighters"."""
        c = self.clusters[number]
        if c.member_of is not None or c.kind not in _PEOPLE:
            return
        owners = [t for t in agent.modifiers if t.dep in ("poss", "compound", "nmod")]
        for role in owners.copy():  # "ministry spokesman X"
            owners += self.parse.children(role.i, "compound")
        owners += self._after(agent, "for", "of", "from", "in", "at", "with")
        for owner in owners:
            body = self._body(owner)
            if body is not None and body != number:
                c.member_of = body
                c.evidence = {**c.evidence, "member_of": (owner.span,)}
                c.country = c.country or self.clusters[body].country
                if c.sector in (None, "CVL"):
                    c.sector = self.clusters[body].sector or c.sector
                return

    def _after(self, agent: Agent, *prepositions: str) -> list[Token]:
        """The nouns that prepositions tie to the head."""
        return [
            noun
            for prep in self.parse.children(agent.head.i, "prep")
            if prep.lower in prepositions
            for noun in self.parse.children(prep.i, "pobj")
        ]

    def _body(self, owner: Token) -> int | None:
        """The organisation that a noun names, joined or made."""
        number = self.by_head.get(owner.i)
        if number is None:
            agent = analyse(self.parse, self.parse.span(*self.parse.subtree(owner.i)))
            if agent is None:
                return None
            if agent.kind not in _BODIES:  # "members of the FMLN": a body if it is known as one
                known = self._named(agent) if agent.name and agent.kind == "unknown" else None
                return known if known is not None and self._is_body(known) else None
            if agent.name is None and not agent.definite:
                # "ministry spokesman": the ministry at hand, if there is one
                return self.clusters.latest([agent.noun or ""], lambda c: c.kind in _BODIES)
            number = self.take(agent)
        return number if number is not None and self._is_body(number) else None

    def _is_body(self, number: int) -> bool:
        return self.clusters[number].kind in _BODIES
