from __future__ import annotations

import gzip
import itertools
import time
from collections.abc import Iterator

import httpcore
import pytest
from local_web import PUBLIC, Reply, Web, local_web

from sayso.errors import AddressRefused, FetchFailed, InputTooLarge
from sayso.ingest import fetch as fetching
from sayso.ingest.fetch import MAX_REDIRECTS, Fetcher, fetch, is_public
from sayso.ingest.network import CheckedNetwork, Deadline

URL = "http://news.test/a"


@pytest.fixture(scope="module")
def server() -> Iterator[Web]:
    with local_web() as web:
        yield web


@pytest.fixture
def web(server: Web) -> Web:
    for table in (server.pages, server.names, server.asked, server.connected):
        table.clear()
    return server


def _fetch(web: Web, url: str = URL):
    return fetch(url, network=web.network, resolver=web.resolve)


def _fetcher(web: Web, **options) -> Fetcher:
    return Fetcher(network=web.network, resolver=web.resolve, **options)


def test_connects_to_the_checked_address_under_the_asked_name(web: Web):
    web.pages[URL] = Reply(body="<p>ok", headers={"Content-Type": "text/HTML; charset=cp1251"})
    page = _fetch(web)
    assert (page.data, page.url) == (b"<p>ok", URL)
    assert (page.charset, page.media_type) == ("cp1251", "text/html")
    (request,) = web.asked
    assert web.connected == [PUBLIC]
    assert request.headers["host"] == "news.test"
    assert request.headers["user-agent"].startswith("sayso/")


def test_the_certificate_is_checked_against_the_name():
    class Tls(httpcore.MockStream):
        names: list[str | None] = []

        def start_tls(self, ssl_context, server_hostname=None, timeout=None):
            assert ssl_context.check_hostname
            self.names.append(server_hostname)
            return self

    class Network(httpcore.NetworkBackend):
        def connect_tcp(self, host, port, *rest):
            assert (host, port) == (PUBLIC, 443)
            return Tls([b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"])

    page = fetch("https://news.test/", network=Network(), resolver=lambda host, port: [PUBLIC])
    assert page.data == b"ok"
    assert Tls.names == ["news.test"]


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "0.0.0.0"),  # noqa: S104
        *("100.64.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "::1", "::"),
        *("fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1"),
        *("2002:7f00:1::", "64:ff9b::7f00:1", "::7f00:1", "2001:db8::1", "fec0::1", "nonsense"),
    ],
)
def test_addresses_that_are_not_public(web: Web, address: str):
    assert not is_public(address)
    web.names["news.test"] = [PUBLIC, address]
    with pytest.raises(AddressRefused, match="not a public address"):
        _fetch(web)
    assert web.connected == []


@pytest.mark.parametrize("address", [PUBLIC, "8.8.8.8", "2606:4700:4700::1111"])
def test_public_addresses(web: Web, address: str):
    assert is_public(address)
    web.pages[URL] = Reply(body="x")
    web.names["news.test"] = [address]
    assert _fetch(web).data == b"x"
    assert web.connected == [address]


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1/admin",
        "http://inside.test/",
        "http://[::ffff:10.0.0.1]/",
        "//inside.test/",
    ],
)
def test_redirect_to_a_private_address_is_refused(web: Web, target: str):
    web.names["inside.test"] = ["10.0.0.1"]
    web.names["127.0.0.1"] = ["127.0.0.1"]
    web.names["::ffff:10.0.0.1"] = ["::ffff:10.0.0.1"]
    web.pages[URL] = Reply(302, headers={"Location": target})
    with pytest.raises(AddressRefused, match=r"^http://news\.test/a: .* not a public address"):
        _fetch(web)
    assert web.connected == [PUBLIC]


def test_a_name_that_changes_its_address_is_checked_each_time(web: Web):
    answers = iter([[PUBLIC], ["127.0.0.1"]])
    web.names["news.test"] = lambda: next(answers)
    web.pages[URL] = Reply(302, headers={"Location": "/b"})
    with pytest.raises(AddressRefused):
        _fetch(web)
    assert web.connected == [PUBLIC]


def test_a_host_with_several_addresses_is_reached_by_the_one_that_answers():
    class HalfDown(httpcore.MockBackend):
        tried: list[str] = []

        def connect_tcp(self, host, *rest):
            self.tried.append(host)
            if host != "8.8.4.4":
                raise httpcore.ConnectError("unreachable")
            return super().connect_tcp(host, *rest)

    answer = [b"HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\nx"]
    assert fetch(URL, network=HalfDown(answer), resolver=lambda *_: [PUBLIC, "8.8.4.4"]).data
    assert HalfDown.tried == [PUBLIC, "8.8.4.4"]
    with pytest.raises(FetchFailed, match="not fetched: unreachable"):
        fetch(URL, network=HalfDown(answer), resolver=lambda *_: [PUBLIC])


def test_redirects_are_followed_and_counted(web: Web):
    for step in range(MAX_REDIRECTS):
        web.pages[f"http://news.test/{step}"] = Reply(301, headers={"Location": f"/{step + 1}"})
    last = f"http://news.test/{MAX_REDIRECTS}"
    web.pages[last] = Reply(body="there")
    assert _fetch(web, "http://news.test/0").url == last
    web.pages[URL] = Reply(301, headers={"Location": "/a"})
    with pytest.raises(FetchFailed, match="more than 5 redirects"):
        _fetch(web)


def test_redirects_that_hold_for_good_are_told(web: Web):
    def moved(*hops: tuple[int, str]) -> str | None:
        at = URL
        for status, target in hops:
            web.pages[at] = Reply(status, headers={"Location": target})
            at = target
        web.pages[at] = Reply(body="x")
        with _fetcher(web) as fetcher:
            return fetcher.get(URL).moved

    b, c = "http://news.test/b", "http://other.test/c"
    assert moved() is None
    assert moved((301, b)) == b
    assert moved((301, b), (308, c)) == c
    assert moved((308, b), (302, c)) == b, "only as far as it is for good"
    assert moved((302, b), (301, c)) is None


@pytest.mark.parametrize(
    "url", ["ftp://news.test/a", "file:///etc/passwd", "http://", "gopher://x", "http://[::1"]
)
def test_other_schemes(web: Web, url: str):
    with pytest.raises(FetchFailed, match="http or https"):
        _fetch(web, url)
    assert web.connected == []


def test_redirect_to_another_scheme(web: Web):
    web.pages[URL] = Reply(302, headers={"Location": "file:///etc/passwd"})
    with pytest.raises(FetchFailed, match="file is not fetched"):
        _fetch(web)


def test_status_and_size(web: Web, monkeypatch: pytest.MonkeyPatch):
    with pytest.raises(FetchFailed, match="404 Not Found"):
        _fetch(web)
    monkeypatch.setattr(fetching, "MAX_BYTES", 10)
    web.pages[URL] = Reply(body="x" * 11)
    with pytest.raises(InputTooLarge):
        _fetch(web)
    web.pages[URL] = Reply(
        body=gzip.compress(b"x" * 1_000_000), headers={"Content-Encoding": "gzip"}
    )
    with pytest.raises(InputTooLarge):
        _fetch(web)


def test_endless_and_slow_bodies_are_given_up(web: Web):
    def drops() -> Iterator[bytes]:
        for _ in range(60):
            time.sleep(0.05)
            yield b"x"

    web.pages[URL] = Reply(body=itertools.repeat(b"x" * 65536))
    with _fetcher(web, max_bytes=1_000_000) as fetcher, pytest.raises(InputTooLarge):
        fetcher.get(URL)
    web.pages[URL] = Reply(body=drops())
    with _fetcher(web, timeout=0.3) as fetcher, pytest.raises(FetchFailed, match="not delivered"):
        fetcher.get(URL)


def test_a_header_that_comes_in_drops_is_given_up():
    class Drops(httpcore.MockStream):
        def read(self, max_bytes, timeout=None):
            time.sleep(0.02)
            return b"a"

    class Network(httpcore.NetworkBackend):
        def connect_tcp(self, *_):
            return Drops([])

    fetcher = Fetcher(network=Network(), resolver=lambda *_: [PUBLIC], timeout=0.2)
    with fetcher, pytest.raises(FetchFailed, match="not delivered"):
        fetcher.get(URL)


def test_no_wait_is_longer_than_what_is_left():
    waits: list[float] = []

    class Network(httpcore.NetworkBackend):
        def connect_tcp(self, host, port, timeout=None, *_):
            waits.append(timeout)
            raise httpcore.ConnectTimeout("no answer")

    deadline = Deadline()
    network = CheckedNetwork(deadline, Network(), lambda *_: [PUBLIC])
    for seconds in (2.0, 100.0):
        deadline.start(seconds)
        with pytest.raises(httpcore.ConnectTimeout):
            network.connect_tcp("news.test", 80)
    assert waits[0] <= 2.0 < waits[1] <= 10.0


def test_no_such_host_and_no_answer(web: Web):
    def missing() -> list[str]:
        raise OSError("unknown")

    web.names["news.test"] = missing
    with pytest.raises(FetchFailed, match="cannot be found"):
        _fetch(web)

    class Refusing(httpcore.NetworkBackend):
        def connect_tcp(self, *_):
            raise httpcore.ConnectError("refused")

    with pytest.raises(FetchFailed, match="not fetched: refused"):
        fetch(URL, network=Refusing(), resolver=lambda *_: [PUBLIC])


def test_headers_status_and_reuse_of_a_connection(web: Web):
    web.pages[URL] = lambda request: (
        Reply(304, headers={"ETag": '"1"'})
        if request.headers.get("if-none-match") == '"1"'
        else Reply(body="x", headers={"ETag": '"1"', "Retry-After": "7"})
    )
    with _fetcher(web, user_agent="sayso/9 (+mailto:desk@news.test)") as fetcher:
        first = fetcher.get(URL)
        assert (first.status, first.data, first.headers["retry-after"]) == (200, b"x", "7")
        again = fetcher.get(URL, headers={"If-None-Match": first.headers["etag"]})
        assert (again.status, again.data) == (304, b"")
        assert fetcher.get("http://news.test/gone").status == 404
    assert web.connected == [PUBLIC]
    assert {r.headers["user-agent"] for r in web.asked} == {"sayso/9 (+mailto:desk@news.test)"}


def test_what_is_asked_for_is_asked_of_each_hop(web: Web):
    web.pages[URL] = Reply(302, headers={"Location": "/b"})
    web.pages["http://news.test/b"] = lambda request: Reply(
        206, body=b"0123456789"[slice(*map(int, request.headers["range"][6:].split("-")))]
    )
    with _fetcher(web) as fetcher:
        answer = fetcher.get(URL, headers={"Range": "bytes=2-5"})
    assert (answer.status, answer.data) == (206, b"234")


def test_a_connection_serves_the_host_alone_that_it_was_made_for(web: Web):
    web.pages[URL] = web.pages["http://other.test/a"] = Reply(body="x")
    with _fetcher(web) as fetcher:
        fetcher.get(URL)
        fetcher.get("http://other.test/a")
    assert web.connected == [PUBLIC, PUBLIC]


def test_each_hop_is_announced_and_may_be_refused(web: Web):
    hops: list[str] = []

    def before(address: str) -> None:
        hops.append(address)
        if "closed" in address:
            raise FetchFailed("robots.txt forbids it", source=address)

    web.pages[URL] = Reply(302, headers={"Location": "http://closed.test/"})
    with _fetcher(web) as fetcher, pytest.raises(FetchFailed, match="forbids"):
        fetcher.get(URL, before=before)
    assert hops == [URL, "http://closed.test/"]
    assert web.urls == [URL]
