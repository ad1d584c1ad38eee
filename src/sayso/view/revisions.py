"""What was changed in an article after it was published: by sentences, and words inside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from sayso.extract.statements.sentences import sentence_around
from sayso.record import Block, Report
from sayso.view.revision_words import record_changes

if TYPE_CHECKING:
    from sayso.corpus import Corpus

Op = Literal["same", "removed", "added"]

_SHOWN = {
    "title", "heading", "paragraph", "list", "quote", "caption", "editor_note", "correction",
}  # fmt: skip
"""Blocks that are compared; bylines, credits and the page's furniture are not."""

_ALIKE = 55.0
"""Two sentences with this much in common (per cent of letters) are one that was changed."""

_MOST_PAIRS = 250_000
"""Beyond, a text was written anew, and its sentences are not compared one by one."""

_TOKEN = re.compile(r"\w+(?:[-’'.,]\w+)*\s*|[^\w\s]\s*|\s+")


@dataclass(frozen=True, slots=True)
class Version:
    """One text of a report.

    Attributes:
        reading: Number of the newest reading of this text.
        seen: When this text was first stored (UTC, ISO 8601).
        report: The record of that reading.
    """

    reading: int
    seen: str
    report: Report


@dataclass(frozen=True, slots=True)
class Words:
    """A run of words that stayed, went or came."""

    op: Op
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One sentence that is not as it was.

    Attributes:
        kind: ``changed``, ``added``, ``removed`` or ``moved``.
        block: Kind of the block that it stands in: ``title``, ``paragraph``, …
        words: What stayed, went and came, in order.
    """

    kind: Literal["changed", "added", "removed", "moved"]
    block: str
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Revision:
    """From one version of an article to the next.

    Attributes:
        number: Of the version, from 2 on.
        reading: Number of its reading, for ``Corpus.show``.
        before: When the version before was first seen (UTC, ISO 8601).
        seen: When this one was.
        modified: The time of the change by the page itself, where it says.
        same: Sentences that stayed.
        changes: Sentences that did not, in the order of the text.
        record: What is different in what was read, in words: titles, tolls, statements, events.
    """

    number: int
    reading: int
    before: str
    seen: str
    modified: str | None
    same: int
    changes: tuple[Change, ...]
    record: tuple[str, ...]


def versions(corpus: Corpus, id: str) -> list[Version]:  # noqa: A002 - as in Corpus.show
    """The texts that a report had, oldest first. Readings of one text are one version.

    Raises:
        NotFound: There is no such report.
    """
    out: list[Version] = []
    for reading in corpus.readings(id):
        report = corpus.show(id, reading.number)
        if out and not reading.new_text:
            out[-1] = Version(reading.number, out[-1].seen, report)
        else:
            out.append(Version(reading.number, reading.made, report))
    return out


def revisions(found: Sequence[Version]) -> list[Revision]:
    """What was changed from each version to the next, oldest first.

    Args:
        found: The versions of one report, oldest first.
    """
    return [
        _revision(number, before, after)
        for number, (before, after) in enumerate(pairwise(found), start=2)
    ]


def _revision(number: int, before: Version, after: Version) -> Revision:
    old, new = _sentences(before.report), _sentences(after.report)
    changes: list[Change] = []
    same = 0
    matcher = SequenceMatcher(None, [s for _, s in old], [s for _, s in new], autojunk=False)
    for op, i, k, j, m in matcher.get_opcodes():
        if op == "equal":
            same += k - i
        else:
            changes += _aligned(old[i:k], new[j:m])
    return Revision(
        number=number,
        reading=after.reading,
        before=before.seen,
        seen=after.seen,
        modified=after.report.modified,
        same=same,
        changes=_with_moves(changes),
        record=tuple(record_changes(before.report, after.report)),
    )


Sentences = list[tuple[str, str]]
"""Kind of the block, and the words."""


def _sentences(report: Report) -> Sentences:
    blocks = report.blocks or (Block(kind="paragraph", span=(0, len(report.text))),)
    return [
        (block.kind, sentence)
        for block in blocks
        if block.kind in _SHOWN
        for sentence in _of_block(report.text, block)
    ]


def _of_block(text: str, block: Block) -> Iterator[str]:
    if block.kind == "title":
        yield " ".join(text[slice(*block.span)].split())
        return
    at, end = block.span
    while at < end:
        _, stop = sentence_around(text, (at, end), (at, at + 1))
        sentence = " ".join(text[at:stop].split())
        if sentence:
            yield sentence
        at = max(stop, at + 1)


def _aligned(old: Sentences, new: Sentences) -> Iterator[Change]:
    """Sentences that gave way to others: those that are alike are one that was changed."""
    i = j = 0
    for k, m in [*_alike(old, new), (len(old), len(new))]:
        yield from (_whole("removed", *sentence) for sentence in old[i:k])
        yield from (_whole("added", *sentence) for sentence in new[j:m])
        if k < len(old):
            kind, words = new[m]
            yield Change("changed", kind, tuple(word_changes(old[k][1], words)))
        i, j = k + 1, m + 1


def _alike(old: Sentences, new: Sentences) -> list[tuple[int, int]]:
    """Pairs of alike sentences in the order of both texts, with the most in common in all."""
    from rapidfuzz import fuzz

    if not old or not new or len(old) * len(new) > _MOST_PAIRS:
        return []
    score = [[fuzz.ratio(a, b, score_cutoff=_ALIKE) for _, b in new] for _, a in old]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            paired = score[i][j] + best[i + 1][j + 1] if score[i][j] else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    pairs = []
    i = j = 0
    while i < len(old) and j < len(new):
        if score[i][j] and best[i][j] == score[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def word_changes(old: str, new: str) -> Iterator[Words]:
    """What stayed, went and came between two sentences, by words."""
    a, b = _TOKEN.findall(old), _TOKEN.findall(new)
    matcher = SequenceMatcher(None, [t.strip() for t in a], [t.strip() for t in b], autojunk=False)
    for op, i, k, j, m in matcher.get_opcodes():
        if op == "equal":
            # Of two spaces after a word the one that keeps the words apart.
            pairs = zip(a[i:k], b[j:m], strict=True)
            yield Words("same", "".join(max(pair, key=len) for pair in pairs))
            continue
        if i < k:
            yield Words("removed", "".join(a[i:k]))
        if j < m:
            yield Words("added", "".join(b[j:m]))


def _whole(kind: Literal["added", "removed"], block: str, sentence: str) -> Change:
    return Change(kind, block, (Words(kind, sentence),))


def _with_moves(changes: list[Change]) -> tuple[Change, ...]:
    """A sentence that went here and came there was moved."""
    went = {c.words[0].text for c in changes if c.kind == "removed"}
    came = {c.words[0].text for c in changes if c.kind == "added"}
    moved = went & came
    out = []
    for change in changes:
        text = change.words[0].text
        if change.kind in ("removed", "added") and text in moved:
            if change.kind == "added":
                out.append(Change("moved", change.block, (Words("same", text),)))
        else:
            out.append(change)
    return tuple(out)
