"""What the rules of the time grammar make of dates, and which matches they leave alone."""

from __future__ import annotations

from dataclasses import replace

from sayso.extract.times.forms import Fixed, Length, Named, Shift, Vague
from sayso.extract.times.lengths import amount
from sayso.extract.times.pattern import Builder, Hit, Reading, mod_of
from sayso.extract.word_set import word_set

_SHY = frozenset({"may", "march", "mar", "jan", "dec", "sep", "sept", "nov", "oct", "apr", "jun"})
_SHY_AFTER = word_set(
    "in of since by from until till through last next this early late mid during before after"
)
_YEAR_BEFORE = word_set(
    "in of since by from until till through during before after for to the and or ( , – - year "
    "early late mid between around about circa as"
)


def _full_year(hit: Hit) -> int | None:
    """A year; of two figures, 00-29 are this century's (no report dates from its future)."""
    year = hit.number("y")
    if year is None or year >= 100 or "ANYYEAR" in hit.classes["y"]:
        return year
    return year + (2000 if year < 30 else 1900)


def date(hit: Hit) -> Reading | None:
    """A day, with or without its year: "3 May", "Sept. 11, 2001", "3 FEB 90"."""
    if hit.has("y") and "YEAR" not in hit.word("y").classes and not _short_year_fits(hit):
        return None
    weekday = hit.number("w")
    named = Named(_full_year(hit), hit.number("m"), hit.number("d"), weekday, which=hit.number("l"))
    day = named.day
    if day is not None and not 1 <= day <= 31:
        return None
    return Reading(named, clock=hit.string("p"), mod=mod_of(hit))


def _short_year_fits(hit: Hit) -> bool:
    """Whether it is "3 FEB 90" rather than "on 3 February 20 people died"."""
    short = len(hit.word("m").lower) == 3 or "SHORTYEAR" in hit.word("y").classes
    return short or (hit.number("y") or 0) > 31


def month(hit: Hit) -> Reading | None:
    """A month: "May 2020", "early May", "last May"."""
    if not _is_name_of_month(hit):
        return None
    named = Named(hit.number("y"), hit.number("m"), which=hit.number("l"))
    return Reading(named, mod=mod_of(hit))


def _is_name_of_month(hit: Hit) -> bool:
    """Whether a lone "May", "March", "Jan" is the month."""
    month = hit.word("m").lower
    if not hit.written("m")[0].isupper():
        return False
    if hit.has("y") or hit.has("l") or hit.has("e"):
        return True
    before, after = hit.neighbour(-1), hit.neighbour(1)
    if month in _SHY:
        dotted = after is not None and after.lower == "." and len(month) <= 4 and month != "may"
        prepared = before is not None and before.lower in _SHY_AFTER
        shouted = hit.written("m").isupper() and month in ("may", "march")
        return dotted or (prepared and hit.tag("m").startswith("NN" if shouted else ("NN", "MD")))
    token = hit.text.token(hit.match.start("m"))
    head = hit.text.parse.tokens[token.head] if token else None
    # "April Jones": a given name.
    return not (token and head and token.dep == "compound" and _is_person(hit, head.i))


def _is_person(hit: Hit, index: int) -> bool:
    return any(e.label == "PERSON" and e.first <= index < e.last for e in hit.text.parse.entities)


def month_of_year(hit: Hit) -> Reading | None:
    """A month of this, last or next year: "May of last year"."""
    return Reading(Named(month=hit.number("m"), year_shift=hit.number("l")), mod=mod_of(hit))


def year(hit: Hit) -> Reading | None:
    """A year alone."""
    before = hit.neighbour(-1)
    prepared = before is None or before.lower in _YEAR_BEFORE or hit.has("e")
    year = hit.number("y") or 0
    recent = 1900 <= year <= 2100
    if not (prepared or recent):
        return None
    after = hit.text.token(hit.last) if hit.last < len(hit.text.words) else None
    counts = after is not None and after.tag == "NNS" and not (prepared and recent)
    if counts and not hit.has("fiscal"):
        return None
    return Reading(Named(year=year, fiscal=hit.has("fiscal")), mod=mod_of(hit))


def accounts(hit: Hit) -> Reading:
    """A year of accounts by both its years: "the 2013-14 financial year"."""
    return Reading(Named(year=_full_year(hit), fiscal=True))


def same_period(hit: Hit) -> Reading:
    """The part of a year that is spoken of, in another: "the 1988 period"."""
    return Reading(Named(hit.number("y"), same_part=True))


def week_of_month(hit: Hit) -> Reading | None:
    """A week of a month, told by its number: "the last week of August"."""
    number = hit.number("n")
    if number is None or number > 4 or not hit.written("m")[0].isupper():
        return None
    named = Named(hit.number("y"), hit.number("m"), year_shift=hit.number("ly"), nth_week=number)
    return Reading(named)


def fiscal_year(hit: Hit) -> Reading:
    """A year of accounts: "FY2014", "FY14"."""
    figures = int((hit.string("y") or "0")[2:].strip(" '’"))
    year = figures if figures > 99 else figures + 2000 if figures < 50 else figures + 1900
    return Reading(Named(year=year, fiscal=True))


def week_of_day(hit: Hit) -> Reading:
    """The week of a day: "the week of March 6"."""
    return Reading(Named(_full_year(hit), hit.number("m"), hit.number("d"), week=True))


def part_in_figures(hit: Hit) -> Reading:
    """A quarter or half as accountants write it: "Q3 2014", "1H"."""
    part = (hit.string("q") or "").upper()
    part = part[::-1] if part[0].isdigit() else part
    return Reading(Named(hit.number("y"), part=part))


def short_year(hit: Hit) -> Reading:
    """A year of two figures: "'99"."""
    return Reading(Named(year=_full_year(hit), short=True), mod=mod_of(hit))


def era(hit: Hit) -> Reading | None:
    """A year before or after Christ."""
    if not hit.written("era").isupper():
        return None
    year = hit.number("y") or 0
    era = hit.string("era")
    return Reading(Fixed(f"BC{year:04d}" if era == "BC" else f"{year:04d}"))


def decade(hit: Hit) -> Reading:
    """A decade in figures: "the 1990s", "the '80s"."""
    written = (hit.string("n") or "").replace("’", "'").replace("‘", "'")
    figures = written.strip("'s")
    if figures.endswith("00") and int(figures) < 2000:
        return Reading(Fixed(figures[:2]), mod=mod_of(hit))  # "the 1800s" are a century
    return Reading(Fixed(figures[:3] if len(figures) == 4 else f"19{figures[0]}"), mod=mod_of(hit))


def decade_word(hit: Hit) -> Reading:
    """As "the sixties"."""
    return Reading(Fixed(hit.string("n") or ""))


def century(hit: Hit) -> Reading:
    """A century: "the 20th century"."""
    number = (hit.number("o") or 1) - 1
    return Reading(
        Fixed(f"{'BC' if hit.value('era') == 'BC' else ''}{number:02d}"), mod=mod_of(hit)
    )


def weekday(hit: Hit) -> Reading:
    """A weekday: "Friday", "last Friday night"."""
    told = hit.has("l") and hit.word("l").lower in ("previous", "preceding", "following", "same")
    named = Named(
        weekday=hit.number("w"), which=hit.number("l"), week_shift=hit.number("lw"), told=told
    )
    clock = "TNI" if hit.has("night") else hit.string("p")
    return Reading(named, "time" if clock else "date", clock, mod_of(hit))


def early_hours(hit: Hit) -> Reading:
    """The morning of a weekday, before it is light: "the early hours of Saturday"."""
    return Reading(Named(weekday=hit.number("w"), which=hit.number("l")), "time", "TMO")


def dayword(hit: Hit) -> Reading:
    """Yesterday, today, tomorrow."""
    clock = hit.string("p")
    return Reading(
        Shift(hit.number("d") or 0, "D"), "time" if clock else "date", clock, mod_of(hit)
    )


def nightword(hit: Hit) -> Reading:
    """Tonight, overnight."""
    overnight = hit.word("d").lower == "overnight"
    return Reading(Shift(hit.number("d") or 0, "D"), "time", "TNI", overnight=overnight)


def part_of_day(hit: Hit) -> Reading:
    """A part of a day of the context: "that night", "this morning"."""
    count = hit.number("l") or 0
    context = not hit.has("l") or hit.word("l").lower not in ("this", "last")
    return Reading(Shift(count, "D", context), "time", hit.string("p"))


def this_unit(hit: Hit) -> Reading | None:
    """Periods: "last week", "the next day", "that year"."""
    unit = hit.string("u") or ""
    count = hit.number("l") or 0
    word = hit.word("l").lower
    about_now = word in ("last", "this", "current", "coming", "upcoming", "past")
    if word == "next":
        about_now = not hit.has("the")
    if unit.startswith("T"):
        return Reading(Fixed(amount(1, unit)), "duration") if word in ("last", "past") else None
    if word in ("past", "last") and hit.has("the") and unit in ("W", "M", "DE", "CE"):
        after = hit.neighbour(1)
        if after is not None and after.lower == "of":
            return Reading(Fixed(amount(1, unit)), "duration")  # "the last week of August"
        return Reading(Length(amount(1, unit), 1, unit, -1), "duration")
    if unit in ("FN", "CE"):
        return Reading(Fixed(amount(1, unit)), "duration")
    return Reading(Shift(count, unit, not about_now), mod=mod_of(hit))


def of_context(hit: Hit) -> Reading:
    """Of a period: "earlier in the year", "the quarter", "the end of the month"."""
    unit = hit.string("u") or ""
    return Reading(Shift(0, unit, context=unit in ("D", "Q")), mod=mod_of(hit))


def unit_before(hit: Hit) -> Reading | None:
    """The unit before or after the one spoken of: "the day before"."""
    unit = hit.string("u") or ""
    if unit.startswith("T"):
        return None
    count = 1 if hit.text.words[hit.last - 1].lower == "after" else -1
    return Reading(Shift(count, unit, context=True))


def year_of_range(hit: Hit) -> Reading:
    """The end of "1998-99"."""
    return Reading(Named(year=(hit.number("c") or 0) // 100 * 100 + (hit.number("y") or 0)))


def ago(direction: int, *, context: bool) -> Builder:
    """So many units before or after publication or, with ``context``, the date last spoken of."""

    def build(hit: Hit) -> Reading | None:
        unit = hit.string("u") or ""
        number = hit.value("n")
        if hit.has("n") and "YEAR" in hit.word("n").classes:
            return None
        if not isinstance(number, int | float):
            if context:
                return Reading(Vague(unit, direction))
            return Reading(Fixed("PAST_REF" if direction < 0 else "FUTURE_REF"))
        if unit.startswith("T"):
            return Reading(Fixed(amount(number, unit)), "duration")
        return Reading(Shift(direction * number, unit, context, compared=direction < 0))

    return build


def the_year(_: Hit) -> Reading:
    """The year that is spoken of: "the first months of the year"."""
    return Reading(Shift(0, "Y"))


def the_quarter(_: Hit) -> Reading:
    """The quarter that figures are given for."""
    return Reading(Shift(0, "Q", context=True))


def the_weekend(_: Hit) -> Reading:
    """The weekend before publication."""
    return Reading(Shift(-1, "WE"))


def year_earlier(_: Hit) -> Reading:
    """What figures are compared with: "the year-ago quarter"."""
    return Reading(Shift(-1, "Y", context=True, compared=True))


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
        opened = hit.has("the") or (before is not None and before.lower in _YEAR_BEFORE)
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


def nth(hit: Hit) -> Reading | None:
    """A day by its number, "on the 5th": one of the month last spoken of."""
    after = hit.text.token(hit.last) if hit.last < len(hit.text.words) else None
    day = hit.number("d") or 0
    if not 1 <= day <= 31 or (after is not None and after.pos in ("NOUN", "PROPN", "ADJ")):
        return None
    return Reading(Named(day=day))


def christmas(hit: Hit) -> Reading:
    """A feast with a fixed day, or its eve."""
    month, day = (int(x) for x in (hit.string("h") or "1-1").split("-"))
    named = Named(
        hit.number("y"),
        month,
        day - hit.has("eve"),
        which=hit.number("l"),
        year_shift=hit.number("ly"),
    )
    return Reading(named, "time" if hit.has("p") else "date", hit.string("p"))


def new_year(hit: Hit) -> Reading:
    """New Year's Day or Eve."""
    eve = hit.has("eve")
    return Reading(Named(hit.number("y"), 12 if eve else 1, 31 if eve else 1))
