"""Label Studio tasks with what sayso marked as predictions, for its text labelling.

``label_config.xml`` is the project's labelling interface. ``tasks-….json`` have a thousand reports
each: Label Studio imports a file as a whole. Labels are those of brat (``Actor_person``,
``Content_direct``, ``ASSAULT``); a region's id is the path of the annotation in the record, its
note the path and the coded fields. Parts of discontinuous words are regions of their own with a
relation ``Continues``.

Offsets count code points, as Label Studio does (``charsToCodePoints`` in its editor). Carriage
returns are spaces, because browsers drop them.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from sayso.export.annotations import LeftOut, annotated
from sayso.export.annotations.files import LeftOuts, batches, shown, text_of
from sayso.export.annotations.flat import CONTINUES, Flat, flat
from sayso.export.annotations.types import Used, colours, relation_types
from sayso.export.shared.clean import unicode_text
from sayso.export.source import Source
from sayso.record import Report

TOGETHER = 1000
"""Reports in a file; Label Studio takes no more than 250 MB."""


def write(source: Source, folder: Path) -> dict[str, int]:
    """Write all reports as tasks, and the labelling interface.

    Args:
        source: What is exported.
        folder: Where the files go.

    Returns:
        How many tasks each file has, and how many annotations were left out.
    """
    used = Used()
    files: dict[str, int] = {}
    with LeftOuts(folder, excel_safe=source.asked.excel_safe) as left_outs:
        # a first file also where there are no reports, so that there is one to import
        for some in batches(source.read(), TOGETHER):
            name, count = f"tasks-{len(files) + 1:05}.json", 0
            with (folder / name).open("w", encoding="utf-8", newline="") as out:
                for read in some:
                    marked = annotated(read)
                    found = flat(marked)
                    left_outs.add(marked.report, (*marked.left_out, *found.left_out))
                    if not marked.report.text.strip():
                        left_outs.add(marked.report, [LeftOut("", "the report has no words")])
                        continue
                    used.see(marked.annotations)
                    task = json.dumps(task_of(marked.report, found), ensure_ascii=False)
                    out.write(("[\n" if not count else ",\n") + task)
                    count += 1
                out.write("\n]\n" if count else "[]\n")
            files[name] = count
    (folder / "label_config.xml").write_bytes(label_config(used).encode())
    return {**files, "left_out.csv": left_outs.count}


def task_of(report: Report, found: Flat) -> dict[str, Any]:
    """A report as a task with one prediction.

    Args:
        report: The report.
        found: Its marks and links.
    """
    text = text_of(report.text)
    regions: list[dict[str, Any]] = [
        {
            "id": mark.id,
            "from_name": "label",
            "to_name": "text",
            "type": "labels",
            "value": {
                "start": mark.start,
                "end": mark.end,
                "text": text[mark.start : mark.end],
                "labels": [mark.type],
            },
            "meta": {
                "text": [
                    mark.of.path,
                    *(f"{name}: {shown(value)}" for name, value in mark.of.values.items()),
                ]
            },
        }
        for mark in found.marks
    ]
    links = [
        {
            "type": "relation",
            "from_id": start,
            "to_id": end,
            "direction": "right",
            "labels": [label],
        }
        for label, start, end in found.links
    ]
    about = {key: getattr(report, key) for key in ("url", "outlet", "title", "published")}
    about = {key: unicode_text(value) for key, value in about.items() if value is not None}
    version = unicode_text(f"sayso {report.reader.version}")
    return {
        "data": {"text": text, "report": report.id, **about},
        "predictions": [{"model_version": version, "result": [*regions, *links]}],
    }


def label_config(used: Used) -> str:
    """The labelling interface: all labels, all relations."""
    labels = (
        f"    <Label value={quoteattr(name)} background={quoteattr(colour)}/>"
        for name, colour in colours(used).items()
    )
    links = (f"    <Relation value={quoteattr(n)}/>" for n in (*relation_types(), CONTINUES))
    return "\n".join(
        (
            "<View>",
            "  <Relations>",
            *links,
            "  </Relations>",
            '  <Labels name="label" toName="text">',
            *labels,
            "  </Labels>",
            '  <Text name="text" value="$text"/>',
            "</View>",
            "",
        )
    )
