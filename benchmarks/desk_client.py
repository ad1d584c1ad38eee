"""How quickly the desk shows the next report: ``python -m benchmarks.desk_client``.

A collection of made reports is served by ``sayso serve`` as a person would start it, and the
compiled client runs in a headless Chromium, 1280 by 720 pixels, with software rendering. The words
are drawn from a short list and the spans fall on them at random: how long it takes depends on how
many there are, not on what they say.

All figures are milliseconds. ``next`` is from the key to the end of the frame that has the next
report in it, a key every ``--pause`` seconds; ``done`` the same with a decision; ``rapid`` with the
next key as soon as a report is up. ``long_next`` is the key that brings the long report, and
``long_open`` the same report opened by its address in a browser with an empty cache, from the
address to the frame with the first mark; ``cold`` is that for a shorter one. ``frames`` are from
one animation frame to the next while the wheel turns over the long report; ``idle`` what they take
while nothing happens: none can be shorter.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sayso.record import Report
from sayso.store import Coded, Store

WORDS = (
    "market road convoy shells town people officials said troops river school clinic early "
    "morning night after near police group denied"
).split()
PARAGRAPH = (40, 90)

# Tells when the frame is over that shows what `wanted` says: a message sent from an animation frame
# arrives after its paint.
WATCH = """
() => {
  window.shown_ = [];
  let from = 0, title = null;
  const up = () => document.querySelector('.text-body .title')?.textContent ?? null;
  const look = () => {
    if (up() !== title && up() !== null) {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => window.shown_.push(performance.now() - from);
      channel.port2.postMessage(0);
    } else if (performance.now() - from < 5000) requestAnimationFrame(look);
  };
  addEventListener('keydown', (event) => {
    from = event.timeStamp;
    title = up();
    requestAnimationFrame(look);
  }, { capture: true });
}
"""
FIRST = """
() => new Promise((done) => {
  const look = () => {
    if (!document.querySelector('.text-body [class*="k-"]')) return requestAnimationFrame(look);
    const channel = new MessageChannel();
    channel.port1.onmessage = () => done(performance.now());
    channel.port2.postMessage(0);
  };
  look();
})
"""
FRAMES = """
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


def main(argv: Sequence[str] | None = None) -> None:
    """Run the benchmark and print the figures as one JSON object."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.desk_client", description=__doc__)
    parser.add_argument("--reports", type=int, default=60)
    parser.add_argument("--words", type=int, default=6_000)
    parser.add_argument("--spans", type=int, default=250)
    parser.add_argument("--long-words", type=int, default=40_000)
    parser.add_argument("--long-spans", type=int, default=2_000)
    parser.add_argument("--pause", type=float, default=0.4, help="seconds between keys")
    parser.add_argument("--browser", default="/usr/bin/chromium")
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        location = str(Path(folder) / "made.db")
        with Store.open(location) as store:
            store.add_many(made(options))
        with served(location) as address:
            print(json.dumps({"benchmark": "desk_client", **measured(address, options)}))


def made(options: argparse.Namespace) -> Iterator[Coded]:
    """The reports: the newest but one is long, all others are shorter."""
    for number in range(options.reports):
        long = number == 1
        words, spans = (
            (options.long_words, options.long_spans) if long else (options.words, options.spans)
        )
        report = made_report(number, words, spans)
        page = b"<!doctype html><title>made</title><p>%d</p>" % number
        yield Coded(report.model_dump_json().encode(), page, "text/html", f"made {number}")


def made_report(number: int, words: int, spans: int) -> Report:
    """One report of about so many words and spans (blocks not counted)."""
    draw = random.Random(number)  # noqa: S311 - the same reports every time
    text = f"Made report {number}\n\n"
    blocks: list[dict[str, Any]] = [{"kind": "title", "span": (0, len(text) - 2)}]
    places: list[tuple[int, int]] = []
    while len(places) < words:
        start = len(text)
        for _ in range(draw.randint(*PARAGRAPH)):
            word = draw.choice(WORDS)
            places.append((len(text), len(text) + len(word)))
            text += word + " "
        text = text[:-1] + "."
        blocks.append({"kind": "paragraph", "span": (start, len(text))})
        text += "\n\n"

    def one() -> tuple[int, int]:
        return draw.choice(places)

    def phrase(length: int) -> tuple[int, int]:
        first = draw.randrange(len(places) - length)
        return (places[first][0], places[first + length - 1][1])

    some = max(1, spans // 12)
    return Report.model_validate(
        {
            "id": f"r_{number:016x}",
            "outlet": "Made Wire",
            "title": f"Made report {number}",
            "language": "en",
            "published": f"2024-02-{2 - number:02d}" if number < 2 else "2024-01-01",
            "relevance": 0.5,
            "reader": {"version": "0"},
            "text": text.rstrip(),
            "blocks": blocks,
            "actors": [
                {"id": f"a{i}", "name": f"Group {i}", "mentions": [one() for _ in range(4)]}
                for i in range(some)
            ],
            "places": [
                {"id": f"p{i}", "name": f"Town {i}", "mentions": [one(), one()], "precision": 1}
                for i in range(max(1, spans // 20))
            ],
            "times": [
                {"id": f"t{i}", "span": one(), "type": "date", "value": "2024-01-02"}
                for i in range(max(1, spans // 20))
            ],
            "statements": [
                {
                    "id": f"s{i}",
                    "kind": "indirect",
                    "source": {"span": one(), "actor": f"a{i % some}"},
                    "cue": [one()],
                    "content": [phrase(12)],
                }
                for i in range(max(1, spans // 8))
            ],
            "events": [
                {
                    "id": f"e{i}",
                    "type": "ASSAULT",
                    "anchor": one(),
                    "actors": [f"a{i % some}"],
                    "voice": [{"outlet": True}],
                }
                for i in range(max(1, spans // 10))
            ],
        }
    )


@contextmanager
def served(location: str) -> Iterator[str]:
    """``sayso serve``: its address, as long as it is needed."""
    command = [sys.executable, "-m", "sayso", "serve", location, "--port", "0"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(  # noqa: S603 - our own command
        command, stdout=subprocess.PIPE, text=True, env=environment
    ) as server:
        try:
            line = server.stdout.readline() if server.stdout else ""
            yield next(word for word in line.split() if word.startswith("http")).rstrip("/")
        finally:
            server.terminate()


def measured(address: str, options: argparse.Namespace) -> dict[str, object]:
    """The figures."""
    from playwright.sync_api import Page, sync_playwright

    figures: dict[str, object] = {}
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=options.browser, args=["--no-sandbox"])

        def fresh() -> Page:
            return browser.new_context(viewport={"width": 1280, "height": 720}).new_page()

        short, long = f"r_{0:016x}", f"r_{1:016x}"
        cold = []
        for _ in range(5):
            page = fresh()
            page.goto(f"{address}/reports/{short}", wait_until="commit")
            cold.append(page.evaluate(FIRST))
            page.context.close()
        figures["cold"] = spread(cold)

        page = fresh()
        page.goto(f"{address}/?order=oldest")
        page.wait_for_selector(".line")
        page.keyboard.press("Enter")
        page.wait_for_selector(".text-body")
        time.sleep(1)
        page.evaluate(WATCH)
        keys = max(1, options.reports // 3)
        figures["next"] = pressed(page, "n", keys, options.pause)
        figures["done"] = pressed(page, "d", max(1, options.reports // 4), options.pause)
        figures["rapid"] = pressed(page, "n", max(1, options.reports // 4), 0.05)
        page.context.close()

        page = fresh()
        page.goto(f"{address}/?order=newest")
        page.wait_for_selector(".line")
        page.keyboard.press("Enter")
        page.wait_for_selector(".text-body")
        time.sleep(2)
        page.evaluate(WATCH)
        figures["long_next"] = pressed(page, "n", 1, 0)
        page.context.close()

        opened = []
        for _ in range(3):
            page = fresh()
            page.goto(f"{address}/reports/{long}", wait_until="commit")
            opened.append(page.evaluate(FIRST))
            frames = scrolled(page)
            page.context.close()
        figures["long_open"] = spread(opened)
        figures.update(frames)
        browser.close()
    return figures


def pressed(page: Any, key: str, times: int, pause: float) -> dict[str, float]:
    """From a key to the report that it brings."""
    page.evaluate("window.shown_ = []")
    for count in range(times):
        page.keyboard.press(key)
        until = time.monotonic() + 10
        while page.evaluate("window.shown_.length") <= count:
            if time.monotonic() > until:
                raise TimeoutError(f"no report came after {count} times the key {key!r}")
        time.sleep(pause)
    return spread(page.evaluate("window.shown_"))


def scrolled(page: Any) -> dict[str, object]:
    """Frames while the wheel turns over the text, and while nothing does."""
    page.wait_for_selector(".text-body")
    time.sleep(1)
    page.evaluate(FRAMES)
    time.sleep(2)
    idle = page.evaluate("window.frames_")
    page.evaluate("window.frames_ = []")
    page.mouse.move(300, 400)
    for _ in range(60):
        page.mouse.wheel(0, 700)
        time.sleep(0.03)
    return {"frames": spread(page.evaluate("window.frames_")), "idle": spread(idle)}


def spread(values: Sequence[float]) -> dict[str, float]:
    """Median, 95th percentile, largest, how many."""
    ordered = sorted(values)
    at = min(len(ordered) - 1, int(0.95 * len(ordered)))
    return {
        "p50": round(statistics.median(ordered), 1),
        "p95": round(ordered[at], 1),
        "max": round(ordered[-1], 1),
        "n": len(ordered),
    }


if __name__ == "__main__":
    main()
