"""Whose somebody is: "spokesman for the ministry", "the group's leader", "Front fighters"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from sayso.language.parse import Parse, Token
from sayso.resolve.agents import Agent, analyse
from sayso.resolve.bystanders import BODIES, PEOPLE
from sayso.resolve.clusters import Clusters
from sayso.resolve.joining import Joiner
from sayso.resolve.vocabulary import words_for

_OF = ("for", "of", "from", "in", "at", "with", "to")
_TIED = ("linked", "affiliated", "aligned", "led", "run", "allied")


class Gathering(Protocol):
    """What this module needs of the gathering of actors."""

    parse: Parse
    clusters: Clusters
    joiner: Joiner

    @property
    def by_head(self) -> Mapping[int, int]:
        """The actor of each mention's head."""

    def antecedent(self, agent: Agent) -> int | None:
        """Whom a pronoun stands for."""

    def take(self, agent: Agent) -> int | None:
        """Put a mention where it belongs."""


def body_of(gathering: Gathering, number: int, agent: Agent) -> tuple[int, Token] | None:
    """The body that a mention says somebody belongs to, or is a part of, and the word for it.

    People belong to what owns them ("the group's leader"), to what stands before their role
    ("Northern Front fighters"), to what they are of, for or from, or linked to by a hyphen
    ("Front-affiliated"); of bodies, only what is a part by its noun ("the Front's media wing").
    """
    kind = gathering.clusters[number].kind
    part = agent.noun in words_for("parts")
    if kind not in PEOPLE and not (part and kind in BODIES):
        return None
    for owner in _owners(gathering.parse, agent):
        body = _body(gathering, owner)
        if body is None or body == number:
            continue
        if owner.dep == "compound" and gathering.clusters[body].country == "MNC":
            continue  # "its Telegram channel" is not Telegram's
        return body, owner
    return None


def served_by(gathering: Gathering, number: int, agent: Agent) -> int | None:
    """The people that somebody acts for: "an aide to the governor", "the rebels' spokesman"."""
    if agent.role_word not in words_for("serving"):
        return None
    for owner in _owners(gathering.parse, agent):
        found = gathering.by_head.get(owner.i)
        if found not in (None, number) and gathering.clusters[found].kind in PEOPLE:
            return found
    return None


def _owners(parse: Parse, agent: Agent) -> list[Token]:
    """The nouns that a mention's words tie it to, possessors first."""
    nouns = [agent.head]
    if agent.role is not None and agent.role != agent.head:
        nouns.append(agent.role)
    own = set(agent.named) if agent.head in agent.named else set()
    owners: list[Token] = []
    for noun in nouns:
        before = [t for t in parse.children(noun.i, "poss", "compound", "nmod") if t not in own]
        owners += before
        for title in before:  # "ministry spokesman X"
            owners += [t for t in parse.children(title.i, "compound", "poss") if t not in own]
        for tied in parse.children(noun.i, "amod"):
            if tied.lower in _TIED:
                owners += parse.children(tied.i, "npadvmod", "compound", "nmod")
        for prep in parse.children(noun.i, "prep"):
            if prep.lower in _OF:
                owners += parse.children(prep.i, "pobj")
    return sorted(owners, key=lambda t: t.dep != "poss")


def _body(gathering: Gathering, owner: Token) -> int | None:
    """The body that a noun names, joined or made."""
    parse, clusters = gathering.parse, gathering.clusters
    number = gathering.by_head.get(owner.i)
    if number is None:
        agent = analyse(parse, parse.span(*parse.subtree(owner.i)))
        if agent is None:
            return None
        if agent.pronoun:  # "its leader"
            number = gathering.antecedent(agent)
            return number if number is not None and clusters[number].kind in BODIES else None
        if agent.kind not in BODIES:  # "members of the FMLN": a body if it is known as one
            known = None
            if agent.name and agent.kind == "unknown":
                known = gathering.joiner.named(agent, None)
                if known is None and gathering.joiner.is_listed(agent):
                    known = gathering.take(agent)
            return known if known is not None and clusters[known].kind in BODIES else None
        if agent.name is None and not agent.definite:
            # "ministry spokesman": the ministry at hand, if there is one
            return clusters.latest([agent.noun or ""], lambda c: c.kind in BODIES)
        number = gathering.take(agent)
    return number if number is not None and clusters[number].kind in BODIES else None
