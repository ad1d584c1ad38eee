"""The body behind a speaker: who speaks for whom, by the words and by the rest of the report."""

from __future__ import annotations

import re

from sayso.linking.names import actor_key, key_of, same_person
from sayso.linking.origins.described import is_name
from sayso.linking.origins.press import Deep
from sayso.linking.origins.speaking import description, is_paper, speaks_after, spoken_for
from sayso.linking.origins.unnamed import described_key
from sayso.linking.parts import Parts
from sayso.record import Actor, Span, Statement


def body_of(actor: Actor | None, words: str, span: Span, parts: Parts) -> Actor | str | None:
    """The body that a source speaks for, by its words or by what the report says of the speaker."""
    body = parts.actors.get(actor.member_of) if actor and actor.member_of else None
    if found := spoken_for(words):
        return body if body and same_person(found, body.name) else found
    if actor is None:
        return None
    if body and actor.role and spoken_for(f"{body.name} {actor.role}"):
        return body
    text = parts.report.text
    for begin, end in (span, *actor.mentions):
        # "army spokesman" may stand just before the name, or the office just after it
        opening = text[max(0, begin - 60) : end].split("\n")[-1]
        before = opening.rsplit(". ", 1)[-1].rsplit(", ", 1)[-1]
        if actor.kind == "person" and (found := speaks_after(text, end) or spoken_for(before)):
            return found
    return None


def body_before(statement: Statement, parts: Parts) -> Actor | str | None:
    """The body of "the statement", named by the nearest speaker before it."""
    start = statement.source.span[0] if statement.source else 0
    earlier = [
        s.source
        for s in parts.report.statements
        if s.source and s.source.span[0] < start and not is_paper(parts.report.words(s.source.span))
    ]
    for source in sorted(earlier, key=lambda s: -s.span[0]):
        actor = parts.actors.get(source.actor) if source.actor else None
        words = parts.report.words(source.span)
        if found := body_of(actor, words, source.span, parts):
            return found
        if actor and actor.kind in ("organization", "state_body", "state"):
            return actor
    return None


def spoken(body: Actor | str, actor: Actor | None, said: str, scope: str) -> Deep:
    """The body for which somebody speaks."""
    name = body.name if isinstance(body, Actor) else body
    country = body.country if isinstance(body, Actor) else actor.country if actor else None
    who = actor.name if actor and is_person(actor) and is_name(actor.name) else None
    why = f"{who or 'who is cited'} speaks for {name}: {said}"
    if isinstance(body, Actor) and (body.identity is not None or is_name(name)):
        key, sort = f"source:{actor_key(body)}", "named"
    elif is_name(name):
        key, sort = f"source:{key_of(name)}", "named"
    else:
        key, sort = described_key(scope, name, country), "described"
    return Deep(key, name, "source", why, ("speaks_for",), speaker=who, country=country, sort=sort)


def is_person(actor: Actor) -> bool:
    """Whether a source may be one man or woman, for all that the report says of it."""
    return actor.kind in ("person", "unknown") and spoken_for(actor.name) is None


def office_of(actor: Actor, words: str, name: str) -> str | None:
    """What a named person is: "interior minister", by the words before or after the name."""
    before, _, after = words.partition(name)
    for phrase in (before, after.lstrip(" ,")):
        office = description(phrase).split(" of ")[0] if phrase.strip(" ,.") else ""
        if actor.role and actor.role.casefold() in office.casefold().split():
            return office.casefold()
    titles = re.findall(r"[^\W\d_]+", before)
    office = actor.role or (titles[-1] if titles else "")
    return office.casefold() or None
