"""What the rules of the time grammar make of quarters, halves and seasons, and of comparisons."""

from __future__ import annotations

from dataclasses import replace

from sayso.extract.times.forms import Named, Shift
from sayso.extract.times.pattern import Hit, Reading, mod_of
from sayso.extract.times.readings import YEAR_BEFORE


def same_period(hit: Hit) -> Reading:
    """The part of a year that is spoken of, in another: "the 1988 period"."""
    return Reading(Named(hit.number("y"), same_part=True))


def part_in_figures(hit: Hit) -> Reading:
    """A quarter or half as accountants write it: "Q3 2014", "1H"."""
    part = (hit.string("q") or "").upper()
    part = part[::-1] if part[0].isdigit() else part
    return Reading(Named(hit.number("y"), part=part))


def the_quarter(_: Hit) -> Reading:
    """The quarter that figures are given for."""
    return Reading(Shift(0, "Q", context=True))


def year_earlier(_: Hit) -> Reading:
    """What figures are compared with: "the year-ago quarter"."""
    return Reading(Shift(-1, "Y", context=True, compared=True))


def same_of_last_year(hit: Hit) -> Reading:
    """The month or week spoken of, a year before: "the same month last year"."""
    is_month = hit.word("u").lower == "month"
    return Reading(Shift(-12 if is_month else -52, "M" if is_month else "W", context=True))


def quarter(hit: Hit) -> Reading | None:
    """A quarter of a year."""
    number = 4 if hit.has("last") else hit.number("o") or 0
    if not 1 <= number <= 4:
        return None
    part = _part(hit, f"Q{number}")
    return Reading(replace(part, year_shift=0) if hit.has("the") else part)


def half(hit: Hit) -> Reading | None:
    """A half of a year, by number."""
    number = hit.number("o") or 0
    return Reading(_part(hit, f"H{number}")) if number in (1, 2) else None


def last_half(hit: Hit) -> Reading:
    """The second half of a year."""
    return Reading(_part(hit, "H2"))


def _part(hit: Hit, part: str) -> Named:
    """A part of a year, of which year the words may tell."""
    shift = hit.number("ly")
    if shift is None and hit.has("ago"):
        shift = -1
    return Named(hit.number("y"), part=part, which=hit.number("l"), year_shift=shift)


def season(hit: Hit) -> Reading | None:
    """A season, where the word is no verb and no adjective."""
    if not (hit.has("y") or hit.has("l") or hit.has("offensive")):
        before = hit.neighbour(-1)
        opened = hit.has("the") or (before is not None and before.lower in YEAR_BEFORE)
        if not (opened or hit.has("e")) or not hit.tag("s").startswith("NN"):
            return None
        # "the fall of Saigon", "the spring water"
        after = hit.neighbour(1)
        if hit.word("s").lower == "fall" and after is not None and after.lower == "of":
            return None
        token = hit.text.token(hit.match.start("s"))
        if token is not None and token.dep in ("compound", "amod"):
            return None
    return Reading(_part(hit, hit.string("s") or ""), mod=mod_of(hit))
