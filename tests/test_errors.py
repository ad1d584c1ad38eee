"""Errors say where, what and what to do, on one line."""

import inspect
import re

from sayso import errors
from sayso.errors import MissingColumn, SaysoError


def test_one_line_with_place_and_remedy() -> None:
    error = MissingColumn(
        "no column 'body'", source="reports.csv", place="line 1", remedy="name\nanother"
    )
    assert str(error) == "reports.csv, line 1: no column 'body' (name another)"


def test_the_drawing_shows_the_tree_as_it_is() -> None:
    drawn = re.findall(r"^    ([ │├└─]*)(\w+)", errors.__doc__ or "", re.MULTILINE)
    drawn = [(len(indent), name) for indent, name in drawn if name[0].isupper()]
    classes = {
        name: cls
        for name, cls in inspect.getmembers(errors, inspect.isclass)
        if issubclass(cls, SaysoError)
    }
    assert [n for _, n in drawn if n in classes] == [n for _, n in drawn]
    assert {name for _, name in drawn} == set(classes)
    path: list[tuple[int, str]] = []
    for depth, name in drawn:
        while path and path[-1][0] >= depth:
            path.pop()
        if path:
            assert classes[name].__bases__ == (classes[path[-1][1]],)
        path.append((depth, name))
