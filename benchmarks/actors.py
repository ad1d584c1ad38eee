"""Country and sector (PLOVER) of actors, on mentions that two passes coded by a rule book.

``python -m benchmarks.actors polnear_dev.jsonl plv_train.jsonl muc4_full_dev.jsonl``

The codes are in ``gold/actors/mentions.tsv``, without the texts: the corpora are given as files,
whose names without the suffix are the names of the corpora there.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.scoring.basic import Figures, Row, overlap
from sayso import Reader, Report
from sayso.record import Actor, Span

MENTIONS = Path(__file__).parent.parent / "gold" / "actors" / "mentions.tsv"


def mentions(path: Path = MENTIONS) -> list[dict[str, str]]:
    """The coded mentions; a code that cannot be told is ``-``."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def actor_at(report: Report, span: Span) -> Actor | None:
    """The actor with the mention that shares most with a span; of equal ones the shortest."""
    best: tuple[int, int, Actor] | None = None
    for actor in report.actors:
        for mention in actor.mentions:
            shared = overlap(mention, span)
            found = (shared, mention[0] - mention[1])
            if shared > 0 and (best is None or found > best[:2]):
                best = (*found, actor)
    return best[2] if best else None


def score(rows: Sequence[Mapping[str, str]], reports: Mapping[str, Report]) -> Figures:
    """Share of mentions whose country, whose sector, and whose both are right."""
    country = sector = both = found = 0
    for row in rows:
        actor = actor_at(reports[row["doc"]], (int(row["start"]), int(row["end"])))
        found += actor is not None
        c = ((actor.country if actor else None) or "-") == row["country"]
        s = ((actor.sector if actor else None) or "-") == row["sector"]
        country, sector, both = country + c, sector + s, both + (c and s)
    n = len(rows)
    return {
        "mentions": n,
        "found": round(100 * found / n, 1),
        "country": round(100 * country / n, 1),
        "sector": round(100 * sector / n, 1),
        "country and sector": round(100 * both / n, 1),
    }


def main(argv: Sequence[str] | None = None) -> None:
    """Run the benchmark."""
    ask = argparse.ArgumentParser(prog="python -m benchmarks.actors", description=__doc__)
    ask.add_argument("data", type=Path, nargs="+", help="the corpora, JSON Lines")
    ask.add_argument("--out", type=Path, help="write what was read beside the codes here")
    options = ask.parse_args(argv)
    rows = mentions()
    figures: dict[str, Figures] = {}
    every: list[dict[str, str]] = []
    reports: dict[str, Report] = {}
    for path in options.data:
        coded = [r for r in rows if r["corpus"] == path.stem]
        reports |= read_coded(path, {r["doc"] for r in coded})
        figures[path.stem] = score(coded, reports)
        every += coded
    figures["all"] = score(every, reports)
    if options.out:
        _write(options.out, every, reports)
    print(json.dumps({"benchmark": "actors", **figures}))


def read_coded(path: Path, wanted: set[str]) -> dict[str, Report]:
    """The documents of a corpus that are wanted, read, by their ids."""
    data: list[Row] = [json.loads(x) for x in path.read_text(encoding="utf-8").split("\n") if x]
    kept = [r for r in data if (r.get("doc_id") or r.get("id")) in wanted]
    found = Reader().pipe([{"text": r["text"]} for r in kept])
    return {str(r.get("doc_id") or r.get("id")): x for r, x in zip(kept, found, strict=True)}


def _write(path: Path, rows: Sequence[Mapping[str, str]], reports: Mapping[str, Report]) -> None:
    with path.open("w", encoding="utf-8") as file:
        for row in rows:
            span = (int(row["start"]), int(row["end"]))
            report = reports[row["doc"]]
            actor = actor_at(report, span)
            read = (actor.country, actor.sector, actor.name) if actor else None
            file.write(json.dumps({**row, "words": report.words(span), "read": read}) + "\n")


if __name__ == "__main__":
    main()
