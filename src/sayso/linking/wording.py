"""How alike two texts are in their words: TF-IDF cosines over sparse vectors.

Weights are the usual ``(1 + log tf) · (1 + log((1 + n) / (1 + df)))``, smooth idf, unit length
(Salton and Buckley 1988). Terms are light stems and pairs of neighbouring words: a pair such as
a first and a last name, or a street and its number, identifies a happening better than its parts.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sayso.linking.words import words_of

Vector = Mapping[str, float]

_COMMON = frozenset(
    "a an the and or but if of to in on at by for from with as is are was were be been being it its"
    " he she his her him they them their we our us you your i my me this that these those there"
    " here who whom which what when where why how not no so than then too very can could will would"
    " shall should may might must do does did have has had having just also about into over after"
    " before up down out off again more most some such only own same s t".split()
)
_ENDINGS = ("ing", "edly", "ed", "ies", "es", "s", "ly")


def stem(word: str) -> str:
    """A word without its English inflection, roughly: ``killings``, ``killed`` to ``kill``."""
    if len(word) <= 4 or not word.isascii():
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            if ending == "s" and word[-2] in "su":
                return word
            root = word[: -len(ending)]
            if ending == "ies":
                return root + "y"
            if ending in ("ing", "ed", "es") and len(root) > 3 and root[-1] == root[-2]:
                root = root[:-1] if root[-1] not in "ls" else root
            return root[:-1] if root.endswith("e") and len(root) > 4 else root
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


def terms(text: str) -> list[str]:
    """Stems of the words that carry meaning, and pairs of neighbours among them."""
    stems = [stem(norm) for norm, _, _ in words_of(text) if norm not in _COMMON]
    return stems + [f"{a} {b}" for a, b in zip(stems, stems[1:], strict=False)]


class Wording:
    """TF-IDF vectors of texts, weighted by their own collection.

    Args:
        documents: The terms of each text.
    """

    def __init__(self, documents: Sequence[Sequence[str]]) -> None:
        counts = [Counter(document) for document in documents]
        frequency: Counter[str] = Counter()
        for count in counts:
            frequency.update(count.keys())
        n = len(documents)
        self._idf = {term: 1 + math.log((1 + n) / (1 + df)) for term, df in frequency.items()}
        self._rarest = 1 + math.log(1 + n)
        self.vectors: tuple[Vector, ...] = tuple(self._weigh(count) for count in counts)

    def vector(self, document: Iterable[str]) -> Vector:
        """The vector of another text by the same weights."""
        return self._weigh(Counter(document))

    def _weigh(self, count: Counter[str]) -> Vector:
        raw = {
            term: (1 + math.log(tf)) * self._idf.get(term, self._rarest)
            for term, tf in count.items()
        }
        length = math.sqrt(sum(w * w for w in raw.values())) or 1.0
        return {term: w / length for term, w in raw.items()}


def cosine(a: Vector, b: Vector) -> float:
    """Cosine of two unit vectors, 0 to 1."""
    if len(a) > len(b):
        a, b = b, a
    return sum(w * b[term] for term, w in a.items() if term in b)


def shared_terms(a: Vector, b: Vector, limit: int = 5) -> list[str]:
    """The terms that make two texts alike, the weightiest first."""
    both = sorted(((w * b[t], t) for t, w in a.items() if t in b), reverse=True)
    return [t for _, t in both[:limit]]


def near_pairs(
    vectors: Sequence[Vector], *, at_least: float, crowd: int = 200
) -> Iterator[tuple[int, int, float]]:
    """Pairs of vectors whose cosine reaches a floor, the lower index first.

    An inverted index over terms; a term held by more than ``crowd`` texts brings no pair
    together by itself, which keeps the time near linear and costs only pairs that share
    nothing rarer.
    """
    holders: dict[str, list[int]] = {}
    for i, vector in enumerate(vectors):
        met: set[int] = set()
        for term in vector:
            held = holders.setdefault(term, [])
            if len(held) < crowd:
                met.update(held)
                held.append(i)
        for j in sorted(met):
            value = cosine(vectors[j], vector)
            if value >= at_least:
                yield j, i, value
