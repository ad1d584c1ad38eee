"""What the heads of events are fitted to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from sayso.language.heads import CHOICES, KINDS, LINK_WIDTH, ROLES, SLICES
from training.happenings import UNKNOWN, Happenings

IGNORED = -100
TYPES = sorted({t for t, _ in KINDS if t}, key=[t for t, _ in KINDS].index)
OF_TYPE = [0 if not t else 1 + TYPES.index(t) for t, _ in KINDS]

WEIGHTS: Mapping[str, float] = {
    "kind": 1.0, "type": 1.0, "status": 0.3, "background": 0.2, "parts": 0.5, "arcs": 1.0,
    "given": 0.3, "casting": 2.0, "chosen": 0.25, "effect": 0.5, "same": 0.3, "counts": 0.1,
    "totals": 0.1, "relevant": 0.05,
}  # fmt: skip
"""Weight of each part of the loss."""


@dataclass(frozen=True)
class Targets:
    """Labels of the texts of a batch, their pieces one after another."""

    rows: Mapping[str, Tensor]
    outside: Tensor
    document: Tensor
    arcs: Tensor
    pairs: Tensor
    given: Tensor
    right: Tensor
    counts: Tensor
    totals: Tensor
    relevant: Tensor

    def to(self, device: str) -> Targets:
        """The same on a device."""
        moved = {k: v.to(device) for k, v in vars(self).items() if k != "rows"}
        return Targets({k: v.to(device) for k, v in self.rows.items()}, **moved)


def join(labels: Sequence[Happenings]) -> Targets:
    """Labels of several texts as one row of pieces."""
    names = ("kind", "status", "background", "parts", "casting", "effect", "incident")
    rows = {n: np.concatenate([getattr(x, n) for x in labels]) for n in names}
    for choice in CHOICES:
        rows[choice] = np.concatenate([x.chosen[choice] for x in labels])
    starts = np.cumsum([0, *(x.size for x in labels)])
    arcs, pairs, given, right, counts = [], [], [], [], []
    for x, at in zip(labels, starts, strict=False):
        known = set(x.arcs)
        for anchor in x.anchors:
            for span in x.spans:
                pairs.append((anchor + at, span + at))
                arcs.append([float((anchor, span, r) in known) for r in range(len(ROLES))])
        for source, target, kinds in x.given:
            given.append((source + at, target + at, at, at + x.size))
            right.append([float(k in kinds) for k in range(len(KINDS))])
        counts += [(c[0] + at, c[1], c[2], at) for c in x.counts]
    document = np.repeat(np.arange(len(labels)), [x.size for x in labels])
    number = {int(s): i for i, s in enumerate(starts)}

    def table(found: Sequence[tuple[int, ...]], width: int) -> Tensor:
        return torch.tensor(found, dtype=torch.long).view(-1, width)

    return Targets(
        {k: torch.from_numpy(np.where(v == UNKNOWN, IGNORED, v)).long() for k, v in rows.items()},
        torch.from_numpy(
            np.concatenate([np.full(x.size, x.outside, dtype=np.float32) for x in labels])
        ),
        torch.from_numpy(document).long(),
        torch.tensor(arcs, dtype=torch.float32).view(-1, len(ROLES)),
        table(pairs, 2),
        table(given, 4),
        torch.tensor(right, dtype=torch.float32).view(-1, len(KINDS)),
        table([(a, b, c, number[d]) for a, b, c, d in counts], 4),
        torch.tensor([x.totals for x in labels], dtype=torch.long),
        torch.tensor([x.relevant for x in labels], dtype=torch.long),
    )


def _entropy(scores: Tensor, target: Tensor, weight: Tensor | None = None) -> Tensor:
    known = target != IGNORED
    if not known.any():
        return scores.sum() * 0
    each = functional.cross_entropy(scores[known], target[known], reduction="none")
    return each.mean() if weight is None else (each * weight[known]).mean()


def role_scores(states: Tensor, anchors: Tensor, spans: Tensor) -> Tensor:
    """Scores (pairs, roles) that phrases have roles in the events of anchors."""
    vectors = states[:, SLICES["roles"]].view(-1, len(ROLES) + 1, LINK_WIDTH)
    asked, key = vectors[anchors, : len(ROLES)], vectors[spans, len(ROLES)]
    return (asked * key[:, None]).sum(-1) / LINK_WIDTH**0.5 - 2.0


def parts_of(states: Tensor, targets: Targets, nothing: Tensor) -> dict[str, Tensor]:
    """Parts of the loss.

    Args:
        states: (pieces, events' width) outputs of the heads for all pieces of the texts.
        targets: The labels.
        nothing: (2,) scores of a report's telling of nobody killed, injured.
    """
    states = states.float()
    rows = targets.rows
    out: dict[str, Tensor] = {}
    kinds = states[:, SLICES["kind"]]
    out["kind"] = _entropy(kinds, rows["kind"])
    of_type = torch.tensor(OF_TYPE, device=states.device)
    out["type"] = _type_loss(kinds, rows["kind"], of_type)
    for name in ("status", "background", "effect", "casting"):
        out[name] = _entropy(states[:, SLICES[name]], rows[name])
    tagged = torch.where(rows["parts"] > 0, torch.ones_like(targets.outside), targets.outside)
    out["parts"] = _entropy(states[:, SLICES["parts"]], rows["parts"], tagged)
    chosen = [_entropy(states[:, SLICES[c]], rows[c]) for c in CHOICES]
    out["chosen"] = torch.stack(chosen).sum()
    if len(targets.pairs):
        found = role_scores(states, targets.pairs[:, 0], targets.pairs[:, 1])
        out["arcs"] = functional.binary_cross_entropy_with_logits(found, targets.arcs) * len(ROLES)
    out["given"] = _given(states, kinds, targets)
    out["same"] = _same(states, targets)
    counted, totals, relevant = _documents(states, targets, nothing)
    out |= {"counts": counted, "totals": totals, "relevant": relevant}
    return out


def _type_loss(kinds: Tensor, target: Tensor, of_type: Tensor) -> Tensor:
    known = target != IGNORED
    if not known.any():
        return kinds.sum() * 0
    logs = kinds[known].log_softmax(-1)
    types = torch.stack([logs[:, of_type == t].logsumexp(-1) for t in range(len(TYPES) + 1)], dim=1)
    return functional.nll_loss(types, of_type[target[known]])


def _given(states: Tensor, kinds: Tensor, targets: Targets) -> Tensor:
    """How well some word of the text is the anchor of a right kind between source and target."""
    losses = []
    for (source, target, begin, end), right in zip(targets.given, targets.right, strict=True):
        words = torch.arange(int(begin), int(end), device=states.device)
        losses.append(
            -between(states, kinds, words, int(source), int(target))[right > 0].logsumexp(0)
        )
    return torch.stack(losses).mean() if losses else kinds.sum() * 0


def between(states: Tensor, kinds: Tensor, words: Tensor, source: int, target: int) -> Tensor:
    """Log shares of the kinds of the event between two phrases, over all words as its anchor."""
    n = len(words)
    at = torch.full((n,), source, device=states.device)
    to = torch.full((n,), target, device=states.device)
    acts = functional.logsigmoid(role_scores(states, words, at)[:, ROLES.index("actor")])
    undergoes = functional.logsigmoid(role_scores(states, words, to)[:, ROLES.index("recipient")])
    both = kinds[words].log_softmax(-1) + (acts + undergoes)[:, None]
    summed = both.logsumexp(0)
    summed = torch.cat([summed[:1] * 0 - 1e4, summed[1:]])
    return summed.log_softmax(0)


def _same(states: Tensor, targets: Targets) -> Tensor:
    """Whether two words of a text tell of one happening."""
    at = torch.nonzero(targets.rows["incident"] >= 0).flatten()
    if len(at) < 2:
        return states.sum() * 0
    vectors = states[at, SLICES["same"]]
    scores = vectors @ vectors.T / LINK_WIDTH**0.5
    number, document = targets.rows["incident"][at], targets.document[at]
    wanted = (number[:, None] == number[None]).float()
    near = torch.triu(document[:, None] == document[None], diagonal=1)
    if not near.any():
        return states.sum() * 0
    return functional.binary_cross_entropy_with_logits(scores[near], wanted[near])


def pooled(states: Tensor, document: Tensor, count: int) -> Tensor:
    """(documents, …) what the pieces of each document say of it as a whole, weighed."""
    groups = (("relevant",), ("killed",), ("injured",))
    out = []
    for column, names in enumerate(groups):
        weight = states[:, SLICES["attend"]][:, column].clamp(-15, 15).exp()
        total = torch.zeros(count, device=states.device).index_add(0, document, weight)
        for name in names:
            values = states[:, SLICES[name]] * weight[:, None]
            sums = torch.zeros(count, values.shape[1], device=states.device)
            out.append(sums.index_add(0, document, values) / total[:, None].clamp(min=1e-6))
    return torch.cat(out, dim=1)


def _documents(states: Tensor, targets: Targets, nothing: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    n = len(targets.totals)
    said = pooled(states, targets.document, n)
    widths = [SLICES[k].stop - SLICES[k].start for k in ("relevant", "killed", "injured")]
    relevant, killed, injured = said.split(widths, dim=1)
    zero = states.sum() * 0
    totals = zero
    counted = zero
    for effect, scores in enumerate((killed, injured)):
        wanted = torch.where(targets.totals[:, effect] < 0, IGNORED, targets.totals[:, effect])
        totals = totals + _entropy(scores, wanted)
        counted = counted + _counts(states, targets, nothing, effect)
    known = targets.relevant >= 0
    relevance = zero
    if known.any():
        relevance = functional.binary_cross_entropy_with_logits(
            relevant[known], targets.relevant[known].float()
        )
    return counted, totals, relevance


def _counts(states: Tensor, targets: Targets, nothing: Tensor, effect: int) -> Tensor:
    """Whether the count with the report's number is chosen, nobody where it is 0."""
    losses = []
    mine = targets.counts[targets.counts[:, 1] == effect]
    most = SLICES["killed" if effect == 0 else "injured"]
    limit = most.stop - most.start - 1
    for document in torch.unique(mine[:, 3]):
        wanted = targets.totals[document, effect]
        here = mine[mine[:, 3] == document]
        right = here[:, 2].clamp(max=limit) == wanted
        if wanted < 0 or not (right.any() or wanted == 0):
            continue
        scores = torch.cat(
            [nothing[effect : effect + 1], states[here[:, 0], SLICES["total"]][:, effect]]
        )
        right = torch.cat([(wanted == 0).view(1), right])
        losses.append(scores.logsumexp(0) - scores[right].logsumexp(0))
    return torch.stack(losses).mean() if losses else states.sum() * 0
