"""Seconds, memory and right pairs of matching two large sets of coded events, against a floor.

``python -m benchmarks.compare_speed [--events N]``. The events are made up, with a fixed seed: in
hot spots of war, as dense as the densest years; a second coder has seven of ten of them, with other
days, places, spellings and figures, as often as coders differ, and has others of his own. The floor
pairs each event with the nearest of the same day within 50 km that is free.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import resource
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from benchmarks.scoring.basic import Figures, percent
from sayso.coded.event import CodedEvent, Count, Spot
from sayso.coded.families import VIOLENCE
from sayso.coded.matching.match import match
from sayso.coded.parties import Side
from sayso.gazetteer.distance import kilometres

SHARED = 0.7
HOT_SPOTS = 60
DAYS = 3650
_KM = 111.0


def made(count: int, seed: int = 7) -> tuple[list[CodedEvent], list[CodedEvent], dict[str, str]]:
    """Two sets of events, and which of the first is which of the second."""
    r = random.Random(seed)  # noqa: S311
    spots = [(r.uniform(-35, 50), r.uniform(-100, 130), f"C{n:02}") for n in range(HOT_SPOTS)]
    weights = [1 / (n + 1) for n in range(HOT_SPOTS)]
    ours = [_event(f"o{n}", r, *r.choices(spots, weights)[0]) for n in range(count)]
    theirs, truth = [], {}
    for n, event in enumerate(ours):
        if r.random() < SHARED:
            truth[event.id] = f"t{n}"
            theirs.append(_again(event, f"t{n}", r))
        else:
            theirs.append(_event(f"t{n}", r, *r.choices(spots, weights)[0]))
    r.shuffle(theirs)
    return ours, theirs, truth


def _event(id_: str, r: random.Random, lat: float, lon: float, country: str) -> CodedEvent:
    day = date(2010, 1, 1) + timedelta(days=r.randrange(DAYS))
    town = r.randrange(40)
    at = random.Random(f"{country}{town}")  # noqa: S311
    killed = min(400, int(r.paretovariate(1.1)))
    return CodedEvent(
        id=id_,
        kind="sayso",
        line="",
        earliest=day,
        latest=day,
        day_precision=1,
        spots=(
            Spot(
                f"Town {country} {town}",
                lat + at.uniform(-1.5, 1.5),
                lon + at.uniform(-1.5, 1.5),
                country,
                f"Area {country} {town // 8}",
                1,
            ),
        ),
        sides=((Side(f"Front of {country} Number {r.randrange(4)}"),), (Side("Civilians"),)),
        type="violence",
        families=VIOLENCE,
        counts={"killed": Count(killed, killed, killed)},
    )


def _again(event: CodedEvent, id_: str, r: random.Random) -> CodedEvent:
    """The event as another coder has it."""
    shift = timedelta(days=r.choices((0, 1, -1, 2), (70, 15, 10, 5))[0])
    days = (event.earliest or date.min) + shift, (event.latest or date.min) + shift
    if r.random() < 0.08:
        days = (days[0] - timedelta(days=3), days[1] + timedelta(days=3))
    spot = event.spots[0]
    precision = r.choices((1, 2, 4), (75, 17, 8))[0]
    off = {1: 0.01, 2: 0.15, 4: 0.9}[precision]
    spot = replace(
        spot,
        name=spot.name if precision < 4 else spot.admin1,
        lat=(spot.lat or 0) + r.uniform(-off, off),
        lon=(spot.lon or 0) + r.uniform(-off, off),
        precision=precision,
    )
    killed = event.counts["killed"].best or 0
    if r.random() < 0.3:
        killed = max(1, round(killed * r.choice((0.7, 0.9, 1.2, 1.6))))
    sides = event.sides if r.random() < 0.8 else ((Side("Unidentified armed group"),), ())
    return replace(
        event,
        id=id_,
        earliest=days[0],
        latest=days[1],
        spots=(spot,),
        sides=sides,
        counts={"killed": Count(killed, killed, killed)},
    )


def floor(ours: Sequence[CodedEvent], theirs: Sequence[CodedEvent]) -> dict[str, str]:
    """The nearest free event of the same day, within 50 km."""
    days = defaultdict(list)
    for event in theirs:
        days[event.earliest].append(event)
    taken: set[str] = set()
    out = {}
    for event in ours:
        a = event.spots[0]
        found = min(
            (
                (kilometres(a.lat, a.lon, b.spots[0].lat, b.spots[0].lon), b.id)
                for b in days[event.earliest]
                if b.id not in taken
            ),
            default=(math.inf, ""),
        )
        if found[0] <= 50:
            out[event.id] = found[1]
            taken.add(found[1])
    return out


def scored(pairs: dict[str, str], truth: dict[str, str]) -> Figures:
    """Precision and recall of pairs."""
    right = sum(truth.get(a) == b for a, b in pairs.items())
    return {
        "pairs": len(pairs),
        "precision": percent(right / len(pairs) if pairs else 0.0),
        "recall": percent(right / len(truth) if truth else 0.0),
    }


def main(argv: Sequence[str] | None = None) -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.compare_speed", description=__doc__)
    parser.add_argument("--events", type=int, default=100_000, help="events on each side")
    options = parser.parse_args(argv)
    ours, theirs, truth = made(options.events)
    began, used = time.perf_counter(), time.process_time()
    found = match(ours, theirs)
    seconds, used = time.perf_counter() - began, time.process_time() - used
    pairs = {ours[p.ours].id: theirs[p.theirs].id for p in found.pairs if not p.also}
    began = time.perf_counter()
    simple = floor(ours, theirs)
    figures = {
        "benchmark": "compare_speed",
        "events": options.events,
        "seconds": round(seconds, 1),
        "cpu_seconds": round(used, 1),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        **scored(pairs, truth),
        "floor": scored(simple, truth) | {"seconds": round(time.perf_counter() - began, 1)},
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
