"""Who stands at the deep end of a chain of tellers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from sayso.linking.accounts.tellings import Telling
from sayso.linking.copies.carried import Carried
from sayso.linking.names import actor_key
from sayso.linking.origins.bodies import body_before, body_of, is_person, office_of, spoken
from sayso.linking.origins.described import is_name
from sayso.linking.origins.press import Deep, Press
from sayso.linking.origins.recalling import recalls_itself
from sayso.linking.origins.speaking import is_paper
from sayso.linking.origins.unnamed import described, may_be_many, named_before
from sayso.linking.parts import Parts, parts_of
from sayso.record import Actor, Report, Span, Statement, VoiceStep

_PRONOUN_WORDS = """
he she it they we i you who his her their him them this that one
"""
_PRONOUNS = frozenset(_PRONOUN_WORDS.split())
_NO_WORDS = frozenset("the a an this that".split())
_PEOPLE = r"(?:reporter|correspondent|photographer|journalist|crew|team|newsroom)s?"
_STAFF = re.compile(
    rf"^(?:(?:our|this\s+\w+['’]s)\s+(?:\w+\s+)?{_PEOPLE}\b|"
    rf"(?:an?|one|two|the)\s+(?:\w+\s+)?{_PEOPLE}\s+(?:of|for|from|with)\s+(?:this|our)\b|"
    r"this\s+(?:newspaper|paper|station|reporter|correspondent|site|channel)\b)",
    re.IGNORECASE,
)
"""Those of the outlet itself, who are its own voice."""


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
        if words.casefold() in _NO_WORDS or (statement.parent is None and _STAFF.match(words)):
            return None
        if actor is None and words.casefold() in _PRONOUNS:
            return None
        name = " ".join((actor.name if actor else words).split()).strip(" .,;")
        if not press.knows(name) and (not is_name(name) or name.split()[-1].islower()):
            name = press.named_in(words) or name
        body = body_of(actor, words, source.span, parts)
        if body is None and is_paper(words):
            body = body_before(statement, parts)
        outlet = source.kind == "outlet" and is_name(name) and body is None
        if press.knows(name) or outlet:
            why = f"{report.id} cites {name}: “{cue_of(statement, report)}”"
            known = press.deep(name, why, "cited_press")
            return None if known.key == press.own(root).key else known
        said = f"“{cue_of(statement, report)}” in {report.id}"
        if body is not None:
            return spoken(body, actor, said, scope)
        proper = actor is not None and (actor.identity is not None or is_name(name))
        if actor is not None and proper and not source.anonymous:
            return Deep(
                f"source:{actor_key(actor)}",
                name,
                "source",
                f"named source: {said}",
                country=actor.country,
                sort="named",
                office=office_of(actor, words, name),
                person=is_person(actor),
            )
        if before := named_before(statement, words, parts):
            assert before.source is not None  # noqa: S101 - that is what was looked for
            first, _, _ = self._carried.root(report.id, before.source.span)
            return self._speaker(before, parts, self._reports.get(first, report), scope)
        kept_back = source.anonymous and (source.reason is not None or may_be_many(name, source))
        return described(statement, parts, words, root, scope, anonymous=kept_back)


def _through_others(steps: tuple[VoiceStep, ...], inner: Statement, parts: Parts) -> bool:
    """Whether somebody else stands between the outlet and the innermost teller."""
    outer = (parts.statements.get(step.statement) for step in steps if step.statement)
    actor = inner.source.actor if inner.source else None
    return any(s and s.source and s.source.actor != actor for s in outer)


def _named(actor: str | None, span: Span, report: Report, actors: Mapping[str, Actor]) -> str:
    return actors[actor].name if actor and actor in actors else report.words(span)


def cue_of(statement: Statement, report: Report) -> str:
    """The words that attribute: the source and its cue."""
    spans = sorted([*([statement.source.span] if statement.source else []), *statement.cue])
    return " ".join(" … ".join(report.words(span) for span in spans).split())
