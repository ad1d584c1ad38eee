"""Fit the ranking of the places of one name and write its weights.

``python -m training.places LGL.jsonl GWN.jsonl [EVENT_LOCATION.jsonl] [--out FILE] [--folds N]``

The names are those that the finder finds with its present weights: fit the finder first. With
``--folds`` the finder is fitted anew in each fold, on the event sentences too if they are given.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from sayso.gazetteer import Gazetteer
from training import corpora, held_out, ranker, tables
from training.finder import FinderExamples
from training.ranker import RankerWeights

HEADING = """Weights for ranking the places of one name, written by ``python -m training.places``.

Conditional logits over annotated news, first without and then with the rest of the report. Names
are those of ``ranking``; a feature without a weight weighs nothing. See docs/models.md.
"""


def write(path: Path, weights: RankerWeights) -> None:
    """Write the module of weights."""
    tables.write(
        path,
        HEADING,
        tables.table("PRIOR", weights.prior),
        tables.table("COMPANY", weights.company),
    )


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(
        prog="python -m training.places",
        description="Fit the ranking of the places of one name.",
    )
    parser.add_argument("lgl", type=Path, help="Local-Global Lexicon, JSON Lines")
    parser.add_argument("gwn", type=Path, help="GeoWebNews, JSON Lines")
    parser.add_argument(
        "events", type=Path, nargs="?", help="for the finder in --folds: event sentences"
    )
    parser.add_argument("--out", type=Path, help="write the weights here, as a module of Python")
    parser.add_argument("--folds", type=int, help="also measure on held-out documents")
    options = parser.parse_args(argv)
    gazetteer = Gazetteer()
    folds: int | None = options.folds
    data = corpora.load(
        options.lgl, options.gwn, options.events if folds else None, upper=bool(folds)
    )
    if options.out:
        write(options.out, ranker.fit(data.cased, gazetteer))
    if folds:
        examples = FinderExamples.of(data, gazetteer)
        print(json.dumps(held_out.figures(data, examples, gazetteer, folds)))


if __name__ == "__main__":
    main()
