"""The system's Chromium. Without one a test is skipped by name, but never where ``CI`` is set."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

PROGRAM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)


def absent(reason: str) -> None:
    """Skip a test for what this machine lacks; on CI it fails."""
    (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)


@contextmanager
def chromium() -> Iterator[Any]:
    """A running browser, without a window."""
    if PROGRAM is None:
        absent("no Chromium: apt-get install chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        absent("no playwright: it is in the dev group")
    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=PROGRAM, args=["--no-sandbox"])
        yield running
        running.close()
