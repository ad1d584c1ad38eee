"""Files that are made to keep a reader busy, and files as other programs leave them."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import zipfile

import pytest
from archives import WORDS, page, zipped

from sayso.errors import BinaryInput, InputError, UnsupportedInput
from sayso.ingest import page_of_piece, pieces, streams, tables
from sayso.ingest.sniff import kind_of

TEXT = " ".join(WORDS)


@pytest.mark.parametrize("after", ["<zzz>", "x", "<nitf"])
@pytest.mark.parametrize("before", ["", '<?xml version="1.0"?>'])
def test_many_comments_are_passed_over_in_one_go(before: str, after: str):
    # In a process of its own: the module that matches patterns does not let itself be interrupted
    # where it takes for ever.
    code = (
        "from sayso.ingest.sniff import kind_of\n"
        "try: kind_of(('%s' + '<!---->' * 200 + '%s').encode(), 'a.txt')\n"
        "except ValueError: pass"
    )
    command = [sys.executable, "-c", code % (before, after)]
    done = subprocess.run(command, timeout=50, check=False)
    assert done.returncode == 0


def test_comments_before_a_page_and_newswire():
    comments = "<!-- a -- > b -->\n<!---->" * 3
    assert kind_of(f"{comments}<html>".encode(), "a") == "html"
    assert kind_of(f"<?xml version='1.0'?>{comments}<nitf>".encode(), "a.xml") == "nitf"


def test_what_is_no_report_says_what_it_is():
    with pytest.raises(BinaryInput, match=r"an ARC file.*WARC"):
        kind_of(b"filedesc://a.arc 127.0.0.1 20140216050221 text/plain 75\n", "a.arc")
    sitemap = b'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    for data in (sitemap, sitemap.replace(b"<urlset xmlns", b"<s:urlset xmlns:s")):
        with pytest.raises(UnsupportedInput, match="sayso watch"):
            kind_of(data, "sitemap.xml")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("a.jsonl", '{{"text": "{0}"}}\r\n{{"text": "{0} é"}}\r\n', [TEXT, f"{TEXT} é"]),
        ("a.csv", 'text;title\r\n"{0} é";\r\n', [f"{TEXT} é"]),
        ("a.txt", "https://a.test/1\r\nhttps://a.test/2\r\n", ["", ""]),
    ],
)
def test_what_windows_writes_line_by_line(tmp_path, name, content, found, encoding):
    mark = "" if encoding == "utf-16" else "\ufeff"
    file = tmp_path / name
    file.write_bytes((mark + content.format(TEXT)).encode(encoding))
    assert [piece.data.decode() for piece in pieces(file)] == found


def test_a_row_has_an_end(tmp_path, monkeypatch):
    monkeypatch.setattr(tables, "MAX_BYTES", 1000)
    limit = csv.field_size_limit()
    file = tmp_path / "a.csv"
    long = ",".join(['"' + "x\n" * 90 + '"'] * 9)
    file.write_text(f"text{',b' * 8}\nfirst{',c' * 8}\n{long}\n")
    errors: list[InputError] = []
    try:
        found = list(pieces(file, on_error=errors.append))
    finally:
        csv.field_size_limit(limit)
    assert "line 3: malformed row: over 0 MB in one row" in str(errors[0])
    assert [piece.data for piece in found] == [b"first"]


def test_a_line_in_no_encoding_does_not_end_a_table(tmp_path):
    file = tmp_path / "a.csv"
    file.write_bytes(
        b"text,title\none,a\n" + bytes([0x81, 0x00, 0x8D, 0x90]) * 2 + b",b\nthree,c\n"
    )
    errors: list[InputError] = []
    found = [p.data.decode() for p in pieces(file, on_error=errors.append)]
    assert (found[0], found[-1]) == ("a\n\none", "c\n\nthree")


def test_the_line_of_json_that_cannot_be_decoded_is_named(tmp_path):
    file = tmp_path / "a.jsonl"
    file.write_bytes(b'{"text": "one"}\n{"text": "\x81\x8d\x81\x8d"}\n{"text": "three"}\n')
    errors: list[InputError] = []
    found = [p.data for p in pieces(file, on_error=errors.append)]
    assert found[-1] == b"three"
    assert len(found) + len(errors) == 3
    assert all("line 2" in str(error) for error in errors)


def test_an_archive_in_a_packed_archive_is_held_if_it_is_small(tmp_path, monkeypatch):
    inner = zipped({f"{n}.html": page(n).encode() for n in (1, 2)})
    file = tmp_path / "a.zip"
    file.write_bytes(zipped({"inner.zip": inner, "z.html": page(3).encode()}))
    assert len(list(pieces(file))) == 3
    monkeypatch.setattr(streams, "HELD", len(inner) - 1)
    errors: list[InputError] = []
    assert len(list(pieces(file, on_error=errors.append))) == 1, "the rest goes on"
    assert "inner.zip" in str(errors[0])


def test_nothing_goes_back_in_a_packed_member(tmp_path, monkeypatch):
    """Going back would unpack it from the start, for each member of the inner archive."""
    file = tmp_path / "a.zip"
    file.write_bytes(zipped({"inner.zip": zipped({f"{n}.txt": TEXT.encode() for n in range(9)})}))
    monkeypatch.setattr(zipfile.ZipExtFile, "seek", lambda *_: pytest.fail("it went back"))
    assert len(list(pieces(file))) == 9


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names are Unicode there")
def test_a_name_that_is_no_unicode(tmp_path):
    path = os.fsencode(tmp_path) + b"/caf\xe9.html"
    with open(path, "w") as file:  # noqa: PTH123 - a name of bytes
        file.write(page(1))
    with open(path.replace(b"caf", b"dor"), "w") as file:  # noqa: PTH123
        file.write("<html><head></head></html>")
    found = list(pieces(tmp_path))
    assert page_of_piece(found[0]).origin.encode() == f"{tmp_path}/caf\\udce9.html".encode()
    with pytest.raises(InputError) as caught:
        page_of_piece(found[1])
    assert str(caught.value).encode()


def test_a_folder_that_cannot_be_opened_is_named(tmp_path, monkeypatch):
    (tmp_path / "closed").mkdir()
    (tmp_path / "a.html").write_text(page(1))
    scan = os.scandir

    def closed(path):
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", closed)
    errors: list[InputError] = []
    assert len(list(pieces(tmp_path, on_error=errors.append))) == 1
    assert str(errors[0]).startswith(f"{tmp_path / 'closed'}: cannot be opened: Permission denied")
