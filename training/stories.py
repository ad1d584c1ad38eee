"""Fits how likely two reports are on one story (Gun Violence Archive), and writes the model.

``python -m training.stories gva_reports.jsonl``. The rows need ``text``, ``date``, ``domain``,
``incident`` and ``split``; only those of the split ``train`` are fitted on. Prints figures of five
folds by incident over all rows, and those of the split ``dev``.
"""

from __future__ import annotations

import argparse
import json
import pickle
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier

from benchmarks import harness, incidents
from benchmarks.scoring import clusters
from benchmarks.scoring.basic import Row
from sayso.linking.agglomerate import average_link
from sayso.linking.stories.fields import FIELDS, Rarity, compared, matrix
from sayso.linking.stories.groups import SAME_STORY
from sayso.linking.stories.near import near_pairs
from sayso.linking.stories.term_table import TermTable
from sayso.linking.stories.traits import Traits, traits_of

FOLDS = 5
RISING = frozenset(
    {
        *("wording", "names", "lead", "title", "third_in_title", "second_name", "fourth_name"),
        *("rare_names", "persons", "surnames", "same_age", "same_site", "same_town"),
        *("same_killed", "same_injured"),
    }
)
FALLING = frozenset(
    {
        *("other_age", "other_site", "distance", "other_region", "days_between", "event_days"),
        *("other_killed", "other_injured"),
    }
)
"""Fields whose points can only rise, or only fall, with their value: more in common is never
evidence against one story, however the sample of pairs fell out."""

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Pairs:
    """Candidate pairs of reports, measured."""

    rows: list[Row]
    pairs: list[tuple[int, int]]
    x: Floats
    y: NDArray[np.bool_]


def measure(rows: list[Row], traits: Sequence[Traits]) -> Pairs:
    """All pairs of reports that linking would compare, with their measurements."""
    table = TermTable.of(traits)
    held = table.held()
    weighed = [compared(each, Rarity(held, len(table))) for each in traits]
    pairs = near_pairs(table, 0, held)
    y = [rows[a]["incident"] == rows[b]["incident"] for a, b in pairs]
    return Pairs(rows, pairs, matrix([(weighed[a], weighed[b]) for a, b in pairs]), np.array(y))


def fitted(x: Floats, y: NDArray[np.bool_]) -> HistGradientBoostingClassifier:
    """A sum of step functions, one a field: boosted stumps."""
    sign = [1 if f in RISING else -1 if f in FALLING else 0 for f in FIELDS]
    return HistGradientBoostingClassifier(
        max_iter=400,
        learning_rate=0.1,
        max_leaf_nodes=2,
        l2_regularization=1.0,
        min_samples_leaf=30,
        max_bins=32,
        monotonic_cst=sign,
    ).fit(x, y)


def steps(model: HistGradientBoostingClassifier) -> dict[str, Any]:
    """The model as points by field: cuts, and the points below, between and above them."""
    found: list[dict[float, tuple[float, float]]] = [{} for _ in FIELDS]
    for (tree,) in model._predictors:
        root, *leaves = tree.nodes
        if leaves:
            cut = float(root["num_threshold"])
            below, above = found[root["feature_idx"]].get(cut, (0.0, 0.0))
            left, right = tree.nodes[root["left"]]["value"], tree.nodes[root["right"]]["value"]
            found[root["feature_idx"]][cut] = (below + float(left), above + float(right))
    fields = {}
    for name, cuts in zip(FIELDS, found, strict=True):
        ordered = sorted(cuts)
        points = [
            sum(above for c, (_, above) in cuts.items() if c in ordered[:k])
            + sum(below for c, (below, _) in cuts.items() if c in ordered[k:])
            for k in range(len(ordered) + 1)
        ]
        fields[name] = {
            "cuts": [round(c, 4) for c in ordered],
            "points": [round(p, 3) for p in points],
        }
    return {"bias": round(float(model._baseline_prediction.item()), 3), "fields": fields}


def grouped(pairs: Pairs, chances: Floats) -> dict[str, Any]:
    """Figures of the stories that chances make."""
    scored = [(a, b, float(c)) for (a, b), c in zip(pairs.pairs, chances, strict=True)]
    groups = average_link([[i] for i in range(len(pairs.rows))], scored, SAME_STORY)
    found = {pairs.rows[i]["doc_id"]: str(n) for n, group in enumerate(groups) for i in group}
    gold = {row["doc_id"]: row["incident"] for row in pairs.rows}
    return clusters.score_documents(gold, found)


def held_out(pairs: Pairs) -> Floats:
    """The chance of each pair by models that saw neither report's incident; mean of the two."""
    fold = np.array([harness.fold_of(str(row["incident"]), FOLDS) for row in pairs.rows])
    ends = np.array(pairs.pairs)
    one, two = fold[ends[:, 0]], fold[ends[:, 1]]
    total, count = np.zeros(len(pairs.y)), np.zeros(len(pairs.y))
    for k in range(FOLDS):
        inside = (one != k) & (two != k)
        model = fitted(pairs.x[inside], pairs.y[inside])
        total[~inside] += model.predict_proba(pairs.x[~inside])[:, 1]
        count[~inside] += 1
    return total / count


def main(argv: Sequence[str] | None = None) -> None:
    """Fit, print figures, write the model."""
    parser = argparse.ArgumentParser(prog="python -m training.stories", description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, default=Path("src/sayso/models/stories.json"))
    parser.add_argument("--read", type=Path, help="keep what was read here, and take it from here")
    options = parser.parse_args(argv)
    run = harness.start("stories", "Which reports are on one story.", [str(options.data)])
    if options.read and options.read.exists():
        traits = pickle.loads(options.read.read_bytes())  # noqa: S301 - a file of our own
    else:
        read = run.reports(incidents.arguments)
        traits = {row["doc_id"]: traits_of(report) for row, report in read if report}
        if options.read:
            options.read.write_bytes(pickle.dumps(traits))
    rows = [row for row in run.rows if row["doc_id"] in traits]

    def of(split: str | None) -> Pairs:
        some = [row for row in rows if split in (None, row.get("split"))]
        return measure(some, [traits[row["doc_id"]] for row in some])

    train, dev, every = of("train"), of("dev"), of(None)
    model = fitted(train.x, train.y)
    options.out.write_text(json.dumps(steps(model), indent=1) + "\n", encoding="utf-8")
    figures = {
        "dev": grouped(dev, model.predict_proba(dev.x)[:, 1]),
        "all, five folds by incident": grouped(every, held_out(every)),
        "pairs fitted on": len(train.y),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
