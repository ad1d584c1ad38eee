"""A page: one report as it came in, before anything is read in it."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.record import Report


@dataclass(frozen=True, slots=True)
class Page:
    """One report's raw bytes and what was made of them.

    ``report`` holds text, blocks and metadata only. ``origin`` says where it came from, for
    messages: a path, a URL, ``table.csv row 7``.
    """

    report: Report
    raw: bytes
    media_type: str
    origin: str
