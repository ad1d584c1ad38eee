"""What a store shows besides records: lines of a list, counts."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Line:
    """One report in a list.

    Attributes:
        statements: Number of statements read in it.
        events: Number of events read in it.
        killed: The largest best figure that the report gives for people killed in an event that
            happened or goes on and is not background; None when it gives none.
    """

    id: str
    published: str | None
    outlet: str | None
    agency: str | None
    title: str | None
    language: str | None
    url: str | None
    statements: int
    events: int
    killed: int | None


@dataclass(frozen=True, slots=True)
class Reading:
    """One machine version of a report's record.

    Attributes:
        version: The reader's version.
        models: Model name to its version or digest.
        made: When it was stored (UTC, ISO 8601).
        current: Whether it is the newest.
        sha256: Digest of the bytes that it was made of.
        new_text: Whether its text differs from that of the reading before.
    """

    number: int
    version: str
    models: dict[str, str]
    made: str
    current: bool
    sha256: str
    new_text: bool


@dataclass(frozen=True, slots=True)
class Stats:
    """How much a database holds.

    Attributes:
        readings: Machine versions over all reports; more than ``reports`` when some were re-read.
        linked: When it was last linked (UTC, ISO 8601); None when never.
        not_linked: Reports added or re-read since.
    """

    documents: int
    reports: int
    readings: int
    statements: int
    events: int
    tolls: int
    places: int
    copies: int
    origins: int
    incidents: int
    linked: str | None
    not_linked: int


@dataclass(frozen=True, slots=True)
class LinkSummary:
    """What a linking did, and how much is linked now.

    Attributes:
        linked: Reports that were linked now.
        anew: Whether all reports were linked anew.
        reports: Reports that are linked in all.
        merged: Incidents of before that are part of another one now.
        split: Incidents of before whose events are in several now.
        seconds: How long it took.
    """

    linked: int
    anew: bool
    reports: int
    copies: int
    origins: int
    incidents: int
    merged: int
    split: int
    seconds: float

    def then(self, part: LinkSummary) -> LinkSummary:
        """This and the part that was linked after it, as one."""
        return replace(
            part,
            linked=self.linked + part.linked,
            anew=self.anew,
            merged=self.merged + part.merged,
            split=self.split + part.split,
            seconds=round(self.seconds + part.seconds, 2),
        )
