"""GeoJSON: what geopandas, shapely and GDAL make of it."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import geopandas
import pytest
from geojson_pydantic import FeatureCollection
from hypothesis import given
from hypothesis import strategies as st
from osint_source import HOSTILE, KIRKUK, incident, source, told
from shapely.geometry import Point, box

from sayso.errors import MissingExtra
from sayso.export.maps.box import Box
from sayso.export.maps.geojson import write
from sayso.record import IncidentPlace
from sayso.store.snapshot import Told
from sayso.tables.own import INCIDENTS

SAMOA = IncidentPlace(name="Apia", lat=-13.83333, lon=-171.76666, country="WSM", precision=1)
FIJI = IncidentPlace(name="Suva", lat=-18.14161, lon=178.44149, country="FJI", precision=1)


def collection(folder: Path, tolds: Sequence[Told]) -> Any:
    """What is written, valid as geojson-pydantic has it."""
    assert write(source(tolds), folder) == {"incidents.geojson": len(tolds)}
    text = (folder / "incidents.geojson").read_text(encoding="utf-8")
    FeatureCollection.model_validate_json(text)
    return json.loads(text)


def test_an_incident_is_a_point_with_the_columns_of_its_table(tmp_path: Path) -> None:
    found = collection(tmp_path, [told(state="corrected")])
    (feature,) = found["features"]
    assert feature["id"] == "i_1"
    # longitude first
    assert feature["geometry"] == {"type": "Point", "coordinates": [44.39222, 35.46806]}
    about = feature["properties"]
    assert [*about] == [*INCIDENTS.header, "geometry_why"]
    assert about["type"] == "ASSAULT"
    assert about["earliest"] == "2020-05-03"
    assert (about["killed_low"], about["killed_best"], about["killed_high"]) == (9, 9, 11)
    assert (about["reports"], about["origins"], about["contested"]) == (2, 2, "killed")
    assert about["state"] == "corrected"
    assert about["geometry_why"] is None
    assert not any(isinstance(value, list | dict) for value in about.values())


def test_geopandas_reads_numbers_days_and_points(tmp_path: Path) -> None:
    collection(tmp_path, [told(), told(id_="i_2", places=(), earliest=None)])
    frame = geopandas.read_file(tmp_path / "incidents.geojson").set_index("id")
    assert frame.crs.to_epsg() == 4326
    assert frame.geometry["i_1"] == Point(44.39222, 35.46806)
    assert frame.geometry["i_2"] is None
    assert frame["geometry_why"]["i_2"] == "no place is told"
    assert frame["killed_high"].sum() == 22
    assert frame["latest"].dt.year.tolist() == [2020, 2020]
    assert frame["earliest"].isna().tolist() == [False, True]


@pytest.mark.parametrize(
    ("places", "why"),
    [
        ((), "no place is told"),
        ((IncidentPlace(name="Ninmara"),), "none of its places has coordinates"),
        (
            (IncidentPlace(name="Ninmara", lat=1.5, lon=None),),
            "none of its places has coordinates",
        ),
        ((IncidentPlace(name="x", lat=91.0, lon=0.5),), "its coordinates are not on earth"),
        ((IncidentPlace(name="x", lat=0.5, lon=-180.5),), "its coordinates are not on earth"),
    ],
)
def test_without_a_point_it_says_why(
    tmp_path: Path, places: tuple[IncidentPlace, ...], why: str
) -> None:
    found = collection(tmp_path, [told(places=places)])
    assert found["features"][0]["geometry"] is None
    assert found["features"][0]["properties"]["geometry_why"] == why
    assert "bbox" not in found


def test_of_several_places_one_is_the_point_and_all_are_named(tmp_path: Path) -> None:
    places = (IncidentPlace(name="Ninmara"), KIRKUK, FIJI)
    (feature,) = collection(tmp_path, [told(places=places)])["features"]
    assert feature["geometry"]["coordinates"] == [44.39222, 35.46806]
    assert feature["properties"]["places"] == "Ninmara; Kirkuk; Suva"


# geojson-pydantic warns of every such box, though it is as the RFC has it
@pytest.mark.filterwarnings("ignore:BBOX crossing the Antimeridian:UserWarning")
def test_the_box_crosses_the_antimeridian_where_its_points_lie_on_both_sides(
    tmp_path: Path,
) -> None:
    found = collection(tmp_path, [told(places=(SAMOA,)), told(id_="i_2", places=(FIJI,))])
    assert found["bbox"] == [178.44149, -18.14161, -171.76666, -13.83333]
    everywhere = [told(places=(place,)) for place in (SAMOA, FIJI, KIRKUK)]
    # from Kirkuk eastwards to Samoa is less than half the earth, too
    assert collection(tmp_path, everywhere)["bbox"][::2] == [44.39222, -171.76666]
    quito = IncidentPlace(name="Quito", lat=-0.22985, lon=-78.52495, country="ECU", precision=1)
    everywhere.append(told(places=(quito,)))
    assert collection(tmp_path, everywhere)["bbox"][::2] == [-171.76666, 178.44149]


@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), min_size=1, max_size=30))
def test_the_box_holds_all_points(points: list[tuple[float, float]]) -> None:
    around = Box()
    for lon, lat in points:
        around.add(lon, lat)
    bounds = around.bounds()
    assert bounds is not None
    west, south, east, north = bounds
    whole = box(west, south, east, north)
    if west > east:
        whole = box(west, south, 180, north).union(box(-180, south, east, north))
        assert 360 - (west - east) < 180
    assert all(whole.buffer(0).covers(Point(p)) or whole.distance(Point(p)) == 0 for p in points)
    # and no side can be moved inwards
    assert {south, north} <= {lat for _, lat in points}
    assert {west, east} <= {lon for lon, _ in points}


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_values_stay_values(tmp_path: Path, value: str) -> None:
    kept = value.replace("\0", "\ufffd").replace("\ud83d", "\ufffd")
    one = incident().model_copy(
        update={"mode": value, "places": (KIRKUK.model_copy(update={"name": value}),)}
    )
    (feature,) = collection(tmp_path, [told(one)])["features"]
    assert feature["properties"]["mode"] == kept
    frame = geopandas.read_file(tmp_path / "incidents.geojson")
    assert frame["place"].tolist() == [kept]


def test_the_same_state_gives_the_same_bytes(tmp_path: Path) -> None:
    written = []
    for _ in range(2):
        collection(tmp_path, [told(), told(id_="i_2")])
        written.append((tmp_path / "incidents.geojson").read_bytes())
    assert written[0] == written[1]


def test_nothing_is_an_empty_collection(tmp_path: Path) -> None:
    assert collection(tmp_path, [])["features"] == []
    assert geopandas.read_file(tmp_path / "incidents.geojson").empty


def test_without_its_package_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "geojson_pydantic", None)
    with pytest.raises(MissingExtra, match=r"pip install 'sayso\[export\]'"):
        write(source([told()]), tmp_path)
    assert list(tmp_path.iterdir()) == []
