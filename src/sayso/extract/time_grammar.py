"""The grammar of English time expressions in the news, a rule a line.

What counts as an expression, its type and its value follow TIMEX3 (Sauri et al., TimeML
Annotation Guidelines 1.2.1, 2006; Ferro et al., TIDES 2005 standard).
"""

from __future__ import annotations

from sayso.extract.time_forms import Clock, Fixed, Mod, Named, Shift
from sayso.extract.time_pattern import Builder, Hit, Pattern, Reading

_EARLY = "( very? the? e:EARLY ( of | in | DASH )? )?"
_COUNT = "n:NUMBER|ARTICLE|SOME|COUPLE of?"
_SHY = frozenset({"may", "march", "mar", "jan", "dec", "sep", "sept", "nov", "oct", "apr", "jun"})
_YEAR_BEFORE = frozenset(
    [
        "in",
        "of",
        "since",
        "by",
        "from",
        "until",
        "till",
        "through",
        "during",
        "before",
        "after",
        "for",
        "to",
        "the",
        "and",
        "or",
        "(",
        ",",
        "–",
        "-",
        "year",
        "early",
        "late",
        "mid",
        "between",
        "around",
        "about",
        "circa",
    ]
)


def _mod(hit: Hit) -> Mod | None:
    """The part of the period: "early May"."""
    value = hit.string("e")
    return value if value in ("start", "mid", "end") else None  # type: ignore[return-value]


def _full_year(hit: Hit) -> int | None:
    """A year; of two figures, 00-29 are this century's (no report dates from its future)."""
    year = hit.number("y")
    if year is None or year >= 100 or "ANYYEAR" in hit.classes["y"]:
        return year
    return year + (2000 if year < 30 else 1900)


def _date(hit: Hit) -> Reading | None:
    if hit.has("y") and "YEAR" not in hit.word("y").classes and not _short_year_fits(hit):
        return None
    weekday = hit.number("w")
    named = Named(_full_year(hit), hit.number("m"), hit.number("d"), weekday)
    day = named.day
    if day is not None and not 1 <= day <= 31:
        return None
    return Reading(named, clock=hit.string("p"), mod=_mod(hit))


def _short_year_fits(hit: Hit) -> bool:
    """ "3 FEB 90" ends in a year; "on 3 February 20 people died" does not."""
    short = len(hit.word("m").lower) == 3 or "SHORTYEAR" in hit.word("y").classes
    return short or (hit.number("y") or 0) > 31


def _month(hit: Hit) -> Reading | None:
    if not _is_name_of_month(hit):
        return None
    named = Named(hit.number("y"), hit.number("m"), which=hit.number("l"))
    return Reading(named, mod=_mod(hit))


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
        prepared = before is not None and before.lower in _YEAR_BEFORE
        shouted = hit.written("m").isupper() and month in ("may", "march")
        return dotted or (prepared and hit.tag("m").startswith("NN" if shouted else ("NN", "MD")))
    token = hit.text.token(hit.match.start("m"))
    head = hit.text.parse.tokens[token.head] if token else None
    # "April Jones": a given name.
    return not (token and head and token.dep == "compound" and _is_person(hit, head.i))


def _is_person(hit: Hit, index: int) -> bool:
    return any(e.label == "PERSON" and e.first <= index < e.last for e in hit.text.parse.entities)


def _month_of_year(hit: Hit) -> Reading | None:
    return Reading(Named(month=hit.number("m"), year_shift=hit.number("l")), mod=_mod(hit))


def _year(hit: Hit) -> Reading | None:
    before = hit.neighbour(-1)
    prepared = before is None or before.lower in _YEAR_BEFORE or hit.has("e")
    year = hit.number("y") or 0
    recent = 1900 <= year <= 2100
    if not (prepared or recent):
        return None
    after = hit.text.token(hit.last) if hit.last < len(hit.text.words) else None
    counts = after is not None and after.tag == "NNS" and not (prepared and recent)
    return None if counts else Reading(Named(year=year), mod=_mod(hit))


def _short_year(hit: Hit) -> Reading:
    return Reading(Named(year=_full_year(hit)), mod=_mod(hit))


def _era(hit: Hit) -> Reading | None:
    if not hit.written("era").isupper():
        return None
    year = hit.number("y") or 0
    era = hit.string("era")
    return Reading(Fixed(f"BC{year:04d}" if era == "BC" else f"{year:04d}"))


def _iso(hit: Hit) -> Reading:
    date, _, clock = (hit.string("d") or "").upper().partition("T")
    return Reading(Fixed(date), "time" if clock else "date", f"T{clock[:5]}" if clock else None)


def _slashed(hit: Hit) -> Reading | None:
    written = hit.string("d") or ""
    dotted = "." in written
    first, second, year = (int(x) for x in written.replace(".", "/").split("/"))
    year += 0 if year > 99 else 2000 if year < 30 else 1900
    month, day = (second, first) if dotted else (first, second)
    if not 1 <= day <= 31 or not 1 <= month <= 31 or min(day, month) > 12:
        return None
    if month > 12:
        month, day = day, month
    return Reading(Named(year, month, day, swap=not dotted and day <= 12 and day != month))


def _decade(hit: Hit) -> Reading:
    written = (hit.string("n") or "").replace("’", "'").replace("‘", "'")
    figures = written.strip("'s")
    return Reading(Fixed(figures[:3] if len(figures) == 4 else f"19{figures[0]}"), mod=_mod(hit))


def _century(hit: Hit) -> Reading:
    number = (hit.number("o") or 1) - 1
    return Reading(Fixed(f"{'BC' if hit.value('era') == 'BC' else ''}{number:02d}"), mod=_mod(hit))


def _weekday(hit: Hit) -> Reading:
    named = Named(weekday=hit.number("w"), which=hit.number("l"))
    clock = hit.string("p")
    return Reading(named, "time" if clock else "date", clock, _mod(hit))


def _dayword(hit: Hit) -> Reading:
    clock = hit.string("p")
    return Reading(Shift(hit.number("d") or 0, "D"), "time" if clock else "date", clock, _mod(hit))


def _nightword(hit: Hit) -> Reading:
    return Reading(Shift(hit.number("d") or 0, "D"), "time", "TNI")


def _part_of_day(hit: Hit) -> Reading:
    count = hit.number("l") or 0
    context = not hit.has("l") or hit.word("l").lower not in ("this", "last")
    return Reading(Shift(count, "D", context), "time", hit.string("p"))


def _this_unit(hit: Hit) -> Reading | None:
    """ "last week", "the next day", "that year"."""
    unit = hit.string("u") or ""
    count = hit.number("l") or 0
    word = hit.word("l").lower
    about_now = word in ("last", "this", "current", "coming", "upcoming", "past")
    if word == "next":
        about_now = not hit.has("the")
    if unit.startswith("T"):
        return Reading(Fixed(amount(1, unit)), "duration") if word in ("last", "past") else None
    if word in ("past", "last") and hit.has("the") and unit in ("W", "M", "DE", "CE"):
        return Reading(Fixed(amount(1, unit)), "duration")
    if unit in ("FN", "CE"):
        return Reading(Fixed(amount(1, unit)), "duration")
    return Reading(Shift(count, unit, not about_now), mod=_mod(hit))


def _of_context(hit: Hit) -> Reading:
    """ "earlier in the year", "the quarter", "the end of the month"."""
    return Reading(Shift(0, hit.string("u") or "", context=True), mod=_mod(hit))


def _ago(direction: int, *, context: bool) -> Builder:
    def build(hit: Hit) -> Reading | None:
        unit = hit.string("u") or ""
        number = hit.value("n")
        if "SOME" in hit.classes.get("n", ()) and hit.has("n") and number is None:
            number = None
        if not isinstance(number, int | float):
            return Reading(Fixed("PAST_REF" if direction < 0 else "FUTURE_REF"))
        if unit.startswith("T"):
            return Reading(Fixed(amount(number, unit)), "duration")
        return Reading(Shift(direction * number, unit, context))

    return build


def _year_earlier(hit: Hit) -> Reading:
    return Reading(Shift(-1, "Y", context=True))


def _quarter(hit: Hit) -> Reading | None:
    number = hit.number("o") or 0
    if not 1 <= number <= 4:
        return None
    return Reading(_part(hit, f"Q{number}"))


def _half(hit: Hit) -> Reading | None:
    number = hit.number("o") or 0
    return Reading(_part(hit, f"H{number}")) if number in (1, 2) else None


def _last_half(hit: Hit) -> Reading:
    return Reading(_part(hit, "H2"))


def _part(hit: Hit, part: str) -> Named:
    """A part of a year, of which year the words may tell."""
    shift = hit.number("ly")
    if shift is None and hit.has("ago"):
        shift = -1
    return Named(hit.number("y"), part=part, which=hit.number("l"), year_shift=shift)


def _season(hit: Hit) -> Reading | None:
    if not (hit.has("y") or hit.has("l")):
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
    return Reading(_part(hit, hit.string("s") or ""), mod=_mod(hit))


def _nth(hit: Hit) -> Reading | None:
    """ "On the 5th": a day of the month last spoken of."""
    after = hit.text.token(hit.last) if hit.last < len(hit.text.words) else None
    day = hit.number("d") or 0
    if not 1 <= day <= 31 or (after is not None and after.pos in ("NOUN", "PROPN", "ADJ")):
        return None
    return Reading(Named(day=day))


def _christmas(hit: Hit) -> Reading:
    month, day = (int(x) for x in (hit.string("h") or "1-1").split("-"))
    return Reading(Named(hit.number("y"), month, day - hit.has("eve"), which=hit.number("l")))


def _new_year(hit: Hit) -> Reading:
    eve = hit.has("eve")
    return Reading(Named(hit.number("y"), 12 if eve else 1, 31 if eve else 1))


def _thanksgiving(hit: Hit) -> Reading:
    return Reading(Named(hit.number("y"), part="THANKSGIVING", which=hit.number("l")))


def amount(number: float | None, unit: str) -> str:
    """The TIMEX3 value of a length of time: ``P2D``, ``PT30M``, ``PXY``."""
    factor, letter = {"DE": (10, "Y"), "CE": (100, "Y"), "FN": (2, "W")}.get(unit, (1, unit))
    figure = "X" if number is None else f"{number * factor:g}"
    if number is not None and number * factor >= 100_000:
        figure = str(int(number * factor))
    return f"PT{figure}{letter[1]}" if letter.startswith("T") else f"P{figure}{letter}"


def _duration(hit: Hit) -> Reading | None:
    number = hit.value("n") if hit.has("n") else hit.value("l2")
    number = number if isinstance(number, int | float) else None
    after = hit.neighbour(1)
    if after is not None and (after.lower in ("old", "olds", "age") or "BEFORE" in after.classes):
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


def _is_rate(hit: Hit) -> bool:
    """ "Four dollars a day", "twice a week"."""
    if not hit.has("n") or "ARTICLE" not in hit.word("n").classes:
        return False
    token = hit.text.token(hit.last - 1)
    if token is None or token.dep not in ("npadvmod", "nmod", "appos", "pobj"):
        return False
    head = hit.text.parse.tokens[token.head]
    nominal = head.pos in ("NOUN", "NUM", "SYM", "PROPN", "ADV")
    return nominal and head.i < token.i and token.dep == "npadvmod"


def _half_unit(hit: Hit) -> Reading:
    unit = hit.string("u") or ""
    halves = {"TH": "PT30M", "TM": "PT30S", "D": "PT12H", "Y": "P6M", "DE": "P5Y", "CE": "P50Y"}
    return Reading(Fixed(halves.get(unit, amount(0.5, unit))), "duration")


def _vague_length(hit: Hit) -> Reading:
    return Reading(Fixed(amount(None, hit.string("u") or "")), "duration")


def _every(hit: Hit) -> Reading:
    number = hit.value("n") if hit.has("n") else 1
    count = number if isinstance(number, int | float) else None
    return Reading(Fixed(amount(count, hit.string("u") or "")), "set")


def _every_named(hit: Hit) -> Reading:
    if hit.has("w"):
        return Reading(Fixed(f"XXXX-WXX-{hit.number('w')}"), "set", hit.string("p"))
    if hit.has("m"):
        return Reading(Fixed(f"XXXX-{hit.number('m'):02d}"), "set")
    return Reading(Fixed(f"XXXX-{hit.string('s')}"), "set")


def _set(hit: Hit) -> Reading:
    return Reading(Fixed(hit.string("a") or ""), "set")


def _ref(value: str) -> Builder:
    return lambda _: Reading(Fixed(value))


def _now(hit: Hit) -> Reading | None:
    after = hit.neighbour(1)
    return None if after is not None and after.lower == "-" else Reading(Fixed("PRESENT_REF"))


def _clock(hit: Hit) -> Reading | None:
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


def _point_of_day(hit: Hit) -> Reading:
    return Reading(Clock(), "time", hit.string("c"))


_RULES: list[tuple[str, Builder]] = [
    # Calendar dates.
    (f"{_EARLY} ( w:WEEKDAY|WEEKDAYABBR .? ,? )? the? d:DAY|ORDINAL of? m:MONTH", _date),
    (
        "( w:WEEKDAY|WEEKDAYABBR .? ,? )? the? d:DAY|ORDINAL of? m:MONTH .? ,? y:YEAR|SHORTYEAR",
        _date,
    ),
    ("( w:WEEKDAY|WEEKDAYABBR .? ,? )? d:DAY m:MONTH .? y:TWODIGITS", _date),
    (f"{_EARLY} ( w:WEEKDAY|WEEKDAYABBR .? ,? )? m:MONTH .? the? d:DAY|ORDINAL", _date),
    ("( w:WEEKDAY|WEEKDAYABBR .? ,? )? m:MONTH .? the? d:DAY|ORDINAL ,? y:YEAR|SHORTYEAR", _date),
    (
        "[ d:DAY|NTH ] ( DASH | , | and | or | to | until | till | through ) "
        "( DAY|NTH ( , | and | DASH ) )? ( DAY|NTH of? MONTH )",
        _date,
    ),
    ("MONTH .? DAY|NTH ( DASH | and | or | to | until | till | through ) [ d:DAY|NTH ]", _date),
    (f"{_EARLY} m:MONTH", _month),
    (f"{_EARLY} m:MONTH .? of? ,? y:YEAR|SHORTYEAR", _month),
    (f"{_EARLY} l:PASTWARD|NEXTWARD|THIS past? m:MONTH", _month),
    (f"{_EARLY} m:MONTH of? l:PASTWARD|NEXTWARD|THIS year", _month_of_year),
    (f"{_EARLY} the? fiscal|financial? year? y:YEAR", _year),
    ("EARLY|in|since|of|by|until|from|( [ y:SHORTYEAR ]", _short_year),
    ("YEAR DASH [ y:TWODIGITS ]", _short_year),
    ("y:ANYYEAR era:ERA", _era),
    ("era:ERA y:ANYYEAR", _era),
    ("d:ISO", _iso),
    ("d:SLASH", _slashed),
    (f"the? {_EARLY} n:DECADE", _decade),
    ("the e:EARLY? DASH? n:DECADEWORD", lambda hit: Reading(Fixed(hit.string("n") or ""))),
    (f"the? {_EARLY} o:ORDINAL DASH? century era:ERA?", _century),
    ("on the [ d:NTH ]", _nth),
    ("l:PASTWARD|NEXTWARD|THIS? h:HOLIDAY ( eve:eve | day )? ,? y:YEAR?", _christmas),
    ("new year APOSTROPHE s ( eve:eve | day ) ,? y:YEAR?", _new_year),
    ("l:PASTWARD|NEXTWARD|THIS? thanksgiving day? ,? y:YEAR?", _thanksgiving),
    # Days by name.
    (f"{_EARLY} on? l:PASTWARD|NEXTWARD|THIS|THAT? w:WEEKDAY p:PARTOFDAY?", _weekday),
    ("( BEFORE | AFTER ) ( on )? w:WEEKDAY p:PARTOFDAY?", _weekday),
    ("w:WEEKDAYABBR .", _weekday),
    (f"{_EARLY} ( BEFORE | AFTER )? d:DAYWORD p:PARTOFDAY?", _dayword),
    ("p:PARTOFDAY d:DAYWORD", _dayword),
    ("EARLY DASH? p:PARTOFDAY d:DAYWORD", _dayword),
    ("d:NIGHTWORD", _nightword),
    ("( EARLY | BEFORE | AFTER )? the? l:PASTWARD|NEXTWARD|THIS|THAT p:PARTOFDAY", _part_of_day),
    ("( in | during ) [ the p:PARTOFDAY ]", _part_of_day),
    # Periods counted from publication or from the date last spoken of.
    (f"{_EARLY} ( BEFORE | AFTER )? in? the:the? l:PASTWARD|NEXTWARD|THIS|THAT u:UNIT", _this_unit),
    ("( BEFORE | AFTER | EARLY ) ( in | of ) the u:UNIT", _of_context),
    (f"{_EARLY} the u:quarter", lambda _: Reading(Shift(0, "Q", context=True))),
    (f"{_EARLY} the u:weekend", lambda _: Reading(Shift(-1, "WE"))),
    (f"APPROX? {_COUNT} u:UNIT|UNITS ( or so )? ago", _ago(-1, context=False)),
    (
        f"( APPROX | less than | more than )? {_COUNT} u:UNIT|UNITS ( or so )? ago",
        _ago(-1, context=False),
    ),
    (f"{_COUNT} u:UNIT|UNITS from PRESENT", _ago(1, context=False)),
    (
        f"( APPROX | less than | more than )? {_COUNT} u:UNIT|UNITS BEFORE|before",
        _ago(-1, context=True),
    ),
    (f"( APPROX | less than | more than )? {_COUNT} u:UNIT|UNITS AFTER", _ago(1, context=True)),
    ("u:UNITS ago", _ago(-1, context=False)),
    ("u:UNITS earlier", _ago(-1, context=True)),
    ("u:UNITS later", _ago(1, context=True)),
    ("the? year DASH? ( ago | earlier ) ( quarter | period )?", _year_earlier),
    # Parts of years.
    (
        f"{_EARLY} the? fiscal? DASH? o:ORDINAL DASH? quarter ( of? ( y:YEAR | ly:PASTWARD|NEXTWARD|"
        "THIS year ) )?",
        _quarter,
    ),
    (
        "the? ( y:YEAR | ly:PASTWARD|NEXTWARD|THIS year APOSTROPHE s | year DASH? ago:ago|earlier ) "
        "fiscal? o:ORDINAL DASH? quarter",
        _quarter,
    ),
    ("the? o:ORDINAL half of? ( y:YEAR | the year | ly:PASTWARD|NEXTWARD|THIS year )", _half),
    ("the? last half of? ( y:YEAR | the year | ly:PASTWARD|NEXTWARD|THIS year )", _last_half),
    (f"the:the? {_EARLY} the? s:SEASON ( of? y:YEAR )?", _season),
    ("y:YEAR s:SEASON", _season),
    ("the? l:PASTWARD|NEXTWARD|THIS|THAT past? s:SEASON", _season),
    # Lengths.
    (f"the? ( APPROX | less than | more than )? {_COUNT} more? DASH? u:UNIT|UNITS", _duration),
    ("n:NUMBER|ARTICLE u:UNIT|UNITS half:and ARTICLE half", _duration),
    ("n:NUMBER half:and ARTICLE? half u:UNITS", _duration),
    ("half ARTICLE|the? DASH? u:UNIT", _half_unit),
    ("( each of )? the? FIRSTLAST|PASTWARD|NEXTWARD n:NUMBER|SOME|COUPLE of? u:UNITS", _duration),
    ("the? THAT|these n:NUMBER u:UNITS", _duration),
    ("( for | after | over | within | of | during | in ) [ u:UNITS ]", _vague_length),
    ("the? NEXTWARD u:UNITS", _vague_length),
    ("u:UNITS DASH long", _vague_length),
    ("the? ( recent | PASTWARD ) UNITS", _ref("PAST_REF")),
    # Sets.
    ("EVERY n:NUMBER? u:UNIT|UNITS", _every),
    ("EVERY ( w:WEEKDAY p:PARTOFDAY? | m:MONTH | s:SEASON )", _every_named),
    ("w:WEEKDAYS", _every_named),
    ("a:ADVERB", _set),
    # Vague.
    ("PRESENT", _now),
    ("these days", _ref("PRESENT_REF")),
    ("the time being", _ref("PRESENT_REF")),
    ("RECENT", _ref("PAST_REF")),
    ("recent", _ref("PAST_REF")),
    ("current", _now),
    ("( in | of ) [ the past ]", _ref("PAST_REF")),
    ("the? near? future", _ref("FUTURE_REF")),
    ("soon", _ref("FUTURE_REF")),
    # Times of day.
    ("c:CLOCK ( ap:MERIDIEM .? )?", _clock),
    ("h:HOUR ap:MERIDIEM .?", _clock),
    ("h:HOUR o APOSTROPHE clock ( in the p:PARTOFDAY )?", _clock),
    ("c:CLOCK in the p:PARTOFDAY", _clock),
    ("c:MILITARY ap:MERIDIEM", _point_of_day),
    ("EARLY? c:POINTOFDAY", _point_of_day),
]

RULES = [(Pattern(pattern), builder) for pattern, builder in _RULES]
