"""A GeoNames dump on top of a small base: rows made up, formats the real ones."""

from __future__ import annotations

import os
import sqlite3
import zipfile
from pathlib import Path

import pytest
from dumps import BALAD, BALAD_DISTRICT, IRAQ, SALAH, place, small_base, write

from sayso.errors import EmptyInput, InputError, MalformedInput, StoreError, UnsupportedInput
from sayso.gazetteer import Gazetteer, build
from sayso.gazetteer.features import DEFAULT_FEATURES, meaning, parse_features


@pytest.fixture(autouse=True)
def _base(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(build, "read_packages", small_base)
    monkeypatch.setenv("SAYSO_PLACES", str(tmp_path / "none.sqlite"))


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    folder = tmp_path / "dump"
    folder.mkdir()
    return folder


def built(tmp_path: Path, *dumps: Path, **options: object) -> tuple[Gazetteer, list[InputError]]:
    failed: list[InputError] = []
    out = tmp_path / "out.sqlite"
    build.write(out, dumps=dumps, on_error=failed.append, **options)  # type: ignore[arg-type]
    return Gazetteer(out), failed


CODES = ["IQ.18\tSalah ad Din\tSalah ad Din\t91695"]
CODES2 = ["IQ.18.1\tBalad District\tBalad District\t6805736"]


def test_towns_lie_in_the_areas_that_their_codes_name(tmp_path: Path, dump: Path) -> None:
    write(dump, "admin1CodesASCII.txt", CODES)
    write(dump, "admin2Codes.txt", CODES2)
    write(dump, "countryInfo.txt", ["#ISO\tISO3", "IQ\tIRQ\t368\tIZ\tIraq\tBaghdad"])
    write(
        dump,
        "IQ.txt",
        [place(9_000_001, "Tall Zarqūf", others="Zarkuf,زرقوف", admin1="18", admin2="1")],
    )
    gazetteer, failed = built(tmp_path, dump)
    assert failed == []
    (match,) = gazetteer.lookup("Zarkuf")
    assert (match.kind, match.entry.geonames) == ("other", 9_000_001)
    assert (match.entry.admin1_id, match.entry.admin2_id) == (SALAH, BALAD_DISTRICT)
    assert (match.entry.admin1, match.entry.admin2) == ("Salah ad Din", "Balad District")
    assert match.entry.fame == 2
    assert [m.kind for m in gazetteer.lookup_loose("Tel Zarkoof")] == ["loose"]


def test_what_is_there_is_updated_and_not_doubled(tmp_path: Path, dump: Path) -> None:
    rows = [
        place(BALAD, "Balad City", others="Balad", lat=34.01, admin1="18", population=50_000),
        place(IRAQ, "Republic of Iraq", others="Irak", lat=33.5, feature="A.PCLI"),
    ]
    write(dump, "IQ.txt", rows)
    write(dump, "admin1CodesASCII.txt", CODES)
    gazetteer, _ = built(tmp_path, dump)
    towns = [m.entry for m in gazetteer.lookup("Balad") if m.entry.feature == "city"]
    assert [(e.id, e.name, e.lat, e.population) for e in towns] == [
        (BALAD, "Balad City", 34.01, 50_000)
    ]
    assert towns[0].admin2_id == BALAD_DISTRICT  # kept: the dump did not say
    (iraq,) = gazetteer.lookup("Iraq")
    assert (iraq.entry.name, iraq.entry.lat) == ("Iraq", 33.5)
    assert gazetteer.lookup("Irak") == ()
    _, sources = build.facts(gazetteer.path)
    assert [(s.name, s.entries, s.updated) for s in sources] == [
        ("base", 5, 0),
        ("GeoNames dump", 0, 2),
    ]


def test_areas_come_from_the_places_where_files_of_codes_are_missing(
    tmp_path: Path, dump: Path
) -> None:
    rows = [
        place(9_000_002, "Zarquf Village", admin1="77", admin2="5"),
        place(9_000_003, "Zarquf Governorate", feature="A.ADM1", admin1="77"),
        place(9_000_004, "Zarquf District", feature="A.ADM2", admin1="77", admin2="5"),
        place(9_000_005, "Upper Zarquf", feature="A.ADM3", admin1="77", admin2="5"),
        place(9_000_006, "Old Zarquf Governorate", feature="A.ADM1H", admin1="77"),
    ]
    write(dump, "IQ.txt", rows)
    gazetteer, _ = built(tmp_path, dump)
    village, area = gazetteer.get(9_000_002), gazetteer.get(9_000_005)
    assert village
    assert area
    assert (village.admin1_id, village.admin2_id) == (9_000_003, 9_000_004)
    assert (area.feature, area.admin2_id, area.precision) == ("admin2", 9_000_004, 3)
    assert gazetteer.get(9_000_006) is None
    assert {m.kind for m in gazetteer.lookup("Zarquf")} == {"bare"}


def test_hierarchy_says_where_codes_do_not(tmp_path: Path, dump: Path) -> None:
    rows = [place(9_000_007, "Lone Farm"), place(9_000_008, "Lone Mill")]
    write(dump, "IQ.txt", rows)
    write(
        dump,
        "hierarchy.txt",
        [f"{BALAD_DISTRICT}\t9000007\tADM", f"{SALAH}\t9000008\t", "x\ty\t"],
    )
    gazetteer, failed = built(tmp_path, dump)
    farm, mill = gazetteer.get(9_000_007), gazetteer.get(9_000_008)
    assert farm
    assert mill
    assert (farm.admin1_id, farm.admin2_id) == (SALAH, BALAD_DISTRICT)
    assert (mill.admin1_id, mill.admin2_id) == (SALAH, None)
    assert len(failed) == 1


def test_alternate_names_keep_their_flags(tmp_path: Path, dump: Path) -> None:
    rows = [
        place(9_000_009, "Zarqufah", others="Zarkoofa,Oldtown,Nickname"),
        place(9_000_010, "Zarquf", others="Vieux Zarkouf,Zarkouf", feature="A.ADM1", admin1="1"),
    ]
    write(dump, "IQ.txt", rows)
    names = [
        "1\t9000009\ten\tZarkoofa\t1\t\t\t\t\t",
        "2\t9000009\ten\tOldtown\t\t\t\t1\t1900\t1950",
        "3\t9000009\ten\tNickname\t\t\t1\t\t\t",
        "4\t9000009\tlink\tHttps://example.org/Zarkoofa\t\t\t\t\t\t",
        "5\t9000009\tpost\tZ1000 Zarq\t\t\t\t\t\t",
        "6\t9000010\tfr\tVieux Zarkouf\t\t\t\t1\t\t",
        "7\t9000010\tfr\tZarkouf\t\t\t\t\t\t",
        "8\t8\ten\tNot Here\t\t\t\t\t\t",
        "9\tnine\ten\tBad\t\t\t\t\t\t",
    ]
    write(dump, "alternateNamesV2.txt", names)
    gazetteer, failed = built(tmp_path, dump)
    kinds = {n: [m.kind for m in gazetteer.lookup(n)] for n in ("Zarkoofa", "Oldtown", "Nickname")}
    assert kinds == {"Zarkoofa": ["common"], "Oldtown": ["other"], "Nickname": ["other"]}
    assert [m.kind for m in gazetteer.lookup("Vieux Zarkouf")] == ["other"]
    assert [m.kind for m in gazetteer.lookup("Zarkouf")] == ["common"]
    assert gazetteer.lookup("Z1000 Zarq") == ()
    assert gazetteer.lookup("Not Here") == ()
    assert [e.place for e in failed] == ["line 9"]


def test_bad_rows_are_named_and_left_out(tmp_path: Path, dump: Path) -> None:
    good = place(9_000_011, "Good Place")
    rows = [
        good,
        "three\tcolumns\tonly",
        place("x1", "No Number"),
        place(9_000_012, "Off The Map", lat=97),
        place(9_000_013, "No Latitude", lat="north"),
        place(9_000_014, ""),
        place(9_000_015, "Many People", population="lots"),
        place(10**12, "Too Large"),
        place(9_000_016, "Nowhere", lat="nan"),
        good + "\textra",
        place(9_000_017, "Also Good"),
    ]
    path = write(dump, "IQ.txt", rows, end="\r\n")
    with path.open("ab") as file:
        file.write(place(9_000_018, "Latin").encode().replace(b"Latin", b"L\xe4tin") + b"\r\n")
    gazetteer, failed = built(tmp_path, path)
    assert gazetteer.get(9_000_011)
    assert gazetteer.get(9_000_017)
    assert [e.place for e in failed] == [f"line {n}" for n in (2, 3, 4, 5, 6, 7, 8, 9, 10, 12)]
    assert all(isinstance(e, MalformedInput) and e.source == str(path) and e.remedy for e in failed)
    assert build.facts(gazetteer.path)[1][-1].skipped == 10


def test_zipped_as_geonames_zips_it(tmp_path: Path, dump: Path) -> None:
    with zipfile.ZipFile(dump / "IQ.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("readme.txt", "This work is licensed\n")
        archive.writestr("IQ.txt", "\ufeff" + place(9_000_019, "Zipped") + "\n")
    with zipfile.ZipFile(dump / "alternateNamesV2.zip", "w") as archive:
        archive.writestr("iso-languagecodes.txt", "x\n")
        archive.writestr("alternateNamesV2.txt", "1\t9000019\ten\tUnzipped\t\t\t\t\t\t\n")
    gazetteer, failed = built(tmp_path, dump)
    assert failed == []
    assert [m.entry.id for m in gazetteer.lookup("Unzipped")] == [9_000_019]


def test_one_file_stands_for_all_countries(tmp_path: Path, dump: Path) -> None:
    write(dump, "allCountries.txt", [place(9_000_020, "Here"), place(9_000_021, "There")])
    write(dump, "SY.txt", [place(9_000_022, "Not Read", country="SY")])
    gazetteer, _ = built(tmp_path, dump)
    assert gazetteer.get(9_000_021)
    assert gazetteer.get(9_000_022) is None


def test_features_and_countries_choose(tmp_path: Path, dump: Path) -> None:
    rows = [
        place(9_000_023, "Zarquf Air Base", feature="S.AIRB"),
        place(9_000_024, "Zarquf School", feature="S.SCH"),
        place(9_000_025, "Zarquf Camp", feature="S.CMPRF", country="SY"),
        place(9_000_026, "Zarquf Town"),
    ]
    write(dump, "allCountries.txt", rows)
    gazetteer, _ = built(tmp_path, dump)
    base = gazetteer.get(9_000_023)
    assert base
    assert (base.feature, base.precision, base.country) == ("site", 1, "IRQ")
    assert gazetteer.get(9_000_024) is None
    gazetteer, _ = built(
        tmp_path, dump, features=parse_features("s.sch, S.CMPRF"), countries={"SYR"}
    )
    assert [i for i in range(9_000_023, 9_000_027) if gazetteer.get(i)] == [9_000_025]


@pytest.mark.parametrize("text", ["", "Q", "P,S.", "SCH", "a b"])
def test_features_that_are_none(text: str) -> None:
    with pytest.raises(InputError, match="no GeoNames feature class"):
        parse_features(text)


@pytest.mark.parametrize(
    ("feature", "expected"),
    [
        ("P.PPLC", ("capital", 1)),
        ("P.PPLX", ("city", 1)),
        ("A.ADM1", ("admin1", 4)),
        ("A.ADM4", ("admin2", 3)),
        ("A.PCLD", ("country", 6)),
        ("A.PCLH", None),
        ("H.SEA", ("water", 7)),
        ("H.STM", ("site", 5)),
        ("T.HLL", ("site", 2)),
        ("S.BDG", ("site", 1)),
        ("L.RGN", ("site", 5)),
    ],
)
def test_what_codes_mean(feature: str, expected: tuple[str, int] | None) -> None:
    assert meaning(*feature.split(".")) == expected
    assert {"A", "P"} <= set(DEFAULT_FEATURES)


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", EmptyInput),
        (b"id,name\n1,Balad\n", UnsupportedInput),
        (b"\x00\x01\x02", UnsupportedInput),
        (b"<html>\n<body>not found</body>\n", UnsupportedInput),
    ],
)
def test_no_dump_is_told_and_the_old_file_stays(
    tmp_path: Path, dump: Path, content: bytes, error: type[InputError]
) -> None:
    gazetteer, _ = built(tmp_path)
    before = gazetteer.path.read_bytes()
    (dump / "IQ.txt").write_bytes(content)
    with pytest.raises(error, match=r"IQ\.txt"):
        built(tmp_path, dump)
    with pytest.raises(error):
        built(tmp_path, dump / "IQ.txt")
    assert gazetteer.path.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["dump", "out.sqlite"]


def test_a_folder_without_a_dump_and_a_file_that_is_not_there(tmp_path: Path, dump: Path) -> None:
    with pytest.raises(UnsupportedInput, match="holds no GeoNames dump"):
        built(tmp_path, dump)
    with pytest.raises(InputError, match="no such file"):
        built(tmp_path, dump / "IQ.txt")
    (dump / "IQ.zip").write_bytes(b"PK no zip")
    with pytest.raises(MalformedInput, match="fetch the file again"):
        built(tmp_path, dump)
    with zipfile.ZipFile(dump / "IQ.zip", "w") as archive:
        archive.writestr("SY.txt", "")
    with pytest.raises(UnsupportedInput, match=r"holds no IQ\.txt"):
        built(tmp_path, dump)


def test_a_build_that_is_cut_off_leaves_the_old_file(
    tmp_path: Path, dump: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gazetteer, _ = built(tmp_path)
    before = gazetteer.path.read_bytes()
    write(dump, "IQ.txt", [place(9_000_030 + n, f"Place {n}") for n in range(50)])
    monkeypatch.setattr("sayso.gazetteer.writer._BATCH", 10)

    def cut(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("sayso.gazetteer.writer.loose_keys", cut)
    with pytest.raises(KeyboardInterrupt):
        built(tmp_path, dump)
    assert gazetteer.path.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["dump", "out.sqlite"]
    assert Gazetteer(gazetteer.path).lookup("Balad")


def test_what_a_killed_build_left_is_cleared_in_time(tmp_path: Path) -> None:
    old, new = tmp_path / "out-1a2b.part", tmp_path / "out-3c4d.part"
    for part in (old, new):
        part.write_bytes(b"half")
    os.utime(old, (1, 1))
    gazetteer, _ = built(tmp_path)
    assert not old.exists()
    assert new.exists()
    umask = os.umask(0)
    os.umask(umask)
    assert gazetteer.path.stat().st_mode & 0o777 == 0o666 & ~umask & 0o644


def test_a_file_of_another_version_or_kind(tmp_path: Path) -> None:
    gazetteer, _ = built(tmp_path)
    with sqlite3.connect(gazetteer.path) as db:
        db.execute("UPDATE meta SET value = '1' WHERE key = 'format'")
    db.close()
    with pytest.raises(StoreError, match=r"another version of sayso.*sayso places build"):
        Gazetteer(gazetteer.path)
    (tmp_path / "text").write_text("no database")
    with pytest.raises(StoreError, match="is no gazetteer"):
        Gazetteer(tmp_path / "text")
    with pytest.raises(StoreError, match="no such gazetteer"):
        Gazetteer(tmp_path / "nowhere")


def test_what_an_earlier_version_was_given_is_not_lost_silently(
    tmp_path: Path, dump: Path, caplog: pytest.LogCaptureFixture
) -> None:
    write(dump, "IQ.txt", [place(9_000_040, "Zarquf")])
    cache = tmp_path / "cache"
    cache.mkdir()
    build.write(cache / "gazetteer-4-old.sqlite", dumps=[dump])
    build.ensure(cache)
    assert f"also held {dump}" in caplog.text
    caplog.clear()
    build.ensure(cache)
    assert caplog.text == ""


def test_the_environment_names_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gazetteer, _ = built(tmp_path)
    monkeypatch.setenv("SAYSO_GAZETTEER", str(gazetteer.path))
    assert Gazetteer().path == build.target_path() == gazetteer.path
    assert [m.entry.id for m in Gazetteer().lookup("Balad Town")] == [BALAD]
