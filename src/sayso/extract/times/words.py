"""A text as the words that the time grammar sees, each with its classes.

Every distinct set of classes gets one character, so that a text becomes a short string over which
patterns run in linear time (:mod:`.pattern`).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from typing import NamedTuple

from sayso.extract.times.names import BEGINNINGS, NAME, classes_of
from sayso.extract.times.vocabulary import LEXICON, SMALL, TENS, Value
from sayso.extract.word_set import word_set

# One alternative a kind of word, each a bounded or possessive run: linear in the text.
_WORD = re.compile(
    r"(?P<ISO>(?<![\d-])\d{4}-\d{2}-\d{2}"
    r"(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:Z\b|[+-]\d{2}:?\d{2})?)?(?![\d-]))"
    r"|(?P<SLASH>(?<![\d/])\d{1,2}([/.])\d{1,2}\3(?:\d{4}|\d{2})(?![\d/])"
    r"|(?<![\d-])\d{1,2}-\d{1,2}-\d{4}(?![\d-]))"
    r"|(?P<YMD>(?<![\d/.])\d{4}([/.])\d{1,2}\5\d{1,2}(?![\d/]))"
    r"|(?P<DTG>(?<![\d])\d{6}\s?[A-IK-Z]\s?(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)"
    r"\s?(?:\d{4}|\d{2})\b)"
    r"|(?P<CLOCK>(?<![\d:.])\d{1,2}:\d{2}(?::\d{2})?(?![\d:])|\d{1,2}\.\d{2}(?=\s?[ap]\.?\s?m\b)"
    r"|\d{1,2}h\d{2}\b)"
    r"|(?P<ZULU>(?<![\d])\d{4}Z\b)"
    r"|(?P<OFFSET>\b(?:GMT|UTC)\s?[+−-]\s?\d{1,2}(?::?\d{2})?\b)"
    r"|(?P<QUARTER>\b(?:Q[1-4]|[1-4]Q|H[12])\b)"
    r"|(?P<FISCAL>\bFY\s?['’]?(?:\d{4}|\d{2})\b)"
    r"|(?P<DECADE>(?:\d{3}|['’‘]\d)0['’]?s\b)"
    r"|(?P<NTH>\d{1,3}(?:st|nd|rd|th)\b)"
    r"|(?P<SHORTYEAR>['’‘]\d\d\b(?!s))"
    r"|(?P<FIGURE>\d++(?:,\d{3})*+(?:\.\d++|\s[1-9]/[2-9](?![\d/])|[½¼¾])?+)"
    rf"|(?P<NAME>{NAME})"
    r"|(?P<WORD>[ap]\.\s?m\b\.?|b\.\s?c\b\.?|a\.\s?[dhp]\b|[^\W\d_]++)"
    r"|(?P<PUNCT>[^\s\w])",
    re.IGNORECASE,
)
# Most of a text are words that stand for themselves. They are told at a glance, and only the rest
# is asked which of the kinds it is.
_RUN = re.compile(r"[^\W\d_]++|[^\s\w]|\d")
_APOSTROPHES = frozenset("'’‘")
_OPENERS = word_set("a p b q h gmt utc fy")
_KINDS = "ISO SLASH YMD DTG CLOCK ZULU OFFSET QUARTER FISCAL DECADE SHORTYEAR".split()
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_NONE: Mapping[str, Value] = {}
_MONEY = frozenset("$£€¥")
_NOT_A_YEAR = word_set(
    "percent per million billion thousand people persons men women children troops soldiers "
    "fighters rebels dead killed wounded injured feet miles metres meters kilometres kilometers "
    "km tons tonnes dollars pounds euros points barrels homes houses families refugees vehicles"
)
_BEFORE_A_YEAR = word_set("in since during early late mid eve day")
_WITH_A_YEAR = word_set("FEAST HIJRI HOLIDAY SEASON")


class Lexeme(NamedTuple):
    """One word as the grammar sees it, with its value in each of its classes."""

    start: int
    end: int
    lower: str
    classes: Mapping[str, Value]


def lex(text: str, start: int, end: int) -> list[Lexeme]:
    """The words of ``text[start:end]``, number words joined ("twenty-four", "a few")."""
    words: list[Lexeme] = []
    at = start
    while run := _RUN.search(text, at, end):
        word = run.group().lower()
        if _is_plain(word):
            words.append(Lexeme(run.start(), run.end(), word, LEXICON.get(word, _NONE)))
            at = run.end()
        elif m := _WORD.match(text, run.start(), end):
            words.append(_lexeme(m))
            at = m.end()
    return _tell_years(text, _join_numbers(words))


@functools.lru_cache(maxsize=50_000)
def _is_plain(word: str) -> bool:
    """Whether a run of letters or a mark is a word by itself, whatever follows."""
    if word.isalpha():
        return word[:3] not in BEGINNINGS and word[:2] not in BEGINNINGS and word not in _OPENERS
    return not (word in _APOSTROPHES or word.isdecimal())


def _lexeme(m: re.Match[str]) -> Lexeme:
    kind = m.lastgroup or "PUNCT"
    word = m.group().lower()
    if kind == "NAME":
        return Lexeme(m.start(), m.end(), word, classes_of(word))
    if kind == "WORD" or kind == "PUNCT":
        word = re.sub(r"\s", "", word)
        word = word.rstrip(".") or word
        return Lexeme(m.start(), m.end(), word, LEXICON.get(word, _NONE))
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
    if figure[-1] in _FRACTIONS:
        return float(figure[:-1].replace(",", "")) + _FRACTIONS[figure[-1]]
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
        joined = _joined(out, word) if word.classes else None
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
    classes: Mapping[str, Value]
    if "ARTICLE" in head.classes and back == 1 and word.lower in ("few", "couple", "pair"):
        classes = word.classes
    elif "TEN" in head.classes and isinstance(ordinal, int) and ordinal < 10:
        classes = {"ORDINAL": before + ordinal}
    elif "YEAR" in head.classes and isinstance(value, int) and value < 10 and before % 10 == 0:
        classes = {"NUMBER": before + value, "YEAR": before + value}
    elif not isinstance(value, int):
        return None
    elif "TEN" in head.classes and value < 10:
        classes = {"NUMBER": before + value}
    elif word.lower in ("hundred", "dozen", "thousand") and back == 1:
        number = before * value
        classes = {"NUMBER": number, "YEAR": number} if number == 2000 else {"NUMBER": number}
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
            # "The attack in 2015 killed 12", "the bombing on Christmas Eve 2018 killed six".
            dated |= "YEAR" in word.classes and i > 0 and _before_a_year(words[i - 1])
            counting = follows == "%" or follows in _NOT_A_YEAR
            if money or (counting and not dated):
                word = word._replace(classes=_NONE)
        out.append(word)
    return out


def _before_a_year(word: Lexeme) -> bool:
    """Whether a year rather than a count is to be expected after a word."""
    return word.lower in _BEFORE_A_YEAR or not word.classes.keys().isdisjoint(_WITH_A_YEAR)


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
    figures = "0 00 0000 07 7 12 13 31 32 99 100 0930 0999 1000 1060 1999 2000 2070 2199 2300 2999"
    sets = [frozenset(LEXICON[word]) for word in LEXICON]
    sets += [frozenset({"NUMBER"} | _figure(figure).keys()) for figure in figures.split()]
    sets += [frozenset({"NUMBER"}), frozenset({"ORDINAL"}), frozenset({"NTH", "ORDINAL"})]
    sets += [frozenset({"NUMBER", "YEAR"})]
    sets += [frozenset({kind}) for kind in _KINDS]
    sets += [frozenset({kind}) for kind in ("FEAST", "HIJRI", "IRANIAN", "AFGHAN")]
    return {classes: chr(0xE001 + i) for i, classes in enumerate(dict.fromkeys(sets))}


LETTERS = _letters()
OTHER = "\ue000"


def spell(words: list[Lexeme]) -> str:
    """The words as a string of one character each, by their classes."""
    return "".join(
        LETTERS.get(frozenset(word.classes), OTHER) if word.classes else OTHER for word in words
    )


def letters_of(cls: str) -> str:
    """The characters of all words that are of class ``cls``."""
    return "".join(letter for classes, letter in LETTERS.items() if cls in classes)


def mask_of(letters: str) -> int:
    """One bit for each character of :data:`LETTERS` in a string."""
    mask = 0
    for letter in set(letters):
        mask |= 1 << (ord(letter) - ord(OTHER))
    return mask
