"""Fetching a page, without being led into the local network.

A URL may come from a feed, a table or another person. Every hop of a redirect is resolved here,
refused where any of its addresses is not public, and the connection is made to the very address
that was checked, so that a name that changes its address in between gains nothing.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

import httpx

from sayso import __version__
from sayso.errors import AddressRefused, FetchFailed, InputTooLarge
from sayso.ingest.limits import MAX_BYTES

Resolver = Callable[[str, int], Sequence[str]]
"""Host and port to the IP addresses of the host."""

USER_AGENT: Final = f"sayso/{__version__} (reads news reports for research)"
MAX_REDIRECTS: Final = 5
TIMEOUT: Final = 30.0
"""Seconds for the whole of a fetch, redirects and body included."""

_STEP_TIMEOUT = 10.0
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it was delivered; ``url`` is where the last redirect led."""

    data: bytes
    url: str
    charset: str | None
    media_type: str


def resolve(host: str, port: int) -> list[str]:
    """The addresses that the system knows for a host."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public Internet.

    Private, loopback, link-local, shared, reserved, multicast and unspecified addresses are not,
    and neither are IPv6 addresses that wrap such an IPv4 address (mapped, 6to4, Teredo, NAT64).
    """
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        if "%" in address or ip.is_site_local:
            return False
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in _NAT64 or int(ip) >> 32 == 0:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None and not is_public(str(inner)):
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


class CheckedTransport(httpx.BaseTransport):
    """Resolves, checks and pins the address of each request before it is sent.

    Args:
        inner: What sends the request.
        resolver: What finds addresses.
    """

    def __init__(self, inner: httpx.BaseTransport, resolver: Resolver) -> None:
        self._inner = inner
        self._resolver = resolver

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request to the address that was checked, under the name that was asked for.

        Raises:
            AddressRefused: One of the host's addresses is not public.
            FetchFailed: The host has no address.
        """
        url = request.url
        port = url.port or (443 if url.scheme == "https" else 80)
        try:
            addresses = list(self._resolver(url.host, port))
        except (OSError, UnicodeError) as error:
            raise FetchFailed(
                f"the host {url.host!r} cannot be found",
                source=str(url),
                remedy="check the address",
            ) from error
        refused = [a for a in addresses if not is_public(a)]
        if refused or not addresses:
            raise AddressRefused(
                f"{url.host} leads to {refused[0] if refused else 'no address'}, "
                "which is not a public address",
                source=str(url),
                remedy="save the page and give the file",
            )
        pinned = httpx.Request(
            request.method,
            url.copy_with(host=addresses[0]),
            headers=request.headers,  # keeps the Host header of the name
            stream=request.stream,
            extensions={**request.extensions, "sni_hostname": url.host},
        )
        return self._inner.handle_request(pinned)

    def close(self) -> None:
        """Close the inner transport."""
        self._inner.close()


def fetch(
    url: str, *, transport: httpx.BaseTransport | None = None, resolver: Resolver | None = None
) -> Fetched:
    """Fetch a page over HTTP or HTTPS.

    Args:
        url: Its address.
        transport: What sends requests; for tests.
        resolver: What finds addresses; for tests.

    Raises:
        AddressRefused: It leads to a private or local address, at once or by a redirect.
        FetchFailed: Not HTTP, no answer, an error status, too many redirects, too slow.
        InputTooLarge: More than ``MAX_BYTES``.
    """
    checked = CheckedTransport(transport or httpx.HTTPTransport(), resolver or resolve)
    deadline = time.monotonic() + TIMEOUT
    headers = {"User-Agent": USER_AGENT, "Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
    with httpx.Client(
        transport=checked, timeout=_STEP_TIMEOUT, trust_env=False, headers=headers
    ) as client:
        address = url
        for _ in range(MAX_REDIRECTS + 1):
            _check_scheme(address, url)
            try:
                with client.stream("GET", address, follow_redirects=False) as response:
                    if response.status_code in _REDIRECTS and "location" in response.headers:
                        address = str(response.url.join(response.headers["location"]))
                        continue
                    return _read(response, address, url, deadline)
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                raise FetchFailed(
                    f"not fetched: {error or type(error).__name__}",
                    source=url,
                    remedy="try again later, or save the page and give the file",
                ) from error
    raise FetchFailed(
        f"more than {MAX_REDIRECTS} redirects",
        source=url,
        remedy="save the page in a browser and give the file",
    )


def _check_scheme(address: str, url: str) -> None:
    parts = urlsplit(address)
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        raise FetchFailed(
            "no host in the address"
            if parts.scheme.lower() in ("http", "https")
            else f"{parts.scheme or 'no scheme'} is not fetched",
            source=url,
            place=None if address == url else f"redirected to {address}",
            remedy="give an http or https address",
        )


def _read(response: httpx.Response, address: str, url: str, deadline: float) -> Fetched:
    if response.status_code != 200:
        raise FetchFailed(
            f"the server answers {response.status_code} {response.reason_phrase}",
            source=url,
            remedy="check the address, or save the page in a browser and give the file",
        )
    data = bytearray()
    for chunk in response.iter_bytes():
        data += chunk
        if len(data) > MAX_BYTES:
            raise InputTooLarge(
                f"more than {MAX_BYTES // 2**20} MB",
                source=url,
                remedy="give the report's own page",
            )
        if time.monotonic() > deadline:
            raise FetchFailed(
                f"not delivered within {TIMEOUT:.0f} s", source=url, remedy="save the page"
            )
    media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    return Fetched(bytes(data), address, response.charset_encoding, media_type)
