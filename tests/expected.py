"""The expected records (``*.expected.yaml``) that an expert coder wrote for the examples.

:func:`load_expected` finds them; :func:`checks` lists the things that one expects, by keys that a
person can read (``events.bombing.voice``). ``comparison.py`` says for each key that does not hold
what is different, in words. ``examples/README.md`` describes the files.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from sayso.reader import Reader
from sayso.record import Report

EXAMPLES = Path(__file__).parent.parent / "examples"
REPORTS = EXAMPLES / "reports"

META = ("id", "title", "outlet", "agency", "byline", "published", "modified", "language", "url")

STATEMENT = ("source", "cue", "content", "kind", "stance", "anonymous", "medium", "parent", "actor")
ALWAYS_STATEMENT = ("anonymous", "medium", "parent")
ACTOR = ("mentions", "kind", "country", "role", "member_of")
PLACE = ("country", "at")
EVENT = (
    *("type", "mode", "actors", "recipients", "places", "date"),
    *("status", "background", "voice", "same_as"),
)
ALWAYS_EVENT = ("status", "background")

Expected = Mapping[str, Any]
_SECTIONS = (
    ("statements", STATEMENT, ALWAYS_STATEMENT),
    ("actors", ACTOR, ()),
    ("places", PLACE, ()),
    ("events", EVENT, ALWAYS_EVENT),
)


def load_expected() -> dict[str, Expected]:
    """Every expected record, by report: ``01-….html``, ``11-….xml#konduga``."""
    out: dict[str, Expected] = {}
    for source, data in _files():
        for one in data.get("reports", [data]):
            out[f"{source.name}#{one['name']}" if "reports" in data else source.name] = one
    return out


def inputs() -> list[dict[str, Any]]:
    """The example reports as ``Reader.pipe`` takes them, in the order of :func:`load_expected`."""
    return [
        {"source": source} | ({"columns": data["columns"]} if "columns" in data else {})
        for source, data in _files()
    ]


@functools.cache
def read_examples() -> dict[str, Report]:
    """Every example, read once in a test session, in one batch."""
    return dict(zip(load_expected(), Reader().pipe(inputs()), strict=True))


def _files() -> Iterator[tuple[Path, Expected]]:
    for file in sorted(REPORTS.glob("*.expected.yaml")):
        stem = file.name.removesuffix(".expected.yaml")
        (source,) = (p for p in REPORTS.glob(f"{stem}.*") if p != file)
        yield source, yaml.safe_load(file.read_text(encoding="utf-8"))


def checks(expected: Expected) -> list[str]:
    """The keys of everything that is expected; nothing is expected of a missed item's parts.

    Raises:
        ValueError: ``known_misses`` names something that is not expected.
    """
    known = set(expected.get("known_misses", ()))
    keys = list(all_keys(expected))
    if unknown := known.difference(keys):
        raise ValueError(f"known_misses names what is not expected: {sorted(unknown)}")
    return [k for k in keys if not any(k.startswith(f"{miss}.") for miss in known)]


def all_keys(expected: Expected) -> Iterator[str]:
    """The keys of everything that is expected, known misses or not."""
    yield from (f"meta.{field}" for field in META)
    yield "layout"
    yield from (f"blocks.{b['starts']}" for b in expected["blocks"] if b["kind"] != "boilerplate")
    for section, fields, always in _SECTIONS:
        for label, item in expected.get(section, {}).items():
            yield f"{section}.{label}"
            yield from (f"{section}.{label}.{f}" for f in fields if f in item or f in always)
            yield from (f"{section}.{label}.{toll_key(t)}" for t in item.get("tolls", ()))
    yield from (f"times.{words}" for words in expected.get("times", {}))
    yield from (f"loaded.{item['term']}" for item in expected.get("loaded", ()))
    yield from (absent_key(item) for item in expected.get("absent", ()))


def toll_key(toll: Expected) -> str:
    """``killed at least 11``."""
    return f"{toll['effect']} {toll['phrase']}"


def absent_key(item: Expected) -> str:
    """``absent.text Log in``."""
    return "absent." + ", ".join(
        f"{k} {' '.join(f'{a} {b}' for a, b in v.items())}" if isinstance(v, dict) else f"{k} {v}"
        for k, v in item.items()
    )
