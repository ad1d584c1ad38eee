"""Is a text news of conflict or politics? A sum of weights of its words.

The weights are of a logistic model that was fitted to what the full reader writes down of a text
(``training.screen``). Only words that are written in lower case count, so that no name of a
country, a party or a person makes a report more or less worth reading.
"""

from __future__ import annotations

import functools
import json
import math
import re
from importlib.resources import files
from typing import NamedTuple

_WORD = re.compile(r"[a-z]{2,20}")
WORDS_READ = 400
"""Words of a text that are looked at: the news stands in its first paragraphs."""
_PER_WORD = 12
"""Characters in which a word is to be found, spaces and what is no word included."""


class Weights(NamedTuple):
    """The model: the score of a text without known words, and what each known word adds."""

    start: float
    words: dict[str, float]


def words_of(text: str) -> set[str]:
    """The words of a text's beginning, in lower case, each once."""
    return set(_WORD.findall(text[: _PER_WORD * WORDS_READ].lower())[:WORDS_READ])


@functools.cache
def weights() -> Weights:
    """The weights that ship."""
    found = json.loads(files("sayso.models").joinpath("screen.json").read_text(encoding="utf-8"))
    return Weights(found["start"], found["words"])


def relevance(text: str) -> float:
    """How likely a text is news of conflict or politics, 0 to 1, by its first 400 words.

    Longer texts hold more words of every kind; the sum is divided by the root of how many are
    known, as in the fit.
    """
    model = weights()
    known = [model.words[word] for word in words_of(text) if word in model.words]
    if not known:
        return 1 / (1 + math.exp(-model.start))
    score = model.start + sum(known) / math.sqrt(len(known))
    return 1 / (1 + math.exp(-score))
