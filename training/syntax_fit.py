"""Fit the network of syntax, and measure how far it agrees with its teacher."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from sayso.language.heads import STATE_WIDTH
from sayso.language.syntax_net import ARC_WIDTH, LABEL_WIDTH, LABELS
from sayso.language.syntax_words import LOOKS
from sayso.language.tagging import best_tags, stretches
from training.syntax_data import LABELLED, UNKNOWN, Labelled
from training.syntax_net import SyntaxNetwork

CHUNK = 360
"""Rows of a text that are learnt from at a time, cut where a sentence begins."""
TOGETHER = 600
"""Chunks of similar length are put into a step out of so many."""
STARTS = 2.0
"""Weight of the starts of sentences; of all else 1."""
WARM = 100
"""Steps until the rate is at its highest."""
NEVER = -1e4

Chunk = tuple[int, int]


@dataclass(frozen=True)
class Batch:
    """Chunks, padded.

    Attributes:
        inputs: Of the network: states, looks, names, mask.
        taught: (chunks, rows) of each of ``LABELLED``; heads are numbers of rows.
        sentences: (chunks, rows) number of the sentence, :data:`UNKNOWN` where there is none.
    """

    inputs: tuple[Tensor, ...]
    taught: dict[str, Tensor]
    sentences: Tensor


def chunks(data: Labelled) -> list[Chunk]:
    """The rows ``[first, end)`` of each chunk."""
    out, end = [], 0
    for length in data.lengths.tolist():
        first, end = end, end + length
        while end - first > CHUNK:
            middle = first + CHUNK // 2
            starts = np.flatnonzero(data.taught["starts"][middle : first + CHUNK] == 1)
            cut = middle + int(starts[-1]) if len(starts) else first + CHUNK
            out.append((first, cut))
            first = cut
        out.append((first, end))
    return out


def batches(of: Sequence[Chunk], rows: int, rng: random.Random) -> list[list[Chunk]]:
    """Chunks of similar length together, so many that they hold no more rows when padded."""
    order = list(of)
    rng.shuffle(order)
    out: list[list[Chunk]] = []
    for at in range(0, len(order), TOGETHER):
        batch: list[Chunk] = []
        for chunk in sorted(order[at : at + TOGETHER], key=lambda c: c[1] - c[0]):
            if batch and (len(batch) + 1) * (chunk[1] - chunk[0]) > rows:
                out.append(batch)
                batch = []
            batch.append(chunk)
        out.append(batch)
    rng.shuffle(out)
    return out


def stacked(data: Labelled, of: Sequence[Chunk]) -> Batch:
    """Chunks as one batch."""
    shape = (len(of), max(end - first for first, end in of))
    states = np.zeros((*shape, STATE_WIDTH), dtype=np.float32)
    looks = np.zeros((*shape, len(LOOKS)), dtype=np.int64)
    names, mask = np.zeros(shape, dtype=np.float32), np.zeros(shape, dtype=np.float32)
    taught = {name: np.full(shape, UNKNOWN, dtype=np.int64) for name in LABELLED}
    sentences = np.full(shape, UNKNOWN, dtype=np.int64)
    for row, (first, end) in enumerate(of):
        size = end - first
        states[row, :size] = data.states[first:end]
        looks[row, :size] = data.looks[first:end]
        names[row, :size] = data.names[first:end]
        mask[row, :size] = 1
        for name, values in taught.items():
            values[row, :size] = data.taught[name][first:end]
        word = taught["tags"][row, :size] != UNKNOWN
        heads = taught["heads"][row, :size] + np.arange(size)
        inside = word & (heads >= 0) & (heads < size)
        taught["heads"][row, :size] = np.where(inside, heads, UNKNOWN)
        taught["labels"][row, :size][~inside] = UNKNOWN
        number = np.cumsum(taught["starts"][row, :size] == 1)
        sentences[row, :size] = np.where(word, number, UNKNOWN)
    return Batch(
        tuple(torch.from_numpy(x) for x in (states, looks, names, mask)),
        {name: torch.from_numpy(values) for name, values in taught.items()},
        torch.from_numpy(sentences),
    )


def arc_scores(arcs: Tensor, sentences: Tensor) -> Tensor:
    """(chunks, rows, rows): each row's word as dependent, each column's as head."""
    arcs = arcs.float()
    scores = arcs[..., :ARC_WIDTH] @ arcs[..., ARC_WIDTH:].transpose(1, 2)
    return scores.masked_fill(sentences[:, :, None] != sentences[:, None, :], NEVER)


def label_scores(labels: Tensor, heads: Tensor) -> Tensor:
    """(chunks, rows, labels): of the arc from each word to its head."""
    labels, cut = labels.float(), len(LABELS) * LABEL_WIDTH
    of_head = labels[..., cut : 2 * cut]
    of_head = torch.gather(of_head, 1, heads[..., None].expand(-1, -1, cut))
    product = (labels[..., :cut] * of_head).unflatten(-1, (len(LABELS), LABEL_WIDTH))
    return product.sum(-1) + labels[..., 2 * cut :]


def loss(net: SyntaxNetwork, batch: Batch) -> Tensor:
    """Sum of the mean losses of the heads."""
    with torch.autocast("cpu", torch.bfloat16):
        tags, starts, arcs, labels, entities = net(*batch.inputs)
    taught = batch.taught
    told = taught["starts"] != UNKNOWN
    return (
        _cross_entropy(tags, taught["tags"])
        + _cross_entropy(arc_scores(arcs, batch.sentences), taught["heads"])
        + _cross_entropy(label_scores(labels, taught["heads"].clamp(min=0)), taught["labels"])
        + _cross_entropy(entities, taught["entities"])
        + STARTS
        * functional.binary_cross_entropy_with_logits(
            starts[..., 0].float()[told], taught["starts"][told].float()
        )
    )


def _cross_entropy(scores: Tensor, target: Tensor) -> Tensor:
    return functional.cross_entropy(
        scores.float().flatten(0, 1), target.flatten(), ignore_index=UNKNOWN
    )


def fit(
    net: SyntaxNetwork, data: Labelled, *, epochs: float, rate: float, rows: int, seed: int,
    save: Path,
) -> None:  # fmt: skip
    """Fit a network.

    Args:
        net: It begins as it is and ends fitted.
        data: What to learn from.
        epochs: Passes over the data.
        rate: Highest learning rate (AdamW, warm-up, then linear to zero).
        rows: Rows in a step.
        seed: Of the order.
        save: Where the weights are kept, every thousand steps and at the end.
    """
    rng = random.Random(seed)  # noqa: S311 - an order, not a secret
    every = chunks(data)
    optimiser = torch.optim.AdamW(net.parameters(), betas=(0.9, 0.98), weight_decay=0.01)
    total = int(epochs * len(batches(every, rows, random.Random(seed))))  # noqa: S311
    started, step = time.monotonic(), 0
    net.train()
    while step < total:
        for of in batches(every, rows, rng)[: total - step]:
            for group in optimiser.param_groups:
                group["lr"] = rate * min(1, (step + 1) / WARM) * max(0.02, 1 - step / total)
            lost = loss(net, stacked(data, of))
            optimiser.zero_grad()
            lost.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            step += 1
            if step % 100 == 0:
                print(f"step {step}/{total} {time.monotonic() - started:.0f} s", flush=True)
            if step % 1000 == 0:
                torch.save(net.state_dict(), save)
    torch.save(net.state_dict(), save)
    net.eval()


def agreement(net: SyntaxNetwork, data: Labelled) -> dict[str, float]:
    """How far a network agrees with the teacher, in per cent; sentences are the teacher's.

    Returns:
        Share of tags, of heads (``uas``) and of heads with their labels (``las``) that are the
        same; F1 of starts of sentences and of entities.
    """
    same = dict.fromkeys(("tags", "uas", "las"), 0)
    words, starts, entities = 0, np.zeros(3), np.zeros(3)
    for of in batches(chunks(data), 4000, random.Random(0)):  # noqa: S311 - an order
        batch = stacked(data, of)
        taught = batch.taught
        with torch.no_grad():
            tags, begins, arcs, labels, kinds = net(*batch.inputs)
        heads = arc_scores(arcs, batch.sentences).argmax(-1)
        hung = (heads == taught["heads"]) & (taught["heads"] != UNKNOWN)
        words += int((taught["heads"] != UNKNOWN).sum())
        same["tags"] += int(((tags.argmax(-1) == taught["tags"]) & (taught["heads"] >= 0)).sum())
        same["uas"] += int(hung.sum())
        same["las"] += int(
            (hung & (label_scores(labels, heads).argmax(-1) == taught["labels"])).sum()
        )
        mine, theirs = (begins[..., 0] > 0) & (taught["starts"] >= 0), taught["starts"] == 1
        starts += [int((mine & theirs).sum()), int(mine.sum()), int(theirs.sum())]
        for row, length in enumerate(batch.inputs[3].sum(1).int().tolist()):
            found = set(stretches(best_tags(kinds[row, :length].numpy())))
            wanted = set(stretches(taught["entities"][row, :length].clamp(min=0).tolist()))
            entities += [len(found & wanted), len(found), len(wanted)]
    f1 = {
        name: 200 * n[0] / (n[1] + n[2]) for name, n in (("starts", starts), ("entities", entities))
    }
    shares = {name: 100 * n / words for name, n in same.items()}
    return {name: round(float(value), 2) for name, value in (shares | f1).items()}


def samples(data: Labelled, number: int) -> Iterator[dict[str, np.ndarray]]:
    """Chunks as inputs of the file that ships, spread over the data."""
    every = chunks(data)
    for chunk in every[:: max(1, len(every) // number)][:number]:
        inputs = stacked(data, [chunk]).inputs
        yield dict(
            zip(("states", "looks", "names", "mask"), (x.numpy() for x in inputs), strict=True)
        )
