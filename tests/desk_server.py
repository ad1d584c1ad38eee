"""``sayso serve`` as a process of its own, on a port that is free."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

import sayso

CLIENT = Path(os.environ.get("SAYSO_CLIENT") or Path(sayso.__file__).parent / "web" / "static")
"""The compiled client that the server gives out."""

_PATIENCE = 60.0
"""Seconds until the server must answer; a loaded machine is slow to import."""


@dataclass
class Server:
    """A running server.

    Attributes:
        address: ``http://127.0.0.1:…``.
        location: The collection.
        process: The command.
    """

    address: str
    location: str
    process: subprocess.Popen[bytes]

    @property
    def port(self) -> str:
        """Where it listens: for another one that takes its place."""
        return self.address.rsplit(":", 1)[1]

    def get(self, path: str) -> httpx.Response:
        """Ask it for something, as no browser."""
        return httpx.get(self.address + path, timeout=30)

    def stop(self) -> None:
        """End it, as Ctrl-C does."""
        self.process.terminate()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@contextmanager
def serving(
    location: str | Path, *options: str, port: str = "0", env: Mapping[str, str] | None = None
) -> Iterator[Server]:
    """Start the command, wait until it answers, stop it in the end."""
    command = [sys.executable, "-m", "sayso", "serve", str(location), "--port", port, *options]
    set_ = {"NO_COLOR": "1", "COLUMNS": "200", "PYTHONUNBUFFERED": "1", **(env or {})}
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            command, stdout=said, stderr=subprocess.STDOUT, env={**os.environ, **set_}
        )
        server = Server("", str(location), process)
        try:
            server.address = _address(process, lambda: os.pread(said.fileno(), 1 << 20, 0).decode())
            yield server
        finally:
            server.stop()


def _address(process: subprocess.Popen[bytes], said: Callable[[], str]) -> str:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and process.poll() is None:
        found = re.search(r"https?://[\w.\-]+:\d+", said())
        if found:
            try:
                httpx.get(found[0] + "/api/me", timeout=5, verify=False)  # noqa: S501 - its own certificate
            except httpx.TransportError:
                pass
            else:
                return found[0]
        time.sleep(0.05)
    raise AssertionError(f"the server does not answer: {said()}")
