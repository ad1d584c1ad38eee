"""The desk as a person has it: a server that was started by its command, a real browser."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from chromium import absent
from collection import make_team, read_examples, work_on
from desk_server import CLIENT, Server, serving
from seat import Seat


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One process of the tests has the browser and reads the examples once."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def browser(browser: Any) -> Any:
    if not (CLIENT / "index.html").is_file():
        absent("the web client is not compiled: make client")
    return browser


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example reports, read and linked."""
    path = tmp_path_factory.mktemp("examples") / "reports.db"
    read_examples(path)
    return path


@pytest.fixture
def reports(examples: Path, tmp_path: Path) -> Path:
    """A copy of the examples' collection, to change."""
    return Path(shutil.copy(examples, tmp_path / "reports.db"))


@pytest.fixture(scope="session")
def desk(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The desk of one person where work was done before; tests that share it change nothing."""
    path = shutil.copy(examples, tmp_path_factory.mktemp("desk") / "reports.db")
    work_on(path)
    with serving(path, "--as", "Ada") as server:
        yield server


@pytest.fixture(scope="session")
def team_desk(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The desk of a team; tests that share it change nothing but logins."""
    path = shutil.copy(examples, tmp_path_factory.mktemp("team") / "reports.db")
    make_team(path)
    with serving(path, "--team") as server:
        yield server


@pytest.fixture
def serve() -> Iterator[Callable[..., Server]]:
    """Start ``sayso serve`` for a collection, as often as a test likes."""
    with ExitStack() as running:
        yield lambda location, *options, **more: running.enter_context(
            serving(location, *options, **more)
        )


@pytest.fixture
def sit(browser: Any) -> Iterator[Callable[..., Seat]]:
    """Open the desk in a browser of its own, as a person.

    Whatever a test looks at, nothing is asked for outside and the console stays silent.
    """
    seats: list[Seat] = []

    def down(server: Server, path: str = "/", **options: Any) -> Seat:
        seat = Seat(browser, server.address, path, **options)
        seats.append(seat)
        return seat

    yield down
    outside = [url for seat in seats for url in seat.outside()]
    complaints = [words for seat in seats for words in seat.unborne()]
    for seat in seats:
        seat.leave()
    assert outside == []
    assert complaints == []
