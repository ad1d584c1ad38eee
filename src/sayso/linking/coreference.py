"""Which mentions of happenings, in many reports, name the same happening.

For mentions that come with nothing but their words: no type, no place, no participants. Events
that were read in full are joined by :mod:`sayso.linking.incidents`.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Sequence

from sayso.linking.agglomerate import average_link
from sayso.linking.families import families
from sayso.linking.stories import SAME_STORY, likeness, stories
from sayso.linking.wording import cosine, profile
from sayso.linking.words import words_of
from sayso.record import Report, Span

BASE, BY_STORY, BY_SENTENCE = 0.1, 0.6, 0.3
"""Score of two mentions of one word: by itself, for like reports, for like sentences."""
FULL_STORY, FULL_SENTENCE = 0.4, 0.3
"""Likeness of reports, and cosine of sentences, beyond which more says nothing more."""
SAME_HAPPENING = 0.3
"""Mean score at which mentions are joined; tuned with the above on news of shootings and others."""
SENTENCE_REACH = 400

_CUT = re.compile(r"[.!?][\"'”’)]*\s|\n")


def cluster_mentions(reports: Sequence[Report], mentions: Sequence[tuple[str, Span]]) -> list[str]:
    """Cluster mentions of happenings across reports.

    Args:
        reports: The reports; only their text and date are used.
        mentions: ``(report id, span of the word or words that name the happening)``.

    Returns:
        A cluster id for each mention, in the order of ``mentions``.

    Raises:
        KeyError: A mention in a report that was not given.
    """
    number = {report.id: i for i, report in enumerate(reports)}
    alike = likeness(reports)
    story_of = {i: n for n, story in enumerate(stories(reports, alike)) for i in story}
    where = [number[report] for report, _ in mentions]
    names, sentences = [], []
    for i, (_, span) in zip(where, mentions, strict=True):
        text = reports[i].text
        anchor = text[span[0] : span[1]]
        names.append(families([norm for norm, _, _ in words_of(anchor)] or [anchor]))
        sentences.append(alike.wording.vector(profile(_sentence(text, span)), of=i))
    holders: dict[str, list[int]] = defaultdict(list)
    scored: list[tuple[int, int, float]] = []
    for m, name in enumerate(names):
        met = sorted({other for word in name for other in holders[word]})
        for other in met:
            near = alike.of(where[other], where[m])
            if story_of[where[other]] == story_of[where[m]]:
                near = max(near, SAME_STORY)
            if near:
                overlap = len(name & names[other]) / len(name | names[other])
                context = cosine(sentences[other], sentences[m])
                score = (
                    BASE
                    + BY_STORY * min(1.0, near / FULL_STORY)
                    + BY_SENTENCE * min(1.0, context / FULL_SENTENCE)
                )
                scored.append((other, m, overlap * score))
        for word in name:
            holders[word].append(m)
    out = [""] * len(mentions)
    for cluster in average_link([[m] for m in range(len(mentions))], scored, SAME_HAPPENING):
        report, span = mentions[cluster[0]]
        founding = hashlib.blake2b(f"{report}:{span[0]}-{span[1]}".encode(), digest_size=6)
        for m in cluster:
            out[m] = f"m_{founding.hexdigest()}"
    return out


def _sentence(text: str, span: Span) -> str:
    """The sentence around a span, by its punctuation."""
    begin = max(0, span[0] - SENTENCE_REACH)
    for m in _CUT.finditer(text, begin, span[0]):
        begin = m.end()
    limit = min(len(text), span[1] + SENTENCE_REACH)
    stop = _CUT.search(text, span[1], limit)
    return text[begin : stop.start() if stop else limit]
