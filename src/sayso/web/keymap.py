"""Keys: the defaults, and what a person's own file says instead."""

from __future__ import annotations

import threading
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import platformdirs
import yaml

from sayso.errors import SaysoError
from sayso.web.wire.people import Keymap

_MODIFIERS = frozenset({"Ctrl", "Alt", "Meta", "Shift"})


def default_text() -> str:
    """The file of the defaults, with its comments."""
    return (resources.files("sayso.web") / "keymap.yaml").read_text("utf-8")


@cache
def defaults() -> dict[str, list[str]]:
    """Keys of each action, where a person says nothing else."""
    keys: dict[str, list[str]] = yaml.safe_load(default_text())
    return keys


def usual_path() -> Path:
    """Where a person's own keymap is looked for."""
    return Path(platformdirs.user_config_dir("sayso")) / "keymap.yaml"


class KeymapFile:
    """The defaults with a person's file laid over them; read anew when the file was changed.

    Args:
        path: The file; it need not be there.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._seen: tuple[int, int] | None = None
        self._keymap = Keymap(keys=defaults(), path=str(path))

    def keymap(self) -> Keymap:
        """The keys as they are now; a fault in the file is named, and its line left out."""
        try:
            found = self._path.stat()
            state = (found.st_mtime_ns, found.st_size)
        except OSError:
            state = None
        with self._lock:
            if state != self._seen:
                self._seen = state
                self._keymap = self._read() if state else self._laid_over({}, [])
            return self._keymap

    def _read(self) -> Keymap:
        try:
            own = yaml.safe_load(self._path.read_text("utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            return self._laid_over({}, [f"cannot be read: {error}; the defaults hold"])
        except yaml.YAMLError as error:
            words = " ".join(str(error).split())
            return self._laid_over({}, [f"not YAML: {words}; the defaults hold"])
        if own is not None and not isinstance(own, dict):
            return self._laid_over({}, ["not a mapping of actions to keys; the defaults hold"])
        return self._laid_over(*checked(own or {}))

    def _laid_over(self, own: dict[str, list[str]], faults: list[str]) -> Keymap:
        return Keymap(keys={**defaults(), **own}, path=str(self._path), faults=faults)


def checked(own: dict[Any, Any]) -> tuple[dict[str, list[str]], list[str]]:
    """What of a person's keymap can be used, and what is wrong with the rest.

    Args:
        own: The file's mapping.

    Returns:
        Keys of each action, and a line for each fault.
    """
    good: dict[str, list[str]] = {}
    faults: list[str] = []
    for action, given in own.items():
        # YAML reads a bare 1 as a number, and a bare word that is all of a line as one key
        keys = given if isinstance(given, list) else [given]
        if action not in defaults():
            faults.append(f"{action}: there is no such action; `?` shows all of them")
        elif not all(_is_key(key) for key in keys):
            faults.append(f"{action}: {given!r} is no list of keys, as in [a, Ctrl+z, g q]")
        else:
            good[action] = [str(key) for key in keys]
    return good, faults + _taken_twice({**defaults(), **good})


def _taken_twice(keymap: dict[str, list[str]]) -> list[str]:
    """A line for each key that two actions of one group have."""
    taken: dict[tuple[str, str], str] = {}
    faults = []
    for action, keys in keymap.items():
        group = action.partition(".")[0]
        for key in keys:
            other = taken.setdefault((group, key), action)
            if other != action:
                faults.append(f"{action}: {key} is the key of {other} too")
    return faults


def _is_key(key: object) -> bool:
    if not isinstance(key, str | int) or isinstance(key, bool):
        return False
    strokes = str(key).split()
    return bool(strokes) and all(_is_stroke(stroke) for stroke in strokes)


def _is_stroke(stroke: str) -> bool:
    # the key itself can be a plus: "+", "Ctrl++"
    before, key = (stroke[:-1], "+") if stroke.endswith("+") else (stroke, "")
    parts = before.split("+") if before else []
    if key:
        parts = parts[:-1] if parts and not parts[-1] else parts
    elif parts:
        key = parts.pop()
    return bool(key) and all(part in _MODIFIERS for part in parts)


def write_default(path: Path, *, replace: bool = False) -> None:
    """Write the defaults to a file, for a person to change.

    Args:
        path: The file.
        replace: It may be there.

    Raises:
        SaysoError: It is there, or cannot be written.
    """
    if path.exists() and not replace:
        raise SaysoError(
            "the file is there already",
            source=str(path),
            remedy="edit it, or write over it with --replace",
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(default_text(), encoding="utf-8")
    except OSError as error:
        raise SaysoError(
            f"cannot be written: {error.strerror}", source=str(path), remedy="name another file"
        ) from error
