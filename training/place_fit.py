"""Fit the finder of place names on states of the encoder, which stay as they are."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor
from torch.nn import functional

from sayso.extract.toponyms.known import MATCH
from sayso.extract.toponyms.tagger import TAGS, WHERE_WIDTH, PlaceReading
from sayso.language.heads import STATE_WIDTH
from sayso.language.pieces import CLS, SEP, Pieces, windows
from training.heads import Network
from training.place_data import ANY, PlaceExample
from training.place_net import Exported, PlaceNetwork

Half = npt.NDArray[np.float16]

WEIGHT = {"lgl": 1.0, "gwn": 2.0, "events": 0.5, "passages": 0.5, "own": 1.0}
"""GeoWebNews is a third of the Local-Global Lexicon but spans the world; of a sentence's names only
those where its event happened are annotated."""
LINKS = 0.3
"""Weight of the links between events and places."""
UNLISTED = 0.25
"""Share of our own passages whose names the gazetteer is not to know."""
BATCH = 3000
"""Pieces in a step."""


def states_of(net: Network, texts: Sequence[Pieces], layer: int) -> list[Half]:
    """The states of a layer for each piece of each text, window by window as sayso reads."""
    kept: list[Tensor] = []
    hook = net.encoder.blocks[layer].register_forward_hook(lambda _m, _i, o: kept.append(o))
    net.eval()
    out = [np.zeros((len(p), STATE_WIDTH), dtype=np.float16) for p in texts]
    every = [(n, w) for n, p in enumerate(texts) for w in windows(p)]
    every.sort(key=lambda x: x[1].end - x[1].begin)
    for batch in _chunks([w.end - w.begin + 2 for _, w in every], 6000):
        length = max(every[i][1].end - every[i][1].begin for i in batch) + 2
        ids, features, mask = (np.zeros((len(batch), length), dtype=np.int64) for _ in range(3))
        for row, i in enumerate(batch):
            n, w = every[i]
            size = w.end - w.begin + 2
            ids[row, :size] = [CLS, *texts[n].ids[w.begin : w.end], SEP]
            features[row, 1 : size - 1] = texts[n].features[w.begin : w.end]
            mask[row, :size] = 1
        kept.clear()
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            net.encoder(*(torch.from_numpy(x) for x in (ids, features, mask)))
        found = kept[0].float().numpy()
        for row, i in enumerate(batch):
            n, w = every[i]
            out[n][w.core : w.end] = found[row, 1 + w.core - w.begin : 1 + w.end - w.begin]
    hook.remove()
    return out


def _chunks(sizes: Sequence[int], room: int) -> Iterator[list[int]]:
    """Indices of things sorted by size, so many at a time that they fit when padded."""
    batch: list[int] = []
    for i, size in enumerate(sizes):
        if batch and (len(batch) + 1) * size > room:
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch


@dataclass(frozen=True)
class _Piece:
    """A window of an example."""

    number: int
    begin: int
    core: int
    end: int


class Fitting:
    """Examples with their states, and the loop.

    Args:
        examples: What to learn from.
        states: The states of each example's pieces.
        seed: Of the order and of what is left out.
    """

    def __init__(
        self, examples: Sequence[PlaceExample], states: Sequence[Half], seed: int = 1
    ) -> None:
        self.examples, self.states = examples, states
        self.rng = random.Random(seed)  # noqa: S311 - an order, not a secret
        torch.manual_seed(seed)
        self.windows = [
            _Piece(n, w.begin, w.core, w.end)
            for n, e in enumerate(examples)
            for w in windows(e.pieces)
        ]

    def fit(self, net: PlaceNetwork, *, epochs: float, rate: float) -> None:
        """Fit a network.

        Args:
            net: It begins as it is and ends fitted.
            epochs: Passes over the examples.
            rate: Highest learning rate (AdamW, warm-up, then linear to zero).
        """
        heavy = [p for p in net.parameters() if p.ndim > 1]
        light = [p for p in net.parameters() if p.ndim <= 1]
        optimiser = torch.optim.AdamW(
            [{"params": heavy, "weight_decay": 0.01}, {"params": light, "weight_decay": 0.0}]
        )
        total, step, started = int(epochs * len(self._batches())), 0, time.monotonic()
        net.train()
        while step < total:
            for batch in self._batches():
                if step >= total:
                    break
                for group in optimiser.param_groups:
                    group["lr"] = rate * min(1, (step + 1) / 100) * max(0.02, 1 - step / total)
                loss = self._loss(net, batch)
                optimiser.zero_grad()
                loss.backward()
                torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
                optimiser.step()
                step += 1
            print(f"step {step}/{total} {time.monotonic() - started:.0f} s", flush=True)
        net.eval()

    def _batches(self) -> list[list[_Piece]]:
        order = list(self.windows)
        self.rng.shuffle(order)
        out = []
        for at in range(0, len(order), 400):
            some = sorted(order[at : at + 400], key=lambda w: w.end - w.begin)
            out += [
                [some[i] for i in chunk]
                for chunk in _chunks([w.end - w.begin for w in some], BATCH)
            ]
        self.rng.shuffle(out)
        return out

    def _loss(self, net: PlaceNetwork, batch: Sequence[_Piece]) -> Tensor:
        length = max(w.end - w.begin for w in batch)
        states = np.zeros((len(batch), length, STATE_WIDTH), dtype=np.float32)
        width = self.examples[0].known.shape[1]
        known = np.zeros((len(batch), length, width), dtype=np.float32)
        mask = np.zeros((len(batch), length), dtype=np.float32)
        labels = np.full((len(batch), length), ANY, dtype=np.int64)
        for row, w in enumerate(batch):
            e, size = self.examples[w.number], w.end - w.begin
            states[row, :size] = self.states[w.number][w.begin : w.end]
            known[row, :size] = e.known[w.begin : w.end]
            if e.corpus == "own" and self.rng.random() < UNLISTED:
                known[row][:, MATCH] = 0
            labels[row, w.core - w.begin : size] = e.labels[w.core : w.end]
            mask[row, :size] = 1
        weights = torch.tensor([WEIGHT[self.examples[w.number].corpus] for w in batch])
        with torch.autocast("cpu", torch.bfloat16):
            tags, where = net(*(torch.from_numpy(x) for x in (states, known, mask)))
        return _tag_loss(tags, torch.from_numpy(labels), weights) + LINKS * self._link_loss(
            where.float(), batch
        )

    def _link_loss(self, where: Tensor, batch: Sequence[_Piece]) -> Tensor:
        scores, wanted = [], []
        for row, w in enumerate(batch):
            for link in self.examples[w.number].links:
                names = [*link.places, *link.others]
                if w.begin or link.event >= w.end or not names or max(names) >= w.end:
                    continue
                query, keys = where[row, link.event, :WHERE_WIDTH], where[row, names, WHERE_WIDTH:]
                scores.append(keys @ query / WHERE_WIDTH**0.5)
                wanted += [1.0] * len(link.places) + [0.0] * len(link.others)
        if not scores:
            return torch.zeros(())
        return functional.binary_cross_entropy_with_logits(torch.cat(scores), torch.tensor(wanted))


_ALLOWED = torch.tensor([[float(v >> j & 1) for j in range(len(TAGS))] for v in range(ANY + 1)])


def _tag_loss(tags: Tensor, labels: Tensor, weights: Tensor) -> Tensor:
    """Minus the log of how likely any of the allowed tags is, where not all are allowed."""
    logs = tags.float().log_softmax(-1) + (1 - _ALLOWED[labels]) * -1e4
    told = (labels != ANY).float()
    lost = -torch.logsumexp(logs, -1) * weights[:, None] * told
    return lost.sum() / told.sum().clamp(min=1)


def read(net: PlaceNetwork, example: PlaceExample, states: Half) -> PlaceReading:
    """What a network says of an example, as sayso has it."""
    exported = Exported(net).eval()
    pieces = example.pieces
    tags = np.zeros((len(pieces), len(TAGS)), dtype=np.float32)
    where = np.zeros((len(pieces), 2 * WHERE_WIDTH), dtype=np.float32)
    for w in windows(pieces):
        inside = slice(w.begin, w.end)
        inputs = [states[inside].astype(np.float32), example.known[inside]]
        batch = [torch.from_numpy(x[None]) for x in inputs]
        with torch.no_grad():
            p, links = exported(*batch, torch.ones((1, w.end - w.begin)))
        tags[w.core : w.end] = p[0, w.core - w.begin :].float().numpy()
        where[w.core : w.end] = links[0, w.core - w.begin :].float().numpy()
    return PlaceReading(example.text, pieces, example.known, tags, where)
