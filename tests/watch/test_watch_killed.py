"""A watch that is killed at any moment: nothing is lost, nothing is there twice."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from watch_world import FEED, World

from sayso.store import Store

KILLED = """
import os, signal, sys
from pathlib import Path
from local_web import Web
from watch_world import World
from sayso.store import Store
from sayso.store.watch_rows import WatchRows

port, path, minutes, place, call, when = sys.argv[1:]
owner = WatchRows if place == "save" else Store
real = getattr(owner, place)
calls = 0

def killed(*arguments):
    global calls
    calls += 1
    if calls == int(call) and when == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    out = real(*arguments)
    if calls == int(call):
        os.kill(os.getpid(), signal.SIGKILL)
    return out

setattr(owner, place, killed)
world = World(Web(int(port)), Path(path))
world.clock.pass_(minutes=int(minutes))
with world.watch() as watch:
    watch.once()
"""
HERE = Path(__file__).parent


def _killed(world: World, minutes: int, place: str, call: int, when: str) -> None:
    done = subprocess.run(
        [
            *(sys.executable, "-c", KILLED),
            *(str(world.web.port), str(world.path), str(minutes), place, str(call), when),
        ],
        env={"PYTHONPATH": f"{HERE}:{HERE.parent}"},
        check=False,
    )
    assert done.returncode == -signal.SIGKILL


@pytest.mark.parametrize(
    ("place", "call", "when"),
    [
        ("save", 3, "after"),  # of the feed with its new articles
        ("add", 1, "after"),
        ("add", 2, "before"),
        ("save", 5, "after"),
    ],
)
def test_killed_while_articles_come_in(world: World, place: str, call: int, when: str) -> None:
    urls = world.serve(1, 2, 3)
    world.feed(*urls)
    _killed(world, 0, place, call, when)
    world.clock.pass_(minutes=30)
    with world.watch(recheck=[]) as watch:
        watch.once()
    reports = world.reports()
    assert sorted(r.url or "" for r in reports) == urls
    assert all(len(world.texts(r.id)) == 1 for r in reports)


@pytest.mark.parametrize("when", ["before", "after"])
def test_killed_while_a_version_comes_in(world: World, when: str) -> None:
    urls = world.serve(1, 2)
    world.feed(*urls)
    with world.watch() as watch:
        watch.once()
    world.serve(1, 2, toll="Three")
    _killed(world, 61, "revise", 1, when)
    world.clock.pass_(minutes=90)
    with world.watch() as watch:
        watch.once()
    assert world.asked()[0] == FEED
    for report in world.reports():
        assert [text.split()[5] for text in world.texts(report.id)] == ["Two", "Three"]
    with Store.open(world.path) as store:
        assert store.stats().reports == 2
