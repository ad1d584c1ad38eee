"""Fit the finder of place names and write its weights.

``python -m training.toponyms LGL.jsonl GWN.jsonl EVENT_LOCATION.jsonl [--out FILE] [--folds N]``
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from sayso.gazetteer import Gazetteer
from training import corpora, finder, held_out, tables
from training.finder import FinderExamples, FinderWeights

THRESHOLD = 0.4
UNCASED_THRESHOLD = 0.4
HEADING = """Weights of the cues for place names, written by ``python -m training.toponyms``.

Logistic regressions (L2) over annotated news, for text as written and for text without case.
Names are those of ``features``; a cue without a weight weighs nothing. See docs/models.md.
"""


def write(path: Path, weights: FinderWeights) -> None:
    """Write the module of weights."""
    tables.write(
        path,
        HEADING,
        tables.table("WEIGHTS", weights.cased),
        f"THRESHOLD = {THRESHOLD}\n"
        '"""Least probability of a place name. Measured: .35 to .45 give the same F1."""\n',
        tables.table("UNCASED_WEIGHTS", weights.upper),
        f"UNCASED_THRESHOLD = {UNCASED_THRESHOLD}\n"
        '"""The same for text all in capitals or all in small letters."""\n',
    )


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(
        prog="python -m training.toponyms",
        description="Fit the finder of place names.",
    )
    parser.add_argument("lgl", type=Path, help="Local-Global Lexicon, JSON Lines")
    parser.add_argument("gwn", type=Path, help="GeoWebNews, JSON Lines")
    parser.add_argument("events", type=Path, help="sentences with the places of their events")
    parser.add_argument("--out", type=Path, help="write the weights here, as a module of Python")
    parser.add_argument("--folds", type=int, help="also measure on held-out documents")
    options = parser.parse_args(argv)
    gazetteer = Gazetteer()
    data = corpora.load(options.lgl, options.gwn, options.events)
    examples = FinderExamples.of(data, gazetteer)
    print(f"{len(examples.cased)} candidates, {len(examples.upper)} in capitals", flush=True)
    if options.out:
        write(options.out, finder.fit(examples))
    if options.folds:
        print(json.dumps(held_out.figures(data, examples, gazetteer, options.folds)))


if __name__ == "__main__":
    main()
