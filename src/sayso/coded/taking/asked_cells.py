"""What the changed cells of an incident's row ask for: cells in, decisions out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from sayso.coded.event import EFFECTS
from sayso.coded.readers.sheets import Row
from sayso.coded.readers.values import Bad, Days, number, point
from sayso.review.decision import Action

_TYPE = ("type", "mode")
_PLACE = {
    "place": "value",
    "geonames": "geonames",
    "lat": "lat",
    "lon": "lon",
    "country": "country",
    "admin1": "admin1",
    "where_prec": "precision",
}
_DATES = ("earliest", "latest")
_BOUNDS = ("low", "best", "high")
_STATES: Mapping[str, Action] = {"confirmed": "confirm", "rejected": "reject"}
_CUT = " […]"
_TRUTH = {"1": "true", "0": "false"}
"""What SQLite writes for a boolean."""

DECIDED = frozenset(
    {*_TYPE, *_PLACE, *_DATES, "date_prec", "places", "countries", "state"}
    | {f"{effect}_{bound}" for effect in EFFECTS for bound in _BOUNDS}
)
"""Columns that are taken, and those that only repeat them."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A decision that cells ask for."""

    action: Action
    path: str
    old: Any
    new: Any
    cells: str


def with_points(row: Row) -> Row:
    """A row with decimal points, where a spreadsheet of another language wrote commas."""
    return {**row, **{c: row[c].replace(",", ".") for c in ("lat", "lon") if c in row}}


def same(cell: str, now: str) -> bool:
    """Whether a cell is as it is now, whatever a spreadsheet made of its form."""
    one, other = cell.strip(), now.strip()
    if one == other or one.removeprefix("'") == other or one.endswith(_CUT):
        return True
    if other in _TRUTH.values():
        return _TRUTH.get(one, one.casefold()) == other
    try:
        return abs(float(one) - float(other)) < 1e-9
    except ValueError:
        pass
    try:
        return bool(other) and Days([]).day(one) == Days([]).day(other)
    except Bad:
        return False


def _type(row: Row, now: Row, changed: set[str]) -> Iterator[Wanted]:
    if not changed & set(_TYPE):
        return
    type_, mode = row.get("type", "").strip(), row.get("mode", now["mode"]).strip() or None
    if not type_:
        raise Bad("has no type any more")
    if "type" in changed and "mode" not in changed:
        mode = None  # that of another type
    old = {name: now[name] for name in _TYPE}
    yield Wanted("correct", "type", old, {"value": type_.upper(), "mode": mode}, "type, mode")


def _place(row: Row, now: Row, changed: set[str]) -> Iterator[Wanted]:
    if not changed & _PLACE.keys():
        return
    cells = {column: row.get(column, now[column]).strip() for column in _PLACE}
    if not cells["place"]:
        raise Bad("has no place any more: name one, or reject the incident at the desk")
    if "place" in changed:
        # what was known of the other place says nothing of this one
        cells |= {c: "" for c in _PLACE if c != "place" and c not in changed}
    at = point(cells["lat"], cells["lon"])
    if (cells["lat"] == "") != (cells["lon"] == ""):
        raise Bad("has half of a pair of coordinates")
    new: dict[str, Any] = {
        "value": cells["place"],
        "geonames": number(cells["geonames"], "geonames"),
        "lat": at[0] if at else None,
        "lon": at[1] if at else None,
        "country": cells["country"].upper() or None,
        "admin1": cells["admin1"] or None,
        "precision": number(cells["where_prec"], "where_prec"),
    }
    old = {column: now[column] for column in _PLACE}
    asked = ", ".join(sorted(changed & _PLACE.keys()))
    yield Wanted("correct", "place", old, new, asked)


def _days(row: Row, now: Row, changed: set[str]) -> Iterator[Wanted]:
    asked = [name for name in _DATES if name in changed]
    if not asked:
        return
    days = {name: Days([]).day(row.get(name, now[name])) for name in _DATES}
    gone = [name for name in asked if days[name] is None]
    if gone:
        raise Bad(f"has no {gone[0]} day any more: give one")
    first, last = days["earliest"], days["latest"]
    if first is not None and last is not None:
        value = f"{first}" if first == last else f"{first} to {last}"
        old = " to ".join(dict.fromkeys(day for n in _DATES if (day := now[n])))
        yield Wanted("correct", "date", old or None, {"value": value}, ", ".join(asked))
        return
    for name in asked:
        yield Wanted("correct", name, now[name] or None, {"value": f"{days[name]}"}, name)


def _tolls(row: Row, now: Row, changed: set[str]) -> Iterator[Wanted]:
    for effect in EFFECTS:
        columns = {bound: f"{effect}_{bound}" for bound in _BOUNDS}
        asked = [column for column in columns.values() if column in changed]
        if not asked:
            continue
        new = {b: number(row.get(c, now[c]), c) for b, c in columns.items()}
        for bound in _BOUNDS:
            if new[bound] is None and columns[bound] in changed:
                raise Bad(f"has no {columns[bound]} any more: give a number, or decide at the desk")
        known = [(b, value) for b in _BOUNDS if (value := new[b]) is not None]
        for (one, less), (other, more) in pairwise(known):
            if less > more:
                raise Bad(
                    f"has {less} for {columns[one]} and {more} for {columns[other]}: change both"
                )
        old = {b: number(now[c], c) for b, c in columns.items()}
        said = next(str(new[b]) for b in ("best", "low", "high") if new[b] is not None)
        was = old if any(v is not None for v in old.values()) else None
        yield Wanted("correct", effect, was, {"value": said, **new}, ", ".join(asked))


def _state(row: Row, _: Row, changed: set[str]) -> Iterator[Wanted]:
    state = row.get("state", "").strip().casefold()
    if "state" not in changed or not state:
        return
    if state not in _STATES:
        if state in ("corrected", "merged", "split"):
            return  # as it was when it was exported
        raise Bad(f"has the state {state[:40]!r}, not confirmed or rejected")
    yield Wanted(_STATES[state], "", None, None, "state")


PARTS: tuple[Callable[[Row, Row, set[str]], Iterator[Wanted]], ...] = (
    _type,
    _place,
    _days,
    _tolls,
    _state,
)
"""Each yields what the changed cells of one part ask for, or raises ``Bad``.

Its arguments: the row, the same row as it is now, the columns that differ.
"""
OF: Mapping[str, Callable[[Row, Row, set[str]], Iterator[Wanted]]] = {
    "type": _type,
    "place": _place,
}
"""Those of several cells, by the path of their decision."""
