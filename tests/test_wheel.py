"""What a user of the wheel gets: the whole desk, and nothing that only builders need."""

from __future__ import annotations

import gzip
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from chromium import absent

import sayso

ROOT = Path(__file__).parent.parent
STATIC = Path(sayso.__file__).parent / "web" / "static"


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    if not (STATIC / "index.html").is_file():
        absent("the web client is not compiled: make client")
    into = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps"]
    command += ["--no-build-isolation", "--disable-pip-version-check", "--wheel-dir", str(into)]
    subprocess.run([*command, str(ROOT)], check=True)
    (wheel,) = into.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_the_compiled_client_is_in_the_wheel(names: set[str]) -> None:
    page = (STATIC / "index.html").read_text(encoding="utf-8")
    asked = re.findall(r'(?:src|href)="/([^"]+)"', page)
    assert len(asked) >= 3  # a script, a style, an icon
    assert "sayso/web/static/licenses.md" in names
    assert {f"sayso/web/static/{path}" for path in asked} <= names
    assert {
        f"sayso/web/static/assets/{path.name}" for path in (STATIC / "assets").iterdir()
    } <= names


def test_what_the_server_reads_is_in_the_wheel(names: set[str]) -> None:
    package = ROOT / "src" / "sayso"
    data = [p for p in package.rglob("*") if p.suffix in {".yaml", ".onnx", ".css", ".j2"}]
    assert {str(p.relative_to(package.parent)) for p in data} <= names


def test_no_source_of_the_client_is_in_the_wheel(names: set[str]) -> None:
    assert not [n for n in names if n.endswith((".ts", ".tsx", ".map")) or "node_modules" in n]


def test_all_of_the_code_is_under_200_kb() -> None:
    """Compressed, borders of the map not counted."""
    if not (STATIC / "index.html").is_file():
        absent("the web client is not compiled: make client")
    files = [p for p in STATIC.rglob("*") if p.suffix in {".js", ".css", ".html", ".svg"}]
    assert sum(len(gzip.compress(p.read_bytes())) for p in files) < 200_000
