"""Names as the encoder sees them: which of the text's names a word is, and not which name.

What is read about a party must not hang on who it is. So each name is shown to the encoder as one
of a fixed row of names, in the order in which the text brings them: "Norway accused Sweden" and
"Sweden accused Norway" look the same. The words of the report are untouched.
"""

from __future__ import annotations

import functools

from sayso.gazetteer.countries import countries
from sayso.language.case import is_english

STANDS_FOR = (
    "johnson smith davis miller wilson moore taylor anderson thomas jackson harris martin "
    "thompson garcia martinez robinson clark rodriguez lewis walker allen hernandez lopez "
    "gonzalez nelson carter mitchell perez roberts turner phillips campbell"
).split()
"""Names that are one piece each in the encoder's vocabulary; a text with more uses them again."""

_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december".split()
)


class Row:
    """The names of one text, numbered as they come."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def stand_in(self, word: str) -> str | None:
        """The name that a capitalised word is shown as; None if it is no name."""
        lower = word.lower()
        if not _is_name(lower):
            return None
        number = self._numbers.setdefault(lower, len(self._numbers))
        return STANDS_FOR[number % len(STANDS_FOR)]


def is_nation(words: str) -> bool:
    """Whether one word is the name of a country or a people."""
    return words.lower() in _nations()


@functools.lru_cache(maxsize=50_000)
def _is_name(lower: str) -> bool:
    if lower in _CALENDAR:
        return False
    return lower in _nations() or not is_english(lower)


@functools.cache
def _nations() -> frozenset[str]:
    """Countries and peoples of one word, some of which are words of the dictionary too."""
    return frozenset(
        name.lower()
        for country in countries().values()
        for name in (*country.names, *country.demonyms)
        if " " not in name
    )
