"""Sources without a name: how they are described, and when two of them are one."""

from __future__ import annotations

import re

from sayso.linking.moments import day, iso
from sayso.linking.names import key_of
from sayso.linking.origins.press import Deep
from sayso.linking.origins.speaking import body_of_member, description, head_of
from sayso.linking.parts import Parts
from sayso.record import Actor, Report, Source, Statement

_SAME = re.compile(r"^(?:the|this|that) same\s", re.IGNORECASE)
_OTHER = re.compile(r"^(?:(?:yet )?another|a second|a third)\s", re.IGNORECASE)
_UNNAMED = frozenset(
    """official source officer insider diplomat aide adviser advisor commander colonel general major
    captain lieutenant sergeant minister lawmaker negotiator employee member spokesman spokeswoman
    spokesperson""".split()
)
_SYNONYMS = {"eyewitness": "witness", "local": "resident", "local resident": "resident"}
"""Descriptions that say the same of whoever is cited."""


def may_be_many(words: str, source: Source) -> bool:
    """Whether a description fits so many that tomorrow it may be another who speaks.

    "An official", "security sources"; not "witnesses", nor "prosecutors" and "detectives", who
    are cited as the police are.
    """
    if source.kind == "witness":
        return False
    head = head_of(words)
    return singular(head) in _UNNAMED if head else True


def named_before(statement: Statement, words: str, parts: Parts) -> Statement | None:
    """The statement of the source that "the same official" points back to."""
    if not _SAME.match(words) or statement.source is None:
        return None
    heads = description(words).split()[-1:]
    earlier = [
        s
        for s in parts.statements.values()
        if s.source
        and s.source.span[0] < statement.source.span[0]
        and [singular(w) for w in description(parts.report.words(s.source.span)).split()[-1:]]
        == [singular(w) for w in heads]
        and not _SAME.match(parts.report.words(s.source.span))
    ]
    return max(earlier, key=lambda s: s.source.span[0] if s.source else 0, default=None)


def described(
    statement: Statement, parts: Parts, words: str, root: Report, scope: str, *, anonymous: bool
) -> Deep:
    """A source without a name: one with those of its body or description in the same incident.

    The anonymous are kept apart by day as well, because tomorrow's official may be another. Who is
    told of as "another", after one of the same body, is another.

    Args:
        statement: What the source says.
        parts: The report.
        words: How it describes the source.
        root: The report that first printed the words.
        scope: The incident.
        anonymous: The source may be one of many.
    """
    actor = parts.actors.get(statement.source.actor or "") if statement.source else None
    label, country = _label(actor, words), actor.country if actor else None
    body = parts.actors.get(actor.member_of) if actor and actor.member_of else None
    other = " (another)" if _is_another(statement, words, parts) else ""
    person = actor is not None and actor.kind == "person"
    if not anonymous:
        shown = body.name if body and not person else label
        return Deep(
            described_key(scope, shown + other, country),
            shown,
            "source",
            f"described, and one within the incident: “{words}”",
            ("described",),
            country=country,
            sort="described" + other,
            office=singular(_before_of(label)) if person else None,
            person=person,
        )
    of, about = _body(actor, words, parts), _about(actor, words, parts)
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


def _before_of(label: str) -> str:
    """A description up to its head: "police chief" of "police chief in Zamfara"."""
    head = head_of(label)
    return label[: label.index(head) + len(head)] if head and head in label else label


def _label(actor: Actor | None, words: str) -> str:
    return description(actor.name if actor and actor.name[:1].isalpha() else words)


def _body(actor: Actor | None, words: str, parts: Parts) -> str | None:
    """The body of one who is not named, by the reading or by the words."""
    body = parts.actors.get(actor.member_of) if actor and actor.member_of else None
    return body.name if body else body_of_member(words) or body_of_member(_label(actor, words))


def _about(actor: Actor | None, words: str, parts: Parts) -> str:
    """What makes two unnamed sources one: their body, else their description."""
    of, label = _body(actor, words, parts), _label(actor, words)
    return f"of {key_of(of)}" if of else key_of(singular(head_of(label) or label))


def _is_another(statement: Statement, words: str, parts: Parts) -> bool:
    """Whether a report says that a source is another than one that it cited before."""
    if not _OTHER.match(words) or statement.source is None:
        return False
    mine = _about(parts.actors.get(statement.source.actor or ""), words, parts)
    return any(
        _about(parts.actors.get(s.source.actor or ""), parts.report.words(s.source.span), parts)
        == mine
        for s in parts.statements.values()
        if s.source and s.source.span[0] < statement.source.span[0]
    )


def described_key(scope: str, name: str, country: str | None) -> str:
    """What identifies a description within an incident."""
    return f"described:{scope}:{key_of(singular(name))}|{country or ''}"


def singular(label: str) -> str:
    """A description in the singular: "security officials" are "a security official"."""
    one = re.sub(r"(?<=[a-z]{3})(?<!s)s\b", "", label.casefold())
    one = re.sub(r"sse\b", "ss", one)
    return _SYNONYMS.get(one, one)
