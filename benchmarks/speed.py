"""Documents and words a second on one core, peak memory, and the same for a peer in the same run.

The peer is spaCy's small English pipeline with all its parts over the same texts.
``python -m benchmarks.speed polnear_dev.jsonl``
"""

from __future__ import annotations

import os
import resource
import sys
import time
from collections.abc import Callable, Sequence

from benchmarks import harness
from benchmarks.scoring.basic import Row
from sayso import Reader
from sayso.language.syntax_lemmas import PIPELINE

WARM_UP = 4
MEGABYTE = 1024 * 1024


def main(argv: Sequence[str] | None = None) -> None:
    """Run the benchmark."""
    run = harness.start("speed", "Speed and memory on one core.", argv)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    inputs = [harness.text_of(row) for row in run.rows]
    texts = [each["text"] for each in inputs]
    words = sum(len(text.split()) for text in texts)
    reader = Reader()
    list(reader.pipe(inputs[:WARM_UP]))
    ours = seconds(lambda: sum(1 for _ in reader.pipe(inputs)))
    memory = peak_megabytes()
    peer = peer_seconds(texts)
    figures: Row = {
        "documents": len(texts),
        "words_per_document": round(words / len(texts)) if texts else 0,
        "documents_per_second": round(len(texts) / ours, 2),
        "words_per_second": round(words / ours),
        "peak_megabytes": memory,
        "peer": PIPELINE,
        "peer_documents_per_second": round(len(texts) / peer, 2),
        "peer_words_per_second": round(words / peer),
        "ratio_to_peer": round(peer / ours, 2),
    }
    run.finish([], figures)


def peer_seconds(texts: Sequence[str]) -> float:
    """Processor time of the peer over the texts."""
    import spacy

    nlp = spacy.load(PIPELINE)
    list(nlp.pipe(texts[:WARM_UP]))
    return seconds(lambda: sum(1 for _ in nlp.pipe(texts)))


def seconds(work: Callable[[], int]) -> float:
    """Processor time of one pass: other programs on the machine do not count."""
    start = time.process_time()
    work()
    return max(time.process_time() - start, 1e-9)


def peak_megabytes() -> int:
    """The most memory that the process has held; Linux counts kilobytes, macOS bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / MEGABYTE if sys.platform == "darwin" else peak / 1024)


if __name__ == "__main__":
    main()
