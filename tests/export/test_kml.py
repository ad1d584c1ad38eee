"""KML: what fastkml and GDAL make of it, and that nothing in it is markup."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import fastkml
import geopandas
import pandas
import pyogrio
import pytest
from lxml import etree
from osint_source import HOSTILE, KIRKUK, ORIGINS, incident, source, told
from shapely.geometry import Point

from sayso.export.maps.kml import write
from sayso.record import Account, IncidentPlace, TollRange
from sayso.store.desk_views import ReportHead
from sayso.store.snapshot import Told

SPACE = {"k": "http://www.opengis.net/kml/2.2"}


def written(folder: Path, tolds: Sequence[Told]) -> Any:
    """The file as XML."""
    assert write(source(tolds), folder) == {"incidents.kml": len(tolds)}
    return etree.parse(folder / "incidents.kml")


def text(tree: Any, path: str) -> str:
    """The text of the one element there."""
    (found,) = tree.xpath(path, namespaces=SPACE)
    return str(found.text)


def test_fastkml_finds_a_folder_a_type_and_a_placemark_an_incident(tmp_path: Path) -> None:
    written(tmp_path, [told(), told(id_="i_2", type="PROTEST", mode=None), told(id_="i_3")])
    read = fastkml.KML.parse(tmp_path / "incidents.kml")
    (document,) = read.features
    assert [folder.name for folder in document.features] == ["ASSAULT", "PROTEST"]
    assault, protest = document.features
    assert [mark.id for mark in assault.features] == ["i_1", "i_3"]
    mark = assault.features[0]
    assert mark.name == "ASSAULT (explosives), Kirkuk, 2020-05-03"
    assert mark.geometry.coords == ((44.39222, 35.46806),)
    assert mark.times.begin.dt.isoformat() == "2020-05-03"
    assert mark.times.end.dt.isoformat() == "2020-05-03"
    data = {each.name: each.value for each in mark.extended_data.elements[0].data}
    assert data["killed_high"] == "11"
    assert data["contested"] == "killed"
    assert "mode" not in {d.name for d in protest.features[0].extended_data.elements[0].data}


@pytest.mark.parametrize("driver", ["KML", "LIBKML"])
def test_gdal_reads_each_folder_as_a_layer(tmp_path: Path, driver: str) -> None:
    written(tmp_path, [told(), told(id_="i_2", type="PROTEST")])
    path = tmp_path / "incidents.kml"
    layers = pyogrio.list_layers(f"{driver}:{path}" if driver == "OGR" else path)
    assert [name for name, _ in layers] == ["ASSAULT", "PROTEST"]
    frame = geopandas.read_file(path, layer="PROTEST", allowed_drivers=[driver])
    assert frame.geometry.tolist() == [Point(44.39222, 35.46806)]


def test_gdal_reads_typed_data_and_times(tmp_path: Path) -> None:
    written(tmp_path, [told(), told(id_="i_2", places=(), earliest=None)])
    frame = pyogrio.read_dataframe(tmp_path / "incidents.kml", allowed_drivers=["LIBKML"])
    assert pandas.api.types.is_integer_dtype(frame["killed_low"])
    assert frame["lat"].tolist()[0] == 35.46806
    assert pandas.to_datetime(frame["begin"]).dt.day.tolist()[0] == 3
    assert frame["begin"].isna().tolist() == [False, True]
    assert frame.geometry.isna().tolist() == [False, True]


def test_the_description_says_who_tells_what(tmp_path: Path) -> None:
    tree = written(tmp_path, [told(places=(IncidentPlace(name="Ninmara"),))])
    assert text(tree, "//k:Placemark/k:description").split("\n") == [
        "not on the map: none of its places has coordinates",
        "killed: 9 to 11, best 9 (rule ucdp, contested)",
        "killed: 11 – told by central hospital",
        "killed: 9 – told by Plateau Mirror",
        "actors: Northern Column – told by Plateau Mirror",
        "2 reports tell of it",
        "River Daily, 2020-05-03T10:00:00Z, Bomb in Kirkuk, https://riverdaily.example/1",
        "Plateau Mirror, 2020-05-04, Police count nine",
    ]
    assert not tree.xpath("//k:Point", namespaces=SPACE)


def test_a_mark_of_what_nobody_affirms_says_so(tmp_path: Path) -> None:
    denied = Account(value="Northern Column", origins=("o_1",), reports=("r_1",), denied=True)
    written(tmp_path, [told(accounts={"actors": (denied,)})])
    (document,) = fastkml.KML.parse(tmp_path / "incidents.kml").features
    (mark,) = document.features[0].features
    assert mark.name == "ASSAULT (explosives), Kirkuk, 2020-05-03, told only to be denied"


def test_a_bound_alone_is_a_span_that_is_open(tmp_path: Path) -> None:
    tree = written(tmp_path, [told(earliest=None), told(id_="i_2", earliest=None, latest=None)])
    (span,) = tree.xpath("//k:TimeSpan", namespaces=SPACE)
    assert [each.tag.rpartition("}")[2] for each in span] == ["end"]


def test_a_number_beyond_what_kml_has_is_in_the_description_alone(tmp_path: Path) -> None:
    toll = TollRange(low=2**31, best=2**31 - 1, high=None, rule="minmax")
    tree = written(tmp_path, [told(tolls={"participants": toll})])
    data = {d.get("name"): d.text for d in tree.iter("{*}SimpleData")}
    assert data["participants_best"] == "2147483647"
    assert "participants_low" not in data
    assert "at least 2147483648" in text(tree, "//k:Placemark/k:description")


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_values_stay_text(tmp_path: Path, value: str) -> None:
    one = incident(type="ASSAULT").model_copy(
        update={
            "mode": value,
            "type": value,
            "places": (KIRKUK.model_copy(update={"name": value}),),
        }
    )
    head = ReportHead("r_1", value, value, value, None, value, None)
    tree = written(tmp_path, [Told(one, ORIGINS, {"r_1": head}, None)])
    raw = (tmp_path / "incidents.kml").read_text(encoding="utf-8")
    assert "<script" not in raw
    assert "<b>" not in raw
    for path in ("//k:Folder/k:name", "//k:Placemark/k:name", "//k:Placemark/k:description"):
        shown = text(tree, path)
        assert "<" not in shown
        assert ">" not in shown
        # nothing is left out but what XML cannot hold
        assert value.rstrip()[-20:].replace("<", "‹").replace(">", "›") in shown or any(
            c in value for c in "\r\0\x0b\ud83d"
        )
    place = text(tree, "//k:SimpleData[@name='place']")
    allowed = value
    for none in "\0\x0b\x1b\ud83d":
        allowed = allowed.replace(none, "\ufffd")
    assert place == allowed
    assert fastkml.KML.parse(tmp_path / "incidents.kml").features
    frame = pyogrio.read_dataframe(tmp_path / "incidents.kml", allowed_drivers=["LIBKML"])
    assert len(frame) == 1


def test_the_same_state_gives_the_same_bytes(tmp_path: Path) -> None:
    both = []
    for _ in range(2):
        written(tmp_path, [told(), told(id_="i_2", type="PROTEST")])
        both.append((tmp_path / "incidents.kml").read_bytes())
    assert both[0] == both[1]


def test_nothing_is_an_empty_document(tmp_path: Path) -> None:
    tree = written(tmp_path, [])
    assert not tree.xpath("//k:Placemark", namespaces=SPACE)
    assert fastkml.KML.parse(tmp_path / "incidents.kml").features
