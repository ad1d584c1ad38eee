"""A web, a clock that runs when something waits, and a watch that reads without models."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from local_web import Web, local_web
from watch_world import World

from sayso.store import Store
from sayso.watch import Watch


@pytest.fixture(scope="session")
def server() -> Iterator[Web]:
    with local_web() as web:
        yield web


@pytest.fixture
def web(server: Web) -> Web:
    for table in (server.pages, server.names, server.asked, server.connected):
        table.clear()
    return server


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A collection with nothing in it: copied, it is there sooner than made."""
    path = tmp_path_factory.mktemp("watch") / "empty.db"
    Store.open(path).close()
    return path


@pytest.fixture
def world(web: Web, tmp_path: Path, empty: Path) -> World:
    shutil.copy(empty, tmp_path / "reports.db")
    return World(web, tmp_path / "reports.db")


@pytest.fixture
def start(world: World) -> Iterator[Callable[..., Watch]]:
    """Starts a watch; the one before is closed, as if its program had ended."""
    open_: list[Watch] = []

    def start(**settings: object) -> Watch:
        for watch in open_:
            watch.close()
        open_[:] = [world.watch(**settings)]
        return open_[0]

    yield start
    for watch in open_:
        watch.close()
