"""What a time expression means before anyone knows which day it was said on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from sayso.record import Span, TimeType

Tense = Literal["past", "future"]
Mod = Literal["start", "mid", "end"]
Role = Literal["scene", "noun"]
Calendar = Literal["hijri", "persian"]


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
    ("May of last year"), ``week_shift`` weeks ("Monday of last week"). With ``swap``, month and day
    may be the other way round ("3/5/2020"); with ``short``, only the last two figures of the year
    are given; with ``told``, it counts from the date last spoken of ("the previous Friday"); with
    ``week``, the week of the day is meant, with ``fiscal`` a year of accounts. ``nth_week`` is a
    week of the month, -1 the last, or with a weekday the nth such day. With ``same_part``, the
    year's quarter is the one spoken of.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    part: str | None = None
    which: int | None = None
    year_shift: int | None = None
    week_shift: int | None = None
    swap: bool = False
    short: bool = False
    told: bool = False
    week: bool = False
    fiscal: bool = False
    nth_week: int | None = None
    same_part: bool = False

    @property
    def is_year(self) -> bool:
        """Whether it names a year and no part of it."""
        return self.year is not None and self.month is None and self.part is None

    @property
    def is_day(self) -> bool:
        """Whether it names a single day."""
        return (self.day is not None or self.weekday is not None) and not self.week


@dataclass(frozen=True, slots=True)
class Foreign:
    """A date of another calendar; ``calendar`` is None where nothing says which.

    ``within`` is a year of ours that goes with a month of another calendar: "12 Ramadan 2024".
    """

    calendar: Calendar | None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    within: int | None = None

    @property
    def is_day(self) -> bool:
        """Whether it names a single day."""
        return self.day is not None


@dataclass(frozen=True, slots=True)
class Feast:
    """A feast whose date moves: "Easter", "the second day of Eid al-Fitr".

    ``which``, ``year`` and ``year_shift`` are as in :class:`Named`; ``nth`` is a day of a long
    feast, -1 the last, 0 the eve.
    """

    key: str
    year: int | None = None
    which: int | None = None
    year_shift: int | None = None
    nth: int | None = None

    @property
    def is_day(self) -> bool:
        """Whether a time of day can go with it."""
        return True


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
class Vague:
    """An unsaid number of units after (1) or before (-1) the date last spoken of: "days later"."""

    unit: str
    direction: int

    @property
    def is_day(self) -> bool:
        """It names no day."""
        return False


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time that ends (-1) or begins (1) with the telling: "the past two weeks"."""

    value: str
    count: float
    unit: str
    reach: int

    @property
    def is_day(self) -> bool:
        """It names no day."""
        return False


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day alone; the date is left to the context."""

    @property
    def is_day(self) -> bool:
        """It names no day."""
        return False


Form = Fixed | Named | Foreign | Feast | Shift | Vague | Length | Clock


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
        overnight: It goes on into the next day.
        role: ``scene`` if it says when something happened ("in 1914"), ``noun`` if it tells one
            thing from others ("the 1914 plan").
    """

    span: Span
    type: TimeType
    form: Form
    clock: str | None = None
    mod: Mod | None = None
    tense: Tense | None = None
    sentence: int = 0
    overnight: bool = False
    role: Role | None = None

    def with_form(self, form: Form) -> TimeMention:
        """The same words read in another way."""
        return replace(self, form=form)
