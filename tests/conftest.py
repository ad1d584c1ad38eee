"""Tests read with the packaged gazetteer alone, whatever the person who runs them has added."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import postgres_server
import pytest
from chromium import chromium

os.environ.pop("SAYSO_GAZETTEER", None)
os.environ["SAYSO_PLACES"] = str(Path(tempfile.mkdtemp(prefix="sayso-tests-")) / "places.sqlite")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A real browser; a process of the tests can have one only."""
    with chromium() as running:
        yield running


@pytest.fixture(scope="session")
def postgres() -> Iterator[postgres_server.Server]:
    """A PostgreSQL server, one for each process of the tests."""
    with postgres_server.running() as server:
        yield server


@pytest.fixture(scope="session")
def postgres_collection(postgres: postgres_server.Server) -> str:
    """The name of a database with the tables of a collection."""
    from sayso.store import Store

    postgres.execute("CREATE DATABASE collection TEMPLATE template0")
    Store.open(postgres.url("collection")).close()
    return "collection"


@pytest.fixture
def postgres_url(postgres: postgres_server.Server, postgres_collection: str) -> str:
    """The address of an empty collection; a test may change its rows, not its tables."""
    postgres.empty(postgres_collection)
    return postgres.url(postgres_collection)


@pytest.fixture
def empty_postgres_url(postgres: postgres_server.Server) -> Iterator[str]:
    """The address of a PostgreSQL database with nothing in it."""
    with postgres.database() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def location(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a collection can be, on each engine."""
    if request.param == "sqlite":
        return str(tmp_path / "reports.db")
    return str(request.getfixturevalue("postgres_url"))
