"""Who stands at the deep end of a chain of tellers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from sayso.linking.carried import Carried
from sayso.linking.described import is_name
from sayso.linking.moments import day, iso
from sayso.linking.names import actor_key, key_of, same_person
from sayso.linking.parts import Parts, parts_of
from sayso.linking.press import Deep, Press
from sayso.linking.recalling import recalls_itself
from sayso.linking.speaking import (
    body_of_member,
    description,
    head_of,
    is_paper,
    speaks_after,
    spoken_for,
)
from sayso.linking.tellings import Telling
from sayso.record import Actor, Report, Source, Span, Statement, VoiceStep

_PRONOUN_WORDS = """
he she it they we i you who his her their him them this that one
"""
_PRONOUNS = frozenset(_PRONOUN_WORDS.split())
_SAME = re.compile(r"^(?:the|this|that) same\s", re.IGNORECASE)
_NO_WORDS = frozenset("the a an this that".split())
_STAFF = re.compile(
    r"^(?:our\b|(?:an?|one|two|the)\s+(?:\w+\s+)?(?:reporters?|correspondents?|photographers?|"
    r"journalists?|crew|team)\s+(?:of|for|from|with)\s+(?:this|our)\b|this\s+(?:newspaper|paper|station|"
    r"reporter|correspondent|site|channel)\b)",
    re.IGNORECASE,
)
"""Those of the outlet itself, who are its own voice."""
_OTHER = re.compile(r"^(?:(?:yet )?another|a second|a third)\s", re.IGNORECASE)
_UNNAMED = frozenset(
    """official source officer insider diplomat aide adviser advisor commander colonel general major
    captain lieutenant sergeant person people soldier minister lawmaker negotiator employee member
    spokesman spokeswoman spokesperson man woman representative leader""".split()
)
_SYNONYMS = {"eyewitness": "witness", "local": "resident", "local resident": "resident"}
"""Descriptions that say the same of whoever is cited."""


class Sources:
    """Finds the deepest teller of values.

    Args:
        press: The outlets of the collection.
        reports: Its reports by id.
        carried: Follows copied words back.
    """

    def __init__(self, press: Press, reports: Mapping[str, Report], carried: Carried) -> None:
        self._press = press
        self._reports = reports
        self._carried = carried
        self._parts: dict[str, Parts] = {}
        self._spoken: dict[tuple[str, str, str, str], Deep | None] = {}

    def deepest(self, telling: Telling, scope: str) -> Deep | None:
        """The deepest teller behind a value.

        The chain is followed from its inner end: the first statement with a source that can be
        told from others; else the credited agency or reprinted outlet; else the outlet, whose own
        voice belongs to the report that its words were copied from.

        Args:
            telling: A value with its chain.
            scope: The incident: "police" of two incidents are not one source.

        Returns:
            None for what a report only recalls of its own outlet's earlier report.
        """
        report, parts = telling.report, telling.parts
        root_id, at, copies = self._carried.root(report.id, telling.span)
        root = self._reports.get(root_id, report)
        for n, step in reversed(list(enumerate(telling.steps))):
            statement = parts.statements.get(step.statement) if step.statement else None
            if statement is not None:
                if recalls_itself(statement, report, self._press):
                    return None
                found = self._speaker(statement, parts, root, scope)
                if found and _through_others(telling.steps[:n], statement, parts):
                    return replace(found, rules=("deepest_named", *found.rules))
                if found:
                    return found
            elif step.teller is not None:
                why = f"{report.id} gives it as {step.teller}'s text"
                return self._press.deep(step.teller, why, "agency")
        if not copies:
            return self._press.own(root)
        kinds = ", ".join(f"{c.kind} of {c.from_}" for c in copies)
        own = self._said_there(root, (at, at + telling.span[1] - telling.span[0]), scope)
        own = own or self._press.own(root)
        rules = ("copied", *(r for r in own.rules if r != "own_reporting"))
        return replace(own, why=f"{report.id} has the words from it ({kinds})", rules=rules)

    def _said_there(self, root: Report, span: Span, scope: str) -> Deep | None:
        """Who says it in the report that the words come from, where the copy has cut that off."""
        held = [
            s for s in root.statements if any(a <= span[0] and span[1] <= b for a, b in s.content)
        ]
        held.sort(key=lambda s: sum(b - a for a, b in s.content))
        if root.id not in self._parts:
            self._parts[root.id] = parts_of(root)
        told = (self._speaker(s, self._parts[root.id], root, scope) for s in held)
        return next((found for found in told if found), None)

    def _speaker(self, statement: Statement, parts: Parts, root: Report, scope: str) -> Deep | None:
        """Who makes a statement, as far as it can be told; read once for all its values."""
        at = (parts.report.id, statement.id, root.id, scope)
        if at not in self._spoken:
            self._spoken[at] = self._read(statement, parts, root, scope)
        return self._spoken[at]

    def _read(self, statement: Statement, parts: Parts, root: Report, scope: str) -> Deep | None:
        report, actors, press = parts.report, parts.actors, self._press
        if statement.source is None:
            medium = statement.medium
            name = _named(medium.actor, medium.span, report, actors) if medium else None
            if name and press.knows(name):
                return press.deep(name, f"{report.id} cites {name}", "cited_press")
            return None
        source = statement.source
        words = " ".join(report.words(source.span).split())
        actor = actors.get(source.actor) if source.actor else None
        if words.casefold() in _NO_WORDS or _STAFF.match(words):
            return None
        if actor is None and words.casefold() in _PRONOUNS:
            return None
        name = " ".join((actor.name if actor else words).split()).strip(" .,;")
        if not press.knows(name) and (not is_name(name) or name.split()[-1].islower()):
            name = press.named_in(words) or name
        body = _body(actor, words, source.span, parts)
        if body is None and is_paper(words):
            body = _body_before(statement, parts)
        outlet = source.kind == "outlet" and is_name(name) and body is None
        if press.knows(name) or outlet:
            why = f"{report.id} cites {name}: “{cue_of(statement, report)}”"
            known = press.deep(name, why, "cited_press")
            return None if known.key == press.own(root).key else known
        said = f"“{cue_of(statement, report)}” in {report.id}"
        if body is not None:
            return _spoken(body, actor, said, scope)
        proper = actor is not None and (actor.identity is not None or is_name(name))
        if actor is not None and proper and not source.anonymous:
            return Deep(
                f"source:{actor_key(actor)}",
                name,
                "source",
                f"named source: {said}",
                country=actor.country,
                sort="named",
                office=_office(actor, words, name),
                person=_is_person(actor),
            )
        if before := _named_before(statement, words, parts):
            assert before.source is not None  # noqa: S101 - that is what was looked for
            first, _, _ = self._carried.root(report.id, before.source.span)
            return self._speaker(before, parts, self._reports.get(first, report), scope)
        kept_back = source.anonymous and (source.reason is not None or _may_be_many(words, source))
        return _described(actor, parts, words, root, scope, anonymous=kept_back)


def _may_be_many(words: str, source: Source) -> bool:
    """Whether a description fits so many that tomorrow it may be another who speaks.

    "An official", "security sources"; not "witnesses", nor "prosecutors" and "detectives", who
    are cited as the police are.
    """
    if source.kind == "witness":
        return False
    head = head_of(words)
    return _singular(head) in _UNNAMED if head else True


def _through_others(steps: tuple[VoiceStep, ...], inner: Statement, parts: Parts) -> bool:
    """Whether somebody else stands between the outlet and the innermost teller."""
    outer = (parts.statements.get(step.statement) for step in steps if step.statement)
    actor = inner.source.actor if inner.source else None
    return any(s and s.source and s.source.actor != actor for s in outer)


def _body(actor: Actor | None, words: str, span: Span, parts: Parts) -> Actor | str | None:
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


def _named_before(statement: Statement, words: str, parts: Parts) -> Statement | None:
    """The statement of the source that "the same official" points back to."""
    if not _SAME.match(words) or statement.source is None:
        return None
    heads = description(words).split()[-1:]
    earlier = [
        s
        for s in parts.statements.values()
        if s.source
        and s.source.span[0] < statement.source.span[0]
        and [_singular(w) for w in description(parts.report.words(s.source.span)).split()[-1:]]
        == [_singular(w) for w in heads]
        and not _SAME.match(parts.report.words(s.source.span))
    ]
    return max(earlier, key=lambda s: s.source.span[0] if s.source else 0, default=None)


def _body_before(statement: Statement, parts: Parts) -> Actor | str | None:
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
        if found := _body(actor, words, source.span, parts):
            return found
        if actor and actor.kind in ("organization", "state_body", "state"):
            return actor
    return None


def _spoken(body: Actor | str, actor: Actor | None, said: str, scope: str) -> Deep:
    """The body for which somebody speaks."""
    name = body.name if isinstance(body, Actor) else body
    country = body.country if isinstance(body, Actor) else actor.country if actor else None
    who = actor.name if actor and _is_person(actor) and is_name(actor.name) else None
    why = f"{who or 'who is cited'} speaks for {name}: {said}"
    if isinstance(body, Actor) and (body.identity is not None or is_name(name)):
        key, sort = f"source:{actor_key(body)}", "named"
    elif is_name(name):
        key, sort = f"source:{key_of(name)}", "named"
    else:
        key, sort = _described_key(scope, name, country), "described"
    return Deep(key, name, "source", why, ("speaks_for",), speaker=who, country=country, sort=sort)


def _described(
    actor: Actor | None,
    parts: Parts,
    words: str,
    root: Report,
    scope: str,
    *,
    anonymous: bool,
) -> Deep:
    """A source without a name: one with those of its body or description in the same incident.

    The anonymous are kept apart by day as well, because tomorrow's official may be another. Who is
    told of as "another" is another.
    """
    label = description(actor.name if actor and actor.name[:1].isalpha() else words)
    body = parts.actors.get(actor.member_of) if actor and actor.member_of else None
    country = actor.country if actor else None
    other = " (another)" if _OTHER.match(words) else ""
    person = actor is not None and actor.kind == "person"
    if not anonymous:
        shown = body.name if body and not person else label
        why = f"described, and one within the incident: “{words}”"
        key = _described_key(scope, shown + other, country)
        office = _singular(head_of(label)) if person else None
        sort = "described" + other
        return Deep(
            key, shown, "source", why, ("described",), country=country, sort=sort, office=office,
            person=person,
        )  # fmt: skip
    of = body.name if body else body_of_member(words) or body_of_member(label)
    about = f"of {key_of(of)}" if of else key_of(_singular(label))
    told = day(root.published)
    on = iso(told) if told else "an unknown day"
    shown = f"unnamed: {label}" + (f" of {of}" if of and key_of(of) not in key_of(label) else "")
    why = f"unnamed sources of {of or label} cited on {on} count as one: “{words}” in {root.id}"
    return Deep(
        f"anonymous:{scope}:{about}{other}|{country or ''}:{on}",
        shown,
        "anonymous",
        why,
        ("same_body_same_day",),
        country=country,
        sort=f"{about}{other} {on}",
        person=True,
    )


def _is_person(actor: Actor) -> bool:
    """Whether a source may be one man or woman, for all that the report says of it."""
    return actor.kind in ("person", "unknown") and spoken_for(actor.name) is None


def _office(actor: Actor, words: str, name: str) -> str | None:
    """What a named person is: "mayor", by the reading or by the words before the name."""
    before = re.findall(r"[^\W\d_]+", words.partition(name.split()[0])[0])
    office = actor.role or (before[-1] if before else "")
    return office.casefold() or None


def _described_key(scope: str, name: str, country: str | None) -> str:
    return f"described:{scope}:{key_of(_singular(name))}|{country or ''}"


def _singular(label: str) -> str:
    """A description in the singular: "security officials" are "a security official"."""
    one = re.sub(r"(?<=[a-z]{3})(?<!s)s\b", "", label.casefold())
    one = re.sub(r"sse\b", "ss", one)
    return _SYNONYMS.get(one, one)


def _named(actor: str | None, span: Span, report: Report, actors: Mapping[str, Actor]) -> str:
    return actors[actor].name if actor and actor in actors else report.words(span)


def cue_of(statement: Statement, report: Report) -> str:
    """The words that attribute: the source and its cue."""
    spans = sorted([*([statement.source.span] if statement.source else []), *statement.cue])
    return " ".join(" … ".join(report.words(span) for span in spans).split())
