"""Two reports compared field by field: the measurements from which a story is recognised."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import log1p

import numpy as np
from numpy.typing import NDArray

from sayso.gazetteer.distance import kilometres
from sayso.linking.moments import gap
from sayso.linking.stories.term_table import number_of, person_term
from sayso.linking.stories.traits import Traits
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

NAME, LEAD = 1, 2

Weights = Mapping[str, float]
Floats = NDArray[np.float64]


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


class _Numbers(dict[str, int]):
    """A number for each term, from 0 on."""

    def __missing__(self, term: str) -> int:
        found = self[term] = len(self)
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
        self.numbers = _Numbers()

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
    terms: NDArray[np.int32]
    """Numbers of its terms."""
    weights: NDArray[np.float64]
    """Of each, in a vector of unit length."""
    marks: NDArray[np.uint8]
    """Of each, whether it is a name (``NAME``) and stands in the beginning (``LEAD``)."""
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
    terms, size = traits.terms, len(traits.terms)
    idf = np.fromiter(map(rarity.weights.__getitem__, terms), np.float64, size)
    weights = idf * np.fromiter(map(_FACTORS.__getitem__, terms.values()), np.float64, size)
    weights /= _length(weights)
    leads = np.fromiter(map(traits.lead.__contains__, terms), np.uint8, size)
    named = [term for term, (_, name) in terms.items() if name]
    names = np.fromiter((name for _, name in terms.values()), np.uint8, size)
    marks = names * np.uint8(NAME) | leads * np.uint8(LEAD)
    return Compared(
        traits=traits,
        terms=np.fromiter(map(rarity.numbers.__getitem__, terms), np.int32, size),
        weights=weights,
        marks=marks,
        names=1 / _length(weights[marks & NAME > 0]),
        lead=1 / _length(weights[marks & LEAD > 0]),
        title={t: rarity.of(t) for t in traits.title},
        rare={t: rarity.of(t) for t in named},
        persons=frozenset(p for p in traits.persons if not rarity.everywhere(p)),
        surnames=frozenset(name.rsplit(" ", 1)[-1] for name in traits.persons),
    )


class _Cosines:
    """Compares the terms of reports.

    Args:
        size: More than the number of any term.
    """

    def __init__(self, size: int) -> None:
        self._weights = np.zeros(size)
        self._marks = np.zeros(size, dtype=np.uint8)

    def of(self, many: Sequence[Compared], b: Compared) -> Floats:
        """Cosines of reports with one: all terms, names, either's beginning; (reports, 3)."""
        self._weights[b.terms], self._marks[b.terms] = b.weights, b.marks
        rows = np.repeat(np.arange(len(many)), [len(a.terms) for a in many])
        terms = np.concatenate([a.terms for a in many])
        products = np.concatenate([a.weights for a in many]) * self._weights[terms]
        here, there = np.concatenate([a.marks for a in many]), self._marks[terms]
        self._weights[b.terms], self._marks[b.terms] = 0, 0

        def total(kept: NDArray[np.bool_] | int) -> Floats:
            return np.asarray(np.bincount(rows, products * kept, len(many)), dtype=np.float64)

        names = total(here & there & NAME > 0) * [a.names * b.names for a in many]
        leads = total(here & LEAD > 0) * [a.lead for a in many], total(there & LEAD > 0) * b.lead
        return np.stack([total(1), names, np.maximum(*leads)], axis=1)


def measured(a: Compared, b: Compared) -> tuple[float, ...]:
    """The measurements of a pair that follow the cosines, in the order of ``FIELDS``."""
    one, two = a.traits, b.traits
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
    if not pairs:
        return np.zeros((0, len(FIELDS)))
    size = 1 + max(int(c.terms.max(initial=0)) for pair in pairs for c in pair)
    cosines = _Cosines(size)
    groups = (list(group) for _, group in groupby(pairs, key=lambda pair: id(pair[1])))
    found = [cosines.of([a for a, _ in group], group[0][1]) for group in groups]
    rows = np.array([measured(a, b) for a, b in pairs], dtype=np.float64)
    return np.concatenate([np.concatenate(found), rows], axis=1)


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


def _length(weights: Floats) -> float:
    return math.sqrt(float(weights @ weights)) or 1.0
