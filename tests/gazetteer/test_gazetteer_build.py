from __future__ import annotations

import threading
from pathlib import Path

import pytest

from sayso.gazetteer import build
from sayso.gazetteer.countries import countries
from sayso.gazetteer.regions import regions


def test_the_cache_is_where_the_user_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("SAYSO_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert build.cache_dir() == tmp_path / "xdg" / "sayso"
    monkeypatch.setenv("SAYSO_CACHE", str(tmp_path / "own"))
    assert build.cache_dir() == tmp_path / "own"
    monkeypatch.delenv("SAYSO_CACHE")
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert build.cache_dir() == Path.home() / ".cache" / "sayso"


def test_the_name_changes_with_packages_and_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    name = build.file_name()
    monkeypatch.setattr(build.metadata, "version", lambda _: "99.0")
    other = build.file_name()
    assert other != name
    monkeypatch.setattr(build.own_regions, "TABLE", "")
    third = build.file_name()
    assert third not in (name, other)
    monkeypatch.setattr(build.keys, "_WRITERS", ())
    assert build.file_name() not in (name, other, third)


def test_it_is_built_once_and_whole(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    built: list[Path] = []
    together = threading.Barrier(2, timeout=10)

    def slow(path: Path) -> None:
        built.append(path)
        together.wait()  # both builders are at it before either is done
        path.write_bytes(b"whole")

    monkeypatch.setattr(build, "build", slow)
    found: list[Path] = []
    threads = [
        threading.Thread(target=lambda: found.append(build.ensure(tmp_path))) for _ in range(2)
    ]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert len(set(built)) == 2
    assert found[0] == found[1]
    assert found[0].read_bytes() == b"whole"
    assert list(tmp_path.iterdir()) == [found[0]]
    assert build.ensure(tmp_path) == found[0]
    assert len(built) == 2


def test_a_failed_build_leaves_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def fails(path: Path) -> None:
        path.write_bytes(b"half")
        raise OSError("disk full")

    monkeypatch.setattr(build, "build", fails)
    with pytest.raises(OSError, match="disk full"):
        build.ensure(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_tables_are_sound() -> None:
    for iso3, country in countries().items():
        assert len(iso3) == 3
        assert country.names
        assert country.demonyms
    assert len(countries()) > 200
    for region in regions():
        assert -90 <= region.lat <= 90
        assert -180 <= region.lon <= 180
        assert region.country is None or region.country in countries()
        assert 1 <= region.precision <= 7
