from __future__ import annotations

import io
import json
import sys

import pytest

from sayso.errors import EmptyInput, InputError, MalformedInput, MissingColumn, UnsupportedInput
from sayso.ingest import load

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
        == "Gunmen killed two people, the police said on Sunday.\nNobody was held."
    )
    assert first.report.title == "Two killed"
    assert first.report.outlet == "Example Times", "a column called publisher needs no mapping"
    assert first.report.published == "2020-05-03"
    assert first.report.url == "https://example.test/1"
    assert first.origin == f"{file} line 3 (A1)"
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


def test_a_bad_date_in_a_row(tmp_path):
    file = tmp_path / "reports.jsonl"
    file.write_text('{"text": "Ten people died.", "published": "soon"}\n')
    with pytest.raises(InputError, match=r"line 1: 'soon' is not a date"):
        list(load(file))


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
    monkeypatch.setattr("sayso.ingest.loading.MAX_BYTES", 1000)
    file = tmp_path / "reports.jsonl"
    file.write_text('{"text": "Ten people died in the town."}\n' * 3000)
    assert sum(1 for _ in load(file)) == 3000
