"""Requests that would do harm: refused with words, and nothing of them is kept."""

from pathlib import Path
from typing import Any

import pytest
from desk_world import REPORTS, at_desk, fill

FIRST = REPORTS[0].id


def nested(depth: int) -> str:
    return "[" * depth + "]" * depth


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Any:
    location: Path = tmp_path_factory.mktemp("hostile") / "reports.db"
    fill(str(location))
    with at_desk(location) as asking:
        yield asking


@pytest.mark.parametrize(
    "body",
    [
        f'{{"action": "note", "reason": "x", "old": {nested(400)}}}',
        f'{{"action": "note", "reason": "x", "new": {nested(100_000)}}}',
        '{"action": "note", "reason": "x", "old": "\\ud800"}',
        '{"action": "note", "reason": "\\ud800"}',
        '{"action": "note", "reason": "x", "old": {"\\udfff": 1}}',
        '{"action": "note", "reason": "x", "old": 1e999}',
        '{"action": "note", "reason": "x", "old": NaN}',
        f'{{"action": "note", "reason": "x", "old": {"9" * 40}}}',
        f'{{"action": "note", "reason": "x", "old": "{"a" * 300_000}"}}',
        f'{{"action": "note", "reason": "x", "old": [{"0," * 300_000}0]}}',
        f'{{"action": "note", "reason": "{"a" * 30_000}"}}',
        '{"action": "note", "reason": "x", "reading": 99999999999999999999}',
        '{"action": "note", "reason": "x", "reading": 0}',
        '{"action": "note", "reason": "x", "who": "Jo"}',
        '{"action": "note", "reason": "x", "replaces": 1}',
        '{"action": "undo"}',
        '{"action": "correct", "path": "events.e1.type", "new": ["ASSAULT"]}',
        '{"action": "split", "path": "actors.a1", "new": {"id": "hbbbb", "spans": [["a"]]}}',
        '{"action": "merge", "path": "actors.a1", "new": {"into": {"a": 1}}}',
        "no JSON",
        "[]",
    ],
)
def test_a_body_that_would_do_harm(client: Any, body: str) -> None:
    headers = {"Content-Type": "application/json"}
    path = f"/api/reports/{FIRST}/decisions"
    answer = client.post(path, content=body.encode(), headers=headers)
    assert answer.status_code in (400, 422), answer.text[:300]
    assert answer.json()["detail"]
    assert client.get("/api/decisions.jsonl").text == ""
    assert client.get(f"/api/reports/{FIRST}").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        f"reports/{FIRST}?reading=99999999999999999999",
        f"reports/{FIRST}/raw?reading=-1",
        f"reports/{FIRST}/candidates?path=events.e1.actors&reading=99999999999999999999",
        f"reports/{FIRST}/candidates?path=nowhere.e1",
        "search?q=%25",
        "queue?q=-",
        "queue?after=1.0~99999999999999999999999999",
        "incidents?after=99999999999999999999999999",
        "incidents?country=Atlantis",
        "map?since=never",
        "towns?south=NaN&west=0&north=1&east=1",
        "audit?before=99999999999999999999999999",
    ],
)
def test_an_address_that_asks_for_nonsense(client: Any, path: str) -> None:
    answer = client.get(f"/api/{path}")
    assert answer.status_code in (400, 404, 422), answer.text[:300]
    assert answer.json()["detail"]
