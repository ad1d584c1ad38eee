"""From an outlet that is cited to the source that it cites, and round in circles."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from sayso.linking.origins.press import Deep

Told = tuple[str, str, str, Deep]
"""Who tells (the key of its press), the field, the value, and the deepest teller of it."""


class Onward:
    """Whose word each outlet of one incident tells it on.

    Args:
        told: Everything that is told of the incident.
    """

    def __init__(self, told: Iterable[Told]) -> None:
        self._sources: dict[tuple[str, ...], dict[str, Deep]] = defaultdict(dict)
        for press, field, value, found in told:
            for at in ((press, field, value), (press, field), (press,)):
                self._sources[at][found.key] = found

    def _step(self, press: str, field: str, value: str) -> Deep | None:
        """The one source of an outlet's value, else of its field, else of all that it tells.

        None when the outlet has several, or is one of them itself.
        """
        for at in ((press, field, value), (press, field), (press,)):
            sources = self._sources.get(at)
            if sources:
                one = len(sources) == 1 and press not in sources
                return next(iter(sources.values())) if one else None
        return None

    def follow(self, start: Deep, teller: str, field: str, value: str) -> tuple[Deep, list[str]]:
        """Follow a cited outlet to its own source, and that one's, and so on.

        A way that comes back on itself is circular reporting: those on it count as one origin,
        and none of them is its source.

        Args:
            start: The deepest teller of a chain.
            teller: The key of the outlet or agency that tells it.
            field: The field of the value.
            value: The value's key.

        Returns:
            Where the way ends, and the steps in words.
        """
        path: list[Deep] = [start]
        why: list[str] = []
        while path[-1].press and (step := self._step(path[-1].key, field, value)) is not None:
            back = next((i for i, d in enumerate(path) if d.key == step.key), None)
            if back is not None:
                return _circle(path[back:], why)
            why.append(f"{path[-1].name} has it from {step.name}")
            path.append(step)
        last = path[-1]
        if len(path) == 1:
            return start, why
        rules = tuple(dict.fromkeys((*last.rules, "cited_press")))
        if last.key == teller:
            names = tuple(sorted({d.name for d in path}))
            why.append(f"circular: {' and '.join(names)} cite one another, and count as one origin")
            return replace(last, rules=(*rules, "circular"), circle=names), why
        return replace(last, rules=rules), why


def _circle(path: list[Deep], why: list[str]) -> tuple[Deep, list[str]]:
    names = tuple(sorted(d.name for d in path))
    shown = " and ".join(names)
    digest = hashlib.blake2b("|".join(sorted(d.key for d in path)).encode(), digest_size=6)
    why.append(f"circular: {shown} cite one another, and count as one origin")
    rules = ("cited_press", "circular")
    found = Deep(f"circle:{digest.hexdigest()}", shown, "unknown", path[0].why, rules)
    return replace(found, circle=names), why
