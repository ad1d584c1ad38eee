"""Annotations of other tools as decisions of the person who made them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from sayso.coded.annotations.changes import Change, Coverage, asked, coverage
from sayso.coded.annotations.finding import Finder
from sayso.coded.annotations.form import CodedReport
from sayso.coded.annotations.labels import Labels
from sayso.coded.annotations.readers import read_annotations
from sayso.coded.annotations.readers.files import OnError
from sayso.coded.annotations.trying import tried
from sayso.coded.taking.person import Persons
from sayso.coded.taking.taken import Taken, Told
from sayso.desk import Desk
from sayso.desk.own import OwnView, own_view
from sayso.desk.records import Records
from sayso.errors import InputError, Refused, StoreError
from sayso.store import Store

_VALUE = 60
"""Characters of a value that a message tells."""


def take_annotations(
    store: Store,
    paths: Sequence[Path],
    *,
    who: str | None = None,
    labels: Labels | None = None,
    keep: bool = False,
    done: bool = False,
    dry_run: bool = False,
    on_error: OnError | None = None,
    progress: Callable[[int], object] | None = None,
) -> Taken:
    """Take what people annotated in other tools as their decisions.

    What is decided is the difference between a file and the report as the person has it so far.
    So taking a file again decides nothing, and what a format cannot hold stays as it is.

    Args:
        store: The collection.
        paths: Files, folders or archives; see :mod:`sayso.coded.annotations.readers`.
        who: The person, under whose name it is written down; None: as the files say.
        labels: What labels mean that are not ours.
        keep: What the files lack is kept; else it is rejected, where they speak of its kind at all.
        done: Mark each report as gone through that could be taken whole.
        dry_run: Write nothing down.
        on_error: Called with each file, item or decision that cannot be taken; the rest goes on.
        progress: Called with the number of reports so far.
    """
    return _Taking(store, paths, who, labels or Labels({}, {}, {}), on_error).take(
        keep=keep, done=done, dry_run=dry_run, progress=progress
    )


class _Taking:
    """The files of one call."""

    def __init__(
        self,
        store: Store,
        paths: Sequence[Path],
        who: str | None,
        labels: Labels,
        on_error: OnError | None,
    ) -> None:
        self._store = store
        self._paths = paths
        self._who = who
        self._labels = labels
        self._on_error = on_error
        self._records = Records(store)
        self._persons = Persons(store)
        self._finder = Finder(store)
        self._seen: dict[tuple[str, str], str] = {}
        self._taken = Taken()

    def take(
        self,
        *,
        keep: bool,
        done: bool,
        dry_run: bool,
        progress: Callable[[int], object] | None,
    ) -> Taken:
        if self._who is not None:
            try:
                self._who = self._persons.named(self._who)
            except Refused as error:  # once, not for each report
                self._refuse(error)
                return self._taken
        covered = coverage(self._read(lambda _: None), self._labels, keep=keep)
        refused = self._taken.refused
        seen = len(refused)
        for number, coded in enumerate(self._read(self._refuse), 1):
            # what its reader refused may be what would be missed here
            whole = all(error.source != coded.source for error in refused[seen:])
            about = covered if whole else replace(covered, keep=True)
            try:
                self._report(coded, about, done=done and whole, dry_run=dry_run)
            except Refused as error:
                self._refuse(error)
            seen = len(refused)
            if progress is not None:
                progress(number)
        return self._taken

    def _read(self, on_error: OnError) -> Iterator[CodedReport]:
        return read_annotations(self._paths, on_error, offsets=self._labels.offsets)

    def _refuse(self, error: InputError) -> None:
        self._taken.refused.append(error)
        if self._on_error is not None:
            self._on_error(error)

    def _report(self, coded: CodedReport, covered: Coverage, *, done: bool, dry_run: bool) -> None:
        if not coded.marks and not coded.fields:
            self._taken.empty += 1
            return
        who = self._whose(coded)
        report = self._finder.find(coded)
        first = self._seen.setdefault((report, who), coded.place)
        if first != coded.place:
            raise Refused(
                f"{report} was in {first} already",
                source=coded.source,
                place=coded.item or None,
                remedy="leave out --who: each person's are then written under their own name"
                if self._who is not None and coded.who is not None
                else "give one person's annotations of a report at a time",
            )
        with self._taken.about():
            view = own_view(self._store, self._records, who, report)
            found = asked(coded, view.reviewed, view.machine, self._labels, covered)
            for error in found.refused:
                self._refuse(error)
            before = len(self._taken.refused)
            changes = list(found.changes)
            whole = not found.refused
            if dry_run:
                _, changes, refused = tried(view.reviewed, changes)
                for change, error in refused:
                    self._refuse(self._named(coded, change, error))
                self._taken.decisions += (self._told(report, who, c) for c in changes)
            else:
                self._decide(coded, view, who, changes)
            whole = whole and before == len(self._taken.refused)
            if done and whole and not view.reviewed.done:
                self._done(view, who, dry_run=dry_run)

    def _whose(self, coded: CodedReport) -> str:
        if self._who is not None:
            return self._who
        return self._persons.named(coded.who or "", coded.source, coded.item or None)

    def _decide(
        self, coded: CodedReport, view: OwnView, who: str, changes: Sequence[Change]
    ) -> None:
        desk = Desk(self._store, who, alone=self._persons.alone, records=self._records)
        for change in changes:
            try:
                desk.decide(
                    view.machine.id,
                    change.action,
                    path=change.path,
                    reading=view.reading,
                    old=change.old,
                    new=change.new,
                    reason=f"from {Path(coded.source).name}",
                )
            except Refused as error:
                self._refuse(self._named(coded, change, error))
            except StoreError as error:
                self._refuse(
                    self._named(coded, change, Refused(error.message, remedy=error.remedy))
                )
            else:
                self._taken.decisions.append(self._told(view.machine.id, who, change))

    def _done(self, view: OwnView, who: str, *, dry_run: bool) -> None:
        change = Change("confirm", "")
        if not dry_run:
            desk = Desk(self._store, who, alone=self._persons.alone, records=self._records)
            desk.decide(view.machine.id, "confirm", reading=view.reading)
        self._taken.decisions.append(self._told(view.machine.id, who, change))

    @staticmethod
    def _told(report: str, who: str, change: Change) -> Told:
        return Told(report, who, change.action, change.path, change.old, change.new)

    @staticmethod
    def _named(coded: CodedReport, change: Change, error: Refused) -> Refused:
        what = f"{change.action} {change.path}".strip()
        if isinstance(change.new, str | int | float):
            what += f" to {str(change.new)[:_VALUE]!r}"
        place = ", ".join(part for part in (coded.item, what) if part)
        return Refused(error.message, source=coded.source, place=place, remedy=error.remedy)
