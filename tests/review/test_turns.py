"""Undo and redo follow from the log alone."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st
from review_reports import Deciding

from sayso.review.decision import Decision
from sayso.review.turns import turns


def newest_first(log: Deciding) -> list[Decision]:
    return list(reversed(log))


def step_back(log: Deciding) -> bool:
    turn = turns(newest_first(log)).undo
    if turn is not None:
        log.add("undo", turn.decision.path, replaces=turn.replaces)
    return turn is not None


def step_forward(log: Deciding) -> bool:
    turn = turns(newest_first(log)).redo
    if turn is not None:
        d = turn.decision
        log.add(d.action, d.path, d.new, replaces=turn.replaces)
    return turn is not None


def test_nothing_to_turn_in_an_empty_log() -> None:
    found = turns([])
    assert found.undo is None
    assert found.redo is None


def test_words_say_what_it_is() -> None:
    log = Deciding()
    log.add("correct", "events.e1.type", "PROTEST")
    turn = turns(log).undo
    assert turn is not None
    assert turn.words == "correct type of e1 to PROTEST"
    log.add("confirm")
    turn = turns(newest_first(log)).undo
    assert turn is not None
    assert turn.words == "confirm report"


def test_a_new_decision_leaves_nothing_to_redo() -> None:
    log = Deciding()
    log.add("confirm", "events.e1")
    step_back(log)
    assert turns(newest_first(log)).redo is not None
    log.add("confirm", "events.e2")
    assert turns(newest_first(log)).redo is None


@given(st.lists(st.sampled_from(["new", "undo", "redo"]), max_size=40))
def test_as_two_stacks_would_do(steps: list[str]) -> None:
    log = Deciding()
    done: list[str] = []
    undone: list[str] = []
    for n, step in enumerate(steps):
        if step == "new":
            log.add("confirm", f"events.e{n}")
            done.append(f"events.e{n}")
            undone.clear()
        elif step == "undo" and done:
            assert step_back(log)
            undone.append(done.pop())
        elif step == "redo" and undone:
            assert step_forward(log)
            done.append(undone.pop())
        found = turns(newest_first(log))
        assert (found.undo.decision.path if found.undo else None) == (done[-1] if done else None)
        assert (found.redo.decision.path if found.redo else None) == (
            undone[-1] if undone else None
        )


def test_a_long_log_is_read_no_further_than_needed() -> None:
    log = Deciding()
    for n in range(100):
        log.add("confirm", f"events.e{n}")
    step_back(log)
    read = 0

    def reading() -> Iterator[Decision]:
        nonlocal read
        for decision in newest_first(log):
            read += 1
            yield decision

    turns(reading())
    assert read <= 4
