"""Which mentions of happenings, in many reports, name the same happening.

For mentions that come with nothing but their words: no type, no place, no participants. Events
that were read in full are joined by :mod:`sayso.linking.incidents.clusters`.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from sayso.linking.agglomerate import average_link
from sayso.linking.mentions import net
from sayso.linking.mentions.families import families
from sayso.linking.mentions.likeness import SAME_STORY
from sayso.linking.mentions.pairs import FULL_SENTENCE, FULL_STORY
from sayso.linking.mentions.reports import Neighbours
from sayso.linking.mentions.views import Collection
from sayso.linking.wording import cosine, profile
from sayso.linking.words import words_of
from sayso.record import Report, Span

BASE, BY_STORY, BY_SENTENCE = 0.1, 0.6, 0.3
"""Score of two mentions of one word: by itself, for like reports, for like sentences."""
WORDS = 0.3
"""Weight of the words beside that of the network."""
SAME_HAPPENING = 0.35
"""Mean score at which mentions are joined; tuned on what the network had not seen."""
WORTH_KEEPING = 0.02
"""Scores of the network below this are taken for 0."""
SENTENCE_REACH = 400

Scores = dict[tuple[int, int], float]
"""Numbers of two mentions, the lower first, to their score."""

_CUT = re.compile(r"[.!?][\"'”’)]*\s|\n")


def cluster_mentions(reports: Sequence[Report], mentions: Sequence[tuple[str, Span]]) -> list[str]:
    """Cluster mentions of happenings across reports.

    Two mentions are scored by their words and by a network that reads them in their sentences
    (:mod:`sayso.linking.mentions.net`); clusters merge while the mean score reaches a threshold.

    Args:
        reports: The reports; only their text, outlet and date are used.
        mentions: ``(report id, span of the word or words that name the happening)``.

    Returns:
        A cluster id for each mention, in the order of ``mentions``.

    Raises:
        KeyError: A mention in a report that was not given.
    """
    if not mentions:
        return []
    number = {report.id: i for i, report in enumerate(reports)}
    where = [number[report] for report, _ in mentions]
    spans = [span for _, span in mentions]
    texts = [report.text for report in reports]
    near = Neighbours(reports)
    by_words = score_by_words(texts, where, spans, near)
    scored = mixed(by_words, _by_net(texts, where, spans, near))
    out = [""] * len(mentions)
    for cluster in average_link([[m] for m in range(len(mentions))], scored, SAME_HAPPENING):
        report, span = mentions[cluster[0]]
        founding = hashlib.blake2b(f"{report}:{span[0]}-{span[1]}".encode(), digest_size=6)
        for m in cluster:
            out[m] = f"m_{founding.hexdigest()}"
    return out


def score_by_words(
    texts: Sequence[str], where: Sequence[int], spans: Sequence[Span], near: Neighbours
) -> Scores:
    """Score mentions that share a word by their words, sentences and reports.

    Args:
        texts: The text of each report.
        where: The number of each mention's report.
        spans: Where each mention stands in it.
        near: The reports, compared.
    """
    wording = near.alike.wording
    names, sentences = [], []
    for i, span in zip(where, spans, strict=True):
        anchor = texts[i][slice(*span)]
        names.append(families([norm for norm, _, _ in words_of(anchor)] or [anchor]))
        sentences.append(wording.vector(profile(_sentence(texts[i], span)), of=i))
    holders: dict[str, list[int]] = defaultdict(list)
    scored: Scores = {}
    for m, name in enumerate(names):
        met = sorted({other for word in name for other in holders[word]})
        for other in met:
            alike = near.alike.of(where[other], where[m])
            if near.one_story(where[other], where[m]):
                alike = max(alike, SAME_STORY)
            if alike:
                overlap = len(name & names[other]) / len(name | names[other])
                context = cosine(sentences[other], sentences[m])
                score = (
                    BASE
                    + BY_STORY * min(1.0, alike / FULL_STORY)
                    + BY_SENTENCE * min(1.0, context / FULL_SENTENCE)
                )
                scored[other, m] = overlap * score
        for word in name:
            holders[word].append(m)
    return scored


def mixed(by_words: Scores, by_net: Scores) -> list[tuple[int, int, float]]:
    """Both scores of each pair, weighed; a pair that one of them left out has 0 there."""
    return [
        (*pair, WORDS * by_words.get(pair, 0.0) + (1 - WORDS) * by_net.get(pair, 0.0))
        for pair in sorted(by_words.keys() | by_net.keys())
    ]


def _by_net(
    texts: Sequence[str], where: Sequence[int], spans: Sequence[Span], near: Neighbours
) -> Scores:
    """Score mentions of near reports by the network."""
    held: dict[int, list[int]] = defaultdict(list)
    for m, report in enumerate(where):
        held[report].append(m)
    collection = Collection(texts, [[spans[m] for m in held.get(i, ())] for i in range(len(texts))])
    told = {
        i: net.read(collection.views[i], collection.rarity)
        for i in sorted(held)
        if len(collection.views[i].pieces)
    }
    both = {(min(i, j), max(i, j)) for i in told for j in [i, *near.of(i)] if j in told}
    scored: Scores = {}
    for i, j in sorted(both):
        likely = net.score(told[i], told[j], near.between(i, j))
        for x, y in np.argwhere(likely >= WORTH_KEEPING):
            one, other = held[i][x], held[j][y]
            if one < other or (i != j and other < one):
                scored[min(one, other), max(one, other)] = float(likely[x, y])
    return scored


def _sentence(text: str, span: Span) -> str:
    """The sentence around a span, by its punctuation."""
    begin = max(0, span[0] - SENTENCE_REACH)
    for m in _CUT.finditer(text, begin, span[0]):
        begin = m.end()
    limit = min(len(text), span[1] + SENTENCE_REACH)
    stop = _CUT.search(text, span[1], limit)
    return text[begin : stop.start() if stop else limit]
