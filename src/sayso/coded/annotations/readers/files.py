"""What all readers of annotations need: texts of files, with errors that name them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sayso.errors import InputError, InputTooLarge, MalformedInput

OnError = Callable[[InputError], object]

MOST = 512 * 2**20
"""Bytes of a file that is read as a whole; Label Studio itself takes no more than half of that."""


def text_in(path: Path, encoding: str = "utf-8-sig") -> str:
    """The text of a file, its line ends as they are.

    Args:
        path: The file.
        encoding: ``utf-8`` where a mark of the byte order counts as a character.

    Raises:
        InputError: It cannot be opened, or is no UTF-8.
    """
    try:
        if path.stat().st_size > MOST:
            raise InputTooLarge(
                f"more than {MOST:,} bytes", source=str(path), remedy="export fewer at a time"
            )
        return path.read_bytes().decode(encoding)
    except OSError as error:
        raise InputError(
            f"cannot be opened: {error.strerror}", source=str(path), remedy="check the path"
        ) from error
    except UnicodeDecodeError as error:
        raise MalformedInput(
            "no UTF-8", source=str(path), place=f"byte {error.start}", remedy="export it again"
        ) from error


def json_in(path: Path) -> Any:
    """A file of JSON.

    Raises:
        InputError: It cannot be opened, or is none.
    """
    try:
        return json.loads(text_in(path))
    except (ValueError, RecursionError) as error:  # also a number that nobody can write out
        line = getattr(error, "lineno", None)
        raise MalformedInput(
            "no JSON",
            source=str(path),
            place=f"line {line}" if line else None,
            remedy="export it again",
        ) from error


def json_lines(path: Path, on_error: OnError) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects of a file with one a line, each with the number of its line.

    Args:
        path: The file.
        on_error: Called with each line that holds none.

    Raises:
        InputError: The file cannot be opened.
    """
    try:
        file = path.open("rb")
    except OSError as error:
        raise InputError(
            f"cannot be opened: {error.strerror}", source=str(path), remedy="check the path"
        ) from error
    with file:
        for number, line in enumerate(iter(lambda: file.readline(MOST + 1), b""), 1):
            if len(line) > MOST:
                raise InputTooLarge(
                    f"a line of more than {MOST:,} bytes",
                    source=str(path),
                    place=f"line {number}",
                    remedy="a line of JSON an item",
                )
            line = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
            if not line.strip():
                continue
            try:
                value = json.loads(line)
            except (ValueError, RecursionError):
                value = None
            if isinstance(value, dict):
                yield number, value
            else:
                on_error(
                    MalformedInput(
                        "no object of JSON",
                        source=str(path),
                        place=f"line {number}",
                        remedy="a line of JSON an item",
                    )
                )
