"""Fetching over HTTP and HTTPS, with a cap on size and time, from public addresses only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Final, Self
from urllib.parse import urlsplit

import httpcore
import httpx

from sayso import __version__
from sayso.errors import FetchFailed, InputError, InputTooLarge
from sayso.ingest.encodings import ASKED, unpacked
from sayso.ingest.limits import MAX_BYTES
from sayso.ingest.network import CheckedNetwork, Deadline, NetworkTransport, Resolver, is_public

__all__ = ["Answer", "Fetched", "Fetcher", "Resolver", "fetch", "is_public"]

USER_AGENT: Final = f"sayso/{__version__} (reads news reports for research)"
MAX_REDIRECTS: Final = 5
TIMEOUT: Final = 30.0
"""Seconds for the whole of a fetch, redirects and body included."""

PAGE: Final = "text/html,application/xhtml+xml,*/*;q=0.8"
"""What is asked for when a page is wanted."""

_PASSED_OVER = 65536
"""Bytes of the body of an error that are read, so that its connection can be used again."""

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_WITH_BODY = frozenset({200, 206})
"""The whole, or the range that was asked for."""
_FOR_GOOD = frozenset({301, 308})
_NETWORK_ERRORS = (
    httpx.HTTPError,
    httpx.InvalidURL,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.TimeoutException,
    httpcore.UnsupportedProtocol,
    UnicodeError,  # names of hosts that are none, half characters in an address
)


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it was delivered; ``url`` is where the last redirect led."""

    data: bytes
    url: str
    charset: str | None
    media_type: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered, whatever the status.

    Attributes:
        status: The HTTP status of the last answer; no redirect that could be followed.
        url: Where the last redirect led.
        moved: Where redirects that hold for good (301, 308) led; None without one.
        headers: Names in lower case.
        data: The body, unpacked; empty unless the status is 200 or 206.
        charset: What the headers declare.
        media_type: Likewise, in lower case without parameters.
    """

    status: int
    url: str
    moved: str | None
    headers: Mapping[str, str]
    data: bytes
    charset: str | None
    media_type: str


class Fetcher:
    """Fetches one thing after the other; keeps connections open between them.

    Not for several threads at once. Close it, or use it in a ``with`` statement.

    Args:
        user_agent: How it names itself.
        network: What connects, given a public IP address; for tests.
        resolver: What finds addresses; for tests.
        max_bytes: Bytes of a body, after it is unpacked; None for ``MAX_BYTES``.
        timeout: Seconds for the whole of a fetch; None for ``TIMEOUT``.
    """

    def __init__(
        self,
        *,
        user_agent: str = USER_AGENT,
        network: httpcore.NetworkBackend | None = None,
        resolver: Resolver | None = None,
        max_bytes: int | None = None,
        timeout: float | None = None,
    ) -> None:
        self._max_bytes = MAX_BYTES if max_bytes is None else max_bytes
        self._timeout = TIMEOUT if timeout is None else timeout
        self._deadline = Deadline()
        self._client = httpx.Client(
            transport=NetworkTransport(CheckedNetwork(self._deadline, network, resolver)),
            timeout=None,  # the network keeps the time  # noqa: S113
            trust_env=False,
            headers={"User-Agent": user_agent, "Accept-Encoding": ASKED},
        )

    def close(self) -> None:
        """Close all connections."""
        self._client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def get(
        self,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        before: Callable[[str], None] | None = None,
    ) -> Answer:
        """Ask for an address, and follow where it leads.

        Args:
            url: The address.
            headers: To send beside those that are always sent.
            before: Called with each address before it is asked for, redirects included; what it
                raises is raised. The time that it takes is not counted.

        Raises:
            AddressRefused: It leads to a private or local address, at once or by a redirect.
            FetchFailed: Not HTTP, no answer, too many redirects, too slow.
            InputTooLarge: More than the cap.
        """
        address, moved, for_good = url, None, True
        left = self._timeout
        self._client.cookies.clear()  # they hold for the redirects of one request, no longer
        try:
            for _ in range(MAX_REDIRECTS + 1):
                _check_scheme(address, url)
                if before:
                    before(address)
                self._deadline.start(left)
                with self._client.stream(
                    "GET", address, headers=_asked(headers), follow_redirects=False
                ) as response:
                    if response.status_code in _REDIRECTS and "location" in response.headers:
                        address = str(response.url.join(response.headers["location"]))
                        for_good = for_good and response.status_code in _FOR_GOOD
                        moved = address if for_good else moved
                        left = self._deadline.left()
                        continue
                    return self._read(response, address, moved)
        except InputError as error:
            error.source = url
            raise
        except _NETWORK_ERRORS as error:
            raise self._failed(url, error) from error
        raise FetchFailed(
            f"more than {MAX_REDIRECTS} redirects",
            source=url,
            remedy="save the page in a browser and give the file",
        )

    def _read(self, response: httpx.Response, address: str, moved: str | None) -> Answer:
        wanted = response.status_code in _WITH_BODY
        data = bytearray()
        encoding = response.headers.get("content-encoding", "")
        for chunk in unpacked(response.iter_raw(), encoding if wanted else ""):
            data += chunk
            if len(data) > (self._max_bytes if wanted else _PASSED_OVER):
                if not wanted:
                    break
                raise InputTooLarge(
                    f"more than {self._max_bytes / 2**20:.3g} MB",
                    remedy="give the report's own page",
                )
        return Answer(
            response.status_code,
            address,
            moved,
            dict(response.headers),
            bytes(data) if wanted else b"",
            response.charset_encoding,
            response.headers.get("content-type", "").partition(";")[0].strip().lower(),
        )

    def _failed(self, url: str, error: Exception) -> FetchFailed:
        if self._deadline.left() <= 0:
            return FetchFailed(
                f"not delivered within {self._timeout:.0f} s", source=url, remedy="save the page"
            )
        return FetchFailed(
            f"not fetched: {error or type(error).__name__}",
            source=url,
            remedy="try again later, or save the page and give the file",
        )


def fetch(
    url: str,
    *,
    network: httpcore.NetworkBackend | None = None,
    resolver: Resolver | None = None,
) -> Fetched:
    """Fetch a page over HTTP or HTTPS.

    Args:
        url: Its address.
        network: What connects; for tests.
        resolver: What finds addresses; for tests.

    Raises:
        AddressRefused: It leads to a private or local address, at once or by a redirect.
        FetchFailed: Not HTTP, no answer, an error status, too many redirects, too slow.
        InputTooLarge: More than ``MAX_BYTES``.
    """
    with Fetcher(network=network, resolver=resolver) as fetcher:
        answer = fetcher.get(url)
    if answer.status != 200:
        raise FetchFailed(
            f"the server answers {status_words(answer.status)}",
            source=url,
            remedy="check the address, or save the page in a browser and give the file",
        )
    return Fetched(answer.data, answer.url, answer.charset, answer.media_type)


def status_words(status: int) -> str:
    """``404`` as ``404 Not Found``."""
    return f"{status} {httpx.codes.get_reason_phrase(status)}".strip()


def _asked(headers: Mapping[str, str] | None) -> dict[str, str]:
    return {"Accept": PAGE, **(headers or {})}


def _check_scheme(address: str, url: str) -> None:
    try:
        parts = urlsplit(address)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        raise FetchFailed(
            "no host in the address"
            if parts.scheme.lower() in ("http", "https")
            else f"{parts.scheme or 'no scheme'} is not fetched",
            source=url,
            place=None if address == url else f"redirected to {address}",
            remedy="give an http or https address",
        )
