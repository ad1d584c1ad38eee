"""SQLite's full-text search in memory: what words it knows in a text, and where hits are in it.

Other engines use it so that a search finds and marks the same words on all of them.
"""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Iterable, Sequence
from functools import cache

from sayso.store.engines.base import SNIPPET_WORDS, Entry
from sayso.store.search import CLOSE, OPEN, Query, Term

TOKENIZER = "porter unicode61 remove_diacritics 2"
"""Porter finds "attacks" for "attack"; accents do not part "Bogotá" from "Bogota"."""

_RUN = re.compile(r"[^\x00-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f\u2000-\u206f]+")
"""No ASCII or general punctuation is inside a word; what else is, the tokenizer says."""

_KEPT = 200_000
"""Runs of characters whose words are remembered: the vocabulary of a large collection."""


def expression(query: Query) -> str:
    """A query in the syntax of FTS5, every word of the user quoted."""
    wanted = " OR ".join(f"({' AND '.join(map(_quoted, group))})" for group in query.groups)
    if not query.without:
        return wanted
    return f"({wanted}) NOT ({' OR '.join(map(_quoted, query.without))})"


class Words:
    """The words of texts, folded and stemmed as FTS5 does it. Safe to use from many threads."""

    def __init__(self) -> None:
        # Used under the lock alone, whatever the thread.
        self._db = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
        self._lock = threading.Lock()
        self._known: dict[str, tuple[str, ...]] = {}
        for statement in (
            f"CREATE VIRTUAL TABLE runs USING fts5(run, content='', tokenize='{TOKENIZER}')",
            "CREATE VIRTUAL TABLE words USING fts5vocab(runs, 'instance')",
            f"CREATE VIRTUAL TABLE texts USING fts5(title, body, tokenize='{TOKENIZER}')",
        ):
            self._db.execute(statement)

    def of(self, text: str) -> list[str]:
        """The words of a text, in its order."""
        runs = _RUN.findall(text)
        known = self._known
        try:
            return [word for run in runs for word in known[run]]
        except KeyError:
            found = self._learn(runs)
            return [word for run in runs for word in found[run]]

    def snippets(self, query: Query, entries: Sequence[Entry]) -> list[str]:
        """Words around the best hits in each text, marked; the texts must fit the query."""
        with self._lock:
            self._db.execute("BEGIN")
            try:
                self._db.executemany(
                    "INSERT INTO texts(rowid, title, body) VALUES (?, ?, ?)", entries
                )
                rows = self._db.execute(
                    "SELECT rowid, snippet(texts, 1, ?, ?, '…', ?) FROM texts WHERE texts MATCH ?",
                    (OPEN, CLOSE, SNIPPET_WORDS, expression(query)),
                )
                found = {int(number): str(snippet) for number, snippet in rows}
            finally:
                self._db.execute("ROLLBACK")
        return [found.get(number, "") for number, _, _ in entries]

    def _learn(self, runs: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """The words of each run; those that are new are remembered."""
        with self._lock:
            if len(self._known) > _KEPT:
                self._known.clear()
            found = {run: self._known[run] for run in runs if run in self._known}
            new = [run for run in dict.fromkeys(runs) if run not in found]
            words: list[list[str]] = [[] for _ in new]
            self._db.execute("BEGIN")
            try:
                self._db.executemany("INSERT INTO runs(rowid, run) VALUES (?, ?)", enumerate(new))
                query = "SELECT term, doc FROM words ORDER BY doc, offset"
                for word, number in self._db.execute(query):
                    words[number].append(word)
            finally:
                self._db.execute("ROLLBACK")
            learned = {run: tuple(some) for run, some in zip(new, words, strict=True)}
            self._known.update(learned)
        return found | learned


@cache
def words() -> Words:
    """What knows words, one for the whole program: it remembers those that it has seen."""
    return Words()


def _quoted(term: Term) -> str:
    quoted = term.words.replace('"', '""')
    return f'"{quoted}"*' if term.prefix else f'"{quoted}"'
