"""What an engine is asked for: connections, full-text search, what errors mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple, Protocol

from sqlalchemy import Connection, Engine, SelectBase
from sqlalchemy.exc import DBAPIError

from sayso.errors import StoreError
from sayso.store.search import Query

State = Literal["empty", "ours", "foreign"]

TITLE_WEIGHT = 4.0
"""A word in the title counts as four in the text: titles are short and say what it is about."""

SNIPPET_WORDS = 24

Entry = tuple[int, str, str]
"""What the full-text index holds of a report: its number, its title, the rest of its text."""

_UNPRINTABLE = re.compile(r"[^\n\t\x20-\x7e\x80-\U0010ffff]")
"""Never indexed: NUL cuts a text short, and two others mark the hits in a snippet."""


class Diagnosis(NamedTuple):
    """What a driver's error means to a person.

    Attributes:
        message: What is wrong.
        remedy: What to do about it.
        passes: It may be over in a moment, without anybody's doing.
    """

    message: str
    remedy: str
    passes: bool = False


LOCKED = Diagnosis(
    "the database is locked by another program",
    "wait until it is done, or close it, and run this again",
    passes=True,
)


class Dialect(Protocol):
    """A database engine, and one database of it."""

    @property
    def name(self) -> str:
        """How messages name the database; no password is in it."""

    @property
    def patience(self) -> float:
        """How many seconds to wait for another program that is writing."""

    def check_place(self, *, create: bool) -> None:
        """Look whether the database can be there, before it is opened.

        Raises:
            StoreError: It cannot.
        """

    def missing(self) -> StoreError:
        """The error that says that there is no collection here, and how to start one."""

    def foreign(self) -> StoreError:
        """The error that says that what is here is another program's."""

    def engine(self) -> Engine:
        """An engine whose transactions see one state of the database from begin to end.

        A connection with the execution option ``write`` waits for other writers before its
        transaction begins, so that one never fails half-way because of another, and sees all that
        they wrote; with ``patience`` too it waits no longer than so many seconds. Without
        ``write`` a transaction may only read.
        """

    def state(self, connection: Connection) -> State:
        """Whether the database is empty, ours, or another program's.

        Raises:
            StoreError: The server is too old, or cannot hold all characters.
        """

    def claim(self, connection: Connection) -> None:
        """Mark an empty database as ours."""

    def prepare(self, engine: Engine) -> None:
        """Set what the database remembers; only for one that is empty or ours."""

    def index_many(self, connection: Connection, entries: Sequence[Entry], *, fresh: bool) -> None:
        """Put reports' words into the full-text index, in place of those that they had.

        Args:
            connection: An open connection that may write.
            entries: Number, title and text of each report.
            fresh: None of them has words in the index yet.
        """

    def entries(self, connection: Connection, after: int, limit: int) -> list[Entry]:
        """What the full-text index holds of the next reports, in the order of their numbers."""

    def search(self, connection: Connection, query: Query, limit: int) -> list[tuple[int, str]]:
        """Numbers of the reports that fit, best first, with a snippet that marks the hits."""

    def matching(self, query: Query) -> SelectBase:
        """A question for the numbers of all reports that fit, in no order."""

    def settle(self, connection: Connection) -> None:
        """After rows were written with numbers of their own: number on behind the highest ones."""

    def describe(self, connection: Connection) -> tuple[str, int]:
        """The engine with its version, and how many bytes the database takes."""

    def check(self, connection: Connection) -> list[str]:
        """What the engine itself finds wrong; empty when all is well."""

    def diagnose(self, error: DBAPIError) -> Diagnosis:
        """What a driver's error means, and the remedy."""


def printable(words: str) -> str:
    """Words without the control characters that no index holds."""
    return _UNPRINTABLE.sub(" ", words)
