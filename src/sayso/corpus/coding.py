"""What others coded, beside a collection: compared with, taken as decisions, measured by."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.corpus.opened import Opened
from sayso.errors import InputError

if TYPE_CHECKING:
    from sayso.coded import Comparison
    from sayso.coded.scoring import Scores
    from sayso.coded.taking import Taken


class Coding(Opened):
    """A collection and the coded data of others."""

    def compare(
        self,
        theirs: str | Path,
        *,
        where: str | None = None,
        days: int = 3,
        km: float = 50.0,
        machine: bool = False,
        on_error: Callable[[InputError], None] | None = None,
    ) -> Comparison:
        """Put incidents beside those that others coded: what each has that the other lacks.

        Args:
            theirs: A file of UCDP GED or ACLED, an export, or another collection.
            where: Only these of our incidents (docs/howto-filter.md).
            days: Days that two dates of one event may be apart.
            km: Kilometres that two places of one event may be apart.
            machine: Our incidents as they were linked, not as people made them.
            on_error: Called with each row of theirs that cannot be read; the rest goes on.

        Raises:
            InputError: The file cannot be read, or is of no kind that is known.
            NotFound: Nothing was linked yet.
            QueryError: ``where`` cannot be understood.
        """
        from sayso.coded import compare

        return compare(
            self.location,
            theirs,
            where=where,
            days=days,
            km=km,
            official=not machine,
            on_error=on_error,
        )

    def take(
        self,
        files: str | Path | Iterable[str | Path],
        *,
        who: str | None = None,
        labels: str | Path | None = None,
        keep: bool = False,
        done: bool = False,
        dry_run: bool = False,
        on_error: Callable[[InputError], None] | None = None,
        progress: Callable[[int], object] | None = None,
    ) -> Taken:
        """Take what people coded in other tools as their decisions (docs/howto-import.md).

        What is decided is the difference between a file and what the person has decided so far, so
        a file that was taken decides nothing the second time.

        Args:
            files: Annotations as files, folders or archives; tables ``incidents`` of an export,
                with cells corrected.
            who: Whose decisions they are; None: as the files say. Where a collection has accounts,
                a coder's.
            labels: A file that says what labels mean that are not sayso's (YAML).
            keep: What annotations lack is kept; else it is rejected.
            done: Mark each report as gone through that could be taken whole.
            dry_run: Only find out what would be decided.
            on_error: Called with each file, item, cell or decision that cannot be taken; the rest
                goes on. ``Taken.refused`` has them too.
            progress: Called with the number of reports so far.

        Raises:
            InputError: ``labels`` cannot be understood.
        """
        from sayso.coded.annotations import read_labels
        from sayso.coded.taking import take

        return take(
            self._open(),
            _paths(files),
            who=who,
            labels=read_labels(_path(labels)),
            keep=keep,
            done=done,
            dry_run=dry_run,
            on_error=on_error,
            progress=progress,
        )

    def score(
        self,
        files: str | Path | Iterable[str | Path],
        *,
        labels: str | Path | None = None,
        on_error: Callable[[InputError], None] | None = None,
        progress: Callable[[int], object] | None = None,
    ) -> Scores:
        """Measure what was read by what people annotated: precision, recall, F1, differences.

        Nothing is written, and what people decided does not count.

        Args:
            files: Annotations as files, folders or archives.
            labels: A file that says what labels mean that are not sayso's (YAML).
            on_error: Called with each file or item that cannot be read or placed; the rest goes
                on. ``Scores.refused`` has them too.
            progress: Called with the number of reports so far.

        Raises:
            InputError: ``labels`` cannot be understood.
        """
        from sayso.coded.annotations import read_labels
        from sayso.coded.scoring import score

        return score(
            self._open(),
            _paths(files),
            labels=read_labels(_path(labels)),
            on_error=on_error,
            progress=progress,
        )


def _paths(files: str | Path | Iterable[str | Path]) -> list[Path]:
    return [Path(file) for file in ([files] if isinstance(files, str | Path) else files)]


def _path(file: str | Path | None) -> Path | None:
    return None if file is None else Path(file)
