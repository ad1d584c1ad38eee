"""Who is who within a report: mentions of one actor joined, with kind, country and sector.

Rules in the order of the text, each of which only looks back: same name, a name's last part or
acronym, an alias that the text or the lexicon gives, a definite description of somebody already
there, a pronoun. What none of them joins is an actor of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from sayso.language.parse import Parse, Token
from sayso.record import Actor, ActorKind, Evidence, Span
from sayso.resolve.agents import Agent, analyse, noun_traits
from sayso.resolve.names import alias_after, canonical, same_name

_PRONOUN_REACH = 3
"""Sentences that a pronoun may look back."""

CountryOf = Callable[[str], str | None]
_PERSON_LIKE = ("person", "group")


@dataclass(slots=True)
class _Cluster:
    """An actor while it is being gathered."""

    label: str
    named: bool
    names: list[str] = field(default_factory=list)
    nouns: set[str] = field(default_factory=set)
    mentions: list[Span] = field(default_factory=list)
    kind: ActorKind = "unknown"
    sector: str | None = None
    country: str | None = None
    role: str | None = None
    member_of: int | None = None
    plural: bool = False
    gender: str | None = None
    sentence: int = 0
    spoke: bool = False
    evidence: Evidence = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cast:
    """The actors of a report, and which of them each phrase stands for."""

    actors: tuple[Actor, ...]
    of: Mapping[Span, str]


def resolve_actors(
    parse: Parse, speakers: Iterable[Span], others: Iterable[Span], country_of: CountryOf
) -> Cast:
    """Join the mentions of a report into actors.

    Args:
        parse: The parsed report.
        speakers: Phrases that make or carry statements; pronouns prefer these.
        others: Phrases that act, suffer or are counted.
        country_of: A country's name, demonym or capital to its ISO 3166-1 alpha-3 code.

    Returns:
        Actors with ids ``a1`` … in the order of their first mention. A pronoun that is not safely
        somebody's is left out of ``Cast.of``.
    """
    said = set(speakers)
    asked = said | set(others)
    people = {(e.start, e.end) for e in parse.entities if e.label == "PERSON"}
    agents = [a for a in (analyse(parse, s) for s in asked | people) if a is not None]
    agents.sort(key=lambda a: (a.head.i, a.span))
    gathering = _Gathering(parse, country_of)
    for agent in agents:
        gathering.take(agent, spoke=agent.span in said, asked=agent.span in asked)
    return gathering.cast()


class _Gathering:
    def __init__(self, parse: Parse, country_of: CountryOf) -> None:
        self.parse = parse
        self.country_of = country_of
        self.clusters: list[_Cluster] = []
        self.of: dict[Span, int] = {}
        self.by_head: dict[int, int] = {}

    def take(self, agent: Agent, *, spoke: bool, asked: bool) -> None:
        """Put one mention where it belongs."""
        if agent.head.i in self.by_head:
            number = self.by_head[agent.head.i]
        elif agent.pronoun:
            found = self._antecedent(agent)
            if found is None:
                return
            number = found
        else:
            if not asked and agent.kind != "person":
                return
            found = self._named(agent) if agent.name else self._described(agent)
            number = self._new(agent) if found is None else found
        self._join(number, agent, spoke=spoke)

    def cast(self) -> Cast:
        """The actors that somebody asked for, numbered in the order of their first mention."""
        order = sorted(set(self.of.values()), key=lambda n: min(self.clusters[n].mentions))
        members = [self.clusters[n].member_of for n in order]
        order += [m for m in dict.fromkeys(members) if m is not None and m not in order]
        ids = {n: f"a{i}" for i, n in enumerate(order, start=1)}
        actors = tuple(self._actor(n, ids) for n in order)
        return Cast(actors, {span: ids[n] for span, n in self.of.items()})

    def _actor(self, number: int, ids: Mapping[int, str]) -> Actor:
        c = self.clusters[number]
        mentions = tuple(sorted(set(c.mentions)))
        return Actor(
            id=ids[number],
            name=canonical(max(c.names, key=len)) if c.names else c.label,
            mentions=mentions,
            kind=c.kind,
            country=c.country,
            sector=c.sector,
            role=c.role,
            member_of=ids.get(c.member_of) if c.member_of is not None else None,
            evidence=c.evidence,
            why=None if c.names else "described, not named",
        )

    # -- where a mention belongs ---------------------------------------------------------------

    def _latest(self, fits: Callable[[_Cluster], bool]) -> int | None:
        best: int | None = None
        for number, cluster in enumerate(self.clusters):
            if fits(cluster) and (
                best is None or cluster.mentions[-1] > self.clusters[best].mentions[-1]
            ):
                best = number
        return best

    def _named(self, agent: Agent) -> int | None:
        name = agent.name or ""
        person = agent.kind == "person"
        return self._latest(
            lambda c: any(
                same_name(name, other, person=person or c.kind == "person") for other in c.names
            )
        )

    def _described(self, agent: Agent) -> int | None:
        """As in "the ministry", "the spokesman": the latest actor so described."""
        noun = agent.noun
        if noun is None or not agent.definite or self._qualifiers(agent):
            label = self._label(agent).casefold()
            return self._latest(
                lambda c: (
                    not c.named and c.label.casefold() == label and (agent.definite or agent.plural)
                )
            )
        return self._latest(
            lambda c: (
                (noun in c.nouns or noun == c.role)
                and c.plural == agent.plural
                and (agent.kind == c.kind or c.kind == "unknown" or c.named)
            )
        )

    def _qualifiers(self, agent: Agent) -> list[Token]:
        return [t for t in agent.modifiers if t.dep in ("compound", "amod", "poss", "prep", "nmod")]

    def _antecedent(self, agent: Agent) -> int | None:
        head = agent.head
        if agent.pronoun == "who":
            return next(
                (self.by_head[a.i] for a in self.parse.ancestors(head.i) if a.i in self.by_head),
                None,
            )
        if agent.pronoun in ("he", "she"):
            return self._near(
                head,
                lambda c: c.kind == "person" and not c.plural and c.gender in (None, agent.pronoun),
            )
        if agent.pronoun == "they":
            return self._near(head, lambda c: c.plural or c.kind == "group")
        if agent.pronoun == "it":
            return self._near(head, lambda c: c.kind in ("organization", "state_body", "state"))
        return None

    def _near(self, head: Token, fits: Callable[[_Cluster], bool]) -> int | None:
        """The latest fitting actor within reach; one who spoke before one who was only named."""

        def within(c: _Cluster) -> bool:
            return fits(c) and head.sent - c.sentence <= _PRONOUN_REACH

        speaker = self._latest(lambda c: within(c) and c.spoke)
        return speaker if speaker is not None else self._latest(within)

    # -- what a mention adds -------------------------------------------------------------------

    def _new(self, agent: Agent) -> int:
        self.clusters.append(_Cluster(label=self._label(agent), named=agent.name is not None))
        return len(self.clusters) - 1

    def _label(self, agent: Agent) -> str:
        """A short name for somebody who is only described: the head with what stands before it."""
        first, _ = self.parse.subtree(agent.head.i)
        start = first
        while start < agent.head.i and (
            self.parse.tokens[start].dep in ("det", "predet", "punct", "cc", "preconj")
            or self.parse.tokens[start].i < agent.head.i - 8
        ):
            start += 1
        last = agent.head.i + 1
        for prep in self.parse.children(agent.head.i, "prep"):
            if prep.i == last and prep.lower in ("of", "for", "in", "from"):
                last = min(self.parse.subtree(prep.i)[1], last + 8)
        return " ".join(self.parse.words(self.parse.span(start, max(last, start + 1))).split())

    def _join(self, number: int, agent: Agent, *, spoke: bool) -> None:
        c = self.clusters[number]
        self.of[agent.span] = number
        self.by_head.setdefault(agent.head.i, number)
        c.mentions.append(agent.name_span or self._core(agent))
        c.sentence = max(c.sentence, agent.head.sent)
        c.spoke = c.spoke or spoke
        c.gender = c.gender or agent.gender
        if agent.pronoun:
            return
        if agent.name and agent.name not in c.names:
            c.names.append(agent.name)
            c.named = True
            alias = alias_after(self.parse.text, agent.name_span[1]) if agent.name_span else None
            if alias:
                c.names.append(alias[0])
                c.mentions.append(alias[1])
        if agent.noun:
            c.nouns.add(agent.noun)
        c.nouns.update(t.lemma for t in self.parse.children(agent.head.i, "appos", "compound"))
        c.plural = c.plural or (agent.plural and not agent.name)
        if c.kind == "unknown" or not c.mentions[1:]:
            c.kind = agent.kind
        self._fill(c, "sector", agent.sector, agent.sector_span)
        self._fill(c, "role", agent.role, agent.role_span)
        if c.kind in ("organization", "state_body", "unknown") and agent.noun is None:
            self._kind_of_name(c, agent)
        self._place(c, agent)
        self._membership(c, number, agent)

    def _core(self, agent: Agent) -> Span:
        first = self.parse.subtree(agent.head.i)[0]
        return self.parse.span(max(first, agent.head.i - 8), agent.head.i + 1)

    def _fill(self, c: _Cluster, name: str, value: str | None, span: Span | None) -> None:
        if value is not None and getattr(c, name) is None:
            setattr(c, name, value)
            if span is not None:
                c.evidence = {**c.evidence, name: (span,)}

    def _kind_of_name(self, c: _Cluster, agent: Agent) -> None:
        """A name may say what it is: "Ministry of Defense", "Tigris Revival Front"."""
        for token in self.parse.between(*(agent.name_span or agent.span)):
            traits = noun_traits(token)
            if traits and traits[0] not in _PERSON_LIKE:
                c.kind = traits[0]
                c.nouns.add(token.lower)
                self._fill(c, "sector", traits[1], token.span)

    def _place(self, c: _Cluster, agent: Agent) -> None:
        """The country from the name or a modifier; a bare country's name is the state itself."""
        if c.country is not None:
            return
        tokens = [t for t in agent.modifiers if t.dep in ("amod", "compound", "poss", "nmod")]
        whole = agent.name and self.country_of(agent.name)
        if whole and agent.name_span and agent.entity != "PERSON":
            self._fill(c, "country", whole, agent.name_span)
            if c.kind == "unknown":
                c.kind = "state"
                self._fill(c, "sector", "GOV", agent.name_span)
            return
        for token in [*tokens, agent.head, *self.parse.between(*(agent.name_span or (0, 0)))]:
            if token.pos in ("ADJ", "PROPN", "NOUN") and self.parse.words(token.span)[:1].isupper():
                code = self.country_of(self.parse.words(token.span))
                if code and not (agent.kind == "person" and token.i == agent.head.i):
                    self._fill(c, "country", code, token.span)
                    return

    def _membership(self, c: _Cluster, number: int, agent: Agent) -> None:
        """As in "spokesman for the ministry", "the group's leader", "Hamas spokesman X"."""
        if c.member_of is not None or c.kind not in _PERSON_LIKE:
            return
        owners = [t for t in agent.modifiers if t.dep in ("poss", "compound", "nmod")]
        for prep in self.parse.children(agent.head.i, "prep"):
            if prep.lower in ("for", "of", "from", "in", "at", "with"):
                owners += self.parse.children(prep.i, "pobj")
        for owner in owners:
            body = self._body(owner)
            if body is not None and body != number:
                c.member_of = body
                c.evidence = {**c.evidence, "member_of": (owner.span,)}
                if c.country is None:
                    c.country = self.clusters[body].country
                if c.sector in (None, "CVL"):
                    c.sector = self.clusters[body].sector or c.sector
                return

    def _body(self, owner: Token) -> int | None:
        """The organisation that a noun names, joined or made."""
        if owner.i in self.by_head:
            found = self.clusters[self.by_head[owner.i]]
            return None if found.kind in _PERSON_LIKE else self.by_head[owner.i]
        agent = analyse(self.parse, self.parse.span(*self.parse.subtree(owner.i)))
        if agent is None or agent.pronoun or agent.kind not in ("organization", "state_body"):
            return None
        number = self._named(agent) if agent.name else self._described(agent)
        if number is None:
            if agent.name is None and not agent.definite:
                return None
            number = self._new(agent)
        c = self.clusters[number]
        c.mentions.append(agent.name_span or self._core(agent))
        c.sentence = max(c.sentence, owner.sent)
        if c.kind == "unknown":
            c.kind = agent.kind
        self.by_head.setdefault(owner.i, number)
        if agent.name and agent.name not in c.names:
            c.names.append(agent.name)
        if agent.noun:
            c.nouns.add(agent.noun)
        else:
            self._kind_of_name(c, agent)
        self._fill(c, "sector", agent.sector, agent.sector_span)
        self._place(c, agent)
        return number
