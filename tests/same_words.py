"""When two wordings count as the same."""

from __future__ import annotations

import re


def alternatives(words: str) -> list[str]:
    """The wordings that ``a | b`` allows."""
    return [w.strip() for w in words.split(" | ")]


def same(expected: object, found: object) -> bool:
    """Whether a value is the expected one; words may differ in case, article, closing comma."""
    if isinstance(expected, str) and isinstance(found, str):
        return norm(found) in [norm(e) for e in alternatives(expected)]
    return expected == found


def norm(words: str) -> str:
    """Words as they are compared."""
    words = " ".join(words.split()).casefold().replace("’", "'").strip(" ,.;:")
    return re.sub(r"^(the|a|an) (?=.)", "", words)


def trim(content: str) -> str:
    """Content without what conventions differ on: an introducing "that", closing punctuation."""
    return re.sub(r"^that ", "", content, flags=re.IGNORECASE).strip(" ,.;:")


def begins(words: str, starts: str) -> bool:
    """Whether words begin in one of the ways that ``starts`` allows."""
    return words.strip().startswith(tuple(alternatives(starts)))


def as_list(value: str | list[str]) -> list[str]:
    """A text in one or more pieces, as pieces."""
    return [value] if isinstance(value, str) else value
