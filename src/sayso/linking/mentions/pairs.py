"""What is known of two mentions of two reports: the numbers that the scorer of pairs weighs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sayso.linking.mentions.layout import FIXED, GROUPS, HEADS, KEY, PLACING, SLICES
from sayso.linking.mentions.likeness import SAME_STORY
from sayso.linking.mentions.views import NO_WORD, View, apart, looked_at, sentence_of

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]

FULL_STORY, FULL_SENTENCE = 0.4, 0.3
"""Likeness of reports, and of sentences, beyond which more says nothing more."""


@dataclass(frozen=True)
class Told:
    """What the network says of a report's mentions.

    Attributes:
        view: The report.
        words: Numbers of its words, in order.
        rarity: Of each.
        rows: (mentions, HEADS + FIXED, words): how much each mention draws on each word.
        topics: (DOCUMENT_HEADS, words): how much the report is about each word.
        about: (ABOUT,): what it is about, at unit length.
        meaning: (mentions, MEANING): what kind of happening each mention names.
        own: (mentions, STATE): the encoder's own states of each mention, at unit length.
        around: The same of each mention's sentence.
        whole: (STATE,): the same of the report.
    """

    view: View
    words: Ints
    rarity: Floats
    rows: Floats
    topics: Floats
    about: Floats
    meaning: Floats
    own: Floats
    around: Floats
    whole: Floats


def told(view: View, out: Floats, rarity: Floats) -> Told:
    """Read the network's output.

    Args:
        view: The report.
        out: (pieces, WIDTH).
        rarity: Of each word of the collection.
    """
    held = view.words != NO_WORD
    words, column = np.unique(view.words[held], return_inverse=True)
    means = np.stack([out[a:b].mean(0) for a, b in view.mentions])
    weights = np.concatenate([_attended(view, out, means), looked_at(view)], 1)[:, :, held]
    topics = _softmax(out[:, SLICES["topical"]], 0).T
    rows = _by_word(weights, column, len(words))
    plain = out[:, SLICES["plain"]]
    sentences = [sentence_of(view, m) for m in range(len(view.mentions))]
    fixed = rows[:, -FIXED:]
    fixed /= np.maximum(np.linalg.norm(fixed, axis=-1, keepdims=True), 1e-6)
    about = topics.mean(0) @ out[:, SLICES["about"]]
    return Told(
        view=view,
        words=words.astype(np.int32),
        rarity=rarity[words],
        rows=rows,
        topics=_by_word(topics[:, held], column, len(words)),
        about=_unit(about),
        meaning=_normed(means[:, SLICES["meaning"]]),
        own=_unit(means[:, SLICES["plain"]]),
        around=_unit(np.stack([plain[slice(*s)].mean(0) for s in sentences])),
        whole=_unit(plain.mean(0)),
    )


def report_features(a: Told, b: Told, between: Floats) -> Floats:
    """(DOCUMENT_FEATURES,) of two reports, ``between`` (BETWEEN,) among them."""
    _, i, j = np.intersect1d(a.words, b.words, assume_unique=True, return_indices=True)
    x, y = a.topics[:, i], b.topics[:, j]
    both = np.stack([x.sum(-1), y.sum(-1)])
    same = x * y
    return np.concatenate(
        [
            between,
            same.sum(-1),
            same @ a.rarity[i],
            both.min(0),
            both.max(0),
            [a.about @ b.about, a.whole @ b.whole],
        ]
    ).astype(np.float32)


def mention_features(a: Told, b: Told, between: Floats) -> Floats:
    """(mentions of a, mentions of b, MENTION_FEATURES) of two reports, with (BETWEEN,) of them."""
    _, i, j = np.intersect1d(a.words, b.words, assume_unique=True, return_indices=True)
    x, y = a.rows[:, :, i], b.rows[:, :, j]
    shape = (len(x), len(y))
    across = np.einsum("mhw,ngw->mnhg", x[:, :HEADS], y[:, :HEADS], optimize=True)
    fixed = np.einsum("mfw,nfw->mnf", x[:, HEADS:], y[:, HEADS:], optimize=True)
    rare = np.einsum("mhw,nhw->mnh", x[:, :HEADS] * a.rarity[i], y[:, :HEADS], optimize=True)
    one, other = np.triu_indices(HEADS, 1)
    own, its = _covered(x)[:, None], _covered(y)[None]
    u, v = a.meaning[:, None], b.meaning[None]
    product = u * v
    placing = _placing(a.view, b.view, same=a is b)
    near = max(between[0], SAME_STORY * between[3])
    crossed = a.own @ b.around.T + a.around @ b.own.T
    alike = [
        placing[:, :, 0] * min(1.0, near / FULL_STORY),
        placing[:, :, 0] * np.minimum(1.0, fixed[:, :, 0] / FULL_SENTENCE),
        a.own @ b.own.T,
        a.around @ b.around.T,
        crossed,
    ]
    parts = [
        placing,
        np.diagonal(across, axis1=2, axis2=3),
        fixed,
        own + its,
        np.abs(own - its),
        rare,
        (across[:, :, one, other] + across[:, :, other, one]) / 2,
        product.mean(-1, keepdims=True),
        np.stack(alike, -1),
        product.reshape(*shape, GROUPS, -1).mean(-1),
        product,
        np.abs(u - v),
    ]
    return np.concatenate(
        [np.broadcast_to(p, (*shape, p.shape[-1])) for p in parts], -1, dtype=np.float32
    )


def _placing(a: View, b: View, *, same: bool) -> Floats:
    out = np.zeros((len(a.mentions), len(b.mentions), len(PLACING)), dtype=np.float32)
    for m, name in enumerate(a.families):
        out[m, :, 0] = [len(name & n) / len(name | n) for n in b.families]
        out[m, :, 1] = [a.anchors[m] == other for other in b.anchors]
    x, y = (v.sentences[np.minimum(v.mentions[:, 0], len(v.pieces) - 1)] for v in (a, b))
    if same:
        gap = np.abs(x[:, None] - y[None])
        out[:, :, 2] = gap == 0
        out[:, :, 3] = np.exp(-gap / 2)
    out[:, :, 4] = (x[:, None] == 0) & (y[None] == 0)
    out[:, :, 5] = (x[:, None] == 0) != (y[None] == 0)
    return out


def _covered(rows: Floats) -> Floats:
    """How much of what each mention draws on the other report has: (mentions, ROWS)."""
    heads, fixed = rows[:, :HEADS].sum(-1), (rows[:, HEADS:] ** 2).sum(-1)
    return np.concatenate([heads, fixed], 1)


def _attended(view: View, out: Floats, mentions: Floats) -> Floats:
    """How much each mention looks at each piece; to nothing at all it may, too."""
    query = mentions[:, SLICES["query"]].reshape(-1, HEADS, KEY)
    key = out[:, SLICES["key"]].reshape(-1, HEADS, KEY)
    reach = mentions[:, SLICES["reach"]].reshape(len(mentions), HEADS, -1)
    scores = np.einsum("mhk,phk->mhp", query, key, optimize=True) / np.float32(KEY**0.5)
    scores += np.einsum("mha,mpa->mhp", reach, apart(view), optimize=True)
    scores += out[:, SLICES["lean"]].T[None]
    nothing = np.zeros_like(scores[:, :, :1])
    return _softmax(np.concatenate([scores, nothing], -1), -1)[:, :, :-1]


def _by_word(weights: Floats, column: npt.NDArray[np.intp], width: int) -> Floats:
    """Sums over the pieces of each word; pieces are the last axis."""
    out = np.zeros((width, *weights.shape[:-1]), dtype=np.float32)
    np.add.at(out, column, np.moveaxis(weights, -1, 0))
    return np.moveaxis(out, 0, -1)


def _softmax(x: Floats, axis: int) -> Floats:
    raised: Floats = np.exp(x - x.max(axis, keepdims=True))
    raised /= raised.sum(axis, keepdims=True)
    return raised


def _unit(x: Floats) -> Floats:
    unit: Floats = (x / np.maximum(np.linalg.norm(x, axis=-1, keepdims=True), 1e-6)).astype("f4")
    return unit


def _normed(x: Floats) -> Floats:
    centred: Floats = x - x.mean(-1, keepdims=True)
    centred /= np.sqrt((centred**2).mean(-1, keepdims=True) + 1e-5)
    return centred
