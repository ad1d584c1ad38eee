"""Reports as the files that tools hold them in, and the annotations read back from these."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from sayso.coded.annotations import CodedReport, Labels, read_annotations
from sayso.coded.annotations.changes import EVERYTHING, Asked, Change, Coverage, asked
from sayso.errors import InputError
from sayso.export.annotations import annotated
from sayso.export.annotations.files import text_of
from sayso.export.annotations.flat import flat
from sayso.export.annotations.makers import Makers
from sayso.export.brat import standoff
from sayso.export.doccano import example_of
from sayso.export.label_studio import task_of
from sayso.export.web_annotation import nodes
from sayso.record import Report
from sayso.review.apply import Reviewed, applied
from sayso.review.decision import Decision
from sayso.store.snapshot import Read

NO_LABELS = Labels({}, {}, {})


def written(format_: str, read: Read, folder: Path) -> Path:
    """A report in a file of a format; the file."""
    marked = annotated(read)
    name = read.report.id
    if format_ == "brat":
        lines, _ = standoff(marked)
        (folder / f"{name}.txt").write_bytes(text_of(marked.report.text).encode())
        path = folder / f"{name}.ann"
        path.write_bytes("".join(f"{line}\n" for line in lines).encode())
        return path
    path = (
        folder
        / {
            "web-annotation": "annotations.jsonl",
            "doccano": "reports.jsonl",
            "label-studio": "tasks-00001.json",
            "records": "records.jsonl",
        }[format_]
    )
    if format_ == "web-annotation":
        lines = [json.dumps(node) for node in nodes(marked, Makers({}, None))]
    elif format_ == "doccano":
        lines = [json.dumps(example_of(marked.report, flat(marked))[0])]
    elif format_ == "label-studio":
        lines = [json.dumps([task_of(marked.report, flat(marked))])]
    else:
        lines = [read.report.model_dump_json()]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def read_back(path: Path) -> list[CodedReport]:
    """What a file or folder says; nothing in it may be refused."""
    failed: list[InputError] = []
    found = list(read_annotations([path], failed.append))
    assert failed == []
    return found


def through(format_: str, read: Read) -> list[CodedReport]:
    """A report written in a format and read back."""
    with TemporaryDirectory() as folder:
        return read_back(written(format_, read, Path(folder)))


def asked_of(
    coded: CodedReport,
    report: Report,
    view: Reviewed | None = None,
    covered: Coverage = EVERYTHING,
) -> Asked:
    """What a file asks to be decided about a report."""
    return asked(coded, view or Reviewed(report), report, NO_LABELS, covered)


def decided(report: Report, changes: Iterable[Change]) -> Reviewed:
    """The report as a person has it who decided that; nothing may be lost."""
    made = [
        Decision(
            number=n, made=f"2026-01-01T00:00:{n:05}", who="Amal", action=c.action,
            record=report.id, path=c.path, reading=1, old=c.old, new=c.new, reason=None,
            replaces=None, current=True,
        )
        for n, c in enumerate(changes, 1)
    ]  # fmt: skip
    found = applied(report, made)
    assert [lost.why for lost in found.lost] == []
    return found
