"""Bodies of answers that are packed to do harm, and what a server says of itself that is wrong."""

from __future__ import annotations

import gzip
import tracemalloc
import zlib
from collections.abc import Iterator

import pytest
import zstandard
from local_web import Reply, Request, Web, local_web

from sayso.errors import FetchFailed, InputTooLarge
from sayso.ingest.encodings import unpacked
from sayso.ingest.fetch import Fetcher

URL = "http://news.test/a"
WORDS = b"<p>A bomb killed ten people in Balad.</p>" * 50_000


@pytest.fixture(scope="module")
def server() -> Iterator[Web]:
    with local_web() as web:
        yield web


@pytest.fixture
def web(server: Web) -> Web:
    for table in (server.pages, server.names, server.asked, server.connected):
        table.clear()
    return server


def _fetcher(web: Web, **options) -> Fetcher:
    return Fetcher(network=web.network, resolver=web.resolve, **options)


def _raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize(
    ("header", "pack"),
    [
        ("gzip", gzip.compress),
        ("X-GZIP", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", _raw_deflate),
        ("identity", bytes),
        ("identity, gzip", gzip.compress),
    ],
)
def test_what_was_asked_for_is_unpacked(web: Web, header: str, pack) -> None:
    web.pages[URL] = Reply(body=pack(WORDS), headers={"Content-Encoding": header})
    with _fetcher(web) as fetcher:
        assert fetcher.get(URL).data == WORDS
    assert web.asked[0].headers["accept-encoding"] == "gzip, deflate"


def test_nothing_that_is_packed_otherwise_is_unpacked(web: Web) -> None:
    # 20 KB of Zstandard can be gigabytes of zeros.
    for header, body in [
        ("zstd", zstandard.compress(b"\0" * 10_000_000)),
        ("gzip, gzip", gzip.compress(gzip.compress(WORDS))),
        ("br", b"\x8b\x02\x80hello\x03"),
    ]:
        web.pages[URL] = Reply(body=body, headers={"Content-Encoding": header})
        with _fetcher(web) as fetcher, pytest.raises(FetchFailed, match="not asked for") as caught:
            fetcher.get(URL)
        assert caught.value.source == URL


def test_a_bomb_is_never_held_as_a_whole(web: Web) -> None:
    bomb = gzip.compress(b"\0" * 100_000_000)
    web.pages[URL] = Reply(body=bomb, headers={"Content-Encoding": "gzip"})
    with _fetcher(web, max_bytes=100_000) as fetcher:
        tracemalloc.start()
        try:
            with pytest.raises(InputTooLarge):
                fetcher.get(URL)
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
    assert peak < 10_000_000


@pytest.mark.parametrize("cut", [10, 1000])
def test_a_body_that_is_cut_off_is_an_error(cut: int) -> None:
    with pytest.raises(FetchFailed, match="too early"):
        b"".join(unpacked([gzip.compress(bytes(range(256)) * 1000)[:-cut]], "gzip"))


def test_a_body_that_is_not_packed_as_it_says_is_an_error() -> None:
    with pytest.raises(FetchFailed, match="cannot be unpacked"):
        b"".join(unpacked([b"<p>hello"], "gzip"))


def test_cookies_hold_for_the_redirects_of_one_request_only(web: Web) -> None:
    def front(request: Request) -> Reply:
        if "cookie" in request.headers:
            return Reply(body="let in")
        return Reply(302, headers={"Location": URL, "Set-Cookie": "seen=1"})

    web.pages[URL] = front
    with _fetcher(web) as fetcher:
        assert [fetcher.get(URL).data for _ in range(2)] == [b"let in"] * 2
    assert ["cookie" in request.headers for request in web.asked] == [False, True] * 2


@pytest.mark.parametrize("url", ["http://xn--.test/", "http://news.test/\ud800"])
def test_an_address_that_cannot_be_sent_is_an_error_of_fetching(web: Web, url: str) -> None:
    with _fetcher(web) as fetcher, pytest.raises(FetchFailed):
        fetcher.get(url)
