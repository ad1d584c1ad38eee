"""What every benchmark command does: read rows, read reports, write predictions, print figures."""

from __future__ import annotations

import argparse
import hashlib
import itertools
import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.scoring.basic import Figures, Row
from sayso import Reader, Report
from sayso.errors import InputError

Arguments = dict[str, str]
"""Keyword arguments of ``sayso.read``."""

BATCH = 64


@dataclass
class Run:
    """One run of a benchmark: its rows, where predictions go, and how long reading took."""

    name: str
    rows: list[Row]
    out: Path | None
    reading_seconds: float = 0.0
    unread: int = 0
    reader: Reader = field(default_factory=Reader)

    def reports(self, arguments: Callable[[Row], Arguments]) -> Iterator[tuple[Row, Report | None]]:
        """Every row with its report; None where the text could not be read."""
        for batch in _batches(self.rows):
            started = time.perf_counter()
            read = self._read([arguments(row) for row in batch])
            self.reading_seconds += time.perf_counter() - started
            self.unread += read.count(None)
            yield from zip(batch, read, strict=True)

    def _read(self, inputs: Sequence[Arguments]) -> list[Report | None]:
        try:
            reports: list[Report | None] = list(self.reader.pipe(inputs))
        except InputError:
            reports = []
        if len(reports) == len(inputs):
            return reports
        return [self._read_one(each) for each in inputs]

    def _read_one(self, arguments: Arguments) -> Report | None:
        try:
            return next(iter(self.reader.pipe([arguments])), None)
        except InputError:
            return None

    def finish(self, predictions: Iterable[Row], figures: Mapping[str, object]) -> None:
        """Write the predictions and print the figures as one JSON object on the last line."""
        if self.out:
            with self.out.open("w", encoding="utf-8") as file:
                file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in predictions)
        line = {"benchmark": self.name, **figures}
        if self.reading_seconds:
            line["reading"] = self._reading()
        print(json.dumps(line))

    def _reading(self) -> Figures:
        words = sum(len(str(row.get("text", "")).split()) for row in self.rows)
        return {
            "documents": len(self.rows),
            "unread": self.unread,
            "seconds": round(self.reading_seconds, 1),
            "words_per_second": round(words / self.reading_seconds),
        }


def _batches(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]


def fold_of(name: str, folds: int) -> int:
    """The fold that an incident or a sentence is in, always the same."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % folds


def is_held_out(name: str) -> bool:
    """Whether an incident or a sentence is of the fifth that no weights were fitted on."""
    return fold_of(name, 5) == 0


def start(
    name: str, about: str, argv: Sequence[str] | None = None, *, group: str | None = None
) -> Run:
    """Parse the command line that all benchmarks share and load the rows.

    Args:
        name: The benchmark, as in ``python -m benchmarks.NAME``.
        about: What it measures.
        argv: Arguments instead of the command line's.
        group: Field whose values are held out together, where weights were fitted on the rest.
    """
    parser = argparse.ArgumentParser(prog=f"python -m benchmarks.{name}", description=about)
    parser.add_argument("data", type=Path, help="JSON Lines, one document a line")
    parser.add_argument("--out", type=Path, help="write predictions here, as JSON Lines")
    parser.add_argument("--limit", type=int, help="only the first so many documents")
    if group:
        parser.add_argument(
            "--held-out", action="store_true", help="only the fifth that no weights were fitted on"
        )
    options = parser.parse_args(argv)
    with options.data.open(encoding="utf-8") as file:
        lines = (line for line in file if line.strip())
        rows = [json.loads(line) for line in itertools.islice(lines, options.limit)]
    if group and options.held_out:
        rows = [row for row in rows if is_held_out(str(row[group]))]
    return Run(name, rows, options.out)


def text_of(row: Row, *, date: str = "date", outlet: str | None = None) -> Arguments:
    """A row's text with its date and outlet, where it has them."""
    out: Arguments = {"text": row["text"]}
    if row.get(date):
        out["published"] = str(row[date])[:10]
    if outlet and row.get(outlet):
        out["outlet"] = str(row[outlet])
    return out


def scored(rows: Sequence[Row], gold: str, score: Callable[[list[Row]], Figures]) -> Figures:
    """Figures over the rows that have the gold field; none where no row has it."""
    with_gold = [row for row in rows if row.get(gold) is not None]
    return score(with_gold) if with_gold else {"scored": 0}
