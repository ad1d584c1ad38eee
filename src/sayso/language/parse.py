"""What the one expensive pass over the text gives to every extractor.

A :class:`Parse` knows tokens, sentences and dependency arcs of the blocks of a report, with
offsets into the report's text. Nothing outside ``language/`` knows which model made it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sayso.record import Block, Span


@dataclass(slots=True, unsafe_hash=True)  # frozen ones take five times as long to make
class Token:
    """One token; not to be changed.

    ``dep`` is the ClearNLP/spaCy label (``nsubj``, ``dobj``, ``ccomp``, …), ``tag`` the Penn tag,
    ``pos`` the Universal POS; ``head`` is an index into ``Parse.tokens`` (its own at a root).
    ``text`` is what the model saw (upper-case text is recased), so match on ``lemma`` or ``lower``
    and cut the report's text for evidence.
    """

    i: int
    start: int
    end: int
    text: str
    lower: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    sent: int
    block: int

    @property
    def span(self) -> Span:
        """Offsets into the report's text."""
        return (self.start, self.end)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: tokens ``[first, last)``."""

    i: int
    first: int
    last: int
    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entity:
    """A named entity as the model saw it: tokens ``[first, last)``, OntoNotes label."""

    first: int
    last: int
    start: int
    end: int
    label: str


@dataclass(frozen=True)
class Parse:
    """Tokens, sentences and entities of one report. Block indices are those of ``blocks``."""

    text: str
    blocks: tuple[Block, ...]
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    entities: tuple[Entity, ...]
    _children: tuple[tuple[Token, ...], ...] = field(init=False, repr=False, compare=False)
    _edges: tuple[tuple[int, int], ...] = field(init=False, repr=False, compare=False)
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _ends: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        kids: list[list[Token]] = [[] for _ in self.tokens]
        for t in self.tokens:
            if t.head != t.i:
                kids[t.head].append(t)
        object.__setattr__(self, "_children", tuple(map(tuple, kids)))
        object.__setattr__(self, "_edges", _edges(self.tokens, kids))
        object.__setattr__(self, "_starts", tuple([t.start for t in self.tokens]))
        object.__setattr__(self, "_ends", tuple([t.end for t in self.tokens]))

    def children(self, i: int, *deps: str) -> list[Token]:
        """Direct dependents of token ``i``, in text order; ``deps`` keeps only those."""
        kids = self._children[i]
        return [k for k in kids if k.dep in deps] if deps else list(kids)

    def subtree(self, i: int) -> tuple[int, int]:
        """First and one-past-last token index under token ``i``."""
        return self._edges[i]

    def span(self, first: int, last: int) -> Span:
        """Text offsets of the tokens ``[first, last)``."""
        return (self.tokens[first].start, self.tokens[last - 1].end)

    def between(self, start: int, end: int) -> Sequence[Token]:
        """The tokens that overlap the text offsets ``[start, end)``."""
        return self.tokens[bisect_right(self._ends, start) : bisect_left(self._starts, end)]

    def ancestors(self, i: int) -> Iterator[Token]:
        """Heads of token ``i``, nearest first, up to the root of its sentence."""
        while self.tokens[i].head != i:
            i = self.tokens[i].head
            yield self.tokens[i]

    def sentence(self, i: int) -> Sentence:
        """The sentence of token ``i``."""
        return self.sentences[self.tokens[i].sent]

    def sentence_tokens(self, sentence: Sentence) -> Sequence[Token]:
        """The tokens of a sentence."""
        return self.tokens[sentence.first : sentence.last]

    def words(self, span: Span) -> str:
        """The report's own words at a span."""
        return self.text[span[0] : span[1]]


def _edges(tokens: Sequence[Token], kids: list[list[Token]]) -> tuple[tuple[int, int], ...]:
    """Subtree extents, children before heads, without recursion (sentences may be huge)."""
    left = list(range(len(tokens)))
    right = list(range(1, len(tokens) + 1))
    order = [t for t in tokens if t.head == t.i]
    for t in order:  # grows while it runs: breadth first from the roots
        order.extend(kids[t.i])
    for t in reversed(order):
        i, head = t.i, t.head
        if left[i] < left[head]:
            left[head] = left[i]
        if right[i] > right[head]:
            right[head] = right[i]
    return tuple(zip(left, right, strict=True))
