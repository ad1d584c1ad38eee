"""Which names in a report are one actor: pairs of names, against our annotation.

``python -m benchmarks.names polnear_dev.jsonl muc4_full_dev.jsonl lgl.jsonl``

The annotation is in ``gold/actors/names.tsv``, without the texts: the corpora are given as files,
whose names without the suffix are the names of the corpora there.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.actors import actor_at, read_coded
from benchmarks.scoring.basic import Figures, Tally
from sayso import Report
from sayso.record import Span

NAMES = Path(__file__).parent.parent / "gold" / "actors" / "names.tsv"

Annotated = Mapping[tuple[str, str], Sequence[tuple[Span, str]]]
"""Corpus and document to the names in it, each with the number of its actor."""


def annotated(path: Path = NAMES) -> dict[tuple[str, str], list[tuple[Span, str]]]:
    """The annotation; names of nobody, numbered 0, are left out."""
    out: defaultdict[tuple[str, str], list[tuple[Span, str]]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            if row["actor"] != "0":
                span = (int(row["start"]), int(row["end"]))
                out[row["corpus"], row["doc"]].append((span, row["actor"]))
    return dict(out)


def score(gold: Annotated, reports: Mapping[str, Report]) -> Figures:
    """Pairs of names of one report that are joined, and those that should be."""
    pairs = Tally()
    for (_, doc), names in gold.items():
        read = [(actor_at(reports[doc], span), number) for span, number in names]
        for (a, one), (b, two) in itertools.combinations(read, 2):
            joined = a is not None and b is not None and a.id == b.id
            pairs.add(joined and one == two, joined, one == two)
    return pairs.figures()


def main(argv: Sequence[str] | None = None) -> None:
    """Run the benchmark."""
    ask = argparse.ArgumentParser(prog="python -m benchmarks.names", description=__doc__)
    ask.add_argument("data", type=Path, nargs="+", help="the corpora, JSON Lines")
    options = ask.parse_args(argv)
    gold = annotated()
    figures: dict[str, Figures] = {}
    reports: dict[str, Report] = {}
    for path in options.data:
        here = {key: names for key, names in gold.items() if key[0] == path.stem}
        reports |= read_coded(path, {doc for _, doc in here})
        figures[path.stem] = score(here, reports)
    figures["all"] = score({k: v for k, v in gold.items() if k[1] in reports}, reports)
    print(json.dumps({"benchmark": "names", **figures}))


if __name__ == "__main__":
    main()
