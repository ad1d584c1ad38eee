"""What the page on notebooks shows can be done, and its table of types is right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from corpus_reports import fill

import sayso
from sayso.corpus import Corpus

PAGE = Path(__file__).parents[2] / "docs" / "howto-notebook.md"
BLOCKS = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    path = tmp_path_factory.mktemp("howto") / "reports.db"
    fill(str(path))
    with sayso.open(path) as opened:
        yield opened


def test_every_line_of_the_page_runs(corpus: Corpus) -> None:
    space: dict[str, object] = {"corpus": corpus, "sayso": sayso}
    only = corpus.incidents(where="country:IRQ")[0].id
    for block in BLOCKS:
        exec(block.replace('"i_"', repr(only)), space)  # noqa: S102 - our own page
    killed = space["killed"]
    assert len(killed) >= 2  # type: ignore[arg-type]
    assert len(BLOCKS) >= 7


@pytest.mark.parametrize(
    ("column", "table"),
    [
        ("text", "incidents.id"),
        ("whole number, year", "incidents.killed_best"),
        ("other number", "incidents.lat"),
        ("yes or no", "accounts.denied"),
        ("day", "incidents.earliest"),
        ("time", "accounts.told_utc"),
    ],
)
def test_the_types_of_the_page(corpus: Corpus, column: str, table: str) -> None:
    row = next(
        line for line in PAGE.read_text("utf-8").splitlines() if line.startswith(f"| {column} |")
    )
    pandas, polars, arrow = re.findall(r"`([^`]+)`", row)
    name, _, field = table.partition(".")
    frame = corpus.table(name)
    assert str(frame.to_pandas()[field].dtype) == pandas
    kind = re.sub(
        r"time_unit='(\w+)', time_zone='(\w+)'", r"\1, \2", str(frame.to_polars()[field].dtype)
    )
    assert kind == polars
    assert str(frame.to_arrow().schema.field(field).type).replace("tz=", "") == arrow
