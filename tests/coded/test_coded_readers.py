"""Coded data is read from whatever file it comes in; what cannot be read is named."""

import bz2
import codecs
import gzip
import io
import itertools
import json
import lzma
import random
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard
from coded_rows import ACLED, EXAMPLES, GED, table, written
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.coded import Coded, CodedEvent, Count, read_coded
from sayso.coded.families import FORCE
from sayso.coded.parties import Side
from sayso.coded.readers.values import Bad, Days, number, point
from sayso.errors import EmptyInput, InputError, MalformedInput, UnsupportedInput


def one(path: Path) -> CodedEvent:
    found = read_coded(path)
    assert found.failed == []
    (event,) = found.events
    return event


def test_a_row_of_ged(tmp_path: Path) -> None:
    event = one(written(tmp_path / "a.csv", [GED]))
    assert (event.id, event.kind, event.line) == ("1", "ged", "line 2")
    assert event.earliest == event.latest == date(2020, 5, 2)
    spot = event.spots[0]
    assert (spot.name, spot.admin1, spot.country) == ("Gao", "Gao region", "MLI")
    assert (spot.lat, spot.lon, spot.precision) == (16.27, -0.04, 1)
    assert event.sides == ((Side("River Front"),), (Side("Civilians"),))
    assert event.type == "one-sided violence"
    assert event.counts == {"killed": Count(10, 12, 15)}
    assert event.sources == ("police", "a doctor")
    # two of whom it is not known who they were: they may be civilians, or of a side
    assert event.parts == {"civilians": Count(10, 10, 12)}


def test_older_names_of_the_columns_of_ged(tmp_path: Path) -> None:
    renamed = {"best": "best_est", "low": "low_est", "high": "high_est"}
    old = {renamed.get(name, name): value for name, value in GED.items()}
    old |= {"conflict_id": 3, "date_start": "2020-05-02 00:00:00.000"}
    assert one(written(tmp_path / "a.csv", [old])).counts == {"killed": Count(10, 12, 15)}
    as_r_writes = {name.replace("_", "."): value for name, value in GED.items()}
    assert one(written(tmp_path / "b.csv", [as_r_writes])).earliest == date(2020, 5, 2)


def test_a_row_of_acled(tmp_path: Path) -> None:
    event = one(written(tmp_path / "a.csv", [ACLED], ";"))
    assert (event.id, event.kind) == ("MLI1", "acled")
    assert event.earliest == event.latest == date(2020, 5, 2)
    assert event.counts == {"killed": Count(11, 11, 11)}
    assert event.sides[1][2] == Side("Women (Mali)")
    assert event.type == "Violence against civilians: Attack"
    assert event.sources == ("Radio Gao", "Sahel Wire")


def test_acled_of_before_2023_and_vague_days(tmp_path: Path) -> None:
    old = {k: v for k, v in ACLED.items() if k != "event_id_cnty"} | {"data_id": 77}
    old |= {"event_date": "02-May-2020", "time_precision": 2, "geo_precision": 3}
    event = one(written(tmp_path / "a.csv", [old]))
    assert event.id == "77"
    assert (event.earliest, event.latest) == (date(2020, 4, 29), date(2020, 5, 5))
    assert (event.day_precision, event.spots[0].precision) == (3, 4)


def test_who_is_accused_in_an_own_export(tmp_path: Path) -> None:
    sides = (
        "Salt Brigade (denied); Lake Men (unnamed sources); Quay Watch (unnamed sources, denied)"
    )
    event = one(written(tmp_path / "a.csv", [GED | {"side_a": f"{sides}; River Front (Gao)"}]))
    assert event.sides[0] == (Side("Lake Men"), Side("River Front (Gao)"))
    event = one(written(tmp_path / "b.csv", [ACLED | {"actor1": "Lake Men (unnamed sources)"}]))
    assert event.sides[0] == (Side("Lake Men"),)


def test_acled_of_before_2018(tmp_path: Path) -> None:
    renamed = {"assoc_actor_1": "ally_actor_1", "assoc_actor_2": "ally_actor_2"}
    gone = ("sub_event_type", "civilian_targeting")
    old = {renamed.get(k, k).upper(): v for k, v in ACLED.items() if k not in gone}
    old |= {"EVENT_DATE": "13-May-2015", "EVENT_TYPE": "Non-violent transfer of territory"}
    event = one(written(tmp_path / "a.csv", [old]))
    assert event.earliest == date(2015, 5, 13)
    assert event.sides[1] == (
        *(Side("Civilians (Mali)"), Side("Farmers (Mali)"), Side("Women (Mali)")),
    )
    assert event.families == {FORCE}


@pytest.mark.parametrize("empty", ["NA", "NaN", "NULL", " NA "])
def test_what_stands_for_no_value_is_none(empty: str, tmp_path: Path) -> None:
    # R writes NA: a party, a place and a source of that name would be matched with one another
    names = ("actor2", "assoc_actor_1", "assoc_actor_2", "location", "source", "notes", "admin1")
    event = one(written(tmp_path / "a.csv", [ACLED | dict.fromkeys(names, empty)]))
    assert event.sides == ((Side("RF: River Front"),), ())
    assert (event.spots[0].name, event.spots[0].admin1) == (None, None)
    assert (event.sources, event.notes) == ((), "")
    assert one(written(tmp_path / "b.csv", [ACLED | {"location": "Na"}])).spots[0].name == "Na"


def test_the_answer_of_an_api(tmp_path: Path) -> None:
    ged = {
        "TotalCount": 1,
        "NextPageUrl": "",
        "Result": [GED | {"date_end": "2020-05-02T00:00:00"}],
    }
    acled = {"status": 200, "success": True, "data": [ACLED | {"event_date": "2020-05-02"}]}
    for answer, killed in ((ged, Count(10, 12, 15)), (acled, Count(11, 11, 11))):
        path = tmp_path / "answer.json"
        path.write_text(json.dumps(answer), encoding="utf-8")
        event = one(path)
        assert event.counts == {"killed": killed}
        assert event.earliest == event.latest == date(2020, 5, 2)


def test_days_that_can_be_two_are_told_by_the_other_days(tmp_path: Path) -> None:
    rows = [GED | {"id": 1, "date_start": "3/4/2020", "date_end": ""}]
    found = read_coded(written(tmp_path / "a.csv", rows))
    assert found.events == []
    assert "can be two days" in str(found.failed[0])
    rows.append(GED | {"id": 2, "date_start": "13/4/2020", "date_end": ""})
    days = [e.earliest for e in read_coded(written(tmp_path / "b.csv", rows)).events]
    assert days == [date(2020, 4, 3), date(2020, 4, 13)]
    rows[1] = GED | {"id": 2, "date_start": "4/13/2020", "date_end": ""}
    days = [e.earliest for e in read_coded(written(tmp_path / "c.csv", rows)).events]
    assert days == [date(2020, 3, 4), date(2020, 4, 13)]


@pytest.mark.parametrize(
    ("column", "cell", "words"),
    [
        ("date_start", "soon", "is no date"),
        ("date_start", "2020-02-31", "is none"),
        ("best", "many", "is no number"),
        ("best", "-3", "no number of people"),
        ("best", "1.5", "no number of people"),
        ("best", "1e300", "no number of people"),
        ("best", "inf", "no number of people"),
        ("latitude", "north", "no numbers"),
        ("latitude", "91", "off the map"),
        ("id", "  ", "has no id"),
    ],
)
def test_a_bad_row_is_named_and_the_rest_is_read(
    tmp_path: Path, column: str, cell: str, words: str
) -> None:
    rows = [GED, GED | {"id": 2, column: cell}, GED | {"id": 3}]
    if column == "id":
        rows[1] = GED | {"id": cell}
    found = read_coded(written(tmp_path / "a.csv", rows))
    assert [e.id for e in found.events] == ["1", "3"]
    (error,) = found.failed
    assert isinstance(error, MalformedInput)
    assert words in str(error)
    assert error.place == "line 3"


def test_an_id_that_stands_twice_is_named(tmp_path: Path) -> None:
    found = read_coded(written(tmp_path / "a.csv", [GED, GED]))
    assert len(found.events) == 1
    assert "stands at line 2 too" in str(found.failed[0])


def test_the_line_of_tags_below_the_header_is_no_event(tmp_path: Path) -> None:
    tags = dict.fromkeys(GED, "#meta+x")
    assert one(written(tmp_path / "a.csv", [tags, GED])).line == "line 3"


def test_a_table_of_something_else_is_refused_with_what_is_expected(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", [{"name": "x", "age": 3}])
    with pytest.raises(UnsupportedInput, match=r"name, age.*UCDP GED: id or relid.*ACLED"):
        read_coded(path)


def test_files_that_are_no_tables_are_refused(tmp_path: Path) -> None:
    empty = tmp_path / "empty.csv"
    empty.write_bytes(b"")
    with pytest.raises(EmptyInput):
        read_coded(empty)
    with pytest.raises(InputError, match="cannot be opened"):
        read_coded(tmp_path / "not-there.csv")
    binary = tmp_path / "a.csv"
    binary.write_bytes(bytes(range(256)) * 4)
    with pytest.raises(InputError):
        read_coded(binary)
    folder = tmp_path / "folder"
    folder.mkdir()
    with pytest.raises(EmptyInput, match="no table in the folder"):
        read_coded(folder)
    broken = tmp_path / "a.xlsx"
    broken.write_bytes(b"PK\x03\x04nothing")
    with pytest.raises(MalformedInput):
        read_coded(broken)
    with pytest.raises(UnsupportedInput, match="download it"):
        read_coded("https://example.org/ged.csv")


def test_of_a_file_that_was_cut_off_the_beginning_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv.gz"
    random_ = random.Random(1)
    rows = [GED | {"id": n, "source_office": str(random_.random())} for n in range(20_000)]
    data = gzip.compress(table(rows).encode())
    path.write_bytes(data[: len(data) // 2])
    found = read_coded(path)
    assert 1000 < len(found.events) < 20_000
    (error,) = found.failed
    assert "gzip" in str(error)


def test_a_broken_file_in_a_folder_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("[")
    written(tmp_path / "b.csv", [GED])
    found = read_coded(tmp_path)
    assert len(found.events) == 1
    assert "a.json" in str(found.failed[0])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "cp1252", "utf-16"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    row = GED | {"where_coordinates": "Ségou", "adm_1": "Région de Ségou", "side_a": "Façade"}
    path = tmp_path / "a.csv"
    path.write_bytes(table([GED | {"id": 2}, row]).encode(encoding))
    events = read_coded(path).events
    assert events[1].spots[0].name == "Ségou"
    assert events[1].sides[0][0].name == "Façade"


def zipped(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("ged/readme.pdf", b"%PDF")
        archive.writestr("ged/GEDEvent.csv", data)
    return out.getvalue()


@pytest.mark.parametrize(
    "pack", [gzip.compress, bz2.compress, lzma.compress, zstandard.compress, zipped]
)
def test_packed_files(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    path = tmp_path / "events"
    path.write_bytes(pack(table([GED]).encode()))
    assert one(path).id == "1"


def test_archives_that_hurt_are_refused(tmp_path: Path) -> None:
    data = table([GED]).encode()
    for _ in range(6):
        data = gzip.compress(data)
    path = tmp_path / "a.csv.gz"
    path.write_bytes(data)
    with pytest.raises(InputError, match="over and over"):
        read_coded(path)


def test_excel(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["about"])
    sheet = book.create_sheet("events")
    sheet.append(list(GED))
    values: list[object] = [*(GED | {"date_start": date(2020, 5, 2)}).values()]
    sheet.append(values)
    book.save(tmp_path / "a.xlsx")
    event = one(tmp_path / "a.xlsx")
    assert (event.id, event.earliest) == ("1", date(2020, 5, 2))
    assert event.line == "row 2"


def test_parquet_json_and_sqlite(tmp_path: Path) -> None:
    pd.DataFrame([GED]).to_parquet(tmp_path / "a.parquet")
    assert one(tmp_path / "a.parquet").counts == {"killed": Count(10, 12, 15)}
    (tmp_path / "api.json").write_text(json.dumps({"TotalCount": 1, "Result": [GED]}))
    assert one(tmp_path / "api.json").id == "1"
    (tmp_path / "list.json").write_text(json.dumps([ACLED], indent=1))
    assert one(tmp_path / "list.json").id == "MLI1"
    (tmp_path / "a.jsonl").write_text(json.dumps(GED) + "\n" + json.dumps(GED | {"id": 2}) + "\n")
    assert [e.id for e in read_coded(tmp_path / "a.jsonl").events] == ["1", "2"]
    with sqlite3.connect(tmp_path / "a.sqlite") as db:
        pd.DataFrame([GED]).to_sql('odd "name"', db, index=False)
    db.close()
    assert one(tmp_path / "a.sqlite").id == "1"


def test_a_folder_of_tables(tmp_path: Path) -> None:
    written(tmp_path / "2019.csv", [GED])
    written(tmp_path / "2020.csv", [GED | {"id": 2}])
    written(tmp_path / "notes.csv", [{"name": "x"}])
    assert [e.id for e in read_coded(tmp_path).events] == ["1", "2"]
    written(tmp_path / "acled.csv", [ACLED])
    found = read_coded(tmp_path)
    assert (found.kind, len(found.events)) == ("ged", 2)
    assert any("beside columns of" in str(error) for error in found.failed)


def test_a_bad_row_after_thousands_leaves_these(tmp_path: Path) -> None:
    rows = (GED | {"id": n} for n in range(3000))
    path = written(tmp_path / "a.csv", itertools.chain(rows, [GED | {"id": 0, "best": "bad"}]))
    found = read_coded(path)
    assert (len(found.events), len(found.failed)) == (3000, 1)
    assert "line 3002" in str(found.failed[0])


def test_hostile_cells_are_kept_as_they_are(tmp_path: Path) -> None:
    name = "=cmd|'/c calc'!A1\n\"<script>alert(1)</script>\u202e"
    event = one(written(tmp_path / "a.csv", [GED | {"side_a": name, "where_coordinates": name}]))
    assert event.sides[0][0].name == name
    assert event.spots[0].name == " ".join(name.split())
    long = GED | {"source_headline": "x" * 100_000}
    assert len(one(written(tmp_path / "b.csv", [long])).notes) == 100_000


def test_rows_are_kept_when_asked_for(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", [GED])
    assert read_coded(path).events[0].row == {}
    kept = read_coded(path, keep_rows=True).events[0].row
    assert kept["source_original"] == "police;a doctor"


def test_a_filter_is_for_collections(tmp_path: Path) -> None:
    with pytest.raises(UnsupportedInput, match="filter"):
        read_coded(written(tmp_path / "a.csv", [GED]), where="country:MLI")


@pytest.mark.parametrize(("file", "kind"), [("ged", "ged"), ("acled", "acled")])
def test_the_examples(file: str, kind: str) -> None:
    found: Coded = read_coded(EXAMPLES / f"{file}-examples.csv")
    assert (found.kind, len(found.events), found.failed) == (kind, 7, [])
    assert all(event.country for event in found.events)
    assert all(event.families for event in found.events)


@settings(deadline=None)
@given(st.text(max_size=40))
def test_no_cell_breaks_a_reader(cell: str) -> None:
    days = Days([cell])
    for read in (days.day, lambda c: number(c, "best"), lambda c: point(c, c)):
        with suppress(Bad):
            read(cell)  # type: ignore[operator]


def test_a_byte_order_mark_is_no_part_of_a_name(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(codecs.BOM_UTF8 + table([GED]).encode())
    assert one(path).id == "1"


def test_days_of_parquet_that_no_calendar_has_are_named(tmp_path: Path) -> None:
    columns = {name: pa.array([value, value]) for name, value in GED.items()}
    columns["date_start"] = pa.array([0, 2**31 - 1], pa.date32())
    pq.write_table(pa.table(columns), tmp_path / "a.parquet")
    found = read_coded(tmp_path / "a.parquet")
    (error,) = found.failed
    assert "broken Parquet file" in str(error)


def test_text_of_sqlite_that_is_no_unicode_is_read_with_marks(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "a.sqlite") as db:
        pd.DataFrame([GED, GED | {"id": 2}]).to_sql("events", db, index=False)
        db.execute("UPDATE events SET side_a = CAST(x'ff41' AS TEXT) WHERE id = 2")
    db.close()
    found = read_coded(tmp_path / "a.sqlite")
    assert found.failed == []
    assert [event.sides[0][0].name for event in found.events] == ["River Front", "\ufffdA"]


def test_entities_that_grow_in_a_sheet_are_refused_and_the_rest_is_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(list(GED))
    book.active.append([*(GED | {"date_start": "2020-05-02"}).values()])
    book.save(tmp_path / "plain.xlsx")
    grows = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    declared = f'<!DOCTYPE x [<!ENTITY e0 "{"x" * 10}">{grows}]>'
    cell = '<row r="3"><c r="A3" t="inlineStr"><is><t>&e9;</t></is></c></row></sheetData>'
    with (
        zipfile.ZipFile(tmp_path / "plain.xlsx") as plain,
        zipfile.ZipFile(tmp_path / "a.xlsx", "w") as grown,
    ):
        for name in plain.namelist():
            data = plain.read(name)
            if name.endswith("sheet1.xml"):
                sheet = data[data.index(b"<worksheet") :].decode()
                data = (declared + sheet.replace("</sheetData>", cell)).encode()
            grown.writestr(name, data)
    found = read_coded(tmp_path / "a.xlsx")
    assert [event.id for event in found.events] == ["1"]
    (error,) = found.failed
    assert "broken Excel file" in str(error)
