"""What a wire sent and took back is kept as a report, and nothing is read in it."""

import json
from pathlib import Path

import pytest

import sayso

ITEM = {
    "uri": "urn:newsml:example-wire.test:1",
    "versioncreated": "2020-05-03T12:00:00Z",
    "headline": "Bomb kills ten in Balad",
    "body_text": "A bomb killed ten people in Balad on Sunday, the police said.",
}


@pytest.fixture(scope="module")
def reader() -> sayso.Reader:
    return sayso.Reader()


@pytest.mark.parametrize("status", ["canceled", "withheld"])
def test_withdrawn_items_are_kept_and_not_read(
    reader: sayso.Reader, tmp_path: Path, status: str
) -> None:
    file = tmp_path / "item.json"
    file.write_text(json.dumps({**ITEM, "pubstatus": status}))
    report = reader.read(file)
    assert status in {w.code for w in report.warnings}
    assert ITEM["body_text"] in report.text
    assert not report.events
    assert not report.statements
    assert not report.reader.models


def test_the_same_item_is_read_while_it_holds(reader: sayso.Reader, tmp_path: Path) -> None:
    file = tmp_path / "item.json"
    file.write_text(json.dumps({**ITEM, "pubstatus": "usable"}))
    report = reader.read(file)
    assert report.events
    assert report.statements
