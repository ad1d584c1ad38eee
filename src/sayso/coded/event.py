"""One event as somebody coded it, whatever the codebook: what is compared."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from sayso.coded.parties import Side

Kind = Literal["ged", "acled", "sayso"]
"""Whose columns it had: UCDP GED, ACLED, or sayso's own."""

KIND_NAMES: Mapping[Kind, str] = {"ged": "UCDP GED", "acled": "ACLED", "sayso": "sayso"}

EFFECTS = ("killed", "injured")
"""Figures that are compared."""

AREA = 4
"""UCDP where_prec of a first-order area; what is higher is vaguer than that."""


_OWN_ID = re.compile(r"i_[0-9a-f]{8,32}")


def is_own_id(id_: str) -> bool:
    """Whether an id is one of sayso's incidents, wherever it stands."""
    return _OWN_ID.fullmatch(id_) is not None


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people, with bounds where they are told.

    Attributes:
        low: The least; None: no bound.
        best: The figure; None: only bounds.
        high: The greatest; None: no bound.
    """

    low: int | None
    best: int | None
    high: int | None

    @property
    def least(self) -> int:
        """The lowest number that it allows."""
        return next((v for v in (self.low, self.best) if v is not None), 0)

    @property
    def most(self) -> int | None:
        """The highest number that it allows; None: "10 or more" sets none."""
        if self.high is not None:
            return self.high
        return self.best if self.low is None or self.best != self.low else None

    @property
    def middle(self) -> int | None:
        """The number to use where one is needed."""
        return next((v for v in (self.best, self.low, self.high) if v is not None), None)


@dataclass(frozen=True, slots=True)
class Figure:
    """What one origin of an account says of a toll.

    Attributes:
        effect: ``killed`` or ``injured``.
        origin: Its name.
        count: The figure.
        reports: Reports that carry it, by id.
        state: ``superseded``: it gave another later; ``denied``: it is told only to deny it.
    """

    effect: str
    origin: str
    count: Count
    reports: tuple[str, ...] = ()
    state: Literal["", "superseded", "denied"] = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place.

    Attributes:
        name: As it is written.
        lat: Degrees north.
        lon: Degrees east.
        country: ISO 3166-1 alpha-3.
        admin1: The first-order division.
        precision: UCDP where_prec: 1 exact, 2 near, 3 ADM2, 4 ADM1, 5 vague, 6 country, 7 sea or
            air; None: not told.
    """

    name: str | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    admin1: str | None = None
    precision: int | None = None

    @property
    def is_point(self) -> bool:
        """Whether its coordinates are those of a place, not of the middle of a wide area."""
        return self.lat is not None and self.lon is not None and (self.precision or 1) < AREA


@dataclass(frozen=True, slots=True)
class CodedEvent:
    """An event as somebody coded it.

    Attributes:
        id: Its id in the data.
        kind: Whose columns it had.
        line: Where it stands in its file.
        earliest: The first day that it can have been.
        latest: The last day that it can have been.
        day_precision: UCDP date_prec: 1 the day, 2 two to six days, 3 week, 4 month, 5 year.
        spots: Where it was; the first is the most exact.
        sides: The parties: GED's sides a and b, ACLED's actors 1 and 2, PLOVER's actors and
            recipients.
        type: What it is called in its codebook.
        families: What it can be called in others (``sayso.coded.families``).
        counts: By effect, ``killed`` and ``injured``.
        parts: Of the killed: how many were ``civilians``, of side ``a``, of side ``b``.
        figures: What each origin says, where that is known.
        sources: Who told it.
        notes: In words.
        row: The row as it was, by column; empty where it is not kept.
    """

    id: str
    kind: Kind
    line: str
    earliest: date | None = None
    latest: date | None = None
    day_precision: int | None = None
    spots: tuple[Spot, ...] = ()
    sides: tuple[tuple[Side, ...], tuple[Side, ...]] = ((), ())
    type: str = ""
    families: frozenset[str] = frozenset()
    counts: Mapping[str, Count] = field(default_factory=dict)
    parts: Mapping[str, Count] = field(default_factory=dict)
    figures: tuple[Figure, ...] = ()
    sources: tuple[str, ...] = ()
    notes: str = ""
    row: Mapping[str, str] = field(default_factory=dict)

    @property
    def spot(self) -> Spot | None:
        """The most exact place."""
        return self.spots[0] if self.spots else None

    @property
    def country(self) -> str | None:
        """The country of the first place that has one."""
        return next((s.country for s in self.spots if s.country), None)

    @property
    def admin1(self) -> str | None:
        """The first-order division of the place that stands for it."""
        return self.spots[0].admin1 if self.spots else None
