"""What documents of PROV have in common: names, agents, decisions."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from prov.identifier import QualifiedName
from prov.model import PROV, Namespace, ProvActivity, ProvDocument, ProvEntity

from sayso.review.decision import Decision

KINDS = (
    *("report", "incident", "document", "reading", "linking", "decision"),
    *("person", "software", "model"),
)
TERMS = Namespace("sayso", "urn:sayso:terms:")
SPACES = {kind: Namespace(kind, f"urn:sayso:{kind}:") for kind in KINDS}


class Document:
    """A document under construction; nothing is in it twice.

    Args:
        people: What each person is called.
    """

    def __init__(self, people: Mapping[str, str]) -> None:
        self.prov = ProvDocument()
        for space in (TERMS, *SPACES.values()):
            self.prov.add_namespace(space)
        self._people = people
        self._there: dict[QualifiedName, Any] = {}

    def entity(self, name: QualifiedName, kind: str, /, **about: Any) -> ProvEntity:
        """A thing; ``about`` are terms of sayso's."""
        if name not in self._there:
            self._there[name] = self.prov.entity(name, _attributes(kind, about))
        found: ProvEntity = self._there[name]
        return found

    def software(self, name: str, version: str) -> QualifiedName:
        """A program, as an agent."""
        own = SPACES["software"][f"{token(name)}-{token(version)}"]
        if own not in self._there:
            about: dict[Any, Any] = _attributes(None, {"version": version})
            about |= {PROV["type"]: PROV["SoftwareAgent"], PROV["label"]: f"{name} {version}"}
            self._there[own] = self.prov.agent(own, about)
        return own

    def decision(self, decision: Decision) -> ProvActivity:
        """A decision, as an activity of the person who made it."""
        own = SPACES["decision"][str(decision.number)]
        if own not in self._there:
            when = time(decision.made)
            about: dict[str, str] = {"action": decision.action, "stage": decision.stage}
            if decision.path:
                about["path"] = decision.path
            self._there[own] = self.prov.activity(own, when, when, _attributes("Decision", about))
            who = SPACES["person"][self._people[decision.who]]
            if who not in self._there:
                label = self._people[decision.who]
                about_person: dict[Any, Any] = {PROV["type"]: PROV["Person"], PROV["label"]: label}
                self._there[who] = self.prov.agent(who, about_person)
            role = "adjudicator" if decision.stage == "adjudication" else "coder"
            self.prov.wasAssociatedWith(own, who, None, None, {PROV["role"]: role})
        found: ProvActivity = self._there[own]
        return found

    def activity(
        self, name: QualifiedName, kind: str, ended: str, /, **about: Any
    ) -> QualifiedName:
        """Something that was done; when it began is not known."""
        if name not in self._there:
            made = self.prov.activity(name, None, time(ended), _attributes(kind, about))
            self._there[name] = made
        return name


def _attributes(kind: str | None, about: Mapping[str, Any]) -> dict[Any, Any]:
    found: dict[Any, Any] = {} if kind is None else {PROV["type"]: TERMS[kind]}
    found.update((TERMS[name], value) for name, value in about.items() if value is not None)
    return found


def time(made: str) -> datetime:
    """A time of the database."""
    return datetime.fromisoformat(made)


def token(words: str) -> str:
    """Words as a part of a name: letters, digits and a few marks that every syntax takes."""
    return "".join(c if c.isascii() and (c.isalnum() or c in "._-") else "-" for c in words)


def as_value(value: Any) -> str:
    """A coded value as JSON: PROV has no lists."""
    return json.dumps(value, ensure_ascii=False)
