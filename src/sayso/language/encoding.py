"""What the encoder's heads say about a text, whichever engine ran it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sayso.language.engines import Engine
from sayso.language.heads import EVENTS_WIDTH, LEVELS, LINK_WIDTH, STATE_WIDTH, TAGS
from sayso.language.pieces import CLS, SEP, Pieces, Window, windows

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class LinkWindow:
    """Link vectors of a window.

    Attributes:
        window: Which pieces.
        vectors: (1 + pieces, levels + 3, width): first the one that stands for "none", then one a
            piece from ``window.begin`` on. The order of the middle axis is that of the heads: a
            query for each level's cue, the cue's key, the cue's query, the source's key.
    """

    window: Window
    vectors: Floats


@dataclass(frozen=True)
class Encoding:
    """Scores for the pieces of a text.

    Attributes:
        pieces: The pieces.
        tags: (pieces, levels, tags) scores.
        links: Link vectors, a window each, in order.
        events: (pieces, width) scores of the heads of events, as ``heads.SLICES`` lays them out.
        states: (pieces, width) states of a middle layer, for networks that go on from there.
    """

    pieces: Pieces
    tags: Floats
    links: tuple[LinkWindow, ...]
    events: Floats
    states: Floats


def encode(texts: Sequence[Pieces], run: Engine) -> list[Encoding]:
    """Run windows of many texts, each by itself: padding costs more than batches save on CPUs.

    Args:
        texts: The pieces of each text.
        run: Takes ``ids``, ``features`` and ``mask``; gives tag scores, link vectors, scores of
            events and states.
    """
    out = []
    for pieces in texts:
        # the windows' cores cover all pieces
        tags = np.empty((len(pieces), LEVELS, len(TAGS)), dtype=np.float32)
        events = np.empty((len(pieces), EVENTS_WIDTH), dtype=np.float32)
        states = np.empty((len(pieces), STATE_WIDTH), dtype=np.float32)
        links = []
        for w in windows(pieces):
            inside = slice(w.begin, w.end)
            ids = np.concatenate([[CLS], pieces.ids[inside], [SEP]]).astype(np.int64)[None]
            features = np.concatenate([[0], pieces.features[inside], [0]]).astype(np.int64)[None]
            inputs = {"ids": ids, "features": features, "mask": np.ones_like(ids)}
            scores, vectors, told, inner = run(inputs)
            states[w.core : w.end] = inner[0, 1 + w.core - w.begin : -1]
            core = scores[0, 1 + w.core - w.begin : -1]
            events[w.core : w.end] = told[0, 1 + w.core - w.begin : -1]
            tags[w.core : w.end] = core.reshape(-1, LEVELS, len(TAGS))
            links.append(LinkWindow(w, vectors[0, :-1].reshape(-1, LEVELS + 3, LINK_WIDTH)))
        out.append(Encoding(pieces, tags, tuple(links), events, states))
    return out
