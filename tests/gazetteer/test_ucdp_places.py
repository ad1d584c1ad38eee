"""UCDP's events as a gazetteer: rows made up, columns the real ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from dumps import BALAD, BALAD_DISTRICT, SALAH, events, small_base

from sayso.errors import EmptyInput, InputError, MissingColumn
from sayso.gazetteer import Gazetteer, build
from sayso.gazetteer.ucdp import country_of


@pytest.fixture(autouse=True)
def _base(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(build, "read_packages", small_base)
    monkeypatch.setenv("SAYSO_PLACES", str(tmp_path / "none.sqlite"))


def built(
    tmp_path: Path, *tables: Path, countries: set[str] | None = None
) -> tuple[Gazetteer, list[InputError]]:
    failed: list[InputError] = []
    out = tmp_path / "out.sqlite"
    build.write(out, events=tables, countries=countries, on_error=failed.append)
    return Gazetteer(out), failed


def test_rows_of_one_name_and_area_are_one_town(tmp_path: Path) -> None:
    salah, balad = "Salah ad Din governorate", "Balad district"
    table = events(
        tmp_path / "ged.csv",
        [
            (1, "Tal Zarquf village", salah, balad, 34.20, 44.00, "Iraq"),
            (1, "Tal Zarquf", salah, balad, 34.22, 44.10, "Iraq"),
            (1, "Tal Zarqūf village", salah, balad, 34.90, 44.02, "Iraq"),
            (2, "Tal Zarquf village", salah, balad, 36.00, 46.00, "Iraq"),
            (2, "Zarquf oasis area", salah, "", 34.30, 44.40, "Iraq"),
            (1, "Tal Zarquf village", "Anbar governorate", "", 33.00, 42.00, "Iraq"),
        ],
    )
    gazetteer, failed = built(tmp_path, table)
    assert failed == []
    first, second = sorted(
        (m.entry for m in gazetteer.lookup("Tal Zarquf")), key=lambda e: -(e.lat or 0)
    )
    assert (first.lat, first.lon, first.precision) == (34.22, 44.02, 1)
    assert (first.admin1_id, first.admin2_id) == (SALAH, BALAD_DISTRICT)
    assert (second.admin1_id, second.admin2_id) == (None, None)
    assert first.geonames is second.geonames is None
    assert first.id <= -1_000_000
    assert gazetteer.get(first.id) == first
    (oasis,) = gazetteer.lookup("Zarquf oasis")
    assert (oasis.entry.precision, oasis.entry.feature) == (2, "city")
    assert [m.entry.id for m in gazetteer.lookup_loose("Tell Zarqouf")]


def test_the_district_alone_says_the_province(tmp_path: Path) -> None:
    table = events(
        tmp_path / "ged.csv",
        [(1, "Zarquf", "Unheard-of governorate", "Balad district", 34.5, 44.5, "Iraq")],
    )
    (match,) = built(tmp_path, table)[0].lookup("Zarquf")
    assert (match.entry.admin1, match.entry.admin2) == ("Salah ad Din", "Balad District")


def test_a_listed_town_keeps_its_id_and_learns_the_spelling(tmp_path: Path) -> None:
    table = events(
        tmp_path / "ged.csv",
        [
            (1, "Balad town", "Salah ad Din governorate", "", 34.05, 44.12, "Iraq"),
            (1, "Ballad", "Salah ad Din governorate", "", 34.05, 44.12, "Iraq"),
            (1, "Balad", "", "", 36.5, 43.0, "Iraq"),
            (1, "Ballad", "", "", 36.5, 46.0, "Iraq"),
        ],
    )
    gazetteer, _ = built(tmp_path, table)
    assert BALAD in [m.entry.id for m in gazetteer.lookup("Ballad")]
    towns = [m.entry for m in gazetteer.lookup("Balad") if m.entry.feature == "city"]
    assert len(towns) == 2  # the one 300 km away is another
    source = build.facts(gazetteer.path)[1][-1]
    assert (source.entries, source.updated, source.skipped) == (2, 2, 0)


def test_vague_rows_areas_and_other_countries_are_not_taken(tmp_path: Path) -> None:
    table = events(
        tmp_path / "ged.csv",
        [
            (3, "Vague", "", "", 34, 44, "Iraq"),
            (1, "Zarquf district", "", "", 34, 44, "Iraq"),
            (1, "", "", "", 34, 44, "Iraq"),
            (1, "Elsewhere", "", "", 34, 44, "Syria"),
            (1, "Here", "", "", 34, 44, "Iraq"),
        ],
    )
    gazetteer, failed = built(tmp_path, table, countries={"IRQ"})
    assert failed == []
    assert build.facts(gazetteer.path)[1][-1].entries == 1
    assert gazetteer.lookup("Here")


def test_bad_rows_are_named_and_left_out(tmp_path: Path) -> None:
    table = events(
        tmp_path / "ged.csv",
        [
            ("", "A Place", "", "", 34, 44, "Iraq"),
            (1, "B Place", "", "", "x", 44, "Iraq"),
            (1, "C Place", "", "", 134, 44, "Iraq"),
            (1, "D Place", "", "", 34, 44, "Atlantis"),
            (1, "E Place", "", "", 34, 44, "Iraq"),
        ],
    )
    gazetteer, failed = built(tmp_path, table)
    # Every row of the table takes two lines: a description has a line break.
    assert [e.place for e in failed] == ["line 3", "line 5", "line 7", "line 9"]
    assert all(e.source == str(table) and e.remedy for e in failed)
    assert gazetteer.lookup("E Place")


def test_no_table_of_events(tmp_path: Path) -> None:
    out = built(tmp_path)[0].path
    before = out.read_bytes()
    (tmp_path / "x.csv").write_text("id,name\n1,Balad\n")
    with pytest.raises(MissingColumn, match="where_prec"):
        built(tmp_path, tmp_path / "x.csv")
    (tmp_path / "x.csv").write_text("")
    with pytest.raises(EmptyInput):
        built(tmp_path, tmp_path / "x.csv")
    with pytest.raises(InputError, match="no such file"):
        built(tmp_path, tmp_path / "nowhere.csv")
    assert out.read_bytes() == before


def test_two_tables_do_not_share_ids(tmp_path: Path) -> None:
    one = events(tmp_path / "one.csv", [(1, "Zarquf", "", "", 30, 44, "Iraq")])
    two = events(tmp_path / "two.csv", [(1, "Lone Mill", "", "", 31, 44, "Iraq")])
    gazetteer, _ = built(tmp_path, one, two)
    (a,), (b,) = gazetteer.lookup("Zarquf"), gazetteer.lookup("Lone Mill")
    assert a.entry.id != b.entry.id


@pytest.mark.parametrize(
    ("name", "iso3"),
    [
        ("DR Congo (Zaire)", "COD"),
        ("Congo", "COG"),
        ("Yemen (North Yemen)", "YEM"),
        ("Myanmar (Burma)", "MMR"),
        ("Bosnia-Herzegovina", "BIH"),
        ("Russia (Soviet Union)", "RUS"),
        ("Kingdom of eSwatini (Swaziland)", "SWZ"),
        ("Macedonia, FYR", "MKD"),
        ("Atlantis", None),
        ("", None),
    ],
)
def test_countries_as_ucdp_calls_them(name: str, iso3: str | None) -> None:
    assert country_of(name) == iso3
