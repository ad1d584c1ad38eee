"""What the rules of the time grammar make of lengths, sets, vague words and times of day."""

from __future__ import annotations

from sayso.extract.times.forms import Clock, Fixed
from sayso.extract.times.pattern import Builder, Hit, Reading


def amount(number: float | None, unit: str) -> str:
    """The TIMEX3 value of a length of time: ``P2D``, ``PT30M``, ``PXY``."""
    factor, letter = {"DE": (10, "Y"), "CE": (100, "Y"), "FN": (2, "W")}.get(unit, (1, unit))
    figure = "X" if number is None else f"{number * factor:g}"
    if number is not None and number * factor >= 100_000:
        figure = str(int(number * factor))
    return f"PT{figure}{letter[1]}" if letter.startswith("T") else f"P{figure}{letter}"


def duration(hit: Hit) -> Reading | None:
    """A length of time: "three months", "two-day", "a year and a half"."""
    number = hit.value("n") if hit.has("n") else hit.value("l2")
    number = number if isinstance(number, int | float) else None
    after = hit.neighbour(1)
    if hit.string("u") == "Q" and _is_fraction(hit):
        return None
    if after is not None and (after.lower in ("old", "olds", "age", "ago")):
        return None
    if after is not None and after.lower == "-":
        beyond = hit.neighbour(2)
        if beyond is not None and beyond.lower in ("old", "olds"):
            return None
    unit = hit.string("u") or ""
    if hit.has("half"):
        number = (number or 0) + 0.5
    if unit == "TS" and (hit.has("n") and "ARTICLE" in hit.word("n").classes):
        return None
    if _is_rate(hit):
        return Reading(Fixed(amount(1, unit)), "set")
    if unit == "WE" and number == 1:
        return Reading(Fixed("P1WE"), "duration")
    return Reading(Fixed(amount(number, unit)), "duration")


def _is_fraction(hit: Hit) -> bool:
    """Fractions: "A quarter of the force", "three-quarters"."""
    after = hit.neighbour(1)
    dashed = hit.text.words[hit.last - 2].lower == "-"
    return (after is not None and after.lower == "of") or (
        dashed and hit.word("u").lower[-1] == "s"
    )


def _is_rate(hit: Hit) -> bool:
    """Rates: "Four dollars a day", "twice a week"."""
    if not hit.has("n") or "ARTICLE" not in hit.word("n").classes:
        return False
    token = hit.text.token(hit.last - 1)
    if token is None or token.dep not in ("npadvmod", "nmod", "appos", "pobj"):
        return False
    head = hit.text.parse.tokens[token.head]
    nominal = head.pos in ("NOUN", "NUM", "SYM", "PROPN", "ADV")
    return nominal and head.i < token.i and token.dep == "npadvmod"


def half_unit(hit: Hit) -> Reading:
    """Half of a unit: "half an hour"."""
    unit = hit.string("u") or ""
    halves = {"TH": "PT30M", "TM": "PT30S", "D": "PT12H", "Y": "P6M", "DE": "P5Y", "CE": "P50Y"}
    return Reading(Fixed(halves.get(unit, amount(0.5, unit))), "duration")


def vague_length(hit: Hit) -> Reading:
    """A length without a number: "for months"."""
    return Reading(Fixed(amount(None, hit.string("u") or "")), "duration")


def every(hit: Hit) -> Reading:
    """A set by length: "every two weeks"."""
    number = hit.value("n") if hit.has("n") else 1
    count = number if isinstance(number, int | float) else None
    return Reading(Fixed(amount(count, hit.string("u") or "")), "set")


def every_named(hit: Hit) -> Reading:
    """A set by name: "every Monday"."""
    if hit.has("w"):
        return Reading(Fixed(f"XXXX-WXX-{hit.number('w')}"), "set", hit.string("p"))
    if hit.has("m"):
        return Reading(Fixed(f"XXXX-{hit.number('m'):02d}"), "set")
    return Reading(Fixed(f"XXXX-{hit.string('s')}"), "set")


def adverb(hit: Hit) -> Reading:
    """A set by adverb: "daily"."""
    return Reading(Fixed(hit.string("a") or ""), "set")


def ref(value: str) -> Builder:
    """A vague reference to past, present or future."""
    return lambda _: Reading(Fixed(value))


def now(hit: Hit) -> Reading | None:
    """The present, except in compounds ("now-defunct")."""
    after = hit.neighbour(1)
    return None if after is not None and after.lower == "-" else Reading(Fixed("PRESENT_REF"))


def clock(hit: Hit) -> Reading | None:
    """A time of day in figures."""
    if hit.has("h"):
        hour, minute = hit.number("h") or 0, 0
    else:
        hour, minute = (int(x) for x in (hit.string("c") or "0:0").split(":")[:2])
    meridiem = hit.string("ap") or {"TMO": "am"}.get(hit.string("p") or "TMO", "pm")
    if (hit.has("ap") or hit.has("p")) and meridiem in ("am", "pm") and hour <= 12:
        hour = hour % 12 + (12 if meridiem == "pm" else 0)
    if hour > 24 or minute > 59:
        return None
    return Reading(Clock(), "time", f"T{hour:02d}:{minute:02d}")


def point_of_day(hit: Hit) -> Reading:
    """A time of day by name: "noon", "dawn"."""
    return Reading(Clock(), "time", hit.string("c"))
