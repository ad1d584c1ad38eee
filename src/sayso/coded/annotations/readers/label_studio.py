"""Label Studio's JSON: tasks with the regions, choices and relations that people made.

Only what people made is read (``annotations``); a file that has none, as it is imported into Label
Studio, is read by its ``predictions``. Offsets count code points.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sayso.coded.annotations.form import (
    CodedReport,
    Link,
    Mark,
    Wide,
    is_path,
    joined_parts,
    parsed_note,
)
from sayso.coded.annotations.labels import every_field, layer_of
from sayso.coded.annotations.readers.files import OnError, json_in
from sayso.errors import MalformedInput, UnsupportedInput

_REGIONS = frozenset({"labels", "hypertextlabels"})
_MADE = ("annotations", "completions")
"""Where a task has what people made, in newer and older versions."""
_VALUES = ("choices", "text", "rating", "number", "datetime", "taxonomy")


def is_task(value: object) -> bool:
    """Whether an object is a task."""
    return (
        isinstance(value, dict)
        and isinstance(value.get("data"), dict)
        and bool({"annotations", "predictions", "completions"} & value.keys())
    )


def read(path: Path, on_error: OnError) -> Iterator[CodedReport]:
    """What people made of the tasks of a file, each person's by itself.

    Args:
        path: The file.
        on_error: Called with each task or region that cannot be read.
    """
    found = json_in(path)
    tasks = found if isinstance(found, list) else [found]
    made = {key for task in tasks if isinstance(task, dict) for key in _MADE if key in task}
    keys = _MADE if made else ("predictions",)
    for number, task in enumerate(tasks, 1):
        item = f"task {task.get('id', number)}" if isinstance(task, dict) else f"task {number}"
        try:
            yield from _task(task, keys, str(path), item, on_error)
        except (KeyError, TypeError, ValueError, AttributeError):
            on_error(
                MalformedInput(
                    "no task of Label Studio",
                    source=str(path),
                    place=item,
                    remedy="export it as JSON, not JSON-MIN",
                )
            )


def _task(
    task: dict[str, Any], keys: tuple[str, ...], source: str, item: str, on_error: OnError
) -> Iterator[CodedReport]:
    data = task["data"]
    made: list[Any] = next((task[key] for key in keys if task.get(key) is not None), [])
    for number, one in enumerate(made, 1):
        if one.get("was_cancelled"):
            continue
        named = item if len(made) == 1 else f"{item}, annotation {one.get('id', number)}"
        who = one.get("completed_by")
        who = who.get("email") or who.get("username") if isinstance(who, dict) else who
        yield _result(
            one["result"],
            source,
            named,
            data,
            None if who is None else str(who),
            on_error,
        )


def _result(
    result: list[dict[str, Any]],
    source: str,
    item: str,
    data: dict[str, Any],
    who: str | None,
    on_error: OnError,
) -> CodedReport:
    regions = [r for r in result if r.get("type") in _REGIONS]
    field = next((key for key in ("text", *data) if isinstance(data.get(key), str)), "text")
    text = str(data.get(field, ""))
    extra: dict[str, dict[str, object]] = {}
    for each in result:
        kind = str(each.get("type"))
        if kind in _VALUES and each.get("id") in {r.get("id") for r in regions}:
            found = each["value"].get(kind)
            value = found[0] if isinstance(found, list) and found else found
            extra.setdefault(str(each["id"]), {})[str(each.get("from_name"))] = value
        elif kind not in _REGIONS and kind != "relation":
            on_error(
                UnsupportedInput(
                    f"{kind} {each.get('from_name', '')} of the whole task is of no words",
                    source=source,
                    place=item,
                    remedy="only what is said of marked words is taken",
                )
            )
    marks: list[Mark] = []
    for region in regions:
        if "start" not in region["value"] or isinstance(region["value"]["start"], str):
            on_error(
                UnsupportedInput(
                    f"region {region.get('id')} is in HTML, not in text",
                    source=source,
                    place=item,
                    remedy="label with <Text>, not <HyperText>",
                )
            )
            continue
        marks += _marks(region, extra.get(str(region.get("id")), {}))
    links = tuple(
        Link(str(label), str(each["from_id"]), str(each["to_id"]))
        for each in result
        if each.get("type") == "relation"
        for label in each.get("labels") or ["relation"]
    )
    joined, rest = joined_parts(_by_words(tuple(marks), text), links)
    return CodedReport(
        source=source,
        item=item,
        report=_text(data.get("report")),
        url=_text(data.get("url")),
        text=text,
        marks=joined,
        links=rest,
        who=who,
    )


def _marks(region: dict[str, Any], extra: dict[str, object]) -> Iterator[Mark]:
    value, id_ = region["value"], str(region.get("id"))
    said = (region.get("meta") or {}).get("text") or []
    said = [said] if isinstance(said, str) else said
    path, noted = parsed_note(str(line) for line in said)
    if path is None and is_path(id_.partition("/")[0]):
        path = id_.partition("/")[0]
    if noted and path is not None:
        noted = every_field(layer_of(path), noted)
    words = value.get("text")
    for n, label in enumerate(value.get("labels") or value.get("hypertextlabels") or ["?"]):
        yield Mark(
            id_ if n == 0 else f"{id_} {n + 1}",
            str(label),
            ((int(value["start"]), int(value["end"])),),
            values=extra,
            noted=noted,
            path=path if n == 0 else None,
            words=words if isinstance(words, str) else None,
        )


def _by_words(marks: tuple[Mark, ...], text: str) -> tuple[Mark, ...]:
    """Offsets in UTF-16 units, as older versions have them, as code points: told by the words."""
    wide = Wide(text)
    if wide.plain or not any(m.words and text[slice(*m.spans[0])] != m.words for m in marks):
        return marks
    moved = tuple(
        Mark(
            m.id, m.label, (wide.span(*m.spans[0]),), values=m.values, noted=m.noted,
            path=m.path, words=m.words,
        )
        for m in marks
    )  # fmt: skip
    fits = all(m.words is None or text[slice(*m.spans[0])] == m.words for m in moved)
    return moved if fits else marks


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None
