"""``sayso places``, run as a user runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "gazetteer"))
from dumps import events, place, write


class Shell:
    """Runs the command line with files of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.env = os.environ | {"SAYSO_PLACES": str(folder / "own.sqlite")}

    def __call__(self, *args: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "sayso", *map(str, args)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
            env=self.env,
        )


@pytest.fixture(scope="module")
def sayso(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    return Shell(tmp_path_factory.mktemp("places"))


@pytest.fixture(scope="module")
def built(sayso: Shell) -> Path:
    """One whole build, with a dump and a table of events of ours."""
    dump, out = sayso.folder / "dump", sayso.folder / "built.sqlite"
    dump.mkdir()
    rows = [
        place(90_000_001, "Tall Zarqūf", others="Tel Zarkuf"),
        "a bad row",
        place(90_000_002, "Zarqūf Air Base", feature="S.AIRB"),
        place(90_000_003, "Elsewhere", country="SY"),
    ]
    write(dump, "allCountries.txt", rows)
    salah, balad = "Salah ad Din governorate", "Balad district"
    table = events(
        sayso.folder / "ged.csv",
        [
            (1, "Qaryat Zarquf village", salah, balad, 34.1, 44.2, "Iraq"),
            (1, "Balad town", salah, balad, 34.01, 44.14, "Iraq"),
            (1, "Nowhere", salah, balad, 34.01, 44.14, "Atlantis"),
        ],
    )
    done = sayso(
        *("places", "build", "--out", out, "--geonames", dump, "--ucdp", table),
        *("--countries", "IRQ", "--feature-classes", "P,S.AIRB"),
    )
    assert done.returncode == 1, done.stderr
    assert "allCountries.txt, line 2: the row has 1 columns, not 19" in done.stderr
    assert "ged.csv, line 7: the row has the country 'Atlantis'" in done.stderr
    assert "GeoNames dump (allCountries.txt; CC BY 4.0): 2 places, 1 rows left out" in done.stdout
    assert "UCDP GED (ged.csv; CC BY 4.0): 1 places, 1 more brought up to date" in done.stdout
    assert out.stat().st_size < 200_000_000
    return out


def test_info(sayso: Shell, built: Path) -> None:
    done = sayso("places", "info", "--gazetteer", built)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"{built}\n")
    facts = json.loads(sayso("places", "info", "--gazetteer", built, "--json").stdout)
    assert facts["bytes"] == built.stat().st_size
    assert sum(source["entries"] for source in facts["sources"]) > 280_000
    assert facts["own"]["places"] == 0


def test_find(sayso: Shell, built: Path) -> None:
    def find(*args: str) -> list[dict[str, object]]:
        done = sayso("places", "find", *args, "--gazetteer", built, "--json")
        assert done.returncode == 0, done.stderr
        found: list[dict[str, object]] = json.loads(done.stdout)
        return found

    assert [(m["match"], m["geonames"]) for m in find("Tel Zarkuf")] == [("other", 90_000_001)]
    assert [m["match"] for m in find("Tell Zarkouf")] == ["loose"]
    assert [m["match"] for m in find("Tel Zarkufta", "--country", "irq")] == ["fuzzy"]
    assert find("Tel Zarkufta") == []
    (qaryat,) = find("Qaryat Zarquf")
    assert (qaryat["geonames"], qaryat["admin2"]) == (None, "Balad District")
    shown = sayso("places", "find", "Balad", "--country", "IRQ", "--gazetteer", built).stdout
    assert shown.startswith("own       city    Balad, Balad District, ")
    missing = sayso("places", "find", "Qwxz", "--gazetteer", built)
    assert (missing.returncode, missing.stdout) == (0, "")
    assert "not in the gazetteer: Qwxz" in missing.stderr


def test_a_report_is_read_with_the_file_given(sayso: Shell, built: Path, tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text("A bomb killed two people in Qaryat Zarquf, Iraq, on Monday, police said.")
    done = sayso("read", story, "--format", "json", "--gazetteer", built)
    assert done.returncode == 0, done.stderr
    places = {p["name"]: p for p in json.loads(done.stdout)["places"]}
    assert places["Qaryat Zarquf"]["lat"] == 34.1
    assert places["Qaryat Zarquf"]["geonames"] is None
    wrong = sayso("read", story, "--gazetteer", story)
    assert (wrong.returncode, wrong.stdout) == (4, "")
    assert "is no gazetteer" in wrong.stderr


def test_places_of_ones_own(sayso: Shell, built: Path, tmp_path: Path) -> None:
    at = ("--lat", "33.5", "--lon", "44.5", "--country", "IRQ")
    done = sayso("places", "add", "Ard Zarquf", *at, "--admin1", "Diyala", "--also", "The Field")
    assert done.returncode == 0, done.stderr
    assert "1 kept in" in done.stdout
    table = tmp_path / "mine.csv"
    table.write_text("name,lat,lon,country\nSahl Zarquf,33.6,44.6,IRQ\nBad,x,1,IRQ\n")
    done = sayso("places", "add", "--csv", table)
    assert done.returncode == 1
    assert "mine.csv, line 3: lat is 'x', which is no number" in done.stderr
    own = json.loads(sayso("places", "list", "--json").stdout)
    assert [p["name"] for p in own] == ["Ard Zarquf", "Sahl Zarquf"]
    found = sayso("places", "find", "The Field", "--gazetteer", built)
    assert "Ard Zarquf, Diyālá, IRQ" in found.stdout
    assert sayso("places", "remove", own[0]["id"]).returncode == 0
    assert sayso("places", "list").stdout.count("\n") == 1
    gone = sayso("places", "remove", own[0]["id"])
    assert (gone.returncode, gone.stdout) == (4, "")
    assert "see: sayso places list" in gone.stderr


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("build", "--countries", "IRQ"), "--geonames and --ucdp"),
        (("build", "--geonames", "nowhere", "--countries", "Iraq"), "country code: IRAQ"),
        (("find", "Balad", "--country", "XXX"), "country code: XXX"),
        (("add", "Balad"), "--lat"),
        (("add", "Balad", "--lat", "1", "--lon", "1", "--country", "XXX"), "IRQ"),
        (("add", "Balad", "--csv", "x.csv"), "not both"),
        (("remove", "one"), "integer"),
    ],
)
def test_wrong_usage(sayso: Shell, args: tuple[str, ...], said: str) -> None:
    done = sayso("places", *args)
    assert done.returncode == 2
    assert said in " ".join(done.stderr.replace("│", " ").split())


def test_what_is_no_dump_leaves_the_file(sayso: Shell, built: Path, tmp_path: Path) -> None:
    (tmp_path / "IQ.txt").write_text("id,name\n1,Balad\n")
    before = built.stat()
    done = sayso("places", "build", "--out", built, "--geonames", tmp_path)
    assert (done.returncode, done.stdout) == (3, "")
    assert "is no GeoNames dump" in done.stderr
    done = sayso("places", "build", "--out", tmp_path / "IQ.txt" / "x.sqlite")
    assert done.returncode == 3
    assert "name a file: --out" in done.stderr
    assert built.stat() == before
