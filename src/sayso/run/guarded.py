"""Pages read so that one bad page never stops the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TYPE_CHECKING, Protocol

from sayso.errors import InputError, SaysoError, TooSlow
from sayso.run.limits import TookTooLong, within

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sayso.ingest.page import Page
    from sayso.record import Report

Fail = Callable[[InputError], None]
"""Called with each input that cannot be read."""

TOGETHER = 32
"""Pages read together."""
_CHARACTERS = 500_000
"""Characters read together: long pages come in smaller batches, well within the time of one."""


class ReadsPages(Protocol):
    """What reads pages: a ``sayso.Reader``."""

    def read_pages(self, pages: Iterable[Page]) -> Iterator[tuple[Page, Report]]:
        """Each page with its record, in order."""
        ...


def read_pages(
    reader: ReadsPages, pages: Sequence[Page], *, seconds: float | None = None
) -> Iterator[tuple[Page, Report | InputError]]:
    """Read pages together; when one of them breaks the reader, one by one from there on.

    Args:
        reader: What reads them.
        pages: As many as fit in memory with their records.
        seconds: What one page may take; None for as long as it likes.

    Yields:
        Each page, in order, with its record or with why it could not be read.
    """
    done = 0
    try:
        for pair in _timed(reader.read_pages(pages), seconds):
            done += 1
            yield pair
    except SaysoError as error:
        if not isinstance(error, InputError):
            raise  # about the set-up, not about a page
    except (Exception, TookTooLong):  # noqa: BLE001, S110 - found again below, with its page
        pass
    for page in pages[done:]:
        failed: list[InputError] = []
        with one_input(page.origin, failed.append):
            yield from _timed(reader.read_pages([page]), seconds)
        for reason in failed:
            yield page, reason


def batches(pages: Iterable[Page]) -> Iterator[list[Page]]:
    """Pages in groups that are read together."""
    held: list[Page] = []
    size = 0
    for page in pages:
        held.append(page)
        size += len(page.report.text)
        if len(held) >= TOGETHER or size >= _CHARACTERS:
            yield held
            held, size = [], 0
    if held:
        yield held


def _timed(
    pairs: Iterator[tuple[Page, Report]], seconds: float | None
) -> Iterator[tuple[Page, Report]]:
    """The pairs, each in its time. The clock does not run while one is looked at."""
    while True:
        with limited(seconds):
            pair = next(pairs, None)
        if pair is None:
            return
        yield pair


def limited(seconds: float | None) -> AbstractContextManager[None]:
    """A limit of time, or none."""
    return nullcontext() if seconds is None else within(seconds)


@contextmanager
def one_input(name: str, fail: Fail) -> Iterator[None]:
    """Report what goes wrong with one input, whatever it is, and let the rest go on."""
    try:
        yield
    except InputError as error:
        fail(error)
    except SaysoError:
        raise  # about the set-up or the database, not about an input
    except TookTooLong:
        fail(TooSlow("took longer than a report may", source=name, remedy="the rest went on"))
    except Exception as error:  # noqa: BLE001 - a fault of ours in one page must not cost the rest
        fail(
            InputError(
                f"could not be read: {type(error).__name__}: {error}",
                source=name,
                remedy="the rest went on; please report this input",
            )
        )
