"""The how-to page says what is so."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from store_reports import page_and_report

from sayso.store import Store
from sayso.store.tables import Base

PAGE = (Path(__file__).parents[2] / "docs" / "howto-store.md").read_text(encoding="utf-8")


def test_every_table_is_named() -> None:
    named = set(re.findall(r"`(\w+)`", PAGE))
    assert {*Base.metadata.tables, "report_search"} <= named


def test_the_queries_run(store: Store, path: Path) -> None:
    store.add(*page_and_report())
    queries = re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL)
    assert queries
    with closing(sqlite3.connect(path)) as connection:
        for query in queries:
            assert connection.execute(query).fetchall() == [
                ("River Post", "ASSAULT", "Kirkuk", "killed", 10, "at least 10")
            ]


def test_the_backup_is_a_whole_database(store: Store, path: Path) -> None:
    (command,) = re.findall(r'sqlite3 reports\.db "(.*?)"', PAGE)
    _, report = pair = page_and_report()
    store.add(*pair)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(command.replace("backup.db", str(path.parent / "backup.db")))
    with Store.open(path.parent / "backup.db", create=False) as backup:
        assert backup.get(report.id) == report
        assert backup.search("kirkuk")
        assert backup.check() == []
