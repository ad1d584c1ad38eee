"""Upper-case text, as old newswire has it, in a case that the parser knows."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+")


def recase(text: str) -> str:
    """Text of the same length; unchanged unless nearly all of its letters are capitals."""
    letters = sum(c.isalpha() for c in text)
    if letters < 20 or sum(c.isupper() for c in text) < 0.9 * letters:
        return text
    return _WORD.sub(lambda m: _word(m.group()), text)


def _word(word: str) -> str:
    lower = word.lower()
    return lower if len(lower) == len(word) else word
