"""The how-to page says what is so."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from store_reports import page_and_report
from typer.testing import CliRunner

from sayso.cli.app import app
from sayso.store import Store
from sayso.store.engines import postgres, sqlite
from sayso.store.schema import all_tables

PAGE = (Path(__file__).parents[2] / "docs" / "howto-store.md").read_text(encoding="utf-8")


def test_every_table_is_named() -> None:
    named = set(re.findall(r"`(\w+)`", PAGE))
    more = {"report_search", "current_readings", "current_decisions"}
    assert {*(table.name for table in all_tables()), *more} <= named


def test_the_queries_run(store: Store, rows: Callable[[str], list[tuple[object, ...]]]) -> None:
    store.add(*page_and_report())
    queries = re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL)
    assert queries
    for query in queries:
        assert rows(query) == [("River Post", "ASSAULT", "Kirkuk", "killed", 10, "at least 10")]


def test_the_commands_run(path: Path, postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(path) as store:
        store.add(*page_and_report())
    monkeypatch.chdir(path.parent)
    commands = re.findall(r"^sayso (db .*)$", PAGE, re.MULTILINE)
    assert {shlex.split(command)[1] for command in commands} == {"copy", "backup", "check", "info"}
    # The page's second copy brings it back to a file, which is new then.
    for command in commands:
        words = command.replace("postgresql://amal@db.example/reports", postgres_url)
        words = words.replace("/backups/", f"{path.parent}/")
        words = re.sub(r" reports\.db$", " again.db", words) if "db copy post" in command else words
        done = CliRunner().invoke(app, shlex.split(words))
        assert done.exit_code == 0, (command, done.output)
    backups = [p.name for p in path.parent.glob("reports-*.db")]
    assert backups
    for name in ("again.db", *backups):
        with Store.open(path.parent / name, create=False) as store:
            assert store.stats().reports == 1


def test_how_many_are_put_in_order() -> None:
    assert f"newest {sqlite._RANKED:,} of them (on PostgreSQL {postgres._RANKED:,})" in " ".join(
        PAGE.split()
    )
