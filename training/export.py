"""Write a fitted network as the static int8 model that ships, and check it against fp32.

    python -m training.export --encoder model.safetensors --weights runs/a/weights.pt \
        --calibrate polnear_train.jsonl --out src/sayso/models

Post-training quantisation by NNCF with the transformer preset: weights of all layers and of the
word table in 8 bits, activations with ranges measured on windows of training text.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch

from sayso.language.engines import onnx_engine, openvino_engine
from sayso.language.heads import TAGS
from sayso.language.pieces import CLS, SEP, WINDOW, cut, windows
from training.encoder import load
from training.examples import label, paragraphs, polnear
from training.heads import Network, WithStates
from training.place_net import Exported, PlaceNetwork

SAMPLES = 300
"""Windows that the ranges are measured on."""
INPUTS = ("ids", "features", "mask")
OUTPUTS = ("tags", "links", "events", "states")


def to_onnx(net: Network, path: Path) -> None:
    """Write fp32 ONNX with free batch and length."""
    net.eval()
    example = torch.ones((1, 16), dtype=torch.int64)
    axes = {0: "batch", 1: "pieces"}
    torch.onnx.export(
        WithStates(net),
        (example, torch.zeros_like(example), example),
        str(path),
        input_names=list(INPUTS),
        output_names=list(OUTPUTS),
        dynamic_axes=dict.fromkeys((*INPUTS, *OUTPUTS), axes),
        opset_version=17,
        dynamo=False,
    )


def calibration(path: Path) -> Iterator[dict[str, np.ndarray]]:
    """Windows of a file of texts as the model's inputs, spread over the file."""
    rows = path.read_text(encoding="utf-8").splitlines()
    found = 0
    for line in rows[:: max(1, len(rows) // SAMPLES)]:
        text = json.loads(line)["text"]
        pieces = cut(text, paragraphs(text))
        for w in list(windows(pieces))[:2]:
            inside = slice(w.begin, w.end)
            ids = np.concatenate([[CLS], pieces.ids[inside], [SEP]]).astype(np.int64)[None]
            features = np.concatenate([[0], pieces.features[inside], [0]]).astype(np.int64)[None]
            yield {"ids": ids, "features": features, "mask": np.ones_like(ids)}
            found += 1
            if found >= SAMPLES:
                return


def quantise(source: Path, target: Path, samples: list[dict[str, np.ndarray]]) -> None:
    """Static int8 of an ONNX file."""
    import nncf
    import onnx

    model = nncf.quantize(
        onnx.load(str(source)),
        nncf.Dataset(samples),
        model_type=nncf.ModelType.TRANSFORMER,
        preset=nncf.QuantizationPreset.MIXED,
        subset_size=len(samples),
    )
    onnx.save(model, str(target))


def place_model(
    net: PlaceNetwork, samples: Sequence[tuple[np.ndarray, np.ndarray]], path: Path
) -> None:
    """Write the finder of place names as static int8.

    Args:
        net: The fitted network.
        samples: States and what is known of the pieces, of some texts, to measure ranges on.
        path: Where the file goes.
    """
    batches = []
    for states, known in samples:
        inside = slice(0, WINDOW)
        x = states[inside].astype(np.float32)[None]
        mask = np.ones(x.shape[:2], dtype=np.float32)
        batches.append({"states": x, "known": known[inside][None], "mask": mask})
    inputs, outputs = ["states", "known", "mask"], ["tags", "where"]
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "fp32.onnx"
        torch.onnx.export(
            Exported(net).eval(),
            tuple(torch.from_numpy(batches[0][name]) for name in inputs),
            str(plain),
            input_names=inputs,
            output_names=outputs,
            dynamic_axes={name: {0: "batch", 1: "pieces"} for name in [*inputs, *outputs]},
            opset_version=17,
            dynamo=False,
        )
        quantise(plain, path, batches)
        compared = [onnx_engine(str(plain)), onnx_engine(str(path))]
        found = [[run(b)[0].argmax(-1) for b in batches[:60]] for run in compared]
    same = np.mean([(x == y).mean() for x, y in zip(*found, strict=True)])
    print(f"{path.name}: same tag {same:.4f}, {path.stat().st_size} bytes, sha256 {_digest(path)}")


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def transitions(path: Path) -> list[list[float]]:
    """Logarithms of how often each tag follows each, from word to word, in a PolNeAR file."""
    counts = np.ones((len(TAGS), len(TAGS)))
    for name, text, found in polnear(path):
        example = label(name, text, found, levels=1)
        tags = example.tags[0][example.pieces.first]
        np.add.at(counts, (tags[:-1], tags[1:]), 1)
    logs = np.log(counts / counts.sum(1, keepdims=True))
    return [[round(float(x), 3) for x in row] for row in logs]


def main() -> None:
    """Export, quantise, compare."""
    ask = argparse.ArgumentParser()
    ask.add_argument("--encoder", type=Path, required=True)
    ask.add_argument("--weights", type=Path, required=True)
    ask.add_argument("--calibrate", type=Path, required=True)
    ask.add_argument("--out", type=Path, required=True)
    a = ask.parse_args()
    net = Network(load(a.encoder))
    net.load_state_dict(torch.load(a.weights, weights_only=True))
    table = json.dumps(transitions(a.calibrate)).replace("], ", "],\n ")
    (a.out / "transitions.json").write_text(table + "\n", encoding="utf-8")
    samples = list(calibration(a.calibrate))
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "fp32.onnx"
        to_onnx(net, plain)
        target = a.out / "reader.onnx"
        quantise(plain, target, samples)
        engines = {
            "fp32 onnxruntime": onnx_engine(str(plain)),
            "int8 onnxruntime": onnx_engine(str(target)),
            "int8 openvino": openvino_engine(str(target)),
        }
        outputs = {name: [run(s)[0] for s in samples[:60]] for name, run in engines.items()}
    base = outputs["fp32 onnxruntime"]
    for name, found in outputs.items():
        same = [
            (x.reshape(-1, 7).argmax(-1) == y.reshape(-1, 7).argmax(-1)).mean()
            for x, y in zip(found, base, strict=True)
        ]
        apart = max(float(np.abs(x - y).max()) for x, y in zip(found, base, strict=True))
        print(f"{name}: same tag {np.mean(same):.4f}, scores apart by at most {apart:.3f}")
    print(target, target.stat().st_size, _digest(target))


if __name__ == "__main__":
    main()
