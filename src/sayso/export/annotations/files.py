"""Files that formats for annotation have in common."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar
from urllib.parse import quote

from sayso.export.annotations.model import Annotation, LeftOut, Value
from sayso.export.shared.clean import unicode_text
from sayso.export.table_files.csv_file import guarded
from sayso.record import Report

Item = TypeVar("Item")

LEFT_OUT = "left_out.csv"
"""What the format cannot hold as it is in the record, each with what became of it."""

# Ends of lines that JSON may hold as they are, and at which some readers cut a file into lines.
_LINE_ENDS = re.compile("[\x7f\x85\u2028\u2029]")


# one encoder for all lines: making one takes longer than a short line
_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


class LeftOuts:
    """A table of what a format cannot hold, a row each. Use it in a ``with`` statement.

    Args:
        folder: Where the file goes; there is one also when nothing is left out.
        excel_safe: Put ``'`` before what a spreadsheet would run.
    """

    def __init__(self, folder: Path, *, excel_safe: bool = False) -> None:
        self.count = 0
        self._safe: Callable[[Any], Any] = guarded if excel_safe else lambda cell: cell
        self._file = (folder / LEFT_OUT).open("w", encoding="utf-8", newline="")
        self._rows = csv.writer(self._file)
        self._rows.writerow(("report", "path", "start", "end", "words", "why"))

    def __enter__(self) -> LeftOuts:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def add(self, report: Report, left_out: Iterable[LeftOut]) -> None:
        """Write down what is left out of a report."""
        for each in left_out:
            for start, end in each.spans or [(None, None)]:
                words = "" if start is None else report.text[start:end]
                cells = (report.id, each.path, start, end, words, each.why)
                self._rows.writerow(
                    self._safe(unicode_text(cell)) if isinstance(cell, str) else cell
                    for cell in cells
                )
                self.count += 1


def batches(stream: Iterable[Item], size: int) -> Iterator[Iterator[Item]]:
    """Parts of a stream, each to be gone through before the next.

    Args:
        stream: May be empty; then there is one part, which is empty.
        size: How many are in a part at most.
    """
    rest = iter(stream)
    first = list(islice(rest, 1))
    while True:
        yield chain(first, islice(rest, size - 1))
        first = list(islice(rest, 1))
        if not first:
            return


def json_line(value: Any) -> str:
    """A value as one line of JSON, with its newline."""
    return _LINE_ENDS.sub(lambda found: f"\\u{ord(found[0]):04x}", _json(value)) + "\n"


def text_of(text: str) -> str:
    """A text for tools that show it: a carriage return is a space, each character in its place.

    Browsers, and readers that take all ends of lines for one, would make one of two characters.
    """
    return text.replace("\r", " ")


def name_of(report: Report) -> str:
    """The id of a report as the name of a file.

    What no file can be called is percent-encoded. Ids that sayso makes need none of it.
    """
    name = quote(unicode_text(report.id), safe="")
    return "%2E" + name[1:] if name.startswith(".") else name


def iri_of(annotation: Annotation) -> str | None:
    """The address of the authority's entry for an actor or place; None: none is known.

    Wikidata's and GeoNames' addresses of things, not of pages about them.
    """
    identity, geonames = annotation.values.get("identity"), annotation.values.get("geonames")
    if annotation.layer == "places" and geonames is not None:
        return f"https://sws.geonames.org/{geonames}/"
    if annotation.layer == "actors" and isinstance(identity, str):
        scheme, _, id_ = identity.partition(":")
        if scheme == "wikidata" and re.fullmatch(r"[QP]\d+", id_):
            return f"http://www.wikidata.org/entity/{id_}"
    return None


def shown(value: Value) -> str:
    """A coded value as text; several with ``; `` between."""
    if isinstance(value, tuple):
        return "; ".join(value)
    return str(value).lower() if isinstance(value, bool) else str(value)
