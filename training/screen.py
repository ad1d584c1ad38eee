"""Fits the screen, ``models/screen.json``: is a text news of conflict or politics?

``python -m training.screen labels.jsonl TEXTS.jsonl...`` reads the texts with the full reader, the
teacher, and writes down in ``labels.jsonl`` what it found (a text that is there already is not read
again); then fits a logistic model on two thirds of them and of our own passages (``gold/screen``),
and prints how it does on the other third. Without texts it
fits from the labels alone.

A text is kept when the reader finds conflict, or people of governments, parties or armed groups
who act or speak; it is dropped when it finds neither; what is between is not fitted on.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import yaml
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

import sayso
from sayso import Reader
from sayso.errors import InputError
from sayso.record import Report
from sayso.screen.relevance import words_of
from sayso.screen.screen import RELEVANT

POLITICAL = frozenset("GOV MIL REB OPP PTY LEG JUD COP SPY UAF IGO PRE INT".split())
"""Sectors of PLOVER's and CAMEO's codebooks whose people make or fight over politics."""
WORDS_READ = 600
"""Of each text: the teacher's time goes into many texts rather than long ones."""
SEEN_IN = 4
"""Texts that a word must be in, in lower case, to have a weight."""
STRENGTH = 2.0
"""Inverse of the penalty of the weights."""
SMALLEST = 0.05
"""Weights nearer to nothing are left out of the file."""
OWN = 3
"""Times that each of our own passages counts: they are few, short, and on what no corpus has."""

Text = tuple[str, bool, str]
"""A text, whether it is to be kept, and which third it is in: ``fit``, ``develop``, ``report``."""


def main(argv: Sequence[str] | None = None) -> None:
    """Label what is not labelled yet, fit, print the figures, write the model."""
    parser = argparse.ArgumentParser(prog="python -m training.screen", description=__doc__)
    parser.add_argument("labels", type=Path, help="what the teacher found, one text a line")
    parser.add_argument("texts", type=Path, nargs="*", help="JSON Lines with a field text")
    parser.add_argument("--gold", type=Path, default=Path("gold"))
    options = parser.parse_args(argv)
    label(options.labels, options.texts)
    texts = [*taught(options.labels), *(list(own(options.gold)) * OWN)]
    start, weights = fitted([(text, keep) for text, keep, side in texts if side == "fit"])
    scores = {side: scored(texts, side, start, weights) for side in ("develop", "report")}
    print(json.dumps({"texts": len(texts), "words": len(weights), "limit": RELEVANT}))
    for side, rows in scores.items():
        keep = [score >= RELEVANT for score, wanted in rows if wanted]
        drop = [score < RELEVANT for score, wanted in rows if not wanted]
        figures = {"kept": float(np.mean(keep)), "dropped": float(np.mean(drop))}
        print(json.dumps({"side": side, "of": [len(keep), len(drop)], **rounded(figures)}))
    shipped = Path(sayso.__file__).parent / "models" / "screen.json"
    shipped.write_text(
        json.dumps({"start": round(start, 3), "words": weights}, indent=0) + "\n", encoding="utf-8"
    )


def label(labels: Path, files: Iterable[Path]) -> None:
    """Read the texts that have no label yet."""
    known = {json.loads(line)["id"] for line in lines(labels)}
    reader = Reader()
    with labels.open("a", encoding="utf-8") as out:
        for path in files:
            for number, line in enumerate(lines(path)):
                row = json.loads(line)
                name = f"{path.stem}/{row.get('doc_id') or row.get('id') or number}"
                if name in known:
                    continue
                text = " ".join(row["text"].split(" ")[:WORDS_READ])
                try:
                    report = reader.read(text=text)
                except InputError:
                    continue
                out.write(json.dumps({"id": name, "text": text, **found(report)}) + "\n")


def lines(path: Path) -> list[str]:
    """The lines of a file; none when it is not there."""
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def found(report: Report) -> dict[str, float]:
    """What the teacher says: conflict, 0 to 1, and how often politics acts or speaks."""
    political = {a.id for a in report.actors if (a.sector or "")[:3] in POLITICAL}
    acts = sum(bool(political & {*e.actors, *e.recipients}) for e in report.events)
    speaks = sum(bool(s.source and s.source.actor in political) for s in report.statements)
    return {"conflict": report.relevance or 0.0, "politics": acts + speaks}


def taught(labels: Path) -> Iterator[Text]:
    """The labelled texts that are clearly to be kept or dropped."""
    for line in lines(labels):
        row = json.loads(line)
        keep = row["conflict"] >= 0.5 or row["politics"] >= 3
        drop = row["conflict"] < 0.2 and row["politics"] == 0
        if keep or drop:
            third = zlib.crc32(row["id"].encode()) % 6
            yield row["text"], keep, "report" if third < 2 else "develop" if third == 2 else "fit"


def own(gold: Path) -> Iterator[Text]:
    """Our own passages; every third is kept for reporting."""
    passages = yaml.safe_load((gold / "screen" / "passages.yaml").read_text(encoding="utf-8"))
    for keep in (True, False):
        for number, text in enumerate(passages["keep" if keep else "drop"], 1):
            yield text, keep, "fit" if number % 3 else "report"


def fitted(texts: Sequence[tuple[str, bool]]) -> tuple[float, dict[str, float]]:
    """The score of a text without known words, and the weight of each word."""
    small = Counter(w for text, _ in texts for w in set(re.findall(r"(?<![\w'])[a-z]{2,20}", text)))
    column = {w: i for i, w in enumerate(sorted(w for w, n in small.items() if n >= SEEN_IN))}
    model = LogisticRegression(C=STRENGTH, max_iter=500, class_weight="balanced")
    model.fit(matrix([text for text, _ in texts], column), [keep for _, keep in texts])
    weights = {w: round(float(model.coef_[0][i]), 2) for w, i in column.items()}
    return float(model.intercept_[0]), {w: v for w, v in weights.items() if abs(v) >= SMALLEST}


def matrix(texts: Sequence[str], column: dict[str, int]) -> csr_matrix:
    """One row a text: its known words, each as heavy as the row is of length one."""
    rows, columns, values = [], [], []
    for number, text in enumerate(texts):
        known = [column[w] for w in words_of(text) if w in column]
        rows += [number] * len(known)
        columns += known
        values += [1 / math.sqrt(len(known))] * len(known)
    return csr_matrix((values, (rows, columns)), shape=(len(texts), len(column)))


def scored(
    texts: Iterable[Text], side: str, start: float, weights: dict[str, float]
) -> list[tuple[float, bool]]:
    """Relevance of the texts of a side, and whether they are to be kept."""
    out = []
    seen: set[str] = set()
    for text, keep, of in texts:
        if of == side and text not in seen:
            seen.add(text)
            known = [weights[w] for w in words_of(text) if w in weights]
            score = start + (sum(known) / math.sqrt(len(known)) if known else 0.0)
            out.append((1 / (1 + math.exp(-score)), keep))
    return out


def rounded(figures: dict[str, float]) -> dict[str, float]:
    """Shares in per cent."""
    return {name: round(100 * value, 1) for name, value in figures.items()}


if __name__ == "__main__":
    main()
