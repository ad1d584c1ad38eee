"""A disk without room: each format says so, leaves nothing, and lets go of its files."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

import pytest
from linked_examples import linked_examples

from sayso.errors import ExportError
from sayso.export import FORMATS, export
from sayso.export.source import Asked, TableFile
from sayso.store import Store

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there no file can be bounded")

_CASES = [
    (name, file)
    for name, format_ in FORMATS.items()
    for file in (("csv", "parquet", "xlsx", "sqlite") if format_.is_tables else ("csv",))
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.open(linked_examples(tmp_path_factory.mktemp("examples"))) as opened:
        yield opened


@contextmanager
def no_file_longer(size: int) -> Iterator[None]:
    """As on a disk that is full: longer files are an error, for this process."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize(("name", "file"), _CASES)
def test_a_full_disk_is_named_and_nothing_is_left(
    store: Store, tmp_path: Path, name: str, file: str
) -> None:
    if name in ("docbin", "prov"):  # so that a package that they import is not what has no room
        export(store, name, tmp_path / "out")
    with no_file_longer(500), pytest.raises(ExportError, match="full: cannot be written: "):
        export(store, name, tmp_path / "full", Asked(file=cast("TableFile", file)))
    assert not [path for path in tmp_path.iterdir() if path.name != "out"]
    gc.collect()  # a file that was not let go of is a warning here, and warnings are errors
