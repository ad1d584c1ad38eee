from __future__ import annotations

import datetime as dt
import json
import sys

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from archives import WORDS, page
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import EmptyInput, InputError, MissingColumn, MissingExtra, UnsupportedInput
from sayso.ingest import load, pieces

TEXT = "\n\n".join(WORDS)


def write(path, columns, **options):
    pq.write_table(pa.table(columns), path, **options)
    return path


def test_rows_are_reports(tmp_path):
    when = dt.datetime(2020, 5, 3, 7, 15, tzinfo=dt.UTC)
    file = write(
        tmp_path / "a.parquet",
        {
            "body": [TEXT, None, TEXT],
            "headline": ["Three killed", "x", "Three killed"],
            "published": [when, when, None],
            "author": [["Jane Doe", "John Roe"], None, None],
            "doc_id": [1, 2, 3],
            "vector": [[0.5] * 9] * 3,
        },
        row_group_size=2,
    )
    errors: list[InputError] = []
    first, last = load(file, outlet="Example Times", on_error=errors.append)
    assert first.report.text == f"Three killed\n\n{TEXT}"
    assert first.report.published == "2020-05-03T07:15:00+00:00"
    assert first.report.byline == "Jane Doe, John Roe"
    assert first.origin == f"{file} row 1 (1)"
    assert "vector" not in json.loads(first.raw), "only the columns that are read are loaded"
    assert last.report.published is None
    assert isinstance(errors[0], EmptyInput)
    assert "row 2" in str(errors[0])


def test_pages_as_bytes_and_mapped_columns(tmp_path):
    file = write(
        tmp_path / "a.parquet", {"content_bytes": [page(1).encode()], "when": ["2020-05-03"]}
    )
    columns = {"html": "content_bytes", "published": "when"}
    (read,) = load(file, columns=columns)
    assert read.report.title == "Attack 1 near Balad"
    assert read.report.published == "2020-05-03"
    with pytest.raises(MissingColumn, match="content_bytes, when"):
        list(load(file))


def test_times_that_python_has_not(tmp_path):
    fine = pa.array([1588500000123456789], pa.timestamp("ns", tz="UTC"))
    (piece,) = pieces(write(tmp_path / "a.parquet", {"text": [TEXT], "published": fine}))
    assert piece.meta.published.startswith("2020-05-03T10:00:00")
    far = pa.array([10**17], pa.timestamp("ms"))
    with pytest.raises(InputError, match="broken Parquet"):
        list(pieces(write(tmp_path / "b.parquet", {"text": [TEXT], "published": far})))


def test_addresses_in_a_table(tmp_path):
    file = write(tmp_path / "a.parquet", {"url": ["https://a.test/1", "https://a.test/1"]})
    assert [p.kind for p in pieces(file)] == ["address"]


def test_a_shard_of_ours_is_no_list_of_addresses(tmp_path):
    names = ("id", "url", "extractor", "raw", "record")
    file = write(tmp_path / "part-00000.parquet", {name: ["x"] for name in names})
    with pytest.raises(UnsupportedInput, match="sayso add"):
        list(pieces(file))


def test_without_pyarrow(tmp_path, monkeypatch):
    file = write(tmp_path / "a.parquet", {"text": [TEXT]})
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtra, match=r"pip install 'sayso\[parquet\]'"):
        list(pieces(file))


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_damaged_files_raise_nothing_but_input_errors(tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("cut")
    file = write(folder / "a.parquet", {"text": [TEXT, TEXT], "url": ["https://a.test/1"] * 2})
    whole = file.read_bytes()
    cut = data.draw(st.integers(0, len(whole)))
    at = data.draw(st.integers(0, len(whole)))
    harmed = whole[:at] + data.draw(st.binary(max_size=12)) + whole[at + 4 :]
    for damaged in (whole[:cut], harmed):
        file.write_bytes(damaged)
        errors: list[InputError] = []
        list(load(file, on_error=errors.append))
        assert all(str(file) in str(error) for error in errors)
