"""Two reports compared field by field: the measurements from which a story is recognised."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log1p

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
        self._known: dict[str, tuple[float, float]] = {}

    def held(self, term: str) -> int:
        """In how many reports a term stands."""
        return int(self._held[number_of(term)])

    def of(self, term: str) -> float:
        """The rarity of a term."""
        return self._both(term)[0]

    def weight(self, term: str) -> float:
        """Weight of a term in a vector of wording (inverse document frequency)."""
        return self._both(term)[1]

    def _both(self, term: str) -> tuple[float, float]:
        """Rarity and weight; the same terms are asked for again and again."""
        found = self._known.get(term)
        if found is None:
            held = self.held(term)
            rarity = max(0.0, 1 - math.log(1 + held) / self._whole)
            weight = float((1 + math.log((1 + self._n) / (1 + held))) ** IDF_POWER)
            found = self._known[term] = rarity, weight
        return found

    def everywhere(self, person: str) -> bool:
        """Whether a person is in so many reports as to tell no story from another."""
        return self.held(person_term(person)) > max(20, EVERYWHERE * self._n)


@dataclass(frozen=True)
class Compared:
    """A report's traits with the weights of its terms in the collection."""

    traits: Traits
    wording: Weights
    names: Weights
    lead: Weights
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
    weight = {
        term: (1 + math.log(count)) * rarity.weight(term) * (1.0 if named else OTHER_WORDS)
        for term, (count, named) in traits.terms.items()
    }
    named = {term for term, (_, name) in traits.terms.items() if name}
    return Compared(
        traits=traits,
        wording=_unit(weight),
        names=_unit({t: weight[t] for t in named}),
        lead=_unit({t: weight[t] for t in traits.lead if t in weight}),
        title={t: rarity.of(t) for t in traits.title},
        rare={t: rarity.of(t) for t in named},
        persons=frozenset(p for p in traits.persons if not rarity.everywhere(p)),
        surnames=frozenset(name.rsplit(" ", 1)[-1] for name in traits.persons),
    )


def measured(a: Compared, b: Compared) -> tuple[float, ...]:
    """The measurements of a pair, in the order of ``FIELDS``."""
    one, two = a.traits, b.traits
    shared = sorted((r for t, r in a.rare.items() if t in b.rare), reverse=True)
    told = sorted(
        [r for t, r in a.title.items() if t in two.terms]
        + [r for t, r in b.title.items() if t in one.terms],
        reverse=True,
    )
    days, dated = _event_days(one, two)
    both_aged = bool(one.ages and two.ages)
    same_age, same_site = len(one.ages & two.ages), len(one.sites & two.sites)
    return (
        _dot(a.wording, b.wording),
        _dot(a.names, b.names),
        max(_dot(a.lead, b.wording), _dot(a.wording, b.lead)),
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


def _dot(a: Weights, b: Weights) -> float:
    if len(a) > len(b):
        a, b = b, a
    return sum(w * b[t] for t, w in a.items() if t in b)


def _unit(weight: Weights) -> Weights:
    length = math.sqrt(sum(w * w for w in weight.values())) or 1.0
    return {t: w / length for t, w in weight.items()}
