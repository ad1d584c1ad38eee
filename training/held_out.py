"""Figures on documents that neither the finder nor the ranker was fitted on."""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from benchmarks.scoring.basic import Figures, Tally, overlap, percent
from benchmarks.scoring.toponyms import ASSOCIATIVE, LITERAL, NEAR_KM, distance_km, score
from sayso.extract.toponyms import find_toponyms
from sayso.extract.toponyms import weights as finder_weights
from sayso.gazetteer import Gazetteer
from sayso.resolve.places import resolve_places
from sayso.resolve.places import weights as ranker_weights
from training import finder, ranker
from training.corpora import Corpora, Document
from training.finder import FinderExamples, FinderWeights
from training.ranker import RankerWeights

SEED = 7
Row = dict[str, Any]
Kind = Callable[[Row], bool]

KINDS: Mapping[str, Mapping[str, Kind]] = {
    "lgl": {"all": lambda _: True},
    "gwn": {
        "literal": lambda t: t.get("type") in LITERAL,
        "coordinates": lambda t: t.get("lat") is not None,
    },
}
"""Which toponyms of a corpus count."""

TOPONYMS = {None, *LITERAL, *ASSOCIATIVE}
"""GeoWebNews annotates also what is no toponym."""


@contextmanager
def in_use(found: FinderWeights, ranked: RankerWeights | None = None) -> Iterator[None]:
    """Let sayso read with these weights."""
    tables = [
        (finder_weights.WEIGHTS, found.cased),
        (finder_weights.UNCASED_WEIGHTS, found.upper),
    ]
    if ranked is not None:
        tables.append((ranker_weights.PRIOR, ranked.prior))
        tables.append((ranker_weights.COMPANY, ranked.company))
    before = [dict(table) for table, _ in tables]
    try:
        for table, weights in tables:
            table.clear()
            table.update(weights)
        yield
    finally:
        for (table, _), weights in zip(tables, before, strict=True):
            table.clear()
            table.update(weights)


def folds(ids: Collection[str], count: int) -> list[list[str]]:
    """Documents dealt into so many parts, by a seeded shuffle."""
    shuffled = sorted(ids)
    random.Random(SEED).shuffle(shuffled)  # noqa: S311 - a split, not a secret
    return [shuffled[i::count] for i in range(count)]


def figures(corpora: Corpora, data: FinderExamples, gazetteer: Gazetteer, count: int) -> Figures:
    """Figures in three settings, by corpus and kind of toponym.

    ``held_out``: ``count`` folds by document. ``other_corpus``: fitted without any document of the
    corpus. ``in_sample``: fitted on all, to be compared with.
    """
    ids = {c: {d.id for d in corpora.cased if d.corpus == c} for c in KINDS}
    dealt = [folds(ids[c], count) for c in KINDS]
    settings: dict[str, list[list[str]]] = {
        "in_sample": [[]],
        "held_out": [[i for part in parts for i in part] for parts in zip(*dealt, strict=True)],
        "other_corpus": [sorted(ids[c]) for c in KINDS],
    }
    out: Figures = {"folds": count, "seed": SEED}
    for setting, held_outs in settings.items():
        cased: list[tuple[Document, list[Row]]] = []
        upper: list[tuple[Document, list[Row]]] = []
        for held in held_outs:
            measured = held if setting != "in_sample" else [d.id for d in corpora.cased]
            with fitted(corpora, data, gazetteer, held):
                cased += predictions(corpora.cased, gazetteer, measured)
                upper += predictions(corpora.upper, gazetteer, measured)
        out[setting] = _by_corpus(cased)
        if upper:
            out[setting]["in capitals"] = _by_corpus(upper)
    return out


@contextmanager
def fitted(
    corpora: Corpora, data: FinderExamples, gazetteer: Gazetteer, held: Collection[str]
) -> Iterator[None]:
    """Read with both models fitted without some documents."""
    found = finder.fit(data, held)
    with in_use(found):
        ranked = ranker.fit(corpora.cased, gazetteer, held)
    with in_use(found, ranked):
        yield


def predictions(
    documents: Sequence[Document], gazetteer: Gazetteer, measured: Collection[str]
) -> Iterator[tuple[Document, list[Row]]]:
    """The documents of news to be measured, with the mentions of their places."""
    wanted = frozenset(measured)
    for document in documents:
        if document.corpus in KINDS and document.id in wanted:
            mentions = find_toponyms(document.parse, gazetteer)
            yield (
                document,
                [
                    {
                        "start": start,
                        "end": end,
                        "lat": place.lat,
                        "lon": place.lon,
                        "geonameid": place.geonames,
                    }
                    for place in resolve_places(mentions, document.parse, gazetteer)
                    for start, end in place.mentions
                ],
            )


def _by_corpus(predicted: Sequence[tuple[Document, list[Row]]]) -> Figures:
    return {
        f"{corpus} {name}": _figures([p for p in predicted if p[0].corpus == corpus], kind)
        for corpus, kinds in KINDS.items()
        for name, kind in kinds.items()
    }


def _figures(predicted: Sequence[tuple[Document, list[Row]]], kind: Kind) -> Figures:
    """The figures over toponyms of one kind; hits on those of another are no mistakes."""
    gold, answers = [], []
    resolved = Tally()
    for document, found in predicted:
        toponyms = document.row["toponyms"]
        wanted = [t for t in toponyms if kind(t)]
        others = [t for t in toponyms if t.get("type") in TOPONYMS and not kind(t)]
        kept = [p for p in found if _touches(p, wanted) or not _touches(p, others)]
        gold.append({"doc_id": document.id, "toponyms": [{**t, "type": None} for t in wanted]})
        answers.append({"doc_id": document.id, "toponyms": kept})
        judged = [p for p in kept if p["lat"] is not None and _judged(p, wanted)]
        resolved.add(sum(_right(p, wanted) for p in judged), len(judged), 0)
    scores = score(gold, answers)
    return {
        "exact": scores["exact"],
        "within_161_km_end_to_end": scores["near_end_to_end"],
        "within_161_km_of_matched": scores["near_matched"],
        "precision_of_resolved": percent(resolved.precision),
        "toponyms": scores["toponyms"],
    }


def _touches(p: Row, toponyms: Sequence[Row]) -> bool:
    return any(overlap((p["start"], p["end"]), (t["start"], t["end"])) > 0 for t in toponyms)


def _judged(p: Row, gold: Sequence[Row]) -> bool:
    """Whether it can be told if a mention with coordinates is right: not over a gold without."""
    return _touches(p, _located(gold)) or not _touches(p, gold)


def _right(p: Row, gold: Sequence[Row]) -> bool:
    """Whether a mention lies over a toponym and within 161 km of it, or is its record."""
    return any(
        (p["geonameid"] is not None and str(t.get("geonameid")) == str(p["geonameid"]))
        or distance_km((t["lat"], t["lon"]), (p["lat"], p["lon"])) <= NEAR_KM
        for t in _located(gold)
        if _touches(p, [t])
    )


def _located(gold: Sequence[Row]) -> list[Row]:
    return [t for t in gold if t.get("lat") is not None]
