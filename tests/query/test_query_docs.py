"""The page on the filter language has every field, as the code has it."""

from pathlib import Path

from sayso.query import FIELDS, parse
from sayso.query.docs import END, START, fields_table

PAGE = Path(__file__).parents[2] / "docs" / "howto-filter.md"


def test_the_table_of_fields_is_current() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert text[text.index(START) : text.index(END) + len(END)] == (
        f"{START}\n{fields_table()}\n{END}"
    ), "run: python -m sayso.query.docs docs/howto-filter.md"


def test_every_example_is_a_filter() -> None:
    for name, field in FIELDS.items():
        assert parse(f"{name}:{field.example}")
    lines = [
        line
        for block in PAGE.read_text(encoding="utf-8").split("```text\n")[1:]
        for line in block.split("```")[0].splitlines()
    ]
    assert len(lines) > 8
    for line in lines:
        assert parse(line)
