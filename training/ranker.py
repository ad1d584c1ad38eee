"""The ranking of the places of one name: from gold coordinates to choices, and to weights."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.scoring.toponyms import NEAR_KM, distance_km
from sayso.extract.toponyms import PlaceReading, find_toponyms
from sayso.gazetteer import Gazetteer, Match
from sayso.resolve.places import ranking, resolver
from sayso.resolve.places.ranking import Context, Group
from training.corpora import Document, span
from training.logits import Choice, Weights, conditional

WEIGHT = {"lgl": 1.0, "gwn": 2.0}
"""GeoWebNews is a third of the Local-Global Lexicon but spans the world."""
LEAST_WEIGHT = 0.03
SAME_PLACE_KM = 50  # gazetteers put the centre of a town or district differently


@dataclass(frozen=True)
class RankerWeights:
    """``PRIOR`` and ``COMPANY`` of the ranking."""

    prior: Weights
    company: Weights


@dataclass(frozen=True)
class Named:
    """The names of one document: its groups, the countries named, which matches are right."""

    groups: Sequence[Group]
    countries: dict[str, float]
    right: Sequence[NDArray[np.bool_] | None]
    weights: Sequence[float]


def names(document: Document, reading: PlaceReading, gazetteer: Gazetteer) -> Named:
    """The names that the finder finds in a document, with the right places where known."""
    parse = document.parse
    mentions = find_toponyms(reading, parse, gazetteer)
    groups = resolver._group(mentions, parse, gazetteer) + resolver._datelines(parse, gazetteer)
    context = Context(named=resolver._named_countries(mentions, parse, gazetteer, None))
    resolver._widen(groups, context, gazetteer)
    gold = {span(t): t for t in document.row["toponyms"] if t.get("lat") is not None}
    right: list[NDArray[np.bool_] | None] = []
    weights: list[float] = []
    for group in groups:
        meant = [gold[m.span] for m in group.mentions if m.span in gold]
        right.append(_right(group.matches, meant[0]) if meant else None)
        weights.append(WEIGHT[document.corpus] * len(meant) ** 0.5)
    return Named(groups, context.named, right, weights)


def _right(matches: Sequence[Match], gold: dict[str, object]) -> NDArray[np.bool_] | None:
    """The match of the gold's record; else those close to it; None where none is."""
    same = np.array([str(m.entry.id) == gold["geonameid"] for m in matches], dtype=bool)
    if same.any():
        return same
    far = np.array([_distance(m, gold) for m in matches])
    for limit in (SAME_PLACE_KM, NEAR_KM):
        if (close := far < limit).any():
            return np.asarray(close)
    return None


def _distance(match: Match, gold: dict[str, object]) -> float:
    lat, lon = match.entry.lat, match.entry.lon
    if lat is None or lon is None:
        return float("inf")
    return distance_km((float(str(gold["lat"])), float(str(gold["lon"]))), (lat, lon))


def fit(named: Iterable[Named]) -> RankerWeights:
    """Fit on the names of documents."""
    data = list(named)
    prior = conditional([c for n in data for c in _prior_choices(n)])
    company = conditional([c for n in data for c in _company_choices(n, prior)])
    return RankerWeights(_worth(prior), _worth(company))


def _worth(weights: Weights) -> Weights:
    return {name: w for name, w in weights.items() if abs(w) >= LEAST_WEIGHT}


def _prior_choices(n: Named) -> Iterator[Choice]:
    for group, right, weight in zip(n.groups, n.right, n.weights, strict=True):
        if right is not None:
            rows = [ranking.prior_features(group, m) for m in group.matches]
            yield Choice(rows, right, weight)


def _company_choices(n: Named, prior: Weights) -> Iterator[Choice]:
    """Each name with the company of all the others."""
    context = Context(named=n.countries)
    rows = [[ranking.prior_features(g, m) for m in g.matches] for g in n.groups]
    first = [ranking._softmax(prior, each) for each in rows]
    for group, chances in zip(n.groups, first, strict=True):
        context.add(group, chances)
    for i, (group, chances) in enumerate(zip(n.groups, first, strict=True)):
        right = n.right[i]
        if right is None:
            continue
        context.add(group, chances, -1)
        company = [ranking.company_features(m, context) for m in group.matches]
        context.add(group, chances)
        both = [p | c for p, c in zip(rows[i], company, strict=True)]
        yield Choice(both, right, n.weights[i])
