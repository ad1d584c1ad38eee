"""The folder of a run: files are there as a whole, also when others tidy up at the same time."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.run import folder as folder_module
from sayso.run.folder import open_folder


def test_what_another_part_tidies_away_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = open_folder(tmp_path, create=True)
    one.write("source-00000.json", b"{}")
    real = folder_module.os.fsync

    def fsync(handle: int) -> None:
        real(handle)
        one.tidy()

    monkeypatch.setattr(folder_module.os, "fsync", fsync)
    open_folder(tmp_path, create=True).write("source-00000.json", b"{}")
    assert [p.name for p in tmp_path.iterdir()] == ["source-00000.json"]
    with pytest.raises(FileExistsError):
        one.write("source-00000.json", b"[]", fresh=True)
    assert one.read("source-00000.json") == b"{}"
