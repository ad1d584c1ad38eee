"""Figures on documents that neither the finder nor the ranker was fitted on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from benchmarks.scoring.basic import Figures, Tally, overlap, percent
from benchmarks.scoring.toponyms import ASSOCIATIVE, LITERAL, NEAR_KM, distance_km, score
from sayso.extract.toponyms import PlaceReading, find_toponyms
from sayso.extract.toponyms import weights as finder_weights
from sayso.gazetteer import Gazetteer
from sayso.gazetteer.hosts import country_of_host
from sayso.resolve.places import resolve_places, weights
from training import finder, ranker
from training.corpora import Document
from training.finder import Example
from training.folds import fold_of
from training.logits import Weights
from training.place_data import group_of
from training.ranker import RankerWeights

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


Readings = Mapping[str, PlaceReading]
"""What the finder says of each text, fitted without it."""


@dataclass(frozen=True)
class Fitted:
    """Weights of the finder and of the ranker."""

    finder: Weights
    ranker: RankerWeights


@contextmanager
def in_use(fitted: Fitted) -> Iterator[None]:
    """Let sayso read with these weights."""
    with (
        swapped(finder_weights.WEIGHTS, fitted.finder),
        swapped(weights.PRIOR, fitted.ranker.prior),
        swapped(weights.COMPANY, fitted.ranker.company),
    ):
        yield


@contextmanager
def swapped(table: dict[str, float], new: Weights) -> Iterator[None]:
    """Let a table hold other weights for a while."""
    before = dict(table)
    try:
        table.clear()
        table.update(new)
        yield
    finally:
        table.clear()
        table.update(before)


def fit(
    documents: Sequence[Document],
    labelled: Mapping[str, Sequence[Example]],
    readings: Readings,
    gazetteer: Gazetteer,
) -> Fitted:
    """Fit the finder's weights, then the ranker's on what the finder finds with them.

    Args:
        documents: News and sentences; the ranker learns from the news.
        labelled: Their candidates, by text.
        readings: What the network says of each text, fitted without it.
        gazetteer: Where names are looked up.
    """
    found = finder.fit(e for d in documents for e in labelled[d.parse.text])
    with swapped(finder_weights.WEIGHTS, found):
        named = [
            ranker.names(d, readings[d.parse.text], gazetteer)
            for d in documents
            if d.corpus in KINDS
        ]
    return Fitted(found, ranker.fit(named))


def figures(
    documents: Sequence[Document],
    labelled: Mapping[str, Sequence[Example]],
    readings: Readings,
    gazetteer: Gazetteer,
    count: int,
) -> Figures:
    """Figures by corpus and kind of toponym; all three fits are without the document's fold."""
    predicted: list[tuple[Document, list[Row]]] = []
    for n in range(count):
        held = [d for d in documents if fold_of(group_of(d), count) == n]
        kept = [d for d in documents if fold_of(group_of(d), count) != n]
        with in_use(fit(kept, labelled, readings, gazetteer)):
            predicted += [
                (d, places(d, readings[d.parse.text], gazetteer)) for d in held if d.corpus in KINDS
            ]
    return {"folds": count, **_by_corpus(predicted)}


def places(document: Document, reading: PlaceReading, gazetteer: Gazetteer) -> list[Row]:
    """The mentions of the places that are read in a document."""
    mentions = find_toponyms(reading, document.parse, gazetteer)
    found = resolve_places(
        mentions,
        document.parse,
        gazetteer,
        outlet_country=country_of_host(document.row.get("url")),
    )
    return [
        {
            "start": start,
            "end": end,
            "lat": place.lat,
            "lon": place.lon,
            "geonameid": place.geonames,
        }
        for place in found
        for start, end in place.mentions
    ]


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
