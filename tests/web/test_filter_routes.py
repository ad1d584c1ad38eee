"""Filters and exports over HTTP: what is answered, what is refused, who may."""

from __future__ import annotations

import io
import json
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from desk_world import HERE, fill
from fastapi.testclient import TestClient

from sayso.errors import MissingExtra
from sayso.query import FIELDS, parse
from sayso.store import Store
from sayso.web import exporting
from sayso.web.app import create_app
from sayso.web.served import Options


@pytest.fixture
def location(tmp_path: Path) -> str:
    path = str(tmp_path / "secret-place.db")
    fill(path)
    with Store.open(path, create=False) as store:
        store.link()
    return path


@pytest.fixture
def client(location: str) -> Iterator[TestClient]:
    with TestClient(create_app(location, options=Options(name="Ada")), base_url=HERE) as opened:
        yield opened


def asked(client: TestClient, path: str, where: str, **more: Any) -> Any:
    answer = client.get(path, params={"where": where, **more})
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_lists_and_map_take_a_filter(client: TestClient) -> None:
    every = asked(client, "/api/incidents", "type:*")["incidents"]
    some = asked(client, "/api/incidents", "killed:>=10")["incidents"]
    none = asked(client, "/api/incidents", "-killed:>=10 type:*")["incidents"]
    assert {i["id"] for i in some} | {i["id"] for i in none} == {i["id"] for i in every}
    assert some
    assert all(max(n for n in line["killed"] if n is not None) >= 10 for line in some)
    on_map = asked(client, "/api/map", "killed:>=10")
    assert set(on_map["id"]) <= {line["id"] for line in some}
    queue = asked(client, "/api/queue", "explosion ran", reviewed="all")["groups"]
    everything = asked(client, "/api/queue", "", reviewed="all")["groups"]
    assert 0 < len(queue) < len(everything)


@pytest.mark.parametrize("path", ["/api/incidents", "/api/map", "/api/queue"])
@pytest.mark.parametrize(
    ("where", "at", "length", "words"),
    [
        ("a kiled:3", 2, 6, "column 3: no field 'kiled'; perhaps killed:"),
        ("type:assalt", 5, 6, "column 6: type: there is no 'assalt'; give ASSAULT"),
        ("(a", 2, 1, "column 3: a parenthesis that is not closed"),
        ("a\x00", 1, 1, "a control character (U+0000)"),
        ("(" * 2000, 20, 1, "too many parentheses"),
    ],
)
def test_what_cannot_be_understood_is_answered_with_its_place(
    client: TestClient, path: str, where: str, at: int, length: int, words: str
) -> None:
    answer = client.get(path, params={"where": where})
    assert answer.status_code == 400
    assert (answer.json()["at"], answer.json()["length"]) == (at, length)
    assert words in answer.json()["detail"]


def test_too_long_a_filter_is_refused(client: TestClient) -> None:
    answer = client.get("/api/incidents", params={"where": "a" * 2001})
    assert (answer.status_code, "2,001 characters" in answer.json()["detail"]) == (400, True)


def test_the_fields_and_formats_there_are(client: TestClient) -> None:
    fields = client.get("/api/fields").json()
    assert [field["name"] for field in fields["fields"]] == list(FIELDS)
    for field in fields["fields"]:
        for value in field["values"]:
            assert parse(f"{field['name']}:{value}")
    assert "ACCUSE" in fields["verbal"]
    formats = {one["name"]: one for one in client.get("/api/formats").json()["formats"]}
    assert formats["incidents"]["files"] == ["csv", "parquet", "xlsx", "sqlite"]
    assert formats["records"]["files"] == []


def zipped(content: bytes) -> zipfile.ZipFile:
    found = zipfile.ZipFile(io.BytesIO(content))
    assert found.testzip() is None
    return found


def test_an_export_is_a_zip(client: TestClient, location: str) -> None:
    where = "killed:>=10"
    answer = client.get("/api/export/incidents", params={"where": where})
    assert answer.headers["content-type"] == "application/zip"
    assert answer.headers["content-disposition"] == 'attachment; filename="incidents.zip"'
    assert answer.headers["cache-control"] == "private, no-store"
    assert int(answer.headers["content-length"]) == len(answer.content)
    found = zipped(answer.content)
    lines = found.read("incidents/incidents.csv").decode().splitlines()
    some = asked(client, "/api/incidents", where)["incidents"]
    assert len(lines) - 1 >= len(some) > 0
    assert json.loads(found.read("incidents/export.json"))["where"] == where
    for name in found.namelist():
        assert str(Path(location).parent).encode() not in found.read(name), name
    sheet = client.get("/api/export/incidents", params={"file": "xlsx"})
    assert "incidents/incidents.xlsx" in zipped(sheet.content).namelist()
    assert client.get("/api/export/records", params={"where": " "}).status_code == 200


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("gedd", 400, "ged"),
        ("incidents?where=(a", 400, "not closed"),
        ("incidents?file=doc", 422, "file"),
        ("incidents?rule=mine", 422, "rule"),
        ("incidents?since=once", 400, "once"),
        ("..%2f..%2fetc", 404, ""),
    ],
)
def test_an_export_that_cannot_be(client: TestClient, path: str, status: int, words: str) -> None:
    answer = client.get(f"/api/export/{path}")
    assert (answer.status_code, words in answer.text) == (status, True), answer.text


def test_nothing_is_left_on_the_disk(
    client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting.tempfile, "tempdir", str(tmp_path))
    before = set(tmp_path.iterdir())
    assert client.get("/api/export/records").status_code == 200
    assert client.get("/api/export/incidents?where=(a").status_code == 400
    assert set(tmp_path.iterdir()) == before


def test_a_missing_package_is_named(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object) -> None:
        raise MissingExtra("GeoJSON needs it", remedy="pip install 'sayso[export]'")

    monkeypatch.setattr(exporting, "export", missing)
    answer = client.get("/api/export/geojson")
    assert (answer.status_code, "pip install" in answer.json()["detail"]) == (400, True)


def test_only_two_are_written_at_once(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    inside, go = threading.Semaphore(0), threading.Event()
    whole = exporting.export

    def slow(*given: Any) -> Any:
        inside.release()
        assert go.wait(30)
        return whole(*given)

    monkeypatch.setattr(exporting, "export", slow)
    answers: list[int] = []

    def ask() -> None:
        answers.append(client.get("/api/export/records").status_code)

    threads = [threading.Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    assert inside.acquire(timeout=30)
    assert inside.acquire(timeout=30)
    answer = client.get("/api/export/records")
    assert (answer.status_code, "2 exports are being written" in answer.text) == (409, True)
    assert int(answer.headers["Retry-After"]) > 0
    go.set()
    for thread in threads:
        thread.join(30)
    assert answers == [200, 200]
    assert client.get("/api/export/records").status_code == 200
