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
_SET = word_set("planned scheduled set slated due expected called")
YEAR_BEFORE = word_set(
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
        prepared = before is not None and (before.lower in _SHY_AFTER or _is_set_for(hit))
        shouted = hit.written("m").isupper() and month in ("may", "march")
        if before is not None and before.lower in ("the", "s") and _modifies(hit):
            return True
        return dotted or (prepared and hit.tag("m").startswith("NN" if shouted else ("NN", "MD")))
    token = hit.text.token(hit.match.start("m"))
    head = hit.text.parse.tokens[token.head] if token else None
    # "April Jones": a given name.
    return not (token and head and token.dep == "compound" and _is_person(hit, head.i))


def _is_set_for(hit: Hit) -> bool:
    """Whether something is "planned for March"."""
    words = [word.lower for word in (hit.neighbour(-2), hit.neighbour(-1)) if word]
    return words[-1:] == ["for"] and words[0] in _SET


def _modifies(hit: Hit) -> bool:
    """Whether a month goes with a common noun: "the March offensive"."""
    token = hit.text.token(hit.match.start("m"))
    head = hit.text.parse.tokens[token.head] if token else None
    return bool(token and head and token.dep in ("compound", "nmod") and head.tag in ("NN", "NNS"))


def _is_person(hit: Hit, index: int) -> bool:
    return any(e.label == "PERSON" and e.first <= index < e.last for e in hit.text.parse.entities)


def month_of_year(hit: Hit) -> Reading | None:
    """A month of this, last or next year: "May of last year"."""
    return Reading(Named(month=hit.number("m"), year_shift=hit.number("l")), mod=mod_of(hit))


def year(hit: Hit) -> Reading | None:
    """A year alone."""
    before = hit.neighbour(-1)
    year = hit.number("y") or 0
    recent = 1900 <= year <= 2100
    prepared = hit.has("e") or before is None or before.lower in YEAR_BEFORE
    if before is not None and before.lower == "the":
        prepared = year % 100 > 0  # "the 1992 protests", but "the 2000 prisoners"
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


def week_of_month(hit: Hit) -> Reading | None:
    """A week of a month, told by its number: "the last week of August"."""
    number = hit.number("n")
    if number is None or number > 4 or not hit.written("m")[0].isupper():
        return None
    named = Named(hit.number("y"), hit.number("m"), year_shift=hit.number("ly"), nth_week=number)
    return Reading(named)


def weekday_of_month(hit: Hit) -> Reading | None:
    """A weekday of a month by its number: "the first Monday in May"."""
    week = week_of_month(hit)
    if week is None or not isinstance(week.form, Named):
        return None
    return Reading(replace(week.form, weekday=hit.number("w")))


def fiscal_year(hit: Hit) -> Reading:
    """A year of accounts: "FY2014", "FY14"."""
    figures = int((hit.string("y") or "0")[2:].strip(" '’"))
    year = figures if figures > 99 else figures + 2000 if figures < 50 else figures + 1900
    return Reading(Named(year=year, fiscal=True))


def fiscal_year_from_now(hit: Hit) -> Reading:
    """A year of accounts by its distance from this one: "the current fiscal year"."""
    return Reading(Named(year_shift=hit.number("l") or 0, fiscal=True), mod=mod_of(hit))


def week_of_day(hit: Hit) -> Reading:
    """The week of a day: "the week of March 6"."""
    return Reading(Named(_full_year(hit), hit.number("m"), hit.number("d"), week=True))


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


def day_beyond(hit: Hit) -> Reading | None:
    """The day before yesterday, the day after tomorrow."""
    day = hit.number("d") or 0
    count = -1 if any(w.lower == "before" for w in hit.text.words[hit.first : hit.last]) else 1
    return Reading(Shift(day + count, "D")) if day == count else None


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


def part_of_day_before(hit: Hit) -> Reading:
    """A part of the day before or after the one spoken of: "the night before"."""
    count = -1 if hit.word("before").lower == "before" else 1
    return Reading(Shift(count, "D", context=True), "time", hit.string("p"))


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


def the_year(hit: Hit) -> Reading | None:
    """The year that is spoken of: "the first months of the year"."""
    after = hit.neighbour(1)
    if after is not None and "DASH" in after.classes:
        return None  # "in the year-ago quarter"
    return Reading(Shift(0, "Y"))


def the_weekend(_: Hit) -> Reading:
    """The weekend before publication."""
    return Reading(Shift(-1, "WE"))


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
