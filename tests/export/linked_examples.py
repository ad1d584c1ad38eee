"""The example reports as a linked collection, read once a process."""

from __future__ import annotations

import functools
import shutil
import tempfile
from pathlib import Path

import sayso

EXAMPLES = Path(__file__).parents[2] / "examples" / "reports"


@functools.cache
def _made() -> Path:
    location = Path(tempfile.mkdtemp(prefix="sayso-examples-")) / "examples.db"
    with sayso.open(location) as corpus:
        corpus.add([EXAMPLES])
        corpus.link()
    return location


def linked_examples(folder: Path) -> Path:
    """A copy of the collection that a test may change."""
    return Path(shutil.copy(_made(), folder / "examples.db"))
