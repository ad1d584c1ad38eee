"""Mentions of actors that nobody asked about: what pronouns and descriptions may point back to."""

from __future__ import annotations

from sayso.extract.statements.lexicon import lexicon
from sayso.language.parse import Parse, Token
from sayso.record import Span
from sayso.resolve.agents import Agent
from sayso.resolve.vocabulary import noun_traits

MAX_LABEL = 8
"""Words before and after a head that describe somebody without a name."""
PEOPLE = ("person", "group")
BODIES = ("organization", "state_body")
SUBJECTS = ("nsubj", "nsubjpass")


def bystanders(parse: Parse) -> set[Span]:
    """Names, and bodies that "the" points back to: more mentions of whoever is asked for."""
    named = {(e.start, e.end) for e in parse.entities if e.label in ("PERSON", "ORG")}
    definite = {
        parse.span(t.i, t.i + 1)
        for t in parse.tokens
        if t.pos == "NOUN"
        and (traits := noun_traits(t)) is not None
        and traits[0] in BODIES
        and any(d.lower == "the" for d in parse.children(t.i, "det"))
    }
    people = {
        parse.span(parse.subtree(t.i)[0], min(parse.subtree(t.i)[1], t.i + MAX_LABEL))
        for t in parse.tokens
        if ((traits := noun_traits(t)) is not None and traits[0] in PEOPLE) or is_document(t)
    }
    names = {
        parse.span(parse.subtree(t.i)[0], t.i + 1)
        for t in parse.tokens
        if t.dep in SUBJECTS and t.pos == "PROPN" and t.i - parse.subtree(t.i)[0] <= MAX_LABEL
    }
    return named | definite | people | names


def is_document(token: Token) -> bool:
    """A thing that can say something: "It records one arrest" may mean the log."""
    return token.tag == "NN" and lexicon().kinds.get(token.lemma) == "document"


def may_be_meant(agent: Agent) -> bool:
    """Whether somebody or something that nobody asked about may be what a pronoun means."""
    return agent.head.dep in SUBJECTS or agent.kind in PEOPLE or is_document(agent.head)
