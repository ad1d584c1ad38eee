"""Fit the network of mentions and the scorer of pairs together, on documents and their likest."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional

from sayso.linking.mentions.layout import FIXED, GROUPS, HEADS, SLICES
from sayso.linking.mentions.likeness import SAME_STORY
from sayso.linking.mentions.net import stretches
from sayso.linking.mentions.pairs import FULL_SENTENCE, FULL_STORY
from sayso.linking.mentions.views import NO_WORD, apart, looked_at, sentence_of
from training.coreference_data import Corpus
from training.coreference_net import (
    MentionNetwork,
    PairScorer,
    attended,
    meaning,
    topical,
)

States = Sequence[npt.NDArray[np.float16]]
Key = tuple[int, int]
"""A corpus and a document of it."""

MENTIONS = 160
"""Mentions in a step, about."""
REPORTS = 0.2
"""Weight of telling which reports share a happening."""


@dataclass
class Prepared:
    """A document as tensors.

    Attributes:
        states: (pieces, STATE).
        known: (pieces, KNOWN).
        apart: (mentions, pieces, APART).
        fixed: (mentions, FIXED, pieces), the weights that are not learnt.
        pool: (mentions, pieces), to the mean over each mention.
        around: The same, over its sentence.
        words: Number of the word of each piece.
        sentences: Of each mention.
        families: Of each mention.
        anchors: The words of each mention.
        clusters: The gold of each mention.
    """

    states: Tensor
    known: Tensor
    apart: Tensor
    fixed: Tensor
    pool: Tensor
    around: Tensor
    words: npt.NDArray[np.int32]
    sentences: Tensor
    families: tuple[frozenset[str], ...]
    anchors: tuple[str, ...]
    clusters: tuple[str, ...]


class Model(nn.Module):
    """Both networks."""

    def __init__(self, layers: int = 2, dropout: float = 0.15) -> None:
        super().__init__()
        self.mentions = MentionNetwork(layers, dropout)
        self.pairs = PairScorer()


@dataclass
class Batch:
    """Pairs of mentions of some documents, and what was said of them."""

    logits: Tensor
    report_logits: Tensor
    one: Tensor
    other: Tensor


def prepare(
    corpora: Sequence[Corpus], states: Sequence[States], device: str
) -> dict[Key, Prepared]:
    """Documents to tensors."""
    out: dict[Key, Prepared] = {}
    for c, (corpus, inner) in enumerate(zip(corpora, states, strict=True)):
        for d, (document, found) in enumerate(zip(corpus.documents, inner, strict=True)):
            view = document.view
            pool = np.zeros((len(view.mentions), len(view.known)), dtype=np.float32)
            around = np.zeros_like(pool)
            for m, (a, b) in enumerate(view.mentions):
                pool[m, a:b] = 1 / len(pool[m, a:b])
                low, high = sentence_of(view, m)
                around[m, low:high] = 1 / max(1, high - low)
            sentence = view.sentences[np.minimum(view.mentions[:, 0], len(view.known) - 1)]
            out[c, d] = Prepared(
                states=torch.from_numpy(found.astype(np.float16)).to(device),
                known=torch.from_numpy(view.known.astype(np.float32)).to(device),
                apart=torch.from_numpy(apart(view).astype(np.float16)).to(device),
                fixed=torch.from_numpy(looked_at(view).astype(np.float16)).to(device),
                pool=torch.from_numpy(pool).to(device),
                around=torch.from_numpy(around).to(device),
                words=view.words,
                sentences=torch.from_numpy(sentence.astype(np.float32)).to(device),
                families=view.families,
                anchors=view.anchors,
                clusters=document.clusters,
            )
    return out


def run(model: Model, documents: Sequence[Prepared]) -> list[Tensor]:
    """The network's output for each document."""
    every = [(n, *s) for n, d in enumerate(documents) for s in stretches(len(d.known))]
    longest = max(end - begin for _, begin, _, end in every)
    first = documents[0]
    states = first.states.new_zeros((len(every), longest, first.states.shape[1]))
    known = first.known.new_zeros((len(every), longest, first.known.shape[1]))
    mask = first.known.new_zeros((len(every), longest))
    for row, (n, begin, _, end) in enumerate(every):
        states[row, : end - begin] = documents[n].states[begin:end]
        known[row, : end - begin] = documents[n].known[begin:end]
        mask[row, : end - begin] = 1
    kind = "cuda" if states.is_cuda else "cpu"
    with torch.autocast(kind, torch.bfloat16):
        found = model.mentions(states.float(), known, mask)
    found = found.float()
    parts: list[list[Tensor]] = [[] for _ in documents]
    for row, (n, begin, core, end) in enumerate(every):
        parts[n].append(found[row, core - begin : end - begin])
    return [torch.cat(p) for p in parts]


def batch(model: Model, documents: Sequence[Prepared], between: Tensor, rarity: Tensor) -> Batch:
    """Score all pairs of mentions of some documents.

    Args:
        model: The networks.
        documents: The documents.
        between: (documents, documents, BETWEEN).
        rarity: Of each word of their corpus.
    """
    outs = run(model, documents)
    device = rarity.device
    local, columns = np.unique(
        np.concatenate([d.words[d.words != NO_WORD] for d in documents]), return_inverse=True
    )
    rare = rarity[torch.from_numpy(local.astype(np.int64)).to(device)]
    width = len(local)
    rows, topics, meanings, abouts, plains = [], [], [], [], []
    at = 0
    for d, out in zip(documents, outs, strict=True):
        held = d.words != NO_WORD
        n = int(held.sum())
        column = torch.from_numpy(columns[at : at + n].astype(np.int64)).to(device)
        keep = torch.from_numpy(np.flatnonzero(held)).to(device)
        at += n
        means = d.pool @ out
        weights = torch.cat([attended(out, means, d.apart.float()), d.fixed.float()], 1)
        row = weights.new_zeros((*weights.shape[:2], width))
        row = row.index_add(2, column, weights[:, :, keep])
        length = row[:, HEADS:].norm(dim=-1, keepdim=True).clamp(min=1e-6)
        rows.append(torch.cat([row[:, :HEADS], row[:, HEADS:] / length], 1))
        topic = topical(out)
        topics.append(topic.new_zeros((len(topic), width)).index_add(1, column, topic[:, keep]))
        about = topic.mean(0) @ out[:, SLICES["about"]]
        abouts.append(functional.normalize(about, dim=0, eps=1e-6))
        state = out[:, SLICES["plain"]]
        plains.append(
            [
                functional.normalize(x, dim=-1)
                for x in (d.pool @ state, d.around @ state, state.mean(0))
            ]
        )
        meanings.append(meaning(means[:, SLICES["meaning"]]))
    holds = torch.stack([(t.detach() > 0).any(0) for t in topics]).float()
    owner = torch.cat([torch.full((len(r),), n, device=device) for n, r in enumerate(rows)])
    topic, about = torch.stack(topics), torch.stack(abouts)
    whole = torch.stack([p[2] for p in plains])
    reports = _report_features(topic, about, holds, rare, between, whole)
    row, vectors = torch.cat(rows), torch.cat(meanings)
    sentences = torch.cat([d.sentences for d in documents])
    one, other = torch.triu_indices(len(row), len(row), 1, device=device)
    placing = _placing(documents, owner, sentences, one, other)
    states = torch.cat([p[0] for p in plains]), torch.cat([p[1] for p in plains])
    near = torch.maximum(between[..., 0], SAME_STORY * between[..., 3])[owner[one], owner[other]]
    mentions = _mention_features(
        row, vectors, states, near, holds, rare, owner, placing, one, other
    )
    logits, _ = model.pairs(reports[owner[one], owner[other]], mentions)
    a, b = torch.triu_indices(len(documents), len(documents), 1, device=device)
    return Batch(logits, model.pairs.document(reports[a, b])[:, 0], one, other)


def _report_features(
    topic: Tensor, about: Tensor, holds: Tensor, rare: Tensor, between: Tensor, whole: Tensor
) -> Tensor:
    n = len(topic)
    same = torch.einsum("ihw,jhw->ijh", topic, topic)
    weighed = torch.einsum("ihw,jhw->ijh", topic * rare, topic)
    has = torch.einsum("ihw,jw->ijh", topic, holds)
    its = has.transpose(0, 1)
    near = torch.stack([about @ about.T, whole @ whole.T], -1)
    return torch.cat(
        [between, same, weighed, torch.minimum(has, its), torch.maximum(has, its), near], -1
    ).view(n, n, -1)


def _mention_features(
    rows: Tensor,
    vectors: Tensor,
    states: tuple[Tensor, Tensor],
    near: Tensor,
    holds: Tensor,
    rare: Tensor,
    owner: Tensor,
    placing: Tensor,
    one: Tensor,
    other: Tensor,
) -> Tensor:
    heads, fixed = rows[:, :HEADS], rows[:, HEADS:]
    flat = heads.reshape(len(rows) * HEADS, -1)
    across = (flat @ flat.T).view(len(rows), HEADS, len(rows), HEADS)
    across = across.permute(0, 2, 1, 3)[one, other]
    plain = torch.stack([fixed[:, f] @ fixed[:, f].T for f in range(FIXED)], -1)[one, other]
    weighed = torch.stack([(heads[:, h] * rare) @ heads[:, h].T for h in range(HEADS)], -1)[
        one, other
    ]
    has = torch.cat([heads @ holds.T, (fixed**2) @ holds.T], 1)  # mentions, rows, documents
    own = has[one, :, owner[other]]
    its = has[other, :, owner[one]]
    low, high = torch.triu_indices(HEADS, HEADS, 1)
    u, v = vectors[one], vectors[other]
    product = u * v
    own_state, around = states
    crossed = own_state @ around.T
    alike = torch.stack(
        [
            placing[:, 0] * (near / FULL_STORY).clamp(max=1),
            placing[:, 0] * (plain[:, 0] / FULL_SENTENCE).clamp(max=1),
            (own_state @ own_state.T)[one, other],
            (around @ around.T)[one, other],
            crossed[one, other] + crossed[other, one],
        ],
        -1,
    )
    return torch.cat(
        [
            placing,
            torch.diagonal(across, dim1=1, dim2=2),
            plain,
            own + its,
            (own - its).abs(),
            weighed,
            (across[:, low, high] + across[:, high, low]) / 2,
            product.mean(-1, keepdim=True),
            alike,
            product.view(len(product), GROUPS, -1).mean(-1),
            product,
            (u - v).abs(),
        ],
        -1,
    )


def _placing(
    documents: Sequence[Prepared], owner: Tensor, sentence: Tensor, one: Tensor, other: Tensor
) -> Tensor:
    families = [f for d in documents for f in d.families]
    numbers: dict[str, int] = {}
    for f in families:
        for word in sorted(f):
            numbers.setdefault(word, len(numbers))
    held = torch.zeros((len(families), len(numbers)))
    for m, f in enumerate(families):
        held[m, [numbers[w] for w in f]] = 1
    held = held.to(owner.device)
    shared = (held @ held.T)[one, other]
    size = held.sum(1)
    anchors = [a for d in documents for a in d.anchors]
    spelled: dict[str, int] = {}
    spelling = torch.tensor([spelled.setdefault(a, len(spelled)) for a in anchors])
    spelling = spelling.to(owner.device)
    same = (owner[one] == owner[other]).float()
    gap = (sentence[one] - sentence[other]).abs()
    lead = (sentence == 0).float()
    return torch.stack(
        [
            shared / (size[one] + size[other] - shared).clamp(min=1),
            (spelling[one] == spelling[other]).float(),
            same * (gap == 0),
            same * torch.exp(-gap / 2),
            lead[one] * lead[other],
            (lead[one] - lead[other]).abs(),
        ],
        -1,
    )


class Fitting:
    """Documents and the loop.

    Args:
        corpora: What to learn from.
        states: The states of each document of each.
        device: ``cpu`` or ``cuda``.
        seed: Of the order and of what is left out.
    """

    def __init__(
        self, corpora: Sequence[Corpus], states: Sequence[States], device: str, seed: int = 1
    ) -> None:
        self.corpora, self.device, self.seed = corpora, device, seed
        self.documents = prepare(corpora, states, device)
        self.between = [torch.from_numpy(c.between.astype(np.float32)).to(device) for c in corpora]
        self.rarity = [torch.from_numpy(c.rarity).to(device) for c in corpora]

    def fit(
        self,
        model: Model,
        kept: Callable[[str], bool],
        *,
        epochs: float,
        rate: float,
    ) -> None:
        """Fit a model in place.

        Args:
            model: It begins as it is and ends fitted.
            kept: Whether the documents of a group may be seen.
            epochs: Passes over the documents.
            rate: Highest learning rate (AdamW, warm-up, then linear to zero).
        """
        rng = random.Random(self.seed)  # noqa: S311 - an order, not a secret
        usable = [
            {d for d, doc in enumerate(c.documents) if kept(doc.group) and doc.clusters}
            for c in self.corpora
        ]
        named = model.named_parameters()
        groups: dict[tuple[bool, bool], list[Tensor]] = {}
        for name, p in named:
            groups.setdefault((p.ndim > 1, "blocks" in name), []).append(p)
        optimiser = torch.optim.AdamW(
            [
                {"params": p, "weight_decay": 0.01 * heavy, "scale": 1.0 if inner else 4.0}
                for (heavy, inner), p in groups.items()
            ]
        )
        total = int(epochs * len(self._epoch(usable, random.Random(0))))  # noqa: S311
        step, started = 0, time.monotonic()
        self._standard(model, usable)
        model.train()
        while step < total:
            for c, chosen in self._epoch(usable, rng):
                if step >= total:
                    break
                for group in optimiser.param_groups:
                    slope = min(1, (step + 1) / 100) * max(0.02, 1 - step / total)
                    group["lr"] = rate * slope * group["scale"]
                loss = self._loss(model, c, chosen)
                optimiser.zero_grad()
                loss.backward()
                torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
                optimiser.step()
                step += 1
            seconds = time.monotonic() - started
            lost = float(loss.detach())
            print(f"step {step}/{total} {seconds:.0f} s, loss {lost:.3f}", flush=True)
        model.eval()

    def _standard(self, model: Model, usable: Sequence[set[int]]) -> None:
        states = torch.cat(
            [
                self.documents[c, d].states
                for c, held in enumerate(usable)
                for d in sorted(held)[::3]
            ]
        ).float()
        model.mentions.centre.copy_(states.mean(0))
        model.mentions.spread.copy_(states.std(0) + 1e-3)

    def _epoch(self, usable: Sequence[set[int]], rng: random.Random) -> list[tuple[int, list[int]]]:
        """Documents with their likest, every document in one step at least."""
        out = []
        for c, held in enumerate(usable):
            order = sorted(held)
            rng.shuffle(order)
            seen: set[int] = set()
            for first in order:
                if first in seen:
                    continue
                chosen, size = [first], len(self.documents[c, first].clusters)
                near = [d for d in self.corpora[c].near[first] if d in held]
                near = near[: 6 + rng.randrange(20)]
                # the likest first, but not always the same
                near = [d for _, d in sorted((n * rng.random(), d) for n, d in enumerate(near))]
                near += rng.sample(order, min(4, len(order)))
                for d in near:
                    if size >= MENTIONS:
                        break
                    if d not in chosen:
                        chosen.append(d)
                        size += len(self.documents[c, d].clusters)
                seen.update(chosen)
                out.append((c, chosen))
        rng.shuffle(out)
        return out

    def _batch(self, model: Model, c: int, chosen: Sequence[int]) -> Batch:
        index = torch.tensor(list(chosen), device=self.device)
        between = self.between[c][index][:, index]
        documents = [self.documents[c, d] for d in chosen]
        return batch(model, documents, between, self.rarity[c])

    def _loss(self, model: Model, c: int, chosen: Sequence[int]) -> Tensor:
        found = self._batch(model, c, chosen)
        clusters = [k for d in chosen for k in self.documents[c, d].clusters]
        numbers: dict[str, int] = {}
        label = torch.tensor([numbers.setdefault(k, len(numbers)) for k in clusters])
        label = label.to(self.device)
        gold = (label[found.one] == label[found.other]).float()
        loss = 2 * functional.binary_cross_entropy_with_logits(
            found.logits, gold[:, None].expand(-1, 2)
        )
        if len(chosen) > 1:
            held = [set(self.documents[c, d].clusters) for d in chosen]
            shared = torch.tensor(
                [
                    bool(held[a] & held[b])
                    for a in range(len(held))
                    for b in range(a + 1, len(held))
                ],
                device=self.device,
            ).float()
            loss = loss + REPORTS * functional.binary_cross_entropy_with_logits(
                found.report_logits, shared
            )
        return loss

    def score(self, model: Model, c: int, documents: Sequence[int]) -> list[tuple[int, int, float]]:
        """Probabilities of the pairs of mentions of documents that are near.

        Mentions are numbered through the documents as given.
        """
        model.eval()
        offset, at = {}, 0
        for d in documents:
            offset[d] = at
            at += len(self.documents[c, d].clusters)
        inside = [d for d in documents if self.documents[c, d].clusters]
        out: dict[tuple[int, int], float] = {}
        for d in inside:
            near = [
                o for o in self.corpora[c].near[d] if o in offset and self.documents[c, o].clusters
            ]
            chosen = [d, *near]
            with torch.no_grad():
                found = self._batch(model, c, chosen)
            names = np.concatenate(
                [offset[o] + np.arange(len(self.documents[c, o].clusters)) for o in chosen]
            )
            one, other = found.one.cpu().numpy(), found.other.cpu().numpy()
            first = one < len(self.documents[c, d].clusters)
            p = found.logits.float().sigmoid().mean(-1).cpu().numpy()
            for i, j, x in zip(names[one[first]], names[other[first]], p[first], strict=True):
                out[(int(min(i, j)), int(max(i, j)))] = float(x)
        return [(i, j, x) for (i, j), x in sorted(out.items())]
