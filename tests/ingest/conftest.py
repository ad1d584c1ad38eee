from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sayso.ingest import Page, load
from sayso.record import Report


@pytest.fixture
def one() -> Callable[..., Page]:
    """Load exactly one page."""

    def read(*args: Any, **fields: Any) -> Page:
        (page,) = load(*args, **fields)
        return page

    return read


@pytest.fixture
def blocks() -> Callable[[Report], list[tuple[str, str, str | None]]]:
    """Kind, words and teller of each block."""
    return lambda report: [(b.kind, report.words(b.span), b.teller) for b in report.blocks]
