"""The tokens of a text, as spaCy's blank English pipeline cuts it: where ``spacy train`` begins.

All of the text is in them, white space too, so that offsets are those of the record.
"""

from __future__ import annotations

import functools
import re
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import TYPE_CHECKING

from sayso.export.annotations.spans import BREAKS
from sayso.record import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

_LONGEST = 1000
"""Characters without white space that are cut into tokens at a time: spaCy takes time with the
square of their number where they are punctuation or emoji, 44 s for 20,000."""
_ALONE = threading.Lock()
_LONG = re.compile(rf"\S{{{_LONGEST + 1},}}")


@functools.cache
def english() -> Language:
    """The blank English pipeline with rules for where sentences end."""
    import spacy

    pipeline = spacy.blank("en")
    pipeline.add_pipe("sentencizer")
    return pipeline


@contextmanager
def in_passing() -> Iterator[None]:
    """Forget the words of documents afterwards; no document may be used any more then.

    One thread at a time: spaCy has one such zone a vocabulary.
    """
    with _ALONE, english().memory_zone():
        yield


def tokenised(text: str) -> Doc:
    """The text in tokens; ``doc.text`` is the text."""
    tokenizer = english().tokenizer
    cuts = [at for run in _LONG.finditer(text) for at in range(*run.span(), _LONGEST)]
    if not cuts:
        doc: Doc = tokenizer(text)
        return doc
    from spacy.tokens import Doc as Made

    edges = sorted({0, *cuts, len(text)})
    parts = [tokenizer(text[start:end]) for start, end in pairwise(edges)]
    words = [token.text for part in parts for token in part]
    spaces = [bool(token.whitespace_) for part in parts for token in part]
    return Made(english().vocab, words=words, spaces=spaces)


def sentences(doc: Doc, blocks: Iterable[Span]) -> list[list[Token]]:
    """The tokens of each sentence, without white space: no sentence goes over the end of a line.

    Args:
        doc: What ``tokenised`` gives.
        blocks: Where else a sentence begins.
    """
    begins = sorted(start for start, _ in blocks)
    found: list[list[Token]] = [[]]
    for token in english().get_pipe("sentencizer")(doc):
        if token.is_sent_start or (begins and token.idx >= begins[0]):
            found.append([])
        while begins and token.idx >= begins[0]:
            begins.pop(0)
        if not token.is_space:
            found[-1].append(token)
        elif BREAKS.search(token.text):
            found.append([])
    within = [tokens for tokens in found if tokens]
    for before, after in pairwise(within):
        # an opening quotation mark belongs to what it opens; spaCy leaves it with what ended
        while len(before) > 1 and _opens(before[-2], before[-1], after[0]):
            after.insert(0, before.pop())
    return within


def _opens(before: Token, token: Token, after: Token) -> bool:
    """Whether a mark has space before it and none after it."""
    apart = before.idx + len(before) < token.idx
    return apart and token.is_punct and token.idx + len(token) == after.idx
