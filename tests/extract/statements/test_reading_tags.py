"""From scores to parts, and from parts to statements, with scores made by hand."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from sayso.extract.statements.decode import Part, decode
from sayso.extract.statements.linking import link
from sayso.language.encoding import Encoding, LinkWindow
from sayso.language.heads import EVENTS_WIDTH, LEVELS, LINK_WIDTH, STATE_WIDTH, TAGS
from sayso.language.pieces import Pieces, cut, windows
from sayso.record import Block

TEXT = "Rebels said troops left . Troops denied it ."


def pieces(text: str) -> Pieces:
    return cut(text, (Block(kind="paragraph", span=(0, len(text))),))


def encoding(text: str, tags: str, level: int = 0) -> Encoding:
    """Scores that ask for these tags, a word each: "S C T t o", small letters go on."""
    found = pieces(text)
    scores = np.zeros((len(found), LEVELS, len(TAGS)), dtype=np.float32)
    scores[:, :, 0] = 1
    names = {"S": 1, "s": 2, "C": 3, "c": 4, "T": 5, "t": 6}
    for i, tag in enumerate(tags.split()):
        if tag in names:
            scores[i, level, names[tag]] = 5
    links = [
        LinkWindow(w, np.zeros((1 + w.end - w.begin, LEVELS + 3, LINK_WIDTH), dtype=np.float32))
        for w in windows(found)
    ]
    events = np.zeros((len(found), EVENTS_WIDTH), dtype=np.float32)
    states = np.zeros((len(found), STATE_WIDTH), dtype=np.float32)
    return Encoding(found, scores, tuple(links), events, states)


def point(e: Encoding, query: int, key: int, pairs: dict[int, int]) -> None:
    """Let pieces point to others, each by a direction of its own."""
    vectors = e.links[0].vectors
    for n, (asks, answers) in enumerate(pairs.items()):
        vectors[asks + 1, query, n] = 3
        vectors[answers + 1, key, n] = 3


def test_parts_by_their_tags() -> None:
    found = decode(encoding(TEXT, "S C T t o S C T o"))
    assert [(p.kind, p.first, p.last) for p in found] == [
        ("source", 0, 1), ("cue", 1, 2), ("content", 2, 4),
        ("source", 5, 6), ("cue", 6, 7), ("content", 7, 8),
    ]  # fmt: skip


def test_what_goes_on_must_have_begun() -> None:
    scores = encoding(TEXT, "S t o o o o o o o")
    assert all(p.kind != "content" or p.first != 1 for p in decode(scores))


def test_links_tie_contents_to_cues_and_cues_to_sources() -> None:
    e = encoding(TEXT, "S C T t o S C T o")
    point(e, 0, LEVELS, {2: 1, 3: 1, 7: 6})
    point(e, LEVELS + 1, LEVELS + 2, {1: 0, 6: 5})
    linked, loose = link(e, decode(e))
    assert loose == []
    assert [(s.cue.first, s.source and s.source.first) for s in linked] == [(1, 0), (6, 5)]
    assert [[c.first for c in s.content] for s in linked] == [[2], [7]]


def test_a_content_that_points_nowhere_is_loose() -> None:
    e = encoding(TEXT, "o C T t o o o o o")
    linked, loose = link(e, decode(e))
    assert [s.content for s in linked] == [[]]
    assert loose == [Part("content", 0, 2, 4)]


def test_levels_are_apart() -> None:
    e = encoding(TEXT, "S C T t o o o o o", level=1)
    assert {p.level for p in decode(e)} == {1}


@settings(deadline=None, max_examples=50)
@given(
    arrays.arrays(
        np.float32,
        st.tuples(st.just(9), st.just(LEVELS), st.just(len(TAGS))),
        elements=st.floats(-20, 20, width=32),
    )
)
def test_any_scores_give_parts_that_are_apart(scores: np.ndarray) -> None:
    e = encoding(TEXT, "")
    parts = decode(Encoding(e.pieces, scores, e.links, e.events, e.states))
    for level in range(LEVELS):
        mine = [p for p in parts if p.level == level]
        assert all(a.last <= b.first for a, b in itertools.pairwise(mine))
        assert all(p.first < p.last <= len(e.pieces) for p in mine)
