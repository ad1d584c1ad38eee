from __future__ import annotations

import re

import pytest
from archives import page, pages_of, zipped

from sayso.errors import FetchFailed, InputError, InputTooLarge
from sayso.ingest import fetch, pieces, ranged
from sayso.ingest.fetch import Answer

URL = "https://archive.test/crawl.warc.gz"


class Server:
    """Stands for what fetches: a file too large for a page, in parts or not at all."""

    def __init__(self, data, *, parts=True):
        self.data, self.parts = data, parts
        self.asked: list[tuple[int, int]] = []
        self.tag = "a"
        self.failures = 0
        self.shift = 0

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def fetch(self, url):
        raise InputTooLarge("more than 20 MB", source=url)

    def get(self, url, *, headers):
        start, stop = map(int, re.findall(r"\d+", headers["Range"]))
        if self.failures:
            self.failures -= 1
            raise FetchFailed("not fetched: reset", source=url)
        if not self.parts:
            raise InputTooLarge("more than 20 MB", source=url)
        self.asked.append((start, stop))
        part = self.data[start : stop + 1]
        about = {
            "content-range": f"bytes {start + self.shift}-{start + self.shift + len(part) - 1}"
            f"/{len(self.data)}",
            "etag": self.tag,
        }
        return Answer(206, url, None, about, part, None, "")


@pytest.fixture
def serve(monkeypatch):
    def start(data, **options):
        server = Server(data, **options)
        monkeypatch.setattr(fetch, "fetch", server.fetch)
        monkeypatch.setattr(fetch, "Fetcher", lambda: server)
        monkeypatch.setattr(ranged, "BLOCK", 100_000)
        return server

    return start


def test_an_archive_on_the_web_is_read_block_by_block(serve):
    data = b"".join(pages_of(300))
    server = serve(data)
    reading = pieces(URL)
    first = next(reading)
    assert first.meta.url == "https://example-times.test/1", "not the archive's address"
    assert first.origin == f"{URL} offset 0"
    assert len(server.asked) < 3, "no more than is read now"
    assert len(list(reading)) == 299
    starts = range(0, len(data), 100_000)
    assert server.asked == [(n, min(n + 100_000, len(data)) - 1) for n in starts]


def test_a_zip_on_the_web(serve):
    serve(zipped({"a.html": page(1).encode(), "b.html": page(2).encode()}))
    assert [p.origin for p in pieces(URL)] == [f"{URL}/a.html", f"{URL}/b.html"]


def test_a_block_is_asked_for_again(serve):
    server = serve(b"".join(pages_of(300)))
    reading = pieces(URL)
    next(reading)
    server.failures = 2
    assert len(list(reading)) == 299


@pytest.mark.parametrize(
    ("change", "message"), [("tag", "changed while"), ("down", "reset"), ("shift", "answers 206")]
)
def test_what_came_before_is_kept(serve, change, message):
    server = serve(b"".join(pages_of(300)))
    errors: list[InputError] = []
    found = []
    for piece in pieces(URL, on_error=errors.append):
        found.append(piece)
        server.tag = "b" if change == "tag" else "a"
        server.failures = 99 if change == "down" else 0
        server.shift = 1 if change == "shift" else 0
    assert 0 < len(found) < 300
    assert message in str(errors[-1])


def test_a_server_that_gives_all_or_nothing(serve):
    serve(b"x", parts=False)
    with pytest.raises(InputTooLarge, match="download it and give the file"):
        list(pieces(URL))
