"""The finder of place names: from annotated text to candidates with labels, and to weights."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sayso.extract.toponyms import PlaceReading
from sayso.extract.toponyms.candidates import Candidate, Words
from sayso.extract.toponyms.features import features
from sayso.extract.toponyms.net import Net
from sayso.gazetteer import Gazetteer
from sayso.record import Span
from training.corpora import Document, span
from training.logits import Weights, logistic

WEIGHT = {"lgl": 1.0, "gwn": 2.0, "events": 0.7}
"""GeoWebNews is a third of the Local-Global Lexicon but spans the world; of a sentence's names only
those where its event happened are annotated."""

LITERAL = frozenset({"Literal", "Literal_Modifier", "Mixed", "Coercion", "Embedded_Literal"})
ASSOCIATIVE = frozenset({"Metonymic", "Non_Literal_Modifier"})
EMBEDDED = "Embedded_Non_Lit"
"""A place in another's name ("London Marathon"): neither an example for nor against."""

LEAST_WEIGHT = 0.1
NEVER_NAMES = frozenset(f"pos {x}" for x in ("SYM", "CCONJ", "AUX", "PRON", "INTJ", "SCONJ", "NUM"))
"""Parts of speech that too few candidates have to learn from."""

FAMOUS = 14  # names in other languages: no example against a place that the annotators passed over
AREAS = frozenset({"country", "admin1", "region"})


@dataclass(frozen=True)
class Example:
    """A candidate, labelled."""

    document: str
    corpus: str
    features: dict[str, float]
    label: bool


def examples(document: Document, reading: PlaceReading, gazetteer: Gazetteer) -> Iterator[Example]:
    """The labelled candidates of a document.

    Left out: names of peoples; of a sentence, of which only the event's places are annotated, also
    all others that look like places.

    Args:
        document: The document.
        reading: What the network says of it, fitted without it.
        gazetteer: Where names are looked up.
    """
    if document.corpus == "events":
        gold = {span(a) for e in document.row["events"] for a in e["event_locations"]}
        unsure: set[Span] = set()
    else:
        kinds = {None, EMBEDDED, *LITERAL, *ASSOCIATIVE}
        toponyms = [t for t in document.row["toponyms"] if t.get("type") in kinds]
        gold = {span(t) for t in toponyms}
        unsure = {span(t) for t in toponyms if t.get("type") == EMBEDDED}
    words = Words(document.parse, gazetteer)
    net = Net.of(reading, words)
    for c in net.candidates:
        at = document.parse.span(c.first, c.last)
        if at in unsure or gazetteer.is_demonym(words.raw(c)):
            continue
        cues = features(words, c, net)
        if document.corpus == "events" and at not in gold and _looks_like_a_place(c, cues):
            continue
        yield Example(document.id, document.corpus, cues, at in gold)


def _looks_like_a_place(c: Candidate, cues: dict[str, float]) -> bool:
    if {"entity GPE", "entity LOC", "before comma, capital"} & cues.keys():
        return True
    entries = [m.entry for m in c.matches]
    if entries and "after in" in cues:
        return True
    return any(e.fame > FAMOUS or e.feature in AREAS for e in entries)


def fit(data: Iterable[Example]) -> Weights:
    """Fit on the labelled candidates of documents."""
    kept = list(data)
    weights = logistic(
        [e.features for e in kept], [e.label for e in kept], [WEIGHT[e.corpus] for e in kept]
    )
    return {k: v for k, v in weights.items() if abs(v) >= LEAST_WEIGHT and k not in NEVER_NAMES}
