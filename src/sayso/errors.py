"""What can go wrong, and what to do about it.

The tree::

    SaysoError
    ├── InputError               a source that cannot be read; the rest of a batch goes on
    │   ├── EmptyInput           nothing in it
    │   ├── BinaryInput          not text: an image, a program, an archive
    │   ├── UndecodableInput     text in an encoding that could not be told
    │   ├── NoArticle            a page with no article in it
    │   ├── InputTooLarge        over the stated limit
    │   ├── UnsupportedInput     a kind of file that is not read
    │   ├── MalformedInput       broken at a stated place (JSON, CSV, feed)
    │   ├── MissingColumn        a table without a column that the mapping names
    │   ├── TooSlow              one report that took longer than it may
    │   ├── WorkerLost           one report that ends the process that reads it
    │   ├── Refused              a decision that cannot be applied to its record
    │   └── FetchFailed          a URL that could not be fetched
    │       └── AddressRefused   … because it leads to a private or local address
    ├── StoreError               a database that cannot be opened, read or written
    │   └── NotFound             no such report, event, incident in it
    ├── QueryError               a filter that cannot be understood
    ├── ExportError              an export that cannot be written where it should be
    ├── CodebookError            a codebook that does not hold together
    ├── RunStopped               a run that was stopped before its end, and goes on when repeated
    └── MissingExtra             an optional part that is not installed

Every error names the source, the place in it, and the remedy; ``str(error)`` is one line.
"""

from __future__ import annotations


class SaysoError(Exception):
    """Any error that sayso raises on purpose.

    Args:
        message: What is wrong, without a full stop.
        source: The file, URL or database.
        place: Where in it: a line, a row, a byte, a key.
        remedy: What the user can do.
    """

    def __init__(
        self,
        message: str,
        *,
        source: str | None = None,
        place: str | None = None,
        remedy: str | None = None,
    ) -> None:
        self.message = message
        self.source = source
        self.place = place
        self.remedy = remedy
        super().__init__(str(self))

    def __str__(self) -> str:
        where = ", ".join(part for part in (self.source, self.place) if part)
        line = f"{where}: {self.message}" if where else self.message
        line = f"{line} ({self.remedy})" if self.remedy else line
        return " ".join(line.split())


class InputError(SaysoError):
    """A source that cannot be read."""


class EmptyInput(InputError):
    """A source with nothing in it."""


class BinaryInput(InputError):
    """A source that is not text."""


class UndecodableInput(InputError):
    """Text in an encoding that could not be told."""


class NoArticle(InputError):
    """A page with no article in it."""


class InputTooLarge(InputError):
    """A source over the stated limit."""


class UnsupportedInput(InputError):
    """A kind of source that is not read."""


class MalformedInput(InputError):
    """A source broken at a stated place."""


class MissingColumn(InputError):
    """A table without a column that the mapping names."""


class TooSlow(InputError):
    """A report that took longer than it may."""


class WorkerLost(InputError):
    """A report that ends the process that reads it."""


class Refused(InputError):
    """A decision that cannot be applied to its record."""


class FetchFailed(InputError):
    """A URL that could not be fetched."""


class AddressRefused(FetchFailed):
    """A URL that leads to a private, local or link-local address."""


class StoreError(SaysoError):
    """A database that cannot be opened, read or written."""


class NotFound(StoreError):
    """No such record in the database."""


class QueryError(SaysoError):
    """A filter that cannot be understood; ``place`` says where in it.

    Attributes:
        at: The first character that is wrong, from 0; None: all of it.
        length: How many characters are.
    """

    at: int | None = None
    length: int = 0


class ExportError(SaysoError):
    """An export that cannot be written, or not where it should be."""


class CodebookError(SaysoError):
    """A codebook that does not hold together."""


class RunStopped(SaysoError):
    """A run that was stopped before its end; repeated, it goes on from there."""


class MissingExtra(SaysoError):
    """An optional part of sayso that is not installed."""
