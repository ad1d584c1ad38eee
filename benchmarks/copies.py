"""Copies among edited texts: are they found, which characters were copied, which way it went?

Thirteen kinds of edit are made of the first texts, and one of each other text, with a fixed seed;
texts that already share text with another are left out.
``python -m benchmarks.copies polnear_train.jsonl muc4_train.jsonl``
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import harness
from benchmarks.edits import CREDITS, KINDS, Edited, edit
from benchmarks.scoring.basic import Figures, Row, Tally, percent
from sayso import ingest
from sayso.linking.copies.find import find_copies
from sayso.record import Copy, Report

SEED = 20
MIN_WORDS = 150
# Texts of which all kinds of edit are made; of the others one kind, in turn.
ALL_KINDS = 120
# Texts that share more than this part of their eight-word strings are not unrelated.
SHARED = 0.02
LENGTH = 8


@dataclass(frozen=True)
class Made:
    """An edited text with its original and the text that was mixed into it."""

    kind: str
    edited: Edited
    original: int
    other: int


def unrelated(rows: Iterable[Row]) -> list[str]:
    """Texts of some length that share next to nothing with each other."""
    chosen: list[str] = []
    seen: set[int] = set()
    for row in rows:
        words = row["text"].split()
        strings = {hash(tuple(words[i : i + LENGTH])) for i in range(len(words) - LENGTH + 1)}
        if len(words) >= MIN_WORDS and len(strings & seen) <= SHARED * len(strings):
            chosen.append(row["text"])
            seen |= strings
    return chosen


def make(texts: Sequence[str]) -> Iterator[Made]:
    """All kinds of edit of the first texts, one kind of each other."""
    rng = random.Random(SEED)  # noqa: S311 - not for secrets
    for i, text in enumerate(texts):
        for kind in KINDS if i < ALL_KINDS else KINDS[i % len(KINDS) :][:1]:
            other = (i + rng.randrange(1, len(texts))) % len(texts) if len(texts) > 1 else i
            yield Made(kind.__name__, edit(kind, text, texts[other], rng), i, other)


def _report(text: str, number: int, outlet: str, day: int) -> Report:
    """The text as ingest takes it in; copies are found before anything is read in a report."""
    date = f"2020-05-{day:02d}"
    page = next(iter(ingest.load(text=text, outlet=f"{outlet} {number}", published=date)))
    return page.report


Spans = list[tuple[int, int]]


def measure(texts: Sequence[str]) -> tuple[list[Row], Figures]:
    """Find copies among the texts and their edits, and compare with what was done."""
    originals = [_report(text, i, "Herald", 3) for i, text in enumerate(texts)]
    made = list(make(texts))
    edited = [_report(m.edited.text, i, "Courier", 4) for i, m in enumerate(made)]
    number = {r.id: i for i, r in enumerate(originals)}
    place = {r.id: i for i, r in enumerate(edited)}
    found: defaultdict[tuple[int, int], Spans] = defaultdict(list)
    false_links = 0
    copies = find_copies([*originals, *edited])
    for copy in copies:
        pairing = _sides(copy, number, place)
        if pairing is None:
            false_links += not _related(copy, number, place, made)
        else:
            found[pairing[0], pairing[1]] += pairing[2]
    recall: dict[str, list[bool]] = defaultdict(list)
    characters = Tally()
    for j, m in enumerate(made):
        hit = (m.original, j) in found
        recall[m.kind].append(hit)
        if hit:
            _count(characters, m.edited, found[m.original, j])
    false_links += sum(i not in (made[j].original, made[j].other) for i, j in found)
    hits = [hit for kind in recall.values() for hit in kind]
    documents = len(originals) + len(edited)
    figures: Figures = {
        "recall": percent(sum(hits) / len(hits)) if hits else None,
        "recall_by_kind": {kind: percent(sum(h) / len(h)) for kind, h in recall.items()},
        "unrelated_pairs_linked": false_links,
        "unrelated_pairs_per_10000_documents": (
            round(10000 * false_links / documents, 2) if documents else None
        ),
        "copied_characters": characters.figures(),
        "originals": len(texts),
        "edited": len(made),
    }
    return [copy.model_dump(mode="json", by_alias=True) for copy in copies], figures


def measure_credits(texts: Sequence[str]) -> Figures:
    """Which way a text is said to have gone that names its source and came out a day before it."""
    originals = [_report(text, i, "Herald", 3) for i, text in enumerate(texts)]
    copies = []
    for i, text in enumerate(texts):
        credit = CREDITS[i % len(CREDITS)].format(outlet=f"Herald {i}")
        paragraphs = text.split("\n")
        at = 0 if i % 2 else len(paragraphs)
        paragraphs[at:at] = ["", credit, ""]
        copies.append(_report("\n".join(paragraphs).strip(), i, "Courier", 2))
    number = {r.id: i for i, r in enumerate(originals)}
    place = {r.id: i for i, r in enumerate(copies)}
    right = wrong = 0
    for copy in find_copies([*originals, *copies]):
        right += copy.from_ in number and number[copy.from_] == place.get(copy.to)
        wrong += copy.to in number and number[copy.to] == place.get(copy.from_)
    return {
        "links": right + wrong,
        "wrong_direction": percent(wrong / (right + wrong)) if right + wrong else None,
    }


def _sides(
    copy: Copy, number: dict[str, int], place: dict[str, int]
) -> tuple[int, int, Spans] | None:
    """(original, edited, spans in the edited text) of a link between the two, either way round."""
    if copy.from_ in number and copy.to in place:
        return number[copy.from_], place[copy.to], [(s[2], s[3]) for s in copy.spans]
    if copy.to in number and copy.from_ in place:
        return number[copy.to], place[copy.from_], [(s[0], s[1]) for s in copy.spans]
    return None


def _related(
    copy: Copy, number: dict[str, int], place: dict[str, int], made: Sequence[Made]
) -> bool:
    """Whether two originals, or two edited texts, have a source in common."""
    if copy.from_ in number or copy.to in number:
        return False
    a, b = made[place[copy.from_]], made[place[copy.to]]
    return bool({a.original, a.other} & {b.original, b.other})


def _count(tally: Tally, edited: Edited, spans: Spans) -> None:
    """Characters that were copied against those that are said to be; white space aside."""
    solid = [not c.isspace() for c in edited.text]
    said = [False] * len(solid)
    for start, end in spans:
        said[start:end] = [True] * (end - start)
    right = sum(s and c and w for s, c, w in zip(said, edited.copied, solid, strict=True))
    predicted = sum(s and w for s, w in zip(said, solid, strict=True))
    tally.add(right, predicted, sum(c and w for c, w in zip(edited.copied, solid, strict=True)))


def _rows(paths: Sequence[Path], limit: int | None) -> Iterator[Row]:
    for path in paths:
        with path.open(encoding="utf-8") as file:
            lines = (line for line in file if line.strip())
            yield from map(json.loads, itertools.islice(lines, limit))


def main(argv: Sequence[str] | None = None) -> None:
    """Run the benchmark."""
    ask = argparse.ArgumentParser(prog="python -m benchmarks.copies", description=__doc__)
    ask.add_argument("data", type=Path, nargs="+", help="JSON Lines, one document a line")
    ask.add_argument("--out", type=Path, help="write the copies here, as JSON Lines")
    ask.add_argument("--limit", type=int, help="only the first so many documents of each file")
    options = ask.parse_args(argv)
    texts = unrelated(_rows(options.data, options.limit))
    copies, figures = measure(texts)
    figures["credited"] = measure_credits(texts[:ALL_KINDS])
    harness.Run("copies", [], options.out).finish(copies, figures)


if __name__ == "__main__":
    main()
