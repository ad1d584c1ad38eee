"""What SQLite has no statement for: another description of a table whose rows stay as they are."""

from __future__ import annotations

from collections.abc import Iterable

from alembic import op


def describe_anew(changes: Iterable[tuple[str, str, str]]) -> None:
    """Change what the columns of tables may hold, without copying the tables.

    What may be done so, and how, is in SQLite's manual under "Making Other Kinds Of Table Schema
    Changes" (https://sqlite.org/lang_altertable.html): what is on the disk stays as it is, only
    the text that describes the table changes.

    Args:
        changes: A table, a part of its description, and what it is to be.
    """
    connection = op.get_bind()
    before = connection.exec_driver_sql("PRAGMA schema_version").scalar_one()
    connection.exec_driver_sql("PRAGMA writable_schema=ON")
    for table, old, new in changes:
        changed = connection.exec_driver_sql(
            "UPDATE sqlite_master SET sql = replace(sql, ?, ?)"
            " WHERE type = 'table' AND name = ? AND instr(sql, ?) > 0",
            (old, new, table, old),
        )
        if changed.rowcount != 1:
            raise RuntimeError(f"the table {table} is not as an earlier version made it")
    connection.exec_driver_sql(f"PRAGMA schema_version={int(before) + 1}")
    connection.exec_driver_sql("PRAGMA writable_schema=RESET")
