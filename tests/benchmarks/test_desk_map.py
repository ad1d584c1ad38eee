"""The incidents that the map is measured with."""

from fastapi import FastAPI
from fastapi.testclient import TestClient

from benchmarks.desk_map import Made, made_columns
from sayso.web.wire.incidents import MapColumns


def test_the_made_incidents_are_what_the_map_gets() -> None:
    columns = made_columns(300)
    MapColumns.model_validate(columns)
    lengths = {len(columns[name]) for name in ("id", "lat", "precision", "first", "country")}
    assert lengths == {300}
    assert set(columns["precision"]) == {1, 2, 3, 4, 5, 6, 7}
    assert columns == made_columns(300)


def test_only_the_map_is_answered_for_the_desk() -> None:
    desk = FastAPI()
    desk.add_api_route("/api/towns", lambda: ["the desk's"])
    client = TestClient(Made(desk, {"id": ["i_1"]}))
    assert client.get("/api/map").json() == {"id": ["i_1"]}
    assert client.get("/api/towns").json() == ["the desk's"]
