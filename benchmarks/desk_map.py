"""How quickly the map moves with very many incidents: ``python -m benchmarks.desk_map``.

The compiled client runs in a headless Chromium, 1280 by 720 pixels, with software rendering. The
desk serves it for an empty collection, and in front of it stands an answer for ``/api/map``: made
columns. Most incidents lie in a tenth of the countries, around towns of the gazetteer, a few towns
with very many; type, precision and day are drawn, with the same seed every time.

A frame is the time from one animation frame to the next while a gesture goes on. ``idle`` is what
frames take while nothing happens: none can be shorter.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import shutil
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from sayso.gazetteer import Entry, Gazetteer
from sayso.store import Store
from sayso.web.app import create_app
from sayso.web.served import Options
from sayso.web.server import listen
from sayso.web.static import client_folder

TYPES = ("ASSAULT", "PROTEST", "COERCE", "MOBILIZE", "THREATEN", "ACCUSE", "SANCTION", "CONSULT")
WEIGHTS = (52, 16, 10, 7, 5, 5, 3, 2)
PRECISIONS = ((1, 52), (2, 14), (3, 12), (4, 11), (5, 2), (6, 7), (7, 2))
LAST_DAY = 20_500
DAYS = 3_650


SEEN = "document.querySelectorAll('[data-mark]').length"

# Frames of the page's own clock while something goes on: [time between frames, ...].
WATCH = """
() => {
  window.frames_ = [];
  let last = 0;
  const next = (now) => {
    if (last) window.frames_.push(now - last);
    last = now;
    window.id_ = requestAnimationFrame(next);
  };
  window.id_ = requestAnimationFrame(next);
}
"""
DONE = "() => { cancelAnimationFrame(window.id_); return window.frames_; }"


def main(argv: Sequence[str] | None = None) -> None:
    """Run the benchmark and print the figures as one JSON object."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.desk_map", description=__doc__)
    parser.add_argument("--incidents", type=int, default=100_000)
    parser.add_argument("--client", type=Path, help="the compiled client, if not the package's")
    options = parser.parse_args(argv)
    columns = made_columns(options.incidents)
    with served(client_folder(options.client), columns) as address:
        figures = measured(address)
    print(json.dumps({"benchmark": "desk_map", "incidents": options.incidents, **figures}))


def made_columns(count: int, seed: int = 8) -> dict[str, Any]:
    """Columns as ``/api/map`` gives them, of incidents that never were."""
    draw = random.Random(seed)  # noqa: S311 - made data
    towns = populated()
    countries = sorted({town.country or "" for town in towns})
    troubled = draw.sample(countries, max(1, len(countries) // 10))
    of_troubled = [town for town in towns if town.country in troubled]
    places = draw.sample(of_troubled, min(400, len(of_troubled)))
    spread = [draw.paretovariate(1.1) for _ in places]
    names = ("id", "lat", "lon", "precision", "first", "last", "type", "killed", "contested")
    columns: dict[str, Any] = {name: [] for name in (*names, "country", "name")}
    called = sorted({town.name for town in towns})
    index = {name: i for i, name in enumerate(called)}
    precisions, shares = zip(*PRECISIONS, strict=True)
    where = draw.choices(places, spread, k=count)
    exact = draw.choices(precisions, shares, k=count)
    types = draw.choices(range(len(TYPES)), WEIGHTS, k=count)
    for i in range(count):
        town = where[i] if draw.random() < 0.85 else draw.choice(towns)
        scatter = 0.4 if exact[i] == 1 else 0.0
        day = LAST_DAY - int(DAYS * draw.random() ** 1.6)
        values = (
            f"i_{i:08x}",
            round((town.lat or 0) + draw.gauss(0, scatter), 4),
            round((town.lon or 0) + draw.gauss(0, scatter), 4),
            exact[i],
            None if draw.random() < 0.02 else day,
            day + (draw.randrange(3) if draw.random() < 0.1 else 0),
            types[i],
            int(draw.paretovariate(1.2)) if types[i] == 0 and draw.random() < 0.7 else -1,
            int(draw.random() < 0.08),
            countries.index(town.country or ""),
            index[town.name],
        )
        for column, value in zip(columns.values(), values, strict=True):
            column.append(value)
    columns["last"] = [
        None if first is None else last
        for first, last in zip(columns["first"], columns["last"], strict=True)
    ]
    said = {"types": list(TYPES), "countries": countries, "names": called}
    return {**columns, **said, "without_place": count // 50}


def populated() -> list[Entry]:
    """Towns to put incidents around."""
    return Gazetteer().towns_within(-58, -180, 72, 180, limit=20_000)


class Made:
    """The desk with an answer of its own for the map.

    Args:
        desk: What answers all else.
        columns: What the map gets.
    """

    def __init__(self, desk: ASGIApp, columns: dict[str, Any]) -> None:
        self._desk = desk
        body = json.dumps(columns, separators=(",", ":")).encode()
        self._answer = Response(
            gzip.compress(body, 4),
            headers={"Content-Encoding": "gzip"},
            media_type="application/json",
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        mine = scope["type"] == "http" and scope["path"] == "/api/map"
        await (self._answer if mine else self._desk)(scope, receive, send)


@contextmanager
def served(client: Path, columns: dict[str, Any]) -> Iterator[str]:
    """The desk of an empty collection, with these incidents on its map.

    Args:
        client: The compiled client's folder.
        columns: What ``/api/map`` answers.

    Yields:
        Its address.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "empty.db"
        Store.open(path).close()
        desk = create_app(path, options=Options(client=client))
        server = uvicorn.Server(uvicorn.Config(Made(desk, columns), log_level="warning"))
        listening = listen("127.0.0.1", 0)
        running = threading.Thread(target=server.run, args=([listening],), daemon=True)
        running.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            running.join(10)
            listening.close()


def measured(address: str) -> dict[str, Any]:
    """Figures of the map at this address."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = browser.new_page(viewport={"width": 1280, "height": 720})
        start = time.perf_counter()
        page.goto(f"{address}/map")
        page.wait_for_selector("[data-mark]")
        first = (time.perf_counter() - start) * 1000
        page.wait_for_timeout(1500)
        figures: dict[str, Any] = {
            "first_marks_ms": round(first),
            "idle": frames(page, lambda: page.wait_for_timeout(1000)),
        }
        for name, view in VIEWS.items():
            page.goto(f"{address}/map?at={view}")
            page.wait_for_selector("[data-mark]")
            page.wait_for_timeout(1500)
            figures[name] = {
                "marks": page.evaluate(SEEN),
                "pan": frames(page, lambda: pan(page)),
                "zoom": frames(page, lambda: zoom(page)),
                "brush": frames(page, lambda: brushed(page)),
            }
        browser.close()
    return figures


VIEWS = {"world": "12,11,38000", "region": "33,40,3500", "country": "34.8,38.5,900"}


def frames(page: Any, gesture: Callable[[], object]) -> dict[str, float]:
    """Milliseconds from frame to frame while a gesture goes on: median, 95th percentile, worst."""
    page.evaluate(WATCH)
    gesture()
    taken: list[float] = page.evaluate(DONE)
    cuts = statistics.quantiles(taken, n=20, method="inclusive")
    return {
        "frames": len(taken),
        "p50": round(cuts[9], 1),
        "p95": round(cuts[18], 1),
        "worst": round(max(taken), 1),
    }


def pan(page: Any) -> None:
    """Drag the map to and fro, far enough that the picture is drawn anew on the way."""
    box = page.locator(".map-stage").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(120):
        share = abs((step % 60) - 30) / 30
        page.mouse.move(x - 350 * (1 - share), y + 60 * (1 - share))
        page.wait_for_timeout(8)
    page.mouse.up()
    page.wait_for_timeout(300)


def zoom(page: Any) -> None:
    """Turn the wheel, closer and back."""
    box = page.locator(".map-stage").bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    for step in range(60):
        page.mouse.wheel(0, -40 if step < 30 else 40)
        page.wait_for_timeout(8)
    page.wait_for_timeout(300)


def brushed(page: Any) -> None:
    """Draw a brush over a third of the days, and take it along."""
    box = page.locator(".timeline").bounding_box()
    y = box["y"] + 30
    at = [box["x"] + box["width"] * share for share in (0.3, 0.6)]
    page.mouse.move(at[0], y)
    page.mouse.down()
    page.mouse.move(at[1], y, steps=30)
    page.mouse.up()
    page.mouse.move(sum(at) / 2, y)
    page.mouse.down()
    for step in range(60):
        page.mouse.move(sum(at) / 2 + 4 * step, y)
        page.wait_for_timeout(8)
    page.mouse.up()
    page.wait_for_timeout(200)
    page.locator(".timeline-said button").click()


if __name__ == "__main__":
    main()
