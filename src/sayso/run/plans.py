"""What makes a difference to a run, in values that can be written down and compared."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from sayso.errors import SaysoError


def plain(value: Any) -> Any:
    """A setting as JSON: a file is its name and a digest of its content, an object its fields."""
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, Path):
        return f"{value.name} {_digest(value)}"
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in sorted(value.items())}
    if isinstance(value, set | frozenset):
        return sorted(plain(each) for each in value)
    if isinstance(value, Iterable):
        return [plain(each) for each in value]
    if is_dataclass(value) and not isinstance(value, type):
        parts = {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    elif hasattr(value, "__dict__"):
        parts = {k: plain(v) for k, v in sorted(vars(value).items()) if not k.startswith("_")}
    else:
        return str(value)
    return {"kind": type(value).__name__, **parts}


def stamp_of(source: str) -> str | None:
    """What changes when a source changes.

    Returns:
        Size and time of a local file; nothing for an address, which is not asked again; None
        for a folder, which has to be read to know.
    """
    if "://" in source:
        return ""
    path = Path(source)
    if not path.is_file():
        return None
    facts = path.stat()
    return f"{facts.st_size} {facts.st_mtime_ns}"


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()[:16]
    except OSError as error:
        raise SaysoError(
            f"cannot be opened: {error.strerror}", source=str(path), remedy="check the path"
        ) from error
