"""Many inputs to read pages, where one bad input never stops the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sayso.errors import InputError, SaysoError

if TYPE_CHECKING:
    from sayso.ingest.page import Page
    from sayso.reader import Reader
    from sayso.record import Report

Fail = Callable[[InputError], None]
"""Called with each input that cannot be read."""


def load_pages(
    sources: Iterable[str | Path | Mapping[str, Any]], options: Mapping[str, Any], fail: Fail
) -> Iterator[Page]:
    """The pages of all sources that can be loaded.

    Args:
        sources: Files, folders, URLs, or mappings of the arguments of ``sayso.ingest.load``.
        options: Arguments for every source, where it has none of its own.
        fail: Called with each input that cannot be loaded.
    """
    from sayso import ingest

    for source in sources:
        arguments = dict(source) if isinstance(source, Mapping) else {"source": source}
        name = str(arguments.get("source") or arguments.get("url") or "input")
        with one_input(name, fail):
            yield from ingest.load(**{**options, **arguments}, on_error=fail)


def read_pages(reader: Reader, pages: Sequence[Page], fail: Fail) -> Iterator[tuple[Page, Report]]:
    """Read pages together; when one of them breaks the reader, one by one from there on.

    Args:
        reader: What reads them.
        pages: As many as fit in memory with their records.
        fail: Called with each page that cannot be read.
    """
    done = 0
    try:
        for pair in reader.read_pages(pages):
            done += 1
            yield pair
    except SaysoError as error:
        if not isinstance(error, InputError):
            raise  # about the set-up, not about a page
    except Exception:  # noqa: BLE001, S110 - found again below, with the page that it is about
        pass
    for page in pages[done:]:
        with one_input(page.origin, fail):
            yield from reader.read_pages([page])


@contextmanager
def one_input(name: str, fail: Fail) -> Iterator[None]:
    """Report what goes wrong with one input, whatever it is, and let the rest go on."""
    try:
        yield
    except InputError as error:
        fail(error)
    except SaysoError:
        raise  # about the set-up or the database, not about an input
    except Exception as error:  # noqa: BLE001 - a fault of ours in one page must not cost the rest
        fail(
            InputError(
                f"could not be read: {type(error).__name__}: {error}",
                source=name,
                remedy="the rest went on; please report this input",
            )
        )
