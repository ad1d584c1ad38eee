"""Even-handedness: swapping the two parties of a sentence must change nothing but the names.

``python -m benchmarks.evenhanded gold/swaps.yaml``
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import yaml

from benchmarks.scoring.basic import percent
from benchmarks.scoring.swaps import PAIRS, differences
from sayso import Reader, Report


def read(texts: Iterable[str]) -> Iterator[Report]:
    """Read sentences as reports of one day."""
    return Reader().pipe({"text": text, "published": "2021-06-09"} for text in texts)


def main(argv: Sequence[str] | None = None) -> None:
    """Run the benchmark."""
    ask = argparse.ArgumentParser(prog="python -m benchmarks.evenhanded", description=__doc__)
    ask.add_argument("data", type=Path, help="YAML list of sentences with {A} and {B}")
    ask.add_argument("--misses", action="store_true", help="print what was wrong")
    options = ask.parse_args(argv)
    sentences = yaml.safe_load(options.data.read_text(encoding="utf-8"))
    found = differences(sentences, read)
    figures: dict[str, object] = {"sentences": len(sentences), "swaps": len(found)}
    for pair in (*PAIRS, "all"):
        mine = [parts for (p, _), parts in found.items() if pair in (p, "all")]
        figures[pair] = {
            "statements_same": percent(sum("statements" not in x for x in mine) / len(mine)),
            "all_same": percent(sum(not x for x in mine) / len(mine)),
        }
    if options.misses:
        for (pair, sentence), parts in found.items():
            if parts:
                print(pair, parts, sentence)
    print(json.dumps({"benchmark": "evenhanded", **figures}))


if __name__ == "__main__":
    main()
