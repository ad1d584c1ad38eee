"""The worked example of the codebook page works."""

import re
from pathlib import Path

import sayso

PAGE = Path(__file__).parent.parent / "docs" / "howto-codebook.md"


def test_the_worked_example(tmp_path: Path) -> None:
    found = re.search(r"<!-- example -->\n```yaml\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert found
    book = tmp_path / "protest.yaml"
    book.write_text(found[1])
    vigil = "Students held a vigil in Nairobi on Friday."
    killed = "Dozens of students were killed in a bombing in Nairobi on Friday."
    ours, usual = sayso.Reader(codebook=book), sayso.Reader()
    assert [(e.type, e.mode) for e in ours.read(text=vigil).events] == [("PROTEST", "vigil")]
    assert [(e.type, e.mode) for e in usual.read(text=vigil).events] == [("PROTEST", "demo")]
    assert {t.low for e in ours.read(text=killed).events for t in e.tolls} == {12}
    assert {t.low for e in usual.read(text=killed).events for t in e.tolls} == {24}
