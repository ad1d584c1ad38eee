"""What the coder's guide says is so."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest
from review_reports import decide, report

from sayso.ingest.page import Page
from sayso.record import Report
from sayso.review.decision import Action
from sayso.store import Store

GUIDE = (Path(__file__).parents[2] / "docs" / "howto-review.md").read_text(encoding="utf-8")


def test_every_action_is_explained() -> None:
    table = GUIDE.partition("| action |")[2].partition("\n\n")[0]
    assert set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) == set(get_args(Action))


def test_the_python_in_it_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    made = report()
    bare = Report(id=made.id, reader=made.reader, text=made.text)
    for name in ("reports.db", "other.db"):
        with Store.open(name) as store:
            store.add(Page(bare, made.text.encode(), "text/plain", "test"), made)
            if name == "reports.db":
                store.decide(made.id, "correct", who="Amal", path="events.e1.type", new="PROTEST")
    blocks = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)
    names = {"report": made, "decisions": decide("reject", "events.e1")}
    for block in blocks:
        exec(block, names)  # noqa: S102 - our own guide
    done, reviewed = names["done"], names["reviewed"]
    assert done.written == 1  # type: ignore[union-attr]
    assert len(reviewed.report.events) == len(made.events) - 1  # type: ignore[union-attr]
    with Store.open("other.db") as store:
        assert store.decisions()[0].new == "PROTEST"
