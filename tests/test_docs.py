"""The reference pages are made from the code; the committed ones must be current."""

from __future__ import annotations

import runpy
from pathlib import Path
from types import ModuleType

import pytest

from sayso.extract.toponyms import tagger
from sayso.language import encoder

DOCS = Path(__file__).parent.parent / "docs"


@pytest.mark.parametrize("model", [encoder, tagger])
def test_the_card_is_of_the_model_that_ships(model: ModuleType) -> None:
    (digest,) = model.version().values()
    assert digest.removeprefix("sha256:") in (DOCS / "models.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "maker"),
    [
        ("record.md", "record_page"),
        ("cli.md", "cli_page"),
        ("counting.md", "counting_page"),
        ("columns.md", "columns_page"),
    ],
)
def test_reference_is_current(file: str, maker: str) -> None:
    made = runpy.run_path(str(DOCS / "make_reference.py"))[maker]()
    assert (DOCS / file).read_text(encoding="utf-8") == made, "run: python docs/make_reference.py"


def test_the_reference_of_the_http_api_is_current() -> None:
    made = runpy.run_path(str(DOCS / "make_http_reference.py"))["http_page"]()
    there = (DOCS / "http.md").read_text(encoding="utf-8")
    assert there == made, "run: python docs/make_http_reference.py"
