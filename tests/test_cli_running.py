"""Runs on the command line: stopped by a signal they say so, and go on when repeated."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

STORY = "Two soldiers were killed in Goma on Monday, a police official said."


def sayso(*args: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "sayso", *map(str, args)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("in")
    for n in range(6):
        (folder / f"{n}.txt").write_text(STORY.replace("Two", str(n + 2)))
    return folder


def test_a_run_from_its_start_to_the_collection(folder: Path, tmp_path: Path) -> None:
    out, log, left = tmp_path / "out", tmp_path / "log.jsonl", tmp_path / "left.jsonl"
    missing = tmp_path / "none.html"
    asked = ("read", folder, missing, "--out", out, "--shard-size", 2, "--workers", 0)
    done = sayso("--log", log, *asked, "--dropped", left)
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("6 read\n1 failed\n  1 InputError\n")
    assert str(missing) in done.stderr
    assert [line["reason"] for line in lines(left)] == ["InputError"]
    events = lines(log)
    assert [e["event"] for e in events] == ["began", *["shard finished"] * 4, "ended"]
    assert (events[0]["command"], events[-1]["exit_code"]) == ("read", 1)

    told = sayso("shards", out)
    assert told.returncode == 0
    assert told.stdout.startswith("4 of 4 shards")
    assert json.loads(sayso("stats", out, "--json").stdout)["counts"]["read"] == 6

    (out / "part-00000-00001.json").unlink()
    told = sayso("shards", out)
    assert told.returncode == 5
    assert "missing: part-00000-00001" in told.stdout

    added = sayso("add", tmp_path / "r.db", out)
    assert (added.returncode, added.stdout) == (1, "4 added, 0 already there, 1 failed\n")
    assert "the run is not finished: 1 shards are missing" in added.stderr

    other = sayso(*asked, "--no-raw")
    assert other.returncode == 3
    assert "setting raw" in other.stderr


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_stopped_can_go_on(folder: Path, tmp_path: Path, how: signal.Signals) -> None:
    out = tmp_path / "out"
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "sayso", "read", folder, "--out", out),
            *("--shard-size", "1", "--workers", "1"),
        ],
        stderr=subprocess.PIPE,
        text=True,
        # a shell that starts the tests in the background has them ignore SIGINT
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    try:
        end = time.monotonic() + 120
        while not (out / "run.json").exists():
            assert time.monotonic() < end
            time.sleep(0.02)
        process.send_signal(how)
        _, errors = process.communicate(timeout=60)
    finally:
        process.kill()
        process.wait()
    assert process.returncode == 5
    assert errors == "sayso: stopped (repeat the command: it goes on from there)\n"
    assert sayso("shards", out).returncode == 5


def test_wrong_usage(folder: Path, tmp_path: Path) -> None:
    assert sayso("read", folder, "--out", tmp_path, "--rank", 2, "--world-size", 2).returncode == 2
    assert sayso("read", folder, "--out", tmp_path, "--format", "xml").returncode == 3
    assert sayso("read", folder, "--workers", 2).returncode == 2
    assert sayso("shards", tmp_path).returncode == 3
