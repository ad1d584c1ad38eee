"""A filter, understood: a small tree that never changes and writes itself down again.

``str()`` of a part is a filter that means the same: ``parse(str(part)) == part``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Comparison = Literal["<", "<=", ">", ">="]

# What could be taken for a sign of this or of another language is written in quotes.
_OTHERS = "!|\u201c\u201d\u201e\u201f"
_WORD = re.compile(rf'[^\s"()*:\-<>=≤≥≠&+.{_OTHERS}][^\s"()*:<>=≤≥≠{_OTHERS}]*')
_VALUE = re.compile(rf'[^\s",()*<>={_OTHERS}][^\s",()*{_OTHERS}]*')


@dataclass(frozen=True, slots=True)
class Like:
    """A value as it was written.

    Attributes:
        text: The value.
        how: ``like``: as the field takes it; ``is``: the whole (``=text``); ``begins``: the
            beginning of it (``text*``).
        at: Where it stands in the filter, from 0.
    """

    text: str
    how: Literal["like", "is", "begins"] = "like"
    at: int = field(default=0, compare=False, repr=False)

    def __str__(self) -> str:
        plain = _VALUE.fullmatch(self.text) and ".." not in self.text
        words = self.text if plain else quoted(self.text)
        return {"like": words, "is": f"={words}", "begins": f"{words}*"}[self.how]


@dataclass(frozen=True, slots=True)
class Compare:
    """More or less than a value: ``>=10``."""

    sign: Comparison
    text: str
    at: int = field(default=0, compare=False, repr=False)

    def __str__(self) -> str:
        plain = _VALUE.fullmatch(self.text) and ".." not in self.text
        return f"{self.sign}{self.text if plain else quoted(self.text)}"


@dataclass(frozen=True, slots=True)
class Between:
    """From one value to another, both included; one of them may be open: ``1..5``, ``5..``."""

    low: str | None
    high: str | None
    at: int = field(default=0, compare=False, repr=False)

    def __str__(self) -> str:
        return f"{self.low or ''}..{self.high or ''}"


@dataclass(frozen=True, slots=True)
class Something:
    """Any value at all: ``*``."""

    at: int = field(default=0, compare=False, repr=False)

    def __str__(self) -> str:
        return "*"


Value = Like | Compare | Between | Something


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a report that stand together.

    Attributes:
        text: The words.
        prefix: The last one is the beginning of a word.
        at: Where it stands in the filter, from 0.
    """

    text: str
    prefix: bool = False
    at: int = field(default=0, compare=False, repr=False)

    def __str__(self) -> str:
        plain = _WORD.fullmatch(self.text) and self.text not in ("OR", "AND", "NOT")
        return (self.text if plain else quoted(self.text)) + ("*" if self.prefix else "")


@dataclass(frozen=True, slots=True)
class Field:
    """A field with one of some values: ``country:SYR,IRQ``."""

    name: str
    values: tuple[Value, ...]
    at: int = field(default=0, compare=False, repr=False)

    def __str__(self) -> str:
        return f"{self.name}:{','.join(map(str, self.values))}"


@dataclass(frozen=True, slots=True)
class Not:
    """Whatever its part does not fit."""

    part: Node

    def __str__(self) -> str:
        return f"-{_inside(self.part)}"


@dataclass(frozen=True, slots=True)
class All:
    """All of two parts or more; none of them is an ``All``."""

    parts: tuple[Node, ...]

    def __str__(self) -> str:
        return " ".join(f"({part})" if isinstance(part, Any) else str(part) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Any:
    """One of two parts or more; none of them is an ``Any``."""

    parts: tuple[Node, ...]

    def __str__(self) -> str:
        return " OR ".join(map(str, self.parts))


Node = Words | Field | Not | All | Any


def leaves(node: Node) -> Iterator[Words | Field]:
    """All words and fields of a tree, from left to right."""
    waiting: list[Node] = [node]
    while waiting:
        here = waiting.pop()
        if isinstance(here, All | Any):
            waiting.extend(reversed(here.parts))
        elif isinstance(here, Not):
            waiting.append(here.part)
        else:
            yield here


def fields_of(node: Node) -> frozenset[str]:
    """Names of the fields that a filter asks for."""
    return frozenset(leaf.name for leaf in leaves(node) if isinstance(leaf, Field))


def quoted(text: str) -> str:
    """Text in quotes."""
    inner = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{inner}"'


def _inside(node: Node) -> str:
    return f"({node})" if isinstance(node, All | Any) else str(node)
