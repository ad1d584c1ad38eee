"""Score a fitted network, in torch, on a PolNeAR file.

``python -m training.evaluate --encoder model.safetensors --weights run/weights.pt dev.jsonl``
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch

from sayso.extract.statements.decode import decode
from sayso.extract.statements.linking import link
from sayso.language.encoding import Encoding, encode
from sayso.language.engines import Floats, Inputs
from sayso.language.pieces import Pieces, cut
from sayso.record import Span
from training.encoder import load
from training.examples import paragraphs
from training.heads import Network, WithStates


def torch_encode(net: Network, texts: Sequence[Pieces]) -> list[Encoding]:
    """Encodings by a torch network."""
    net.eval()

    shipped = WithStates(net)

    def run(inputs: Inputs) -> list[Floats]:
        batch = [torch.from_numpy(inputs[name]) for name in ("ids", "features", "mask")]
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            return [x.float().numpy() for x in shipped(batch[0], batch[1], batch[2].float())]

    return encode(texts, run)


def attributions(encoding: Encoding, level: int = 0) -> list[dict[str, list[Span]]]:
    """Attributions of one level in the form that the scorer reads."""
    pieces = encoding.pieces

    def span(part: Any) -> Span:
        return int(pieces.starts[part.first]), int(pieces.ends[part.last - 1])

    linked, _ = link(encoding, decode(encoding))
    return [
        {"source": [span(s.source)] if s.source else [], "cue": [span(s.cue)],
         "content": [span(c) for c in s.content]}
        for s in linked if s.content and s.cue.level == level
    ]  # fmt: skip


def main() -> None:
    """Print figures."""
    from benchmarks.scoring import attribution

    ask = argparse.ArgumentParser()
    ask.add_argument("--encoder", type=Path, required=True)
    ask.add_argument("--weights", type=Path, required=True)
    ask.add_argument("--threads", type=int, default=1)
    ask.add_argument("data", type=Path)
    a = ask.parse_args()
    torch.set_num_threads(a.threads)
    net = Network(load(a.encoder))
    net.load_state_dict(torch.load(a.weights, weights_only=True))
    rows = [json.loads(line) for line in a.data.read_text(encoding="utf-8").splitlines()]
    found = torch_encode(net, [cut(r["text"], paragraphs(r["text"])) for r in rows])
    predictions = [
        {"doc_id": row["doc_id"], "attributions": attributions(encoding)}
        for row, encoding in zip(rows, found, strict=True)
    ]
    for name, figures in attribution.score(rows, predictions, nested=False).items():
        print(name, figures)


if __name__ == "__main__":
    main()
