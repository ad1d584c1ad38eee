"""Which of the places of one name a report means.

Two passes of a conditional logit: first what a name means anywhere (population, fame, how the name
belongs to the place), then with the company that it keeps here: countries and areas named or
implied, the area written beside it, other names that have a meaning in the same area or close by.
"""

from __future__ import annotations

import functools
import math
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sayso.extract.toponyms import ToponymMention
from sayso.gazetteer import Entry, Match
from sayso.resolve.places.weights import COMPANY, PRIOR

_POINTS = frozenset({"city", "capital", "admin2"})
_KIND_FEATURES: dict[str, frozenset[str]] = {
    "admin1": frozenset({"admin1", "region"}),
    "admin2": frozenset({"admin2", "admin1"}),
    "city": frozenset({"city", "capital"}),
    "country": frozenset({"country"}),
    "site": frozenset({"city", "capital", "region", "water", "site"}),
}
_CELL = 2.0  # degrees: "close by" is within some 200-400 km
_REGION_WEIGHT = 6.5
_SITE_WEIGHT = -1.0
Cell = tuple[int, int]


@dataclass
class Group:
    """The mentions of one name and the places under it.

    Attributes:
        words: The name as written.
        mentions: Where it is written.
        matches: What the gazetteer has under it.
        within: What it has under the name written beside it ("Paris, Texas").
        close: Places of similar names, to be shown when there is no match.
        area: Country and first-order area that it most likely lies in, where the place itself
            cannot be told.
        counts: False for a name that is only context (a dateline, a metonym).
    """

    words: str
    mentions: list[ToponymMention] = field(default_factory=list)
    matches: tuple[Match, ...] = ()
    within: tuple[Match, ...] = ()
    close: tuple[Match, ...] = ()
    counts: bool = True
    area: tuple[str | None, str | None] = (None, None)

    @functools.cached_property
    def spelling(self) -> str:
        """The name as written but for case and accents."""
        return spelling(self.words)

    @functools.cached_property
    def with_namesake_town(self) -> frozenset[int]:
        """Areas among the matches that have a town of this name."""
        towns = [m.entry for m in self.matches if m.entry.feature in ("city", "capital")]
        ids = {e.admin1_id for e in towns} | {e.admin2_id for e in towns}
        return frozenset(i for i in ids if i is not None)

    @property
    def kind(self) -> str | None:
        """What the words around a mention call it."""
        return next((m.kind for m in self.mentions if m.kind), None)


@dataclass
class Context:
    """What a report speaks for: weight by country, first-order area and map cell."""

    named: dict[str, float] = field(default_factory=dict)
    """Countries named outright or by their people, with how often."""
    countries: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    areas: defaultdict[int, float] = field(default_factory=lambda: defaultdict(float))
    cells: defaultdict[Cell, float] = field(default_factory=lambda: defaultdict(float))

    def add(self, group: Group, chances: Sequence[float], sign: int = 1) -> None:
        """Count a group's likely places in; with ``sign`` -1, out again."""
        for match, chance in zip(group.matches, chances, strict=True):
            if chance < 0.02:
                continue
            e, weight = match.entry, sign * chance
            if e.country:
                self.countries[e.country] += weight
            if e.admin1_id is not None:
                self.areas[e.admin1_id] += weight
            if e.feature in _POINTS and (cell := _cell(e)):
                self.cells[cell] += weight

    def near(self, e: Entry) -> float:
        """Weight in the map cells at and around an entry."""
        cell = _cell(e)
        if cell is None or e.feature not in _POINTS:
            return 0.0
        y, x = cell
        around = ((y + dy, x + dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1))
        return sum(self.cells.get(c, 0.0) for c in around)


def _cell(e: Entry) -> Cell | None:
    if e.lat is None or e.lon is None:
        return None
    return (math.floor(e.lat / _CELL), math.floor(e.lon / _CELL))


def rank(groups: Sequence[Group], context: Context) -> list[list[float]]:
    """For each group, how likely it means each of its matches (sums to 1).

    ``context`` is filled with what the groups speak for.
    """
    first = [_softmax(PRIOR, [prior_features(g, m) for m in g.matches]) for g in groups]
    for group, chances in zip(groups, first, strict=True):
        context.add(group, chances)
    out = []
    for group, chances in zip(groups, first, strict=True):
        context.add(group, chances, -1)
        rows = [prior_features(group, m) | company_features(m, context) for m in group.matches]
        context.add(group, chances)
        out.append(_softmax(COMPANY, rows))
    return out


def _softmax(weights: Mapping[str, float], rows: Sequence[Mapping[str, float]]) -> list[float]:
    if not rows:
        return []
    scores = [sum(weights.get(k, 0.0) * v for k, v in row.items()) for row in rows]
    top = max(scores)
    exps = [math.exp(s - top) for s in scores]
    total = sum(exps)
    return [e / total for e in exps]


def prior_features(group: Group, match: Match) -> dict[str, float]:
    """What speaks for a place wherever its name is written."""
    e = match.entry
    out = {
        "fame": math.log1p(e.fame),
        "population": _weight(e),
        f"is {e.feature}": 1.0,
        f"name {match.kind}": 1.0,
    }
    if e.feature in ("admin1", "admin2"):
        out["area fame"] = math.log1p(e.fame)
        out["area population"] = _weight(e)
    if spelling(e.name) == group.spelling:
        out["spelled alike"] = 1.0
    if e.feature in ("admin1", "admin2") and e.id in group.with_namesake_town:
        out["has a town of its name"] = 1.0
    if e.feature not in _POINTS and any(m.relation == "near" for m in group.mentions):
        out["near an area"] = 1.0
    kind = group.kind
    if kind is not None:
        out["kind fits" if e.feature in _KIND_FEATURES[kind] else "kind differs"] = 1.0
    if group.within:
        out["within" if lies_within(e, group.within) else "not within"] = 1.0
    return out


def _weight(e: Entry) -> float:
    """Order of magnitude of the population; that of a province for regions and seas.

    A hill or a bridge gives way to a village of its name.
    """
    if e.feature == "site":
        return _SITE_WEIGHT
    return _REGION_WEIGHT if e.feature in ("region", "water") else math.log10(1 + e.population)


@functools.lru_cache(maxsize=8192)
def spelling(name: str) -> str:
    """A name but for case and accents; unlike its key it keeps the article of "El Salvador"."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in decomposed if c.isalnum())


def lies_within(e: Entry, around: Sequence[Match]) -> bool:
    """Whether an entry lies in an area or country of these, or beside a town of these."""
    for match in around:
        outer = match.entry
        if outer.id == e.id:
            continue
        if outer.feature == "country" and outer.country == e.country:
            return True
        if outer.feature == "admin1" and outer.id == e.admin1_id:
            return True
        if outer.feature == "admin2" and outer.id == e.admin2_id:
            return True
        if outer.feature == "region" and outer.country and outer.country == e.country:
            return True
    return False


def company_features(match: Match, context: Context) -> dict[str, float]:
    """What speaks for a place in this report."""
    e = match.entry
    out: dict[str, float] = {}
    if e.feature == "country":
        if e.country in context.named:
            out["country is named"] = 1.0
        return out
    total = sum(context.countries.values()) + sum(context.named.values())
    if total > 0 and e.country:
        share = (context.countries[e.country] + context.named.get(e.country, 0.0)) / total
        out["country share"] = share
        if share < 0.02:
            out["country unheard"] = 1.0
    if e.country in context.named:
        out["in a named country"] = 1.0
    if e.admin1_id is not None:
        mass = context.areas[e.admin1_id]
        out["area"] = math.log1p(max(mass, 0.0))
    out["near"] = math.log1p(max(context.near(e), 0.0))
    return out
