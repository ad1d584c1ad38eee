"""One run at a time in a folder."""

from __future__ import annotations

import contextlib
import importlib
import os
from collections.abc import Iterator
from pathlib import Path

from sayso.errors import SaysoError


@contextlib.contextmanager
def only_run(folder: str, name: str) -> Iterator[None]:
    """Keep others from doing the same part of a run at the same time.

    The lock goes with this process, however that ends. Where there are none (on Windows, in a
    folder that is an address), the work may be done twice, with the same outcome.

    Args:
        folder: Its path or address.
        name: Of the part.

    Raises:
        SaysoError: Another process is at it.
    """
    if "://" in folder or os.name != "posix":
        yield
        return
    fcntl = importlib.import_module("fcntl")  # not there on Windows
    with Path(folder, f".{name}.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise SaysoError(
                "another process is reading into this folder",
                source=folder,
                remedy="wait for it, or give each a --rank of its own",
            ) from error
        yield
