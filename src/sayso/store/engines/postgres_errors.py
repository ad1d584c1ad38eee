"""What PostgreSQL's errors mean to a person, and what to do about them."""

from __future__ import annotations

import re

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError

from sayso.store.engines.base import LOCKED, Diagnosis

_NO_ROOM = Diagnosis("no space is left on the server's disk", "make room there and run this again")
_NOT_THERE = Diagnosis(
    "the server cannot be reached",
    "check that it runs, and its host and port in the address",
    passes=True,
)
_NOT_LET_IN = Diagnosis(
    "the server does not let this user in",
    "check user and password; the password may stand in ~/.pgpass or in PGPASSWORD",
)
_NO_DATABASE = Diagnosis("no such database on the server", "make it with `createdb {database}`")
_BROKE_OFF = Diagnosis(
    "the connection to the server broke off",
    "what was being written is not there; run this again when the server runs",
    passes=True,
)
_MAY_NOT = Diagnosis(
    "this user may not do that in the database",
    "ask its owner for the right to make and change tables in the schema",
)
_DAMAGED = Diagnosis(
    "the database is damaged",
    "restore it from a backup; the server's log says what is damaged",
)

_STATES: dict[str, Diagnosis] = {
    "55P03": LOCKED,
    "40P01": LOCKED,
    "40001": LOCKED,
    "28P01": _NOT_LET_IN,
    "28000": _NOT_LET_IN,
    "3D000": _NO_DATABASE,
    "3F000": Diagnosis(
        "the schema that is used does not exist",
        "make it with `CREATE SCHEMA`, or name another in search_path",
    ),
    "25006": Diagnosis(
        "the database cannot be written",
        "use the primary server, not one that follows it, or make the database writable",
    ),
    "42501": _MAY_NOT,
    "53100": _NO_ROOM,
    "53200": Diagnosis("the server is out of memory", "give it more, or do less at the same time"),
    "53300": Diagnosis(
        "the server takes no more connections", "close some, or raise max_connections", True
    ),
    "57P03": Diagnosis(
        "the server is just starting or stopping", "run this again in a moment", True
    ),
    "XX001": _DAMAGED,
    "XX002": _DAMAGED,
    "58030": Diagnosis("the server's disk could not be read or written", "check the server's disk"),
}
"""By SQLSTATE (https://www.postgresql.org/docs/current/errcodes-appendix.html)."""

_CLASSES: dict[str, Diagnosis] = {"08": _BROKE_OFF, "57": _BROKE_OFF}
"""By the first two characters, which name the class."""

_WORDS: tuple[tuple[str, Diagnosis], ...] = (
    (r"password|no pg_hba|authentication|role .* does not exist", _NOT_LET_IN),
    (r"database .* does not exist", _NO_DATABASE),
    (r"too many (clients|connections)|connection slots", _STATES["53300"]),
    (r"starting up|shutting down|in recovery", _STATES["57P03"]),
    (r"server closed|connection .*(lost|reset|closed)|terminating connection", _BROKE_OFF),
    (r"No space left", _NO_ROOM),
    (r"refused|resolve|translate host|No such file|timeout|timed out|unreachable", _NOT_THERE),
)
"""While a connection is made there is no SQLSTATE, only words."""


def diagnosis(error: DBAPIError, url: URL) -> Diagnosis:
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
        return Diagnosis(f"the database refused: {words}", "please report this")
    return found._replace(remedy=found.remedy.format(database=url.database))
