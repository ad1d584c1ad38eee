"""The table of fields in docs/howto-filter.md: ``python -m sayso.query.docs FILE`` writes it."""

from __future__ import annotations

import sys
from pathlib import Path

from sayso.query.fields import FIELDS, FilterField

START = "<!-- fields: written by sayso.query.docs -->"
END = "<!-- end of fields -->"
_KINDS = {
    "name": "part of a name",
    "code": "code",
    "number": "number",
    "day": "day",
    "flag": "yes, no",
}


def fields_table() -> str:
    """The table, as Markdown."""
    rows = ["| field | takes | of incidents | of reports |", "|---|---|---|---|"]
    rows += [_row(field) for field in FIELDS.values()]
    return "\n".join(rows)


def _row(field: FilterField) -> str:
    takes = ", ".join(f"`{value}`" for value in field.values) or _KINDS[field.kind]
    return f"| `{field.name}:{field.example}` | {takes} | {field.incidents} | {field.reports} |"


def main(arguments: list[str]) -> None:
    """Write the table into a page, between its two marks.

    Args:
        arguments: The page.
    """
    (page,) = map(Path, arguments)
    text = page.read_text(encoding="utf-8")
    before, rest = text.split(START)
    _, after = rest.split(END)
    page.write_text(f"{before}{START}\n{fields_table()}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
