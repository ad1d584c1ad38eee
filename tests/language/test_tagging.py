"""The best row of tags never goes on with what has not begun."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from sayso.language.tagging import Floats, best_tags, stretches

SCORES = arrays.arrays(
    np.float32, st.tuples(st.integers(0, 12), st.just(7)), elements=st.floats(-5, 5, width=32)
)


@given(SCORES)
def test_inside_follows_its_own_kind(scores: Floats) -> None:
    tags = best_tags(scores)
    assert len(tags) == len(scores)
    for before, tag in zip([0, *tags], tags, strict=False):
        assert tag % 2 == 1 or tag == 0 or before in (tag - 1, tag)


@given(SCORES)
def test_no_other_row_scores_higher_where_all_begin(scores: Floats) -> None:
    tags = best_tags(scores)
    best = sum(scores[i, t] for i, t in enumerate(tags))
    singles = sum(max(row[0], row[1], row[3], row[5]) for row in scores)
    assert best >= singles - 1e-3


SHORT = arrays.arrays(
    np.float32, st.tuples(st.integers(1, 4), st.just(5)), elements=st.integers(-40, 40)
)


@given(SHORT)
def test_no_allowed_row_scores_higher(scores: Floats) -> None:
    def allowed(row: tuple[int, ...]) -> bool:
        pairs = zip((0, *row), row, strict=False)
        return all(tag % 2 == 1 or tag == 0 or before in (tag - 1, tag) for before, tag in pairs)

    rows = [r for r in itertools.product(range(5), repeat=len(scores)) if allowed(r)]
    most = max(sum(scores[i, t] for i, t in enumerate(row)) for row in rows)
    assert sum(scores[i, t] for i, t in enumerate(best_tags(scores))) == most


@given(SCORES)
def test_stretches_are_apart_and_cover_every_tag(scores: Floats) -> None:
    tags = best_tags(scores)
    found = stretches(tags)
    covered = [i for first, last, _ in found for i in range(first, last)]
    assert covered == [i for i, t in enumerate(tags) if t]
    assert all(tags[first] == 1 + 2 * kind for first, _, kind in found)


def test_less_outside_finds_more() -> None:
    scores = np.zeros((3, 3), dtype=np.float32)
    scores[:, 0] = 0.5
    assert best_tags(scores) == [0, 0, 0]
    assert stretches(best_tags(scores, outside=1.0))


def test_nothing_has_no_tags() -> None:
    assert best_tags(np.zeros((0, 5), dtype=np.float32)) == []
    assert stretches([]) == []
    assert stretches([1, 2, 1, 0, 3]) == [(0, 2, 0), (2, 3, 0), (4, 5, 1)]
