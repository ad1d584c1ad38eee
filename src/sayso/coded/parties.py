"""When two names of parties are of one party: codebooks write them in their own ways.

``Government of Iraq`` (UCDP), ``Military Forces of Iraq (2016-2022)`` (ACLED) and ``Iraqi police``
(a report) are all of the state of Iraq; ``QSD: Syrian Democratic Forces`` is a name with its
letters; ``XXX1070`` (UCDP) and ``Unidentified Armed Group (Mali)`` (ACLED) name nobody. The rules
are the same for all parties.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz

from sayso.coded.countries import country
from sayso.gazetteer.countries import countries
from sayso.linking.names import is_proper, key_of
from sayso.resolve.bodies import bodies

CIVILIANS = "civilians"
CROWD = "crowd"
CROWDS = frozenset({CIVILIANS, CROWD})
"""Keys of parties that are no party of their own."""
STATE_SECTORS = frozenset({"GOV", "MIL", "COP", "SPY", "JUD", "LEG"})
"""PLOVER sectors that are a state's own."""

_BRACKETS = re.compile(r"\s*\([^()]*\)")
_INSIDE = re.compile(r"\(([^()]*)\)")
_YEARS = re.compile(r"\d{4}\s*-\s*(?:\d{4})?")
_LETTERS = re.compile(r"([A-Z][\w\-/]{1,12}):\s+(.+)")
_OF_STATE = re.compile(
    r"(?:the\s+)?(?:government|military|military forces|police forces|armed forces|army|police|"
    r"government forces)\s+of\s+(?:the\s+)?(.+)",
    re.IGNORECASE,
)
_UNIT = re.compile(r"(.+?)\s*\(\d{4}\s*-\s*(?:\d{4})?\)\s+\S.*")
"""ACLED's name of a unit: ``Police Forces of Mali (2013-) Gendarmerie``."""
_COMMUNITY = re.compile(
    r"(.+?)\s+(?:ethnic|communal|clan|sub-clan|tribal|religious)\s+(?:militia|group)",
    re.IGNORECASE,
)
"""ACLED's name of a community's people in arms, which UCDP calls by the community's name."""
_FORCES = frozenset(
    "army armed forces force government military navy police soldiers troops warplanes jets "
    "airforce guards guard authorities security artillery shelling drones missiles rockets tanks "
    "commandos marines paratroopers".split()
)
_DESCRIPTIONS = frozenset(
    "gunmen militants rebels insurgents attackers fighters terrorists assailants soldiers troops "
    "police officers policemen residents villagers farmers people men women children workers "
    "bandits mob youths students teachers journalists lawyers pastoralists prisoners".split()
) | {"health workers", "labor group", "labour group", "private security forces", "refugees idps"}
"""Words that may begin a sentence with a capital, and name nobody."""
_NOBODY = re.compile(r"(?:unidentified|unknown|xxx\d*|unnamed)\b", re.IGNORECASE)
_CROWDS = {
    **dict.fromkeys(("civilians", "civilian"), frozenset({CIVILIANS})),
    **dict.fromkeys(("protesters", "rioters"), CROWDS),
}
"""Protesters and rioters (ACLED) are civilians where a codebook has no word for them."""
_ALIKE = 86
"""Percent of the letters of two names that are the same in one spelling and another."""
_LONG = 7
"""Letters of a name that may be spelt in two ways."""
_WORD_ALIKE, _SHORT_WORD = 75, 3
"""Percent of the letters of two words that are one word; up to so many letters it may be left out,
as the article in Ahrar al-Sham."""
_JOINED_ALIKE = 92
"""Percent for names whose words are divided in another way: Hay'at, Hayat."""
_OTHERS = frozenset(
    "north south east west northern southern eastern western new real free anti former".split()
)
"""Words before a name that make it another's: South Sudan Liberation Movement."""


@dataclass(frozen=True, slots=True)
class Side:
    """A party of one side.

    Attributes:
        name: As it is written.
        country: ISO 3166-1 alpha-3, where it is coded.
        sector: PLOVER sector, where it is coded.
    """

    name: str
    country: str | None = None
    sector: str | None = None


@lru_cache(maxsize=65536)
def keys_of(side: Side) -> frozenset[str]:
    """What a party is known by; nothing where the words name nobody.

    Returns:
        ``state:IRQ`` for what is of a state, ``civilians``, ``crowd``, else ``name:`` and the
        name without case, accents and punctuation, each name that it is also known by.
    """
    name = side.name.strip()
    if not name or _NOBODY.match(name):
        return frozenset()
    found: set[str] = set()
    if side.sector == "CVL":
        found.add(CIVILIANS)
    if side.sector in STATE_SECTORS and side.country in countries():
        found.add(f"state:{side.country}")
    inside = [each for each in _INSIDE.findall(name) if not _YEARS.fullmatch(each.strip())]
    bare = _BRACKETS.sub("", name).strip() or name
    crowd = _CROWDS.get(bare.casefold())
    if crowd:
        return crowd
    if letters := _LETTERS.fullmatch(bare):
        found |= _names(letters[1]) | _names(letters[2])
        bare = letters[2]
    if community := _COMMUNITY.fullmatch(bare):
        bare = community[1]
    unit = _UNIT.fullmatch(name)
    state = _state(bare) or (_state(unit[1]) if unit else None)
    if state:
        return frozenset(found | {f"state:{state}"})
    if (is_proper(bare) and key_of(bare) not in _DESCRIPTIONS) or bodies(bare):
        found |= _names(bare)
    found |= {key for each in inside if each.isupper() for key in _names(each)}
    return frozenset(found)


def _names(name: str) -> set[str]:
    known = bodies(name)
    if len(known) == 1:
        body = known[0]
        own = {f"name:{key_of(body.name)}"}
        if body.sector(None) in STATE_SECTORS and body.country in countries():
            own.add(f"state:{body.country}")
        return own
    if _country_names().get(key_of(name)):
        return {f"state:{_country_names()[key_of(name)]}"}
    return {f"name:{key_of(name)}"} if key_of(name) else set()


def _state(name: str) -> str | None:
    """The country whose government or forces these words name."""
    if found := _OF_STATE.fullmatch(name):
        return country(found[1])
    words = key_of(name).split()
    if not words or words[-1] not in _FORCES:
        return None
    for length in range(min(4, len(words) - 1), 0, -1):
        iso3 = _country_names().get(" ".join(words[:length]))
        if iso3 and set(words[length:]) <= _FORCES | {"and", "air", "special"}:
            return iso3
    return None


@cache
def _country_names() -> dict[str, str]:
    """Names of countries and of their people, folded."""
    return {
        key_of(name): each.iso3
        for each in countries().values()
        for name in (*each.demonyms, *each.names)
    }


@lru_cache(maxsize=262144)
def same(one: Side, other: Side) -> bool:
    """Whether two parties are one, as far as their names tell."""
    mine, theirs = keys_of(one), keys_of(other)
    if mine & theirs:
        return True
    letters = [found[1] for side in (one, other) if (found := _LETTERS.match(side.name))]
    if len(letters) == 2:
        return False  # NDC-C and NDC-R were one, and are two
    return any(_alike(a, b) for a in _of_names(mine) for b in _of_names(theirs))


def _of_names(keys: Iterable[str]) -> list[str]:
    return sorted(key[5:] for key in keys if key.startswith("name:"))


def _alike(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=lambda name: (len(name), name))
    words, more = short.split(), long.split()
    if len(short) >= 3 and len(more) > 2 and short == "".join(word[0] for word in more):
        return True
    if len(words) > 1 and f" {short} " in f" {long} ":
        before = long[: f" {long} ".index(f" {short} ")].split()
        return not before or before[-1] not in _OTHERS
    if len(short) < _LONG or fuzz.ratio(short, long) < _ALIKE:
        return False
    return _words_alike(words, more) or (
        fuzz.ratio("".join(words), "".join(more)) >= _JOINED_ALIKE
        and _numbers(words) == _numbers(more)
        and not (_OTHERS & set(words)) ^ (_OTHERS & set(more))
    )


def _words_alike(one: list[str], other: list[str]) -> bool:
    """Whether each word has its like: Karen and Kachin National Union differ in one word only."""
    if _numbers(one) != _numbers(other):
        return False
    return all(
        any(fuzz.ratio(word, like) >= _WORD_ALIKE for like in more)
        for words, more in ((one, other), (other, one))
        for word in words
        if len(word) > _SHORT_WORD
    )


def _numbers(words: list[str]) -> list[str]:
    return [word for word in words if any(letter.isdigit() for letter in word)]


def named(sides: Iterable[Side]) -> list[Side]:
    """Those of some parties that are named, each once."""
    out: dict[frozenset[str], Side] = {}
    for side in sides:
        keys = keys_of(side)
        if keys:
            out.setdefault(keys, side)
    return list(out.values())
