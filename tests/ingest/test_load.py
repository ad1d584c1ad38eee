from __future__ import annotations

import io
import sys

import pytest
from pages import BARE, LD_GRAPH, META_ONLY

from sayso import __version__
from sayso.errors import EmptyInput, InputError, InputTooLarge, NoArticle
from sayso.ingest import load
from sayso.ingest.fetch import Fetched
from sayso.ingest.sniff import kind_of

TEXT = "Gunmen killed three people near Balad on Sunday, the police in the town said later."


def test_files_keep_their_bytes_and_say_what_read_them(tmp_path, one):
    file = tmp_path / "page.html"
    file.write_text(LD_GRAPH, encoding="utf-8")
    page = one(file)
    assert page.raw == LD_GRAPH.encode()
    assert (page.media_type, page.origin) == ("text/html", str(file))
    extractor = page.report.reader.extractor
    assert extractor is not None
    assert "trafilatura" in extractor.name
    assert page.report.reader.version == __version__


def test_html_may_come_as_bytes(one):
    page = META_ONLY.replace("<html", '<meta charset="cp1252"><html').replace("Hamid", "Hämid")
    assert "Hämid" in one(html=page.encode("cp1252")).report.text


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        (b"<!DOCTYPE html><html>", "a.txt", "html"),
        (b"  <p>Words", "a.dat", "html"),
        (b'<?xml version="1.0"?><!DOCTYPE html><html>', "a", "html"),
        (b"<rss version='2.0'>", "a.html", "feed"),
        (b"Words of a report.", "a", "text"),
        (b"[Ed. note: words]", "a", "text"),
        (b"{curly} words", "a.txt", "text"),
        (b'{"text": "a"}\n{"text": "b"}\n', "a", "jsonl"),
        (b'{\n "text": "a"}', "a", "json"),
        (b'[{"text": "a"}]', "a", "json"),
        (b"id,text,url\n1,a,b", "a", "csv"),
        (b"a,b\n1,2", "a.csv", "csv"),
        (b"Words, and text, of a report.", "a", "text"),
    ],
)
def test_kinds_are_told_from_content_first(head, name, kind):
    assert kind_of(head, name) == kind


def test_folder_is_read_in_order_and_goes_on_after_errors(tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / "page_files").mkdir()
    (tmp_path / ".hidden").mkdir()
    (tmp_path / "b" / "one.txt").write_text(TEXT)
    (tmp_path / "a.html").write_text(BARE)
    (tmp_path / "c.txt").write_text("")
    for left_out in ("page_files/ad.html", ".hidden/x.txt", "notes.md", "x.expected.yaml"):
        (tmp_path / left_out).write_text(TEXT)
    errors: list[InputError] = []
    pages = list(load(tmp_path, on_error=errors.append))
    assert [p.origin for p in pages] == [str(tmp_path / "a.html"), str(tmp_path / "b" / "one.txt")]
    assert len(errors) == 1
    assert str(tmp_path / "c.txt") in str(errors[0])
    with pytest.raises(EmptyInput):
        list(load(tmp_path))


def test_folder_with_nothing_to_read(tmp_path):
    with pytest.raises(EmptyInput, match=r"\.html"):
        list(load(tmp_path))


def test_standard_input(monkeypatch, one):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(BARE.encode())))
    assert one("-").report.byline == "Jane Doe"


def test_url(monkeypatch, one):
    page = META_ONLY.replace("https://example-post.test/a/1", "https://elsewhere.test/copy")
    fetched = Fetched(page.encode(), "https://www.example-post.test/a/1?x", None, "text/html")
    monkeypatch.setattr("sayso.ingest.fetch.fetch", lambda url: fetched)
    report = one("https://example-post.test/short").report
    assert report.url == "https://www.example-post.test/a/1?x", "not another host's address"
    assert one(url="https://example-post.test/short").report == report


def test_given_url_does_not_hide_the_canonical_one(one):
    report = one(html=LD_GRAPH, url="https://example-times.test/balad-attack?utm=1").report
    assert report.url == "https://www.example-times.test/balad-attack"


def test_a_canonical_address_on_another_site_is_that_of_the_original(one):
    report = one(html=LD_GRAPH, url="https://harbour-post.test/reprinted/1").report
    assert report.url == "https://harbour-post.test/reprinted/1"
    assert report.original == "https://www.example-times.test/balad-attack"
    assert one(html=LD_GRAPH, url="https://m.example-times.test/1").report.original is None


def test_ids_are_stable_and_tell_outlets_apart(one):
    first, again = one(text=TEXT, outlet="A").report, one(text=TEXT, outlet="A").report
    assert first.id == again.id
    assert first.id.startswith("r_")
    assert one(text=TEXT, outlet="B").report.id != first.id


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({}, "exactly one"),
        ({"text": "a", "html": "b"}, "exactly one"),
        ({"source": "no/such/file.html"}, "no/such/file.html: cannot be opened"),
        ({"source": "a\0b"}, "cannot be opened"),
        ({"source": "x" * 5000}, "text="),
    ],
)
def test_what_cannot_be_loaded(arguments, message):
    with pytest.raises(InputError, match=message):
        list(load(**arguments))
    errors: list[InputError] = []
    assert list(load(**arguments, on_error=errors.append)) == []
    assert len(errors) == 1
    assert "\n" not in str(errors[0])


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf"])
def test_empty_file(tmp_path, data):
    file = tmp_path / "empty.html"
    file.write_bytes(data)
    with pytest.raises(EmptyInput, match=r"empty\.html"):
        list(load(file))


def test_large_page_is_refused(tmp_path):
    file = tmp_path / "large.html"
    with file.open("wb") as out:
        out.write(b"<html><body>")
        out.truncate(50 * 2**20)
    with file.open("r+b") as out:
        for at in range(12, 50 * 2**20, 2**20):
            out.seek(at)
            out.write(b"<p>words</p>\n" * 80_000)
    with pytest.raises(InputTooLarge, match="20 MB"):
        list(load(file))


def test_page_without_article_names_the_file(tmp_path):
    file = tmp_path / "index.html"
    file.write_text("<html><body><a href='/'>Home</a></body></html>")
    with pytest.raises(NoArticle, match=r"index\.html"):
        list(load(file))


@pytest.mark.parametrize("name", ["", "  "])
def test_an_empty_name_is_no_folder(name: str) -> None:
    with pytest.raises(InputError, match="is an empty name"):
        list(load(name))
