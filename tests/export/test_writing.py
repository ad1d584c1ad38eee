"""An export as a whole: the folder is written all or nothing, and holds what it says."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from linked_examples import linked_examples

from sayso.errors import ExportError, NotFound, QueryError
from sayso.export import FORMATS, export
from sayso.export.folder import MARK, mark, replacing
from sayso.export.formats import Format, format_named
from sayso.export.source import Asked, Source
from sayso.record import Incident, Origin, Report
from sayso.store import Store
from sayso.store.copying import copy_database


@pytest.fixture(scope="module")
def location(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return linked_examples(tmp_path_factory.mktemp("examples"))


@pytest.fixture
def store(location: Path) -> Iterator[Store]:
    with Store.open(location) as opened:
        yield opened


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_a_folder_holds_the_data_and_how_it_was_made(store: Store, tmp_path: Path) -> None:
    done = export(store, "incidents", tmp_path / "new" / "out")
    assert done.folder == tmp_path / "new" / "out"
    assert files(done.folder) == {*done.files, "method.md", "datapackage.json", MARK}
    about = json.loads((done.folder / MARK).read_text(encoding="utf-8"))
    assert (about["format"], about["file"], about["collection"]) == ("incidents", "csv", "examples")
    assert about["files"] == done.files
    for name, count in done.files.items():
        # a header, and no line breaks in cells of the examples
        assert (done.folder / name).read_bytes().count(b"\r\n") == count + 1


def test_nothing_in_an_export_names_a_path_of_this_machine(store: Store, tmp_path: Path) -> None:
    export(store, "incidents", tmp_path / "out", Asked(since="2020-01-01"))
    for path in (tmp_path / "out").iterdir():
        assert str(tmp_path.parent) not in path.read_text(encoding="utf-8"), path.name


def test_changes_lie_beside_it_where_they_are_asked_for(store: Store, tmp_path: Path) -> None:
    done = export(store, "incidents", tmp_path / "out", Asked(since="2020-01-01"))
    lines = (tmp_path / "out" / "changes.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) - 1 == done.files["changes.csv"] > 0
    package = json.loads((tmp_path / "out" / "datapackage.json").read_text(encoding="utf-8"))
    assert "changes" in {resource["name"] for resource in package["resources"]}


def test_an_earlier_export_is_replaced(store: Store, tmp_path: Path) -> None:
    export(store, "incidents", tmp_path / "out", Asked(file="csv"))
    done = export(store, "incidents", tmp_path / "out", Asked(file="sqlite"))
    assert files(tmp_path / "out") == {"incidents.sqlite", "method.md", MARK}
    assert done.files.keys() == {"incidents.sqlite"}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_folder_with_anything_else_is_refused(store: Store, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "thesis.tex").write_text("years of work")
    with pytest.raises(ExportError, match="mine: not empty, and no export"):
        export(store, "incidents", mine)
    export(store, "incidents", tmp_path / "out")
    (tmp_path / "out" / "analysis.R").write_text("years of work")
    with pytest.raises(ExportError, match=r"analysis\.R: holds a file that no export wrote"):
        export(store, "incidents", tmp_path / "out")
    with pytest.raises(ExportError, match="there, and no folder"):
        export(store, "incidents", mine / "thesis.tex")
    (tmp_path / "link").symlink_to(mine)
    with pytest.raises(ExportError, match="there, and no folder"):
        export(store, "incidents", tmp_path / "link")
    assert (mine / "thesis.tex").read_text() == "years of work"
    assert (tmp_path / "out" / "analysis.R").read_text() == "years of work"


@pytest.mark.parametrize("written", ["[" * 100_000, "9" * 5_000, '{"all_files": [["a"]]}', "null"])
def test_a_mark_that_is_none_takes_no_folder(store: Store, tmp_path: Path, written: str) -> None:
    (tmp_path / "a").write_text("years of work")
    (tmp_path / MARK).write_text(written)
    with pytest.raises(ExportError, match="not empty, and no export"):
        export(store, "ged", tmp_path)
    assert (tmp_path / "a").read_text() == "years of work"


def test_a_path_that_is_none_is_refused(store: Store, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="cannot be written: embedded null byte"):
        export(store, "ged", tmp_path / "a\0b")


def test_an_empty_folder_is_taken(store: Store, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    export(store, "incidents", tmp_path / "out")
    assert "method.md" in files(tmp_path / "out")


def test_what_fails_leaves_the_earlier_export_as_it_was(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(store, "incidents", tmp_path / "out")
    before = {name: (tmp_path / "out" / name).read_bytes() for name in files(tmp_path / "out")}

    def fails(source: Source, folder: Path) -> dict[str, int]:
        (folder / "half.csv").write_text("half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Format, "writer", lambda _: fails)
    with pytest.raises(ExportError, match="out: cannot be written: No space left on device"):
        export(store, "incidents", tmp_path / "out")
    assert {n: (tmp_path / "out" / n).read_bytes() for n in files(tmp_path / "out")} == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_the_earlier_export_comes_back_where_the_new_one_cannot_be_put(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / MARK).write_text('{"all_files": ["a"]}')
    (out / "a").write_text("earlier")
    rename = Path.rename

    def fails(path: Path, to: Path) -> Path:
        if path.name.endswith(".part"):
            raise OSError(5, "Input/output error")
        return rename(path, to)

    monkeypatch.setattr(Path, "rename", fails)
    with pytest.raises(ExportError, match="Input/output error"), replacing(out) as part:
        (part / "a").write_text("new")
    assert (out / "a").read_text() == "earlier"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


KILLED = """
import os, signal, sys
from pathlib import Path
from sayso.export.folder import replacing
with replacing(Path(sys.argv[1])) as part:
    (part / "half.csv").write_text("half")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_is_killed_leaves_the_earlier_export_and_is_swept_up(
    store: Store, tmp_path: Path
) -> None:
    export(store, "incidents", tmp_path / "out")
    before = {name: (tmp_path / "out" / name).read_bytes() for name in files(tmp_path / "out")}
    done = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path / "out")], check=False)
    assert done.returncode == -9
    assert {n: (tmp_path / "out" / n).read_bytes() for n in files(tmp_path / "out")} == before
    (left,) = tmp_path.glob(".out.*.part")
    export(store, "incidents", tmp_path / "other")
    assert left.exists()  # it is of another place
    export(store, "incidents", tmp_path / "out")
    assert not left.exists()


def test_what_is_written_just_now_is_not_swept_up(store: Store, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with replacing(out) as part:
        export(store, "incidents", out)
        assert part.exists()
        (part / "later").write_text("later")
        mark(part, {})
    assert files(out) == {"later", MARK}


def test_it_is_the_same_from_postgresql(location: Path, postgres_url: str, tmp_path: Path) -> None:
    copy_database(location, postgres_url)
    for name, at in (("sqlite", str(location)), ("postgresql", postgres_url)):
        with Store.open(at) as store:
            for file in ("csv", "sqlite"):
                export(store, "incidents", tmp_path / name / file, Asked(file=file))  # type: ignore[arg-type]
            asked = Asked(where="country:IRQ killed:>=1")
            export(store, "incidents", tmp_path / name / "where", asked)
    tables = [f"{table.name}.csv" for table in FORMATS["incidents"].tables()]
    for folder in ("csv", "where"):
        for table in tables:
            one, two = (tmp_path / name / folder / table for name in ("sqlite", "postgresql"))
            assert one.read_bytes() == two.read_bytes(), table


def test_a_kind_of_file_that_there_is_not_is_refused() -> None:
    with pytest.raises(ExportError, match=r"no kind of file 'xls'.*give one of csv, parquet"):
        Asked(file=cast("Any", "xls"))
    with pytest.raises(ExportError, match=r"csv is a kind of file.*one of incidents, ged, acled"):
        format_named("csv")


def test_a_format_that_there_is_not_names_a_near_one() -> None:
    with pytest.raises(
        ExportError, match=r"no format 'geo-json' .did you mean geojson\? there are"
    ):
        format_named("geo-json")
    with pytest.raises(ExportError, match=r"no format '\?\?' .there are incidents"):
        format_named("??")


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_format_is_written(store: Store, tmp_path: Path, name: str) -> None:
    done = export(store, name, tmp_path / "out")
    assert done.files
    assert sum(done.files.values()) > 0
    text = (tmp_path / "out" / "method.md").read_text(encoding="utf-8")
    assert name in text


def test_incidents_that_were_not_linked_are_not_there(tmp_path: Path) -> None:
    with Store.open(tmp_path / "empty.db") as store:
        with pytest.raises(NotFound, match="not linked yet"):
            export(store, "incidents", tmp_path / "out")
        done = export(store, "records", tmp_path / "out")
    assert set(done.files.values()) == {0}


def test_a_filter_that_cannot_be_understood_leaves_nothing(store: Store, tmp_path: Path) -> None:
    with pytest.raises(QueryError):
        export(store, "incidents", tmp_path / "out", Asked(where="killed:>=many"))
    assert list(tmp_path.iterdir()) == []


def test_how_far_it_is_is_told(store: Store, tmp_path: Path) -> None:
    told: list[tuple[str, int]] = []
    done = export(store, "incidents", tmp_path / "out", progress=lambda *now: told.append(now))
    assert ("incidents", done.files["incidents.csv"]) in told
    assert ("reports", done.files["reports.csv"]) in told


def test_records_are_read_back_as_they_were(store: Store, tmp_path: Path) -> None:
    export(store, "records", tmp_path / "out")

    def lines(name: str) -> list[Any]:
        text = (tmp_path / "out" / name).read_text(encoding="utf-8")
        return text.split("\n")[:-1]

    with store.snapshot() as snapshot:
        reports = [read.report for read in snapshot.read()]
        told = list(snapshot.told())
    assert [Report.model_validate_json(line) for line in lines("reports.jsonl")] == reports
    assert [Incident.model_validate_json(line) for line in lines("incidents.jsonl")] == [
        each.incident for each in told
    ]
    origins: dict[str, dict[str, Origin]] = {each.incident.id: {} for each in told}
    for line in lines("origins.jsonl"):
        of = json.loads(line)
        incident = of.pop("incident")
        origins[incident][of["id"]] = Origin.model_validate(of)
    assert origins == {each.incident.id: dict(each.origins) for each in told}


def test_another_rule_of_tolls_counts_anew(store: Store, tmp_path: Path) -> None:
    ranges = {}
    for rule in ("ucdp", "minmax"):
        export(store, "incidents", tmp_path / rule, Asked(rule=rule))  # type: ignore[arg-type]
        text = (tmp_path / rule / "tolls.csv").read_text(encoding="utf-8")
        assert f",{rule}," in text
        ranges[rule] = text.replace(rule, "")
    assert ranges["ucdp"] != ranges["minmax"]


def test_a_snapshot_is_of_one_moment(location: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    copy.write_bytes(location.read_bytes())
    with Store.open(copy) as store, Store.open(copy) as other, store.snapshot() as snapshot:
        first = [told.incident.id for told in snapshot.told()]
        other.link(full=True, rule="acled")
        again = [(told.incident.id, told.incident.tolls) for told in snapshot.told()]
        assert [id_ for id_, _ in again] == first
        assert {toll.rule for _, tolls in again for toll in tolls.values()} == {"ucdp"}
