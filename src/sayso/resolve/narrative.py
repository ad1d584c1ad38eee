"""What a time expression leans on: the day of publication and what was told before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sayso.extract.times.forms import Clock, Feast, Form, Named, Shift, TimeMention
from sayso.resolve.timex import Bounds, bounds

NO_PUBLICATION_DATE = "relative to a publication date that is not known"
NO_CONTEXT = "relative to a date that the text does not give"
NO_SUCH_DATE = "no such date in the calendar"
AMBIGUOUS = "day and month could be either way round"
TODAY_OR_A_WEEK_OFF = "the day of publication or the same weekday of another week"
UNMARKED_CALENDAR = "a year of another calendar, and the text does not say which"
UNSAID_NUMBER = "how many is not said"
SIGHT_OF_THE_MOON = "a day either way: the month begins when the moon is seen"
WHICH_OF_TWO = "one of two feasts, and the text does not say which"
UNSAID_MONTHS = "which months a year of accounts has is not said"

# A text is taken as history when most of the years it names lie further back than this.
HISTORY_YEARS = 3
HISTORY_DATES = 4
# A year alone that is further than this from the middle of the years named is an aside.
ERA_YEARS = 15
# A text without a word of news that begins with a year is history too when all its years lie
# this far back.
LONG_AGO = 10
# From this many months on, a length of time may be what figures are compared over.
HALF_A_YEAR = 6


class Unresolved(Exception):
    """A date that cannot be told, and why."""


@dataclass(frozen=True, slots=True)
class Told:
    """What an expression comes to.

    ``stretch`` are the days that it may be, where the value does not give them; ``why`` says what
    is uncertain about it.
    """

    value: str | None
    stretch: Bounds | None = None
    why: str | None = None


@dataclass
class Context:
    """What is known when an expression is met: the day of telling, and what was last spoken of.

    ``history``: the text tells of the past in order, so that dates follow each other rather than
    the day of publication; ``era`` is the middle one of the years that it names; ``says_today``:
    the text calls its own day "today", so that a weekday's name is not today's; ``period`` is the
    last date told that is longer than a day, ``quarter`` the last quarter.
    """

    published: date | None
    history: bool
    era: int | None
    says_today: bool = False
    last: str | None = None
    quarter: str | None = None
    period: str | None = None
    sentence: int = -1

    @property
    def now(self) -> date:
        """The day of publication.

        Raises:
            Unresolved: It is not known.
        """
        if self.published is None:
            raise Unresolved(NO_PUBLICATION_DATE)
        return self.published

    @property
    def spoken(self) -> str:
        """The date last spoken of, or the day of publication.

        Raises:
            Unresolved: Neither is known.
        """
        if self.last is not None:
            return self.last
        if self.published is None:
            raise Unresolved(NO_CONTEXT)
        return self.published.isoformat()

    @property
    def base(self) -> date:
        """The day that a date without a year is near to."""
        stretch = bounds(self.last) if self.history and self.last is not None else None
        return stretch[0] if stretch else self.now

    @property
    def told_day(self) -> date:
        """The last day of the date last spoken of, or the day of publication."""
        stretch = bounds(self.last) if self.last is not None else None
        return stretch[1] if stretch else self.now

    def remember(self, mention: TimeMention, value: str) -> None:
        """Take a date as the one last spoken of, unless it is only mentioned for comparison."""
        day = value.partition("T")[0]
        form = mention.form
        if isinstance(form, Clock) and self.last is not None:
            return
        if isinstance(form, Named) and form.same_part:
            return
        if isinstance(form, Shift):
            compared = form.unit == "Y" and abs(form.count) == 1
            if compared or (self.history and not form.context):
                return
        if isinstance(form, Feast) and mention.role != "scene":
            return  # "tales of Ashura"
        if isinstance(form, Named) and form.is_year and self._is_glance(mention, day):
            return
        aside = self.history and self.era is not None and day.isdigit() and len(day) == 4
        if aside and abs(int(day) - (self.era or 0)) > ERA_YEARS:
            return
        self.last, self.sentence = day, mention.sentence
        if day[5:6] == "Q":
            self.quarter = day
        if len(day) < 10:
            self.period = day

    def _is_glance(self, mention: TimeMention, day: str) -> bool:
        """Whether a year alone is looked at from another time: "the 1790 law", "since 1788"."""
        if mention.role == "noun":
            return True
        last = (self.last or "")[:4]
        return mention.role != "scene" and last.isdigit() and day[:4] < last

    def remember_length(self, value: str) -> None:
        """Take half a year or more as the period of the figures that follow: "the nine months"."""
        months = int(value[1:-1]) if value[-1] == "M" and value[1:-1].isdigit() else 0
        if value == "P1Y" or months >= HALF_A_YEAR:
            self.period = value


def context_of(mentions: Sequence[TimeMention], published: date | None) -> Context:
    """The context at the beginning of a text with these expressions."""
    years = sorted(m.form.year for m in mentions if isinstance(m.form, Named) and m.form.year)
    return Context(
        published,
        _is_history(mentions, published),
        years[len(years) // 2] if years else None,
    )


def _is_history(mentions: Sequence[TimeMention], published: date | None) -> bool:
    """Whether the text tells of other times than its own, and dates by itself."""
    if published is None:
        return True
    years = [m.form.year for m in mentions if isinstance(m.form, Named) and m.form.year]
    old = [year for year in years if abs(published.year - year) > HISTORY_YEARS]
    news = [m for m in mentions if _is_news(m.form)]
    named = [m.form for m in mentions if isinstance(m.form, Named)]
    opens = bool(named) and named[0].year is not None
    if opens and not news and all(published.year - year > LONG_AGO for year in years):
        return True
    return len(old) >= HISTORY_DATES and 2 * len(old) > len(years) and len(old) > 2 * len(news)


def _is_news(form: Form) -> bool:
    """Whether an expression counts from the day of telling."""
    if isinstance(form, Shift):
        return not form.context
    return isinstance(form, Named) and form.weekday is not None and form.month is None
