"""The network of syntax: tags, sentences, arcs and entities from the encoder's states.

A small network on the states of the shared encoder, which learnt from spaCy's small pipeline
(``training.syntax``). It runs once over a report. How a name is spelt is shown only to its head of
entities, so that arcs and tags do not hang on who a party is.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from sayso.language.encoder import digest, shipped
from sayso.language.encoding import Encoding
from sayso.language.engines import Engine, Inputs, best_engine
from sayso.language.heads import STATE_WIDTH
from sayso.language.syntax_words import LOOKS, Words, hidden_names, means, pieces_of, rows_of

MODEL = "syntax.onnx"

TAGS = (
    "$", "''", ",", "-LRB-", "-RRB-", ".", ":", "ADD", "AFX", "CC", "CD", "DT", "EX", "FW", "HYPH",
    "IN", "JJ", "JJR", "JJS", "LS", "MD", "NFP", "NN", "NNP", "NNPS", "NNS", "PDT", "POS", "PRP",
    "PRP$", "RB", "RBR", "RBS", "RP", "SYM", "TO", "UH", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ",
    "WDT", "WP", "WP$", "WRB", "XX", "_SP", "``",
)  # fmt: skip
"""Penn Treebank's tags as OntoNotes 5 has them."""

LABELS = (
    "ROOT", "acl", "acomp", "advcl", "advmod", "agent", "amod", "appos", "attr", "aux", "auxpass",
    "case", "cc", "ccomp", "compound", "conj", "csubj", "csubjpass", "dative", "dep", "det",
    "dobj", "expl", "intj", "mark", "meta", "neg", "nmod", "npadvmod", "nsubj", "nsubjpass",
    "nummod", "oprd", "parataxis", "pcomp", "pobj", "poss", "preconj", "predet", "prep", "prt",
    "punct", "quantmod", "relcl", "xcomp",
)  # fmt: skip
"""Labels of arcs: those of ClearNLP, as spaCy has them."""
_ROOT = LABELS.index("ROOT")

ENTITIES = (
    "CARDINAL", "DATE", "EVENT", "FAC", "GPE", "LANGUAGE", "LAW", "LOC", "MONEY", "NORP",
    "ORDINAL", "ORG", "PERCENT", "PERSON", "PRODUCT", "QUANTITY", "TIME", "WORK_OF_ART",
)  # fmt: skip
"""Kinds of entities of OntoNotes 5."""

ARC_WIDTH = 128
"""Size of the vectors whose products are scores of arcs: one as a dependent, one as a head."""

LABEL_WIDTH = 6
"""Size of the same, a label, for the label of an arc."""

_PART = 1024
"""Rows that the network takes at a time: its memory grows with them, and a report may be long."""
_SIGHT = 4
"""Rows that an answer depends on to each side: three convolutions see three, and one to spare."""

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Syntax:
    """Scores for the words of a report.

    Attributes:
        tags: (words, tags).
        starts: (words): above 0 where a sentence begins.
        dependents: (words, arc width).
        heads: (words, arc width); the product with a dependent is the score of the arc, and with
            itself that of being the root.
        labels: (words, 2 × labels × label width + labels): as a dependent, as a head, and what a
            dependent's label is without its head.
        entities: (words, 1 + 2 × entities): outside, then begin and inside of each kind.
    """

    tags: Floats
    starts: Floats
    dependents: Floats
    heads: Floats
    labels: Floats
    entities: Floats

    def best_labels(self, heads: Ints) -> Ints:
        """The likeliest label of each word's arc.

        Args:
            heads: The head of each word, its own number at a root.
        """
        cut = len(LABELS) * LABEL_WIDTH
        product = self.labels[:, :cut] * self.labels[heads, cut : 2 * cut]
        scores = product.reshape(-1, len(LABELS), LABEL_WIDTH).sum(axis=2)
        scores += self.labels[:, 2 * cut :]
        scores[:, _ROOT] = np.where(heads == np.arange(len(heads)), np.inf, -np.inf)
        best: Ints = scores.argmax(axis=1)
        return best


def read_syntax(words: Words, encoding: Encoding) -> Syntax:
    """Run the network over a report.

    Args:
        words: The report's words.
        encoding: The report's encoding.
    """
    rows = rows_of(words)
    length = int(rows[-1]) + 1 if len(rows) else 1
    places = pieces_of(words, encoding.pieces)
    states = np.zeros((length, STATE_WIDTH), dtype=np.float32)
    looks = np.zeros((length, len(LOOKS)), dtype=np.int64)
    names = np.zeros(length, dtype=np.float32)
    states[rows] = means(encoding.states, places)
    looks[rows] = words.looks
    names[rows] = hidden_names(words, encoding.pieces, places)
    inputs: dict[str, npt.NDArray[Any]] = {
        "states": states,
        "looks": looks,
        "names": names,
        "mask": np.ones_like(names),
    }
    parts = [_part(inputs, at, length) for at in range(0, length, _PART)]
    tags, starts, arcs, labels, entities = (
        np.concatenate(part)[rows] for part in zip(*parts, strict=True)
    )
    return Syntax(
        tags, starts[:, 0], arcs[:, :ARC_WIDTH], arcs[:, ARC_WIDTH:], labels, entities
    )  # fmt: skip


def _part(inputs: Inputs, at: int, length: int) -> list[Floats]:
    """What the network says of ``_PART`` rows from one on, with what they see on both sides."""
    first, last = max(0, at - _SIGHT), min(length, at + _PART + _SIGHT)
    found = _engine()({name: x[None, first:last] for name, x in inputs.items()})
    return [x[0][at - first : at - first + _PART][: length - at] for x in found]


def version() -> dict[str, str]:
    """Name and hash of the model."""
    return {MODEL: digest(MODEL)}


@functools.cache
def _engine() -> Engine:
    return best_engine(str(shipped(MODEL)))
