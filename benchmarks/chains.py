"""Chains of tellers on the gold that we wrote.

``python -m benchmarks.chains gold --side report``; ``--misses`` prints what was wrong.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from benchmarks.gold import GoldReport, load
from benchmarks.scoring import chains
from sayso import Reader
from sayso.ingest.page import Page
from sayso.record import ReaderInfo, Report


def page(gold: GoldReport) -> Page:
    """A gold report as it comes from ingest: text, blocks and their tellers."""
    report = Report(
        id=gold.id, outlet=gold.outlet, title=None, language="en", published=gold.published,
        reader=ReaderInfo(version="0"), text=gold.text, blocks=gold.blocks,
    )  # fmt: skip
    return Page(report, gold.text.encode(), "text/plain", gold.id)


def main(argv: Sequence[str] | None = None) -> None:
    """Run the benchmark."""
    ask = argparse.ArgumentParser(prog="python -m benchmarks.chains", description=__doc__)
    ask.add_argument("data", type=Path, help="the folder of the gold")
    ask.add_argument("--side", choices=("develop", "report"), default="develop")
    ask.add_argument("--misses", action="store_true", help="print what was wrong")
    options = ask.parse_args(argv)
    gold = [g for g in load(options.data) if g.side == options.side]
    reports = [report for _, report in Reader().read_pages(page(g) for g in gold)]
    figures, misses = chains.score(gold, reports)
    if options.misses:
        print("\n".join(misses))
    print(
        json.dumps({"benchmark": "chains", "side": options.side, "reports": len(gold), **figures})
    )


if __name__ == "__main__":
    main()
