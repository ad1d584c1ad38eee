"""A web of our own: real HTTP over a real socket, under made-up public names.

Names are resolved to public addresses by a table, and the network leads these addresses to a
server on this machine, so that all checks of addresses are at work.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpcore

PUBLIC = "93.184.216.34"


@dataclass
class Request:
    """What a client asked for; ``url`` as it would have typed it."""

    url: str
    headers: dict[str, str]


@dataclass
class Reply:
    """What the server answers; a body of parts is sent part by part, without a length."""

    status: int = 200
    body: bytes | str | Iterator[bytes] = b""
    headers: dict[str, str] = field(default_factory=dict)


class Web:
    """The server, the names, and what was asked.

    Attributes:
        pages: Address to a reply, or to what makes one.
        names: Host to its addresses; all others have one public address.
        asked: All requests so far.
        connected: Addresses that were connected to.
    """

    def __init__(self, port: int) -> None:
        self.port = port
        self.pages: dict[str, Reply | Callable[[Request], Reply]] = {}
        self.names: dict[str, list[str] | Callable[[], list[str]]] = {}
        self.asked: list[Request] = []
        self.connected: list[str] = []

    @property
    def urls(self) -> list[str]:
        """Addresses that were asked for, in order."""
        return [request.url for request in self.asked]

    def resolve(self, host: str, port: int) -> list[str]:
        """The resolver."""
        found = self.names.get(host, [PUBLIC])
        return found() if callable(found) else found

    @property
    def network(self) -> httpcore.NetworkBackend:
        """The network, which leads every address here."""
        return _Network(self)

    def answer(self, request: Request) -> Reply:
        self.asked.append(request)
        page = self.pages.get(request.url, Reply(404))
        return page(request) if callable(page) else page


class _Network(httpcore.SyncBackend):
    def __init__(self, web: Web) -> None:
        self._web = web

    def connect_tcp(self, host: str, port: int, *rest: Any, **options: Any) -> Any:
        self._web.connected.append(host)
        return super().connect_tcp("127.0.0.1", self._web.port, *rest, **options)


@contextmanager
def local_web() -> Iterator[Web]:
    """A web, until the end of the ``with`` statement."""
    web: Web

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 10

        def do_GET(self) -> None:
            reply = web.answer(
                Request(
                    f"http://{self.headers['host']}{self.path}",
                    {k.lower(): v for k, v in self.headers.items()},
                )
            )
            body = reply.body.encode() if isinstance(reply.body, str) else reply.body
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            try:
                if isinstance(body, bytes):
                    self.send_header("Content-Length", str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)
                else:
                    self.send_header("Connection", "close")
                    self.end_headers()
                    for part in body:
                        self.wfile.write(part)
                        self.wfile.flush()
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.block_on_close = False
    web = Web(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield web
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
