"""What PostgreSQL's errors mean to a person, and what to do about them."""

from __future__ import annotations

import re

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError

_NO_ROOM = ("no space is left on the server's disk", "make room there and run this again")
_NOT_THERE = (
    "the server cannot be reached",
    "check that it runs, and its host and port in the address",
)
_NOT_LET_IN = (
    "the server does not let this user in",
    "check user and password; the password may stand in ~/.pgpass or in PGPASSWORD",
)
_NO_DATABASE = ("no such database on the server", "make it with `createdb {database}`")
_BROKE_OFF = (
    "the connection to the server broke off",
    "what was being written is not there; run this again when the server runs",
)
_MAY_NOT = (
    "this user may not do that in the database",
    "ask its owner for the right to make and change tables in the schema",
)
_DAMAGED = (
    "the database is damaged",
    "restore it from a backup; the server's log says what is damaged",
)
_LOCKED = (
    "the database is locked by another program",
    "wait until it is done, or close it, and run this again",
)

_STATES: dict[str, tuple[str, str]] = {
    "55P03": _LOCKED,
    "40P01": _LOCKED,
    "40001": _LOCKED,
    "28P01": _NOT_LET_IN,
    "28000": _NOT_LET_IN,
    "3D000": _NO_DATABASE,
    "3F000": (
        "the schema that is used does not exist",
        "make it with `CREATE SCHEMA`, or name another in search_path",
    ),
    "25006": (
        "the database cannot be written",
        "use the primary server, not one that follows it, or make the database writable",
    ),
    "42501": _MAY_NOT,
    "53100": _NO_ROOM,
    "53200": ("the server is out of memory", "give it more, or do less at the same time"),
    "53300": ("the server takes no more connections", "close some, or raise max_connections"),
    "57P03": ("the server is just starting or stopping", "run this again in a moment"),
    "XX001": _DAMAGED,
    "XX002": _DAMAGED,
    "58030": ("the server's disk could not be read or written", "check the server's disk"),
}
"""By SQLSTATE (https://www.postgresql.org/docs/current/errcodes-appendix.html)."""

_CLASSES: dict[str, tuple[str, str]] = {"08": _BROKE_OFF, "57": _BROKE_OFF}
"""By the first two characters, which name the class."""

_WORDS: tuple[tuple[str, tuple[str, str]], ...] = (
    (r"password|no pg_hba|authentication|role .* does not exist", _NOT_LET_IN),
    (r"database .* does not exist", _NO_DATABASE),
    (r"too many (clients|connections)|connection slots", _STATES["53300"]),
    (r"starting up|shutting down|in recovery", _STATES["57P03"]),
    (r"server closed|connection .*(lost|reset|closed)|terminating connection", _BROKE_OFF),
    (r"No space left", _NO_ROOM),
    (r"refused|resolve|translate host|No such file|timeout|timed out|unreachable", _NOT_THERE),
)
"""While a connection is made there is no SQLSTATE, only words."""


def diagnosis(error: DBAPIError, url: URL) -> tuple[str, str]:
    """What a driver's error means, and the remedy.

    Args:
        error: As SQLAlchemy hands it on.
        url: The address that was used.
    """
    state = getattr(error.orig, "sqlstate", None) or ""
    words = " ".join(str(error.orig).split())
    found = _STATES.get(state) or _CLASSES.get(state[:2])
    if found is None and not state:
        found = next(
            (it for pattern, it in _WORDS if re.search(pattern, words, re.IGNORECASE)), None
        )
    if found is None:
        return f"the database refused: {words}", "please report this"
    message, remedy = found
    return message, remedy.format(database=url.database)
