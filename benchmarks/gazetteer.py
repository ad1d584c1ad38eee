"""How fast places are looked up, and what that takes: ``python -m benchmarks.gazetteer``.

Names are drawn from the file itself and looked up once each, so that no answer is kept from before.
Times are processor time of one process; the time to open is of a fresh process, wall clock.
``--spelling`` asks of a sample of towns how good loose look-up is: ``respelled_found`` is the share
of their alternate names, like the town's own name but for spelling, that share a loose key with it;
``loose_collisions`` the share of towns whose own name also finds, loosely, another town of the
country, which is called otherwise and lies more than 25 km away.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import random
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from rapidfuzz import fuzz

from sayso.gazetteer import Gazetteer
from sayso.gazetteer.build import default_path
from sayso.gazetteer.distance import kilometres
from sayso.gazetteer.keys import ARABIC_SCRIPT, loose_keys, loose_queries, name_key

OPENINGS = 5
ALIKE = 70  # likeness of names (0-100) that may be spellings of one
SAME_KM = 25.0
_OPEN = """
import sys, time
from pathlib import Path
from sayso.gazetteer import Gazetteer
start = time.perf_counter()
Gazetteer(Path(sys.argv[1])).lookup("Mosul")
print(time.perf_counter() - start)
"""


def main(argv: Sequence[str] | None = None) -> None:
    """Run the benchmark and print the figures as one JSON object."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.gazetteer", description=__doc__)
    parser.add_argument("--gazetteer", type=Path, help="a built file instead of the usual")
    parser.add_argument("--names", type=int, default=20_000, help="how many to look up exactly")
    parser.add_argument("--country", default="IRQ", help="where close names are looked for")
    parser.add_argument("--spelling", action="store_true", help="how well loose look-up does")
    options = parser.parse_args(argv)
    path = options.gazetteer or default_path()
    names, local = sample(path, options.names, options.country)
    before = resident_megabytes()
    gazetteer = Gazetteer(path)
    exact, loose = gazetteer.lookup, gazetteer.lookup_loose
    missing = [f"Nowhere {n}" for n in range(len(names))]
    times = {
        "exact": microseconds(exact, names),
        "exact_missing": microseconds(exact, missing),
        "loose": microseconds(loose, names),
        "fuzzy": microseconds(
            lambda name: gazetteer.lookup_fuzzy(name, {options.country}, cutoff=85), local
        ),
    }
    figures: dict[str, object] = {
        "benchmark": "gazetteer",
        "file": path.name,
        "file_megabytes": round(path.stat().st_size / 1e6, 1),
        "open_and_first_lookup_ms": round(1000 * statistics.median(openings(path)), 2),
        **{f"{kind}_us": round(each, 1) for kind, each in times.items()},
        **{f"{kind}_per_second": round(1e6 / each) for kind, each in times.items()},
        "resident_growth_megabytes": round(resident_megabytes() - before),
    }
    if options.spelling:
        figures |= spelling(gazetteer, path, options.names)
    print(json.dumps(figures))


def sample(path: Path, count: int, country: str) -> tuple[list[str], list[str]]:
    """Names of the file, and names of one country with a letter dropped."""
    with contextlib.closing(sqlite3.connect(path)) as db:
        names = [row[0] for row in db.execute("SELECT DISTINCT name FROM entry ORDER BY name")]
        local = [
            row[0]
            for row in db.execute("SELECT name FROM entry WHERE country = ?", (country,))
            if len(row[0]) > 5
        ]
    chosen = random.Random(1)  # noqa: S311 - a sample, no secret
    local = chosen.sample(local, min(500, len(local)))
    return chosen.sample(names, min(count, len(names))), [n[:3] + n[4:] for n in local]


def spelling(gazetteer: Gazetteer, path: Path, count: int) -> dict[str, float]:
    """How well loose look-up does, over a sample of towns."""
    with contextlib.closing(sqlite3.connect(path)) as db:
        towns = [
            row[0]
            for row in db.execute("SELECT id FROM entry WHERE feature IN ('city', 'capital')")
        ]
        towns = random.Random(1).sample(towns, min(count, len(towns)))  # noqa: S311 - no secret
        db.execute("CREATE TEMP TABLE wanted (id INTEGER PRIMARY KEY)")
        db.executemany("INSERT INTO wanted VALUES (?)", ((at,) for at in towns))
        names = "SELECT entry, key FROM name WHERE kind = 2 AND entry IN (SELECT id FROM wanted)"
        others = db.execute(names).fetchall()
    entries = {at: e for at in towns if (e := gazetteer.get(at)) is not None}
    asked = found = collisions = 0
    for at, key in others:
        own = name_key(entries[at].name)
        if key != own and fuzz.ratio(key, own) >= ALIKE:
            asked += 1
            found += meet(key, own, entries[at].country)
    for e in entries.values():
        near = (
            m.entry
            for m in gazetteer.lookup_loose(e.name)
            if m.entry.country == e.country and m.entry.feature in ("city", "capital")
        )
        collisions += any(
            meet(name_key(e.name), name_key(o.name), o.country)
            and name_key(o.name) != name_key(e.name)
            and kilometres(e.lat, e.lon, o.lat, o.lon) > SAME_KM
            for o in near
        )
    return {
        "respelled": asked,
        "respelled_found": round(found / max(asked, 1), 3),
        "loose_collisions": round(collisions / max(len(entries), 1), 4),
    }


def meet(written: str, listed: str, country: str | None) -> bool:
    """Whether loose look-up of a key finds another in a country."""
    queries = loose_queries(written)
    tried = queries if country in ARABIC_SCRIPT else queries[:1]
    return not set(tried).isdisjoint(loose_keys(listed, country))


def openings(path: Path) -> list[float]:
    """Seconds to construct and look up once, each in a process of its own."""
    command = [sys.executable, "-c", _OPEN, str(path)]
    return [
        float(subprocess.run(command, capture_output=True, check=True, text=True).stdout)  # noqa: S603
        for _ in range(OPENINGS)
    ]


def microseconds(look_up: Callable[[str], object], names: Sequence[str]) -> float:
    """Processor time of one look-up."""
    start = time.process_time()
    for name in names:
        look_up(name)
    return max(1e6 * (time.process_time() - start) / max(len(names), 1), 1e-3)


def resident_megabytes() -> float:
    """Memory that the process holds now, its libraries with it (Linux; elsewhere 0)."""
    status = Path("/proc/self/status")
    if not status.is_file():
        return 0.0
    line = next(x for x in status.read_text(encoding="utf-8").splitlines() if "VmRSS" in x)
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    main()
