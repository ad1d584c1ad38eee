"""The bodies that the lexicon knows by name, and what it says of each."""

from __future__ import annotations

import functools
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import cast

from sayso.lexicon import load
from sayso.record import ActorKind
from sayso.resolve.words import key

_ACRONYM = 6
"""Most letters of a short name that must be written in capitals to be one ("IS", "WHO")."""


_KINDS = ("group", "movement", "organization", "organisation", "network", "agency")
_NO_STATE = ("IMG", "IGO", "UNO", "EUR", "NGO", "MNC", "ISM")
_SAID = 4
"""Fewest letters of an acronym that is said as a word."""


@dataclass(frozen=True, slots=True)
class Body:
    """A row of ``lexicon/bodies.yaml``."""

    name: str
    kind: ActorKind
    country: str | None
    _sector: str

    @property
    def is_local(self) -> bool:
        """Whether it is known by its acronym mostly where its country is told of."""
        return self.home not in (None, "USA")

    @property
    def home(self) -> str | None:
        """The country that it is told of in; None for those that are told of everywhere."""
        return None if self.country in _NO_STATE or self._sector == "JRN" else self.country

    def sector(self, told: date | None) -> str | None:
        """The PLOVER sector at the time of a report; the earlier one where that is unknown."""
        before, *changed = self._sector.split("/")
        if changed and told is not None and told.year > int(changed[0]):
            before = changed[1]
        return None if before == "-" else before


@functools.cache
def _table() -> dict[tuple[str, ...], tuple[tuple[Body, str], ...]]:
    """Bodies by folded name, each with the name as it is written there."""
    out: defaultdict[tuple[str, ...], list[tuple[Body, str]]] = defaultdict(list)
    for kind, rows in load("bodies").items():
        for row in rows.splitlines():
            if not row or row.startswith("#"):
                continue
            codes, names = row.split(" | ")
            country, sector = codes.split()
            first, *others = names.split("; ")
            known = cast("ActorKind", kind)
            body = Body(first, known, None if country == "-" else country, sector)
            for name in (first, *others):
                out[key(name)].append((body, name))
    return {k: tuple(v) for k, v in out.items()}


def bodies(name: str) -> tuple[Body, ...]:
    """The bodies that bear a name; more than one where an acronym is ambiguous.

    Spelling is folded, but a short acronym must be written as one: "who" is not the WHO. A word
    for what it is may follow ("the Abu Sayyaf group").
    """
    words = key(name)
    if words not in _table() and len(words) > 1 and words[-1] in _KINDS:
        words, name = words[:-1], name.rsplit(maxsplit=1)[0]
    found = (
        body
        for body, listed in _table().get(words, ())
        if not (listed.isupper() and len(listed) <= _ACRONYM) or _is_acronym(name)
    )
    return tuple(dict.fromkeys(found))


def _is_acronym(name: str) -> bool:
    """In capitals, or as British papers write those that are said as a word: "Nato"."""
    return name.upper() == name or (len(name) >= _SAID and name.istitle())


def canonical(name: str) -> str:
    """The name under which the lexicon shows a body; the name itself where it is not sure."""
    found = bodies(name)
    return found[0].name if len(found) == 1 else name
