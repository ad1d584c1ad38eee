"""Fit the heads of statements and of events together, from a network that reads statements.

The network that the run starts from teaches the tags of statements on every text of the run, so
that they are kept while the events are learnt; see ``docs/howto-train.md`` for the command.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

from benchmarks.harness import is_held_out
from training import event_sources, muc
from training.encoder import load
from training.evaluate import torch_encode
from training.event_sources import Found, held_out_incidents
from training.examples import Example, Scores, chains, label, polnear, unsaid
from training.fit import fit
from training.heads import Network

TIMES = {"chains": 4, "own": 5, "plover": 8, "cameo": 2, "muc": 2, "shootings": 1}
"""How often a pass has each source."""
_INNER, _TRUST = 0.5, 0.6


def kept(net: Network, examples: Sequence[Example]) -> tuple[list[Example], list[Scores | None]]:
    """Examples with the tags that a network gives them, or with its scores beside their own."""
    scores = torch_encode(net, [e.pieces for e in examples])
    out: list[Example] = []
    for e, encoding in zip(examples, scores, strict=True):
        if e.happenings is None:
            out.append(replace(e, trust=_TRUST))
        else:
            tags = encoding.tags.argmax(-1).T.astype(np.int32)
            out.append(replace(e, tags=tags, trust=1.0, inner=_INNER))
    return out, [x.tags.reshape(len(x.pieces), -1) for x in scores]


def _unsaid(found: Iterable[Found]) -> list[Example]:
    return [unsaid(name, pieces, happenings) for name, pieces, happenings in found]


def sources(a: argparse.Namespace) -> dict[str, list[Example]]:
    """The examples of every corpus that the command names."""
    out: dict[str, list[Example]] = {}
    if a.polnear:
        out["polnear"] = [label(n, t, x, levels=1) for n, t, x in polnear(a.polnear)]
    if a.gold:
        out["chains"] = list(chains(a.gold))
        out["own"] = _unsaid(event_sources.own(a.gold / "events"))
    if a.plover:
        found = event_sources.plover(a.plover)
        out["plover"] = _unsaid(f for f in found if not is_held_out(f[0]))
    if a.cameo:
        out["cameo"] = _unsaid(event_sources.cameo(a.cameo, a.plover))
    if a.muc:
        out["muc"] = _unsaid(muc.muc(*a.muc))
    if a.shootings:
        skip = held_out_incidents(a.shootings[0])
        out["shootings"] = _unsaid(event_sources.shootings(*a.shootings, skip=skip))
    return out


def main() -> None:
    """Fit from the command line."""
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    ask.add_argument("--encoder", type=Path, required=True, help="model.safetensors as published")
    ask.add_argument("--start", type=Path, required=True, help="weights.pt to begin with")
    ask.add_argument("--keep", type=Path, help="weights.pt that teach statements; by default those")
    ask.add_argument("--polnear", type=Path)
    ask.add_argument("--gold", type=Path, help="folder of our gold: chains and events")
    ask.add_argument("--plover", type=Path)
    ask.add_argument("--cameo", type=Path)
    ask.add_argument("--muc", type=Path, nargs=2, metavar=("MUC", "READ"))
    ask.add_argument("--shootings", type=Path, nargs=2, metavar=("GVA", "READ"))
    ask.add_argument("--out", type=Path, required=True)
    ask.add_argument("--epochs", type=float, default=15)
    ask.add_argument("--rate", type=float, default=2.5e-4)
    ask.add_argument("--pieces", type=int, default=12288)
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--minutes", type=float, default=math.inf)
    a = ask.parse_args()
    nets = []
    for weights in (a.start, a.keep or a.start):
        net = Network(load(a.encoder))
        net.load_state_dict(torch.load(weights, weights_only=True), strict=False)
        nets.append(net)
    examples: list[Example] = []
    teacher: list[Scores | None] = []
    for name, found in sources(a).items():
        scores: list[Scores | None] = [None] * len(found)
        if name != "chains":
            found, scores = kept(nets[1], found)
        examples += found * TIMES.get(name, 1)
        teacher += scores * TIMES.get(name, 1)
    fit(nets[0], examples, a.out, epochs=a.epochs, rate=a.rate, pieces=a.pieces, seed=a.seed,
        teacher=teacher, minutes=a.minutes, exchange=False)  # fmt: skip


if __name__ == "__main__":
    main()
