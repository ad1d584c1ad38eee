"""Coded reports by the thousand: the same rows as one by one, in large transactions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import Connection, Engine

from sayso.errors import InputError
from sayso.ingest.page import Page
from sayso.record import Report
from sayso.store.bulk_insert import begin_loading, end_loading
from sayso.store.bulk_prepare import Coded, Document, Prepared, prepare
from sayso.store.bulk_write import write_reports
from sayso.store.engines.base import Dialect

Item = tuple[Page, Report] | Coded
"""What is stored: a page and its record, or what came from elsewhere."""

TOGETHER = 1_000
"""Reports in a transaction: enough that a commit costs little, few enough for the memory."""


@dataclass(frozen=True, slots=True)
class BulkResult:
    """What became of the items.

    Attributes:
        added: Reports that are new in the database.
        unchanged: Reports that were there already, or came twice.
        failed: What could not be stored, and why.
    """

    added: int
    unchanged: int
    failed: tuple[InputError, ...]


def add_many(
    dialect: Dialect,
    writer: Engine,
    items: Iterable[Item],
    *,
    on_error: Callable[[InputError], object] | None = None,
    progress: Callable[[int], object] | None = None,
    together: int = TOGETHER,
) -> BulkResult:
    """Store reports in large transactions, each there as a whole or not at all.

    While the engine works on one batch, the next one is prepared.

    Args:
        dialect: The database's engine.
        writer: Makes connections that wait for other writers.
        items: Reports; they are drawn one by one, and few are in memory at a time.
        on_error: Called with each item that cannot be stored; the rest goes on.
        progress: Called after each transaction with the number of items that are done.
        together: Reports in a transaction.
    """
    failed: list[InputError] = []

    def fail(error: InputError) -> None:
        failed.append(error)
        if on_error:
            on_error(error)

    counts = {True: 0, False: 0}

    def count(new: Sequence[bool]) -> None:
        for each in new:
            counts[each] += 1
        if progress:
            progress(sum(counts.values()) + len(failed))

    left = iter(items)
    with writer.connect() as connection, ThreadPoolExecutor(1) as other:
        writing: Future[Sequence[bool]] | None = None
        while some := list(islice(left, together)):
            batch = list(_prepared(some, fail))
            if writing:
                count(writing.result())
            writing = _write(dialect, connection, batch, other)
        if writing:
            count(writing.result())
        with connection.begin():
            end_loading(connection)
    return BulkResult(counts[True], counts[False], tuple(failed))


def _write(
    dialect: Dialect,
    connection: Connection,
    batch: Sequence[tuple[Document, Prepared]],
    other: Executor,
) -> Future[Sequence[bool]]:
    """Write a batch; the engine's long work, the words and the commit, is left to a thread."""
    transaction = connection.begin()
    try:
        begin_loading(connection)
        written = write_reports(connection, batch)
    except BaseException:
        transaction.rollback()
        raise

    def finish() -> Sequence[bool]:
        try:
            dialect.index_many(connection, written.texts, fresh=True)
            transaction.commit()
        except BaseException:
            transaction.rollback()
            raise
        return written.new

    return other.submit(finish)


def _prepared(
    items: Iterable[Item], fail: Callable[[InputError], object]
) -> Iterator[tuple[Document, Prepared]]:
    for item in items:
        try:
            yield prepare(item)
        except InputError as error:
            fail(error)
