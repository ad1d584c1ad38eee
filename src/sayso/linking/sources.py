"""Who stands at the deep end of a chain of tellers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sayso.linking.carried import Carried
from sayso.linking.moments import day, iso
from sayso.linking.names import AGENCIES, actor_key, host, is_proper, key_of
from sayso.linking.parts import Parts
from sayso.linking.tellings import Telling
from sayso.record import Actor, Report, Statement

OriginKind = Literal["outlet", "agency", "source", "anonymous", "unknown"]

_PRONOUN_WORDS = """
he she it they we i you who his her their him them this that one
"""
_PRONOUNS = frozenset(_PRONOUN_WORDS.split())
_DETERMINERS = re.compile(
    r"^(?:(?:the|a|an|one|two|three|four|some|several|many|other|another|its|their|his|her)\s+)+",
    re.IGNORECASE,
)
_EARLIER = re.compile(r"\b(?:report|story|article|version|dispatch|bulletin)s?\b", re.IGNORECASE)
_SPEAKS_FOR = re.compile(
    r"spokes(?:man|woman|person|people)|press (?:office|secretary)", re.IGNORECASE
)


@dataclass(frozen=True)
class Deep:
    """The deepest teller of a chain.

    ``key`` identifies it; ``press`` is set when it is an outlet or agency, which may itself have
    the account from somebody else. ``why`` are the words of the rule that found it.
    """

    key: str
    name: str
    kind: OriginKind
    why: str
    press: bool = False
    speaker: str | None = None
    """Who spoke for the body that counts as the source."""


class Press:
    """The outlets and agencies of a collection, by the keys of their names.

    Args:
        reports: The collection.
    """

    def __init__(self, reports: Sequence[Report]) -> None:
        self._names: dict[str, str] = {}
        self._agencies = set(AGENCIES)
        for report in reports:
            for name in (report.outlet, report.agency):
                if name:
                    self._names.setdefault(key_of(name), name)
            if report.agency:
                self._agencies.add(key_of(report.agency))
        longest = sorted(self._names.values(), key=lambda name: (-len(name), name))
        self._any = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest)) or '(?!)'})\b")

    def knows(self, name: str) -> bool:
        """Whether a source cited by name is an outlet or an agency."""
        return key_of(name) in self._names or key_of(name) in self._agencies

    def named_in(self, words: str) -> str | None:
        """The outlet or agency that a description names: "an earlier report by Example Wire"."""
        found = self._any.search(words)
        return self._names[key_of(found.group())] if found else None

    def deep(self, name: str, why: str) -> Deep:
        """An outlet or an agency as the deepest teller."""
        key = key_of(name)
        kind: OriginKind = "agency" if key in self._agencies else "outlet"
        return Deep(f"press:{key}", self._names.get(key, name), kind, why, press=True)

    def own(self, report: Report) -> Deep:
        """A report's own voice: its agency's, else its outlet's, else its site's."""
        name = report.agency or report.outlet or host(report.url)
        if name is None:
            return Deep(f"report:{report.id}", report.id, "unknown", f"{report.id} names no outlet")
        return self.deep(name, f"own reporting of {name}")


def deepest(
    telling: Telling,
    scope: str,
    press: Press,
    reports: Mapping[str, Report],
    carried: Carried,
) -> Deep | None:
    """The deepest teller behind a value.

    The chain is followed from its inner end: the first statement with a source that can be told
    from others; else the credited agency or reprinted outlet; else the outlet, whose own voice
    belongs to the report that its words were copied from.

    Args:
        telling: A value with its chain.
        scope: The incident: "police" of two incidents are not one source.
        press: The outlets of the collection.
        reports: The reports by id.
        carried: Follows copied words back.

    Returns:
        None for what a report only recalls of its own outlet's earlier report.
    """
    report = telling.report
    root_id, _, copies = carried.root(report.id, telling.span)
    root = reports.get(root_id, report)
    for step in reversed(telling.steps):
        if step.statement is not None:
            statement = telling.parts.statements.get(step.statement)
            if _recalls_itself(statement, report, press):
                return None
            found = _speaker(statement, telling.parts, root, scope, press)
            if found:
                return found
        elif step.teller is not None:
            return press.deep(step.teller, f"{report.id} gives it as {step.teller}'s text")
    own = press.own(root)
    if not copies:
        return own
    kinds = ", ".join(f"{c.kind} of {c.from_}" for c in copies)
    return Deep(
        own.key, own.name, own.kind, f"{report.id} has the words from it ({kinds})", own.press
    )


def _speaker(
    statement: Statement | None, parts: Parts, root: Report, scope: str, press: Press
) -> Deep | None:
    if statement is None:
        return None
    report, actors = parts.report, parts.actors
    if statement.source is None:
        medium = statement.medium
        name = _named(medium.actor, medium.span, report, actors) if medium else None
        return press.deep(name, f"{report.id} cites {name}") if name and press.knows(name) else None
    source = statement.source
    words = report.words(source.span)
    actor = actors.get(source.actor) if source.actor else None
    if actor is None and words.casefold().strip() in _PRONOUNS:
        return None
    name = actor.name if actor else words
    if not press.knows(name) and (not is_proper(name) or name.split()[-1].islower()):
        name = press.named_in(words) or name
    if press.knows(name):
        known = press.deep(name, f"{report.id} cites {name}: “{_cue(statement, report)}”")
        own_press = press.own(root)
        return None if known.key == own_press.key else known
    proper = actor is not None and (actor.identity is not None or is_proper(name))
    if actor is not None and proper and not source.anonymous:
        return _named_source(actor, actors, statement, report, scope)
    return _described(actor, actors, words, root, scope, anonymous=source.anonymous)


def _recalls_itself(statement: Statement | None, report: Report, press: Press) -> bool:
    """Whether a report cites its own outlet, as a correction does: "an earlier report said"."""
    if statement is None or statement.source is None:
        return False
    words = report.words(statement.source.span)
    named = press.named_in(words) if _EARLIER.search(words) else None
    return named is not None and press.deep(named, "").key == press.own(report).key


def _named_source(
    actor: Actor, actors: Mapping[str, Actor], statement: Statement, report: Report, scope: str
) -> Deep:
    said = f"“{_cue(statement, report)}” in {report.id}"
    body = actors.get(actor.member_of) if actor.member_of else None
    if body and len(body.name.split()) == 1 and not is_proper(body.name):
        body = None  # "the group's spokesman": which group, the words do not say
    if body and actor.role and _SPEAKS_FOR.search(actor.role):
        why = f"{actor.name} speaks for {body.name}: {said}"
        proper = body.identity is not None or is_proper(body.name)
        key = (
            f"source:{actor_key(body)}"
            if proper
            else _described_key(scope, body.name, body.country)
        )
        return Deep(key, body.name, "source", why, speaker=actor.name)
    return Deep(f"source:{actor_key(actor)}", actor.name, "source", f"named source: {said}")


def _described(
    actor: Actor | None,
    actors: Mapping[str, Actor],
    words: str,
    root: Report,
    scope: str,
    *,
    anonymous: bool,
) -> Deep:
    """A source without a name: one with those of its body or description in the same incident.

    The anonymous are kept apart by day as well, because tomorrow's official may be another.
    """
    description = _DETERMINERS.sub("", " ".join((actor.name if actor else words).split()))
    body = actors.get(actor.member_of) if actor and actor.member_of else None
    country = actor.country if actor else None
    label = body.name if body else description
    if not anonymous:
        key = _described_key(scope, label, country)
        return Deep(key, label, "source", f"described, and one within the incident: “{words}”")
    about = (
        f"body:{actor_key(body)}" if body else f"{key_of(_singular(description))}|{country or ''}"
    )
    told = day(root.published)
    on = iso(told) if told else "an unknown day"
    shown = f"unnamed: {description}" + (f" of {body.name}" if body else "")
    why = f"unnamed sources of {label} cited on {on} count as one: “{words}” in {root.id}"
    return Deep(f"anonymous:{scope}:{about}:{on}", shown, "anonymous", why)


def _described_key(scope: str, name: str, country: str | None) -> str:
    return f"described:{scope}:{key_of(_singular(name))}|{country or ''}"


def _singular(description: str) -> str:
    """A description in the singular: "security officials" are "a security official"."""
    return re.sub(r"(?<=[a-z]{3})s\b", "", description.casefold())


def _named(
    actor: str | None, span: tuple[int, int], report: Report, actors: Mapping[str, Actor]
) -> str:
    return actors[actor].name if actor and actor in actors else report.words(span)


def _cue(statement: Statement, report: Report) -> str:
    """The words that attribute: the source and its cue."""
    spans = sorted([*([statement.source.span] if statement.source else []), *statement.cue])
    return " ".join(" … ".join(report.words(span) for span in spans).split())
