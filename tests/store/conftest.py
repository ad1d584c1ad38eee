"""A database for each test, on each engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from sayso.store import Store
from sayso.store.engines import dialect_at

Rows = Callable[[str], list[tuple[object, ...]]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file, for what is about SQLite alone."""
    return tmp_path / "reports.db"


@pytest.fixture
def store(location: str) -> Iterator[Store]:
    with Store.open(location) as opened:
        yield opened


@pytest.fixture
def rows(location: str) -> Rows:
    """What another program sees in the database."""

    def ask(sql: str) -> list[tuple[object, ...]]:
        engine = dialect_at(location, 1).engine()
        try:
            with engine.connect() as connection:
                return [tuple(row) for row in connection.execute(text(sql))]
        finally:
            engine.dispose()

    return ask


@pytest.fixture
def execute(location: str) -> Callable[[str], None]:
    """Change the database as another program does."""

    def run(sql: str) -> None:
        engine = dialect_at(location, 1).engine()
        try:
            with engine.execution_options(write=True).begin() as connection:
                connection.execute(text(sql))
        finally:
            engine.dispose()

    return run
