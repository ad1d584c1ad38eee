"""Two people's views of one report, place by place."""

from __future__ import annotations

from typing import Any

import pytest
from deciding import Log

from sayso.record import Report
from sayso.review.adjudication import Compared, adjudication, agreed_decisions
from sayso.review.apply import applied
from tests.linking.linking_reports import attack

REPORT = attack(
    "r_a", "Example Wire", "2020-05-03", killed=10, by="River Brigade", source="Amadou Sarr"
)


def gone_through(log: Log, *people: str) -> None:
    for who in people:
        log.add("r_a", "confirm", who=who)


def places(log: Log, report: Report = REPORT) -> dict[str, Compared]:
    return {place.path: place for place in adjudication(report, log).places}


def official(log: Log, report: Report = REPORT) -> Report:
    return applied(report, agreed_decisions(report, log)).report


def states(place: Compared) -> dict[str, tuple[str, Any]]:
    return {v.who: (v.state, v.value) for v in place.values}


@pytest.fixture
def log() -> Log:
    return Log()


def test_where_nobody_decided_there_is_nothing_to_compare(log: Log) -> None:
    gone_through(log, "Amal", "Jo")
    found = adjudication(REPORT, log)
    assert (found.coders, found.places, found.done, found.disputed) == (
        ("Amal", "Jo"),
        (),
        False,
        0,
    )


def test_a_correction_against_a_kept_value_is_disputed_and_the_machine_stays(log: Log) -> None:
    log.add("r_a", "correct", "events.e1.type", "PROTEST", who="Amal", reason="it is a march")
    gone_through(log, "Amal", "Jo")
    place = places(log)["events.e1.type"]
    assert states(place) == {"Amal": ("corrected", "PROTEST"), "Jo": ("kept", "ASSAULT")}
    assert (place.machine, place.agreed, place.chosen) == ("ASSAULT", False, None)
    assert place.values[0].reason == "it is a march"
    assert official(log).events[0].type == "ASSAULT"


def test_the_same_correction_is_agreed_and_official(log: Log) -> None:
    for who in ("Amal", "Jo"):
        log.add("r_a", "correct", "events.e1.type", "PROTEST", who=who)
    gone_through(log, "Amal", "Jo")
    place = places(log)["events.e1.type"]
    assert place.agreed
    assert place.chosen is not None
    assert place.chosen.value == "PROTEST"
    assert official(log).events[0].type == "PROTEST"


def test_a_confirmation_agrees_with_what_was_kept(log: Log) -> None:
    log.add("r_a", "confirm", "events.e1.type", who="Amal")
    gone_through(log, "Amal", "Jo")
    place = places(log)["events.e1.type"]
    assert place.agreed
    assert states(place) == {"Amal": ("confirmed", "ASSAULT"), "Jo": ("kept", "ASSAULT")}


def test_who_rejected_an_event_says_nothing_of_its_fields(log: Log) -> None:
    log.add("r_a", "reject", "events.e1", who="Amal")
    log.add("r_a", "correct", "events.e1.mode", None, who="Jo")
    gone_through(log, "Amal", "Jo")
    found = places(log)
    assert not found["events.e1"].agreed
    assert {w: s for w, (s, _) in states(found["events.e1"]).items()} == {
        "Amal": "rejected",
        "Jo": "kept",
    }
    assert [v.who for v in found["events.e1.mode"].values] == ["Jo"]
    assert found["events.e1.mode"].agreed
    assert official(log).events[0].mode is None
    log.add("r_a", "reject", "events.e1", who="Jo")
    assert places(log)["events.e1"].agreed
    assert official(log).events == ()


def event(id_: str, **more: Any) -> dict[str, Any]:
    start = REPORT.text.index("killed")
    return {"id": id_, "type": "ASSAULT", "anchor": [start, start + 6], **more}


def test_what_two_people_added_of_the_same_words_is_one_place(log: Log) -> None:
    log.add("r_a", "add", "events.hamal1", event("hamal1"), who="Amal")
    log.add("r_a", "add", "events.hjo0001", event("hjo0001", type="PROTEST"), who="Jo")
    gone_through(log, "Amal", "Jo")
    found = places(log)
    assert set(found) == {"events.hamal1", "events.hamal1.type"}
    assert found["events.hamal1"].agreed
    assert {s for s, _ in states(found["events.hamal1"]).values()} == {"added"}
    kinds = states(found["events.hamal1.type"])
    assert {who: value for who, (_, value) in kinds.items()} == {"Amal": "ASSAULT", "Jo": "PROTEST"}
    assert not found["events.hamal1.type"].agreed
    assert [e.id for e in official(log).events] == ["e1", "hamal1"]


def test_what_one_alone_added_is_disputed(log: Log) -> None:
    log.add("r_a", "add", "events.hamal1", event("hamal1"), who="Amal")
    gone_through(log, "Amal", "Jo")
    place = places(log)["events.hamal1"]
    assert {w: s for w, (s, _) in states(place).items()} == {"Amal": "added", "Jo": "kept"}
    assert not place.agreed
    assert len(official(log).events) == 1


def test_references_are_compared_by_what_they_stand_for(log: Log) -> None:
    where = REPORT.text.index("stalls")
    for who, id_ in (("Amal", "hamal1"), ("Jo", "hjo0001")):
        actor = {"id": id_, "name": "The stalls", "mentions": [[where, where + 6]]}
        log.add("r_a", "add", f"actors.{id_}", actor, who=who)
        log.add("r_a", "correct", "events.e1.recipients", [id_], who=who)
    gone_through(log, "Amal", "Jo")
    found = places(log)
    assert found["actors.hamal1"].agreed
    assert found["events.e1.recipients"].agreed
    made = official(log)
    assert made.events[0].recipients == ("hamal1",)
    assert "hamal1" in {a.id for a in made.actors}


def test_an_agreed_value_is_said_in_terms_of_what_is_there(log: Log) -> None:
    """Of two who mean one actor, one added it anew, which the other did not: her id is nobody's."""
    brigade = REPORT.actors[-1]
    log.add(
        "r_a",
        "add",
        "actors.hamal1",
        {"id": "hamal1", "name": brigade.name, "mentions": [[0, 2]]},
        who="Amal",
    )
    log.add("r_a", "correct", "events.e1.recipients", ["hamal1"], who="Amal")
    log.add("r_a", "correct", "events.e1.recipients", [brigade.id], who="Jo")
    gone_through(log, "Amal", "Jo")
    assert not places(log)["actors.hamal1"].agreed
    assert places(log)["events.e1.recipients"].agreed
    assert official(log).events[0].recipients == (brigade.id,)


def test_one_person_alone_makes_the_official_state_once_done(log: Log) -> None:
    log.add("r_a", "correct", "events.e1.type", "PROTEST", who="Amal")
    assert official(log).events[0].type == "ASSAULT"
    gone_through(log, "Amal")
    log.add("r_a", "reject", "events.e1", who="Jo")
    assert official(log).events[0].type == "PROTEST"


def test_the_adjudicator_decides_and_closes(log: Log) -> None:
    log.add("r_a", "correct", "events.e1.type", "PROTEST", who="Amal")
    gone_through(log, "Amal", "Jo")
    assert adjudication(REPORT, log).disputed == 1
    log.add(
        "r_a", "correct", "events.e1.type", "COERCE", who="Kim", stage="adjudication", reason="law"
    )
    found = adjudication(REPORT, log)
    (place,) = found.places
    assert place.chosen is not None
    assert (place.chosen.who, place.chosen.value, place.chosen.reason) == ("Kim", "COERCE", "law")
    assert not place.agreed
    assert (found.disputed, found.done) == (0, False)
    log.add("r_a", "confirm", who="Kim", stage="adjudication")
    assert adjudication(REPORT, log).done


def test_an_adjudicator_may_decide_where_nobody_else_did(log: Log) -> None:
    gone_through(log, "Amal", "Jo")
    log.add("r_a", "reject", "statements.s1", who="Kim", stage="adjudication")
    place = places(log)["statements.s1"]
    assert place.chosen is not None
    assert place.chosen.state == "rejected"
    assert [v.state for v in place.values] == ["kept", "kept"]


def test_tolls_agree_when_the_numbers_do(log: Log) -> None:
    toll = REPORT.events[0].tolls[0].model_dump(mode="json")
    log.add(
        "r_a", "correct", "events.e1.tolls", [toll | {"low": 9, "best": 9, "high": 9}], who="Amal"
    )
    other = toll | {"low": 9, "best": 9, "high": 9, "phrase": "10 people"}
    log.add("r_a", "correct", "events.e1.tolls", [other], who="Jo")
    gone_through(log, "Amal", "Jo")
    assert places(log)["events.e1.tolls"].agreed
    assert official(log).events[0].tolls[0].best == 9


def test_a_report_that_all_dismiss_is_dismissed(log: Log) -> None:
    log.add("r_a", "reject", who="Amal")
    gone_through(log, "Jo")
    assert not applied(REPORT, agreed_decisions(REPORT, log)).done
    log.add("r_a", "reject", who="Jo")
    assert applied(REPORT, agreed_decisions(REPORT, log)).dismissed
