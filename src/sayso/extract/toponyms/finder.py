"""Which words name places.

A network on the encoder's states proposes names, and so do the gazetteer and the parse; cues around
and inside each, what the network says foremost, are weighed by a logistic model whose weights are
in ``weights``. The words around a name say of what kind the place is. A country or capital that
acts ("Moscow said", "Tehran-backed") is a metonym: found, but not a place of the record.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from sayso.extract.toponyms import surroundings
from sayso.extract.toponyms.candidates import Candidate, Words
from sayso.extract.toponyms.features import features
from sayso.extract.toponyms.known import known
from sayso.extract.toponyms.net import Net
from sayso.extract.toponyms.surroundings import Relation
from sayso.extract.toponyms.tagger import PlaceReading, read_places
from sayso.extract.toponyms.weights import THRESHOLD, WEIGHTS
from sayso.gazetteer import Gazetteer
from sayso.language.encoding import Encoding
from sayso.language.parse import Parse
from sayso.record import Span

Role = Literal["place", "metonym"]

ACTS = 0.5
"""From this on the network says that a country's name acts: who speaks or strikes is an actor, even
where the name is shown as a place too."""
_SURE, _AGAIN = 0.9, 1 / 3
"""A name that is surely a place's once needs no more than a few in a hundred elsewhere."""


@dataclass(frozen=True, slots=True)
class ToponymMention:
    """Words that name a place.

    Attributes:
        span: The name, without "in" or "the city of".
        role: ``metonym`` when the name stands for a government.
        score: How likely it names a place, 0-1.
        kind: What the words around it call it: ``admin1``, ``admin2``, ``city``, ``country`` or
            ``site`` (airport, road, river …).
        relation: ``near``: the place meant is close to it ("30 km north of"); ``part``: it is some
            part of it ("northern Iraq").
        within: The name of what it lies in, written beside it ("Paris, Texas").
        acts: A country or capital that does something as a government or people.
    """

    span: Span
    role: Role = "place"
    score: float = 1.0
    kind: str | None = None
    relation: Relation | None = None
    within: Span | None = None
    acts: bool = False


def read_toponyms(parse: Parse, encoding: Encoding, gazetteer: Gazetteer) -> PlaceReading:
    """Run the network over a report.

    Args:
        parse: The report's parse; what it takes names for is one thing that is known of them.
        encoding: The report's encoding.
        gazetteer: Where names are looked up.
    """
    facts = known(parse.text, encoding.pieces, gazetteer, parse.entities)
    return read_places(parse.text, encoding, facts)


def find_toponyms(
    reading: PlaceReading, parse: Parse, gazetteer: Gazetteer, times: Iterable[Span] = ()
) -> list[ToponymMention]:
    """The place names of a report, in text order, metonyms among them.

    Args:
        reading: What :func:`read_toponyms` gave.
        parse: The report's parse.
        gazetteer: Where names are looked up.
        times: Spans that tell a time: no name in "12 Ramadan" is a place's.
    """
    words = Words(parse, gazetteer)
    net = Net.of(reading, words)
    timed = {i for span in times for i in (t.i for t in parse.between(*span))}
    names = [(c, p) for c, p in _names(words, net) if timed.isdisjoint(range(c.first, c.last))]
    out = [_mention(words, c, p, net) for c, p in names]
    for n, (one, other) in enumerate(itertools.pairwise(out)):
        gap = parse.text[one.span[1] : other.span[0]]
        if gap.strip() == "," or gap.strip(" ,").lower() in ("in", "in the"):
            out[n] = replace(one, within=other.span)
    return out


def _names(words: Words, net: Net) -> list[tuple[Candidate, float]]:
    """The likely candidates in text order, of overlapping ones the likelier."""
    found = [(c, _score(features(words, c, net))) for c in net.candidates]
    sure: dict[str, float] = {}
    for c, p in found:
        key = words.raw(c).casefold()
        sure[key] = max(p, sure.get(key, 0.0))
    likely: list[tuple[float, Candidate]] = []
    for c, p in found:
        # A name that is surely a place once is read more readily as one elsewhere.
        if sure[words.raw(c).casefold()] > _SURE and not words.person_like(c):
            p = p**_AGAIN
        if p >= THRESHOLD:
            likely.append((p, c))
    likely.sort(key=lambda x: (-x[0], x[1].first, -x[1].last))
    kept: list[tuple[Candidate, float]] = []
    for p, c in likely:
        if not any(c.first < k.last and k.first < c.last for k, _ in kept):
            kept.append((c, p))
    return sorted(kept, key=lambda x: x[0].first)


def _score(cues: dict[str, float]) -> float:
    z = sum(WEIGHTS.get(name, 0.0) * value for name, value in cues.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, z))))


def _mention(words: Words, c: Candidate, score: float, net: Net) -> ToponymMention:
    span = words.parse.span(c.first, c.last)
    acting = surroundings.acts(words, c)
    return ToponymMention(
        span=span,
        role="metonym" if acting else "place",
        score=round(score, 3),
        kind=surroundings.kind(words, c),
        relation=surroundings.relation(words, c),
        acts=acting or (surroundings.may_act(words, c) and net.metonym(span) >= ACTS),
    )
