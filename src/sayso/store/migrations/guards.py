"""What is kept for good: triggers that refuse to change or delete rows, whoever asks."""

from __future__ import annotations

from collections.abc import Sequence

from alembic import op


def guard(table: str, ways: Sequence[str] = ("number",)) -> None:
    """Refuse to change or delete rows of a table.

    Args:
        table: The table.
        ways: Its columns of which no two rows have the same value.
    """
    words = f"{table} are never changed or deleted"
    if op.get_bind().dialect.name == "sqlite":
        for event in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_refuse_{event.lower()} BEFORE {event} ON {table}"
                f" BEGIN SELECT RAISE(ABORT, '{words}'); END"
            )
        # INSERT OR REPLACE deletes the row that is in its way, and asks no trigger.
        there = " OR ".join(f"{way} = NEW.{way}" for way in ways)
        op.execute(
            f"CREATE TRIGGER {table}_refuse_replace BEFORE INSERT ON {table}"  # noqa: S608 - ours
            f" WHEN EXISTS (SELECT 1 FROM {table} WHERE {there})"
            f" BEGIN SELECT RAISE(ABORT, '{words}'); END"
        )
        return
    op.execute(
        f"CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN RAISE EXCEPTION '{words}'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
        f" FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()"
    )
