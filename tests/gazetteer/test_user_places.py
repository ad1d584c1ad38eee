"""Places of the user's own, kept in a file beside the gazetteer."""

from __future__ import annotations

from pathlib import Path

import pytest
from dumps import BALAD, SALAH, small_base

from sayso.errors import InputError, MissingColumn, NotFound, StoreError
from sayso.gazetteer import Gazetteer, build, user_places
from sayso.gazetteer.user_places import UserPlace

MILL = UserPlace("Lone Mill", 34.1, 44.0, "IRQ", "Salah ad Din", None, 300, ("Tahuna", "Mill Two"))


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(build, "read_packages", small_base)
    path = tmp_path / "gazetteer.sqlite"
    build.write(path)
    return path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "places.sqlite"


def test_the_file_is_where_the_user_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SAYSO_PLACES", str(tmp_path / "own"))
    assert user_places.default_file() == tmp_path / "own"
    monkeypatch.delenv("SAYSO_PLACES")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert user_places.default_file() == tmp_path / "sayso" / "places.sqlite"
    monkeypatch.delenv("XDG_CONFIG_HOME")
    assert user_places.default_file() == Path.home() / ".config" / "sayso" / "places.sqlite"


def test_kept_changed_and_forgotten(file: Path) -> None:
    assert user_places.read(file) == []
    (mill,) = user_places.add(file, [MILL])
    (again,) = user_places.add(file, [UserPlace("Lone Mill", 34.1, 44.0, "IRQ")])
    assert mill.id == again.id
    assert user_places.read(file) == [again]
    user_places.remove(file, mill.id)
    assert user_places.read(file) == []
    (new,) = user_places.add(file, [MILL])
    assert new.id != mill.id  # the id of what was removed is not given again
    assert user_places.read(file) == [new]
    with pytest.raises(NotFound, match="sayso places list"):
        user_places.remove(file, mill.id)


def test_looked_up_with_the_rest_and_first(compiled: Path, file: Path) -> None:
    user_places.add(
        file, [MILL, UserPlace("Balad", 30.0, 47.0, "IRQ", admin1="Sumer", admin2="Balad")]
    )
    gazetteer = Gazetteer(compiled, places=file)
    (mill,) = gazetteer.lookup("Lone Mill")
    assert (mill.kind, mill.entry.feature, mill.entry.geonames) == ("own", "city", None)
    assert (mill.entry.admin1_id, mill.entry.admin1) == (SALAH, "Salah ad Din")
    assert [m.kind for m in gazetteer.lookup("Tahuna")] == ["common"]
    assert gazetteer.get(mill.entry.id) == mill.entry
    assert [m.entry.id for m in gazetteer.lookup_loose("Tahouna")] == [mill.entry.id]
    (close,) = gazetteer.lookup_fuzzy("Tahunta", {"IRQ"}, cutoff=80)
    assert (close.entry.id, close.kind) == (mill.entry.id, "fuzzy")
    own, *others = gazetteer.lookup("Balad")
    assert own.entry.lat == 30.0
    assert own.entry.admin1 == "Sumer"  # as the user wrote it: no such area is listed
    assert BALAD in [m.entry.id for m in others]


def test_rebuilding_leaves_them(compiled: Path, file: Path) -> None:
    user_places.add(file, [MILL])
    build.write(compiled)
    assert Gazetteer(compiled, places=file).lookup("Mill Two")


def test_find_goes_from_exact_to_close(compiled: Path, file: Path) -> None:
    user_places.add(file, [MILL])
    gazetteer = Gazetteer(compiled, places=file)
    assert [m.kind for m in gazetteer.find("Tahuna")] == ["common"]
    assert [m.kind for m in gazetteer.find("Tahouna")] == ["loose"]
    assert gazetteer.find("Tahhunat") == []
    assert [m.kind for m in gazetteer.find("Tahunat", "IRQ")] == ["fuzzy"]
    assert gazetteer.find("Tahuna", "SYR") == []
    assert {m.entry.id for m in gazetteer.find("Salahaddin Province")} == {SALAH}


@pytest.mark.parametrize(
    ("place", "why"),
    [
        (UserPlace("--", 1, 1, "IRQ"), "no letters"),
        (UserPlace("A", 91, 1, "IRQ"), "latitude"),
        (UserPlace("A", float("nan"), 1, "IRQ"), "latitude"),
        (UserPlace("A", 1, -181, "IRQ"), "longitude"),
        (UserPlace("A", 1, 1, "IQ"), "country"),
        (UserPlace("A", 1, 1, "IRQ", population=-1), "population"),
    ],
)
def test_what_is_no_place(place: UserPlace, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        user_places.checked(place)


def test_a_table(tmp_path: Path) -> None:
    table = tmp_path / "mine.csv"
    table.write_bytes(
        b"\xef\xbb\xbfName,Lat,Lon,Country,Admin1,Population,Also\r\n"
        b'Lone Mill,34.1,44.0,irq,Salah ad Din,"1,200",Tahuna; Mill Two\r\n'
        b"Bad Mill,north,44.0,IRQ,,,\r\n"
        b"Far Mill,34.1,44.0,XXX,,,\r\n"
        b"Many Mill,34.1,44.0,IRQ,,lots,\r\n"
        b"Short Mill,34.1\r\n"
        b"Plain Mill,34.1,44.0,IRQ,,,\r\n"
    )
    failed: list[InputError] = []
    places = list(user_places.from_csv(table, failed.append))
    assert [p.name for p in places] == ["Lone Mill", "Plain Mill"]
    assert (places[0].also, places[0].population) == (("Tahuna", "Mill Two"), 1200)
    assert (places[0].country, places[0].admin1, places[1].admin1) == ("IRQ", "Salah ad Din", None)
    assert [e.place for e in failed] == ["line 3", "line 4", "line 5", "line 6"]
    assert all(e.source == str(table) and e.remedy for e in failed)


def test_what_is_no_table(tmp_path: Path) -> None:
    table = tmp_path / "mine.csv"
    with pytest.raises(InputError, match="cannot be read"):
        list(user_places.from_csv(table, print))
    table.write_text("name,latitude\nA,1\n")
    with pytest.raises(MissingColumn, match="lat, lon, country"):
        list(user_places.from_csv(table, print))
    table.write_bytes(b"name,lat,lon,country\n\xff\xfe,1,1,IRQ\n")
    with pytest.raises(InputError, match="UTF-8"):
        list(user_places.from_csv(table, print))


def test_another_file_is_not_written_into(tmp_path: Path, compiled: Path) -> None:
    text = tmp_path / "text"
    text.write_text("not ours")
    before = compiled.read_bytes()
    for path in (text, compiled):
        with pytest.raises(StoreError, match="SAYSO_PLACES"):
            user_places.add(path, [MILL])
        with pytest.raises(StoreError):
            user_places.read(path)
    assert compiled.read_bytes() == before
    with pytest.raises(StoreError, match="cannot be used"):
        user_places.add(text / "below", [MILL])
