"""doccano's JSONL of texts with entities and relations, for a sequence labelling project.

``reports.jsonl`` has a report a line, ``span_labels.json`` and ``relation_labels.json`` the labels,
to be imported before it. The project must use relations, and allow overlapping entities. Labels
are those of brat (``Actor_person``, ``Content_direct``, ``ASSAULT``); parts of discontinuous words
are entities of their own with a relation ``Continues``.

Offsets count UTF-16 units, because doccano does (its issue 2290), unless a project counts grapheme
clusters. Carriage returns are spaces, because browsers drop them. The same words with the same
label are one entity, as doccano refuses two; ``left_out.csv`` says which, and which reports have
no text.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from pathlib import Path
from typing import Any

from sayso.export.annotations import LeftOut, annotated
from sayso.export.annotations.files import LeftOuts, json_line, text_of
from sayso.export.annotations.flat import CONTINUES, Flat, flat
from sayso.export.annotations.types import Used, colours, relation_types
from sayso.export.shared.clean import unicode_text
from sayso.export.source import Source
from sayso.record import Report


def write(source: Source, folder: Path) -> dict[str, int]:
    """Write all reports, and the labels.

    Args:
        source: What is exported.
        folder: Where the files go.

    Returns:
        How many reports there are, and how many annotations were left out.
    """
    used, count = Used(), 0
    with (
        (folder / "reports.jsonl").open("w", encoding="utf-8", newline="") as out,
        LeftOuts(folder, excel_safe=source.asked.excel_safe) as left_outs,
    ):
        for read in source.read():
            marked = annotated(read)
            report = marked.report
            left_outs.add(report, marked.left_out)
            if not report.text.strip():
                left_outs.add(report, [LeftOut("", "the report has no words")])
                continue
            used.see(marked.annotations)
            example, left_out = example_of(report, flat(marked))
            left_outs.add(report, left_out)
            out.write(json_line(example))
            count += 1
    labels = {"span_labels.json": colours(used), "relation_labels.json": _links()}
    for name, found in labels.items():
        text = json.dumps([_label(*each) for each in found.items()], indent=1)
        (folder / name).write_text(text + "\n", encoding="utf-8")
    return {"reports.jsonl": count, "left_out.csv": left_outs.count}


def example_of(report: Report, found: Flat) -> tuple[dict[str, Any], list[LeftOut]]:
    """A report as doccano imports it, and what it cannot hold.

    Args:
        report: The report.
        found: Its marks and links.
    """
    wide = [i for i, c in enumerate(report.text) if c > "\uffff"]
    left_out = list(found.left_out)
    entities: list[dict[str, Any]] = []
    ids: dict[str, int] = {}
    there: dict[tuple[int, int, str], int] = {}
    for mark in found.marks:
        key = mark.start, mark.end, mark.type
        if key in there:
            ids[mark.id] = there[key]
            why = f"the same words have the label {mark.type} already"
            left_out.append(LeftOut(mark.of.path, why, ((mark.start, mark.end),)))
            continue
        ids[mark.id] = there[key] = len(entities)
        entities.append(
            {
                "id": len(entities),
                "label": mark.type,
                "start_offset": mark.start + bisect_left(wide, mark.start),
                "end_offset": mark.end + bisect_left(wide, mark.end),
            }
        )
    # two marks that are one entity can have the same relation twice, or one with themselves
    links = dict.fromkeys((label, ids[start], ids[end]) for label, start, end in found.links)
    relations = [
        {"id": n, "from_id": start, "to_id": end, "type": label}
        for n, (label, start, end) in enumerate(link for link in links if link[1] != link[2])
    ]
    about = {"report": report.id, "url": report.url, "outlet": report.outlet}
    about = {key: unicode_text(value) for key, value in about.items() if value is not None}
    text = text_of(report.text)
    return {"text": text, "entities": entities, "relations": relations, **about}, left_out


def _links() -> dict[str, str]:
    return dict.fromkeys((*relation_types(), CONTINUES), "#777777")


def _label(text: str, colour: str) -> dict[str, str | None]:
    return {
        "text": text,
        "prefixKey": None,
        "suffixKey": None,
        "backgroundColor": colour,
        "textColor": "#000000",
    }
