"""``sayso watch`` and ``sayso revisions`` as a user runs them."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from local_web import Reply
from typer.testing import CliRunner
from watch_world import FEED, HTML, PlainReader, World, article

from sayso.cli import app
from sayso.ingest.fetch import Fetcher
from sayso.store import Store
from sayso.watch import watch as watching

RUN = """
import functools, sys
import sayso.reader
from local_web import Web
from sayso.cli import main
from sayso.ingest.fetch import Fetcher
from sayso.watch import watch
from watch_world import PlainReader

web = Web(int(sys.argv.pop(1)))
watch.Fetcher = functools.partial(Fetcher, network=web.network, resolver=web.resolve)
sayso.reader.Reader = PlainReader
main()
"""
HERE = Path(__file__).parent


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "feeds.toml"
    path.write_text(
        'contact = "desk@river.test"\ndatabase = "reports.db"\nlink = "never"\ndelay = 0\n'
        f'backfill = "99999d"\n[[feed]]\nurl = "{FEED}"\n'
    )
    return path


@pytest.fixture
def run(world: World, monkeypatch: pytest.MonkeyPatch):
    def fetcher(**options: object) -> Fetcher:
        return Fetcher(network=world.web.network, resolver=world.web.resolve, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(watching, "Fetcher", fetcher)
    monkeypatch.setattr("sayso.reader.Reader", PlainReader)

    def run(*arguments: object):
        return CliRunner().invoke(app, [str(a) for a in arguments])

    return run


def test_one_round(world: World, file: Path, run) -> None:
    good, bad = world.serve(1, 2)
    world.web.pages[bad] = Reply(404)
    world.feed(good, bad)
    done = run("watch", file, "--once", "--verbose")
    assert done.exit_code == 0
    last = done.output.splitlines()[-1]
    assert last == "1 feed polled, 1 added, 1 gone"
    assert f"gone {bad}" in done.output
    assert "(+desk@river.test)" in world.web.asked[0].headers["user-agent"]


def test_exit_codes_and_complaints(world: World, file: Path, run, tmp_path: Path) -> None:
    done = run("watch", file, "--once", "--db", tmp_path / "other.db")
    assert done.exit_code == 3
    assert "sayso: http://river.test/rss: the server answers 404 Not Found" in done.output
    assert (tmp_path / "other.db").exists()
    file.write_text(file.read_text().replace("delay", "dely"))
    done = run("watch", file, "--once")
    assert "line 4: no setting is called 'dely'" in str(done.exception)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_cleanly(world: World, file: Path, number: int) -> None:
    world.feed(*world.serve(1))
    running = subprocess.Popen(
        [sys.executable, "-c", RUN, str(world.web.port), "watch", str(file)],
        env={"PYTHONPATH": f"{HERE}:{HERE.parent}", "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert running.stdout
        assert running.stdout.readline() == "1 feed polled, 1 added\n"
        running.send_signal(number)
        out, _ = running.communicate(timeout=30)
    finally:
        running.kill()
    assert running.returncode == 0
    assert out == "ended; run it again to go on\n"
    assert len(world.reports()) == 1


def test_revisions(world: World, file: Path, run, tmp_path: Path) -> None:
    (url,) = world.serve(1)
    world.feed(url)
    run("watch", file, "--once")
    (report,) = world.reports()
    unchanged = run("revisions", world.path, report.id)
    assert "was not changed since it was first seen" in unchanged.output
    world.web.pages[url] = Reply(body=article(1, toll="Three"), headers=HTML)
    with Store.open(world.path) as store:
        from sayso.store.watch_rows import WatchRows

        rows = WatchRows(store)
        (row,) = rows.due("9999", [1], 10)
        row.next = "2000-01-01T00:00:00+00:00"
        rows.save(row)
    run("watch", file, "--once")
    shown = run("revisions", world.path, "r_")
    assert "[-Two-] {+Three+} people were killed near Balad" in shown.output
    page = tmp_path / "out" / "revisions.html"
    found = json.loads(run("revisions", world.path, "r_", "--json", "--html", page).output)
    assert found["report"] == report.id
    (revision,) = found["revisions"]
    assert [w["text"] for w in revision["changes"][0]["words"][:2]] == ["Two ", "Three "]
    assert "<del>Two </del><ins>Three </ins>" in page.read_text()
    assert run("revisions", world.path, "r_none").exit_code != 0
