"""What the network of mentions takes and gives: the layout that training and linking agree on."""

from __future__ import annotations

from collections.abc import Mapping

KNOWN = ("name", "number", "rare", "often", "lead", "early", "opens", "common")
"""What is known of a piece beside its state."""
APART = ("sentence", "sentences", "pieces", "inside", "before")
"""What is known of a piece and a mention: same sentence, how far in sentences and in pieces, part
of the mention, before it."""

HEADS, KEY = 6, 32
"""Ways in which a mention looks for the words of its participants, and the size of their keys."""
FIXED = 3
"""Ways that are not learnt: all words of the sentence, its names, its numbers."""
DOCUMENT_HEADS = 4
"""Ways in which a report says what it is about."""
MEANING, ABOUT, STATE = 128, 64, 384
"""Size of the vectors of a mention and of a report, and of the encoder's states."""

WIDTHS: Mapping[str, int] = {
    "meaning": MEANING,
    "query": HEADS * KEY,
    "key": HEADS * KEY,
    "lean": HEADS,
    "reach": HEADS * len(APART),
    "topical": DOCUMENT_HEADS,
    "about": ABOUT,
    "plain": STATE,
}
"""Width of what the network gives for each piece. ``lean``: how much a piece draws every mention,
``reach``: how a mention weighs what stands apart from it, ``topical``: how much a piece is what
the report is about, ``plain``: the encoder's state, centred and scaled."""

WIDTH = sum(WIDTHS.values())


def _slices() -> dict[str, slice]:
    out, at = {}, 0
    for name, width in WIDTHS.items():
        out[name] = slice(at, at + width)
        at += width
    return out


SLICES: Mapping[str, slice] = _slices()
"""Where each part stands in the network's output."""

BETWEEN = ("likeness", "least", "most", "story", "same", "dated", "days", "weeks")
"""What is known of two reports: likeness, its share of the greatest that the one or the other has
(the lesser, the greater), same story, same report, both dated, closeness in days and in weeks."""
PLACING = ("family", "anchor", "sentence", "near", "leads", "lead")
"""What is known of two mentions: overlap of word families, same words, same sentence, closeness in
one report, both or one in the first line."""
ROWS = HEADS + FIXED
ALIKE = ("story", "sentence", "mention", "sentences", "crossed")
"""How alike two mentions are without anything learnt of kinds of happenings: overlap of families
times likeness of reports, and of sentences; cosines of the encoder's states of the mentions, of
their sentences, of each mention and the other's sentence."""
GROUPS = 16
"""Parts of the vectors of meaning whose products are told apart."""
DOCUMENT_FEATURES = len(BETWEEN) + 4 * DOCUMENT_HEADS + 2
SHALLOW = len(ALIKE) + GROUPS
"""Numbers that only the scorer sees which does not see the vectors."""
MENTION_FEATURES = (
    len(PLACING) + 3 * ROWS + HEADS + HEADS * (HEADS - 1) // 2 + 1 + SHALLOW + 2 * MEANING
)
"""Numbers that two reports, and that two mentions, are scored by."""
