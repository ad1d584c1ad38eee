"""CIVET, the coding tool of Philip Schrodt: texts with marked words, in files of its workspaces.

A collection (``.yml``) has several texts, each with ``textoriginal`` and, once it was annotated,
``textmkup``, where marked words stand in ``<span class="CATEGORY">`` (CIVET documentation, Appendix
2). The files are no strict YAML, and are read line by line. Coded cases (``casevalues``) are of a
collection and of no words: they are named and not taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from sayso.coded.annotations.form import CodedReport, Mark
from sayso.coded.annotations.readers.files import OnError, text_in
from sayso.errors import UnsupportedInput

_FIELD = re.compile(r"(\s*)(?:- )?(text[a-z]+|case[a-z]+|cases|texts):(.*)")
_BLOCKS = frozenset({"textoriginal", "textmkup"})
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)([^<>]*)>")
_CLASS = re.compile(r"""class\s*=\s*["']([^"']+)["']""")


def is_collection(text: str) -> bool:
    """Whether a text is a collection of a workspace."""
    return re.search(r"^texts:\s*$", text, re.MULTILINE) is not None and "textid:" in text


def read(path: Path, on_error: OnError) -> Iterator[CodedReport]:
    """The texts of a collection that have marked words.

    Args:
        path: The file.
        on_error: Called with what cannot be taken.
    """
    texts, cases = _texts(text_in(path).replace("\r\n", "\n"))
    if cases:
        on_error(
            UnsupportedInput(
                f"{cases} coded cases are of several texts, and of no words in them",
                source=str(path),
                remedy="compare such data with `sayso compare`",
            )
        )
    for number, fields in enumerate(texts, 1):
        if not fields.get("textmkup", "").strip():
            continue
        text, marks = _marked(fields["textmkup"])
        yield CodedReport(
            source=str(path),
            item=f"text {fields.get('textid') or number}",
            report=fields["textid"] if fields.get("textid", "").startswith("r_") else None,
            text=text,
            marks=tuple(marks),
            who=fields.get("textmkupcoder") or None,
        )


def _texts(text: str) -> tuple[list[dict[str, str]], int]:
    """The fields of each text, and how many cases there are."""
    texts: list[dict[str, str]] = []
    cases, block, indent = 0, "", 0
    for line in text.split("\n"):
        found = _FIELD.match(line)
        if block and (not line.strip() or len(line) - len(line.lstrip()) >= indent > 0):
            texts[-1][block] += line[indent:] + "\n"
            continue
        if block and indent == 0 and found is None:
            indent = len(line) - len(line.lstrip())
            texts[-1][block] += line[indent:] + "\n"
            continue
        block = ""
        if found is None:
            continue
        name, rest = found[2], found[3].strip()
        if name == "textid":
            texts.append({"textid": rest})
        elif name == "caseid":
            cases += 1
        elif name in _BLOCKS and texts and rest[:1] in ("|", ">"):
            block, indent = name, 0
            texts[-1][name] = ""
        elif texts and name.startswith("text"):
            texts[-1][name] = rest
    return texts, cases


def _marked(markup: str) -> tuple[str, list[Mark]]:
    """Text without tags, and the words that stood in classed ones."""
    parts: list[str] = []
    length = at = 0
    open_: list[tuple[str, str | None, int]] = []
    marks: list[Mark] = []
    for tag in _TAG.finditer(markup):
        plain = unescape(markup[at : tag.start()])
        parts.append(plain)
        length += len(plain)
        at = tag.end()
        name = tag[2].lower()
        if name in ("br", "p", "div"):
            parts.append("\n")
            length += 1
        elif not tag[1]:
            classed = _CLASS.search(tag[3])
            open_.append((name, classed[1] if classed else None, length))
        else:
            while open_:
                opened, label, start = open_.pop()
                if opened == name:
                    if label is not None and start < length:
                        marks.append(Mark(f"span {len(marks) + 1}", label, ((start, length),)))
                    break
    parts.append(unescape(markup[at:]))
    return "".join(parts), marks
