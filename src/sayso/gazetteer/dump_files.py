"""The files of a GeoNames dump: which are there, and their rows.

The formats are those of https://download.geonames.org/export/dump/readme.txt: UTF-8, tabs between
columns, no header. Files may be zipped as GeoNames zips them. Rows are read one at a time.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from sayso.errors import EmptyInput, InputError, MalformedInput, UnsupportedInput

PLACE_COLUMNS = 19
_COUNTRY_FILE = re.compile(r"[A-Z]{2}|no-country|cities\d+")
_LINES_TO_JUDGE_BY = 20
_REMEDY = (
    "give allCountries.txt or files such as IQ.txt or IQ.zip of download.geonames.org/export/dump"
)

Fail = Callable[[InputError], None]


@dataclass
class Rows:
    """A file's rows, as columns. ``skipped`` counts the malformed ones met so far."""

    path: Path
    least: int
    fail: Fail
    most: int | None = None
    skipped: int = 0
    line: int = 0

    def __iter__(self) -> Iterator[list[str]]:
        for line, raw in lines(self.path):
            self.line = line
            try:
                columns = raw.decode().rstrip("\r\n").split("\t")
            except UnicodeDecodeError:
                self.bad("is no UTF-8")
                continue
            if len(columns) < self.least or (self.most and len(columns) > self.most):
                wanted = self.least if self.most == self.least else f"{self.least} or more"
                self.bad(f"has {len(columns)} columns, not {wanted}")
                continue
            yield columns

    def bad(self, what: str) -> None:
        """Tell of the present row, which is left out."""
        self.skipped += 1
        self.fail(
            MalformedInput(
                f"the row {what}",
                source=str(self.path),
                place=f"line {self.line}",
                remedy="the row was left out; mend it or fetch the file again",
            )
        )


def lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """The lines of a file or of the one zipped in it, numbered from 1, without comments.

    Raises:
        InputError: The file cannot be read to its end.
    """
    try:
        with _open(path) as file:
            for number, raw in enumerate(file, start=1):
                text = raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw
                if text.strip() and not text.startswith(b"#"):
                    yield number, text
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile) as error:
        raise MalformedInput(
            f"cannot be read: {error}", source=str(path), remedy="fetch the file again"
        ) from error


@contextmanager
def _open(path: Path) -> Iterator[IO[bytes]]:
    if path.suffix.lower() != ".zip":
        with path.open("rb") as file:
            yield file
        return
    with zipfile.ZipFile(path) as archive:
        member = f"{path.stem}.txt"
        if member not in archive.namelist():
            raise UnsupportedInput(f"holds no {member}", source=str(path), remedy=_REMEDY)
        with archive.open(member) as file:
            yield file


@dataclass(frozen=True)
class Dump:
    """A dump: the files of places, and those of what goes with them, where they are there."""

    places: tuple[Path, ...]
    admin1: Path | None = None
    admin2: Path | None = None
    countries: Path | None = None
    alternates: Path | None = None
    hierarchy: Path | None = None

    @classmethod
    def find(cls, at: Path) -> Dump:
        """The dump in a folder, or a file of places with what lies beside it.

        Raises:
            InputError: There is none, or a file of places that has another format.
        """
        folder = at if at.is_dir() else at.parent
        if at.is_dir():
            stems = sorted({p.stem for p in folder.iterdir() if _COUNTRY_FILE.fullmatch(p.stem)})
            whole = _either(folder, "allCountries")
            named = [whole] if whole else [_either(folder, stem) for stem in stems]
        else:
            named = [at]
        places = tuple(path for path in named if path)
        if not places:
            raise UnsupportedInput("holds no GeoNames dump", source=str(at), remedy=_REMEDY)
        for path in places:
            check(path)
        return cls(
            places,
            admin1=_either(folder, "admin1CodesASCII"),
            admin2=_either(folder, "admin2Codes"),
            countries=_either(folder, "countryInfo"),
            alternates=_either(folder, "alternateNamesV2") or _either(folder, "alternateNames"),
            hierarchy=_either(folder, "hierarchy"),
        )


def _either(folder: Path, stem: str) -> Path | None:
    found = (folder / f"{stem}{suffix}" for suffix in (".txt", ".zip"))
    return next((path for path in found if path.is_file()), None)


def check(path: Path) -> None:
    """Judge by its first lines whether a file holds places.

    Raises:
        InputError: It does not, or is not there.
    """
    if not path.is_file():
        raise InputError("there is no such file", source=str(path), remedy=_REMEDY)
    counts: list[int] = []
    for _, raw in lines(path):
        columns = raw.split(b"\t")
        if len(columns) == PLACE_COLUMNS and columns[0].isdigit():
            return
        counts.append(len(columns))
        if len(counts) == _LINES_TO_JUDGE_BY:
            break
    if not counts:
        raise EmptyInput("is empty", source=str(path), remedy=_REMEDY)
    raise UnsupportedInput(
        f"is no GeoNames dump: its first line has {counts[0]} tab-separated columns, "
        f"not {PLACE_COLUMNS} with a number first",
        source=str(path),
        remedy=_REMEDY,
    )
