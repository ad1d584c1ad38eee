"""A desk to ask, on each engine."""

from collections.abc import Iterator

import pytest
from desk_world import at_desk, fill
from fastapi.testclient import TestClient


@pytest.fixture
def filled(location: str) -> str:
    """A collection on each engine with the reports of ``desk_world``, linked."""
    fill(location)
    return location


@pytest.fixture
def client(filled: str) -> Iterator[TestClient]:
    """Amal, alone at the desk of the collection, on each engine."""
    with at_desk(filled) as asking:
        yield asking
