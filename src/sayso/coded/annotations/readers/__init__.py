"""Annotations of other tools, whatever the file: told by what is in it, not by its name."""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from sayso.coded.annotations.form import CodedReport
from sayso.coded.annotations.readers import (
    brat,
    civet,
    doccano,
    label_studio,
    records,
    uima,
    web_annotation,
)
from sayso.coded.annotations.readers.files import MOST, OnError, json_in
from sayso.errors import EmptyInput, InputError, InputTooLarge, MalformedInput, UnsupportedInput

SUFFIXES = (".ann", ".json", ".jsonl", ".ndjson", ".jsonld", ".xmi", ".yml", ".yaml", ".zip")
_ASIDE = frozenset(
    {"export.json", "span_labels.json", "relation_labels.json", "datapackage.json",
     "TypeSystem.xml", "incidents.jsonl", "origins.jsonl", "copies.jsonl"}
)  # fmt: skip
"""Files of exports that hold no annotations."""
_KINDS = (
    "brat, doccano, Label Studio, INCEpTION (UIMA CAS), CIVET, Web Annotations, sayso's records"
)
_HEAD = 1 << 16


def read_annotations(
    paths: Iterable[Path], on_error: OnError, *, offsets: str | None = None
) -> Iterator[CodedReport]:
    """What files, folders and archives say of reports.

    Args:
        paths: Where they are.
        on_error: Called with each file and each item that cannot be read; the rest is read.
        offsets: How doccano's offsets count, where not in UTF-16 units: ``code points``.
    """
    for path in paths:
        yield from _of(path, on_error, offsets)


def _of(path: Path, on_error: OnError, offsets: str | None) -> Iterator[CodedReport]:
    try:
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.is_file() and _is_read(p))
            if not inside:
                raise EmptyInput(
                    "no annotations in the folder", source=str(path), remedy=f"read: {_KINDS}"
                )
            for each in inside:
                yield from _of(each, on_error, offsets)
        elif path.suffix.lower() == ".zip":
            yield from _packed(path, on_error, offsets)
        else:
            yield from _file(path, on_error, offsets)
    except InputError as error:
        on_error(error)
    except _SHAPES as error:
        # readers name the item that is wrong where they can; this is for the rest
        on_error(
            MalformedInput(
                f"not what the format asks for: {type(error).__name__}: {error}"[:200],
                source=str(path),
                remedy="export it again",
            )
        )


_SHAPES = (AttributeError, IndexError, KeyError, TypeError, ValueError)
"""What an item of another shape than the format's leads to."""


def _is_read(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES and path.name not in _ASIDE


def _file(path: Path, on_error: OnError, offsets: str | None) -> Iterator[CodedReport]:
    if not path.exists():
        raise InputError("there is no such file", source=str(path), remedy="check the path")
    suffix = path.suffix.lower()
    if suffix == ".ann":
        yield from brat.read(path, on_error)
    elif suffix in (".xmi", ".xml"):
        yield from uima.read(path, on_error)
    elif suffix in (".yml", ".yaml"):
        if not civet.is_collection(_head(path)):
            raise _unknown(path)
        yield from civet.read(path, on_error)
    elif suffix in SUFFIXES:
        yield from _json(path, on_error, offsets)
    else:
        raise _unknown(path)


def _json(path: Path, on_error: OnError, offsets: str | None) -> Iterator[CodedReport]:
    if _head(path).strip() in ("", "[]"):
        return  # an export of nothing
    first = _first(path)
    if first is None:
        raise _unknown(path)
    if uima.is_cas(first):
        yield from uima.read(path, on_error)
    elif records.is_record(first):
        yield from records.read(path, on_error)
    elif web_annotation.is_annotation(first):
        yield from web_annotation.read(path, on_error)
    elif label_studio.is_task(first):
        yield from label_studio.read(path, on_error)
    elif doccano.is_item(first):
        yield from doccano.read(path, on_error, offsets=offsets)
    else:
        raise _unknown(path)


def _first(path: Path) -> dict[str, object] | None:
    """The first object of a file of JSON, or of lines of it; an empty list has none."""
    line = next((part for part in _head(path).split("\n") if part.strip()), "")
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        value = json_in(path)
    if isinstance(value, list):
        value = value[0] if value else None
    return value if isinstance(value, dict) else None


def _head(path: Path) -> str:
    try:
        with path.open("rb") as file:
            first = file.readline(MOST) if path.suffix.lower() != ".yml" else b""
            return (first + file.read(_HEAD)).decode("utf-8-sig", "replace")
    except OSError as error:
        raise InputError(
            f"cannot be opened: {error.strerror}", source=str(path), remedy="check the path"
        ) from error


def _packed(path: Path, on_error: OnError, offsets: str | None) -> Iterator[CodedReport]:
    """The files of an archive, unpacked for the while that they are read."""
    if not path.exists():
        raise InputError("there is no such file", source=str(path), remedy="check the path")
    with tempfile.TemporaryDirectory(prefix="sayso-") as folder:
        try:
            with zipfile.ZipFile(path) as archive:
                whole = archive.infolist()
                if sum(each.file_size for each in whole) > 2 * MOST:
                    raise InputTooLarge(
                        f"more than {2 * MOST:,} bytes unpacked",
                        source=str(path),
                        remedy="unpack it, and give the folder",
                    )
                for each in whole:
                    inner = PurePosixPath(each.filename)
                    if inner.suffix.lower() in (*SUFFIXES, ".txt", ".xml"):
                        archive.extract(each, folder)
        except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError) as error:
            raise MalformedInput(
                f"no ZIP archive that can be unpacked: {error}",
                source=str(path),
                remedy="unpack it, and give the folder",
            ) from error

        def fail(error: InputError) -> None:
            on_error(_named(error, folder, str(path)))

        for coded in _of(Path(folder), fail, offsets):
            yield replace(coded, source=_outside(coded.source, folder, str(path)))


def _outside(source: str, folder: str, archive: str) -> str:
    return source.replace(folder, archive)


def _named(error: InputError, folder: str, archive: str) -> InputError:
    source = error.source and _outside(error.source, folder, archive)
    return type(error)(error.message, source=source, place=error.place, remedy=error.remedy)


def _unknown(path: Path) -> UnsupportedInput:
    return UnsupportedInput(
        "no annotations that are read",
        source=str(path),
        remedy=f"read are {_KINDS}; coded events are for `sayso compare`",
    )
