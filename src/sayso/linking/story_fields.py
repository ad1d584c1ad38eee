"""Two reports compared field by field: the measurements from which a story is recognised."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum, log1p

import numpy as np
from numpy.typing import NDArray

from sayso.gazetteer.distance import kilometres
from sayso.linking.moments import gap
from sayso.linking.term_table import number_of, person_term
from sayso.linking.traits import Traits
from sayso.linking.wording import IDF_POWER, OTHER_WORDS

FIELDS = (
    *("wording", "names", "lead", "title", "third_in_title"),
    *("second_name", "fourth_name", "rare_names"),
    *("persons", "surnames", "nobody", "same_age", "other_age"),
    *("same_site", "other_site", "distance", "same_town", "other_region"),
    *("days_between", "event_days", "event_dated"),
    *("same_killed", "other_killed", "same_injured", "other_injured", "same_outlet"),
)
"""Names of the measurements, in their order."""

RARE = 0.4
"""Rarity above which a shared name counts towards ``rare_names``."""
EVERYWHERE = 0.01
"""A person in more than this share of reports (and in more than 20) is in many stories."""
NOWHERE = 8.0
"""Stands for a distance that is not known: that of two continents, as ``log1p`` of kilometres."""

Weights = Mapping[str, float]


class _IdfWeights(dict[str, float]):
    """Weights of terms, each worked out once: the same terms are asked for again and again."""

    def __init__(self, held: NDArray[np.int32], reports: int) -> None:
        super().__init__()
        self._held = held
        self._n = reports

    def __missing__(self, term: str) -> float:
        held = int(self._held[number_of(term)])
        found = self[term] = float((1 + math.log((1 + self._n) / (1 + held))) ** IDF_POWER)
        return found


class _Factors(dict[tuple[int, bool], float]):
    """What a weight is multiplied by for how often a term stands in a report, and for a name."""

    def __missing__(self, entry: tuple[int, bool]) -> float:
        count, named = entry
        found = self[entry] = (1 + math.log(count)) * (1.0 if named else OTHER_WORDS)
        return found


_FACTORS = _Factors()


class Rarity:
    """How rare terms are in a collection, from 0 (in every report) to 1 (in one).

    The scale does not depend on the size of the collection, so that what was learnt on some
    thousands of reports holds for a million.

    Args:
        held: In how many reports each bucket's term stands; see :class:`TermTable`.
        reports: Number of reports.
    """

    def __init__(self, held: NDArray[np.int32], reports: int) -> None:
        self._held = held
        self._n = reports
        self._whole = math.log(1 + reports) or 1.0
        self.weights = _IdfWeights(held, reports)

    def held(self, term: str) -> int:
        """In how many reports a term stands."""
        return int(self._held[number_of(term)])

    def of(self, term: str) -> float:
        """The rarity of a term."""
        return max(0.0, 1 - math.log(1 + self.held(term)) / self._whole)

    def weight(self, term: str) -> float:
        """Weight of a term in a vector of wording (inverse document frequency)."""
        return self.weights[term]

    def everywhere(self, person: str) -> bool:
        """Whether a person is in so many reports as to tell no story from another."""
        return self.held(person_term(person)) > max(20, EVERYWHERE * self._n)


@dataclass(frozen=True)
class Compared:
    """A report's traits with the weights of its terms in the collection."""

    traits: Traits
    wording: Weights
    """A vector of unit length."""
    names: float
    """What the part of that vector with the names is multiplied by to be of unit length."""
    lead: float
    """Likewise, the part with the terms of the beginning."""
    title: Weights
    """Rarity of each term of the headline."""
    rare: Weights
    """Rarity of each name."""
    persons: frozenset[str]
    """Full names that are not in many stories."""
    surnames: frozenset[str]


def compared(traits: Traits, rarity: Rarity) -> Compared:
    """Weigh a report's terms.

    Args:
        traits: Of the report.
        rarity: Of the terms in the collection.
    """
    idf = rarity.weights
    weight = {term: idf[term] * _FACTORS[entry] for term, entry in traits.terms.items()}
    named = {term for term, (_, name) in traits.terms.items() if name}
    length = _length(weight.values())
    wording = {t: w / length for t, w in weight.items()}
    return Compared(
        traits=traits,
        wording=wording,
        names=1 / _length(wording[t] for t in named),
        lead=1 / _length(wording[t] for t in traits.lead if t in wording),
        title={t: rarity.of(t) for t in traits.title},
        rare={t: rarity.of(t) for t in named},
        persons=frozenset(p for p in traits.persons if not rarity.everywhere(p)),
        surnames=frozenset(name.rsplit(" ", 1)[-1] for name in traits.persons),
    )


def measured(a: Compared, b: Compared) -> tuple[float, ...]:
    """The measurements of a pair, in the order of ``FIELDS``."""
    one, two = a.traits, b.traits
    products = {t: a.wording[t] * b.wording[t] for t in a.wording.keys() & b.wording.keys()}
    names = a.rare.keys() & b.rare.keys()
    shared = sorted([a.rare[t] for t in names], reverse=True)
    told = sorted(
        [a.title[t] for t in a.title.keys() & two.terms.keys()]
        + [b.title[t] for t in b.title.keys() & one.terms.keys()],
        reverse=True,
    )
    days, dated = _event_days(one, two)
    both_aged = bool(one.ages and two.ages)
    same_age, same_site = len(one.ages & two.ages), len(one.sites & two.sites)
    return (
        # The sum of fsum is the same whatever the order, and that of a set is never the same.
        fsum(products.values()),
        fsum([products[t] for t in names]) * a.names * b.names,
        max(
            fsum([products[t] for t in products.keys() & one.lead]) * a.lead,
            fsum([products[t] for t in products.keys() & two.lead]) * b.lead,
        ),
        _nth(told, 0),
        _nth(told, 2),
        _nth(shared, 1),
        _nth(shared, 3),
        min(10.0, sum(r for r in shared if r > RARE)),
        min(3.0, len(a.persons & b.persons)),
        min(3.0, len(a.surnames & b.surnames)),
        float(not a.surnames or not b.surnames),
        min(3.0, same_age),
        float(both_aged and not same_age),
        min(2.0, same_site),
        float(bool(one.sites and two.sites) and not same_site),
        log1p(kilometres(*one.where, *two.where)) if one.where and two.where else NOWHERE,
        float(bool(one.towns & two.towns)),
        float(bool(one.regions and two.regions) and not one.regions & two.regions),
        log1p(abs((one.day or 0) - (two.day or 0))) if one.day and two.day else 0.0,
        days,
        dated,
        *_numbers(one.killed, two.killed),
        *_numbers(one.injured, two.injured),
        float(bool(one.outlet) and one.outlet == two.outlet),
    )


def matrix(pairs: Sequence[tuple[Compared, Compared]]) -> NDArray[np.float64]:
    """Measurements of many pairs, of shape (pairs, fields)."""
    rows = [measured(a, b) for a, b in pairs]
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(FIELDS))


def _event_days(one: Traits, two: Traits) -> tuple[float, float]:
    """``log1p`` of the days between two events, and how far both are dated.

    With one of them dated, that day is held against the other's publication: no report tells of
    what happens after it came out.
    """
    if one.days and two.days:
        return log1p(gap(one.days, two.days)), 1.0
    dated, other = (one, two) if one.days else (two, one)
    if dated.days and other.day:
        return log1p(max(0, dated.days[0] - other.day)), 0.5
    return 0.0, 0.0


def _numbers(x: int | None, y: int | None) -> tuple[float, float]:
    known = x is not None and y is not None
    return float(known and x == y and bool(x)), float(known and x != y)


def _nth(values: Sequence[float], n: int) -> float:
    return values[n] if len(values) > n else 0.0


def _length(values: Iterable[float]) -> float:
    return math.sqrt(fsum([v * v for v in values])) or 1.0
