"""The words around happenings, weighed by how rare they are."""

from __future__ import annotations

import math
from collections.abc import Mapping

from sayso.linking.incidents.happenings import Happening
from sayso.linking.incidents.pair_score import Context
from sayso.linking.stories.fields import Rarity
from sayso.linking.wording import OTHER_WORDS, cosine, shared_terms

SHOWN_TERMS = 4


class Contexts:
    """Compares the words around happenings.

    Args:
        rarity: How rare terms are in the collection.
    """

    def __init__(self, rarity: Rarity) -> None:
        self._rarity = rarity
        self._vectors: dict[tuple[str, str], Mapping[str, float]] = {}

    def alike(self, a: Happening, b: Happening) -> Context:
        """How alike the words around two happenings are."""
        one, two = self._vector(a), self._vector(b)
        value = cosine(one, two)
        return Context(value, tuple(shared_terms(one, two, SHOWN_TERMS)) if value else ())

    def _vector(self, h: Happening) -> Mapping[str, float]:
        key = (h.report_id, h.lead)
        found = self._vectors.get(key)
        if found is None:
            raw = {
                term: (1 + math.log(count))
                * self._rarity.weight(term)
                * (1.0 if named else OTHER_WORDS)
                for term, (count, named) in h.terms.items()
            }
            length = math.sqrt(sum(w * w for w in raw.values())) or 1.0
            found = self._vectors[key] = {term: w / length for term, w in raw.items()}
        return found
