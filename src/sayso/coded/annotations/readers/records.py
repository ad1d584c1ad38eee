"""Whole records, a line of JSON each: what ``sayso export DB records`` and ``sayso read`` write."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from sayso.coded.annotations.form import CodedReport, Link, Mark
from sayso.coded.annotations.labels import every_field
from sayso.coded.annotations.readers.files import OnError, json_lines
from sayso.errors import MalformedInput
from sayso.export.annotations import annotated
from sayso.record import Report
from sayso.review.paths import REPORT_FIELDS
from sayso.store.snapshot import Read

_SCHEMA = "sayso/report/1"


def is_record(value: dict[str, Any]) -> bool:
    """Whether an object is a record of a report."""
    return value.get("schema") == _SCHEMA


def read(path: Path, on_error: OnError) -> Iterator[CodedReport]:
    """The records of a file.

    Args:
        path: The file.
        on_error: Called with each line that is none.
    """
    for number, value in json_lines(path, on_error):
        try:
            report = Report.model_validate(value)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            where = ".".join(str(part) for part in first["loc"])
            on_error(
                MalformedInput(
                    f"no record: {where}: {first['msg']}",
                    source=str(path),
                    place=f"line {number}",
                    remedy="see docs/record.md",
                )
            )
            continue
        yield of_record(report, str(path), f"line {number}")


def of_record(report: Report, source: str, item: str) -> CodedReport:
    """A record as annotations.

    Args:
        report: The record.
        source: Where it comes from, for messages.
        item: Where in it.
    """
    marked = annotated(Read(report, {}))
    things: dict[str, list[str]] = {}
    for each in marked.annotations:
        if each.layer in ("actors", "places"):
            things.setdefault(each.thing, []).append(each.path)
    return CodedReport(
        source=source,
        item=item,
        report=report.id,
        url=report.url,
        text=marked.report.text,
        marks=tuple(
            Mark(
                each.path,
                each.label,
                each.spans,
                layer=each.layer,
                values=every_field(each.layer, each.values),
                path=each.path,
            )
            for each in marked.annotations
        ),
        links=tuple(Link(r.label, r.start, r.end) for r in marked.relations),
        groups=tuple(tuple(paths) for paths in things.values()),
        grouped=True,
        fields={name: getattr(report, name) for name in REPORT_FIELDS},
    )
