from __future__ import annotations

import httpx
import pytest

from sayso.errors import AddressRefused, FetchFailed, InputTooLarge
from sayso.ingest import fetch as fetching
from sayso.ingest.fetch import MAX_REDIRECTS, fetch, is_public

PUBLIC = "93.184.216.34"
PAGE = "<html><body>ok</body></html>"


def _fetch(handler, url="https://news.test/a", resolver=None):
    return fetch(
        url,
        transport=httpx.MockTransport(handler),
        resolver=resolver or (lambda host, port: [PUBLIC]),
    )


def test_connects_to_the_checked_address_under_the_asked_name():
    seen: list[httpx.Request] = []

    def handler(request):
        seen.append(request)
        return httpx.Response(200, html=PAGE, headers={"content-type": "text/html; charset=cp1251"})

    page = _fetch(handler)
    assert (page.data, page.url) == (PAGE.encode(), "https://news.test/a")
    assert (page.charset, page.media_type) == ("cp1251", "text/html")
    (request,) = seen
    assert request.url.host == PUBLIC
    assert request.headers["host"] == "news.test"
    assert request.extensions["sni_hostname"] == "news.test"
    assert request.headers["user-agent"].startswith("sayso/")


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "0.0.0.0"),  # noqa: S104
        *("100.64.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "::1", "::"),
        *("fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1"),
        *("2002:7f00:1::", "64:ff9b::7f00:1", "::7f00:1", "2001:db8::1", "fec0::1", "nonsense"),
    ],
)
def test_addresses_that_are_not_public(address):
    assert not is_public(address)
    with pytest.raises(AddressRefused, match="not a public address"):
        _fetch(
            lambda request: pytest.fail("was sent"), resolver=lambda host, port: [PUBLIC, address]
        )


@pytest.mark.parametrize("address", [PUBLIC, "8.8.8.8", "2606:4700:4700::1111"])
def test_public_addresses(address):
    assert is_public(address)
    ok = _fetch(
        lambda request: httpx.Response(200, text="x"), resolver=lambda host, port: [address]
    )
    assert ok.data == b"x"


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1/admin",
        "http://inside.test/",
        "http://[::ffff:10.0.0.1]/",
        "//inside.test/",
    ],
)
def test_redirect_to_a_private_address_is_refused(target):
    def resolver(host, port):
        return {"news.test": [PUBLIC], "inside.test": ["10.0.0.1"]}.get(host, [host])

    def handler(request):
        assert request.url.host == PUBLIC, "was sent to the private address"
        return httpx.Response(302, headers={"location": target})

    with pytest.raises(AddressRefused, match="not a public address"):
        _fetch(handler, resolver=resolver)


def test_a_name_that_changes_its_address_is_checked_at_each_hop():
    answers = iter([[PUBLIC], ["127.0.0.1"]])
    with pytest.raises(AddressRefused):
        _fetch(
            lambda request: httpx.Response(302, headers={"location": "/b"}),
            resolver=lambda host, port: next(answers),
        )


def test_redirects_are_followed_and_counted():
    def handler(request):
        step = int(request.url.path.strip("/") or 0)
        if step == MAX_REDIRECTS:
            return httpx.Response(200, text="there")
        return httpx.Response(301, headers={"location": f"/{step + 1}"})

    assert _fetch(handler, "http://news.test/0").url == f"http://news.test/{MAX_REDIRECTS}"
    with pytest.raises(FetchFailed, match="more than 5 redirects"):
        _fetch(lambda request: httpx.Response(301, headers={"location": "/again"}))


@pytest.mark.parametrize(
    "url", ["ftp://news.test/a", "file:///etc/passwd", "http://", "gopher://x"]
)
def test_other_schemes(url):
    with pytest.raises(FetchFailed, match="http or https"):
        _fetch(lambda request: pytest.fail("was sent"), url)


def test_redirect_to_another_scheme():
    with pytest.raises(FetchFailed, match="file is not fetched"):
        _fetch(lambda request: httpx.Response(302, headers={"location": "file:///etc/passwd"}))


def test_status_size_and_time(monkeypatch):
    with pytest.raises(FetchFailed, match="404"):
        _fetch(lambda request: httpx.Response(404))
    monkeypatch.setattr(fetching, "MAX_BYTES", 10)
    with pytest.raises(InputTooLarge):
        _fetch(lambda request: httpx.Response(200, text="x" * 11))
    monkeypatch.setattr(fetching, "TIMEOUT", -1.0)
    with pytest.raises(FetchFailed, match="not delivered"):
        _fetch(lambda request: httpx.Response(200, text="x"))


def test_no_such_host_and_no_answer():
    def missing(host, port):
        raise OSError("unknown")

    with pytest.raises(FetchFailed, match="cannot be found"):
        _fetch(lambda request: httpx.Response(200), resolver=missing)

    def refuse(request):
        raise httpx.ConnectError("refused")

    with pytest.raises(FetchFailed, match="not fetched: refused"):
        _fetch(refuse)
