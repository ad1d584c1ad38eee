"""The folder of an export: written beside its place, and put there when it is whole."""

from __future__ import annotations

import contextlib
import glob
import importlib
import json
import os
import secrets
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sayso.errors import ExportError

MARK = "export.json"
"""What an export holds and how it was asked for; a folder with it is one of ours."""


@contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """Yield an empty folder that takes the place of another when nothing is raised.

    It is made beside its place, so that it can be put there in one step. An export that is there
    already goes only then; should the machine stop between the two steps, it lies beside its
    place under a name that ends in ``.earlier``.

    Args:
        folder: The place; it may hold nothing but an earlier export.

    Raises:
        ExportError: It holds something else, or cannot be written.
    """
    try:
        place = folder.absolute()
        check_place(place)
        place.parent.mkdir(parents=True, exist_ok=True)
        _sweep(place)
        part = place.parent / f".{place.name}.{secrets.token_hex(4)}.part"
        part.mkdir()
    except (OSError, ValueError) as error:  # the latter: no path, such as one with NUL
        raise _unwritable(folder, error) from error
    try:
        with _held(part):
            yield part
            _put(part, place)
    # SQLite has its own error for a full disk; those of the collection are of another kind
    except (OSError, sqlite3.OperationalError) as error:
        raise _unwritable(folder, error) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def mark(part: Path, about: dict[str, Any]) -> None:
    """Write down what an export holds, so that it is known as one.

    Args:
        part: The folder, with all other files in it.
        about: What else to write down.
    """
    files = sorted(str(p.relative_to(part)) for p in part.rglob("*") if p.is_file())
    text = json.dumps({**about, "all_files": files}, ensure_ascii=False, indent=2)
    (part / MARK).write_text(text + "\n", encoding="utf-8")


def check_place(place: Path) -> None:
    """Look whether an export may take this place.

    Raises:
        ExportError: There is a file, or a folder with something in it that no export wrote.
    """
    remedy = "name a folder that does not exist yet, or an earlier export"
    if place == place.parent:
        raise ExportError("cannot be replaced", source=str(place), remedy=remedy)
    if place.is_symlink() or (place.exists() and not place.is_dir()):
        raise ExportError("there, and no folder", source=str(place), remedy=remedy)
    if not place.exists() or not any(place.iterdir()):
        return
    try:
        about = json.loads((place / MARK).read_text(encoding="utf-8"))
        ours = {MARK, *about["all_files"]}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        raise ExportError("not empty, and no export", source=str(place), remedy=remedy) from None
    for path in sorted(place.rglob("*")):
        name = str(path.relative_to(place))
        if name not in ours and not (path.is_dir() and not path.is_symlink()):
            raise ExportError(
                "holds a file that no export wrote", source=str(place), place=name, remedy=remedy
            )


def _put(part: Path, place: Path) -> None:
    """Put a folder in the place of another."""
    check_place(place)  # once more: writing may have taken long
    if not place.exists():
        part.rename(place)
        return
    earlier = part.with_suffix(".earlier")
    place.rename(earlier)
    try:
        part.rename(place)
    except OSError:
        earlier.rename(place)
        raise
    shutil.rmtree(earlier, ignore_errors=True)


def _sweep(place: Path) -> None:
    """Remove what exports that were killed have left beside a place."""
    if os.name != "posix":
        return  # there it cannot be told from what is written just now
    begin = f".{glob.escape(place.name)}.{'?' * 8}"  # longer names can be of other places
    for left in place.parent.glob(f"{begin}.part"):
        # one that another process writes just now is held
        with contextlib.suppress(BlockingIOError), _held(left):
            shutil.rmtree(left, ignore_errors=True)
    if place.exists():  # what it took the place of was to go
        for left in place.parent.glob(f"{begin}.earlier"):
            shutil.rmtree(left, ignore_errors=True)


@contextmanager
def _held(part: Path) -> Iterator[None]:
    """Hold a folder, for as long as this process lives.

    Raises:
        BlockingIOError: Another process does.
    """
    if os.name != "posix":
        yield
        return
    fcntl = importlib.import_module("fcntl")  # not there on Windows
    descriptor = os.open(part, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(descriptor)


def _unwritable(folder: Path, error: Exception) -> ExportError:
    return ExportError(
        f"cannot be written: {getattr(error, 'strerror', None) or error}",
        source=str(folder),
        remedy="name another folder, or make room",
    )
