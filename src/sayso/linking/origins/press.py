"""The deepest tellers of chains, and the outlets and agencies of a collection."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from sayso.linking.names import AGENCIES, host, key_of
from sayso.record import Report

Named = tuple[str | None, str | None]
"""Outlet and agency of a report."""
OriginKind = Literal["outlet", "agency", "source", "anonymous", "unknown"]


@dataclass(frozen=True)
class Deep:
    """The deepest teller of a chain.

    ``key`` identifies it. ``why`` are the words of the rules that found it, ``rules`` their names.
    """

    key: str
    name: str
    kind: OriginKind
    why: str
    rules: tuple[str, ...] = ()
    press: bool = False
    """It is an outlet or agency, which may itself have the account from somebody else."""
    speaker: str | None = None
    """Who spoke for the body that counts as the source."""
    country: str | None = None
    sort: str = ""
    """For sources: what is compared to find the same one in other reports, but for its name."""
    office: str | None = None
    """What a named person is, or a person without a name: "mayor"."""
    person: bool = False
    circle: tuple[str, ...] = ()
    """Names of those who cite one another for it."""

    @property
    def named(self) -> bool:
        """Whether it has a name of its own, and not only a description."""
        return self.key.startswith("source:")


class Press:
    """The outlets and agencies of a collection, by the keys of their names.

    Args:
        named: Outlet and agency of each report.
    """

    def __init__(self, named: Iterable[Named]) -> None:
        self._names: dict[str, str] = {}
        self._agencies = set(AGENCIES)
        for outlet, agency in named:
            for name in (outlet, agency):
                if name:
                    self._names.setdefault(key_of(name), name)
            if agency:
                self._agencies.add(key_of(agency))
        self._own: dict[str, Deep] = {}
        longest = sorted(self._names.values(), key=lambda name: (-len(name), name))
        self._any = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest)) or '(?!)'})\b")

    def knows(self, name: str) -> bool:
        """Whether a source cited by name is an outlet or an agency."""
        return key_of(name) in self._names or key_of(name) in self._agencies

    def named_in(self, words: str) -> str | None:
        """The outlet or agency that a description names: "an earlier report by Example Wire"."""
        found = self._any.search(words)
        return self._names[key_of(found.group())] if found else None

    def deep(self, name: str, why: str, *rules: str) -> Deep:
        """An outlet or an agency as the deepest teller."""
        key = key_of(name)
        kind: OriginKind = "agency" if key in self._agencies else "outlet"
        return Deep(f"press:{key}", self._names.get(key, name), kind, why, rules, press=True)

    def own(self, report: Report) -> Deep:
        """A report's own voice: its agency's, else its outlet's, else its site's."""
        if report.id not in self._own:
            self._own[report.id] = self._voice(report)
        return self._own[report.id]

    def _voice(self, report: Report) -> Deep:
        name = report.agency or report.outlet or host(report.url)
        if name is None:
            return Deep(f"report:{report.id}", report.id, "unknown", f"{report.id} names no outlet")
        rule = "agency" if report.agency else "own_reporting"
        return self.deep(name, f"own reporting of {name}", rule)
