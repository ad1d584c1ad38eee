"""What the desk lists: lines of a queue, incidents, statements, figures."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.store.views import Line


@dataclass(frozen=True, slots=True)
class ReportHead:
    """What a list says of a report."""

    id: str
    title: str | None
    outlet: str | None
    agency: str | None
    published: str | None
    url: str | None
    language: str | None


@dataclass(frozen=True, slots=True)
class QueueLine:
    """One report in the queue.

    Attributes:
        line: The report.
        relevance: How likely it tells of conflict (0 to 1); None where the reader does not say.
        done: The person who asks has gone through it.
        coders: How many people have.
        flagged: The person who asks has flagged it.
        contested: It tells of an incident with a contested field.
    """

    line: Line
    relevance: float | None
    done: bool
    coders: int
    flagged: bool
    contested: bool


@dataclass(frozen=True, slots=True)
class QueueGroup:
    """A report and its near copies."""

    lead: QueueLine
    copies: tuple[QueueLine, ...]


@dataclass(frozen=True, slots=True)
class QueuePage:
    """A page of the queue.

    Attributes:
        next: Where the next page begins; None: this is the last.
        left: How many groups fit and are not done by the person who asks; None but on the first
            page.
    """

    groups: tuple[QueueGroup, ...]
    next: str | None
    left: int | None


@dataclass(frozen=True, slots=True)
class IncidentLine:
    """One incident in a list.

    Attributes:
        place: The first of its places.
        killed: Low, best, high; None where no figure is given.
        reports: How many tell of it.
        contested: Its contested fields.
        state: What people decided: ``confirmed``, ``corrected``, ``merged``, ``split``,
            ``rejected``; None: nothing.
    """

    id: str
    type: str
    mode: str | None
    place: str | None
    country: str | None
    earliest: str | None
    latest: str | None
    killed: tuple[int | None, int | None, int | None] | None
    reports: int
    origins: int
    contested: tuple[str, ...]
    state: str | None


@dataclass(frozen=True, slots=True)
class IncidentPage:
    """A page of a list of incidents; ``next`` is where the next page begins, None: nowhere."""

    incidents: tuple[IncidentLine, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class IncidentOf:
    """An incident that a report tells of, by these of its events."""

    incident: IncidentLine
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MapColumns:
    """Incidents with a place, a column a field: the same index is the same incident.

    Attributes:
        precision: UCDP where_prec; 7 where it is not known.
        first: Days since 1970-01-01.
        type: Index into ``types``.
        country: Index into ``countries``; -1 where it is not known.
        name: Of the first place: index into ``names``; -1 where there is none.
        killed: Best figure; -1 where none is given.
        contested: 1 or 0.
        without_place: How many more fit and have no coordinates.
    """

    id: list[str]
    lat: list[float]
    lon: list[float]
    precision: list[int]
    first: list[int | None]
    last: list[int | None]
    type: list[int]
    types: list[str]
    country: list[int]
    countries: list[str]
    name: list[int]
    names: list[str]
    killed: list[int]
    contested: list[int]
    without_place: int


@dataclass(frozen=True, slots=True)
class SaidLine:
    """A statement.

    Attributes:
        source: The words for whoever says it.
        actor: The name of the actor that these words stand for.
        cue: The words that say that it is said.
        content: What is said.
    """

    report: str
    statement: str
    published: str | None
    outlet: str | None
    source: str | None
    actor: str | None
    source_kind: str | None
    stance: str
    cue: str
    content: str
    medium: str | None
    kind: str


@dataclass(frozen=True, slots=True)
class SaidPage:
    """A page of statements; ``next`` is where the next page begins, None: nowhere."""

    lines: tuple[SaidLine, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class Count:
    """How often a value occurs."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Figures:
    """How much there is, of what, and how far the review is.

    Attributes:
        totals: Of documents, reports, readings, statements, events, places, copies, incidents,
            contested incidents, decisions.
        linked: When it was last linked (UTC, ISO 8601); None when never.
        not_linked: Reports that were added, or whose record changed, since.
        sources: Most quoted sources.
        months: Reports a month, ``2024-02``.
        standing: How fields of incidents stand.
        readers: Current readings by version of the reader.
        reviewed: Reports that somebody has gone through.
        flagged: Reports that somebody has flagged.
    """

    totals: dict[str, int]
    linked: str | None
    not_linked: int
    outlets: tuple[Count, ...]
    types: tuple[Count, ...]
    countries: tuple[Count, ...]
    sources: tuple[Count, ...]
    months: tuple[Count, ...]
    standing: tuple[Count, ...]
    readers: tuple[Count, ...]
    reviewed: int
    flagged: int


@dataclass(frozen=True, slots=True)
class Coded:
    """A report that people have gone through.

    Attributes:
        coders: Who, by name.
        adjudicated: Somebody had the last word on it.
    """

    report: str
    coders: tuple[str, ...]
    adjudicated: bool
