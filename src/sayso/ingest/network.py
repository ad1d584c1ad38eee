"""Connections that are never led into the local network, and never outlast their time.

A URL may come from a feed, a table or another person. The name of every host is resolved here,
refused where any of its addresses is not public, and the connection is made to the very address
that was checked, so that a name that changes its address in between gains nothing. The HTTP
client above sees names only: certificates are checked against them, and a connection is used
again for the host alone that it was made for.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any

import httpcore
import httpx

from sayso.errors import AddressRefused, FetchFailed

Resolver = Callable[[str, int], Sequence[str]]
"""Host and port to the IP addresses of the host."""

_STEP_TIMEOUT = 10.0
"""Seconds for one step: to connect, to get the next bytes."""

_TRIED = 3
"""Addresses of a host that are tried, where one of them cannot be reached."""

_NAT64 = ipaddress.ip_network("64:ff9b::/96")


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


class Deadline:
    """When what is being fetched has to be there."""

    def __init__(self) -> None:
        self._at = float("inf")

    def start(self, seconds: float) -> None:
        """Begin anew."""
        self._at = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds that are left; negative when it is over."""
        return self._at - time.monotonic()


class CheckedNetwork(httpcore.NetworkBackend):
    """Resolves, checks and pins the address of each host before it is connected to.

    Args:
        deadline: No connection waits longer than this.
        inner: What connects, given an IP address.
        resolver: What finds addresses.
    """

    def __init__(
        self,
        deadline: Deadline,
        inner: httpcore.NetworkBackend | None = None,
        resolver: Resolver | None = None,
    ) -> None:
        self._deadline = deadline
        self._inner = inner or httpcore.SyncBackend()
        self._resolver = resolver or resolve

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - the deadline is stricter
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of a host that answers; all of them must be public.

        Raises:
            AddressRefused: One of the host's addresses is not public, or it has none.
            FetchFailed: The host cannot be found.
        """
        *others, last = self._checked(host, port)[:_TRIED]
        for address in others:
            with suppress(httpcore.ConnectError, httpcore.ConnectTimeout):
                return self._connect(address, port, local_address, socket_options)
        return self._connect(last, port, local_address, socket_options)

    def _checked(self, host: str, port: int) -> list[str]:
        try:
            addresses = list(self._resolver(host, port))
        except (OSError, UnicodeError) as error:
            raise FetchFailed(
                f"the host {host!r} cannot be found", source=host, remedy="check the address"
            ) from error
        refused = [a for a in addresses if not is_public(a)]
        if refused or not addresses:
            raise AddressRefused(
                f"{host} leads to {refused[0] if refused else 'no address'}, "
                "which is not a public address",
                source=host,
                remedy="save the page and give the file",
            )
        return addresses

    def _connect(
        self, address: str, port: int, local_address: str | None, options: Iterable[Any] | None
    ) -> httpcore.NetworkStream:
        stream = self._inner.connect_tcp(
            address, port, _patience(self._deadline), local_address, options
        )
        return _TimedStream(stream, self._deadline)


class _TimedStream(httpcore.NetworkStream):
    """A connection whose every wait ends with the deadline: drops of a header do not prolong it."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        return self._inner.read(max_bytes, _patience(self._deadline))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        self._inner.write(buffer, _patience(self._deadline))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: Any,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        secure = self._inner.start_tls(ssl_context, server_hostname, _patience(self._deadline))
        return _TimedStream(secure, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


def _patience(deadline: Deadline) -> float:
    left = deadline.left()
    if left <= 0:
        raise httpcore.ReadTimeout("not delivered in time")
    return min(_STEP_TIMEOUT, left)


class NetworkTransport(httpx.BaseTransport):
    """An httpx transport over a network of ours, which httpx's own does not take.

    Errors are those of ``httpcore``.

    Args:
        network: What connects.
    """

    def __init__(self, network: httpcore.NetworkBackend) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False),
            max_connections=20,
            max_keepalive_connections=10,
            keepalive_expiry=15.0,
            network_backend=network,
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request."""
        url = request.url
        answer = self._pool.handle_request(
            httpcore.Request(
                request.method,
                httpcore.URL(
                    scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            answer.status,
            headers=answer.headers,
            stream=_Body(answer),
            extensions=answer.extensions,
        )

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    """The body of an answer, which frees its connection when it is closed."""

    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        return self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()
