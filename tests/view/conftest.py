"""The hand-made reports as fixtures."""

import pytest
from view_links import Collection, collection
from view_reports import wire_report

from sayso.record import Report


@pytest.fixture
def wire() -> Report:
    """The wire story."""
    return wire_report()


@pytest.fixture
def gao() -> Collection:
    """A collection of three reports."""
    return collection()
