"""INCEpTION and other UIMA tools: UIMA CAS as JSON (0.4) or XMI, with the ``cassis`` package.

A layer's label is its first text feature of the names ``value``, ``label``, ``class``, ``kind``,
``type``, else the layer's name. Relations lead from ``Governor`` to ``Dependent``; a link feature
leads from the annotation to its targets, by the role. Files count UTF-16 units; ``cassis`` makes
code points of them.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sayso.coded.annotations.form import CodedReport, Link, Mark
from sayso.coded.annotations.readers.files import OnError, text_in
from sayso.errors import InputError, MalformedInput, MissingExtra

_LABELS = ("value", "label", "class", "kind", "type")
_OWN = frozenset({"begin", "end", "sofa", "xmiID", "type", "FSArray"})
_NOT_MARKS = re.compile(
    r"uima\..*|.*\.(?:segmentation|metadata|lexmorph|syntax)\..*|.*\.(?:CASMetadata|Sentence|Token)"
)
"""What tools put in every text by themselves."""
TYPE_SYSTEM = "TypeSystem.xml"


def is_cas(value: object) -> bool:
    """Whether a value is a UIMA CAS as JSON."""
    return isinstance(value, dict) and "%FEATURE_STRUCTURES" in value


def read(path: Path, _: OnError) -> Iterator[CodedReport]:
    """The annotations of a file.

    Args:
        path: A ``.json`` file, or an ``.xmi`` file with its ``TypeSystem.xml`` beside it.

    Raises:
        InputError: It is broken, or its type system is not there.
        MissingExtra: ``cassis`` is not installed.
    """
    cas = _cas(path)
    text = cas.sofa_string
    if not isinstance(text, str):
        raise InputError("no text in it", source=str(path), remedy="export it with its text")
    marks: list[Mark] = []
    relations: list[Any] = []
    name: str | None = None
    for each in cas.select_all_annotations():
        type_ = each.type.name
        if type_.endswith("DocumentMetaData"):
            name = getattr(each, "documentTitle", None) or getattr(each, "documentId", None)
        if _has(each, "Governor") and _has(each, "Dependent"):
            relations.append(each)
        elif _spanned(each) and not _NOT_MARKS.fullmatch(type_):
            marks.append(_mark(each, text))
    known = {mark.id for mark in marks}
    links = [
        Link(_label(each).removesuffix("Relation"), _id(each.Governor), _id(each.Dependent))
        for each in relations
        if each.Governor is not None and each.Dependent is not None
    ]
    links += [
        link for each in cas.select_all_annotations() if _id(each) in known for link in _slots(each)
    ]
    yield CodedReport(
        source=str(path),
        item="",
        report=_report(name) or _report(path.stem) or _report(path.parent.name),
        text=text,
        marks=tuple(marks),
        links=tuple(links),
    )


def _cas(path: Path) -> Any:
    try:
        import cassis
    except ImportError as error:
        raise MissingExtra(
            "annotations of UIMA need the package cassis",
            source=str(path),
            remedy="pip install 'sayso[annotations]'",
        ) from error
    text = text_in(path)
    types = None if path.suffix.lower() == ".json" else text_in(_type_system(path))
    try:
        with warnings.catch_warnings():
            # of offsets outside of the text: such marks are refused by name later
            warnings.simplefilter("ignore")
            if types is None:
                return cassis.load_cas_from_json(text)
            known = cassis.load_typesystem(types)
            return cassis.load_cas_from_xmi(text, typesystem=known, lenient=True)
    except Exception as error:  # the package has no base class of what it raises
        raise MalformedInput(
            f"no UIMA CAS: {error}"[:200], source=str(path), remedy="export it again"
        ) from error


def _type_system(path: Path) -> Path:
    """The file that says which types an XMI file has, beside it or one folder up."""
    for folder in (path.parent, path.parent.parent):
        if (folder / TYPE_SYSTEM).exists():
            return folder / TYPE_SYSTEM
    raise InputError(
        f"no {TYPE_SYSTEM} beside it",
        source=str(path),
        remedy="export as UIMA CAS XMI 1.0, and keep the two files of the archive together",
    )


def _mark(each: Any, text: str) -> Mark:
    values = {
        name: getattr(each, name)
        for name in _features(each)
        if isinstance(getattr(each, name), str | int | float | bool)
    }
    return Mark(
        _id(each),
        _label(each),
        ((int(each.begin), int(each.end)),),
        values={name: value for name, value in values.items() if name not in _LABELS},
        words=text[int(each.begin) : int(each.end)] if each.begin >= 0 else None,
    )


def _slots(each: Any) -> Iterator[Link]:
    for name in _features(each):
        value = getattr(each, name)
        elements = getattr(value, "elements", value if isinstance(value, list) else None)
        for one in elements or ():
            target = getattr(one, "target", None)
            if target is not None and _has(target, "begin"):
                yield Link(str(getattr(one, "role", None) or name), _id(each), _id(target))


def _label(each: Any) -> str:
    for name in _LABELS:
        value = getattr(each, name, None)
        if isinstance(value, str) and value:
            return value
    short: str = each.type.name.rpartition(".")[2]
    return short


def _features(each: Any) -> list[str]:
    return [f.name for f in each.type.all_features if f.name not in _OWN]


def _has(each: Any, name: str) -> bool:
    return any(f.name == name for f in each.type.all_features)


def _spanned(each: Any) -> bool:
    return isinstance(getattr(each, "begin", None), int) and isinstance(
        getattr(each, "end", None), int
    )


def _id(each: Any) -> str:
    return f"{each.type.name.rpartition('.')[2]} {each.xmiID}"


def _report(name: object) -> str | None:
    """The id of a report that a document is named after."""
    found = re.match(r"r_[0-9A-Za-z_]+", name) if isinstance(name, str) else None
    return found[0] if found else None
