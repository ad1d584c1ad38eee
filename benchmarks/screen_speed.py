"""How fast pages of a web archive are screened, on one core: ``python -m benchmarks.screen_speed``.

A WARC file is made (compressed by records, as Common Crawl's are) of pages that we made up: news
of conflict, other news, pages in another language, and pages without a story. Seconds are
processor time. The peer does the same with what one would take instead: warcio for the records,
trafilatura for the text (its fast mode), py3langid for the language; it has no screen by content.
"""

from __future__ import annotations

import argparse
import io
import itertools
import json
import os
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import yaml

from benchmarks.made_reports import Maker
from benchmarks.measures import peak_megabytes, seconds
from benchmarks.pages import page_of
from sayso.gazetteer.build import default_path
from sayso.ingest import pieces
from sayso.screen import Screen

FOREIGN = (
    "Am Montag teilte die Behörde mit, dass die Brücke über den Fluss bis zum Herbst gesperrt "
    "bleibt. Die Arbeiten dauern länger als geplant, weil Teile fehlen und das Wetter schlecht war."
)


def main(argv: Sequence[str] | None = None) -> None:
    """Run the benchmark and print the figures as one JSON object."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.screen_speed", description=__doc__)
    parser.add_argument("--pages", type=int, default=2_000)
    parser.add_argument("--words", type=int, default=500, help="in a story, about")
    parser.add_argument("--gold", type=Path, default=Path("gold"))
    options = parser.parse_args(argv)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.warc.gz"
        write(path, itertools.islice(pages(options.gold, options.words), options.pages))
        verdicts: Counter[str] = Counter()
        screen(path)  # what loads once is loaded
        ours = seconds(lambda: verdicts.update(screen(path)) or 0)
        peer = seconds(lambda: sum(1 for _ in peer_texts(path)))
        size = path.stat().st_size
    figures = {
        "benchmark": "screen_speed",
        "pages": options.pages,
        "kilobytes_a_page_compressed": round(size / options.pages / 1000, 1),
        "pages_per_second": round(options.pages / ours, 1),
        "verdicts": dict(verdicts),
        "peak_megabytes": peak_megabytes(),
        "peer": "warcio, trafilatura (fast), py3langid",
        "peer_pages_per_second": round(options.pages / peer, 1),
        "ratio_to_peer": round(peer / ours, 2),
    }
    print(json.dumps(figures))


def pages(gold: Path, words: int) -> Iterator[str]:
    """Pages of four kinds in turn, without end."""
    passages = yaml.safe_load((gold / "screen" / "passages.yaml").read_text(encoding="utf-8"))
    other = itertools.cycle(passages["drop"])
    made = Maker(1, default_path(), words).reports(10**9)
    for number in itertools.count():
        story = next(made).text
        yield page_of(story, number)
        length = max(1, words // 50)
        yield page_of("\n".join(itertools.islice(other, length)), number)
        yield page_of("\n".join([FOREIGN] * length), number)
        yield page_of("Sections", number)


def write(path: Path, markup: Iterator[str]) -> None:
    """A WARC file of responses, compressed by records."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for number, page in enumerate(markup):
            head = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")])
            head.protocol = "HTTP/1.1"
            record = writer.create_warc_record(
                f"https://news.example/{number}",
                "response",
                payload=io.BytesIO(page.encode()),
                http_headers=head,
            )
            writer.write_record(record)


def screen(path: Path) -> Counter[str]:
    """Pages kept, and dropped by reason."""
    look = Screen()
    verdicts: Counter[str] = Counter()
    for piece in pieces(path):
        dropped = look.drop_reason(piece)
        verdicts[dropped.reason if dropped else "kept"] += 1
    return verdicts


def peer_texts(path: Path) -> Iterator[str]:
    """Texts with their language, by the peer."""
    import py3langid
    import trafilatura
    from warcio.archiveiterator import ArchiveIterator

    with path.open("rb") as file:
        for record in ArchiveIterator(file):
            if record.rec_type != "response":
                continue
            markup = record.content_stream().read().decode("utf-8", "replace")
            text = trafilatura.extract(markup, fast=True) or ""
            yield py3langid.classify(text)[0]


if __name__ == "__main__":
    main()
