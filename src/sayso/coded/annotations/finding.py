"""Which report of a collection a file's report is."""

from __future__ import annotations

import hashlib
import re
import zlib
from collections import Counter
from collections.abc import Iterator

from sayso.coded.annotations.form import CodedReport
from sayso.errors import NotFound, Refused
from sayso.export.annotations.files import text_of
from sayso.export.shared.clean import unicode_text
from sayso.store import Store

_WORD = re.compile(r"\w+")
_WORDS = 6
"""Words of a run by which texts that are nearly one are known."""
_KEPT = 8
"""One run in so many is remembered."""
_SHARED = 0.5
"""Share of a text's runs that the report must have."""


class Finder:
    """Finds reports by id, then by address, then by their text or nearly the same text.

    Args:
        store: The collection. Texts are gone through once, when the first is asked for.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._by_text: dict[str, str] | None = None
        self._by_run: dict[int, list[str]] = {}

    def find(self, coded: CodedReport) -> str:
        """The report's id.

        Raises:
            Refused: There is none, or two fit as well.
        """
        found = self._known(coded.report) or (
            self._store.report_at(coded.url) if coded.url else None
        )
        if found is None and coded.text is not None:
            found = self._text(coded.text)
        if found is None:
            raise Refused(
                "no report of the collection has this id, address or text",
                source=coded.source,
                place=coded.item or None,
                remedy="add the report first",
            )
        return found

    def _known(self, id_: str | None) -> str | None:
        if id_ is None or "\0" in id_:
            return None
        try:
            whole, _ = self._store.current(id_)
        except NotFound:
            return None
        return whole if whole == id_ else None

    def _text(self, text: str) -> str | None:
        if self._by_text is None:
            self._by_text = {}
            for report in self._store.reports():
                self._by_text.setdefault(_hash(report.text), report.id)
                for run in _runs(report.text):
                    self._by_run.setdefault(run, []).append(report.id)
        same = self._by_text.get(_hash(text))
        if same is not None:
            return same
        runs = set(_runs(text))
        shared = Counter(id_ for run in runs for id_ in set(self._by_run.get(run, ())))
        best = shared.most_common(2)
        if not best or best[0][1] < _SHARED * len(runs):
            return None
        if len(best) > 1 and best[0][1] == best[1][1]:
            return None  # two copies of one text: nobody knows which is meant
        return best[0][0]


def comparable(text: str) -> str:
    """A text as tools keep it: each character in its place, with those that formats replace."""
    return text_of(unicode_text(text))


def _hash(text: str) -> str:
    return hashlib.sha256(" ".join(comparable(text).split()).encode()).hexdigest()


def _runs(text: str) -> Iterator[int]:
    words = _WORD.findall(comparable(text).casefold())
    for i in range(max(len(words) - _WORDS + 1, 1 if words else 0)):
        run = zlib.crc32(" ".join(words[i : i + _WORDS]).encode())
        if run % _KEPT == 0 or len(words) < _KEPT * _WORDS:
            yield run
