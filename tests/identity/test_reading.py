"""The authority file from end to end: the reader, and the command line."""

import json
from pathlib import Path

from typer.testing import CliRunner

from sayso import Reader
from sayso.cli import app
from sayso.record import Identity

TEXT = "The Tigris Revival Front said on Monday that it had left Mosul."


def authority(tmp_path: Path) -> Path:
    file = tmp_path / "known.jsonl"
    row = {"id": "g4", "names": ["Tigris Revival Front"], "type": "organization"}
    file.write_text(json.dumps(row) + "\n{\n", encoding="utf-8")
    return file


def test_the_reader_gives_identities(tmp_path: Path) -> None:
    report = Reader(authority=authority(tmp_path)).read(text=TEXT)
    (front,) = [a for a in report.actors if a.name == "Tigris Revival Front"]
    assert front.identity == Identity(scheme="authority", id="g4")
    assert report.words(front.evidence["identity"][0]) == "Tigris Revival Front"


def test_on_the_command_line(tmp_path: Path) -> None:
    file = tmp_path / "story.txt"
    file.write_text(TEXT, encoding="utf-8")
    known = authority(tmp_path)
    done = CliRunner().invoke(
        app, ["read", str(file), "--authority", str(known), "--format", "jsonl"]
    )
    assert done.exit_code == 0, done.output
    assert '"id":"g4"' in done.stdout.replace(" ", "")
    assert "line 2" in done.output
    assert "1 rows skipped" in done.output
