"""The words that time expressions are made of, and the classes that the grammar knows them by.

A word may be of several classes ("second" counts and is a unit, "May" is a month and a name);
the grammar decides by the neighbours. Every distinct set of classes gets one character, so that a
text becomes a short string over which patterns run in linear time (:mod:`.time_grammar`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

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
    "fiscal financial new thanksgiving eve o clock s local "
    ", . ( "
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
    add("NUMBER", {word: 10 * i for i, word in enumerate(TENS, 2)})
    add("TEN", {word: 10 * i for i, word in enumerate(TENS, 2)})
    add("NUMBER", {"hundred": 100, "dozen": 12, "half": 0.5})
    add("ARTICLE", {"a": 1, "an": 1})
    add("SOME", "several few many some numerous countless dozens scores")
    add("COUPLE", {"couple": 2, "pair": 2})
    add("ORDINAL", {word: i for i, word in enumerate(ORDINALS, 1)} | {"thirtieth": 30})
    for unit, letter in UNITS.items():
        add("UNIT", {unit: letter})
        plural = "centuries" if unit == "century" else unit + "s"
        add("UNITS", {plural: letter})
    add("SEASON", {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"})
    add("PARTOFDAY", {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"})
    add("PARTOFDAY", {"dawn": "TMO", "daybreak": "TMO", "dusk": "TEV", "nightfall": "TEV"})
    add("POINTOFDAY", {"noon": "T12:00", "midday": "T12:00", "midnight": "T24:00"})
    add("POINTOFDAY", {"dawn": "TMO", "daybreak": "TMO", "dusk": "TEV", "nightfall": "TEV"})
    add("DAYWORD", {"yesterday": -1, "today": 0, "tomorrow": 1})
    add("NIGHTWORD", {"tonight": 0, "overnight": -1})
    add("EARLY", {"early": "start", "beginning": "start", "start": "start", "late": "end"})
    add("EARLY", {"mid": "mid", "middle": "mid", "end": "end"})
    add("PASTWARD", {"last": -1, "past": -1, "previous": -1, "preceding": -1})
    add("NEXTWARD", {"next": 1, "coming": 1, "following": 1, "upcoming": 1})
    add("THIS", {"this": 0, "current": 0})
    add("THAT", {"that": 0, "same": 0})
    add("FIRSTLAST", {"first": 1, "last": -1, "final": -1, "opening": 1})
    add("BEFORE", "earlier previously")
    add("AFTER", "later afterwards")
    add("APPROX", "about around nearly almost roughly approximately over some only just another")
    add("PRESENT", "now nowadays currently presently")
    add("RECENT", "recently lately")
    add("ADVERB", {"daily": "P1D", "weekly": "P1W", "monthly": "P1M", "nightly": "P1D"})
    add("ADVERB", {"hourly": "PT1H"})
    add("HOLIDAY", {"christmas": "12-25", "halloween": "10-31"})
    add("DECADEWORD", {t[:-1] + "ies": f"19{i}" for i, t in enumerate(TENS, 2)})
    add("WEEKDAYS", {name + "s": i for i, name in enumerate(WEEKDAYS, 1)})
    add("THAT", {"latest": 0})
    add("EVERY", "every each per")
    add("DASH", "- – — /")
    add("APOSTROPHE", "' ’")
    add("MERIDIEM", {"am": "am", "pm": "pm", "a.m": "am", "p.m": "pm", "hours": "24"})
    add("MERIDIEM", {"gmt": "24", "hrs": "24", "utc": "24"})
    add("ZONE", "gmt utc est edt cst cdt mst mdt pst pdt bst cet cest eet")
    add("ERA", {"bc": "BC", "bce": "BC", "ad": "AD", "ce": "AD"})
    for word in {*LITERALS.split(), *out}:
        add(word, word)
    return out


LEXICON = _lexicon()

# One alternative a kind of word, each a bounded or possessive run: linear in the text.
_WORD = re.compile(
    r"(?P<ISO>(?<![\d-])\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?)?(?![\d-]))"
    r"|(?P<SLASH>(?<![\d/])\d{1,2}([/.])\d{1,2}\3(?:\d{4}|\d{2})(?![\d/]))"
    r"|(?P<CLOCK>(?<![\d:.])\d{1,2}:\d{2}(?::\d{2})?(?![\d:]))"
    r"|(?P<DECADE>(?:\d{3}|['’‘]\d)0['’]?s\b)"
    r"|(?P<NTH>\d{1,3}(?:st|nd|rd|th)\b)"
    r"|(?P<SHORTYEAR>['’‘]\d\d\b(?!s))"
    r"|(?P<FIGURE>\d++(?:,\d{3})*+(?:\.\d++|\s[1-9]/[2-9](?![\d/]))?+)"
    r"|(?P<WORD>[aApP]\.\s?[mM](?=\.)|[^\W\d_]++)"
    r"|(?P<PUNCT>[^\s\w])",
    re.IGNORECASE,
)
_MONEY = frozenset("$£€¥")
_NOT_A_YEAR = frozenset(
    [
        "percent",
        "per",
        "million",
        "billion",
        "thousand",
        "people",
        "persons",
        "men",
        "women",
        "children",
        "troops",
        "soldiers",
        "fighters",
        "rebels",
        "dead",
        "killed",
        "wounded",
        "injured",
        "feet",
        "miles",
        "metres",
        "meters",
        "kilometres",
        "kilometers",
        "km",
        "tons",
        "tonnes",
        "dollars",
        "pounds",
        "euros",
        "points",
        "barrels",
        "homes",
        "houses",
        "families",
        "refugees",
        "vehicles",
    ]
)


@dataclass(frozen=True, slots=True)
class Lexeme:
    """One word as the grammar sees it, with its value in each of its classes."""

    start: int
    end: int
    lower: str
    classes: dict[str, Value]


def lex(text: str, start: int, end: int) -> list[Lexeme]:
    """The words of ``text[start:end]``, number words joined ("twenty-four", "a hundred")."""
    words = [_lexeme(m) for m in _WORD.finditer(text, start, end)]
    return _tell_years(text, _join_numbers(words))


def _lexeme(m: re.Match[str]) -> Lexeme:
    kind = m.lastgroup or "PUNCT"
    word = m.group().lower()
    if kind == "WORD" or kind == "PUNCT":
        word = re.sub(r"\s", "", word)
        return Lexeme(m.start(), m.end(), word, LEXICON.get(word, {}))
    classes: dict[str, Value]
    if kind == "FIGURE":
        number = _number(word)
        classes = {"NUMBER": int(number) if number.is_integer() else number}
        if word.isascii() and word.isdigit():
            classes |= _figure(word)
    elif kind == "NTH":
        classes = {"NTH": int(word[:-2]), "ORDINAL": int(word[:-2])}
    elif kind == "SHORTYEAR":
        classes = {"SHORTYEAR": int(word[1:])}
    else:
        classes = {kind: word}
    return Lexeme(m.start(), m.end(), word, classes)


def _number(figure: str) -> float:
    """The value of "1,500", "2.5" or "5 1/2"."""
    whole, _, fraction = figure.replace(",", "").partition(" ")
    above, _, below = fraction.partition("/")
    return float(whole) + (int(above) / int(below) if below else 0)


def _figure(word: str) -> dict[str, Value]:
    """The further classes of a whole number written in figures."""
    out: dict[str, Value] = {}
    number = int(word) if len(word) <= 4 else 0
    if len(word) <= 2 and 1 <= number <= 31:
        out["DAY"] = number
    if len(word) <= 2 and 1 <= number <= 12:
        out["HOUR"] = number
    if len(word) == 2:
        out["TWODIGITS"] = number
    if len(word) <= 4 and number:
        out["ANYYEAR"] = number
    if len(word) == 4:
        if 1000 <= number < 2200:
            out["YEAR"] = number
        if number // 100 < 25 and number % 100 < 60:
            out["MILITARY"] = f"T{word[:2]}:{word[2:]}"
    return out


def _join_numbers(words: list[Lexeme]) -> list[Lexeme]:
    """Join spelt-out numbers and ordinals: "twenty-four", "nineteen ninety-six", "a hundred"."""
    out: list[Lexeme] = []
    for word in words:
        joined = _joined(out, word)
        if joined:
            del out[joined[0] :]
            out.append(joined[1])
        else:
            out.append(word)
    return out


def _joined(out: list[Lexeme], word: Lexeme) -> tuple[int, Lexeme] | None:
    """What ``word`` makes together with the last words, and how many of them go."""
    back = 1
    if out and out[-1].lower == "-" and out[-1].end == word.start:
        back = 2
    if len(out) < back or not word.lower.isalpha():
        return None
    head = out[-back]
    value = word.classes.get("NUMBER")
    ordinal = word.classes.get("ORDINAL")
    before = head.classes.get("NUMBER", head.classes.get("ARTICLE"))
    if not isinstance(before, int) or not head.lower.replace(" ", "").isalpha():
        return None
    classes: dict[str, Value]
    if "TEN" in head.classes and isinstance(ordinal, int) and ordinal < 10:
        classes = {"ORDINAL": before + ordinal}
    elif "YEAR" in head.classes and isinstance(value, int) and value < 10 and before % 10 == 0:
        classes = {"NUMBER": before + value, "YEAR": before + value}
    elif not isinstance(value, int):
        return None
    elif "TEN" in head.classes and value < 10:
        classes = {"NUMBER": before + value}
    elif word.lower in ("hundred", "dozen") and back == 1:
        classes = {"NUMBER": before * value}
    elif back == 1 and before in (18, 19, 20) and 10 <= value <= 99 and head.lower in SMALL + TENS:
        classes = {"NUMBER": 100 * before + value, "YEAR": 100 * before + value}
    else:
        return None
    index = len(out) - back
    return index, Lexeme(head.start, word.end, f"{head.lower} {word.lower}", classes)


def _tell_years(text: str, words: list[Lexeme]) -> list[Lexeme]:
    """Take the class of a year from numbers that count something or are sums of money."""
    out: list[Lexeme] = []
    for i, word in enumerate(words):
        if "YEAR" in word.classes or "DAY" in word.classes:
            follows = words[i + 1].lower if i + 1 < len(words) else ""
            money = word.start > 0 and text[word.start - 1] in _MONEY
            # The tail of a telephone or model number: "555-1987".
            money |= i > 1 and words[i - 1].lower == "-" and _unspaced(words[i - 2 : i + 1])
            # "On Aug. 7 killed 258": a number after a month counts nothing.
            dated = any("MONTH" in each.classes for each in words[max(0, i - 2) : i])
            counting = follows == "%" or follows in _NOT_A_YEAR
            if money or (counting and not dated):
                word = Lexeme(word.start, word.end, word.lower, {})
        out.append(word)
    return out


def _unspaced(words: list[Lexeme]) -> bool:
    """A number and the tail of another, with only a hyphen between."""
    head, dash, tail = words
    return (
        head.lower.isdigit()
        and head.end == dash.start
        and dash.end == tail.start
        and len(tail.lower) == 4
        and "YEAR" not in head.classes
    )


def _letters() -> dict[frozenset[str], str]:
    """A character for every set of classes that a word can have."""
    figures = "0 00 07 7 12 13 31 32 99 100 0930 0999 1000 1060 1999 2000 2070 2199 2300 2999 12345"
    sets = [frozenset(LEXICON[word]) for word in LEXICON]
    sets += [frozenset({"NUMBER"} | _figure(figure).keys()) for figure in figures.split()]
    sets += [frozenset({"NUMBER"}), frozenset({"ORDINAL"}), frozenset({"NTH", "ORDINAL"})]
    sets += [frozenset({"NUMBER", "YEAR"})]
    sets += [frozenset({kind}) for kind in ("ISO", "SLASH", "CLOCK", "DECADE", "SHORTYEAR")]
    return {classes: chr(0xE001 + i) for i, classes in enumerate(dict.fromkeys(sets))}


LETTERS = _letters()
OTHER = "\ue000"


def spell(words: list[Lexeme]) -> str:
    """The words as a string of one character each, by their classes."""
    return "".join(LETTERS.get(frozenset(word.classes), OTHER) for word in words)


def letters_of(cls: str) -> str:
    """The characters of all words that are of class ``cls``."""
    return "".join(letter for classes, letter in LETTERS.items() if cls in classes)
