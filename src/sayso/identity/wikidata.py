"""An authority file from a dump of Wikidata.

The dump (``latest-all.json``, ``.gz`` or ``.bz2``) is one array with an entity a line. It is read
once, line by line, and a line is parsed only when it names one of the classes that are asked for,
so memory does not grow with it. Properties: P31 instance of, P17 country, P27 citizenship, P495
country of origin, P298 ISO 3166-1 alpha-3 code, P571 and P576 founded and dissolved, P569 and P570
born and died.
"""

from __future__ import annotations

import bz2
import gzip
import json
import re
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

from sayso.errors import InputError, MalformedInput

CLASSES: Mapping[str, str] = {
    "Q5": "person",  # human
    "Q6256": "state",  # country
    "Q3624078": "state",  # sovereign state
    "Q43229": "organization",  # organization
    "Q17149090": "organization",  # armed organization
    "Q7278": "organization",  # political party
    "Q4830453": "organization",  # business
    "Q245065": "organization",  # intergovernmental organization
    "Q484652": "organization",  # international organization
    "Q79913": "organization",  # non-governmental organization
    "Q327333": "organization",  # government agency
    "Q192350": "organization",  # ministry
    "Q7188": "organization",  # government
    "Q37726": "organization",  # army
    "Q772547": "organization",  # armed forces
    "Q176799": "organization",  # military unit
    "Q192283": "organization",  # news agency
    "Q11032": "organization",  # newspaper
}
"""The classes that are kept where none are given, with the type of their instances."""

_COUNTRIES = {"person": ("P27",), "organization": ("P17", "P495"), "state": ()}
_BEGIN = {"person": "P569", "organization": "P571", "state": "P571"}
_END = {"person": "P570", "organization": "P576", "state": "P576"}
_TIME = re.compile(r"\+(\d{4})-(\d\d)-(\d\d)T")
_DAY, _MONTH, _YEAR = 11, 10, 9
"""Precisions of a time in Wikidata."""


@dataclass(slots=True)
class Converted:
    """What became of a dump: entries written, lines that could not be read."""

    written: int = 0
    skipped: int = 0


def convert(
    dump: Path,
    out: Path,
    *,
    classes: Mapping[str, str] = CLASSES,
    languages: Sequence[str] = ("en",),
    on_error: Callable[[InputError], None] | None = None,
) -> Converted:
    """Write the entities of some classes as an authority file.

    Countries are written as Wikidata's ids first and replaced at the end, in a second pass over
    what was written, by the codes (P298) that the dump gave for them on the way; one for which it
    gave none is left out.

    Args:
        dump: The dump.
        out: The JSONL file.
        classes: Class to type: ``person``, ``organization`` or ``state``.
        languages: Languages whose labels and aliases are names.
        on_error: Called with each line that is left out because it cannot be read.

    Raises:
        InputError: A file that cannot be read or written.
    """
    done = Converted()
    codes: dict[str, str] = {}
    part = out.with_name(out.name + ".part")
    try:
        with part.open("w", encoding="utf-8") as file:
            for number, line in _lines(dump, classes):
                try:
                    entity = json.loads(line.strip().rstrip(b","))
                    code = _text(entity, "P298")
                    entry = _entry(entity, classes, languages)
                except (
                    ValueError,
                    TypeError,
                    LookupError,
                    AttributeError,
                    RecursionError,
                ) as error:
                    done.skipped += 1
                    if on_error is not None:
                        why = f"no entity: {error}"
                        place = f"line {number}"
                        on_error(MalformedInput(why, source=str(dump), place=place))
                    continue
                if code:
                    codes[entity["id"]] = code
                if entry is not None:
                    file.write(json.dumps(entry, ensure_ascii=False) + "\n")
                    done.written += 1
        with part.open(encoding="utf-8") as written, out.open("w", encoding="utf-8") as file:
            for row in written:
                entry = json.loads(row)
                entry["country"] = codes.get(entry["country"] or "")
                kept = {name: value for name, value in entry.items() if value is not None}
                file.write(json.dumps(kept, ensure_ascii=False) + "\n")
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(str(error), source=str(dump)) from error
    finally:
        part.unlink(missing_ok=True)
    return done


def _lines(dump: Path, classes: Mapping[str, str]) -> Iterator[tuple[int, bytes]]:
    """The lines that name a class that is asked for, or give a country's code, with numbers."""
    named = "|".join(map(re.escape, classes))
    wanted = re.compile(rf'"P298"|"id":\s*"(?:{named})"'.encode())
    with _open(dump) as lines:
        for number, line in enumerate(lines, start=1):
            if wanted.search(line):
                yield number, line


def _open(dump: Path) -> IO[bytes]:
    opener: Any = {".gz": gzip.open, ".bz2": bz2.open}.get(dump.suffix, open)
    return cast("IO[bytes]", opener(dump, "rb"))


def _entry(
    entity: dict[str, Any], classes: Mapping[str, str], languages: Sequence[str]
) -> dict[str, Any] | None:
    """The row of an authority file; None if it is of no class that is asked for, or has no name."""
    kinds = [classes[c] for c in _items(entity, "P31") if c in classes]
    names = _names(entity, languages)
    if not kinds or not names:
        return None
    kind = kinds[0]
    return {
        "id": entity["id"],
        "names": names,
        "type": kind,
        "country": entity["id"] if kind == "state" else _country(entity, kind),
        "valid_from": _time(entity, _BEGIN[kind]),
        "valid_to": _time(entity, _END[kind]),
        "scheme": "wikidata",
    }


def _names(entity: dict[str, Any], languages: Sequence[str]) -> list[str]:
    names: list[str] = []
    for language in languages:
        # a dump writes an empty map as an empty list
        label = (entity.get("labels") or {}).get(language)
        aliases = (entity.get("aliases") or {}).get(language, [])
        names += [each["value"] for each in ([label] if label else []) + list(aliases)]
    return list(dict.fromkeys(names))


def _country(entity: dict[str, Any], kind: str) -> str | None:
    """The one country; of two that are equally stated, none."""
    for claim in _COUNTRIES[kind]:
        found = list(dict.fromkeys(_items(entity, claim)))
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _values(entity: dict[str, Any], claim: str) -> list[Any]:
    """The values of the best rank: preferred ones if there are any, never deprecated ones."""
    claims = [c for c in entity["claims"].get(claim, ()) if c.get("rank") != "deprecated"]
    best = [c for c in claims if c.get("rank") == "preferred"] or claims
    snaks = (c.get("mainsnak", {}) for c in best)
    return [s["datavalue"]["value"] for s in snaks if s.get("snaktype") == "value"]


def _items(entity: dict[str, Any], claim: str) -> list[str]:
    return [v["id"] for v in _values(entity, claim) if isinstance(v, dict) and "id" in v]


def _text(entity: dict[str, Any], claim: str) -> str | None:
    return next((v for v in _values(entity, claim) if isinstance(v, str)), None)


def _time(entity: dict[str, Any], claim: str) -> str | None:
    """An ISO date, month or year, as it is stated; None for centuries and before Christ."""
    for value in _values(entity, claim):
        found = _TIME.match(value.get("time", "")) if isinstance(value, dict) else None
        precision = value.get("precision", 0) if found else 0
        if found is None or precision < _YEAR:
            continue
        year, month, day = found.groups()
        if precision >= _DAY:
            return f"{year}-{month}-{day}"
        return f"{year}-{month}" if precision == _MONTH else year
    return None
