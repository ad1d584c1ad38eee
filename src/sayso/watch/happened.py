"""What happens while watching: single things, and a round's sum."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from sayso.errors import SaysoError

Kind = Literal[
    "polled",
    "not_modified",
    "feed_failed",
    "feed_gone",
    "found",
    "left_out",
    "added",
    "known",
    "revised",
    "unchanged",
    "refused",
    "deferred",
    "failed",
    "gone",
    "linked",
    "link_failed",
]
"""Of feeds: ``polled``, ``not_modified``, ``feed_failed``, ``feed_gone`` (for good). Of entries:
``found`` (new), ``left_out`` (older than ``backfill``). Of articles: ``added``, ``known`` (the
report is in the collection already), ``revised``, ``unchanged``, ``refused`` (robots.txt, a private
address), ``deferred`` (its site is to be left alone for now), ``failed``, ``gone`` (404, 410).
``linked``: what was new was linked; ``link_failed``: it is tried again with the next round."""

log = logging.getLogger("sayso.watch")
log.addHandler(logging.NullHandler())  # who wants the log says where to

_TOLD: tuple[Kind, ...] = (
    "added",
    "revised",
    "unchanged",
    "refused",
    "failed",
    "gone",
    "deferred",
)
_WARNINGS = frozenset({"feed_failed", "feed_gone", "refused", "failed", "link_failed"})


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing that happened.

    Attributes:
        url: The address of the feed or the article.
        report: The report's id.
        title: Its title.
        count: How many, where it stands for several.
        error: What went wrong.
    """

    kind: Kind
    url: str | None = None
    report: str | None = None
    title: str | None = None
    count: int = 1
    error: SaysoError | None = None

    def __str__(self) -> str:
        what = [self.kind.replace("_", " "), str(self.count) if self.count != 1 else ""]
        what += [self.report or "", self.url or "", f"“{self.title}”" if self.title else ""]
        what += [f"({self.error.message})" if self.error else ""]
        return " ".join(part for part in what if part)


@dataclass(frozen=True, slots=True)
class Round:
    """What one round did.

    Attributes:
        counts: Kind of what happened to how often.
        waiting: New articles that were not fetched yet.
    """

    counts: dict[Kind, int]
    waiting: int = 0

    def __getitem__(self, kind: Kind) -> int:
        return self.counts.get(kind, 0)

    def __str__(self) -> str:
        feeds = self["polled"] + self["not_modified"] + self["feed_failed"] + self["feed_gone"]
        parts = [f"{feeds} feed{'' if feeds == 1 else 's'} polled"]
        if failed := self["feed_failed"] + self["feed_gone"]:
            parts[0] += f" ({failed} failed)"
        parts += [f"{self[kind]} {kind}" for kind in _TOLD if self[kind]]
        if self.waiting:
            parts.append(f"{self.waiting} waiting")
        if self["linked"]:
            parts.append(f"{self['linked']} linked")
        return ", ".join(parts)


class Teller:
    """Counts what happens, writes it to the log, and tells whoever listens.

    Args:
        listener: Called with each thing; what it raises is raised.
    """

    def __init__(self, listener: Callable[[Happened], None] | None) -> None:
        self._listener = listener
        self.counts: Counter[Kind] = Counter()

    def __call__(self, what: Happened) -> None:
        """Tell one thing."""
        self.counts[what.kind] += what.count
        level = logging.WARNING if what.kind in _WARNINGS else logging.INFO
        log.log(
            level,
            what.kind,
            extra={
                "url": what.url,
                "report": what.report,
                "title": what.title,
                "count": what.count,
                "error": str(what.error) if what.error else None,
            },
        )
        if self._listener:
            self._listener(what)
