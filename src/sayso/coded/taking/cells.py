"""The table of incidents, exported, corrected in a spreadsheet, and taken back as decisions."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.coded.annotations.readers.files import OnError
from sayso.coded.event import EFFECTS
from sayso.coded.readers import kind_of
from sayso.coded.readers.sheets import Row, sheets, shown
from sayso.coded.readers.values import Bad, Days, number, point
from sayso.coded.taking.taken import Taken, Told
from sayso.desk import Desk
from sayso.errors import InputError, Refused, StoreError, UnsupportedInput
from sayso.review.decision import Action, Decision
from sayso.review.incident_check import check
from sayso.store import Store
from sayso.tables.own import INCIDENTS

SUFFIXES = (".csv", ".tsv", ".xlsx", ".parquet", ".sqlite", ".db")
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
_MARK = "export.json"
_CUT = " […]"
_TRUTH = {"1": "true", "0": "false"}
"""What SQLite writes for a boolean."""
_MOST = 3
"""Of a row with more cells changed that cannot be, nothing is taken: rows were mixed up."""


def is_table(path: Path) -> bool:
    """Whether a file, or an export in a folder, is a table and no annotations."""
    if path.is_dir():
        return (path / "incidents.csv").exists() or any(
            (path / f"incidents{suffix}").exists() for suffix in SUFFIXES
        )
    return path.suffix.lower() in SUFFIXES


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A decision that cells ask for."""

    action: Action
    path: str
    old: Any
    new: Any
    cells: str


def take_cells(
    store: Store,
    path: Path,
    *,
    who: str,
    dry_run: bool = False,
    on_error: OnError | None = None,
) -> Taken:
    """Take cells of our own table ``incidents`` that somebody changed as that person's decisions.

    Type and mode, place, days, numbers of people and ``state`` (``confirmed``, ``rejected``) can be
    changed. All else follows from what reports tell: such a cell is refused by its name.

    Args:
        store: The collection.
        path: The file, or the folder of the export.
        who: The person.
        dry_run: Write nothing down.
        on_error: Called with each cell, row or file that cannot be taken.

    Raises:
        InputError: It is no such table.
    """
    return _Cells(store, path, who, on_error, dry_run=dry_run).take()


class _Cells:
    """The rows of one file."""

    def __init__(
        self, store: Store, path: Path, who: str, on_error: OnError | None, *, dry_run: bool
    ) -> None:
        self._store = store
        self._path = path
        self._on_error = on_error
        self._dry_run = dry_run
        self._desk = Desk(store, who, alone=not store.people())
        self._as_of = _as_of(path)
        self._taken = Taken()

    def take(self) -> Taken:
        rows = self._rows()
        with self._store.snapshot() as snapshot:
            states = {t.incident.id: (t.state, t) for t in snapshot.told() if t.incident.id in rows}
            now = {id_: _row(told) for id_, (_, told) in states.items()}
        for id_, (source, place, row) in rows.items():
            if id_ not in now:
                if self._rejected(id_, row):
                    self._taken.records += 1
                    self._taken.same += 1
                    continue
                self._refuse(f"no incident {id_} here", source, place, "export the table again")
                continue
            with self._taken.about():
                self._incident(
                    id_, row, now[id_], source, place, decided=states[id_][0] is not None
                )
        return self._taken

    def _rows(self) -> dict[str, tuple[str, str, Row]]:
        rows: dict[str, tuple[str, str, Row]] = {}
        others: list[str] = []
        twice: set[str] = set()
        for sheet in sheets(self._path, self._fail):
            kind = kind_of(sheet)
            if kind != "sayso":
                others += [kind] if kind else []
                continue
            for place, row in sheet.rows:
                id_ = row.get("id", "").strip()
                if not id_:
                    self._refuse(
                        "a row without an id", sheet.source, place, "leave ids as they are"
                    )
                elif id_ in twice or id_ in rows:
                    self._refuse(f"{id_} is there twice", sheet.source, place, "leave one row")
                    rows.pop(id_, None)
                    twice.add(id_)
                else:
                    rows[id_] = sheet.source, place, row
        if not rows and not twice:
            raise UnsupportedInput(
                f"coded events ({others[0].upper()}) have no words in reports"
                if others
                else "no table `incidents` of an export",
                source=str(self._path),
                remedy="`sayso compare` lays them beside the collection"
                if others
                else "export it with `sayso export DB incidents`",
            )
        return rows

    def _incident(
        self, id_: str, row: Row, now: Row, source: str, place: str, *, decided: bool
    ) -> None:
        wanted: list[_Wanted] = []
        changed = {c for c in INCIDENTS.header if c in row and not _same(row[c], now[c])}
        for part in (_type, _place, _days, _tolls, _state):
            try:
                wanted += part(row, now, changed)
            except Bad as bad:
                self._refuse(f"{id_} {bad}", source, place, "correct the cell")
        rest = changed - _DECIDED
        if not decided and len(rest) > _MOST:
            self._refuse(
                f"{id_}: {len(rest)} cells that follow from what reports tell are others",
                source,
                place,
                "it may be another incident's row: sort whole rows, and leave ids as they are",
            )
            return
        if not decided and rest:  # else they may be as they were before that
            self._refuse(
                f"{id_}: {', '.join(sorted(rest))} cannot be changed here",
                source,
                place,
                "it follows from what reports tell: decide about these at the desk",
            )
        if not wanted:
            return
        before = self._store.decisions(id_)
        new = [w for w in wanted if not any(self._is(d, w, row, now) for d in before)]
        others = [d for d in before if d.who != self._desk.who and self._as_of < d.made]
        if new and self._as_of and others:
            self._refuse(
                f"{id_}: {others[-1].who} decided about it after this was exported",
                source,
                place,
                "export it again, and look at both",
            )
            return
        for each in new:
            self._decide(id_, each, source, place)

    def _rejected(self, id_: str, row: Row) -> bool:
        """Whether a row asks for a rejection that the person has decided already."""
        asked = row.get("state", "").strip().casefold() == "rejected"
        return asked and any(
            (d.who, d.action) == (self._desk.who, "reject") for d in self._store.decisions(id_)
        )

    def _is(self, decision: Decision, wanted: _Wanted, row: Row, now: Row) -> bool:
        """Whether the person has decided that already."""
        mine = (decision.who, decision.action, decision.path)
        if mine != (self._desk.who, wanted.action, wanted.path):
            return False
        part = {"type": _type, "place": _place}.get(decision.path)
        if part is None or not isinstance(decision.old, dict):
            return bool(decision.new == wanted.new)
        # the same cells beside what was there then: some may not have been taken over
        then = {**now, **decision.old}
        changed = {
            name for name in decision.old if name in row and not _same(row[name], then[name])
        }
        return any(decision.new == again.new for again in part(row, then, changed))

    def _decide(self, id_: str, wanted: _Wanted, source: str, place: str) -> None:
        try:
            if self._dry_run:
                self._check(id_, wanted)
            else:
                self._desk.decide(
                    id_,
                    wanted.action,
                    path=wanted.path,
                    old=wanted.old,
                    new=wanted.new,
                    reason=f"from {self._path.name}",
                )
        except (Refused, StoreError) as error:
            self._refuse(f"{id_} {wanted.cells}: {error.message}", source, place, error.remedy)
        else:
            told = Told(id_, self._desk.who, wanted.action, wanted.path, wanted.old, wanted.new)
            self._taken.decisions.append(told)

    def _check(self, id_: str, wanted: _Wanted) -> None:
        """Whether it could be decided."""
        incident = self._desk.incident(id_).incident
        decision = Decision(
            0, "", self._desk.who, wanted.action, id_, wanted.path, None, wanted.old, wanted.new,
            None, None, current=True,
        )  # fmt: skip
        check(incident, decision)

    def _refuse(self, why: str, source: str, place: str, remedy: str | None) -> None:
        self._fail(Refused(why, source=source, place=place, remedy=remedy))

    def _fail(self, error: InputError) -> None:
        self._taken.refused.append(error)
        if self._on_error is not None:
            self._on_error(error)


_DECIDED = frozenset(
    {*_TYPE, *_PLACE, *_DATES, "date_prec", "places", "countries", "state"}
    | {f"{effect}_{bound}" for effect in EFFECTS for bound in _BOUNDS}
)
"""Columns that are taken, and those that only repeat them."""


def _row(told: Any) -> Row:
    cells = next(iter(INCIDENTS.rows(told)))
    return {name: shown(cell) for name, cell in zip(INCIDENTS.header, cells, strict=True)}


def _as_of(path: Path) -> str:
    """When the export was made, where its mark lies beside the file; else nothing."""
    mark = (path if path.is_dir() else path.parent) / _MARK
    try:
        found = json.loads(mark.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ""
    made = found.get("as_of") or found.get("made") if isinstance(found, dict) else None
    return made if isinstance(made, str) else ""


def _same(cell: str, now: str) -> bool:
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


def _type(row: Row, now: Row, changed: set[str]) -> Iterator[_Wanted]:
    if not changed & set(_TYPE):
        return
    type_, mode = row.get("type", "").strip(), row.get("mode", now["mode"]).strip() or None
    if not type_:
        raise Bad("has no type any more")
    if "type" in changed and "mode" not in changed:
        mode = None  # that of another type
    old = {name: now[name] for name in _TYPE}
    yield _Wanted("correct", "type", old, {"value": type_.upper(), "mode": mode}, "type, mode")


def _place(row: Row, now: Row, changed: set[str]) -> Iterator[_Wanted]:
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
    yield _Wanted("correct", "place", old, new, asked)


def _days(row: Row, now: Row, changed: set[str]) -> Iterator[_Wanted]:
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
        yield _Wanted("correct", "date", old or None, {"value": value}, ", ".join(asked))
        return
    for name in asked:
        yield _Wanted("correct", name, now[name] or None, {"value": f"{days[name]}"}, name)


def _tolls(row: Row, now: Row, changed: set[str]) -> Iterator[_Wanted]:
    for effect in EFFECTS:
        columns = {bound: f"{effect}_{bound}" for bound in _BOUNDS}
        asked = [column for column in columns.values() if column in changed]
        if not asked:
            continue
        new = {b: number(row.get(c, now[c]), c) for b, c in columns.items()}
        if all(value is None for value in new.values()):
            raise Bad(f"has no number of {effect} any more: give one, or decide at the desk")
        old = {b: number(now[c], c) for b, c in columns.items()}
        said = next(str(new[b]) for b in ("best", "low", "high") if new[b] is not None)
        was = old if any(v is not None for v in old.values()) else None
        yield _Wanted("correct", effect, was, {"value": said, **new}, ", ".join(asked))


def _state(row: Row, _: Row, changed: set[str]) -> Iterator[_Wanted]:
    state = row.get("state", "").strip().casefold()
    if "state" not in changed or not state:
        return
    if state not in _STATES:
        if state in ("corrected", "merged", "split"):
            return  # as it was when it was exported
        raise Bad(f"has the state {state[:40]!r}, not confirmed or rejected")
    yield _Wanted(_STATES[state], "", None, None, "state")
