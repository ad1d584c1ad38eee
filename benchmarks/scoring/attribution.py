"""Attributions: who says what.

Roles are source, cue and content, each a set of spans, compared by their word tokens so that
quotation marks and spaces at the edges do not count.

- ``span``: every contiguous segment of a role on its own, exact (Wang et al. 2022, CofeNet).
- ``exact``: all segments of a role together, exact.
- ``token``: tokens that carry a role's label, over a document (Newell et al. 2018, Citron).
- ``partial``: precision is the mean share of a predicted span that lies in gold, recall the mean
  share of a gold span that is covered (Pareti et al. 2013; Johansson and Moschitti 2013).
- ``relation``: attributions paired one to one by content. ``soft``: content token F1 of at least
  one half and sources that overlap or are both missing; ``strict``: all three roles exact;
  ``content``: content F1 of at least one half.

By kind: direct, indirect and mixed by how much of the content stands in quotation marks.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks.scoring.basic import Figures, Row, Tally, by_id, pair

ROLES = ("content", "source", "cue")
KINDS = ("direct", "indirect", "mixed")
HALF = 0.5
# Among equal contents, the pairing with the better source is taken.
SOURCE_WEIGHT = 1e-3
_WORD = re.compile(r"\w+")

Tokens = frozenset[int]


@dataclass(frozen=True)
class Attribution:
    """One attribution as sets of word-token indices, with its contiguous segments."""

    roles: dict[str, Tokens]
    segments: dict[str, tuple[Tokens, ...]]
    kind: str

    @property
    def all(self) -> Tokens:
        """The tokens of all roles."""
        return self.roles["content"] | self.roles["source"] | self.roles["cue"]


class Text:
    """A text's word tokens, and which of its characters stand in quotation marks."""

    def __init__(self, text: str) -> None:
        words = [m.span() for m in _WORD.finditer(text)]
        self.starts = [start for start, _ in words]
        self.ends = [end for _, end in words]
        self.quoted = quoted(text)

    def tokens(self, spans: Iterable[Sequence[int]]) -> Tokens:
        """Tokens that overlap the spans."""
        out: set[int] = set()
        for start, end in spans:
            out.update(range(bisect_right(self.ends, start), bisect_left(self.starts, end)))
        return frozenset(out)

    def kind(self, tokens: Tokens) -> str:
        """Direct, indirect or mixed."""
        inside = sum(self.quoted[self.starts[t]] for t in tokens)
        if not inside:
            return "indirect"
        return "direct" if inside == len(tokens) else "mixed"

    def attribution(self, row: Row) -> Attribution:
        """An attribution of this text."""
        spans = {role: sorted(tuple(s) for s in row.get(role) or ()) for role in ROLES}
        roles = {role: self.tokens(spans[role]) for role in ROLES}
        segments = {role: tuple(self.tokens([s]) for s in spans[role]) for role in ROLES}
        return Attribution(roles, segments, self.kind(roles["content"]))


def quoted(text: str) -> bytearray:
    """1 for every character in quotation marks; no quotation crosses a line's end."""
    out = bytearray(len(text))
    inside = False
    i = 0
    while i < len(text):
        two = text[i : i + 2]
        mark = two if two in ("''", "``") else text[i]
        straight = mark in ('"', "''")
        if mark in ("“", "``") or (straight and not inside):
            inside = True
        elif mark == "”" or straight:
            inside = False
        else:
            inside = inside and mark != "\n"
            out[i] = inside
            i += 1
            continue
        out[i : i + len(mark)] = b"\1" * len(mark)
        i += len(mark)
    return out


def outermost(found: Sequence[Attribution]) -> list[Attribution]:
    """Attributions that do not lie whole in the content of another."""
    return [
        a
        for i, a in enumerate(found)
        if not any(j != i and a.all <= b.roles["content"] for j, b in enumerate(found))
    ]


def score(gold: Sequence[Row], predicted: Sequence[Row], *, nested: bool = False) -> Figures:
    """Score rows with ``text`` and ``attributions`` of ``source``, ``cue``, ``content`` spans.

    Args:
        gold: Rows with ``doc_id``.
        predicted: Likewise; they need no text.
        nested: Whether gold holds attributions inside others; else predicted ones are dropped.
    """
    tallies: defaultdict[str, Tally] = defaultdict(Tally)
    answers = by_id(predicted)
    for row in gold:
        text = Text(row["text"])
        g = [text.attribution(a) for a in row["attributions"]]
        answer = answers.get(row["doc_id"], {}).get("attributions", [])
        p = [text.attribution(a) for a in answer]
        if not nested:
            p = outermost(p)
        for role in ROLES:
            _score_role(tallies, role, g, p)
        _score_relations(tallies, g, p)
    return {name: tally.figures() for name, tally in sorted(tallies.items())} | {
        "attributions": int(tallies["relation.soft"].gold)
    }


def _score_role(
    tallies: defaultdict[str, Tally], role: str, gold: list[Attribution], found: list[Attribution]
) -> None:
    g = [a.roles[role] for a in gold if a.roles[role]]
    p = [a.roles[role] for a in found if a.roles[role]]
    _count(tallies[f"{role}.exact"], g, p)
    gs = [s for a in gold for s in a.segments[role] if s]
    ps = [s for a in found for s in a.segments[role] if s]
    _count(tallies[f"{role}.span"], gs, ps)
    all_g, all_p = frozenset[int]().union(*g), frozenset[int]().union(*p)
    tallies[f"{role}.token"].add(len(all_g & all_p), len(all_p), len(all_g))
    share_p = sum(len(x & all_g) / len(x) for x in p)
    share_g = sum(len(x & all_p) / len(x) for x in g)
    tallies[f"{role}.partial"].add(share_p, len(p), len(g), share_g)


def _count(tally: Tally, gold: list[Tokens], found: list[Tokens]) -> None:
    right = sum((Counter(gold) & Counter(found)).values())
    tally.add(right, len(found), len(gold))


def _f1(a: Tokens, b: Tokens) -> float:
    shared = len(a & b)
    return 2 * shared / (len(a) + len(b)) if shared else 0.0


def _score_relations(
    tallies: defaultdict[str, Tally], gold: list[Attribution], found: list[Attribution]
) -> None:
    pairs = [(gold[i], found[j]) for i, j in pair(_similarities(gold, found))]
    right: dict[str, list[tuple[Attribution, Attribution]]] = {
        "content": [], "soft": [], "strict": [],
    }  # fmt: skip
    for g, p in pairs:
        half = _f1(g.roles["content"], p.roles["content"]) >= HALF
        a, b = g.roles["source"], p.roles["source"]
        if half:
            right["content"].append((g, p))
        if half and (a & b or not (a or b)):
            right["soft"].append((g, p))
        if g.roles == p.roles:
            right["strict"].append((g, p))
    for name, hits in right.items():
        tallies[f"relation.{name}"].add(len(hits), len(found), len(gold))
        for kind in KINDS:
            tallies[f"relation.{name}.{kind}"].add(
                sum(p.kind == kind for _, p in hits),
                sum(p.kind == kind for p in found if p.roles["content"]),
                sum(g.kind == kind for g in gold if g.roles["content"]),
                sum(g.kind == kind for g, _ in hits),
            )


def _similarities(
    gold: list[Attribution], found: list[Attribution]
) -> dict[tuple[int, int], float]:
    """Content token F1 of the pairs that share a content token."""
    holding: defaultdict[int, list[int]] = defaultdict(list)
    for j, p in enumerate(found):
        for token in p.roles["content"]:
            holding[token].append(j)
    out: dict[tuple[int, int], float] = {}
    for i, g in enumerate(gold):
        for j in {j for token in g.roles["content"] for j in holding.get(token, ())}:
            p = found[j]
            source = _f1(g.roles["source"], p.roles["source"])
            out[i, j] = _f1(g.roles["content"], p.roles["content"]) + SOURCE_WEIGHT * source
    return out
