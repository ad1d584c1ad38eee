"""On which days feasts fall that move through the year.

Easter, the Jewish feasts and Persian New Year follow their calendars and are exact. Feasts of the
Hijri calendar and Diwali hang on the sight of the moon and may be a day off. Jewish feasts begin
on the evening before the day that is given.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from borax.calendars.lunardate import LunarDate
from convertdate import holidays
from pyluach.dates import HebrewDate
from pyluach.hebrewcal import Year
from pymeeus.Epoch import Epoch
from pymeeus.Moon import Moon

from sayso.resolve.calendars import DOUBT, day_of, month_of, years_around

_DAY = timedelta(1)


@dataclass(frozen=True, slots=True)
class Occasion:
    """One falling of a feast: its first and last day, and how far off they may be."""

    first: date
    last: date
    doubt: timedelta = timedelta(0)


_Rule = Callable[[int], list[Occasion]]


def occasions(key: str, year: int) -> list[Occasion]:
    """The times that a feast begins in a year of ours; none where it is not known.

    Args:
        key: The feast, a key of :data:`sayso.extract.times.names.FEASTS`, or ``muharram``.
        year: 1-9999.
    """
    try:
        found = [o for o in _RULES[key](year) if o.first.year == year]
    except (ValueError, OverflowError, IndexError):
        return []
    return sorted(found, key=lambda o: o.first)


def _fixed(month: int, day: int) -> _Rule:
    return lambda year: [Occasion(date(year, month, day), date(year, month, day))]


def _weekday(month: int, weekday: int, nth: int) -> _Rule:
    """The nth such ISO weekday of a month."""

    def rule(year: int) -> list[Occasion]:
        first = date(year, month, 1)
        day = first + timedelta((weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
        return [Occasion(day, day)]

    return rule


def _easter(first: int, last: int | None = None, *, church: str = "western") -> _Rule:
    """Days counted from Easter Sunday."""

    def rule(year: int) -> list[Occasion]:
        sunday = date(*holidays.easter(year, church))
        end = first if last is None else last
        return [Occasion(sunday + first * _DAY, sunday + end * _DAY)]

    return rule


def _hijri(month: int, day: int, days: int = 1) -> _Rule:
    def rule(year: int) -> list[Occasion]:
        out = []
        for hijri in years_around("hijri", date(year, 7, 1)):
            begun = day_of("hijri", hijri, month, day)
            out.append(Occasion(begun, begun + (days - 1) * _DAY, DOUBT["hijri"]))
        return out

    return rule


def _hijri_month(month: int) -> _Rule:
    return lambda year: [
        Occasion(*month_of("hijri", hijri, month), DOUBT["hijri"])
        for hijri in years_around("hijri", date(year, 7, 1))
    ]


def _persian(month: int, day: int) -> _Rule:
    def rule(year: int) -> list[Occasion]:
        days = [day_of("persian", y, month, day) for y in years_around("persian", date(year, 7, 1))]
        return [Occasion(each, each) for each in days]

    return rule


def _jewish(month: int, day: int, days: int = 1) -> _Rule:
    def rule(year: int) -> list[Occasion]:
        out = []
        for jewish in (year + 3760, year + 3761):
            of_year = 13 if month == 12 and Year(jewish).leap else month  # Purim is in Adar II
            begun = HebrewDate(jewish, of_year, day).to_pydate()
            out.append(Occasion(begun, begun + (days - 1) * _DAY))
        return out

    return rule


def _chinese(month: int, day: int) -> _Rule:
    """A day of the Chinese calendar, of which tables go from 1900 to 2100."""

    def rule(year: int) -> list[Occasion]:
        begun = LunarDate(year, month, day).to_solar_date()
        return [Occasion(begun, begun)]

    return rule


@cache
def _diwali(year: int) -> tuple[Occasion, ...]:
    """The evening in India before the new moon while the sun stands in sidereal Libra."""
    if not 1000 < year < 3000:
        return ()
    # The sidereal signs slip behind ours by a day in 72 years.
    opens = Epoch(year, 10, 17.0) + (year - 2000) / 72
    moons = (Moon.moon_phase(opens + days, target="new") for days in (0, 15, 30))
    epoch = min(moon for moon in moons if moon >= opens)
    y, m, d = epoch.get_date()
    hour = (d - math.floor(d)) * 24 + 5.5  # India's time
    moon = date(y, m, math.floor(d)) + timedelta(hours=hour)
    evening = moon - (_DAY if hour % 24 < 17.7 else timedelta(0))
    return (Occasion(evening, evening, _DAY),)


_RULES: dict[str, _Rule] = {
    "orthodox_christmas": _fixed(1, 7),
    "thanksgiving": _weekday(11, 4, 4),
    "king_day": _weekday(1, 1, 3),
    "presidents_day": _weekday(2, 1, 3),
    "labor_day": _weekday(9, 1, 1),
    "veterans_day": _fixed(11, 11),
    "armistice_day": _fixed(11, 11),
    "may_day": _fixed(5, 1),
    "bastille_day": _fixed(7, 14),
    "all_saints_day": _fixed(11, 1),
    "valentines_day": _fixed(2, 14),
    "st_patricks_day": _fixed(3, 17),
    "boxing_day": _fixed(12, 26),
    "good_friday": _easter(-2),
    "palm_sunday": _easter(-7),
    "ash_wednesday": _easter(-46),
    "maundy_thursday": _easter(-3),
    "easter": _easter(0),
    "easter_monday": _easter(1),
    "easter_week": _easter(-6, 0),
    "easter_weekend": _easter(-2, 1),
    "holy_week": _easter(-7, -1),
    "ascension": _easter(39),
    "pentecost": _easter(49),
    "orthodox_easter": _easter(0, church="orthodox"),
    "ramadan": _hijri_month(9),
    "muharram": _hijri_month(1),
    "eid_al_fitr": _hijri(10, 1),
    "eid_al_adha": _hijri(12, 10),
    "eid": lambda year: _hijri(10, 1)(year) + _hijri(12, 10)(year),
    "ashura": _hijri(1, 10),
    "arbaeen": _hijri(2, 20),
    "mawlid": _hijri(3, 12),
    "islamic_new_year": _hijri(1, 1),
    "nowruz": _persian(1, 1),
    "passover": _jewish(1, 15, 7),
    "rosh_hashanah": _jewish(7, 1),
    "yom_kippur": _jewish(7, 10),
    "sukkot": _jewish(7, 15, 7),
    "simchat_torah": _jewish(7, 22),
    "hanukkah": _jewish(9, 25, 8),
    "purim": _jewish(12, 14),
    "shavuot": _jewish(3, 6),
    "tisha_bav": _jewish(5, 9),
    "diwali": lambda year: list(_diwali(year)),
    "lunar_new_year": _chinese(1, 1),
    "mid_autumn": _chinese(8, 15),
}
