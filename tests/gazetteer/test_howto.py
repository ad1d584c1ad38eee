"""The table on the page about places can be added."""

from __future__ import annotations

import re
from pathlib import Path

from sayso.gazetteer import user_places

PAGE = Path(__file__).parents[2] / "docs" / "howto-places.md"


def test_the_worked_example(tmp_path: Path) -> None:
    found = re.search(r"<!-- example -->\n```csv\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert found
    table = tmp_path / "mine.csv"
    table.write_text(found[1])

    def fail(error: Exception) -> None:
        raise error

    kept = user_places.add(tmp_path / "own.sqlite", user_places.from_csv(table, fail))
    assert [p.also for p in kept] == [("Zarquf", "Tal Zarkuf"), ()]
