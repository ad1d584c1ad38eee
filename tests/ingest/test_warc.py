from __future__ import annotations

import gzip
import io
import json

import pytest
import zstandard
from archives import gzipped, page, pages_of, record, zipped
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import WARCIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from sayso.errors import InputError, MalformedInput
from sayso.ingest import Skipped, load, pieces


def read(data, name="crawl.warc", *, tmp_path):
    file = tmp_path / name
    file.write_bytes(data)
    errors: list[InputError] = []
    skipped: list[Skipped] = []
    found = list(pieces(file, on_error=errors.append, on_skip=skipped.append))
    return found, errors, skipped


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("a.warc", b"".join),
        ("a.warc.gz", gzipped),
        ("whole.warc.gz", lambda records: gzip.compress(b"".join(records))),
        ("a.warc.zst", lambda records: b"".join(map(zstandard.compress, records))),
        ("no-name", gzipped),
    ],
)
def test_pages_of_a_crawl(tmp_path, name, pack):
    found, errors, skipped = read(pack(pages_of(3)), name, tmp_path=tmp_path)
    assert errors == []
    assert skipped == []
    assert [p.meta.url for p in found] == [f"https://example-times.test/{n}" for n in (1, 2, 3)]
    assert [p.data for p in found] == [page(n).encode() for n in (1, 2, 3)]
    assert {p.charset for p in found} == {"utf-8"}
    assert len({p.origin for p in found}) == 3
    assert found[0].origin == f"{tmp_path / name} offset 0"


def test_what_is_no_page_is_passed_over_and_counted(tmp_path):
    url = "https://example-times.test/1"
    text = {"Content-Type": "text/plain"}
    records = [
        record(None, b"software: x", kind="warcinfo", media="application/warc-fields"),
        record(url, b"", kind="request", media="application/http; msgtype=request"),
        record(url, b"", kind="revisit"),
        record(url, b"a: b", kind="metadata", media="application/warc-fields"),
        record(url, b"gone", status="404 Not Found"),
        record(url, b"moved", status="301 Moved", http={"Location": "https://x.test/"}),
        record(url, b"\x89PNG", http={"Content-Type": "image/png"}),
        record(url, b"words", http=text),
        record("dns:example-times.test", b"1", media="text/dns"),
        record(url, b" \n"),
        record(url, page(1).encode()),
    ]
    found, errors, skipped = read(gzipped(records), tmp_path=tmp_path)
    assert len(found) == 1
    assert errors == []
    assert [s.reason for s in skipped] == [
        *("warc_warcinfo", "warc_request", "warc_revisit", "warc_metadata", "http_404"),
        *("http_301", "not_html", "not_html", "not_http", "empty"),
    ]


def test_extracted_text_and_saved_files_are_read(tmp_path):
    text = "Gunmen attacked a checkpoint near Balad on Sunday, killing three policemen."
    records = [
        record("https://a.test/1", text.encode(), kind="conversion", media="text/plain"),
        record("https://a.test/2", page(2).encode(), kind="resource", media="text/html"),
    ]
    found, errors, _ = read(b"".join(records), tmp_path=tmp_path)
    assert errors == []
    assert [p.kind for p in found] == ["text", "html"]
    assert found[0].data.decode() == text


def chunked(data: bytes) -> bytes:
    half = len(data) // 2
    parts = [data[:half], data[half:]]
    return b"".join(b"%x\r\n%b\r\n" % (len(p), p) for p in parts) + b"0\r\n\r\n"


def brotlied(data: bytes) -> bytes:
    from fastwarc.stream_io import BrotliWriter

    out = io.BytesIO()
    with BrotliWriter(out) as writer:
        writer.write(data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("encode", "headers"),
    [
        (chunked, {"Transfer-Encoding": "chunked"}),
        (gzip.compress, {"Content-Encoding": "gzip"}),
        (
            lambda d: chunked(gzip.compress(d)),
            {"Content-Encoding": "gzip", "Transfer-Encoding": "chunked"},
        ),
        (brotlied, {"Content-Encoding": "br"}),
        (zstandard.compress, {"Content-Encoding": "zstd"}),
        # As many crawlers store it: unpacked, with the headers left as they were.
        (bytes, {"Content-Encoding": "gzip", "Transfer-Encoding": "chunked"}),
        (bytes, {"Content-Encoding": "br"}),
    ],
)
def test_bodies_as_servers_send_them(tmp_path, encode, headers):
    body = encode(page(1).encode())
    each = record("https://a.test/1", body, http={"Content-Type": "text/html", **headers})
    found, errors, _ = read(gzipped([each]), tmp_path=tmp_path)
    assert errors == []
    assert found[0].data == page(1).encode()


# warcio leaves its temporary files to the garbage collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.parametrize("packed", [True, False])
def test_files_of_another_writer(tmp_path, packed):
    """What warcio writes: the records and offsets are those that it reads itself."""
    file = tmp_path / "a.warc"
    with file.open("wb") as out:
        writer = WARCWriter(out, gzip=packed)
        writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "warcio"}))
        for number in (1, 2):
            url = f"https://example-times.test/{number}"
            lines = [("Content-Type", "text/html; charset=utf-8")]
            body = io.BytesIO(page(number).encode())
            http = StatusAndHeaders("200 OK", lines, protocol="HTTP/1.1")
            writer.write_record(writer.create_warc_record(url, "response", body, http_headers=http))
    found, errors, skipped = read(file.read_bytes(), tmp_path=tmp_path)
    assert errors == []
    assert [s.reason for s in skipped] == ["warc_warcinfo"]
    assert [p.data for p in found] == [page(1).encode(), page(2).encode()]
    with file.open("rb") as stream:
        records = WARCIterator(stream)
        offsets = [records.get_record_offset() for _ in records]
    assert [int(p.origin.rpartition(" ")[2]) for p in found] == offsets[1:]


def test_a_bomb_in_a_body_is_refused(tmp_path):
    body = gzip.compress(b"<p>words</p>" * 4_000_000)
    each = record(
        "https://a.test/1", body, http={"Content-Type": "text/html", "Content-Encoding": "gzip"}
    )
    found, errors, _ = read(b"".join([each, *pages_of(1)]), tmp_path=tmp_path)
    assert len(found) == 1
    assert "over 20 MB" in str(errors[0])


@pytest.mark.parametrize("pack", [gzipped, b"".join], ids=["gzip", "plain"])
@pytest.mark.parametrize(
    "harm",
    [
        lambda data, cut: data[: cut[1]] + b"garbage " * 9 + data[cut[1] :],
        lambda data, cut: data[: cut[1] + 40] + b"\xff" * 30 + data[cut[1] + 70 :],
        lambda data, cut: data[: cut[1] + 60] + data[cut[2] :],
    ],
    ids=["between", "overwritten", "lost"],
)
def test_a_broken_record_is_named_and_the_next_are_read(tmp_path, pack, harm):
    records = pages_of(4)
    cut = [len(pack(records[:n])) for n in range(5)]
    found, errors, _ = read(harm(pack(records), cut), tmp_path=tmp_path)
    urls = [p.meta.url[-1] for p in found]
    assert urls[0] == "1"
    assert urls[-2:] == ["3", "4"]
    assert len(errors) <= 2
    if urls == ["1", "3", "4"]:
        assert isinstance(errors[0], MalformedInput)
        assert f"{tmp_path / 'crawl.warc'} offset " in str(errors[0])


def test_a_file_made_of_beginnings_is_given_up(tmp_path):
    found, errors, _ = read(b"".join([*pages_of(1), b"\x1f\x8b\x08" * 100_000]), tmp_path=tmp_path)
    assert len(found) == 1
    assert len(errors) == 1


def test_a_record_that_is_cut_off_is_no_page(tmp_path):
    data = b"".join(pages_of(2))
    found, errors, _ = read(data[:-300], tmp_path=tmp_path)
    assert [p.meta.url[-1] for p in found] == ["1"]
    assert "cut off" in str(errors[0])
    assert f"offset {len(pages_of(1)[0])}" in str(errors[0])


def test_the_capture_is_no_time_of_publication(tmp_path):
    records = [
        record("https://a.test/1", page(1, published=None).encode()),
        record("https://a.test/2", page(2, published="2021-01-01T00:00:00Z").encode()),
        record("https://a.test/3", page(3).encode(), extra={"WARC-Truncated": "length"}),
    ]
    file = tmp_path / "a.warc"
    file.write_bytes(b"".join(records))
    undated, late, cut = (p.report for p in load(file))
    codes = [{w.code for w in r.warnings} for r in (undated, late, cut)]
    assert undated.published is None
    assert {"no_publication_date", "captured"} <= codes[0]
    assert "2020-05-03T12:00:00" in str(undated.warnings)
    assert late.published == "2021-01-01T00:00:00+00:00"
    assert "published_after_capture" in codes[1]
    assert "truncated_capture" in codes[2]


def test_a_wacz_is_read_in_place_with_its_titles(tmp_path):
    url = "https://example-times.test/1"
    untitled = page(1).replace("<title>Attack 1 near Balad</title>", "").replace("h1>", "b>")
    listed = {"id": "1", "url": url, "title": "Attack  near Balad", "ts": "2020-05-03T12:00:00Z"}
    data = zipped(
        {
            "datapackage.json": b"{}",
            "pages/pages.jsonl": b'{"format": "json-pages-1.0"}\n' + json.dumps(listed).encode(),
            "archive/data.warc.gz": gzipped([record(url, untitled.encode())]),
            "indexes/index.cdx.gz": b"",
        }
    )
    found, errors, _ = read(data, "crawl.wacz", tmp_path=tmp_path)
    assert errors == []
    assert found[0].origin == f"{tmp_path / 'crawl.wacz'}/archive/data.warc.gz offset 0"
    (read_page,) = load(tmp_path / "crawl.wacz")
    assert read_page.report.title == "Attack near Balad"


_WHOLE = {
    "gzip": gzipped(pages_of(3)),
    "plain": b"".join(pages_of(3)),
    "wacz": zipped({"datapackage.json": b"{}", "archive/a.warc.gz": gzipped(pages_of(2))}),
}


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_cut_and_damaged_archives_raise_nothing_but_input_errors(tmp_path_factory, data):
    whole = _WHOLE[data.draw(st.sampled_from(sorted(_WHOLE)))]
    cut = data.draw(st.integers(0, len(whole)))
    at = data.draw(st.integers(0, len(whole)))
    harmed = whole[:at] + data.draw(st.binary(max_size=12)) + whole[at + 4 :]
    file = tmp_path_factory.mktemp("cut") / "a.warc.gz"
    for damaged in (whole[:cut], harmed):
        file.write_bytes(damaged)
        errors: list[InputError] = []
        for each in load(file, on_error=errors.append):
            assert each.report.text
        assert all(str(file) in str(error) for error in errors)
