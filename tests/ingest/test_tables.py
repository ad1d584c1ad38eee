from __future__ import annotations

import io
import json
import sys

import pytest

from sayso.errors import EmptyInput, InputError, MalformedInput, MissingColumn, UnsupportedInput
from sayso.ingest import load, pieces

CSV = (
    "ref,headline,body,date,publisher,link\n"
    'A1,Two killed,"Gunmen killed two people, the police said on Sunday.\nNobody was held.",'
    "2020-05-03,Example Times,https://example.test/1\n"
    "A2,March,About a hundred people marched in Balad on Monday.,2020-05-04,Example Times,\n"
)
MAPPING = {"text": "body", "title": "headline", "id": "ref"}


def test_csv_with_mapping(tmp_path):
    file = tmp_path / "reports.csv"
    file.write_text(CSV)
    first, second = load(file, columns=MAPPING)
    assert (
        first.report.text
        == "Two killed\n\nGunmen killed two people, the police said on Sunday.\nNobody was held."
    )
    assert [b.kind for b in first.report.blocks] == ["title", "paragraph"]
    assert first.report.title == "Two killed"
    assert first.report.outlet == "Example Times", "a column called publisher needs no mapping"
    assert first.report.published == "2020-05-03"
    assert first.report.url == "https://example.test/1"
    assert first.origin == f"{file} line 2 (A1)"
    assert json.loads(first.raw)["ref"] == "A1"
    assert second.report.url is None


def test_missing_column_names_file_column_columns_and_remedy(tmp_path):
    file = tmp_path / "reports.csv"
    file.write_text(CSV)
    with pytest.raises(MissingColumn) as caught:
        list(load(file, columns={"text": "words"}))
    line = str(caught.value)
    assert "\n" not in line
    for part in (str(file), "'words'", "ref, headline, body", "columns="):
        assert part in line


def test_no_column_with_text(tmp_path):
    file = tmp_path / "reports.csv"
    file.write_text("a,b\n1,2\n")
    with pytest.raises(MissingColumn, match="a, b"):
        list(load(file))


def test_unknown_field_in_the_mapping(tmp_path):
    file = tmp_path / "reports.csv"
    file.write_text(CSV)
    with pytest.raises(InputError, match="no field 'texts'"):
        list(load(file, columns={"texts": "body"}))


def test_malformed_rows_do_not_stop_the_rest(tmp_path):
    file = tmp_path / "reports.csv"
    file.write_text("text,outlet\nTen people died.,A\na,b,c\n,B\nTwo people died.,C\n")
    errors: list[InputError] = []
    pages = list(load(file, on_error=errors.append))
    assert [p.report.outlet for p in pages] == ["A", "C"]
    assert [type(e) for e in errors] == [MalformedInput, EmptyInput]
    assert "line 3" in str(errors[0])
    assert "line 4" in str(errors[1])


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_encodings_and_delimiters(tmp_path, encoding):
    file = tmp_path / "reports.csv"
    file.write_bytes(
        "text;outlet\r\nZwei Männer starben, so die Polizei.;Blätter\r\n".encode(encoding)
    )
    (page,) = load(file)
    assert page.report.outlet == "Blätter"


def test_tsv(tmp_path):
    file = tmp_path / "reports.tsv"
    file.write_text('text\toutlet\nHe said, "no".\tExample\n')
    (page,) = load(file)
    assert page.report.text == 'He said, "no".'


def test_jsonl_bad_lines_are_named_and_the_rest_goes_on(tmp_path):
    file = tmp_path / "reports.jsonl"
    good = json.dumps({"text": "Ten people died.\n\nThe army denied it.", "outlet": "A", "id": 7})
    lines = [good, '{"text": "Ten', "", "[1]", '{"outlet": "B"}', good.replace("Ten", "Two")]
    file.write_text("\n".join(lines))
    errors: list[InputError] = []
    pages = list(load(file, on_error=errors.append))
    assert [p.report.text[:3] for p in pages] == ["Ten", "Two"]
    assert pages[0].raw == good.encode() + b"\n"
    assert ["line 2" in str(errors[0]), "line 4" in str(errors[1]), "line 5" in str(errors[2])] == [
        True
    ] * 3
    with pytest.raises(MalformedInput, match="line 2"):
        list(load(file))


def test_jsonl_with_html(tmp_path):
    file = tmp_path / "reports.jsonl"
    words = "Gunmen killed three people near Balad on Sunday, the police in the town said later."
    file.write_text(
        json.dumps({"html": f"<h1>Attack</h1><p>{words}</p>", "date": "2020-05-03"}) + "\n{}"
    )
    pages = list(load(file, on_error=lambda _: None))
    assert [b.kind for b in pages[0].report.blocks] == ["title", "paragraph"]


@pytest.mark.parametrize(
    ("cell", "published", "code"),
    [
        ("soon", None, "unreadable_date"),
        ("03/04/2020", None, "ambiguous_date"),
        ("3-4-2020 10:15", None, "ambiguous_date"),
        ("13/04/2020", "2020-04-13", None),
        ("04/13/2020 10:15", "2020-04-13T10:15:00", None),
        ("05/05/2020", "2020-05-05", None),
        ("2020/04/03", "2020-04-03", None),
        ("03.04.2020", "2020-04-03", None),
        ("31/31/2020", None, "unreadable_date"),
        ("1588490100", "2020-05-03T07:15:00+00:00", None),
    ],
)
def test_dates_in_cells(tmp_path, one, cell, published, code):
    file = tmp_path / "reports.jsonl"
    file.write_text(json.dumps({"text": "Ten people died.", "published": cell}) + "\n{}")
    report = next(load(file, on_error=lambda _: None)).report
    assert report.published == published
    codes = {w.code for w in report.warnings} & {"unreadable_date", "ambiguous_date"}
    assert codes == ({code} if code else set())
    given = next(load(file, published="2020-01-01", on_error=lambda _: None)).report
    assert given.published == "2020-01-01", "what the caller says needs no cell"


@pytest.mark.parametrize(
    ("title", "text", "whole"),
    [
        ("Two killed", "Two people died.", "Two killed\n\nTwo people died."),
        ("Two  killed\n", "TWO KILLED\n\nTwo people died.", "TWO KILLED\n\nTwo people died."),
        ("Two killed", "Two killed: people died.", "Two killed: people died."),
        ("", "Two people died.", "Two people died."),
    ],
)
def test_the_title_of_a_row_is_read_with_its_text(tmp_path, title, text, whole):
    file = tmp_path / "reports.jsonl"
    file.write_text(json.dumps({"text": text, "title": title}) + "\n{}")
    report = next(load(file, on_error=lambda _: None)).report
    assert report.text == whole
    if whole != text:
        assert report.blocks[0].kind == "title"
        assert report.words(report.blocks[0].span) == title


def test_rows_of_several_lines_are_named_by_their_first(tmp_path):
    file = tmp_path / "reports.csv"
    file.write_text('text,outlet\n"Ten\npeople\ndied.",A\n\n"Two\npeople.",B\nx,y,z\n"c"d,e\nf,g\n')
    errors: list[InputError] = []
    pages = list(load(file, on_error=errors.append))
    assert [p.origin.rpartition(" line ")[2] for p in pages] == ["2", "6", "10"]
    assert [str(e).partition(" line ")[2][:1] for e in errors] == ["8", "9"]


def test_fields_that_only_some_objects_have(tmp_path):
    file = tmp_path / "reports.jsonl"
    rows = [
        {"text": "Ten died."},
        {"text": "Two died.", "outlet": "B"},
        {"outlet": "C", "url": "x"},
    ]
    file.write_text("\n".join(map(json.dumps, rows)))
    errors: list[InputError] = []
    assert [p.report.outlet for p in load(file, on_error=errors.append)] == [None, "B"]
    assert "line 3" in str(errors[0]), "a table of texts is no list of addresses"


def test_json_list_and_records(tmp_path):
    file = tmp_path / "reports.json"
    file.write_text(
        json.dumps([{"text": "Ten people died."}, {"text": "Two people died."}], indent=1)
    )
    assert len(list(load(file))) == 2
    file.write_text('{"schema": "sayso/report/1", "id": "r_1", "text": "x"}')
    with pytest.raises(UnsupportedInput, match="a record that sayso wrote"):
        list(load(file))
    file.write_text('{"text": ')
    with pytest.raises(MalformedInput, match="line 1"):
        list(load(file))


@pytest.mark.parametrize(
    ("value", "texts"),
    [
        ({"status": "ok", "articles": [{"content": "one"}, {"content": "two"}]}, ["one", "two"]),
        ({"text": "one", "authors": [{"name": "Jane Doe"}]}, ["one"]),
        ({"Body": "one", "tags": [{"text": "war"}]}, ["one"]),
    ],
)
def test_a_list_in_an_object(tmp_path, value, texts):
    file = tmp_path / "a.json"
    file.write_text(json.dumps(value))
    assert [piece.data.decode() for piece in pieces(file)] == texts


def test_a_mapped_object_is_one_row(tmp_path):
    file = tmp_path / "a.json"
    file.write_text(json.dumps({"ocr": "one", "tags": [{"text": "war"}]}))
    assert [piece.data for piece in pieces(file, columns={"text": "ocr"})] == [b"one"]


def test_json_nested_too_deep(tmp_path):
    file = tmp_path / "reports.jsonl"
    file.write_text("[" * 100_000 + "\n" + '{"text": "Ten people died."}\n')
    errors: list[InputError] = []
    assert len(list(load(file, on_error=errors.append))) == 1
    assert "nested too deep" in str(errors[0])


def test_a_table_on_standard_input_needs_no_name(monkeypatch):
    stream = io.TextIOWrapper(io.BytesIO(b"text,outlet\nTen people died.,A\n"))
    monkeypatch.setattr(sys, "stdin", stream)
    (page,) = load("-")
    assert page.origin == "standard input line 2"


def test_long_tables_are_read_row_by_row(tmp_path, monkeypatch):
    monkeypatch.setattr("sayso.ingest.containers.MAX_BYTES", 1000)
    file = tmp_path / "reports.jsonl"
    file.write_text('{"text": "Ten people died in the town."}\n' * 3000)
    assert sum(1 for _ in load(file)) == 3000
