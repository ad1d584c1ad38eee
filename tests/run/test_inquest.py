"""The inquest blames all poison, nothing else, and asks few questions."""

from __future__ import annotations

import math
from collections import deque

from hypothesis import given
from hypothesis import strategies as st

from sayso.ingest import Piece
from sayso.run.inquest import Inquest
from sayso.run.tasks import Task


def task(n: int) -> Task:
    pieces = tuple(Piece("text", b"words", f"piece {k}", "text/plain") for k in range(n))
    return Task(0, 0, pieces)


def hold(whole: Task, poison: set[int]) -> tuple[Task, int]:
    """The outcome of an inquest where these pieces kill, and how many workers died for it."""
    inquest, deaths = Inquest(whole), 0
    todo = deque(inquest.begin())
    while todo:
        probe = todo.popleft()
        if probe.probe is None:
            assert not todo
            return probe, deaths
        assert [p.origin for p in probe.pieces] == [f"piece {n}" for n in probe.probe]
        dies = bool(poison & set(probe.probe))
        deaths += dies
        todo.extend(inquest.heard(probe, "it died" if dies else None))
    raise AssertionError("no outcome")


@given(st.integers(1, 40).flatmap(lambda n: st.tuples(st.just(n), st.sets(st.integers(0, n - 1)))))
def test_all_poison_is_found_and_nothing_else(case: tuple[int, set[int]]) -> None:
    n, poison = case
    found, deaths = hold(task(n), poison)
    assert {number for number, _ in found.poison} == poison
    assert len(found.pieces) == n
    assert deaths <= len(poison) * (math.ceil(math.log2(n)) + 2)


def test_one_death_by_accident_blames_nothing() -> None:
    inquest = Inquest(task(1))
    (probe,) = inquest.begin()
    (again,) = inquest.heard(probe, "killed from outside")
    (whole,) = inquest.heard(again, None)
    assert whole.poison == ()
