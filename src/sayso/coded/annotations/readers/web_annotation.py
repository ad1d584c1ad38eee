"""W3C Web Annotations as JSON-LD: our own, and those of Hypothesis, Recogito and their like.

Words are found by position where the position fits the quotation, else by the quotation and what
stands around it, as the Recommendation of 23 February 2017 has it (4.2.4, 4.2.5).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from sayso.coded.annotations.form import CodedReport, Link, Mark, Quote, is_path
from sayso.coded.annotations.labels import every_field
from sayso.coded.annotations.readers.files import OnError, json_in, json_lines
from sayso.errors import MalformedInput
from sayso.export.annotations import LAYERS

_URN = "urn:sayso:report:"
Node = dict[str, Any]
Row = tuple[int, Node]
"""An annotation with where it is in its file."""


def is_annotation(value: dict[str, Any]) -> bool:
    """Whether an object is an annotation, or a collection or page of them, or Hypothesis's rows."""
    rows = value.get("rows")
    if isinstance(rows, list) and rows and isinstance(rows[0], dict) and "target" in rows[0]:
        return True
    types = value.get("type") or value.get("@type") or ()
    types = [types] if isinstance(types, str) else types
    return bool({"Annotation", "AnnotationPage", "AnnotationCollection"} & set(types))


def read(path: Path, on_error: OnError) -> Iterator[CodedReport]:
    """The annotations of a file, report by report.

    Args:
        path: The file: an annotation a line, a list, a page or a collection.
        on_error: Called with each annotation that cannot be read.
    """
    # ours are in the order of reports, and never all in memory; what people added to them is not
    added: dict[str, list[Row]] = {}
    for row, in_order in _ordered(_rows(path, lambda _: None)):
        if not in_order:
            added.setdefault(_about(row[1]), []).append(row)
    own = (row for row, in_order in _ordered(_rows(path, on_error)) if in_order)
    for about, some in groupby(own, key=lambda row: _about(row[1])):
        rows = list(some)
        rows += added.pop(about, [])
        rows += added.pop(_url(rows[0][1]) or "", [])
        yield _report(about, rows, path, on_error)
    for about in sorted(added):
        yield _report(about, added[about], path, on_error)


def _ordered(rows: Iterator[Row]) -> Iterator[tuple[Row, bool]]:
    """Each with whether it is one of ours, among the others of its report."""
    now, gone = "", set[str]()
    for row in rows:
        about = _about(row[1])
        in_order = about == now or (about.startswith(_URN) and about not in gone)
        if in_order:
            now = about
            gone.add(about)
        yield row, bool(in_order and about)


def _rows(path: Path, on_error: OnError) -> Iterator[Row]:
    if path.suffix.lower() in (".jsonl", ".ndjson"):
        yield from json_lines(path, on_error)
        return
    try:
        value = json_in(path)
    except MalformedInput:
        yield from json_lines(path, on_error)  # lines under another name
        return
    for _ in range(3):  # a collection has a page, a page has items
        if isinstance(value, dict) and ("items" in value or "first" in value):
            value = value.get("items", value.get("first"))
        elif isinstance(value, dict) and "rows" in value:
            value = value["rows"]
    every = value if isinstance(value, list) else [value]
    yield from ((n, each) for n, each in enumerate(every, 1) if isinstance(each, dict))


def _about(node: Node) -> str:
    """The report that an annotation is about: our id of it, or an address."""
    id_ = str(node.get("id", ""))
    if id_.startswith(_URN):
        return id_.partition("#")[0]
    for target in _listed(node.get("target")):
        if not isinstance(target, str | dict):
            continue
        source = target if isinstance(target, str) else target.get("source", target.get("id"))
        if isinstance(source, dict):
            source = source.get("id")
        if isinstance(source, str):
            return source.partition("#")[0] if source.startswith(_URN) else source
    return ""


def _url(node: Node) -> str | None:
    """The address of the report that an annotation is about, where it has one."""
    for target in _listed(node.get("target")):
        source = target.get("source") if isinstance(target, dict) else None
        if isinstance(source, str) and not source.startswith(_URN):
            return source
    return None


def _report(about: str, rows: list[Row], path: Path, on_error: OnError) -> CodedReport:
    own = about.startswith(_URN)
    report = unquote(about.removeprefix(_URN)) if own else None
    marks: list[Mark] = []
    links: list[tuple[str, str, str]] = []
    groups: list[tuple[str, ...]] = []
    ids: dict[str, str] = {}
    url: str | None = None if own else about or None
    for number, node in rows:
        try:
            if node.get("motivation") == "linking" and _linked(node) is not None:
                links.append(_linked(node) or ("", "", ""))
                continue
            made = list(_marks(node, number))
        except (KeyError, TypeError, ValueError, AttributeError):
            on_error(
                MalformedInput(
                    "no annotation of words",
                    source=str(path),
                    place=f"annotation {number}",
                    remedy="a target with a TextQuoteSelector or a TextPositionSelector",
                )
            )
            continue
        # a link to a thing is one to a mention of it, if there is one with words
        worded = (mark for mark in made if any(q.exact.strip() for q in mark.quotes))
        ids[str(node.get("id"))] = next(worded, made[0]).id
        marks += made
        if len(made) > 1:
            groups.append(tuple(mark.id for mark in made))
        if own and url is None:
            url = _url(node)
    return CodedReport(
        source=str(path),
        item=report or about,
        report=report,
        url=url,
        marks=tuple(marks),
        links=tuple(Link(label, ids.get(a, a), ids.get(b, b)) for label, a, b in links),
        groups=tuple(groups),
        grouped=own,
        who=None if own else _who([node for _, node in rows]),
    )


def _linked(node: Node) -> tuple[str, str, str] | None:
    """Label, first and second annotation of an annotation that links two."""
    bodies = _listed(node.get("body"))
    first = next((b.get("source", b.get("id")) for b in bodies if _is_thing(b)), None)
    label = next((b["value"] for b in bodies if isinstance(b, dict) and "value" in b), None)
    target = node.get("target")
    if isinstance(target, dict):
        target = target.get("id") if "selector" not in target else None
    if isinstance(first, str) and isinstance(label, str) and isinstance(target, str):
        return label, first, target
    return None


def _is_thing(body: object) -> bool:
    return isinstance(body, dict) and isinstance(body.get("source", body.get("id")), str)


def _marks(node: Node, number: int) -> Iterator[Mark]:
    """An annotation as marks: of an actor or a place one a mention, of all else one."""
    tags = [{"purpose": "tagging", "value": tag} for tag in _listed(node.get("tags"))]
    layer, label, values = _bodies([*_listed(node.get("body")), *tags])
    found = [_selected(target) for target in _listed(node["target"])]
    id_ = str(node.get("id") or f"annotation {number}")
    path = unquote(id_.partition("#")[2]) if id_.startswith(_URN) else ""
    if layer is not None and is_path(path):
        values = every_field(layer, values)
    mentions = layer in ("actors", "places")
    if not mentions:
        yield Mark(
            path or id_,
            label,
            tuple(span for span, _ in found),
            layer=layer,
            values=values,
            path=path if is_path(path) else None,
            quotes=tuple(quote for _, quote in found),
        )
        return
    for n, (span, quote) in enumerate(found):
        where = f"{path}.mentions.{n}"
        yield Mark(
            where if path else f"{id_} {n + 1}",
            label,
            (span,),
            layer=layer,
            values=values,
            path=where if is_path(path) else None,
            quotes=(quote,),
        )


def _selected(target: Any) -> tuple[tuple[int, int], Quote]:
    position, quote = (-1, -1), Quote("")
    todo = _listed(target["selector"])
    while todo:
        each = todo.pop()
        todo += _listed(each.get("refinedBy"))
        if each["type"] == "TextPositionSelector":
            position = int(each["start"]), int(each["end"])
        elif each["type"] == "TextQuoteSelector":
            quote = Quote(each["exact"], each.get("prefix", ""), each.get("suffix", ""))
    if position[0] < 0 and not quote.exact:
        raise ValueError
    return position, quote


def _bodies(bodies: list[Any]) -> tuple[str | None, str, dict[str, object]]:
    """Layer, label and coded fields: the first tag, a second that classifies, and JSON."""
    layer: str | None = None
    tags: list[str] = []
    values: dict[str, object] = {}
    for body in bodies:
        if not isinstance(body, dict) or not isinstance(body.get("value"), str):
            continue
        if body.get("format") == "application/json":
            found = json.loads(body["value"])
            values |= found if isinstance(found, dict) else {}
        elif body.get("purpose") == "tagging" and body["value"] in LAYERS and layer is None:
            layer = body["value"]
        elif body.get("purpose") in ("tagging", "classifying", None):
            tags.append(body["value"])
    return layer, tags[0] if tags else layer or "", values


def _who(nodes: list[Node]) -> str | None:
    """The one person who made all of some annotations."""
    names = set()
    for node in nodes:
        made = node.get("creator", node.get("user"))
        if isinstance(made, dict):
            made = made.get("nickname") or made.get("name") or made.get("id")
        names.add(made if isinstance(made, str) else None)
    return names.pop() if len(names) == 1 else None


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]
