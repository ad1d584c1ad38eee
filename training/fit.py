"""Fit the encoder and its heads; interrupted runs go on where they were saved.

    python -m training.fit --encoder model.safetensors --polnear polnear_train.jsonl --out runs/a

Runs on the CPU in bfloat16, or on a GPU where torch finds one.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from sayso.language.heads import LEVELS, TAGS
from training.batches import IGNORED, Batch, batches, plan
from training.encoder import load
from training.event_loss import WEIGHTS, parts_of
from training.examples import Example, Scores, chains, label, polnear, unlabelled
from training.heads import Network, pointer_scores
from training.renaming import names_in
from training.teach import taught

LINK_LOSS = 0.3
"""Weight of the links beside the tags; .2 to .5 came out alike."""


def loss(net: Network, batch: Batch) -> Tensor:
    """Mean loss of a batch."""
    tags, links, events = net(batch.ids, batch.features, batch.mask)
    rows, length, _ = tags.shape
    scores = tags.float().view(rows, length, LEVELS, len(TAGS)).permute(0, 2, 1, 3)
    weight = batch.weight[:, :, None].expand(batch.tags.shape)
    known = batch.tags != IGNORED
    hard = _cross_entropy(scores, batch.tags)
    if batch.teacher is not None:
        soft = batch.teacher.view(rows, length, LEVELS, len(TAGS)).permute(0, 2, 1, 3).softmax(-1)
        near = -(soft * scores.log_softmax(-1)).sum(-1)
        share = batch.trust[:, None, None]
        hard = (1 - share) * hard + share * near
    total = (hard * weight)[known].sum() / known.sum().clamp(min=1)
    to_cue, to_source = pointer_scores(links)
    hidden = (1.0 - batch.mask) * -1e4
    to_cue = to_cue + hidden[:, None, None, :]
    to_source = to_source + hidden[:, None, :]
    for arcs, target in ((to_cue, batch.cue_of), (to_source, batch.source_of)):
        count = (target != IGNORED).sum().clamp(min=1)
        total = total + LINK_LOSS * _cross_entropy(arcs, target).sum() / count
    if batch.targets is not None:
        states = events.view(rows * length, -1)[batch.at]
        for name, part in parts_of(states, batch.targets, net.nothing).items():
            total = total + WEIGHTS[name] * part
    return total


def _cross_entropy(scores: Tensor, target: Tensor) -> Tensor:
    """Loss a position; 0 where the target is to be ignored."""
    flat = functional.cross_entropy(
        scores.reshape(-1, scores.shape[-1]),
        target.reshape(-1),
        ignore_index=IGNORED,
        reduction="none",
    )
    return flat.view(target.shape)


def fit(
    net: Network,
    examples: Sequence[Example],
    out: Path,
    *,
    epochs: float,
    rate: float,
    pieces: int,
    seed: int,
    teacher: Sequence[Scores | None] | None = None,
    frozen: int = 0,
    minutes: float = math.inf,
    exchange: bool = True,
) -> None:
    """Fit ``net`` in place and write ``out/weights.pt``.

    Args:
        net: The network.
        examples: What it learns from.
        out: Folder of the run; a run that is found there unfinished goes on.
        epochs: Passes over the examples.
        rate: Greatest learning rate of the encoder; the heads take ten times as much.
        pieces: Pieces in a batch.
        seed: Of the order and the windows.
        teacher: The teacher's tag scores, an array an example.
        frozen: Blocks of the encoder, from below, that keep their weights.
        minutes: Stop, saved, after so long.
        exchange: Whether names are exchanged for others.
    """
    out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    net.to(device).train()
    if frozen:
        for module in (net.encoder.words, net.encoder.positions, *net.encoder.blocks[:frozen]):
            module.requires_grad_(requires_grad=False)
    layers = (net.tags, net.links, net.events, net.encoder.features)
    heads = [net.nothing, *(p for layer in layers for p in layer.parameters())]
    known = {id(p) for p in heads}
    body = [p for p in net.parameters() if id(p) not in known and p.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": rate}, {"params": heads, "lr": rate * 10}], weight_decay=0.01
    )
    per_epoch = len(list(batches(examples, plan(examples, random.Random(seed)), pieces)))  # noqa: S311
    steps = math.ceil(per_epoch * epochs)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min(1, (s + 1) / (0.06 * steps), max(0.02, (steps - s) / steps))
    )
    names = names_in(examples) if exchange else None
    saved, step, epoch = out / "state.pt", 0, 0
    averaged = {k: v.detach().clone() for k, v in net.state_dict().items()}
    if saved.exists():
        state = torch.load(saved, weights_only=True)
        net.load_state_dict(state["net"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        step, epoch, averaged = state["step"], state["epoch"], state["averaged"]
    begun = time.monotonic()
    log = out / "log.jsonl"
    while step < steps:
        rng = random.Random(seed + epoch)  # noqa: S311
        running = 0.0
        planned = plan(examples, rng)
        for n, cpu in enumerate(batches(examples, planned, pieces, rng, teacher, names), 1):
            batch = _to(cpu, device)
            with torch.autocast(device, dtype=torch.bfloat16):
                value = loss(net, batch)
            optimizer.zero_grad(set_to_none=True)
            value.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            keep = min(0.995, step / (step + 10))
            with torch.no_grad():
                for k, v in net.state_dict().items():
                    averaged[k].lerp_(v, 1 - keep)
            running += value.item()
            if n % 50 == 0:
                row = {"step": step, "of": steps, "loss": round(running / 50, 4),
                       "minutes": round((time.monotonic() - begun) / 60, 2)}  # fmt: skip
                with log.open("a", encoding="utf-8") as file:
                    print(json.dumps(row), file=file)
                running = 0.0
            if step >= steps or time.monotonic() - begun > minutes * 60:
                break
        epoch += 1
        state = {"net": net.state_dict(), "optimizer": optimizer.state_dict(), "epoch": epoch,
                 "schedule": schedule.state_dict(), "step": step, "averaged": averaged}  # fmt: skip
        torch.save(state, saved)
        torch.save(averaged, out / "weights.pt")
        if time.monotonic() - begun > minutes * 60:
            break
    net.load_state_dict(averaged)


def _to(batch: Batch, device: str) -> Batch:
    if device == "cpu":
        return batch
    parts = {k: None if v is None else v.to(device) for k, v in vars(batch).items()}
    return Batch(**parts)


def main() -> None:
    """Fit from the command line."""
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    ask.add_argument("--encoder", type=Path, required=True, help="model.safetensors as published")
    ask.add_argument("--polnear", type=Path, required=True)
    ask.add_argument("--gold", type=Path, help="folder of gold chains: the development side")
    ask.add_argument("--gold-times", type=int, default=3, help="how often an epoch has the gold")
    ask.add_argument("--start", type=Path, help="weights.pt of an earlier run to begin with")
    ask.add_argument("--teacher", type=Path, help="scores that training.teach wrote")
    ask.add_argument("--texts", nargs=2, action="append", type=Path, metavar=("TEXTS", "TAUGHT"),
                     help="texts that nobody annotated, and what training.teach wrote")  # fmt: skip
    ask.add_argument("--inner", type=float, default=1.0,
                     help="weight of the inner levels that a teacher has labelled")  # fmt: skip
    ask.add_argument("--trust", type=float, default=0.5)
    ask.add_argument("--out", type=Path, required=True)
    ask.add_argument("--epochs", type=float, default=4)
    ask.add_argument("--rate", type=float, default=2e-4)
    ask.add_argument("--pieces", type=int, default=4096)
    ask.add_argument("--frozen", type=int, default=0)
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--minutes", type=float, default=math.inf)
    ask.add_argument("--threads", type=int, default=torch.get_num_threads())
    a = ask.parse_args()
    torch.set_num_threads(a.threads)
    examples = [label(n, t, x, levels=1) for n, t, x in polnear(a.polnear)]
    net = Network(load(a.encoder))
    if a.start:
        net.load_state_dict(torch.load(a.start, weights_only=True), strict=False)
    teacher: list[Scores | None] | None = None
    if a.teacher:
        examples, scores = taught(a.teacher, examples)
        examples = [replace(e, inner=a.inner, trust=a.trust) for e in examples]
        teacher = list(scores)
    for texts, saved in a.texts or []:
        more = [label(n, t, [], levels=0) for n, t in unlabelled(texts)]
        more, scores = taught(saved, more)
        teacher = [*(teacher or [None] * len(examples)), *scores]
        examples += [replace(e, inner=a.inner, trust=1.0) for e in more]
    if a.gold:
        more = list(chains(a.gold)) * a.gold_times
        examples += more
        teacher = teacher + [None] * len(more) if teacher else None
    fit(net, examples, a.out, epochs=a.epochs, rate=a.rate, pieces=a.pieces, seed=a.seed,
        teacher=teacher, frozen=a.frozen, minutes=a.minutes)  # fmt: skip


if __name__ == "__main__":
    main()
