"""How long a decision takes on long reports: apply, check, carry over, suggest, candidates.

    python -m benchmarks.review_speed [--words 6000] [--spans 250] [--decisions 50]

The report is made here: sentences of a market attack over and over, with two objects a sentence. No
database and no server; `benchmarks/desk_server.py` measures these with both.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable

from sayso.record import (
    Actor,
    Block,
    Event,
    Place,
    ReaderInfo,
    Report,
    Source,
    Statement,
    VoiceStep,
)
from sayso.review.align import carried
from sayso.review.apply import applied, check
from sayso.review.candidates import candidates
from sayso.review.decision import Action, Decision
from sayso.review.suggest import suggest
from sayso.review.surface import get_ready

SENTENCE = (
    "Gunmen attacked the market in Goma on Monday and at least {n} traders were killed, "
    "police said. "
)
FILLER = "The stalls had opened early that day because of the rain in the hills. "


def made_report(words: int, spans: int) -> Report:
    """A report of about so many words and spans.

    Args:
        words: Of the text.
        spans: Anchors, mentions, cues and contents in it: seven a sentence that tells something.
    """
    told = max(1, spans // 7)
    filler = max(0, (words - told * 17) // (told * 13))
    text = ""
    parts: dict[str, list[object]] = {k: [] for k in ("actors", "places", "statements", "events")}
    blocks = []
    for i in range(told):
        start = len(text)
        sentence = SENTENCE.format(n=i + 10)
        text += sentence + FILLER * filler + "\n"
        blocks.append(Block(kind="paragraph", span=(start, len(text) - 1)))

        def at(phrase: str, start: int = start, sentence: str = sentence) -> tuple[int, int]:
            a = start + sentence.index(phrase)
            return a, a + len(phrase)

        parts["actors"].append(Actor(id=f"a{i}", name="gunmen", mentions=(at("Gunmen"),)))
        parts["actors"].append(Actor(id=f"b{i}", name="police", mentions=(at("police"),)))
        parts["places"].append(Place(id=f"p{i}", name="Goma", mentions=(at("Goma"),)))
        parts["statements"].append(
            Statement(
                id=f"s{i}",
                kind="indirect",
                source=Source(span=at("police"), actor=f"b{i}"),
                cue=(at("said"),),
                content=((start, at("killed")[1]),),
            )
        )
        parts["events"].append(
            Event(
                id=f"e{i}",
                type="ASSAULT",
                anchor=at("attacked"),
                actors=(f"a{i}",),
                places=(f"p{i}",),
                voice=(VoiceStep(outlet=True), VoiceStep(statement=f"s{i}")),
            )
        )
    return Report(
        id="r_long",
        reader=ReaderInfo(version="made"),
        text=text,
        blocks=tuple(blocks),
        published="2024-05-07",
        **{name: tuple(items) for name, items in parts.items()},
    )


def decisions(report: Report, count: int) -> list[Decision]:
    """A mix of decisions about a report."""
    kinds: list[tuple[Action, str, object]] = [
        ("correct", "events.e{n}.status", "feared"),
        ("reject", "actors.b{n}", None),
        ("confirm", "events.e{n}", None),
        ("correct", "statements.s{n}.stance", "claims"),
        ("merge", "places.p{n}", {"into": "p0"}),
    ]
    out = []
    for i in range(count):
        action, path, new = kinds[i % len(kinds)]
        where = path.format(n=1 + i % (len(report.events) - 1))
        out.append(
            Decision(
                i + 1, "2026-01-01T00:00:00+00:00", "Amal", action, report.id, where, 1, None, new,
                None, None, current=True,
            )
        )  # fmt: skip
    return out


def milliseconds(what: Callable[[], object], rounds: int = 30) -> str:
    """Median and worst of some rounds."""
    taken = []
    for _ in range(rounds):
        began = time.perf_counter()
        what()
        taken.append((time.perf_counter() - began) * 1000)
    return f"{statistics.median(taken):8.2f} ms, worst {max(taken):8.2f} ms"


def main() -> None:
    """Print a line for each step."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=6000)
    parser.add_argument("--spans", type=int, default=250)
    parser.add_argument("--decisions", type=int, default=50)
    given = parser.parse_args()
    report = made_report(given.words, given.spans)
    log = decisions(report, given.decisions)
    reviewed = applied(report, log)
    assert not reviewed.lost
    get_ready()
    changed = report.text.replace("Monday", "that Monday", 1)
    moved = made_report(given.words, given.spans).model_copy(update={"text": changed})
    anchor = report.events[len(report.events) // 2].anchor
    middle = report.events[len(report.events) // 2].id
    print(f"{len(report.text.split()):,} words, {len(log)} decisions")
    print("apply all        ", milliseconds(lambda: applied(report, log)))
    print("check one        ", milliseconds(lambda: check(reviewed, log[0])))
    print("carry, same text ", milliseconds(lambda: carried(log, report, report)))
    print("carry, new text  ", milliseconds(lambda: carried(log, report, moved), 5))
    print("suggest an event ", milliseconds(lambda: suggest(report, "event", anchor)))
    print("tolls to choose  ", milliseconds(lambda: candidates(report, f"events.{middle}.tolls")))
    print("actors to choose ", milliseconds(lambda: candidates(report, f"events.{middle}.actors")))


if __name__ == "__main__":
    main()
