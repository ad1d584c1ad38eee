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
    text = "Dozens of students held a vigil in Nairobi on Friday."
    (event,) = sayso.Reader(codebook=book).read(text=text).events
    assert (event.type, event.mode) == ("PROTEST", "vigil")
    assert [t.low for t in event.tolls] == [12]
    (usual,) = sayso.read(text=text).events
    assert usual.mode != "vigil"
    assert [t.low for t in usual.tolls] == [24]
