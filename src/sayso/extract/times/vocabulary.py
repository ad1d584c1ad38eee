"""The words that time expressions are made of, and the classes that the grammar knows them by.

A word may be of several classes ("second" counts and is a unit, "May" is a month and a name);
the grammar decides by the neighbours.
"""

from __future__ import annotations

from collections.abc import Mapping

Value = int | float | str | None

MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
SMALL = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
]

# TIMEX3 letters; a leading T marks units below the day (``PT5M`` against ``P5M``).
UNITS = {
    "second": "TS",
    "minute": "TM",
    "hour": "TH",
    "day": "D",
    "week": "W",
    "fortnight": "FN",
    "weekend": "WE",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "decade": "DE",
    "century": "CE",
}

# Words that the grammar names as themselves.
LITERALS = (
    "the of in on to and or ago period time old olds age for until till through during over within "
    "from more less than long these after before being near very so year future past recent "
    "fiscal financial new eve o clock s local half most other week by since ahead hours small that "
    "ended ending full present throughout offensive campaign fighting final once twice times day "
    "calendar night daytime at modern around about soon near foreseeable short medium longer "
    "term moments corresponding comparable , . "
)


def _lexicon() -> dict[str, dict[str, Value]]:
    """Lower-case word to its classes, each with the word's value in that class."""
    out: dict[str, dict[str, Value]] = {}

    def add(cls: str, words: Mapping[str, Value] | str) -> None:
        entries = dict.fromkeys(words.split()) if isinstance(words, str) else words
        for word, value in entries.items():
            out.setdefault(word, {})[cls] = value

    add("MONTH", {name: i for i, name in enumerate(MONTHS, 1)})
    add("MONTH", {name[:3]: i for i, name in enumerate(MONTHS, 1)} | {"sept": 9})
    add("WEEKDAY", {name: i for i, name in enumerate(WEEKDAYS, 1)})
    abbreviated = {"mon": 1, "tue": 2, "tues": 2, "wed": 3, "thu": 4, "thur": 4, "thurs": 4}
    add("WEEKDAYABBR", {**abbreviated, "fri": 5, "sat": 6, "sun": 7})
    add("NUMBER", {word: i for i, word in enumerate(SMALL, 1)})
    add("HOURWORD", {word: i for i, word in enumerate(SMALL[:12], 1)})
    add("NUMBER", {word: 10 * i for i, word in enumerate(TENS, 2)})
    add("TEN", {word: 10 * i for i, word in enumerate(TENS, 2)})
    add("NUMBER", {"hundred": 100, "thousand": 1000, "dozen": 12, "half": 0.5})
    add("ARTICLE", {"a": 1, "an": 1})
    add("SOME", "several few many some numerous countless dozens scores")
    add("COUPLE", {"couple": 2, "pair": 2})
    add("ORDINAL", {word: i for i, word in enumerate(ORDINALS, 1)} | {"thirtieth": 30})
    for unit, letter in UNITS.items():
        add("UNIT", {unit: letter})
        plural = "centuries" if unit == "century" else unit + "s"
        add("UNITS", {plural: letter})
        add("LONG", {unit + "long": letter})
    add("FULL", "additional extra further full whole entire single consecutive straight successive")
    add("FULL", "long solid trading working business")
    add("SEASON", {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"})
    add("PARTOFDAY", {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"})
    add("PARTOFDAY", {"dawn": "TMO", "daybreak": "TMO", "dusk": "TEV", "nightfall": "TEV"})
    add("POINTOFDAY", {"noon": "T12:00", "midday": "T12:00", "midnight": "T24:00"})
    add("POINTOFDAY", {"dawn": "TMO", "daybreak": "TMO", "dusk": "TEV", "nightfall": "TEV"})
    add("DAYWORD", {"yesterday": -1, "today": 0, "tomorrow": 1})
    add("NIGHTWORD", {"tonight": 0, "overnight": -1})
    add("PARTSOFDAY", {"mornings": "TMO", "afternoons": "TAF", "evenings": "TEV", "nights": "TNI"})
    add("EARLY", {"early": "start", "beginning": "start", "start": "start", "late": "end"})
    add("EARLY", {"mid": "mid", "middle": "mid", "end": "end"})
    add("PASTWARD", {"last": -1, "past": -1, "previous": -1, "preceding": -1})
    add("NEXTWARD", {"next": 1, "coming": 1, "following": 1, "upcoming": 1})
    add("THIS", {"this": 0, "current": 0})
    add("THAT", {"that": 0, "same": 0})
    add("FIRSTLAST", {"first": 1, "last": -1, "final": -1, "opening": 1})
    add("BEFORE", "earlier previously")
    add("AFTER", "later afterwards")
    add("APPROX", "about around nearly almost roughly approximately over some another")
    add("PRESENT", "now nowadays currently presently")
    add("RECENT", "recently lately")
    add("ADVERB", {"daily": "P1D", "weekly": "P1W", "monthly": "P1M", "nightly": "XXXX-XX-XXTNI"})
    add("ADVERB", {"hourly": "PT1H", "fortnightly": "P2W", "yearly": "P1Y"})
    add("HOLIDAY", {"christmas": "12-25", "halloween": "10-31", "xmas": "12-25"})
    add("DECADEWORD", {t[:-1] + "ies": f"19{i}" for i, t in enumerate(TENS, 2)})
    add("WEEKDAYS", {name + "s": i for i, name in enumerate(WEEKDAYS, 1)})
    add("THAT", {"latest": 0})
    add("EVERY", "every each per")
    add("OPEN", "(")
    add("CLOSE", ")")
    add("DASH", "- – — /")
    add("APOSTROPHE", "' ’")
    add("MERIDIEM", {"am": "am", "pm": "pm", "a.m": "am", "p.m": "pm", "hours": "24"})
    add("MERIDIEM", {"hrs": "24", "hr": "24", "h": "24"})
    add("UTC", {"gmt": "Z", "utc": "Z", "zulu": "Z"})
    add("ZONE", "et ct mt pt est edt cst cdt mst mdt pst pdt bst cet cest eet eest ist msk")
    add("LUNAR", dict.fromkeys(("ah", "a.h", "hijri", "hijra", "hejira", "lunar"), "hijri"))
    add(
        "SOLAR",
        dict.fromkeys(("sh", "a.p", "shamsi", "solar", "persian", "iranian"), "persian"),
    )
    add("ERA", {"bc": "BC", "bce": "BC", "b.c": "BC", "b.c.e": "BC"})
    add("ERA", {"ad": "AD", "ce": "AD", "a.d": "AD"})
    for word in {*LITERALS.split(), *out}:
        add(word, word)
    return out


LEXICON = _lexicon()
