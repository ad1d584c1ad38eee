"""What a small shared part of two reports is: a passage that was taken over, or a likeness."""

from __future__ import annotations

import re

import numpy as np

from sayso.linking.copies.general_use import AGELESS
from sayso.linking.copies.overlap import Overlap, Run, near
from sayso.linking.copies.texts import Text
from sayso.linking.moments import day
from sayso.linking.names import same_name
from sayso.linking.words import Words
from sayso.record import Report

PASSAGE, PASSAGE_SHARE, SENTENCE_SHARE = 40, 0.1, 0.02
"""Part of a sentence, such as who an expert is or what a law says, may stand in two reports of
which neither took it from the other. A passage with so many words, or of this share of one of the
two, is more than that; whole sentences need the smaller share only, but not where they stand in
quotation marks: reporters who heard the same speech quote the same sentences of it."""
SPEECH = 0.85
"""Share of a passage in quotation marks from which it is a speech."""
ENOUGH_WORDS = 20
"""Words below which a passage makes no link by itself."""
FURNITURE, FURNITURE_SHARE, END = 60, 0.5, 3
"""Text that stands at the end of both (but for so many words), and nothing else in common, with
fewer words than this and less than this share of either, is what a house puts under its reports.
So is, wherever it stands, as little text that comes again after the time for which news is news
(:data:`~sayso.linking.general_use.AGELESS`), and in one outlet any text that does."""

_OPENS = re.compile(r"(?:^|[.!?:…;\n][\"'”’»)\]]*)[^\w\n]*$")
_CLOSES = re.compile(r"[\"'”’»)\]]*(?:[.!?…\n]|[,;:][\"'”’»]|[^\w]*$)")
_AROUND = 8
"""Characters beside a passage in which its sentence begins or ends."""

Passage = list[Run]


def is_taken_over(a: Text, b: Text, shared: Overlap, share: float) -> bool:
    """Whether a small part in common is a passage that one of two reports took over.

    Args:
        a: The first report.
        b: The second.
        shared: What they share, in the order of the second.
        share: The larger of the two shares.
    """
    best = max(_passages(shared), key=_words_in)
    words = _words_in(best)
    if words < ENOUGH_WORDS:
        return False
    if words >= min(PASSAGE, PASSAGE_SHARE * min(len(a.words), len(b.words))):
        return True
    if share < SENTENCE_SHARE or _is_speech(a, b, best):
        return False
    return _of_whole_sentences(a, b, best)


def is_furniture(a: Text, b: Text, shared: Overlap, share: float) -> bool:
    """Whether what two reports share is standing text: at the end of both, or of many months."""
    same = same_name(a.report.outlet, b.report.outlet)
    if (same or shared.shared < FURNITURE) and _days_apart(a.report, b.report) >= AGELESS:
        return True
    if shared.shared >= FURNITURE or share >= FURNITURE_SHARE:
        return False
    (first, *more) = _passages(shared)
    return not more and _ends(a.words, first[-1].a, first) and _ends(b.words, first[-1].b, first)


def _days_apart(a: Report, b: Report) -> int:
    one, two = day(a.published), day(b.published)
    return 0 if one is None or two is None else abs(one - two)


def _ends(words: Words, begin: int, passage: Passage) -> bool:
    return begin + passage[-1].n >= len(words) - END


def _passages(shared: Overlap) -> list[Passage]:
    """Shared runs with no more than a few words between them, together."""
    passages: list[Passage] = []
    for run in shared.runs:
        if passages and near(passages[-1][-1], run):
            passages[-1].append(run)
        else:
            passages.append([run])
    return passages


def _words_in(passage: Passage) -> int:
    """Different words of a passage, in the report that has fewer of them."""
    in_a = {k for run in passage for k in range(run.a, run.a + run.n)}
    in_b = {k for run in passage for k in range(run.b, run.b + run.n)}
    return min(len(in_a), len(in_b))


def _is_speech(a: Text, b: Text, passage: Passage) -> bool:
    in_a = np.concatenate([a.quoted[run.a : run.a + run.n] for run in passage])
    in_b = np.concatenate([b.quoted[run.b : run.b + run.n] for run in passage])
    return bool(min(in_a.mean(), in_b.mean()) >= SPEECH)


def _of_whole_sentences(a: Text, b: Text, passage: Passage) -> bool:
    """Whether a passage begins and ends with a sentence in both reports."""
    return all(
        _is_whole(text, min(begins), max(ends))
        for text, begins, ends in (
            (a, [r.a for r in passage], [r.a + r.n for r in passage]),
            (b, [r.b for r in passage], [r.b + r.n for r in passage]),
        )
    )


def _is_whole(text: Text, begin: int, end: int) -> bool:
    whole = text.report.text
    start, stop = int(text.words.starts[begin]), int(text.words.ends[end - 1])
    before, after = whole[max(0, start - _AROUND) : start], whole[stop : stop + _AROUND]
    opens = begin == 0 or _OPENS.search(before) is not None
    return opens and (end == len(text.words) or _CLOSES.match(after) is not None)
