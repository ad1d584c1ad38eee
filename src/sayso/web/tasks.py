"""The jobs there are: what each does, and what it says of it."""

from __future__ import annotations

import time
from pathlib import Path

from sayso.corpus import Corpus
from sayso.web.jobs import Kind, Progress, Work

_EVERY = 0.25
"""Seconds between two notices of how far a job is."""


def work(kind: Kind, location: str | Path) -> Work:
    """What a job does.

    Args:
        kind: The job.
        location: The collection.
    """

    def link(progress: Progress) -> str:
        with Corpus(location) as corpus:
            done = corpus.link(progress=progress)
        return (
            f"{done.linked:,} reports linked: {done.incidents:,} incidents, {done.copies:,} copies"
        )

    def reread(progress: Progress) -> str:
        failed: list[str] = []
        with Corpus(location) as corpus:
            total = corpus.stats().reports
            tell = _Teller(progress, total)
            changed = corpus.reread(
                on_error=lambda error: failed.append(str(error)), progress=lambda _: tell.one_more()
            )
        words = f"{changed:,} of {total:,} reports have a new reading"
        return f"{words}; {len(failed)} could not be read: {failed[0]}" if failed else words

    return {"link": link, "reread": reread}[kind]


class _Teller:
    """Counts, and tells of it now and then."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress = progress
        self._total = total
        self._done = 0
        self._next = 0.0

    def one_more(self) -> None:
        """Another one is done."""
        self._done += 1
        now = time.monotonic()
        if now >= self._next or self._done == self._total:
            self._next = now + _EVERY
            self._progress(self._done, self._total)
