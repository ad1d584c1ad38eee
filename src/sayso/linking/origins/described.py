"""Whether words name somebody or describe: "Police" at the head of a sentence is no name."""

from __future__ import annotations

import functools
import re

from sayso.lexicon import load
from sayso.linking.names import is_proper

_OF = re.compile(r"^(?:[a-z][\w'’-]*\s+)+(?:of|for|in|at|from|with)\s")
"""A description with a name in it: "governor of Zamfara"."""


@functools.lru_cache(maxsize=65536)
def is_name(words: str) -> bool:
    """Whether words name one body or person.

    Unlike :func:`sayso.linking.names.is_proper` it holds a single noun for those who act and speak
    for a description, with a capital or without, because it may stand at the head of a sentence.

    Args:
        words: ``Islamic State``, ``Reuters``; ``Police``, ``two officials``.
    """
    parts = words.split()
    if _OF.match(words):
        return False
    if len(parts) == 1:
        word = parts[0].casefold()
        nouns = _nouns()
        if word in nouns or word.removesuffix("s") in nouns or word.removesuffix("es") in nouns:
            return False
        if word.replace("men", "man") in nouns:
            return False
    return is_proper(words)


@functools.cache
def _nouns() -> frozenset[str]:
    actors = load("actors")
    return frozenset(
        word for part in ("nouns", "modifiers") for row in actors[part] for word in row["words"]
    )
