"""The server that the desk runs on: uvicorn, with a few settings and a quick end."""

from __future__ import annotations

import socket
import ssl
from pathlib import Path
from types import FrameType

import uvicorn
from fastapi import FastAPI

from sayso.errors import SaysoError
from sayso.web.served import Served

_PATIENCE = 5
"""Seconds that requests have to end when the server is told to stop."""

_WAITING = 256

_KEPT_OPEN = 75
"""Seconds that a browser's connection stays open unused: a coder reads, and then decides."""


class Server(uvicorn.Server):
    """Serves the desk until it is told to stop.

    Args:
        app: The desk.
        certificate: Of the server, for HTTPS.
        key: Its private key.

    Raises:
        SaysoError: The certificate or its key cannot be used.
    """

    def __init__(
        self, app: FastAPI, *, certificate: Path | None = None, key: Path | None = None
    ) -> None:
        if certificate is not None:
            _check_certificate(certificate, key)
        super().__init__(
            uvicorn.Config(
                app,
                log_level="warning",
                access_log=False,
                server_header=False,
                proxy_headers=False,  # the app's own middleware knows which proxies to believe
                ssl_certfile=certificate,
                ssl_keyfile=key,
                timeout_graceful_shutdown=_PATIENCE,
                timeout_keep_alive=_KEPT_OPEN,
            )
        )
        self._served: Served = app.state.served

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop; the streams end first, as the server would wait for them."""
        self._served.stream.close()
        super().handle_exit(sig, frame)


def _check_certificate(certificate: Path, key: Path | None) -> None:
    try:
        ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(certificate, key)
    except OSError as error:  # an SSLError is one
        raise SaysoError(
            f"the certificate cannot be used: {error.strerror or error}",
            source=str(certificate),
            place=str(key),
            remedy="give the certificate and its private key, both as PEM",
        ) from error


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens.

    Args:
        host: The address.
        port: The port; 0: any that is free.

    Raises:
        SaysoError: The address is not this computer's, or the port is taken.
    """
    try:
        family, kind, proto, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listening = socket.socket(family, kind, proto)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind(address)
            listening.listen(_WAITING)  # from now on who comes waits, until the app is there
        except OSError:
            listening.close()
            raise
    except OSError as error:
        raise SaysoError(
            f"cannot listen: {error.strerror}",
            source=f"{host}:{port}",
            remedy="end the other program, or name another port: --port 0 takes any that is free",
        ) from error
    return listening
