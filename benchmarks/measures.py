"""What the benchmarks of speed share: processor time, peak memory, the time of spaCy's pipeline."""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable, Sequence

from sayso.language.syntax_lemmas import PIPELINE

WARM_UP = 4
MEGABYTE = 1024 * 1024


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
