"""How alike two texts are in their words: TF-IDF cosines over sparse vectors.

Weights follow Salton and Buckley (1988), ``(1 + log tf) · idf`` at unit length, with two changes
that serve the question whether two reports tell of one happening. Names (capitalised words inside
a sentence) count more than other words: they say who and where, and two shootings share all the
rest. And the idf is raised to a power, because one rare name outweighs much common wording.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from sayso.linking.words import normal

Vector = Mapping[str, float]
Profile = Mapping[str, tuple[int, bool]]
"""Term to how often it stands in a text, and whether it is a name there."""

OTHER_WORDS = 0.3
"""Weight of a word beside that of a name; tuned with ``IDF_POWER`` on reports of shootings."""
IDF_POWER = 1.5
CROWD = 500
"""Terms of more texts than this tell no two of them apart; leaving them out bounds the time."""

_WORD = re.compile(r"\w+(?:['’ʼ]\w+)*")
_COMMON_WORDS = """
a an the and or but if of to in on at by for from with as is are was were be been being it its
he she his her him they them their we our us you your i my me this that these those there here
who whom which what when where why how not no so than then too very can could will would shall
should may might must do does did have has had having just also about into over after before
up down out off again more most some such only own same s t
"""
_COMMON = frozenset(_COMMON_WORDS.split())
_MANY = 256
_FEW = {n: (abs(n), n < 0) for n in range(1 - _MANY, _MANY)}
"""Entries of profiles, each made once: a collection has millions of them."""
_ENDINGS = ("ing", "edly", "ed", "ies", "es", "s", "ly")


def stem(word: str) -> str:
    """A word without its English inflection, roughly: ``killings``, ``killed`` to ``kill``."""
    if len(word) <= 4 or not word.isascii():
        return word
    if word.endswith("ings"):
        word = word[:-1]
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            if ending == "s" and word[-2] in "su":
                return word
            root = word[: -len(ending)]
            if ending == "ies":
                return root + "y"
            doubled = len(root) > 3 and root[-1] == root[-2] and root[-1] not in "ls"
            if ending in ("ing", "ed") and doubled:
                return root[:-1]
            return root[:-1] if root.endswith("e") and len(root) > 4 else root
    return word.removesuffix("e")


def profile_data(terms: Profile) -> dict[str, int]:
    """A profile for JSON: how often each term stands there, below 0 for a name."""
    return {term: -count if name else count for term, (count, name) in terms.items()}


def profile_of(data: Mapping[str, int]) -> Profile:
    """What :func:`profile_data` made."""
    return {t: _FEW[n] if -_MANY < n < _MANY else (abs(n), n < 0) for t, n in data.items()}


def profile(text: str) -> Profile:
    """The terms of a text: stems, and names as they are."""
    return TermsOf(text).profile()


class TermsOf:
    """The terms of a text with where they stand, to make profiles of parts of it.

    Args:
        text: The text.
    """

    def __init__(self, text: str) -> None:
        self._starts: list[int] = []
        self._terms: list[tuple[str, bool]] = []
        for m in _WORD.finditer(text):
            word = m.group()
            capital = word[0].isupper() and _inside_sentence(text, m.start())
            term = _term(word, capital)
            if term is not None:
                self._starts.append(m.start())
                self._terms.append((term, capital))

    def profile(self, begin: int = 0, end: int | None = None) -> Profile:
        """The terms of the words that begin in a part of the text."""
        first = bisect_left(self._starts, begin)
        last = len(self._starts) if end is None else bisect_left(self._starts, end)
        found: dict[str, tuple[int, bool]] = {}
        for term, name in self._terms[first:last]:
            count, named = found.get(term, (0, False))
            count = -count - 1 if named or name else count + 1
            found[term] = _FEW[count] if -_MANY < count < _MANY else (abs(count), count < 0)
        return found


@lru_cache(maxsize=1 << 17)
def _term(word: str, name: bool) -> str | None:
    """A word as a term; None for one that is in every text."""
    norm = normal(word)
    if norm in _COMMON:
        return None
    return norm.removesuffix("'s") if name else stem(norm)


def _inside_sentence(text: str, start: int) -> bool:
    """Whether a word follows a word, a comma or a hyphen, and so has its capital of itself."""
    i = start - 1
    while i >= max(0, start - 2) and text[i] == " ":
        i -= 1
    return i >= 0 and (text[i].isalpha() or text[i] in ",-'’")


class Wording:
    """TF-IDF vectors of texts, weighted by their own collection.

    Args:
        profiles: The terms of each text.
        furniture: For each text, terms that its pages carry whatever they tell, and that count
            for nothing.
    """

    def __init__(
        self, profiles: Sequence[Profile], furniture: Sequence[frozenset[str]] | None = None
    ) -> None:
        self._frequency: Counter[str] = Counter()
        for each in profiles:
            self._frequency.update(each.keys())
        self._n = len(profiles)
        self._furniture = furniture or [frozenset()] * self._n
        self.vectors: tuple[Vector, ...] = tuple(
            self.vector(each, of=i) for i, each in enumerate(profiles)
        )

    def vector(self, text: Profile, *, of: int) -> Vector:
        """The vector of a text, or of a part of one, by the weights of this collection.

        Args:
            text: Its terms.
            of: The number of the text in the collection.
        """
        raw: dict[str, float] = {}
        for term, (count, named) in text.items():
            df = self._frequency.get(term, 0)
            if df <= CROWD and term not in self._furniture[of]:
                idf = 1 + math.log((1 + self._n) / (1 + df))
                weight = (1 + math.log(count)) * idf**IDF_POWER
                raw[term] = weight if named else weight * OTHER_WORDS
        length = math.sqrt(sum(w * w for w in raw.values())) or 1.0
        return {term: w / length for term, w in raw.items()}


def cosine(a: Vector, b: Vector) -> float:
    """Cosine of two unit vectors, 0 to 1."""
    if len(a) > len(b):
        a, b = b, a
    return sum(w * b[term] for term, w in a.items() if term in b)


def shared_terms(a: Vector, b: Vector, limit: int = 5) -> list[str]:
    """The terms that make two texts alike, the weightiest first."""
    both = sorted(((-w * b[t], t) for t, w in a.items() if t in b))
    return [t for _, t in both[:limit]]


@dataclass(frozen=True, slots=True)
class Near:
    """Two texts, the lower index first, and their cosine."""

    a: int
    b: int
    cosine: float


def near_pairs(vectors: Sequence[Vector], *, at_least: float) -> Iterator[Near]:
    """Pairs of texts whose cosine reaches a floor, by an inverted index.

    The time is bounded by the texts' terms times ``CROWD``, the longest list of holders.
    """
    vocabulary: dict[str, int] = {}
    rows = [[vocabulary.setdefault(term, len(vocabulary)) for term in v] for v in vectors]
    if not vocabulary:
        return
    columns = np.array([t for row in rows for t in row], dtype=np.int64)
    holders = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    weights = np.array([w for v in vectors for w in v.values()])
    order = np.argsort(columns, kind="stable")
    holders, weights = holders[order], weights[order]
    starts = np.searchsorted(columns[order], np.arange(len(vocabulary) + 1))
    for b, row in enumerate(rows):
        if not row:
            continue
        own = list(vectors[b].values())
        lists = [slice(starts[t], starts[t + 1]) for t in row]
        others = np.concatenate([holders[s] for s in lists])
        products = np.concatenate([weights[s] * w for s, w in zip(lists, own, strict=True)])
        sums = np.bincount(others, weights=products, minlength=b)[:b]
        for a in np.flatnonzero(sums >= at_least):
            yield Near(int(a), b, min(1.0, float(sums[a])))
