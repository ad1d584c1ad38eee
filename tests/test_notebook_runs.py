"""The notebook in the docs runs from its first cell to its last, offline, and is kept clean."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

NOTEBOOKS = sorted((Path(__file__).parent.parent / "docs" / "notebooks").glob("*.ipynb"))
# What takes a notebook's place in a process of its own: its warnings are Jupyter's, not ours.
RUN = """
import sys
import nbclient, nbformat
notebook = nbformat.read(sys.argv[1], as_version=4)
client = nbclient.NotebookClient(
    notebook, timeout=240, resources={"metadata": {"path": sys.argv[2]}}, kernel_name="python3"
)
try:
    client.execute()
finally:
    nbformat.write(notebook, sys.argv[3])
"""
GUARD = """
import socket
def refuse(*_, **__):
    raise RuntimeError("the notebook asked for the network")
socket.getaddrinfo = socket.create_connection = refuse
"""


def test_there_is_a_notebook() -> None:
    assert [path.name for path in NOTEBOOKS] == ["whose-say-so.ipynb"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_cell_runs_without_an_error_and_without_the_network(
    path: Path, tmp_path: Path
) -> None:
    guarded = nbformat.read(path, as_version=4)
    guarded.cells.insert(0, nbformat.v4.new_code_cell(GUARD))
    start, end = tmp_path / "guarded.ipynb", tmp_path / "done.ipynb"
    nbformat.write(guarded, start)
    done = subprocess.run(
        [sys.executable, "-c", RUN, start, path.parent, end],
        capture_output=True,
        text=True,
        env={**os.environ, "TMPDIR": str(tmp_path), "IPYTHONDIR": str(tmp_path / "ipython")},
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    cells = [c for c in nbformat.read(end, as_version=4).cells if c.cell_type == "code"]
    assert [c.execution_count for c in cells] == list(range(1, len(cells) + 1))
    outputs = [output for cell in cells for output in cell.outputs]
    assert [output for output in outputs if output.output_type == "error"] == []
    shown = [
        output["data"]["text/html"] for output in outputs if "text/html" in output.get("data", {})
    ]
    assert sum('<div class="sayso">' in html for html in shown) >= 3
    assert "Warning" not in "".join(
        output.text for output in outputs if output.output_type == "stream"
    )


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_checks_itself_and_keeps_no_outputs(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert sum("assert " in cell.source for cell in code) >= 8
    assert all(not cell.outputs and cell.execution_count is None for cell in code)
    assert set(notebook.metadata) == {"kernelspec", "language_info"}
    assert notebook.metadata.kernelspec.name == "python3"
    ids = [cell.id for cell in notebook.cells]
    assert len(set(ids)) == len(ids)
    before = None
    for cell in notebook.cells:
        assert not (cell.cell_type == "code" and before is None), "it opens with words"
        before = cell.cell_type


def test_the_notebook_is_as_a_notebook_is_saved() -> None:
    for path in NOTEBOOKS:
        text = path.read_text(encoding="utf-8")
        again = nbformat.writes(nbformat.reads(text, as_version=4)) + "\n"
        assert text == again, f"save {path.name} without outputs"
