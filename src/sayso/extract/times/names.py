"""Names of several words: the months of other calendars, and feasts, in their usual spellings.

In a spelling, a space stands for a space, a hyphen or nothing, ``'`` for an apostrophe of any kind
or nothing, and ``AL`` for the Arabic article. :mod:`sayso.resolve.feasts` tells their dates.
"""

from __future__ import annotations

import re

from sayso.extract.times.vocabulary import Value

_HIJRI = {
    1: "muharram|moharram|muharam",
    2: "safar",
    3: "rabi' AL awwal|rabi' AL awal|rabi' i|rabi' awwal",
    4: "rabi' AL thani|rabi' AL akhir|rabi' AL akhar|rabi' ii",
    5: "jumada AL ula|jumada AL awwal|jumada AL awal|jamadi AL awwal|jumada i",
    6: "jumada AL thani|jumada AL akhira|jumada AL akhirah|jamadi AL thani|jumada ii",
    7: "rajab",
    8: "sha'ban|sha'aban|shaa'ban",
    9: "ramadan|ramadhan|ramazan|ramzan|ramadaan",
    10: "shawwal|shawal",
    11: "dhu AL qi'dah|dhu AL qa'dah|dhu AL qa'da|dhul qa'dah|dhul qi'dah|zul qa'dah|zilqad",
    12: "dhu AL hijjah|dhu AL hijja|dhul hijjah|dhul hijja|zul hijjah|zilhaj|zil hijjah",
}
_IRANIAN = (
    "farvardin|ordibehesht|khordad|tir|mordad|shahrivar|mehr|aban|azar|dey|bahman|esfand".split("|")
)
# The same months as Afghanistan calls them.
_AFGHAN = "hamal|sawr|jawza|saratan|asad|sunbula|mizan|aqrab|qaws|jadi|dalwa|hut".split("|")
_OTHER_SPELLINGS = {
    "saur": 2,
    "sunbola": 6,
    "dalw": 11,
}

FEASTS = {
    "orthodox_christmas": "(?:orthodox|coptic) christmas",
    "thanksgiving": "thanksgiving(?: day)?",
    "king_day": r"martin luther king(?:,? jr\.?)? day",
    "presidents_day": "presidents' day",
    "labor_day": "labor day",
    "veterans_day": "veterans' day",
    "armistice_day": "armistice day|remembrance day",
    "may_day": "may day",
    "bastille_day": "bastille day",
    "all_saints_day": "all saints' day",
    "valentines_day": "valentine's day",
    "st_patricks_day": r"(?:st\.?|saint) patrick's day",
    "boxing_day": "boxing day",
    "good_friday": "good friday",
    "palm_sunday": "palm sunday",
    "ash_wednesday": "ash wednesday",
    "maundy_thursday": "maundy thursday|holy thursday",
    "easter_monday": "easter monday",
    "easter_week": "easter week",
    "easter_weekend": "easter weekend",
    "orthodox_easter": "(?:orthodox|coptic|greek|eastern) easter(?: sunday| day)?",
    "easter": "easter(?: sunday| day)?",
    "holy_week": "holy week",
    "ascension": "ascension day",
    "pentecost": "pentecost|whit sunday",
    "ramadan": "the holy month of ramadan|the fasting month of ramadan|"
    "the muslim holy month of ramadan",
    "mawlid": "mawlid AL nabi|mawlid AL nabawi|mawlid|milad AL nabi|eid milad AL nabi",
    "eid_al_fitr": "eid AL fitr|eid AL fitar|eidul fitr|id AL fitr|aid AL fitr",
    "eid_al_adha": "eid AL adha|eid AL azha|eid AL ad'ha|eid AL zuha|eidul adha|id AL adha|"
    "aid AL adha|eid e qurban|qurban bayram",
    "eid": "eid",
    "ashura": "ashura|ashoura|aashura|ashoora",
    "arbaeen": "arbaeen|arba'een|arbain",
    "islamic_new_year": "islamic new year|hijri new year|muslim new year",
    "nowruz": "nowruz|norouz|noruz|nowrouz|norooz|nauruz|navruz|newroz|nawruz|"
    "(?:persian|iranian|afghan|kurdish) new year",
    "passover": "passover|pesach",
    "rosh_hashanah": "rosh hashanah|rosh hashana|jewish new year",
    "yom_kippur": "yom kippur",
    "sukkot": "sukkot|sukkoth",
    "simchat_torah": "simchat torah|simhat torah",
    "hanukkah": "hanukkah|chanukah|hanuka",
    "purim": "purim",
    "shavuot": "shavuot",
    "tisha_bav": "tisha b'av",
    "diwali": "diwali|deepavali|divali",
    "lunar_new_year": "(?:lunar|chinese|vietnamese) new year(?:'s day)?|seollal|tet",
    "mid_autumn": "mid autumn festival|chuseok",
}


def _compiled(spelling: str) -> str:
    """A spelling as a regular expression."""
    out = spelling.replace("AL", "(?:[aeu][lrntsdz]h?|[aeu]|ul)")
    return out.replace("'", "['’‘`ʿʾ]?").replace(" ", r"[\s-]?")


def _spaced(spelling: str) -> str:
    """The same where the words must be told apart: feasts that are English words."""
    return spelling.replace("'", "['’‘`ʿʾ]?").replace(" ", r"[\s-]")


def _entries() -> list[tuple[str, dict[str, Value]]]:
    out: list[tuple[str, dict[str, Value]]] = []
    for key, spellings in FEASTS.items():
        as_words = "AL" not in spellings
        pattern = "|".join(
            (_spaced if as_words else _compiled)(s) for s in _alternatives(spellings)
        )
        out.append((pattern, {"FEAST": key}))
    for number, spellings in _HIJRI.items():
        pattern = "|".join(_compiled(s) for s in spellings.split("|"))
        out.append((pattern, {"HIJRI": number}))
    out += [(name, {"IRANIAN": i}) for i, name in enumerate(_IRANIAN, 1)]
    out += [(name, {"AFGHAN": i}) for i, name in enumerate(_AFGHAN, 1)]
    out += [(name, {"AFGHAN": i}) for name, i in _OTHER_SPELLINGS.items()]
    return out


def _beginnings() -> frozenset[str]:
    """The first letters of every spelling, three where it begins with as many."""
    spellings = [
        *(s for each in (*FEASTS.values(), *_HIJRI.values()) for s in _alternatives(each)),
        *_IRANIAN,
        *_AFGHAN,
        *_OTHER_SPELLINGS,
    ]
    out = set()
    for spelling in spellings:
        choice = _CHOICE.match(spelling)
        for word in choice[1].split("|") if choice else [spelling]:
            out.add(word[:3] if word[:3].isalpha() else word[:2])
    return frozenset(out)


def _alternatives(spellings: str) -> list[str]:
    """The spellings between bars that are not within brackets."""
    return re.split(r"\|(?![^(]*\))", spellings)


_CHOICE = re.compile(r"\(\?:([^)]*)\)")
BEGINNINGS = _beginnings()
"""What a word begins with that can begin a name: a run of two or three letters, lower case."""

_ENTRIES = _entries()
NAME = "(?:" + "|".join(pattern for pattern, _ in _ENTRIES) + r")(?![^\W_])"
_KNOWN = [(re.compile(pattern, re.IGNORECASE), classes) for pattern, classes in _ENTRIES]


def classes_of(name: str) -> dict[str, Value]:
    """The class and value of a name that :data:`NAME` has matched."""
    return next(classes for pattern, classes in _KNOWN if pattern.fullmatch(name))
