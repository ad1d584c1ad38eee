"""Fit the finder of place names and write the model that ships.

    python -m training.toponyms LGL.jsonl GWN.jsonl EVENT_LOCATION.jsonl \
        --encoder model.safetensors --weights runs/reader/weights.pt --out src/sayso/models
    python -m training.toponyms … --folds 5 --readings readings.pkl

The second fits five times, each time without a fifth of the documents, and keeps what is read in
those; ``python -m training.places … --readings readings.pkl`` scores them.
"""

from __future__ import annotations

import argparse
import pickle
from collections.abc import Sequence
from pathlib import Path

import torch

from sayso.extract.toponyms.tagger import MODEL, PlaceReading
from sayso.gazetteer import Gazetteer
from training import corpora, passages
from training.encoder import load
from training.export import place_model
from training.folds import dealt
from training.heads import LAYER, Network
from training.place_data import PlaceExample, example
from training.place_fit import Fitting, read, states_of
from training.place_net import PlaceNetwork

TIMES = 4
"""How often each of our own passages is filled with names."""
SEED = 1


def examples(
    lgl: Path, gwn: Path, events: Path, own: Path, gazetteer: Gazetteer
) -> list[PlaceExample]:
    """Everything that the network learns from; ``own`` is our passages with slots."""
    data = corpora.load(lgl, gwn, events, capitals=True)
    filled = list(passages.filled(passages.load(own), TIMES, SEED))
    happened = corpora.told(own.parent.parent / "events")
    documents = [
        *data,
        *corpora.parsed("own", filled),
        *corpora.parsed("passages", happened),
    ]
    return [example(d, gazetteer) for d in documents]


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command."""
    ask = argparse.ArgumentParser(
        prog="python -m training.toponyms", description="Fit the finder of place names."
    )
    ask.add_argument("lgl", type=Path, help="Local-Global Lexicon, JSON Lines")
    ask.add_argument("gwn", type=Path, help="GeoWebNews, JSON Lines")
    ask.add_argument("events", type=Path, help="sentences with the places of their events")
    ask.add_argument("--own", type=Path, default=passages.PASSAGES)
    ask.add_argument("--encoder", type=Path, required=True, help="model.safetensors as published")
    ask.add_argument("--weights", type=Path, required=True, help="weights.pt of the reader")
    ask.add_argument("--epochs", type=float, default=4)
    ask.add_argument("--rate", type=float, default=3e-4)
    ask.add_argument("--out", type=Path, help="folder to write the model into")
    ask.add_argument("--folds", type=int, help="fit so often, each time without a part")
    ask.add_argument("--readings", type=Path, help="write what was read in the parts left out here")
    a = ask.parse_args(argv)
    every = examples(a.lgl, a.gwn, a.events, a.own, Gazetteer())
    reader = Network(load(a.encoder))
    reader.load_state_dict(torch.load(a.weights, weights_only=True))
    states = states_of(reader, [e.pieces for e in every], LAYER)

    def fitted(kept: Sequence[int]) -> PlaceNetwork:
        net = PlaceNetwork()
        net.begin_from(reader.encoder)
        fitting = Fitting([every[i] for i in kept], [states[i] for i in kept], SEED)
        fitting.fit(net, epochs=a.epochs, rate=a.rate)
        return net

    if a.folds:
        readings: dict[str, PlaceReading] = {}
        for n, held in enumerate(dealt([e.id for e in every if e.corpus != "own"], a.folds)):
            apart = {every[i].text for i in range(len(every)) if every[i].id in held}
            net = fitted(
                [i for i, e in enumerate(every) if e.id not in held and e.text not in apart]
            )
            for e, s in zip(every, states, strict=True):
                if e.id in held:
                    readings[e.text] = read(net, e, s)
            print(f"fold {n + 1} of {a.folds}: {len(readings)} texts read", flush=True)
            a.readings.write_bytes(pickle.dumps(readings))
    if a.out:
        net = fitted(range(len(every)))
        torch.save(net.state_dict(), a.out / "places.pt")
        samples = [(states[i], every[i].known) for i in range(0, len(every), 40)]
        place_model(net, samples, a.out / MODEL)


if __name__ == "__main__":
    main()
