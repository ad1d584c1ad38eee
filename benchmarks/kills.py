"""Is anything lost when a program is killed? ``python -m benchmarks.kills``.

Five works on a collection, one after the other: adding pages, adding coded reports in bulk,
linking, watching a site, bringing a file of an earlier version up to date. Each is killed
(``SIGKILL``) at random moments, spread over the time that it takes undisturbed. After each kill it
is done again to its end; then the collection must be whole (``sayso db check``) and hold what it
holds after undisturbed work: the same ids, nothing lost, nothing twice.

A kill that comes after the work is done does not count, and is tried again at another moment.
Reports are made up (``made_reports``); pages are read by a stand-in, which finds nothing in them:
what is killed here is the store.
"""

from __future__ import annotations

import argparse
import contextlib
import functools
import hashlib
import http.server
import json
import multiprocessing
import random
import shutil
import sqlite3
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import islice
from pathlib import Path

from sqlalchemy import URL, Boolean, Integer, make_url, select

from benchmarks.kill_works import SITE, WORKS, Place, coded, do
from benchmarks.made_reports import Maker
from sayso.gazetteer.build import default_path
from sayso.store import Store
from sayso.store.database import migrate
from sayso.store.engines import dialect_at
from sayso.store.tables import Base

TIMES = {"added", "made"}
LONGEST = 300
"""Seconds after which a work hangs."""
TRIES = 4
"""So many times the wanted number of kills are tried, as some come too late."""
WORDS = 120
"""In a made report; the kills are about rows, not about words."""


class Files:
    """Collections in files.

    Args:
        folder: Where they are.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def make(self, name: str, start: str | None = None) -> str:
        """The location of a new collection, empty or like another one."""
        path = self._folder / f"{name}.db"
        for beside in self._folder.glob(f"{name}.db*"):
            beside.unlink()
        if start:
            shutil.copy(start, path)
        return str(path)


class Databases:
    """Collections on a PostgreSQL server.

    Args:
        url: A database there, of a user who may make others.
    """

    def __init__(self, url: str) -> None:
        self._url = make_url(url)

    def make(self, name: str, start: str | None = None) -> str:
        """The location of a new collection, empty or like another one."""
        template = make_url(start).database if start else "template0"
        self._execute(f"DROP DATABASE IF EXISTS kills_{name} WITH (FORCE)")
        self._execute(f"CREATE DATABASE kills_{name} TEMPLATE {template} ENCODING 'UTF8'")
        return self._at(f"kills_{name}").render_as_string(hide_password=False)

    def drop(self, names: Iterable[str]) -> None:
        """Remove collections."""
        for name in names:
            self._execute(f"DROP DATABASE IF EXISTS kills_{name} WITH (FORCE)")

    def _at(self, database: str) -> URL:
        return self._url.set(database=database)

    def _execute(self, statement: str) -> None:
        import psycopg

        plain = self._url.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(plain, autocommit=True) as db:
            db.execute(statement)


def main(argv: Sequence[str] | None = None) -> None:
    """Kill, and print what came of it as one JSON object."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.kills", description=__doc__)
    parser.add_argument("--kills", type=int, default=50, help="of each work")
    parser.add_argument("--works", nargs="+", choices=list(WORKS), default=list(WORKS))
    parser.add_argument("--reports", type=int, default=2_000, help="of bulk and migrate")
    parser.add_argument("--pages", type=int, default=150, help="of add and watch")
    parser.add_argument("--linked", type=int, default=300, help="of link")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--postgres", metavar="URL", help="on a server, instead of files")
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as name, serving(Path(name) / "site") as port:
        folder = Path(name)
        make_inputs(folder, options)
        made = Databases(options.postgres) if options.postgres else Files(folder)
        figures: dict[str, object] = {
            "benchmark": "kills",
            "engine": "postgresql" if options.postgres else "sqlite",
        }
        for work in options.works:
            if work == "migrate" and options.postgres:
                continue  # no released version kept collections there
            chance = random.Random(f"{options.seed} {work}")  # noqa: S311 - no secret
            figures[work] = killed(work, made, Place("", folder, port), options, chance)
            print(work, figures[work], file=sys.stderr, flush=True)
        if isinstance(made, Databases):
            made.drop(("start", "whole", "killed"))
    print(json.dumps(figures))


def killed(
    work: str,
    made: Files | Databases,
    place: Place,
    options: argparse.Namespace,
    chance: random.Random,
) -> dict[str, object]:
    """Kill one work so many times."""
    start = begin(work, made, place.folder, options)
    at = functools.partial(Place, folder=place.folder, port=place.port)
    whole = at(made.make("whole", start))
    seconds = run(work, whole, None) or 0.0
    expected = content(whole.location)
    hits = tries = 0
    failures: list[str] = []
    while hits < options.kills and tries < TRIES * options.kills:
        tries += 1
        moment = chance.uniform(0, seconds)
        now = at(made.make("killed", start))
        if run(work, now, moment) is not None:
            continue
        hits += 1
        WORKS[work](at(now.location, hours=2))
        failures += [f"{moment:.3f} s: {fault}" for fault in faults(now.location, expected)]
    return {"seconds": round(seconds, 2), "kills": hits, "too_late": tries - hits} | {
        "failures": len(failures),
        "first_failures": failures[:5],
    }


def run(work: str, place: Place, moment: float | None) -> float | None:
    """Do a work in another process, and kill it at a moment after it has begun.

    Returns:
        Seconds that it took; None when it was killed before it was done.

    Raises:
        RuntimeError: It failed by itself, or hangs.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["benchmarks.kill_works"])
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=do, args=(work, place, there))
    process.start()
    there.close()
    here.recv()
    started = time.perf_counter()
    process.join(LONGEST if moment is None else moment)
    ran = process.exitcode is None
    process.kill()
    process.join()
    if moment is None and ran:
        raise RuntimeError(f"{work}: not done after {LONGEST} seconds")
    if process.exitcode not in {0, -9}:
        raise RuntimeError(f"{work}: ended with exit code {process.exitcode}")
    try:
        return float(here.recv()) - started if process.exitcode == 0 else None
    finally:
        here.close()


def begin(work: str, made: Files | Databases, folder: Path, options: argparse.Namespace) -> str:
    """A collection as a work finds it."""
    start = made.make("start")
    if work == "migrate":
        earlier_file(Path(start), folder / "records.jsonl")
        return start
    with Store.open(start) as store:
        if work == "link":
            store.add_many(islice(coded(folder / "records.jsonl"), options.linked))
    return start


def earlier_file(path: Path, records: Path) -> None:
    """A file as version 0.2 of sayso left it, with the made reports."""
    now = path.with_name("now.db")
    now.unlink(missing_ok=True)
    with Store.open(now) as store:
        store.add_many(coded(records))
    dialect = dialect_at(path, 1)
    engine = dialect.engine()
    dialect.prepare(engine)
    with engine.execution_options(write=True).begin() as connection:
        dialect.claim(connection)
        migrate(connection, "0003")
    engine.dispose()
    with contextlib.closing(sqlite3.connect(path)) as db:
        db.execute("ATTACH ? AS now", (str(now),))
        found = db.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")
        names = {str(row[0]) for row in found} - {"alembic_version"}
        for table in sorted(n for n in names if not n.startswith("report_search_")):
            columns = [str(row[1]) for row in db.execute(f"PRAGMA main.table_info({table})")]
            some = ", ".join(f'"{c}"' for c in (["rowid"] if table == "report_search" else []))
            some = ", ".join(filter(None, [some, *(f'"{c}"' for c in columns)]))
            db.execute(f"INSERT INTO main.{table} ({some}) SELECT {some} FROM now.{table}")  # noqa: S608
        db.commit()
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def content(location: str) -> dict[str, str]:
    """A digest of each table: all that is no number of a row, and no time of writing."""
    dialect = dialect_at(location, 10)
    engine = dialect.engine()
    out: dict[str, str] = {}
    with engine.connect() as connection:
        for table in Base.metadata.sorted_tables:
            if table.name.startswith("watch"):
                continue  # when it looked last, and again
            columns = [
                c
                for c in table.columns
                if c.name not in TIMES
                and (isinstance(c.type, Boolean) or not isinstance(c.type, Integer))
            ]
            query = select(*columns) if columns else select(table.c[table.columns.keys()[0]])
            rows = sorted(repr(tuple(row)) for row in connection.execute(query))
            out[table.name] = f"{len(rows)} rows {_digest(rows)}"
        words = [f"{title} {body}" for _, title, body in dialect.entries(connection, 0, 1_000_000)]
        out["words"] = f"{len(words)} rows {_digest(sorted(words))}"
    engine.dispose()
    return out


def faults(location: str, expected: dict[str, str]) -> list[str]:
    """What is wrong with a collection after it was done again."""
    found = content(location)
    lines = [f"{t}: {found[t]}, not {rows}" for t, rows in expected.items() if found[t] != rows]
    with Store.open(location) as store:
        return lines + store.check()


def _digest(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode("utf-8", "backslashreplace")).hexdigest()[:16]


def make_inputs(folder: Path, options: argparse.Namespace) -> None:
    """Write records, pages and the site."""
    made = Maker(1, default_path(), WORDS)
    with (folder / "records.jsonl").open("w") as file:
        for report in made.reports(max(options.reports, options.linked)):
            file.write(report.model_dump_json() + "\n")
    (folder / "pages").mkdir()
    items = []
    for n, report in enumerate(Maker(2, default_path(), WORDS).reports(options.pages)):
        title, *rest = report.text.split("\n")
        body = "".join(f"<p>{escape(line)}</p>" for line in rest)
        page = f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{body}"
        for place in (folder / "pages", folder / "site"):
            (place / f"{n}.html").write_text(f"{page}</article></body></html>")
        items.append(f"<item><title>{title}</title><link>{SITE}/{n}.html</link></item>")
    feed = f"<rss version='2.0'><channel><title>River</title>{''.join(items)}</channel></rss>"
    (folder / "site" / "rss.xml").write_text(feed)


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[int]:
    """Serve a folder on this machine; its port."""
    folder.mkdir()

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    handler = functools.partial(Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()


if __name__ == "__main__":
    main()
