"""How MUC-4 string fills are compared."""

from __future__ import annotations

import re
import string

_PUNCTUATION = str.maketrans("", "", string.punctuation)
_ARTICLE = re.compile(r"\b(?:a|an|the)\b")
_LIGHT = frozenset(
    {"of", "in", "on", "at", "by", "for", "to", "from", "and", "with", "who", "his", "her", "their"}
    | {"its", "some", "several", "other", "two", "three", "one", "members", "member", "group"}
    | {"people", "persons", "men", "man", "unidentified", "armed"}
)


def normal(text: str) -> str:
    """Lower case, no punctuation, no articles, single spaces."""
    return " ".join(_ARTICLE.sub(" ", text.lower().translate(_PUNCTUATION)).split())


def content_words(text: str) -> set[str]:
    """Words that can stand for the whole fill."""
    return {w for w in normal(text).split() if len(w) > 1 and w not in _LIGHT}


def similarity(alternatives: list[str], answer: str) -> float:
    """1 for the fill itself, alone or with more modifiers, a half for a shared content word."""
    best = 0.0
    said = normal(answer)
    for alternative in alternatives:
        key = normal(alternative)
        if not key or not said:
            continue
        if f" {key} " in f" {said} ":
            return 1.0
        if content_words(alternative) & content_words(answer):
            best = 0.5
    return best
