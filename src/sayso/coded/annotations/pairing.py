"""Which mark of a file is which of a record: by path, by the same words, by words that overlap."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.coded.annotations.graph import Graph, Seen
from sayso.coded.annotations.labels import LABELLED
from sayso.export.annotations.types import plain
from sayso.extract.spans import overlap
from sayso.record import Spans

_SHARED = 0.3
"""Of two marks that are one so many of their characters are shared at least."""


class Pairs:
    """Marks of a file with those of a record.

    Args:
        file: What the file marks.
        record: What the record marks.
        gone: Paths of things that were rejected; they are paired by path or the same words alone.
    """

    def __init__(self, file: Graph, record: Graph, gone: frozenset[str] = frozenset()) -> None:
        self._file, self._record = file, record
        self.of_file: dict[str, list[str]] = {key: [] for key in file.marks}
        self.of_record: dict[str, str] = {}
        self._by_path()
        self._same_words()
        self._near(gone)

    def _by_path(self) -> None:
        for mark in self._file.marks.values():
            there = self._record.marks.get(mark.path or "")
            if there is None or there.layer != mark.layer or there.key in self.of_record:
                continue
            if not mark.at or not there.at or _shared(mark.at, there.at):
                self._pair(mark, there)

    def _same_words(self) -> None:
        places: dict[tuple[str, Spans], list[Seen]] = {}
        parts: dict[tuple[str, str | None, Spans], Seen] = {}
        for mark in self._file.marks.values():
            if not self.of_file[mark.key]:
                places.setdefault((mark.layer, mark.at), []).append(mark)
                for part in mark.parts if mark.path is None else ():
                    parts.setdefault((mark.layer, _label(mark), part), mark)
        twins: dict[tuple[str, str | None, Spans], Seen] = {}
        for there in self._free():
            same = places.get((there.layer, there.at), [])
            same = sorted(same, key=lambda m: m.spans != there.spans)
            key = there.layer, _label(there), there.at
            alike = [m for m in same if _label(m) == _label(there)]
            free = [m for m in (*alike, *same) if not self.of_file[m.key]]
            # a tool that has one mark for the same words and label has it for both, also where
            # these are a part of other words
            shared = [*alike[:1], *([twins[key]] if key in twins else ())]
            more = [parts[key]] if key in parts and not same else []
            for mark in [*free, *shared, *more][:1]:
                self._pair(mark, there)
                if mark.path is None:
                    twins.setdefault(key, mark)

    def _near(self, gone: frozenset[str]) -> None:
        free = [m for m in self._file.marks.values() if not self.of_file[m.key] and m.path is None]
        there = [m for m in self._free() if thing_of(m.key) not in gone]
        scored = sorted(
            (
                (share, -n, one, other)
                for n, one in enumerate(free)
                for other in there
                if one.layer == other.layer and (share := _shared(one.at, other.at)) >= _SHARED
            ),
            key=lambda each: each[:2],
            reverse=True,
        )
        for _, _, one, other in scored:
            if not self.of_file[one.key] and other.key not in self.of_record:
                self._pair(one, other)

    def _free(self) -> Iterable[Seen]:
        return [m for m in self._record.marks.values() if m.key not in self.of_record]

    def _pair(self, mark: Seen, there: Seen) -> None:
        self.of_file[mark.key].append(there.key)
        self.of_record[there.key] = mark.key


def thing_of(path: str) -> str:
    """The object of a record that a path leads into."""
    return ".".join(path.split(".")[:2])


def _label(mark: Seen) -> str | None:
    """A label as tools keep it, where the layer has labels."""
    if mark.layer not in LABELLED or mark.label is None:
        return None
    return plain(mark.label)


def _shared(a: Spans, b: Spans) -> float:
    """Characters that two have in common, of all that either has."""
    common = sum(overlap(x, y) for x in a for y in b)
    every = sum(y - x for x, y in (*a, *b)) - common
    return common / every if every else 0.0
