"""When two names are the same name: outlets, agencies, people, bodies."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from sayso.record import Actor

AGENCIES: dict[str, tuple[str, ...]] = {
    "afp": ("agence france presse",),
    "ap": ("associated press",),
    "apa": ("austria presse agentur",),
    "dpa": ("deutsche presse agentur",),
    "pti": ("press trust of india",),
    "ani": ("asian news international",),
    "kcna": ("korean central news agency",),
    "sana": ("syrian arab news agency",),
    "irna": ("islamic republic news agency",),
    "nna": ("national news agency",),
    "nan": ("news agency of nigeria",),
    "upi": ("united press international",),
    "pa": ("press association", "pa media"),
    "bbc": ("british broadcasting corporation", "bbc news"),
    "cnn": ("cable news network",),
    "rfe rl": ("radio free europe radio liberty", "rfe"),
    "rfi": ("radio france internationale",),
    "voa": ("voice of america",),
}
"""Full names of news agencies and broadcasters that are mostly known by their letters."""

_FULL = {full: short for short, fulls in AGENCIES.items() for full in fulls}
_PUNCTUATION = re.compile(r"[\W_]+")
_SITE = re.compile(r"^(?:www\.)?([\w-]+(?:\.[\w-]+)+)$")
_HOST = re.compile(r"^[a-z]+://(?:[^/@?#]*@)?(?:www\.)?([^/:?#]+)", re.IGNORECASE)
_TITLE_WORDS = """
mr mrs ms miss dr prof sir dame lord lady sheikh imam rev father sister general gen colonel
col major maj captain capt lieutenant lt sergeant sgt brigadier brig admiral adm commander
cmdr president minister senator sen governor gov mayor judge justice ambassador
"""
_TITLES = frozenset(_TITLE_WORDS.split())


@lru_cache(maxsize=65536)
def key_of(name: str) -> str:
    """A name as it is compared: no case, accents, article, punctuation; agencies by letters."""
    site = _SITE.match(name.strip())
    if site:
        name = site.group(1).rsplit(".", 1)[0]
    plain = unicodedata.normalize("NFKD", name.replace("’s", "").replace("'s", ""))
    plain = "".join(ch for ch in plain if not unicodedata.combining(ch)).casefold()
    words = _PUNCTUATION.sub(" ", plain).split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    if len(words) > 2 and words[-2:] == ["news", "agency"]:
        words = words[:-2]
    joined = " ".join(words)
    return _FULL.get(joined, joined)


@lru_cache(maxsize=65536)
def person_key(name: str) -> tuple[str, ...]:
    """The words of a person's name without titles of address, rank or office."""
    words = tuple(w for w in key_of(name).split() if w not in _TITLES)
    return words or tuple(key_of(name).split())


def same_name(a: str | None, b: str | None) -> bool:
    """Whether two names of outlets or agencies are one name, also as initials or without spaces."""
    if not a or not b:
        return False
    one, two = key_of(a), key_of(b)
    if one == two or one.replace(" ", "") == two.replace(" ", ""):
        return one != ""
    short, long = sorted((one, two), key=len)
    initials = "".join(w[0] for w in long.split())
    return len(short) >= 3 and initials == short


def same_person(a: str, b: str) -> bool:
    """Whether one name is the other in full: ``Col. Sade``, ``Ana Sade``; ``interior ministry``.

    The part ends like the whole, or is its beginning of at least two words.
    """
    one, two = person_key(a), person_key(b)
    if not one or not two:
        return False
    short, long = sorted((one, two), key=len)
    if len(short) >= 2 and long[: len(short)] == short:
        return True
    return short[-1] == long[-1] and set(short) <= set(long)


def is_proper(name: str) -> bool:
    """Whether a name names one body or person.

    It has a capital beyond its first word, or is a single capitalised word (``Reuters``);
    ``police`` and ``Two officials`` are descriptions.
    """
    words: list[str] = [w for w in re.findall(r"\w+", name) if not w.isdigit()]
    if not words:
        return False
    if len(words) == 1:
        return words[0][:1].isupper()
    return any(w[:1].isupper() for w in words[1:])


def host(url: str | None) -> str | None:
    """The host of a URL without ``www.``."""
    found = _HOST.match(url) if url else None
    return found.group(1).lower() if found else None


def host_of_outlet(site: str | None, outlet: str | None) -> bool:
    """Whether a host looks like the outlet's own: ``examplewire.com`` and ``Example Wire``."""
    if not site or not outlet:
        return False
    compact = key_of(outlet).replace(" ", "")
    labels = [label.replace("-", "") for label in site.split(".")[:-1]]
    return len(compact) >= 3 and compact in labels


def actor_key(actor: Actor) -> str:
    """What makes two actors of two reports the same: an authority's id, else the name."""
    if actor.identity:
        return f"{actor.identity.scheme}:{actor.identity.id}"
    return key_of(actor.name) or actor.name.casefold()
