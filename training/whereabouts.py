"""Fit the weights that tell where an event happened, and measure them.

    python -m training.whereabouts EVENT_LOCATION.jsonl --readings readings.pkl [--folds 5]

What the network says of the sentences, fitted without them, is in the file of readings that
``training.toponyms`` writes with ``--folds``.
"""

from __future__ import annotations

import argparse
import json
import pickle
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.scoring.basic import Figures, Tally, overlap
from sayso.extract.toponyms import PlaceReading, find_toponyms
from sayso.gazetteer import Gazetteer
from sayso.record import Span
from sayso.resolve import whereabouts
from sayso.resolve.attachment import Attachments
from training import corpora
from training.corpora import Document, span
from training.folds import fold_of
from training.held_out import Readings
from training.logits import Weights, logistic
from training.place_data import group_of

SENTENCES = 3
"""One sentence of so many is learnt from and measured on."""
OWN = 1.0
"""Weight of our own passages, which tell of several events in several places."""
GOLD = "RA"
"""The annotator of the rows that figures are reported on apart."""


@dataclass(frozen=True)
class Asked:
    """An event of a sentence.

    Attributes:
        group: What is held out together.
        gold: Whether it is of the rows reported apart.
        places: The places found in the sentence.
        features: Of each.
        right: Where it happened, as annotated.
    """

    group: str
    gold: bool
    places: Sequence[Span]
    features: Sequence[dict[str, float]]
    right: Sequence[Span]

    def labels(self) -> list[bool]:
        """Whether it happened at each place."""
        return [any(overlap(p, r) > 0 for r in self.right) for p in self.places]


def asked(document: Document, reading: PlaceReading, gazetteer: Gazetteer) -> Iterable[Asked]:
    """The events of a sentence with the places that sayso finds in it."""
    parse = document.parse
    mentions = [m.span for m in find_toponyms(reading, parse, gazetteer) if m.role == "place"]
    attachments = Attachments(parse, [(str(s), s) for s in mentions])
    events = document.row["events"]
    anchors = [span(event["verb"][0]) for event in events]
    tokens = [parse.between(*anchor) for anchor in anchors]
    near = [attachments.of(t[0].i) if t else [] for t in tokens]
    rivals = whereabouts.rivals_of(near)
    for n, event in enumerate(events):
        yield Asked(
            group_of(document),
            event["annotator"] == GOLD,
            [a.span for a in near[n]],
            whereabouts.features(anchors[n], near[n], reading.happened_at, rivals[n]),
            [span(x) for x in event["event_locations"]],
        )


def fit(rows: Iterable[Asked], own: Iterable[Asked] = ()) -> Weights:
    """Weights of the features, from sentences and, with less weight, our own passages."""
    pairs = [
        (f, y, weight)
        for some, weight in ((rows, 1.0), (own, OWN))
        for r in some
        for f, y in zip(r.features, r.labels(), strict=True)
    ]
    return logistic([f for f, _, _ in pairs], [y for _, y, _ in pairs], [w for _, _, w in pairs])


def figures(rows: Sequence[Asked], own: Sequence[Asked], count: int) -> Figures:
    """F1 of places, over spans that overlap, each event weighed by a fit without its fold."""
    tallies = {"all": Tally(), "gold": Tally()}
    for n in range(count):
        weights = fit((r for r in rows if fold_of(r.group, count) != n), own)
        for r in (r for r in rows if fold_of(r.group, count) == n):
            chances = [sum(weights.get(k, 0.0) * v for k, v in f.items()) for f in r.features]
            found = [p for p, z in zip(r.places, chances, strict=True) if z >= 0]
            right = sum(any(overlap(p, g) > 0 for g in r.right) for p in found)
            covered = sum(any(overlap(p, g) > 0 for p in found) for g in r.right)
            for name in ("all", "gold") if r.gold else ("all",):
                tallies[name].add(right, len(found), len(r.right), covered)
    return {name: tally.figures() for name, tally in tallies.items()}


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command."""
    ask = argparse.ArgumentParser(prog="python -m training.whereabouts", description=__doc__)
    ask.add_argument("events", type=Path, help="sentences with the places of their events")
    ask.add_argument("--readings", type=Path, required=True, help="what the network said")
    ask.add_argument("--gold", type=Path, default=Path("gold/events"), help="our own passages")
    ask.add_argument("--folds", type=int, default=5)
    options = ask.parse_args(argv)
    gazetteer = Gazetteer()
    readings: Readings = pickle.loads(options.readings.read_bytes())  # noqa: S301 - our own file
    sentences = corpora.parsed("events", corpora.by_text(corpora.rows(options.events))[::SENTENCES])
    passages = corpora.parsed("passages", corpora.told(options.gold))
    rows, own = (
        [
            row
            for d in documents
            if d.parse.text in readings
            for row in asked(d, readings[d.parse.text], gazetteer)
        ]
        for documents in (sentences, passages)
    )
    print(json.dumps(fit(rows, own)))
    print(json.dumps({"folds": options.folds, **figures(rows, own, options.folds)}))


if __name__ == "__main__":
    main()
