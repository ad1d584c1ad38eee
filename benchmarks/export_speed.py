"""How quickly a large collection is exported: ``python -m benchmarks.export_speed``.

A few thousand made-up reports (``made_reports``) are stored and linked; then they are put into a
collection again and again under other ids, with all that links them, until there are so many
incidents. Each export is a process of its own, the command ``sayso export``; its seconds are those
of the clock, its memory is the peak that the system reports for it. The peer is pandas, which has
only to read the same rows, made already, from an SQLite export and to write them as CSV.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import re
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.store_speed import coded, write_records
from sayso.record import Incident
from sayso.store import Store
from sayso.store.bulk_prepare import Coded
from sayso.store.changes.log import digest

FILES = ("csv", "parquet", "xlsx", "sqlite")
PEER = """
import sqlite3, sys, pandas
from pathlib import Path
db = sqlite3.connect(sys.argv[1])
for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
    table = pandas.read_sql(f'SELECT * FROM "{name}"', db)
    table.to_csv(Path(sys.argv[2], name + ".csv"), index=False)
"""
ID = re.compile(r"\b([ri])_[0-9a-f]{4}([0-9a-f]{8,})\b")
"""Ids of reports and incidents; in another copy the first four digits are others."""
LINKS = ("link_runs", "copies", "incidents", "origins")


def main(argv: Sequence[str] | None = None) -> None:
    """Run the benchmark and print the figures as one JSON object."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.export_speed", description=__doc__)
    parser.add_argument("--incidents", type=int, default=100_000)
    parser.add_argument("--words", type=int, default=300, help="in a report, about")
    parser.add_argument("--base", type=int, default=3_000, help="reports that are linked")
    parser.add_argument("--formats", nargs="*", default=["incidents", "ged"])
    parser.add_argument("--files", nargs="*", default=list(FILES), help="of the own tables")
    parser.add_argument("--database", type=Path, help="keep the made collection here, or take it")
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        location = options.database or folder / "made.db"
        if not location.exists():
            make_collection(location, options.incidents, words=options.words, base=options.base)
        figures: dict[str, Any] = {"benchmark": "export_speed", **sizes(location)}
        for to in options.formats:
            for file in options.files if to == "incidents" else ("csv",):
                done = exported(location, to, file, folder / f"{to}-{file}")
                figures[f"{to}_{file}"] = done
        made = folder / "incidents-sqlite" / "incidents.sqlite"
        if made.exists():
            out = folder / "peer"
            out.mkdir()
            figures["peer_pandas_csv"] = run([sys.executable, "-c", PEER, str(made), str(out)])
    print(json.dumps(figures))


def make_collection(location: Path, incidents: int, *, words: int = 300, base: int = 3_000) -> None:
    """Make a linked collection.

    Args:
        location: A file that is not there.
        incidents: At least so many.
        words: In a report, about.
        base: Reports that are linked, and then repeated.
    """
    with tempfile.TemporaryDirectory() as folder:
        records = Path(folder) / "records.jsonl.zst"
        first = Path(folder) / "base.db"
        write_records(records, base, words)
        with Store.open(first) as store:
            store.add_many(coded(records, base))
            store.link()
        with contextlib.closing(sqlite3.connect(first)) as db:
            (there,) = db.execute("SELECT count(*) FROM incidents").fetchone()
            times = -(-incidents // there)
            with Store.open(location) as store:
                store.add_many(again(records, base, times))
            with contextlib.closing(sqlite3.connect(location)) as target:
                target.execute("PRAGMA synchronous = OFF")
                names = [
                    name
                    for (name,) in db.execute(
                        "SELECT name FROM sqlite_master WHERE type = 'table'"
                        " AND name LIKE 'incident!_%' ESCAPE '!'"
                    )
                ]
                for table in (*LINKS, *names):
                    copy_rows(db, target, table, 1 if table == "link_runs" else times)
                note_changes(target)
                target.execute(
                    "UPDATE reports SET contested = 1 WHERE id IN (SELECT report FROM"
                    " incident_members JOIN incident_lines ON incident_lines.id = incident"
                    " WHERE incident_lines.contested != '')"
                )
                target.commit()


def again(records: Path, count: int, times: int) -> Iterator[Coded]:
    """The same reports as many times, each time with other ids."""
    for copy in range(times):
        for number, one in enumerate(coded(records, count)):
            record = renamed(one.record.decode(), copy).encode()
            page = b"<!doctype html><p>%d %d</p>" % (copy, number)
            yield Coded(record, page, "text/html", f"copy {copy} row {number}")


def copy_rows(db: sqlite3.Connection, target: sqlite3.Connection, table: str, times: int) -> None:
    """The rows of a table as many times, each time with other ids."""
    found = db.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - a name of ours
    names = [column[0] for column in found.description]
    rows = found.fetchall()
    numbered = names[0] == "number" and table != "link_runs"
    insert = f'INSERT INTO "{table}" VALUES ({", ".join("?" * len(names))})'  # noqa: S608
    for copy in range(times):
        target.executemany(
            insert,
            (
                [
                    None
                    if numbered and n == 0
                    else renamed(cell, copy)
                    if isinstance(cell, str)
                    else cell
                    for n, cell in enumerate(row)
                ]
                for row in rows
            ),
        )


def note_changes(target: sqlite3.Connection) -> None:
    """Write down that all incidents were added, as linking does."""
    target.create_function("digest", 1, lambda r: digest(Incident.model_validate_json(r)))
    target.execute(
        "INSERT INTO changes (made, id, what, run, digest)"
        " SELECT made, id, 'added', run, digest(record)"
        " FROM incidents JOIN link_runs ON link_runs.number = run"
    )


def renamed(text: str, copy: int) -> str:
    """Text with the ids of another copy."""
    return ID.sub(rf"\g<1>_{copy:04x}\2", text)


def sizes(location: Path) -> dict[str, int]:
    """How much there is."""
    with Store.open(location) as store:
        stats = store.stats()
    return {
        "reports": stats.reports,
        "incidents": stats.incidents,
        "events": stats.events,
        "statements": stats.statements,
    }


def exported(location: Path, to: str, file: str, out: Path) -> dict[str, float]:
    """An export by the command."""
    command = [sys.executable, "-m", "sayso", "export", str(location), to]
    figures = run([*command, "--file", file, "--out", str(out), "--quiet"])
    figures["megabytes"] = round(sum(p.stat().st_size for p in out.iterdir()) / 1e6, 1)
    if to == "incidents" and file != "sqlite":
        shutil.rmtree(out)
    return figures


def run(command: list[str]) -> dict[str, float]:
    """Run a command; its seconds and its memory."""
    began = time.perf_counter()
    child = os.posix_spawn(command[0], command, os.environ)
    _, status, used = os.wait4(child, 0)
    seconds = time.perf_counter() - began
    if status:
        raise SystemExit(f"it failed: {' '.join(command[:6])}")
    return {
        "seconds": round(seconds, 1),
        "processor_seconds": round(used.ru_utime + used.ru_stime, 1),
        "peak_megabytes": round(used.ru_maxrss / 1024, 1),
    }


if __name__ == "__main__":
    main()
