"""How fast a collection takes reports in, and finds them: ``python -m benchmarks.store_speed``.

Reports are made up (``made_reports``), and coded already. They are stored in bulk: the bytes, the
record, the rows of the query tables, the words. Then a mixture of searches and filters is asked
for, of words and values as frequent as they are in the reports.

The peer, in the same run on the same records, does less: it puts each record into one table as JSON
and its title and text into a full-text index, with plain ``sqlite3`` and FTS5, or with ``COPY``,
``to_tsvector`` and a GIN index. The incidents are made up too, one for two reports.

``clock`` is by the clock, ``seconds`` the processor time of this program (PostgreSQL's server is
another one). Nothing else should run beside it.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import random
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import zstandard
from sqlalchemy import insert

from benchmarks.made_reports import Maker
from benchmarks.measures import peak_megabytes
from sayso.gazetteer.build import default_path
from sayso.record import EventRef, Incident, IncidentPlace, Report
from sayso.store import Coded, Store
from sayso.store.engines import dialect_at
from sayso.store.tables import IncidentRow, LinkRunRow

SHOWN = 50
"""Lines of a list, hits of a search."""
SAMPLE = 2_000
"""Reports that the questions are taken from."""
TOGETHER = 1_000
"""Rows in a transaction, of the peer too."""

Ask = Callable[[], object]


@dataclass
class Questions:
    """What is asked, by kind."""

    search: list[tuple[str, Ask]] = field(default_factory=list)
    filters: list[tuple[str, Ask]] = field(default_factory=list)


def main(argv: Sequence[str] | None = None) -> None:
    """Run the benchmark and print the figures as one JSON object."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.store_speed", description=__doc__)
    parser.add_argument("--reports", type=int, default=200_000)
    parser.add_argument("--words", type=int, default=500, help="in a report, about")
    parser.add_argument("--questions", type=int, default=400, help="of each kind")
    parser.add_argument(
        "--postgres", metavar="URL", help="an empty database, instead of an SQLite file"
    )
    parser.add_argument("--records", type=Path, help="keep the made records here, or take them")
    parser.add_argument("--no-peer", action="store_true", help="leave the peer out")
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        records = options.records or Path(folder) / "records.jsonl.zst"
        if not records.exists():
            write_records(records, options.reports, options.words)
        location = options.postgres or str(Path(folder) / "made.db")
        figures = {
            "benchmark": "store_speed",
            "engine": "postgresql" if options.postgres else "sqlite",
            "reports": options.reports,
            **measured(location, records, options),
        }
    print(json.dumps(figures))


def measured(location: str, records: Path, options: argparse.Namespace) -> dict[str, object]:
    """The figures."""
    figures: dict[str, object] = {}
    if not options.no_peer:
        peer = peer_postgres if options.postgres else peer_sqlite
        place = location if options.postgres else str(Path(location).with_name("peer.db"))
        figures["peer"] = rate(lambda: peer(place, made(records, options.reports)), options.reports)
    with Store.open(location) as store:
        figures["bulk"] = rate(
            lambda: store.add_many(coded(records, options.reports)), options.reports
        )
        figures["bytes_a_report"] = round(size(location) / options.reports)
        figures["peak_megabytes"] = peak_megabytes()
        # Once more: nothing is added, and that is quick too.
        few = min(options.reports, 10_000)
        figures["again"] = rate(lambda: store.add_many(coded(records, few)), few)
        sample = [Report.model_validate_json(r) for r in islice(made(records, SAMPLE), SAMPLE)]
        fill_incidents(location, sample, options.reports // 2)
        asked = questions(store, sample, options.questions)
        figures["search_ms"] = percentiles(asked.search)
        figures["filter_ms"] = percentiles(asked.filters)
        both = percentiles([*asked.search, *asked.filters])
        figures["both_ms"] = {kind: both[kind] for kind in ("all", "processor")}
        figures["stats_ms"] = percentiles([("stats", store.stats)] * 3)["all"]
        figures["ids_ms"] = percentiles([("ids", store.ids)] * 3)["all"]
    return figures


def write_records(path: Path, count: int, words: int) -> None:
    """Make reports and write their JSON, a line each."""
    with path.open("wb") as file, zstandard.ZstdCompressor(level=1).stream_writer(file) as out:
        for report in Maker(1, default_path(), words).reports(count):
            out.write(report.model_dump_json().encode() + b"\n")


def made(path: Path, count: int) -> Iterator[bytes]:
    """JSON of the made records."""
    with path.open("rb") as file, zstandard.ZstdDecompressor().stream_reader(file) as stream:
        left, rest = count, b""
        while left and (read := stream.read(1 << 20)):
            *lines, rest = (rest + read).split(b"\n")
            yield from lines[:left]
            left -= min(left, len(lines))


def coded(path: Path, count: int) -> Iterator[Coded]:
    """Records with bytes that they could be made of, as shards hold them."""
    for number, record in enumerate(made(path, count)):
        # The text as a page would be as long; what it says does not matter, but it must differ.
        page = b"<!doctype html><p>%d %s</p>" % (number, record[:5_000])
        yield Coded(record, page, "text/html", f"part-00001 row {number}")


def rate(work: Callable[[], object], count: int) -> dict[str, float]:
    """How fast something is."""
    clock, seconds = time.perf_counter(), time.process_time()
    work()
    clock, seconds = time.perf_counter() - clock, time.process_time() - seconds
    return {
        "clock": round(clock, 1),
        "seconds": round(seconds, 1),
        "a_second": round(count / clock),
        "a_processor_second": round(count / seconds),
    }


def peer_sqlite(location: str, records: Iterable[bytes]) -> None:
    """Records as JSON and their words, by plain sqlite3."""
    with contextlib.closing(sqlite3.connect(location)) as db:
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("CREATE TABLE reports (number INTEGER PRIMARY KEY, id TEXT UNIQUE, record TEXT)")
        db.execute(
            "CREATE VIRTUAL TABLE words USING fts5("
            "title, body, tokenize='porter unicode61 remove_diacritics 2')"
        )
        for rows in peer_rows(records):
            with db:
                db.executemany("INSERT INTO reports VALUES (?, ?, ?)", (r[:3] for r in rows))
                db.executemany(
                    "INSERT INTO words(rowid, title, body) VALUES (?, ?, ?)",
                    ((r[0], *r[3:]) for r in rows),
                )


def peer_postgres(location: str, records: Iterable[bytes]) -> None:
    """Records as JSON and their words, by COPY."""
    engine = dialect_at(location, 10).engine()
    with engine.connect() as connection:
        db: Any = connection.connection.driver_connection
        db.autocommit = True
        db.execute("CREATE SCHEMA peer")
        db.execute(
            "CREATE TABLE peer.reports (number bigint PRIMARY KEY, id text UNIQUE, record jsonb,"
            " title text, body text, words tsvector GENERATED ALWAYS AS"
            " (to_tsvector('english', title || ' ' || body)) STORED)"
        )
        db.execute("CREATE INDEX ON peer.reports USING gin (words)")
        copy_in = "COPY peer.reports (number, id, record, title, body) FROM STDIN"
        for rows in peer_rows(records):
            with db.cursor() as cursor, cursor.copy(copy_in) as copy:
                for row in rows:
                    copy.write_row(row)
        db.execute("DROP SCHEMA peer CASCADE")
    engine.dispose()


def peer_rows(records: Iterable[bytes]) -> Iterator[list[tuple[int, str, str, str, str]]]:
    """What the peer stores: number, id, record, title, text."""
    numbered = enumerate(records, 1)
    while some := list(islice(numbered, TOGETHER)):
        rows = []
        for number, record in some:
            report = json.loads(record)
            rows.append((number, report["id"], record.decode(), report["title"], report["text"]))
        yield rows


def size(location: str) -> int:
    """Bytes of the database on the disk."""
    if "://" not in location:
        return sum(f.stat().st_size for f in Path(location).parent.glob(f"{Path(location).name}*"))
    engine = dialect_at(location, 10).engine()
    with engine.connect() as connection:
        asked = "SELECT pg_database_size(current_database())"
        return int(connection.exec_driver_sql(asked).scalar_one())


def fill_incidents(location: str, sample: Sequence[Report], count: int) -> None:
    """Write incidents as linking would have them."""
    chance = random.Random(3)  # noqa: S311 - no secret
    engine = dialect_at(location, 10).engine()
    with engine.execution_options(write=True).begin() as connection:
        run = {"version": "made", "rule": "ucdp", "made": "2024-01-01T00:00:00", "last_reading": 0}
        number = connection.scalar(insert(LinkRunRow).values(run).returning(LinkRunRow.number))
        rows = []
        for n in range(count):
            report = chance.choice(sample)
            place, day = chance.choice(report.places), chance.choice(report.times).earliest
            incident = Incident(
                id=f"i_{n:012x}",
                type=chance.choice(report.events).type,
                places=(IncidentPlace(name=place.name, country=place.country),),
                earliest=day,
                latest=day,
                events=(EventRef(report=report.id, event="e1"),),
                contested=("killed",) if chance.random() < 0.1 else (),
            )
            rows.append(
                {
                    "run": number,
                    "id": incident.id,
                    "type": incident.type,
                    "earliest": day,
                    "latest": day,
                    "countries": f" {place.country} ",
                    "contested": bool(incident.contested),
                    "founded": f"{day} {report.id}",
                    "record": incident.model_dump_json(),
                }
            )
        for first in range(0, count, TOGETHER):
            connection.execute(insert(IncidentRow), rows[first : first + TOGETHER])
    engine.dispose()


def questions(store: Store, sample: Sequence[Report], count: int) -> Questions:
    """Searches and filters, as many of each; words and values as frequent as in the reports."""
    chance = random.Random(5)  # noqa: S311 - no secret
    out = Questions()
    searches = (one_word, two_words, phrase, prefix, either, without)
    for n in range(count):
        kind = searches[n % len(searches)]
        words = chance.choice(sample).text.replace("\n", " ").split()
        query = kind(words, chance)
        out.search.append((kind.__name__, lambda q=query: store.search(q, SHOWN)))  # type: ignore[misc]
    filters = (by_outlet, by_type, by_country, by_days, by_all, page, by_id, incidents)
    for n in range(count):
        chosen = filters[n % len(filters)]
        out.filters.append((chosen.__name__, chosen(store, chance.choice(sample), chance)))
    return out


def one_word(words: Sequence[str], chance: random.Random) -> str:
    """A word."""
    return chance.choice(words).strip(".,")


def two_words(words: Sequence[str], chance: random.Random) -> str:
    """Two words of the same report."""
    return f"{one_word(words, chance)} {one_word(words, chance)}"


def phrase(words: Sequence[str], chance: random.Random) -> str:
    """Words that stand together."""
    at = chance.randrange(len(words) - 3)
    return f'"{" ".join(words[at : at + chance.choice((2, 3))])}"'


def prefix(words: Sequence[str], chance: random.Random) -> str:
    """The beginning of a word, three letters or more."""
    word = max((one_word(words, chance) for _ in range(3)), key=len)
    return f"{word[: max(3, len(word) - 3)]}*"


def either(words: Sequence[str], chance: random.Random) -> str:
    """One word or the other."""
    return f"{one_word(words, chance)} OR {one_word(words, chance)}"


def without(words: Sequence[str], chance: random.Random) -> str:
    """One word without the other."""
    return f"{one_word(words, chance)} -{one_word(words, chance)}"


def by_outlet(store: Store, report: Report, _: random.Random) -> Ask:
    """A list of an outlet's reports."""
    outlet = (report.outlet or "").upper()
    return lambda: store.lines(outlet=outlet, limit=SHOWN)


def by_type(store: Store, report: Report, chance: random.Random) -> Ask:
    """A list of reports with an event of a type."""
    type_ = chance.choice(report.events).type
    return lambda: store.lines(type=type_, limit=SHOWN)


def by_country(store: Store, report: Report, chance: random.Random) -> Ask:
    """A list of reports that name a place in a country."""
    country = chance.choice(report.places).country
    return lambda: store.lines(country=country, limit=SHOWN)


def by_days(store: Store, report: Report, _: random.Random) -> Ask:
    """A list of a month's reports, or of all until a day."""
    day = (report.published or "")[:10]
    return lambda: store.lines(since=f"{day[:8]}01", until=day, limit=SHOWN)


def by_all(store: Store, report: Report, chance: random.Random) -> Ask:
    """All filters together."""
    country = chance.choice(report.places).country
    day = (report.published or "")[:10]
    type_ = chance.choice(report.events).type
    return lambda: store.lines(
        outlet=report.outlet, type=type_, country=country, until=day, limit=SHOWN
    )


def page(store: Store, report: Report, _: random.Random) -> Ask:
    """A page from the middle of the list of all reports."""
    return lambda: store.lines(after=report.id, limit=SHOWN)


def by_id(store: Store, report: Report, _: random.Random) -> Ask:
    """A report by the beginning of its id; nearly the whole, as made ids begin alike."""
    return lambda: store.get(report.id)


def incidents(store: Store, report: Report, chance: random.Random) -> Ask:
    """Incidents of a country, of a type in a month, or that are contested."""
    wanted: dict[str, Any] = chance.choice(
        (
            {"country": report.places[0].country},
            {"type": report.events[0].type, "since": (report.published or "")[:10]},
            {"contested": True, "without": ("ACCUSE", "PROTEST")},
        )
    )
    return lambda: store.incidents(**wanted, limit=SHOWN)


def percentiles(asked: Sequence[tuple[str, Ask]]) -> dict[str, dict[str, float]]:
    """Milliseconds: the 50th, 95th and 99th percentile, of all and by kind.

    By the clock; ``processor`` is the processor time of this program, of all kinds.
    """
    spent: dict[str, list[float]] = {"all": [], "processor": []}
    for kind, ask in asked:
        clock, processor = time.perf_counter(), time.process_time()
        ask()
        passed = (time.perf_counter() - clock) * 1000
        spent["processor"].append((time.process_time() - processor) * 1000)
        spent["all"].append(passed)
        spent.setdefault(kind, []).append(passed)
    return {kind: at_ranks(sorted(some)) for kind, some in spent.items()}


def at_ranks(ordered: Sequence[float]) -> dict[str, float]:
    """Some percentiles by the nearest rank."""
    return {
        str(rank): round(ordered[max(0, -(-len(ordered) * rank // 100) - 1)], 2)
        for rank in (50, 95, 99)
    }


if __name__ == "__main__":
    main()
