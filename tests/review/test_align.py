"""Decisions carried over to a newer reading: other ids, changed words, nothing guessed."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from review_reports import TEXT, Deciding, at, decide, report

from sayso.record import Event, Report
from sayso.review.align import carried, carried_to
from sayso.review.apply import applied
from sayso.review.text_moves import TextMoves

OLD = report()


def renamed(old: Report = OLD) -> Report:
    """The same reading under other ids, as a newer reader might number it."""
    values = old.model_dump_json()
    for kind in "apste":
        for n in range(9, 0, -1):
            values = values.replace(f'"{kind}{n}"', f'"{kind}{n + 20}"')
    got = Report.model_validate_json(values)
    return got.model_copy(update={"events": got.events[::-1], "actors": got.actors[::-1]})


def in_text(words: str, put: str) -> Report:
    """The reading of a changed text: the same objects where their words still are."""
    text = TEXT.replace(words, put)
    assert text != TEXT
    moves = TextMoves(TEXT, text)

    def moved(value: Any) -> Any:
        if isinstance(value, list) and len(value) == 2 and all(type(x) is int for x in value):
            to = moves.move((value[0], value[1]), exact=False)
            return list(to) if to else [0, 1]
        if isinstance(value, list):
            return [moved(each) for each in value]
        if isinstance(value, dict):
            return {k: moved(each) for k, each in value.items()}
        return value

    return Report.model_validate({**moved(OLD.model_dump(mode="json")), "text": text})


def test_the_same_text_under_other_ids() -> None:
    new = renamed()
    log = Deciding()
    log.add("correct", "events.e4.status", "feared")
    log.add("correct", "events.e1.actors", ["a6"])
    log.add("reject", "actors.a7")
    log.add("merge", "actors.a5", {"into": "a4"})
    log.add("split", "actors.a2", {"id": "h0they", "spans": [list(at("They"))]})
    log.add("correct", "events.e2.actors", ["h0they"])
    log.add("reject", "loaded.1")
    log.add("confirm", "events.e3")
    log.add("confirm")
    found = carried(log, OLD, new)
    assert found.lost == ()
    assert [d.path for d in found.decisions[:4]] == [
        "events.e24.status", "events.e21.actors", "actors.a27", "actors.a25"
    ]  # fmt: skip
    was, is_ = applied(OLD, log), applied(new, found.decisions)
    assert is_.lost == ()
    assert is_.done
    words = {e.anchor: e.status for e in was.report.events}
    assert {e.anchor: e.status for e in is_.report.events} == words
    event = next(e for e in is_.report.events if e.id == "e21")
    assert event.actors == ("a26",)


def test_words_before_it_were_changed() -> None:
    new = in_text("Two traders were killed on Monday when", "On Monday, it was said, two traders "
                  "were killed when")  # fmt: skip
    new_anchor = (new.text.index("burned"), new.text.index("burned") + 6)
    log = Deciding()
    log.add("correct", "events.e4.status", "feared")
    log.add("correct", "events.e4.anchor", list(at("had burned")))
    log.add(
        "add", "events.h12ab", {"id": "h12ab", "type": "ASSAULT", "anchor": list(at("wounded"))}
    )
    found = carried(log, OLD, new)
    assert found.lost == ()
    got = {e.id: e for e in applied(new, found.decisions).report.events}
    assert got["e4"].status == "feared"
    assert got["e4"].anchor == (new_anchor[0] - 4, new_anchor[1])
    assert new.words(got["h12ab"].anchor) == "wounded"


def test_a_decision_about_a_number_that_was_changed_is_lost() -> None:
    new = in_text("At least 12 people", "At least 15 people")
    toll = {"effect": "injured", "best": 12, "span": list(at("At least 12")), "phrase": "12"}
    found = carried(decide("correct", "events.e1.tolls", [toll]), OLD, new)
    assert found.decisions == ()
    assert "“At least 12” is not in the text any more" in found.lost[0].why


def test_a_confirmation_is_of_what_was_there() -> None:
    other = [e.model_copy(update={"status": "happened"}) for e in OLD.events]
    new = OLD.model_copy(update={"events": tuple(other)})
    for path, holds in (
        ("events.e4.status", False),
        ("events.e4", False),
        ("events.e4.type", True),
        ("events.e5", True),
    ):
        found = carried(decide("confirm", path), OLD, new)
        assert (found.lost == ()) == holds, path
    log = Deciding()
    log.add("correct", "events.e4.status", "feared")
    log.add("confirm", "events.e4")
    assert carried(log, OLD, new).lost == ()  # what differs the person had corrected


def test_what_the_reader_does_not_find_any_more_is_lost() -> None:
    new = OLD.model_copy(update={"events": OLD.events[1:]})
    log = Deciding()
    log.add("correct", "events.e1.status", "feared")
    log.add("correct", "events.e2.same_as", "e1")
    log.add("note", "events.e1", reason="see below")
    found = carried(log, OLD, new)
    assert [each.decision.number for each in found.lost] == [1, 2, 3]


def test_two_that_fit_alike_are_no_guess() -> None:
    twin = OLD.events[3].model_copy(update={"id": "e77"})
    new = OLD.model_copy(update={"events": (*OLD.events, twin)})
    found = carried(decide("correct", "events.e4.status", "feared"), OLD, new)
    assert found.decisions == ()
    assert "no place" in found.lost[0].why


def test_an_actor_goes_with_most_of_its_mentions() -> None:
    mentions = (at("The Lake Front"), at("it accused"), at("fighters"))
    front = OLD.actors[3].model_copy(update={"id": "b1", "mentions": mentions})
    rest = [a for a in OLD.actors if a.id not in ("a4", "a5")]
    new = OLD.model_copy(update={"actors": (*rest, front)})
    log = Deciding()
    log.add("correct", "actors.a4.country", "COD")
    log.add("correct", "actors.a5.country", "COD")
    found = carried(log, OLD, new)
    assert [d.path for d in found.decisions] == ["actors.b1.country"]
    assert [each.decision.path for each in found.lost] == ["actors.a5.country"]


def test_what_was_added_is_taken_for_what_the_reader_finds_now() -> None:
    anchor = at("wounded")
    found_now = Event(id="e9", type="ASSAULT", anchor=anchor)
    new = OLD.model_copy(update={"events": (*OLD.events, found_now)})
    log = Deciding()
    log.add("add", "events.h12ab", {"id": "h12ab", "type": "ASSAULT", "anchor": list(anchor),
                                    "status": "feared"})  # fmt: skip
    log.add("correct", "events.h12ab.background", True)
    found = carried(log, OLD, new)
    assert [d.path for d in found.decisions] == ["events.e9", "events.e9.background"]
    got = applied(new, found.decisions).report
    assert [e.id for e in got.events] == [e.id for e in new.events]
    assert (got.events[-1].status, got.events[-1].background) == ("feared", True)
    other = OLD.model_copy(
        update={"events": (*OLD.events, found_now.model_copy(update={"type": "PROTEST"}))}
    )
    assert [d.action for d in carried(log, OLD, other).decisions] == ["add", "correct"]


def test_references_to_what_was_added_and_lost_are_lost_too() -> None:
    new = in_text("At least 12 people", "At least 15 men")
    log = Deciding()
    people = {"id": "h5555", "name": "people", "mentions": [list(at("people"))]}
    log.add("add", "actors.h5555", people)
    log.add("correct", "events.e1.recipients", ["h5555"])
    assert [each.decision.number for each in carried(log, OLD, new).lost] == [1, 2]


def test_decisions_on_several_readings_meet_on_the_newest() -> None:
    middle, new = renamed(), OLD
    log = Deciding()
    log.add("correct", "events.e4.status", "feared", reading=1)
    log.add("correct", "events.e24.background", True, reading=2)
    log.add("correct", "events.e4.type", "PROTEST", reading=3)
    log.add("correct", "events.e5.type", "PROTEST", reading=8)
    found = carried_to(log, {1: OLD, 2: middle}, new, current=3)
    event = next(e for e in applied(new, found.decisions).report.events if e.id == "e4")
    assert (event.status, event.background, event.type) == ("feared", True, "PROTEST")
    assert [each.decision.number for each in found.lost] == [4]


WORDS = st.lists(st.sampled_from("the a of market attack killed Goma said two men".split()))


@settings(max_examples=150, deadline=None)
@given(WORDS, WORDS, WORDS, st.data())
def test_a_moved_span_has_the_same_words(
    head: list[str], kept: list[str], tail: list[str], data: st.DataObject
) -> None:
    old, new = " ".join([*kept, *tail]), " ".join([*head, *kept])
    if not old:
        return
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))
    to = TextMoves(old, new).move((start, end))
    if to is not None:
        assert 0 <= to[0] < to[1] <= len(new)
        assert old[start:end].split() == new[to[0] : to[1]].split()


@given(st.text(min_size=1), st.data())
def test_in_the_same_text_nothing_moves(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert TextMoves(text, text).move((start, end)) == (start, end)


@pytest.mark.parametrize("words", ["killed", "Josephine Kavira", "burned the stalls"])
def test_a_sentence_that_was_moved_is_found_by_its_words(words: str) -> None:
    first, second, third, fourth = TEXT.split("\n\n")
    new = "\n\n".join([first, fourth, third, second])
    nth = 1 if words == "killed" else 0
    to = TextMoves(TEXT, new).move(at(words, nth))
    assert to is not None
    assert new[to[0] : to[1]] == words
