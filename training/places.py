r"""Fit the weights of the finder and of the ranking of places, and measure both.

    python -m training.places LGL.jsonl GWN.jsonl EVENTS.jsonl --readings readings.pkl \\
        --out src/sayso --folds 5

What the network says of the texts, fitted without them, is in the file of readings that
``training.toponyms`` writes with ``--folds``. Use the same number of folds.
"""

from __future__ import annotations

import argparse
import json
import pickle
from collections.abc import Sequence
from pathlib import Path

from sayso.gazetteer import Gazetteer
from training import corpora, finder, held_out, tables
from training.held_out import Fitted, Readings

FINDER_HEADING = """Weights of the cues for place names, written by ``python -m training.places``.

A logistic regression (L2) over annotated news. Names are those of ``features``; a cue without a
weight weighs nothing. See docs/models.md.
"""
RANKER_HEADING = """Weights for ranking the places of a name, by ``python -m training.places``.

Conditional logits over annotated news, first without and then with the rest of the report. Names
are those of ``ranking``; a feature without a weight weighs nothing. See docs/models.md.
"""
THRESHOLD = 0.35
SENTENCES = 3
"""One sentence of so many is learnt from."""
FINDER, RANKER = Path("extract/toponyms/weights.py"), Path("resolve/places/weights.py")
"""Where the tables stand in the package."""


def write(folder: Path, fitted: Fitted) -> None:
    """Write the two modules of weights into the package's folder."""
    tables.write(
        folder / FINDER,
        FINDER_HEADING,
        tables.table("WEIGHTS", fitted.finder),
        f"THRESHOLD = {THRESHOLD}\n"
        '"""Least probability of a place name. Measured: .3 to .45 give the same F1."""\n',
    )
    tables.write(
        folder / RANKER,
        RANKER_HEADING,
        tables.table("PRIOR", fitted.ranker.prior),
        tables.table("COMPANY", fitted.ranker.company),
    )


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(
        prog="python -m training.places",
        description="Fit the weights of the finder and of the ranking of places.",
    )
    parser.add_argument("lgl", type=Path, help="Local-Global Lexicon, JSON Lines")
    parser.add_argument("gwn", type=Path, help="GeoWebNews, JSON Lines")
    parser.add_argument("events", type=Path, help="sentences with the places of their events")
    parser.add_argument("--readings", type=Path, required=True, help="what the network said")
    parser.add_argument("--out", type=Path, help="the package's folder, to write the weights into")
    parser.add_argument("--folds", type=int, help="also measure on held-out documents")
    options = parser.parse_args(argv)
    gazetteer = Gazetteer()
    readings: Readings = pickle.loads(options.readings.read_bytes())  # noqa: S301 - our own file
    data = corpora.load(options.lgl, options.gwn, options.events, sentences=SENTENCES)
    data = [d for d in data if d.parse.text in readings]
    labelled = {
        d.parse.text: list(finder.examples(d, readings[d.parse.text], gazetteer)) for d in data
    }
    if options.out:
        write(options.out, held_out.fit(data, labelled, readings, gazetteer))
    if options.folds:
        print(json.dumps(held_out.figures(data, labelled, readings, gazetteer, options.folds)))


if __name__ == "__main__":
    main()
