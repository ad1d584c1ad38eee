"""A PostgreSQL server of the tests' own: started when first asked for, gone when they end."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

_START_SECONDS = 60
_STOP_SECONDS = 20

_SETTINGS = {
    # Only through a socket in a folder of its own: no port to fight over, nothing on the network.
    "listen_addresses": "",
    "shared_buffers": "32MB",
    "max_connections": "40",
    # What a power cut would leave does not matter here; killed clients are not affected.
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
}

_EMPTY = """
SET session_replication_role = replica;
DO $$
DECLARE name regclass;
BEGIN
    FOR name IN SELECT oid FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
        AND relname <> 'alembic_version'
    LOOP EXECUTE format('DELETE FROM %s', name); END LOOP;
    FOR name IN SELECT oid FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind = 'S'
    LOOP PERFORM setval(name, 1, false); END LOOP;
END $$
"""


def programs() -> Path | None:
    """The folder with PostgreSQL's programs; Debian keeps them out of the search path."""
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    versions = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    return max((p.parent for p in versions), key=lambda p: int(p.parent.name), default=None)


class Server:
    """A running server.

    Args:
        home: The folder with its socket and its data.
    """

    def __init__(self, home: Path) -> None:
        self.home = home
        self._made = 0

    def url(self, database: str) -> str:
        """The address of a database, as a user writes it."""
        return f"postgresql://sayso@/{database}?host={self.home}"

    def execute(self, *statements: str, database: str = "postgres") -> None:
        """Run statements on the server, outside of any transaction."""
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())

    def empty(self, database: str) -> None:
        """Take out all rows, in a tenth of the time that a new database takes."""
        # As a replica the server asks no triggers, those of foreign keys included.
        self.execute(_EMPTY, database=database)

    @contextlib.contextmanager
    def database(self) -> Iterator[str]:
        """A database of one test; yields its address."""
        self._made += 1
        name = f"test{self._made}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE template0")
        try:
            yield self.url(name)
        finally:
            self.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextlib.contextmanager
def running() -> Iterator[Server]:
    """A server in a temporary folder.

    Where there is none, the test is skipped; in CI that is an error.
    """
    bin_ = programs()
    if bin_ is None:
        message = "no PostgreSQL server here; on Debian: apt install postgresql"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    # A socket's path may have 107 bytes, fewer than pytest's own temporary folders have.
    home = Path(tempfile.mkdtemp(prefix="sayso-pg-"))
    user = _owner(home)
    quiet = {"cwd": home, "stdin": subprocess.DEVNULL, "user": user}
    try:
        subprocess.run(
            [
                *(bin_ / "initdb", "-D", home / "data", "-U", "sayso", "-A", "trust"),
                *("-E", "UTF8", "--locale=C.UTF-8", "--no-sync"),
            ],
            check=True,
            capture_output=True,
            **quiet,
        )
        settings = [f"--{name}={value}" for name, value in _SETTINGS.items()]
        with (home / "log").open("wb") as log:
            server = subprocess.Popen(
                [*_dies_with_us(), bin_ / "postgres", "-D", home / "data", "-k", home, *settings],
                stdout=log,
                stderr=log,
                **quiet,
            )
        try:
            _wait(server, home)
            yield Server(home)
        finally:
            server.send_signal(signal.SIGQUIT)  # at once: nothing of it is kept
            try:
                server.wait(_STOP_SECONDS)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _owner(home: Path) -> int | None:
    """The user that the server runs as; PostgreSQL does not run as root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            user = pwd.getpwnam(name)
            os.chown(home, user.pw_uid, user.pw_gid)
            return user.pw_uid
    return pytest.skip("PostgreSQL does not run as root, and there is no other user")


def _dies_with_us() -> list[str]:
    """What makes the server stop also when the tests are killed; Linux has it."""
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", "QUIT"] if setpriv else []


def _wait(server: subprocess.Popen[bytes], home: Path) -> None:
    """Wait until the server answers."""
    end = time.monotonic() + _START_SECONDS
    while time.monotonic() < end and server.poll() is None:
        with contextlib.suppress(psycopg.OperationalError):
            Server(home).execute("SELECT 1")
            return
        time.sleep(0.05)
    pytest.fail(f"the server did not start: {(home / 'log').read_text(errors='replace')[-2000:]}")
