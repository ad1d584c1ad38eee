"""Fit the network of mentions and its scorer of pairs, and write the models that ship.

    python -m training.coreference ecbplus_train.jsonl gvc_train.jsonl \
        --encoder model.safetensors --out src/sayso/models
    python -m training.coreference … --folds 5

The second fits five times, each time without a fifth of the topics and incidents, and scores these:
by words alone, by the network alone, and by both.
"""

from __future__ import annotations

import argparse
import hashlib
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from benchmarks.scoring.clusters import score_mentions
from sayso.language import encoder
from sayso.language.encoder import shipped
from sayso.language.encoding import encode
from sayso.language.engines import best_engine
from sayso.linking.agglomerate import average_link
from sayso.linking.mentions.coreference import SAME_HAPPENING, mixed, score_by_words
from sayso.linking.mentions.layout import DOCUMENT_FEATURES, MENTION_FEATURES
from sayso.linking.mentions.net import MODEL, PAIRS, STRETCH
from sayso.linking.mentions.reports import Neighbours
from training.coreference_data import Corpus, corpus
from training.coreference_fit import Fitting, Model, States
from training.coreference_net import Exported
from training.encoder import Encoder, load
from training.export import quantise
from training.folds import dealt

SEED = 1
SAMPLES = 200
"""Documents that the ranges of the 8-bit file are measured on."""


def states_of(of: Corpus) -> States:
    """The shipped encoder's states for each piece of each document."""
    engine = best_engine(str(shipped(encoder.MODEL)))
    found = encode([d.view.pieces for d in of.documents], engine)
    return [e.states.astype(np.float16) for e in found]


def write(model: Model, corpora: Sequence[Corpus], states: Sequence[States], out: Path) -> None:
    """Write both models: the network in 8 bits, the scorer as it is."""
    model = model.to("cpu").eval()
    inputs = ["states", "known", "mask"]
    batches = []
    every = [
        (s, d.view.known)
        for of, inner in zip(corpora, states, strict=True)
        for s, d in zip(inner, of.documents, strict=True)
    ]
    for found, known in every[:: max(1, len(every) // SAMPLES)]:
        x = found[:STRETCH].astype(np.float32)[None]
        mask = np.ones(x.shape[:2], dtype=np.float32)
        batches.append({"states": x, "known": known[None, :STRETCH], "mask": mask})
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "fp32.onnx"
        torch.onnx.export(
            model.mentions,
            tuple(torch.from_numpy(batches[0][name]) for name in inputs),
            str(plain),
            input_names=inputs,
            output_names=["out"],
            dynamic_axes={name: {0: "batch", 1: "pieces"} for name in [*inputs, "out"]},
            opset_version=17,
            dynamo=False,
        )
        quantise(plain, out / MODEL, batches)
    torch.onnx.export(
        Exported(model.pairs).eval(),
        (torch.zeros((2, DOCUMENT_FEATURES)), torch.zeros((2, MENTION_FEATURES))),
        str(out / PAIRS),
        input_names=["reports", "mentions"],
        output_names=["same"],
        dynamic_axes={name: {0: "pairs"} for name in ("reports", "mentions", "same")},
        opset_version=17,
        dynamo=False,
    )
    for name in (MODEL, PAIRS):
        path = out / name
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        print(f"{name}: {path.stat().st_size} bytes, sha256 {digest}")


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command."""
    ask = argparse.ArgumentParser(
        prog="python -m training.coreference", description="Fit the network of mentions."
    )
    ask.add_argument("corpora", type=Path, nargs="+", help="documents with clusters, JSON Lines")
    ask.add_argument("--encoder", type=Path, required=True, help="model.safetensors as published")
    ask.add_argument("--epochs", type=float, default=8)
    ask.add_argument("--rate", type=float, default=2.5e-4)
    ask.add_argument("--folds", type=int, help="fit so often, each time without a part, and score")
    ask.add_argument("--out", type=Path, help="folder to write the models into")
    ask.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    a = ask.parse_args(argv)
    corpora = [corpus(path) for path in a.corpora]
    states = [states_of(c) for c in corpora]
    begin = load(a.encoder)
    fitting = Fitting(corpora, states, a.device, SEED)

    def fitted(held: frozenset[str]) -> Model:
        model = _begun(begin)
        model.to(a.device)
        fitting.fit(model, lambda group: group not in held, epochs=a.epochs, rate=a.rate)
        return model

    if a.folds:
        groups = {d.group for c in corpora for d in c.documents}
        for n, held in enumerate(dealt(groups, a.folds)):
            model = fitted(held)
            for c, of in enumerate(corpora):
                inside = [i for i, d in enumerate(of.documents) if d.group in held]
                _report(fitting, model, c, inside, f"fold {n + 1} {of.name}")
    if a.out:
        write(fitted(frozenset()), corpora, states, a.out)


def _begun(begin: Encoder) -> Model:
    torch.manual_seed(SEED)
    model = Model()
    model.mentions.begin_from(begin)
    return model


def _report(fitting: Fitting, model: Model, c: int, inside: Sequence[int], name: str) -> None:
    """Print how well documents that a model has not seen are clustered."""
    of = fitting.corpora[c]
    gold = [k for d in inside for k in of.documents[d].clusters]
    by_net = {(i, j): p for i, j, p in fitting.score(model, c, inside)}
    by_words = score_by_words(
        [of.reports[d].text for d in inside],
        [n for n, d in enumerate(inside) for _ in of.documents[d].spans],
        [span for d in inside for span in of.documents[d].spans],
        Neighbours([of.reports[d] for d in inside]),
    )
    for label, pairs in {
        "words": [(*key, p) for key, p in sorted(by_words.items())],
        "network": [(*key, p) for key, p in sorted(by_net.items())],
        "both": mixed(by_words, by_net),
    }.items():
        found: dict[str, str] = {}
        clusters = average_link([[m] for m in range(len(gold))], pairs, SAME_HAPPENING)
        for k, cluster in enumerate(clusters):
            found.update({str(m): str(k) for m in cluster})
        score = score_mentions({str(m): k for m, k in enumerate(gold)}, found)
        print(f"{name}, {label}: CoNLL F1 {score['conll']}", flush=True)


if __name__ == "__main__":
    main()
