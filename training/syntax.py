"""Fit the network of syntax to what spaCy's small pipeline says, and write the model that ships.

    python -m training.syntax polnear_train.jsonl muc4_full_train.jsonl … \
        --measure polnear_dev.jsonl … --work runs/syntax --out src/sayso/models

Nothing that people annotated is learnt from: of each file only the texts are read.
"""

from __future__ import annotations

import argparse
import hashlib
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from sayso.language.engines import onnx_engine, openvino_engine
from sayso.language.syntax_net import ARC_WIDTH, MODEL
from training.export import quantise
from training.syntax_data import Labelled, load, prepare, texts
from training.syntax_fit import agreement, fit, samples
from training.syntax_net import SyntaxNetwork

SEED = 1
SAMPLES = 60
"""Chunks that the ranges of the 8-bit file are measured on."""
OWN = Path(__file__).parents[1] / "gold"
INPUTS = ("states", "looks", "names", "mask")
OUTPUTS = ("tags", "starts", "arcs", "labels", "entities")


def write(net: SyntaxNetwork, data: Labelled, path: Path) -> None:
    """Write the network in static 8 bits, and print how much that changes."""
    net.eval()
    inputs = list(samples(data, SAMPLES))
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "fp32.onnx"
        torch.onnx.export(
            net,
            tuple(torch.from_numpy(inputs[0][name]) for name in INPUTS),
            str(plain),
            input_names=list(INPUTS),
            output_names=list(OUTPUTS),
            dynamic_axes={name: {0: "batch", 1: "rows"} for name in (*INPUTS, *OUTPUTS)},
            opset_version=17,
            dynamo=False,
        )
        quantise(plain, path, inputs)
        full, others = onnx_engine(str(plain)), (onnx_engine, openvino_engine)
        base = [full(x) for x in inputs]
        for engine in others:
            found = [engine(str(path))(x) for x in inputs]
            pairs = list(zip(found, base, strict=True))
            tags = np.mean([(a[0].argmax(-1) == b[0].argmax(-1)).mean() for a, b in pairs])
            heads = np.mean([(_heads(a) == _heads(b)).mean() for a, b in pairs])
            print(f"{engine.__name__}: same tag {tags:.4f}, same head {heads:.4f}")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    print(f"{path.name}: {path.stat().st_size} bytes, sha256 {digest}")


def _heads(outputs: Sequence[np.ndarray]) -> np.ndarray:
    arcs = outputs[2][0]
    found: np.ndarray = (arcs[:, :ARC_WIDTH] @ arcs[:, ARC_WIDTH:].T).argmax(-1)
    return found


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command."""
    ask = argparse.ArgumentParser(
        prog="python -m training.syntax", description="Fit the network of syntax."
    )
    ask.add_argument("texts", type=Path, nargs="+", help="JSON Lines with a text a row")
    ask.add_argument("--own", type=Path, default=OWN, help="folder of our own sentences")
    ask.add_argument("--measure", type=Path, nargs="*", default=[], help="texts to measure on")
    ask.add_argument("--work", type=Path, required=True, help="folder for what is prepared")
    ask.add_argument("--start", type=Path, nargs="*", help="weights to begin from: their mean")
    ask.add_argument("--epochs", type=float, default=3)
    ask.add_argument("--rate", type=float, default=5e-3)
    ask.add_argument("--rows", type=int, default=1600, help="rows in a step")
    ask.add_argument("--out", type=Path, required=True, help="folder to write the model into")
    a = ask.parse_args(argv)
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    learn, measure = a.work / "learn", a.work / "measure"
    if not (learn / "labels.npz").exists():
        prepare(texts(a.texts, a.own, SEED), learn)
    if a.measure and not (measure / "labels.npz").exists():
        prepare(texts(a.measure, None, SEED), measure)
    data, net = load(learn), SyntaxNetwork()
    if a.start:
        found = [torch.load(path, weights_only=True) for path in a.start]
        net.load_state_dict({k: sum(w[k] for w in found) / len(found) for k in found[0]})
    fit(net, data, epochs=a.epochs, rate=a.rate, rows=a.rows, seed=SEED, save=a.work / "weights.pt")
    if a.measure:
        print(agreement(net, load(measure)))
    write(net, data, a.out / MODEL)


if __name__ == "__main__":
    main()
