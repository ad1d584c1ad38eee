"""What a time expression means before anyone knows which day it was said on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from sayso.record import Span, TimeType

Tense = Literal["past", "future"]
Mod = Literal["start", "mid", "end"]


@dataclass(frozen=True, slots=True)
class Fixed:
    """A value that holds whenever it is said: ``2020-05-03``, ``199``, ``P2D``, ``PAST_REF``."""

    value: str

    @property
    def is_day(self) -> bool:
        """Whether it names a single day."""
        return len(self.value) == 10 and self.value[4] == self.value[7] == "-"


@dataclass(frozen=True, slots=True)
class Named:
    """A calendar date by the parts that the words give; the rest is left to the context.

    ``part`` is a TIMEX3 season, quarter or half (``SP``, ``Q3``, ``H1``). ``which`` is -1 for
    "last May", 0 for "this May", 1 for "next May"; ``year_shift`` counts years from publication
    ("May of last year"). With ``swap``, month and day may be the other way round ("3/5/2020").
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    part: str | None = None
    which: int | None = None
    year_shift: int | None = None
    swap: bool = False

    @property
    def is_day(self) -> bool:
        """Whether it names a single day."""
        return self.day is not None or self.weekday is not None


@dataclass(frozen=True, slots=True)
class Shift:
    """So many units from publication, or (``context``) from the date last spoken of.

    "two days ago" is ``Shift(-2, "D")``, "the next day" ``Shift(1, "D", context=True)``.
    ``compared``: figures may be set against those of "a year ago", which is then as exact as the
    period that they are of.
    """

    count: float
    unit: str
    context: bool = False
    compared: bool = False

    @property
    def is_day(self) -> bool:
        """Whether it names a single day."""
        return self.unit == "D"


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day alone; the date is left to the context."""

    @property
    def is_day(self) -> bool:
        """It names no day."""
        return False


Form = Fixed | Named | Shift | Clock


@dataclass(frozen=True, slots=True)
class TimeMention:
    """One time expression.

    Attributes:
        span: Its words.
        type: TIMEX3 type.
        form: What it means before it is resolved.
        clock: TIMEX3 time of day that goes with a date: ``T10:30``, ``TMO``.
        mod: The part of the period that is meant: "early May".
        tense: Whether what is dated lies before or after the telling, when the verb shows it.
        sentence: Index of its sentence in the parse.
    """

    span: Span
    type: TimeType
    form: Form
    clock: str | None = None
    mod: Mod | None = None
    tense: Tense | None = None
    sentence: int = 0

    def with_form(self, form: Form) -> TimeMention:
        """The same words read in another way."""
        return replace(self, form=form)
