"""The table of incidents, exported, corrected in a spreadsheet, and taken back as decisions."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sayso.coded.annotations.readers.files import OnError
from sayso.coded.readers import kind_of
from sayso.coded.readers.sheets import Row, sheets, shown
from sayso.coded.readers.values import Bad
from sayso.coded.taking.asked_cells import DECIDED, OF, PARTS, Wanted, same, with_points
from sayso.coded.taking.person import Persons
from sayso.coded.taking.taken import Taken, Told
from sayso.desk import Desk
from sayso.errors import InputError, Refused, StoreError, UnsupportedInput
from sayso.review.decision import Decision
from sayso.review.incident_check import check
from sayso.store import Store
from sayso.tables.own import INCIDENTS

SUFFIXES = (".csv", ".tsv", ".xlsx", ".parquet", ".sqlite", ".db")
_MARK = "export.json"
_MOST = 3
"""Of a row with more cells changed that cannot be, nothing is taken: it may be another's."""
_TOLD = (
    "actors", "actors_countries", "actors_sectors",
    "recipients", "recipients_countries", "recipients_sectors",
    "reports", "outlet_names", "origin_names", "events",
)  # fmt: skip
"""Columns that nobody changes and by which an incident's row is known."""
_MIXED = 2
"""So many rows with the cells of others, and nothing of the file is taken."""


def is_table(path: Path) -> bool:
    """Whether a file, or an export in a folder, is a table and no annotations."""
    if path.is_dir():
        return (path / "incidents.csv").exists() or any(
            (path / f"incidents{suffix}").exists() for suffix in SUFFIXES
        )
    return path.suffix.lower() in SUFFIXES


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
        InputError: It is no such table, its rows were mixed up, or nobody who may decide has
            this name.
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
        persons = Persons(store)
        self._desk = Desk(store, persons.named(who, str(path)), alone=persons.alone)
        self._as_of = _as_of(path)
        self._taken = Taken()

    def take(self) -> Taken:
        rows = self._rows()
        with self._store.snapshot() as snapshot:
            states = {t.incident.id: (t.state, t) for t in snapshot.told() if t.incident.id in rows}
            now = {id_: _row(told) for id_, (_, told) in states.items()}
        mixed = _mixed({id_: row for id_, (_, _, row) in rows.items()}, now)
        if len(mixed) >= _MIXED:
            id_, other = next(iter(mixed.items()))
            raise Refused(
                f"{len(mixed)} rows have the cells of other incidents, as {id_} those of {other}",
                source=str(self._path),
                remedy="sort whole rows, not a column by itself; export the table again",
            )
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
                    rows[id_] = sheet.source, place, with_points(row)
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
        wanted: list[Wanted] = []
        changed = {c for c in INCIDENTS.header if c in row and not same(row[c], now[c])}
        for part in PARTS:
            try:
                wanted += part(row, now, changed)
            except Bad as bad:
                self._refuse(f"{id_} {bad}", source, place, "correct the cell")
        rest = changed - DECIDED
        if not decided and len(rest) > _MOST:
            self._refuse(
                f"{id_}: {len(rest)} cells that follow from what reports tell are others",
                source,
                place,
                "it is another incident's row, or reports were linked since: export again",
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

    def _is(self, decision: Decision, wanted: Wanted, row: Row, now: Row) -> bool:
        """Whether the person has decided that already."""
        mine = (decision.who, decision.action, decision.path)
        if mine != (self._desk.who, wanted.action, wanted.path):
            return False
        part = OF.get(decision.path)
        if part is None or not isinstance(decision.old, dict):
            return bool(decision.new == wanted.new)
        # the same cells beside what was there then: some may not have been taken over
        then = {**now, **decision.old}
        changed = {name for name in decision.old if name in row and not same(row[name], then[name])}
        return any(decision.new == again.new for again in part(row, then, changed))

    def _decide(self, id_: str, wanted: Wanted, source: str, place: str) -> None:
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

    def _check(self, id_: str, wanted: Wanted) -> None:
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


def _row(told: Any) -> Row:
    cells = next(iter(INCIDENTS.rows(told)))
    return {name: shown(cell) for name, cell in zip(INCIDENTS.header, cells, strict=True)}


def _mixed(rows: Mapping[str, Row], now: Mapping[str, Row]) -> dict[str, str]:
    """Rows with another incident's cells, which are then not in its own row; and that incident."""
    known = {id_: _key(row) for id_, row in now.items()}
    given = {id_: _key(row) for id_, row in rows.items() if all(name in row for name in _TOLD)}
    whose = {key: id_ for id_, key in known.items()}
    return {
        id_: whose[key]
        for id_, key in given.items()
        if key in whose and known.get(id_, key) != key and given.get(whose[key], key) != key
    }


def _key(row: Row) -> tuple[str, ...]:
    return tuple(row[name].strip().removeprefix("'") for name in _TOLD if name in row)


def _as_of(path: Path) -> str:
    """When the export was made, where its mark lies beside the file; else nothing."""
    mark = (path if path.is_dir() else path.parent) / _MARK
    try:
        found = json.loads(mark.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ""
    made = found.get("as_of") or found.get("made") if isinstance(found, dict) else None
    return made if isinstance(made, str) else ""
