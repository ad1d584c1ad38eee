"""``sayso link`` on a folder of shards, and what it refuses."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.linking_scale import write_shards
from benchmarks.made_reports import Maker
from sayso.gazetteer.build import default_path
from sayso.linking import link
from sayso.run.linking import read_links

pytest.importorskip("pyarrow")

REPORTS = list(Maker(7, default_path(), 80).reports(40))


def sayso(*args: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "sayso", *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


@pytest.fixture(scope="module")
def shards(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("command") / "read"
    write_shards(REPORTS, folder, size=9)
    return folder


def test_links_of_shards(shards: Path, tmp_path: Path) -> None:
    out = tmp_path / "links"
    options = ("--workers", 0, "--block", 20, "--rule", "minmax")
    done = sayso("link", shards, "--out", out, *options)
    assert done.returncode == 0, done.stderr
    wanted = link(REPORTS, rule="minmax")
    assert read_links(out) == wanted
    assert done.stdout.startswith("40 reports linked in ")
    assert done.stdout.endswith(
        f"{len(wanted.copies)} copies, {len(wanted.origins)} origins, "
        f"{len(wanted.incidents)} incidents\n"
    )
    assert sayso("link", shards, "--out", out, *options).stdout == done.stdout
    other = sayso("link", shards, "--out", out, "--workers", 0)
    assert other.returncode == 3
    assert "name another folder" in other.stderr


def test_options_that_do_not_go_together(shards: Path, tmp_path: Path) -> None:
    for options, word in (
        ((tmp_path / "reports.db", "--workers", 2), "--out"),
        ((shards, "--out", tmp_path / "links", "--full"), "all at once"),
        ((shards, "--out", tmp_path / "links", "--rule", "most"), "ucdp"),
    ):
        done = sayso("link", *options)
        assert done.returncode == 2, done.stderr
        assert word in done.stderr
    assert not (tmp_path / "links").exists()


def test_a_folder_that_is_none_of_shards(tmp_path: Path) -> None:
    done = sayso("link", tmp_path, "--out", tmp_path / "links", "--workers", 0)
    assert done.returncode == 3
    assert "sayso read --out" in done.stderr
