"""What the network says of a text, as the finder weighs it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sayso.extract.toponyms.candidates import Candidate, Words
from sayso.extract.toponyms.tagger import PlaceReading
from sayso.record import Span

LEANING = 0.5
"""How readily the network proposes a name. Measured: 0 to 1 give the same F1 by itself."""


@dataclass(frozen=True)
class Net:
    """The network's view of a text.

    Attributes:
        inside: How likely each word is part of a name, by where it starts.
        names: The names that it proposes, each with how likely it acts as a government; without
            those that words rule out, such as adjectives of peoples.
        candidates: What the words propose, and what the network adds.
    """

    inside: Mapping[int, float]
    names: Mapping[Span, float]
    candidates: tuple[Candidate, ...]

    @staticmethod
    def of(reading: PlaceReading, words: Words) -> Net:
        """The view in a reading."""
        found = {(c.first, c.last): c for c in words.candidates()}
        names: dict[Span, float] = {}
        for named in reading.names(LEANING):
            tokens = words.parse.between(*named.span)
            if not tokens:
                continue
            key = tokens[0].i, tokens[-1].i + 1
            c = found.get(key) or Candidate(
                *key, words.gazetteer.lookup(words.parse.words(named.span))
            )
            if words.may_name(c) and words.parse.span(*key) == named.span:
                names[named.span] = named.metonym
                found[key] = c
        return Net(reading.inside(), names, tuple(found.values()))

    def metonym(self, span: Span) -> float:
        """How likely a name acts as a government; 0 for what the network does not propose."""
        return self.names.get(span, 0.0)
