"""The reference pages are made from the code; the committed ones must be current."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

DOCS = Path(__file__).parent.parent / "docs"


@pytest.mark.parametrize(("file", "maker"), [("record.md", "record_page"), ("cli.md", "cli_page")])
def test_reference_is_current(file: str, maker: str) -> None:
    made = runpy.run_path(str(DOCS / "make_reference.py"))[maker]()
    assert (DOCS / file).read_text(encoding="utf-8") == made, "run: python docs/make_reference.py"
