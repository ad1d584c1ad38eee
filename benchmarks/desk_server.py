"""How quick the desk's server answers when many people work at once: ``benchmarks.desk_server``.

A collection is made up (``made_reports``), with incidents, and a team of coders with accounts. The
server is the command ``sayso serve --team``, a process of its own; the coders are threads of
another one. Each goes through reports of its own choice: opens one, decides on events and
statements, marks it as done, opens the next. Times are those of the clock at the coder's end, from
the first byte sent to the last one read, on a connection that stays open.

Server, coders and the database share the machine's cores.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import itertools
import json
import multiprocessing
import os
import random
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from benchmarks.made_reports import Maker
from benchmarks.store_speed import coded, fill_incidents, write_records
from sayso.gazetteer.build import default_path
from sayso.ingest.page import Page
from sayso.record import Incident, Report
from sayso.store import Store
from sayso.store.engines import dialect_at
from sayso.store.incident_lines import write_lines
from sayso.store.tables import IncidentRow, PlaceRow
from sayso.web.people import Accounts

PASSWORD = "eleven grey kettles on a shelf"  # noqa: S105 - of made-up people
LONG = 6_000
"""Words of the long report."""
DECISIONS = 6
"""Of a coder about one report, before it is done."""


def main(argv: Sequence[str] | None = None) -> None:
    """Run the benchmark and print the figures as one JSON object."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.desk_server", description=__doc__)
    parser.add_argument("--postgres", metavar="URL", help="an empty database, instead of SQLite")
    parser.add_argument("--reports", type=int, default=2_000)
    parser.add_argument("--incidents", type=int, default=100_000)
    parser.add_argument("--coders", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=20.0, help="of each round of decisions")
    parser.add_argument("--think", type=float, nargs="*", default=[1.0, 0.0], metavar="SECONDS")
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        location = options.postgres or str(Path(folder) / "made.db")
        ids = fill(location, Path(folder), options)
        with served(location, Path(folder)) as (port, process):
            figures: dict[str, Any] = {
                "benchmark": "desk_server",
                "engine": "postgresql" if options.postgres else "sqlite",
                "reports": options.reports,
                "incidents": options.incidents,
                "coders": options.coders,
                **answers(port, ids[0]),
            }
            for think in options.think:
                asked = (port, process, ids, options.coders, options.seconds, think)
                spent, opened, used = apart(*asked)
                figures[f"think_{think:g}_s"] = {
                    "decision_ms": percentiles(spent),
                    "decisions_a_second": round(len(spent) / options.seconds, 1),
                    "reports_opened": opened,
                    "server_processor_ms_a_request": round(1000 * used / (len(spent) + opened), 1),
                    "load_average": round(os.getloadavg()[0], 1),
                }
    print(json.dumps(figures))


def fill(location: str, folder: Path, options: argparse.Namespace) -> list[str]:
    """Make the collection and its people; the long report's id comes first."""
    records = folder / "records.jsonl.zst"
    write_records(records, options.reports, 500)
    long = next(iter(Maker(2, default_path(), LONG).reports(1)))
    with Store.open(location) as store:
        bare = long.model_copy(
            update=dict.fromkeys(("actors", "places", "times", "statements", "events"), ())
        )
        store.add(Page(bare, b"long", "text/plain", "long"), long)
        store.add_many(coded(records, options.reports))
        sample = list(itertools.islice(store.reports(), 500))
        Accounts(store).add("admin", "admin", PASSWORD)
        for number in range(options.coders):
            Accounts(store).add(f"coder {number}", "coder", PASSWORD)
        ids = store.ids()
    fill_incidents(location, sample, options.incidents)
    list_incidents(location)
    return ids


def list_incidents(location: str) -> None:
    """Write the lines of lists and of the map, as linking does, each at the place of a report."""
    engine = dialect_at(location, 10).engine()
    with Session(engine.execution_options(write=True)) as session, session.begin():
        places = {
            (row.name, row.country): row
            for row in session.execute(
                select(PlaceRow.name, PlaceRow.country, PlaceRow.lat, PlaceRow.lon)
            )
        }

        def placed(record: str) -> Incident:
            incident = Incident.model_validate_json(record)
            at = places[incident.places[0].name, incident.places[0].country]
            place = incident.places[0].model_copy(
                update={"lat": at.lat, "lon": at.lon, "precision": 1}
            )
            return incident.model_copy(update={"places": (place,)})

        records = session.scalars(select(IncidentRow.record)).all()
        write_lines(session, (placed(record) for record in records))
    engine.dispose()


@contextlib.contextmanager
def served(location: str, folder: Path) -> Iterator[tuple[int, int]]:
    """The server, which ends when this does; yields its port and the number of its process."""
    client = folder / "client"
    client.mkdir()
    (client / "index.html").write_text("<!doctype html>")
    command = [sys.executable, "-m", "sayso", "serve", location, "--team", "--port", "0"]
    env = {**os.environ, "SAYSO_CLIENT": str(client), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env) as running:  # noqa: S603
        try:
            said = running.stdout.readline() if running.stdout else ""
            found = re.search(r":(\d+)/", said)
            if not found:
                raise SystemExit(f"the server did not start: {said}")
            yield int(found[1]), running.pid
        finally:
            running.send_signal(signal.SIGINT)


class Browser:
    """One person's connection, which stays open."""

    def __init__(self, port: int, name: str) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self._headers = {"Content-Type": "application/json"}
        response, body = self._ask("POST", "/api/login", {"name": name, "password": PASSWORD})
        cookie = response.getheader("Set-Cookie") or ""
        self._headers["Cookie"] = cookie.partition(";")[0]
        self._headers["X-CSRF-Token"] = json.loads(body)["csrf"]

    def get(self, path: str, **headers: str) -> bytes:
        """The body of an answer."""
        return self._ask("GET", path, None, headers)[1]

    def decide(self, record: str, **decision: object) -> float:
        """Seconds until a decision was taken."""
        start = time.perf_counter()
        self._ask("POST", f"/api/reports/{record}/decisions", decision)
        return time.perf_counter() - start

    def _ask(
        self, method: str, path: str, body: object, headers: dict[str, str] | None = None
    ) -> tuple[http.client.HTTPResponse, bytes]:
        content = None if body is None else json.dumps(body).encode()
        self._connection.request(method, path, content, {**self._headers, **(headers or {})})
        response = self._connection.getresponse()
        answer = response.read()
        if response.status >= 300:
            raise SystemExit(f"{method} {path}: {response.status} {answer[:300]!r}")
        return response, answer


def answers(port: int, long: str) -> dict[str, object]:
    """How long single answers take to one person, with nobody else at work."""
    browser = Browser(port, "coder 0")
    found: dict[str, object] = {}
    for name, path, times in (
        ("queue", "/api/queue", 30),
        ("queue_filtered", "/api/queue?country=IRQ&contested=true", 30),
        ("report_6000_words", f"/api/reports/{long}", 30),
        ("incidents", "/api/incidents", 30),
        ("incidents_where", "/api/incidents?where=police%20killed:%3E%3D10", 30),
        ("queue_where", "/api/queue?where=actor:army%20contested:yes", 30),
        ("figures", "/api/figures", 5),
        ("map", "/api/map", 5),
    ):
        spent = []
        for _ in range(times):
            start = time.perf_counter()
            body = browser.get(path, **{"Accept-Encoding": "gzip"})
            spent.append(time.perf_counter() - start)
        found[f"{name}_ms"] = percentiles(spent)
        found[f"{name}_bytes"] = len(body)
    return found


def processor_seconds(process: int) -> float:
    """Processor time that a process has used (Linux)."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def apart(*asked: Any) -> tuple[list[float], int, float]:
    """What a round of decisions took, with the coders in a process of their own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(decisions, asked)


def decisions(
    port: int, process: int, ids: list[str], coders: int, seconds: float, think: float
) -> tuple[list[float], int, float]:
    """Let coders work, all logged in.

    Returns:
        Seconds that each decision took, how many reports were opened, the server's processor time.
    """
    browsers = [Browser(port, f"coder {number}") for number in range(coders)]
    before = processor_seconds(process)
    spent: list[list[float]] = [[] for _ in browsers]
    opened = [0] * coders
    end = time.monotonic() + seconds

    def work(number: int) -> None:
        chance = random.Random(number)  # noqa: S311 - no secret
        time.sleep(chance.random() * think)
        while time.monotonic() < end:
            record = chance.choice(ids[1:])
            opened[number] += 1
            seen = json.loads(browsers[number].get(f"/api/reports/{record}"))
            for decision in likely(Report.model_validate(seen["report"]), chance):
                time.sleep(think * (0.5 + chance.random()))
                took = browsers[number].decide(record, reading=seen["reading"], **decision)
                spent[number].append(took)
                if time.monotonic() > end:
                    return

    threads = [threading.Thread(target=work, args=(number,)) for number in range(coders)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    used = processor_seconds(process) - before
    return [each for mine in spent for each in mine], sum(opened), used


def likely(report: Report, chance: random.Random) -> Iterator[dict[str, object]]:
    """What a coder decides about a report."""
    for _ in range(DECISIONS):
        event, said = chance.choice(report.events), chance.choice(report.statements)
        yield chance.choice(
            [
                {"action": "confirm", "path": f"events.{event.id}"},
                {"action": "confirm", "path": f"statements.{said.id}"},
                {"action": "correct", "path": f"events.{event.id}.status", "new": "ongoing"},
                {"action": "correct", "path": f"statements.{said.id}.stance", "new": "claims"},
                {"action": "note", "path": f"events.{event.id}", "reason": "look at the map"},
            ]
        )
    yield {"action": "confirm", "path": ""}


def percentiles(spent: Sequence[float]) -> dict[str, float]:
    """Milliseconds."""
    cuts = statistics.quantiles(spent, n=100, method="inclusive")
    picked = {"p50": cuts[49], "p95": cuts[94], "p99": cuts[98]}
    return {"count": len(spent), **{name: round(1000 * s, 1) for name, s in picked.items()}}


if __name__ == "__main__":
    main()
