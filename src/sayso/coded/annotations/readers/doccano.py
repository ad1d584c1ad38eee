"""doccano's JSONL: ``label`` with offsets, or ``entities`` and ``relations``.

doccano counts UTF-16 units (its issue 2290), and keeps what it was given beside the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sayso.coded.annotations.form import CodedReport, Link, Mark, Wide, joined_parts
from sayso.coded.annotations.readers.files import OnError, json_in, json_lines
from sayso.errors import MalformedInput

_ALL = frozenset({"all", "reports", "unknown"})
"""Names of files that are no names of people: doccano writes a file a person, or one for all."""


def is_item(value: dict[str, Any]) -> bool:
    """Whether an object is an example as doccano exports it."""
    spans = next((value[k] for k in ("label", "labels", "entities") if k in value), None)
    return isinstance(value.get("text"), str) and isinstance(spans, list)


def read(path: Path, on_error: OnError, *, offsets: str | None = None) -> Iterator[CodedReport]:
    """The examples of a file.

    Args:
        path: The file: an object a line, or one list of them.
        on_error: Called with each example that cannot be read.
        offsets: ``code points`` for a project that counts these; None: UTF-16 units.
    """
    who = None if path.stem in _ALL else path.stem
    for number, value in _items(path, on_error):
        try:
            yield _example(value, str(path), f"item {number}", who, offsets)
        except (KeyError, TypeError, ValueError, IndexError):
            on_error(
                MalformedInput(
                    "no example of a sequence labelling project of doccano",
                    source=str(path),
                    place=f"item {number}",
                    remedy="export it as JSONL",
                )
            )


def _items(path: Path, on_error: OnError) -> Iterator[tuple[int, dict[str, Any]]]:
    with path.open("rb") as file:
        listed = file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"[")
    if listed:
        yield from enumerate(json_in(path), 1)
    else:
        yield from json_lines(path, on_error)


def _example(
    value: dict[str, Any], source: str, item: str, who: str | None, offsets: str | None
) -> CodedReport:
    text = value["text"]
    if not isinstance(text, str):
        raise TypeError
    wide = Wide(text)
    told = {**value.get("meta", {}), **value} if isinstance(value.get("meta"), dict) else value

    def mark(id_: object, label: object, start: object, end: object) -> Mark:
        if not isinstance(start, int) or not isinstance(end, int):
            raise TypeError
        span = (start, end) if offsets == "code points" else wide.span(start, end)
        return Mark(str(id_), str(label), (span,))

    marks: list[Mark] = []
    if isinstance(value.get("entities"), list):
        marks += (
            mark(each["id"], each["label"], each["start_offset"], each["end_offset"])
            for each in value["entities"]
        )
    for n, each in enumerate(value.get("label") or value.get("labels") or ()):
        start, end, label = each
        marks.append(mark(f"label {n + 1}", label, start, end))
    links = tuple(
        Link(str(each["type"]), str(each["from_id"]), str(each["to_id"]))
        for each in value.get("relations") or ()
    )
    joined, rest = joined_parts(tuple(marks), links)
    return CodedReport(
        source=source,
        item=item,
        report=_text(told.get("report")),
        url=_text(told.get("url")),
        text=text,
        marks=joined,
        links=rest,
        who=_text(told.get("annotator") or told.get("username")) or who,
    )


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None
