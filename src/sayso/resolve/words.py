"""The words of a name, folded so that two spellings of it are equal."""

from __future__ import annotations

import functools
import re
import unicodedata

from sayso.resolve.vocabulary import is_body_word, titles

_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*\.?")
SMALL = frozenset({"of", "the", "for", "and", "de", "del", "la", "in", "on", "to", "y"})
"""Words that tell no name from another."""


@functools.lru_cache(maxsize=20_000)
def _fold(name: str) -> tuple[str, ...]:
    plain = unicodedata.normalize("NFKD", name.replace("’", "'"))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    plain = re.sub(r"'s\b", "", plain)
    words = [w.strip(".'") if len(w) > 3 else w.replace(".", "") for w in _WORD.findall(plain)]
    return tuple(w for w in words if w)


@functools.lru_cache(maxsize=20_000)
def key(name: str) -> tuple[str, ...]:
    """The words of a name that tell it from others: folded, without titles and articles."""
    words = [w for w in _fold(name) if w != "the"]
    while len(words) > 1 and words[0] in titles() and not is_body_word(words[-1]):
        words = words[1:]
    return tuple(words)


def initials(name: str) -> str:
    """``Tigris Revival Front`` to ``trf``."""
    return "".join(w[0] for w in key(name) if w not in SMALL)
