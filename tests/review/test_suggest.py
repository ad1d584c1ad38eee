"""What becomes of selected words, and what a field might be."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from review_reports import TEXT, at, decide, report

from sayso.errors import Refused
from sayso.record import Event, Statement, Time
from sayso.review.apply import check
from sayso.review.candidates import Candidate, candidates
from sayso.review.paths import ADDED, adapter
from sayso.review.suggest import Made, suggest
from sayso.review.surface import snapped

REPORT = report()
BARE = REPORT.model_copy(update={"events": (), "statements": (), "attacks": (), "totals": ()})


def an_event(words: str, nth: int = 0) -> Event:
    path, value = suggest(BARE, "event", at(words, nth))
    assert re.fullmatch(r"events\.h[0-9a-z]{6}", path)
    return Event.model_validate(value)


def test_an_event_fills_itself() -> None:
    event = an_event("attacked")
    assert (event.type, event.anchor) == ("ASSAULT", at("attacked"))
    assert (event.actors, event.places, event.time) == (("a2",), ("p2",), "t1")
    assert [s.outlet for s in event.voice] == [True]


def test_a_passive_turns_the_parties_round() -> None:
    assert an_event("killed", 1).recipients == ("a1",)


def test_numbers_of_a_selection_are_tolls() -> None:
    event = an_event("At least 12 people were wounded")
    assert BARE.words(event.anchor) == "wounded"
    (toll,) = event.tolls
    assert (toll.effect, toll.low, toll.best, toll.phrase) == ("injured", 12, 12, "At least 12")


def test_a_weapon_beside_it_tells_the_mode() -> None:
    text = TEXT.replace("gunmen attacked", "men with rifles attacked")
    _, value = suggest(BARE.model_copy(update={"text": text}), "event", at("attacked", 0, text))
    assert (value["mode"], value["instrument"]["kind"]) == ("firearms", "firearm")


def test_the_voice_is_the_innermost_statement_around() -> None:
    _, value = suggest(REPORT, "event", at("looting"))
    assert [step.get("statement") for step in value["voice"]] == [None, "s2", "s3"]


def test_a_quotation_takes_its_marks_and_finds_its_source() -> None:
    path, value = suggest(BARE, "statement", at("They came in a white car"))
    made = Statement.model_validate(value)
    assert path.startswith("statements.h")
    assert made.kind == "direct"
    assert BARE.words(made.content[0]).startswith("“They")
    assert made.source is not None
    assert made.source.actor == "a7"
    assert [BARE.words(c) for c in made.cue] == ["said"]


def test_the_cue_tells_the_stance() -> None:
    _, value = suggest(BARE, "statement", at("its fighters had burned the stalls"))
    assert (value["stance"], value["kind"]) == ("denies", "indirect")
    assert value["source"]["actor"] == "a4"


def test_a_day_is_told_by_the_day_of_publication() -> None:
    _, value = suggest(BARE, "time", at("Monday"))
    assert Time.model_validate(value).value == "2024-05-06"
    _, value = suggest(BARE, "time", at("white car"))
    assert value["why"]


def test_a_selection_is_widened_to_whole_words() -> None:
    start, end = at("Josephine Kavira")
    _, value = suggest(BARE, "actor", (start + 2, end - 3))
    assert (value["name"], value["mentions"]) == ("Josephine Kavira", [[start, end]])
    _, value = suggest(BARE, "place", (end + 40, end + 41))
    assert value["mentions"][0][0] <= end + 40


def test_a_selection_without_a_word_is_refused() -> None:
    blank = TEXT.index("\n\n")
    with pytest.raises(Refused, match="no word"):
        suggest(BARE, "event", (blank, blank + 2))


@given(st.text(max_size=60), st.data())
def test_snapping_covers_the_words_and_is_done_once(text: str, data: st.DataObject) -> None:
    a, b = data.draw(st.integers(0, len(text))), data.draw(st.integers(0, len(text)))
    start, end = snapped(text, (a, b))
    assert 0 <= start <= end <= len(text)
    if start < end:
        assert snapped(text, (start, end)) == (start, end)
        words = re.findall(r"\w+", text[min(a, b) : max(a, b)])
        assert all(word in text[start:end] for word in words)


@given(st.sampled_from(["event", "statement", "actor", "place", "time"]),
       st.integers(0, len(TEXT) - 1), st.integers(1, 120))  # fmt: skip
def test_whatever_is_selected_can_be_added(kind: Made, start: int, length: int) -> None:
    try:
        path, value = suggest(REPORT, kind, (start, start + length))
    except Refused:
        return
    assert ADDED.fullmatch(path.split(".")[1])
    check(REPORT, decide("add", path, value)[0])


def words_of(found: list[Candidate]) -> list[str]:
    return [c.words for c in found]


def test_candidates_begin_with_what_the_field_has_and_go_by_nearness() -> None:
    found = candidates(REPORT, "events.e5.actors")
    assert found[0].machine
    assert (found[0].value, found[0].words) == (["a6"], "soldiers")
    assert found[1].value == ["a4"]  # "it accused soldiers of looting"
    assert len({str(c.value) for c in found}) == len(found) == len(REPORT.actors)


def test_numbers_that_nothing_counts_are_candidates_for_tolls() -> None:
    found = candidates(REPORT, "events.e1.tolls")
    assert "At least 12" in words_of(found)
    new = next(c for c in found if c.words == "At least 12").value
    assert new[0]["effect"] == "injured"


def test_every_candidate_can_be_taken() -> None:
    for kind, items in (("events", REPORT.events), ("statements", REPORT.statements)):
        for item in items:
            for field in type(item).model_fields:
                if field in ("id", "evidence", "confidence"):
                    continue
                path = f"{kind}.{item.id}.{field}"
                for each in candidates(REPORT, path):
                    adapter(kind, field).validate_python(each.value)  # type: ignore[arg-type]
                    if field not in ("same_as", "parent"):
                        check(REPORT, decide("correct", path, each.value)[0])


def test_a_source_is_stepped_through_from_the_cue() -> None:
    found = candidates(REPORT, "statements.s3.source")
    assert found[0].value["actor"] == "a4"
    assert all(c.value["span"] != list(at("soldiers")) for c in found)


def test_no_candidates_without_a_field_or_object() -> None:
    for path in ("events.e1", "title", "events.e9.actors"):
        with pytest.raises(Refused):
            candidates(REPORT, path)
    assert words_of(candidates(REPORT, "events.e4.status")) == ["denied"]
