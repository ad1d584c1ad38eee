"""Which actor that is already there a name or a description stands for, if that is safe to say.

A wrong join says of one party what another did; a missed one only says less. So a name that two
actors may bear is nobody's until one of them has been called so, and nothing joins what its own
words set apart: another country, another gender, a possessor ("Mr Karim's wife, Anna Karim").
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sayso.language.parse import Parse, Token
from sayso.resolve.agents import Agent
from sayso.resolve.bodies import bodies, canonical
from sayso.resolve.clusters import Cluster, Clusters, asking_words
from sayso.resolve.names import is_short, same_body, same_person
from sayso.resolve.vocabulary import is_body_word, words_for
from sayso.resolve.words import key

_BODIES = ("organization", "state_body")
_QUALIFYING = ("compound", "amod", "poss", "prep", "nmod", "relcl", "acl", "nummod")
_NEAR = 1
"""Sentences in which the latest of two equal candidates is meant."""
_REACH = 8
"""Sentences that "the group" may look back."""
_ARMED = ("REB", "PRM", "UAF", "CRM", "PTY", "OPP", "SOC")
"""Sectors of bodies that are called "the group"."""


class Joiner:
    """Finds the actor that a mention joins.

    Args:
        parse: The report.
        clusters: The actors so far.
        by_head: The actor of each mention's head.
        country_of: A country's name, demonym or capital to its code.
    """

    def __init__(
        self,
        parse: Parse,
        clusters: Clusters,
        by_head: Mapping[int, int],
        country_of: Callable[[str], str | None],
    ) -> None:
        self._parse = parse
        self._clusters = clusters
        self._by_head = by_head
        self._country_of = country_of

    def named(self, agent: Agent, country: str | None) -> int | None:
        """The actor that bears a name."""
        name = agent.name or ""
        barred = self._others(agent)
        words = {*asking_words(name), *asking_words(canonical(name))}
        found = [
            n
            for n in self._clusters.known(words)
            if n not in barred and self._fits(agent, self._clusters[n], country)
        ]
        exact = [n for n in found if any(key(name) == key(o) for o in self._clusters[n].called)]
        if len(exact) == 1:
            return exact[0]
        found = exact or found
        if len(found) < 2:
            return found[0] if found else None
        if agent.kind == "person":
            # "Karim", where a father and a son are named: he who was called so before
            short = [
                n
                for n in found
                if any(
                    is_short(o, f) for o in self._clusters[n].names for f in self._clusters[n].names
                )
            ]
            return short[0] if len(short) == 1 else None
        return self._latest(agent, found)

    def is_listed(self, agent: Agent) -> bool:
        """Whether the lexicon knows a name as that of one body."""
        return len(bodies(agent.seen)) == 1

    def described(self, agent: Agent, label: str, country: str | None) -> int | None:
        """The actor that "the ministry", "the spokesman" or "local police" stands for."""
        noun = agent.noun
        if noun is None:
            return None
        barred = self._others(agent)
        own = [t for t in agent.modifiers if t.dep in _QUALIFYING]
        if agent.definite and (not own or agent.name):
            found = [
                n
                for n in self._clusters.known([noun])
                if n not in barred and self._suits(agent, self._clusters[n], country)
            ]
            if found:
                return self._latest(agent, found)
            if agent.kind == "organization" and noun in ("group", "organization", "organisation"):
                return self._clusters.near(agent.head.sent, _REACH, self._is_armed_body)
            return None
        if not agent.definite and not agent.plural:
            return None  # "a police official" is somebody new each time
        known = self._clusters.known([label.casefold()])
        same = [
            n
            for n in known
            if n not in barred
            and not self._clusters[n].names
            and self._clusters[n].label.casefold() == label.casefold()
            and _one_country(country, self._clusters[n].country)
        ]
        return self._latest(agent, same) if same else None

    def called_after_its_kind(self, agent: Agent, country: str | None) -> int | None:
        """The body that one word of its name stands for: "the Column", "the Shield"."""
        if len(agent.named) != 1 or not agent.definite:
            return None
        word = agent.named[0].lower
        if self._country_of(agent.seen) or bodies(agent.seen):
            return None
        barred = self._others(agent)
        found = [
            n
            for n in self._clusters.known([word])
            if n not in barred
            and self._clusters[n].kind in _BODIES
            and any(word in key(name) for name in self._clusters[n].names)
            and _one_country(country, self._clusters[n].country)
        ]
        if len(found) == 1:
            return found[0]
        return self._latest(agent, found) if found and is_body_word(word) else None

    def _latest(self, agent: Agent, found: list[int]) -> int | None:
        """The latest mentioned; none where another of them is as likely."""
        order = sorted(found, key=lambda n: self._clusters[n].mentions[-1], reverse=True)
        first = self._clusters[order[0]]
        apart = {self._clusters[n].country for n in order} - {None}
        named = [n for n in order if self._clusters[n].names]
        if (len(apart) > 1 or len(named) > 1) and agent.head.sent - first.sentence > _NEAR:
            return None
        return order[0]

    def _fits(self, agent: Agent, cluster: Cluster, country: str | None) -> bool:
        """Whether a cluster's names may be the mention's too."""
        name = agent.name or ""
        if agent.gender and cluster.gender and agent.gender != cluster.gender:
            return False
        if agent.kind != "person" and not _one_country(country, cluster.country):
            return False
        if any(key(name) == key(other) for other in cluster.called):
            return True
        if self._may_be_person(agent.kind, agent.sure, name) and self._may_be_person(
            cluster.kind, cluster.sure, cluster.longest
        ):
            long_enough = len(key(name)) > 1 and len(key(cluster.longest)) > 1
            if "person" in (agent.kind, cluster.kind) or long_enough:
                return bool(cluster.names) and same_person(name, cluster.longest)
        if "person" in (agent.kind, cluster.kind):
            return False
        return any(same_body(agent.seen, o, self._country_of) for o in cluster.seen_as)

    def _may_be_person(self, kind: str, sure: bool, name: str) -> bool:
        if "'s" in name or "’s" in name:
            return False  # "Karim's Ministry", taken for a person
        if kind == "person":
            return True
        if kind == "group" or sure or bodies(name) or self._country_of(name):
            return False
        return not any(map(is_body_word, key(name)))

    def _suits(self, agent: Agent, cluster: Cluster, country: str | None) -> bool:
        if cluster.plural != agent.plural or not _one_country(country, cluster.country):
            return False
        if agent.gender and cluster.gender and agent.gender != cluster.gender:
            return False
        return bool(cluster.names) or cluster.kind == agent.kind

    def _is_armed_body(self, cluster: Cluster) -> bool:
        if not cluster.names or cluster.kind not in ("organization", "group"):
            return False
        return cluster.sector is None or cluster.sector in _ARMED

    def _others(self, agent: Agent) -> set[int]:
        """Actors that a mention's own words set apart from it: possessors, the rest of a list."""
        heads = [agent.head]
        while heads[-1].dep == "appos":
            heads.append(self._parse.tokens[heads[-1].head])
        out: set[int] = set()
        for head in heads:
            kids = self._parse.children(head.i, "poss", "conj", "prep")
            if head.dep == "conj":
                kids.append(self._parse.tokens[head.head])
            for kid in kids:
                out |= self._under(kid, within=agent)
        for head in (*heads, *agent.modifiers):
            if head.lemma in words_for("kin"):
                for kid in self._parse.children(head.i, "poss", "prep"):
                    out |= self._under(kid, within=agent)
        return out

    def _under(self, token: Token, within: Agent) -> set[int]:
        """Actors whose heads stand at or right under a token."""
        below = [token, *self._parse.children(token.i, "pobj", "conj", "compound")]
        return {self._by_head[t.i] for t in below if t.i in self._by_head and t not in within.named}


def _one_country(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other
