"""CoNLL-U Plus (Universal Dependencies): a token a line, what is marked as BIO tags in columns.

The first line of ``reports.conllup`` names the columns: ``ID`` and ``FORM`` as in CoNLL-U, one
column a layer (``SAYSO:ACTORS``, ``SAYSO:CONTENTS``, …), and ``MISC``. Words of one layer can lie
in words of the same: then the outer ones are in the first column of it, those within in
``SAYSO:CONTENTS.2`` and so on. Tags are BIO2 (``B-PERSON``, ``I-PERSON``, ``O``); each part of
discontinuous words, and what goes on in the next sentence, begins with ``B-`` again.

``MISC`` has ``TokenRange=start:end`` in code points of the report's text, ``SpaceAfter=No``, and
at each ``B-`` the path in the record of what begins there, as ``Contents.2=statements.s3.content``:
with these all can be mapped back. Parts with one path are one annotation.

Tokens are those of spaCy's blank English pipeline, sentences end where its rules say and at the
ends of lines. Text is not normalised to NFC, so that offsets hold. Words that begin or end inside
a token are marked as long as the token, and ``left_out.csv`` says so; it also has what lies too
deep for the columns, and words that are only white space.

Source: https://universaldependencies.org/ext-format.html and format.html.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from sayso.export.annotations import Annotated, Annotation, Layer, LeftOut, annotated
from sayso.export.annotations.files import LeftOuts, batches, name_of
from sayso.export.annotations.spans import levels, trimmed
from sayso.export.annotations.tokens import in_passing, sentences, tokenised
from sayso.export.shared.clean import unicode_text
from sayso.export.source import Source
from sayso.store.snapshot import TOGETHER

if TYPE_CHECKING:
    from spacy.tokens import Token

LEVELS: Mapping[Layer, int] = {
    "actors": 3,
    "places": 2,
    "times": 2,
    "events": 3,
    "tolls": 2,
    "sources": 2,
    "cues": 2,
    "contents": 4,
    "media": 1,
}
"""Layers that have columns, and how many: in our own reports none lie more than two deep."""


def columns() -> list[str]:
    """Names of the columns, in order."""
    names = [_column(layer, level) for layer, most in LEVELS.items() for level in range(most)]
    return ["ID", "FORM", *(f"SAYSO:{name.upper()}" for name in names), "MISC"]


def write(source: Source, folder: Path) -> dict[str, int]:
    """Write all reports into one file.

    Args:
        source: What is exported.
        folder: Where the files go.

    Returns:
        How many sentences there are, and how many annotations were left out or made longer.
    """
    count = 0
    with (
        (folder / "reports.conllup").open("w", encoding="utf-8", newline="") as out,
        LeftOuts(folder, excel_safe=source.asked.excel_safe) as left_outs,
    ):
        out.write(f"# global.columns = {' '.join(columns())}\n")
        for some in batches(source.read(), TOGETHER):
            # words that were seen in them are forgotten after
            with in_passing():
                for read in some:
                    marked = annotated(read)
                    found, left_out = tagged(marked)
                    left_outs.add(marked.report, (*marked.left_out, *left_out))
                    for lines in found:
                        out.writelines(f"{line}\n" for line in lines)
                        out.write("\n")
                    count += len(found)
    return {"reports.conllup": count, "left_out.csv": left_outs.count}


def tagged(marked: Annotated) -> tuple[list[list[str]], list[LeftOut]]:
    """The lines of each sentence of a report, and what could not be marked as it is.

    Args:
        marked: The report.
    """
    report = marked.report
    doc = tokenised(report.text)
    within = sentences(doc, [block.span for block in report.blocks])
    tags, paths, left_out = _tags(report.text, within, marked.annotations)
    if not within:
        left_out.append(LeftOut("", "the report has no words"))
    found: list[list[str]] = []
    i = 0
    for number, sentence in enumerate(within, 1):
        lines = list(_comments(marked, number, sentence))
        for id_, token in enumerate(sentence, 1):
            misc = [f"TokenRange={token.idx}:{token.idx + len(token)}"]
            after = token.idx + len(token)
            if not report.text[after : after + 1].isspace():
                misc.append("SpaceAfter=No")
            misc += paths.get(i, ())
            cells = (str(id_), token.text, *(column[i] for column in tags), "|".join(misc))
            lines.append("\t".join(cells))
            i += 1
        found.append(lines)
    return found, left_out


def _tags(
    text: str, within: Sequence[Sequence[Token]], annotations: Sequence[Annotation]
) -> tuple[list[list[str]], dict[int, list[str]], list[LeftOut]]:
    """A column of tags a level, paths of what begins at a token, and what is left out."""
    tokens = [token for sentence in within for token in sentence]
    starts = [token.idx for token in tokens]
    ends = [token.idx + len(token) for token in tokens]
    first: set[int] = set()
    i = 0
    for sentence in within:
        first.add(i)
        i += len(sentence)
    tags: list[list[str]] = []
    paths: dict[int, list[str]] = {}
    left_out: list[LeftOut] = []
    for layer, most in LEVELS.items():
        items: list[tuple[tuple[int, int], tuple[int, int, Annotation]]] = []
        for each in annotations:
            if each.layer != layer:
                continue
            for where in each.spans:
                inked = trimmed(text, where)
                if inked is None:
                    left_out.append(LeftOut(each.path, "there are no words", (where,)))
                    continue
                a, b = bisect_right(ends, inked[0]), bisect_left(starts, inked[1])
                items.append(((a, b), (a, b, each)))
                if (starts[a], ends[b - 1]) != inked:
                    why = f"made as long as its tokens: {starts[a]} to {ends[b - 1]}"
                    left_out.append(LeftOut(each.path, why, (where,)))
        laid, over = levels(items, most)
        for a, b, each in over:
            why = f"lies too deep in others: there are {most} columns for {layer}"
            left_out.append(LeftOut(each.path, why, ((starts[a], ends[b - 1]),)))
        for level, inside in enumerate(laid):
            column = ["O"] * len(tokens)
            name = _column(layer, level)
            for a, b, each in inside:
                label = "_".join(each.label.upper().split()) or "_"
                for i in range(a, b):
                    begins = i == a or i in first
                    column[i] = f"{'B' if begins else 'I'}-{label}"
                    if begins:
                        paths.setdefault(i, []).append(f"{name}={quote(each.path, safe='')}")
            tags.append(column)
    return tags, paths, left_out


def _column(layer: Layer, level: int) -> str:
    """The name of a column, as ``Contents.2``."""
    return layer.capitalize() + (f".{level + 1}" if level else "")


def _comments(marked: Annotated, number: int, sentence: Sequence[Token]) -> Iterator[str]:
    report = marked.report
    name = name_of(report)
    if number == 1:
        yield f"# newdoc id = {name}"
        for key in ("url", "outlet", "published"):
            value = getattr(report, key)
            if value:
                yield f"# {key} = {' '.join(unicode_text(value).split())}"
    yield f"# sent_id = {name}-{number}"
    text = report.text[sentence[0].idx : sentence[-1].idx + len(sentence[-1])]
    yield f"# text = {''.join(' ' if c.isspace() else c for c in text)}"
