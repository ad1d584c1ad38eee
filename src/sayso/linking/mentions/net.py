"""The network of mentions and the scorer of pairs that ship, and how they are run."""

from __future__ import annotations

import functools
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from sayso.language import encoder
from sayso.language.encoder import digest, shipped
from sayso.language.encoding import encode
from sayso.language.engines import Engine, best_engine, onnx_engine
from sayso.linking.mentions.layout import WIDTH
from sayso.linking.mentions.pairs import Told, mention_features, report_features, told
from sayso.linking.mentions.views import View

MODEL, PAIRS = "coreference.onnx", "coreference_pairs.onnx"
STRETCH, REACH = 384, 64
"""Pieces that the network sees at once, and how many of them were seen before."""

Floats = npt.NDArray[np.float32]


def version() -> dict[str, str]:
    """Names and hashes of the models."""
    return {MODEL: digest(MODEL), PAIRS: digest(PAIRS)}


def read(view: View, rarity: Floats) -> Told:
    """Run the encoder and the network over a report.

    Args:
        view: The report, with a mention at least.
        rarity: Of each word of the collection.
    """
    states = encode([view.pieces], best_engine(str(shipped(encoder.MODEL))))[0].states
    out = np.zeros((len(states), WIDTH), dtype=np.float32)
    for begin, core, end in stretches(len(states)):
        found = _engine()(
            {
                "states": states[None, begin:end],
                "known": view.known[None, begin:end],
                "mask": np.ones((1, end - begin), dtype=np.float32),
            }
        )[0]
        out[core:end] = found[0, core - begin :]
    return told(view, out, rarity)


def score(a: Told, b: Told, between: Floats) -> Floats:
    """How likely each mention of a report names the happening of each of another, 0 to 1.

    Args:
        a: A report.
        b: Another, or the same.
        between: What is known of the two.

    Returns:
        (mentions of a, mentions of b).
    """
    mentions = mention_features(a, b, between)
    rows = mentions.reshape(-1, mentions.shape[-1])
    reports = np.tile(report_features(a, b, between), (len(rows), 1))
    found = onnx_engine(str(shipped(PAIRS)))({"reports": reports, "mentions": rows})[0]
    return found.reshape(mentions.shape[:2])


def stretches(length: int) -> Iterator[tuple[int, int, int]]:
    """First piece, first new piece and end of each stretch of a text."""
    core = 0
    while core < length:
        begin = max(0, core - REACH)
        end = min(length, begin + STRETCH)
        yield begin, core, end
        core = end


@functools.cache
def _engine() -> Engine:
    return best_engine(str(shipped(MODEL)))
