"""Decisions carried out on a report: each action, what refuses one, what stays whole."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from review_reports import Deciding, at, decide, report, told

from sayso.errors import Refused
from sayso.record import Report, spans_in, spans_of
from sayso.review.apply import Reviewed, applied, check
from sayso.review.paths import KINDS, fields, parse_path
from sayso.review.references import references

REPORT = report()


def events(reviewed: Reviewed) -> dict[str, Any]:
    return {e.id: e for e in reviewed.report.events}


def test_nothing_decided_is_the_very_report() -> None:
    reviewed = applied(REPORT, [])
    assert reviewed.report is REPORT
    assert not reviewed.done
    assert reviewed.marks == {}


def test_a_corrected_field_has_no_words_of_the_machine_as_evidence() -> None:
    reviewed = applied(REPORT, decide("correct", "events.e1.type", "PROTEST", reason="a march"))
    event = events(reviewed)["e1"]
    assert event.type == "PROTEST"
    assert event.mode is None  # firearms are no mode of a protest
    assert event.cameo is None
    assert event.evidence == {}
    mark = reviewed.marks["events.e1.type"]
    assert (mark.state, mark.old, mark.by, mark.reason) == (
        "corrected",
        "ASSAULT",
        "Amal",
        "a march",
    )


def test_the_latest_of_a_path_counts_and_confirming_keeps_it() -> None:
    log = Deciding()
    log.add("correct", "events.e1.type", "PROTEST")
    log.add("correct", "events.e1.type", "COERCE")
    log.add("confirm", "events.e1.type")
    reviewed = applied(REPORT, log)
    assert events(reviewed)["e1"].type == "COERCE"
    assert reviewed.marks["events.e1.type"].state == "corrected"


def test_where_the_latest_has_no_place_the_one_before_counts() -> None:
    log = Deciding()
    log.add("correct", "events.e1.status", "feared")
    log.add("correct", "events.e1.status", "maybe")
    reviewed = applied(REPORT, log)
    assert events(reviewed)["e1"].status == "feared"
    assert [each.decision.number for each in reviewed.lost] == [2]


def test_what_came_between_two_corrections_is_not_carried_out_after_them() -> None:
    log = Deciding()
    log.add("correct", "events.e4.actors", ["a1"])
    log.add("split", "actors.a2", {"id": "h0they", "spans": [list(at("They"))]})
    log.add("correct", "events.e4.actors", ["a2"])  # near to "They", and meant so
    assert events(applied(REPORT, log))["e4"].actors == ("a2",)


def test_back_to_the_value_of_the_machine_is_a_confirmation() -> None:
    log = Deciding()
    log.add("correct", "events.e1.type", "PROTEST")
    log.add("correct", "events.e1.type", "ASSAULT")
    assert applied(REPORT, log).marks["events.e1.type"].state == "confirmed"


def test_undone_and_done_again() -> None:
    log = Deciding()
    log.add("correct", "events.e1.type", "PROTEST")
    log.add("correct", "events.e1.type", "COERCE")
    undo = log.add("undo", "events.e1.type", replaces=2)
    assert events(applied(REPORT, log))["e1"].type == "PROTEST"
    log.add("correct", "events.e1.type", "COERCE", replaces=undo.number)
    assert events(applied(REPORT, log))["e1"].type == "COERCE"


def test_several_fields_of_an_object_at_once() -> None:
    new = {"lat": -1.57, "lon": 29.04, "geonames": 206938}
    reviewed = applied(REPORT, decide("correct", "places.p3", new))
    place = next(p for p in reviewed.report.places if p.id == "p3")
    assert (place.lat, place.lon, place.geonames) == (-1.57, 29.04, 206938)
    assert place.confidence is None
    assert reviewed.marks["places.p3"].old == {"lat": None, "lon": None, "geonames": None}


def test_a_field_of_the_report() -> None:
    reviewed = applied(REPORT, decide("correct", "byline", "Amani Bahati"))
    assert reviewed.report.byline == "Amani Bahati"
    assert reviewed.report.text == REPORT.text


def test_a_rejected_actor_leaves_nothing_that_refers_to_it() -> None:
    reviewed = applied(REPORT, decide("reject", "actors.a2"))
    assert [a.id for a in reviewed.rejected["actors"]] == ["a2"]
    assert events(reviewed)["e1"].actors == ()
    assert reviewed.report.attacks[0].cast[0].actor is None
    body = applied(REPORT, decide("reject", "actors.a4")).report
    assert next(a for a in body.actors if a.id == "a5").member_of is None
    assert next(s for s in body.statements if s.id == "s2").source is not None


def test_a_rejected_object_takes_corrections_and_is_back_with_them() -> None:
    log = Deciding()
    log.add("reject", "events.e4")
    log.add("correct", "events.e4.status", "happened")
    hidden = applied(REPORT, log)
    assert "e4" not in events(hidden)
    assert hidden.rejected["events"][0].status == "happened"
    log.add("confirm", "events.e4")
    back = applied(REPORT, log)
    assert events(back)["e4"].status == "happened"
    assert [e.id for e in back.report.events] == [e.id for e in REPORT.events]
    assert back.marks["events.e4"].state == "confirmed"


def test_what_a_rejected_statement_tells_is_told_by_the_one_around_it() -> None:
    reviewed = applied(REPORT, decide("reject", "statements.s2"))
    assert events(reviewed)["e5"].voice == told("s3")
    assert reviewed.report.statements[1].parent is None
    inner = applied(REPORT, decide("reject", "statements.s3"))
    assert events(inner)["e5"].voice == told("s2")
    outer = applied(REPORT, decide("reject", "statements.s1"))
    assert events(outer)["e1"].voice == told()
    assert events(outer)["e1"].tolls[0].statement is None


def test_when_the_first_mention_is_rejected_the_next_takes_its_place() -> None:
    reviewed = applied(REPORT, decide("reject", "events.e1"))
    assert events(reviewed)["e2"].same_as is None
    assert events(reviewed)["e3"].same_as == "e2"
    assert reviewed.report.attacks[0].events == ("e2",)
    assert reviewed.report.totals == ()  # its only number was of that event


def test_an_attack_goes_with_its_last_event() -> None:
    log = Deciding()
    log.add("reject", "events.e1")
    log.add("reject", "events.e2")
    assert applied(REPORT, log).report.attacks == ()


def test_rejecting_a_wording_counts_by_its_place_in_the_reading() -> None:
    log = Deciding()
    log.add("reject", "loaded.0")
    log.add("reject", "loaded.1")
    log.add("confirm", "loaded.1")
    reviewed = applied(REPORT, log)
    assert [w.term for w in reviewed.report.loaded] == ["gunmen"]
    assert [w.term for w in reviewed.rejected["loaded"]] == ["looting"]


def added(**more: Any) -> dict[str, Any]:
    return {"id": "h12ab", "type": "ASSAULT", "anchor": list(at("wounded")), **more}


def test_an_added_event_stands_where_its_words_do() -> None:
    new = added(actors=["a2"], voice=[{"outlet": True}])
    reviewed = applied(REPORT, decide("add", "events.h12ab", new))
    assert [e.id for e in reviewed.report.events] == ["e1", "e2", "e3", "e4", "e5", "h12ab"]
    early = applied(REPORT, decide("add", "events.h12ab", added(anchor=list(at("Two killed")))))
    assert early.report.events[0].id == "h12ab"
    assert reviewed.marks["events.h12ab"].state == "added"


def test_an_added_event_is_corrected_confirmed_and_rejected_like_others() -> None:
    log = Deciding()
    log.add("add", "events.h12ab", added())
    log.add("confirm", "events.h12ab")
    log.add("correct", "events.h12ab.status", "feared")
    assert events(applied(REPORT, log))["h12ab"].status == "feared"
    assert applied(REPORT, log).marks["events.h12ab"].state == "added"
    log.add("reject", "events.h12ab")
    assert "h12ab" not in events(applied(REPORT, log))


def test_what_stands_in_an_added_statement_is_told_by_it() -> None:
    content = [[at("At least 12")[0], at("wounded")[1]]]
    statement = {
        "id": "h7777",
        "kind": "indirect",
        "content": content,
        "cue": [list(at("said", 2))],
    }
    log = Deciding()
    log.add("add", "events.h12ab", added(voice=[{"outlet": True}]))
    log.add("add", "statements.h7777", statement)
    assert events(applied(REPORT, log))["h12ab"].voice == told("h7777")
    assert events(applied(REPORT, log))["e1"].voice == told("s1")
    log.add("correct", "events.h12ab.voice", [{"outlet": True}])
    assert events(applied(REPORT, log))["h12ab"].voice == told()


def test_what_falls_out_of_a_statement_is_not_told_by_it() -> None:
    shorter = [[at("Two traders")[0], at("on Monday")[1]]]
    log = decide("correct", "statements.s1.content", shorter)
    got = events(applied(REPORT, log))
    assert got["e1"].voice == told("s1")
    assert got["e2"].voice == told()
    assert got["e1"].tolls[0].statement == "s1"
    alone = applied(REPORT, decide("correct", "statements.s3.parent", None))
    assert events(alone)["e5"].voice == told("s3")


def test_merged_actors_join_their_mentions_and_references() -> None:
    reviewed = applied(REPORT, decide("merge", "actors.a5", {"into": "a4"}))
    front = next(a for a in reviewed.report.actors if a.id == "a4")
    assert set(front.mentions) == {at("The Lake Front"), at("it accused"), at("fighters")}
    assert events(reviewed)["e4"].actors == ("a4",)
    assert front.member_of is None
    assert "a5" not in {a.id for a in reviewed.report.actors}


def test_merges_in_a_row_lead_to_the_last() -> None:
    log = Deciding()
    log.add("merge", "actors.a2", {"into": "a5"})
    log.add("merge", "actors.a5", {"into": "a4"})
    reviewed = applied(REPORT, log)
    assert events(reviewed)["e1"].actors == ("a4",)
    assert len(next(a for a in reviewed.report.actors if a.id == "a4").mentions) == 5


def test_merged_statements_join_their_content() -> None:
    reviewed = applied(REPORT, decide("merge", "statements.s3", {"into": "s2"}))
    assert events(reviewed)["e5"].voice == told("s2")
    assert len(reviewed.report.statements[1].content) == 2
    around = applied(REPORT, decide("merge", "statements.s2", {"into": "s3"}))
    assert around.report.statements[1].parent is None


def test_merged_events_are_mentions_of_one() -> None:
    reviewed = applied(REPORT, decide("merge", "events.e4", {"into": "e3"}))
    assert events(reviewed)["e4"].same_as == "e1"
    assert len(reviewed.report.events) == len(REPORT.events)


def test_a_split_takes_its_mentions_and_what_stands_nearest_to_them() -> None:
    # "They" of the quotation are not the gunmen of the first sentence
    new = {"id": "h0they", "spans": [list(at("They"))]}
    reviewed = applied(REPORT, decide("split", "actors.a2", new))
    they = next(a for a in reviewed.report.actors if a.id == "h0they")
    assert they.name == "They"
    assert they.mentions == (at("They"),)
    assert events(reviewed)["e1"].actors == ("a2",)
    log = Deciding()
    log.add("split", "places.p1", {"id": "hgoma1", "spans": [list(at("Goma", 1))]})
    moved = applied(REPORT, log)
    assert events(moved)["e1"].places == ("hgoma1",)
    assert moved.marks["places.hgoma1"].state == "added"


def test_notes_and_flags_change_nothing_in_the_record() -> None:
    log = Deciding()
    log.add("note", "events.e1", reason="see the other report")
    log.add("flag", "events.e1")
    log.add("note", "events.e1", reason="done")
    reviewed = applied(REPORT, log)
    assert reviewed.report is REPORT
    assert reviewed.flagged
    assert [n.reason for n in reviewed.marks["events.e1"].notes] == ["see the other report", "done"]
    log.add("flag", "events.e1", new=False)
    assert not applied(REPORT, log).flagged


def test_gone_through_or_not_wanted() -> None:
    assert applied(REPORT, decide("confirm")).done
    rejected = applied(REPORT, decide("reject"))
    assert rejected.done
    assert rejected.dismissed
    assert not applied(REPORT, decide("note", reason="later")).done


def test_adjudication_has_the_last_word() -> None:
    log = Deciding()
    log.add("correct", "events.e1.type", "COERCE", who="Zoë", stage="adjudication")
    log.add("correct", "events.e1.type", "PROTEST")
    assert events(applied(REPORT, log))["e1"].type == "COERCE"


def test_what_has_no_place_is_lost_and_named() -> None:
    log = Deciding()
    log.add("correct", "events.e99.type", "PROTEST")
    log.add("correct", "events.e1.status", "maybe")
    log.add("reject", "nothing.n1")
    lost = applied(REPORT, log).lost
    assert [each.decision.number for each in lost] == [1, 2, 3]
    assert "no events.e99" in lost[0].why


REFUSED: list[tuple[str, str, Any, str]] = [
    ("correct", "events.e1.colour", "red", "no field 'colour'"),
    ("correct", "events.e1.id", "e9", "no field 'id'"),
    ("correct", "events.e1.status", "maybe", "'happened', 'ongoing'"),
    ("correct", "events.e1.tolls", {"best": 2}, "valid"),
    ("correct", "events.e1.anchor", [5, 90_000], "not in the text"),
    ("correct", "events.e1.anchor", [9, 9], "not in the text"),
    ("correct", "events.e1.anchor", ["1", 9], "integer"),
    ("correct", "events.e1.actors", ["a77"], "no actors.a77"),
    ("correct", "events.e1.type", " ", "empty text"),
    ("correct", "events.e1.type", "ASAULT", "no type 'ASAULT'"),
    ("correct", "events.e1.mode", "strike", "no mode 'strike'"),
    ("add", "events.h12ab", added(type="WAR"), "no type 'WAR'"),
    ("correct", "places.p1.country", "Iraq", "no country"),
    ("correct", "places.p1.geonames", 10**30, "no place of GeoNames"),
    ("correct", "places.p1.lat", float("nan"), "90"),
    ("correct", "times.t1.latest", "someday", "no day"),
    ("correct", "actors.a2.mentions", [list(at("They"))] * 2, "twice"),
    ("correct", "title", "", "empty text"),
    ("correct", "actors.a1.name", "\ud800", "Invalid JSON"),
    ("correct", "events.e1", "PROTEST", "by its fields"),
    ("correct", "events.e2.same_as", "e2", "inside itself"),
    ("correct", "events.e1.same_as", "e2", "inside itself"),
    ("correct", "statements.s2.parent", "s3", "inside itself"),
    ("correct", "actors.a4.member_of", "a5", "inside itself"),
    ("correct", "places.p1.lat", 200.0, "90"),
    ("correct", "places.p3.lat", 1.0, "half of a pair"),
    ("correct", "times.t1.earliest", "2025-01-01", "is after"),
    ("correct", "statements.s1.content", [], "without content"),
    ("correct", "actors.a1.mentions", [], "nothing in the text"),
    ("correct", "published", "last week", "no date"),
    ("correct", "", {}, "as a whole"),
    ("correct", "text", "other", "no 'text'"),
    ("correct", "loaded.0", "x", "only be rejected"),
    ("reject", "loaded.7", None, "no such wording"),
    ("reject", "events.e1.type", None, "cannot reject a field"),
    ("reject", "title", None, "cannot reject a field"),
    ("reject", "events.e77", None, "no events.e77"),
    ("add", "events.e9", {"id": "e9"}, "id of its own"),
    ("add", "events.h1234", added(), "calls itself h12ab"),
    ("add", "events.h12ab", {"id": "h12ab"}, "Field required"),
    ("add", "events.h12ab", added(places=["p9"]), "no places.p9"),
    ("add", "title", "x", "only objects"),
    ("merge", "actors.a1", {"into": "a1"}, "part of itself"),
    ("merge", "actors.a1", {"into": "a99"}, "no actors.a99"),
    ("merge", "actors.a1", "a2", "names an object"),
    ("merge", "events.e1", {"into": "e2"}, "already"),
    ("split", "actors.a1", {"id": "h12ab", "spans": [list(at("gunmen"))]}, "no mention of a1"),
    ("split", "actors.a1", {"id": "h12ab", "spans": [list(at("Two traders"))]}, "every mention"),
    ("split", "actors.a1", {"id": "h12ab", "spans": "all"}, "a split names"),
    ("split", "events.e1", {"id": "h12ab", "spans": [[1, 2]]}, "a split names"),
    ("split", "actors.a2", {"id": "a9", "spans": [list(at("They"))]}, "id of its own"),
    ("note", "events.e1", None, "without words"),
    ("confirm", "events", None, "no path"),
]  # fmt: skip


@pytest.mark.parametrize(("action", "path", "new", "words"), REFUSED)
def test_refused_with_the_reason(action: Any, path: str, new: Any, words: str) -> None:
    with pytest.raises(Refused, match=words.replace(".", r"\.")):
        check(REPORT, decide(action, path, new)[0])


def test_a_toll_says_a_number_and_in_order() -> None:
    toll = {"effect": "killed", "span": list(at("12")), "phrase": "12"}
    for numbers, words in (
        ({}, "without a number"),
        ({"low": 3, "best": 2}, "low, best and high"),
        ({"best": 10**400}, "more people"),
    ):
        with pytest.raises(Refused, match=words):
            check(REPORT, decide("correct", "events.e1.tolls", [{**toll, **numbers}])[0])


def test_what_was_wrong_before_keeps_nobody_from_correcting_the_rest() -> None:
    odd = REPORT.places[0].model_copy(update={"lon": None})
    machine = REPORT.model_copy(update={"places": (odd, *REPORT.places[1:])})
    check(machine, decide("correct", "places.p1.name", "Goma town")[0])


def test_a_report_read_with_another_codebook_has_other_types() -> None:
    own = [e.model_copy(update={"type": "FIRE"}) for e in REPORT.events]
    machine = REPORT.model_copy(update={"events": tuple(own)})
    check(machine, decide("correct", "events.e1.type", "FLOOD")[0])


def test_what_was_rejected_or_is_there_is_refused() -> None:
    without = applied(REPORT, decide("reject", "events.e4"))
    check(without, decide("confirm", "events.e4")[0])
    for action, path, new in (
        ("correct", "events.e4.status", "happened"),
        ("merge", "events.e4", {"into": "e1"}),
        ("correct", "events.e3.same_as", "e4"),
    ):
        with pytest.raises(Refused):
            check(without, decide(action, path, new)[0])
    with_one = applied(REPORT, decide("add", "events.h12ab", added()))
    with pytest.raises(Refused, match="one of that id"):
        check(with_one, decide("add", "events.h12ab", added())[0])


SPANS = st.tuples(st.integers(0, len(REPORT.text) - 1), st.integers(1, 40)).map(
    lambda pair: [pair[0], pair[0] + pair[1]]
)
IDS = {kind: [i.id for i in getattr(REPORT, kind)] + ["h0000", "h1111", "x9"] for kind in KINDS}


@st.composite
def random_decision(draw: st.DrawFn) -> tuple[str, str, Any]:
    kind = draw(st.sampled_from(KINDS))
    one, other = draw(st.sampled_from(IDS[kind])), draw(st.sampled_from(IDS[kind]))
    action = draw(st.sampled_from(["correct", "reject", "confirm", "add", "merge", "split"]))
    if action == "correct":
        field = draw(st.sampled_from(fields(kind)))
        donors = getattr(REPORT, kind)
        value = draw(st.sampled_from(donors)).model_dump(mode="json")[field]
        refs = st.sampled_from([id_ for ids in IDS.values() for id_ in ids])
        value = draw(st.one_of(st.just(value), st.lists(refs, max_size=3), SPANS, refs))
        return action, f"{kind}.{one}.{field}", value
    if action == "add":
        donor = draw(st.sampled_from(getattr(REPORT, kind))).model_dump(mode="json")
        return action, f"{kind}.{one}", {**donor, "id": one}
    if action == "merge":
        return action, f"{kind}.{one}", {"into": other}
    if action == "split":
        item = draw(st.sampled_from(getattr(REPORT, kind)))
        spans = [list(m) for m in getattr(item, "mentions", ())][-1:]
        return action, f"{kind}.{item.id}", {"id": "h0000", "spans": spans}
    return action, f"{kind}.{one}", None


@settings(max_examples=300, deadline=None)
@given(st.lists(random_decision(), max_size=12))
def test_whatever_is_decided_the_record_is_valid(decisions: list[tuple[Any, str, Any]]) -> None:
    log = Deciding()
    for action, path, new in decisions:
        log.add(action, path, new)
    reviewed = applied(REPORT, log)
    got = reviewed.report
    assert Report.model_validate_json(got.model_dump_json()) == got
    there = {kind: {i.id for i in getattr(got, kind)} for kind in KINDS}
    for kind in KINDS:
        items = getattr(got, kind)
        assert len(items) == len(there[kind])
        for item in items:
            for to_kind, to in references(item):
                assert to in there[to_kind], (item.id, to)
            assert all(0 <= a < b <= len(got.text) for _, (a, b) in spans_in(item))
        gone = {i.id for i in reviewed.rejected.get(kind, ())}
        assert not gone & there[kind]
    for attack in got.attacks:
        assert set(attack.events) <= there["events"]
    assert all(b <= len(got.text) for _, (_, b) in spans_of(got))
    # nothing is dropped in silence
    assert {d.path for d in log} <= {*reviewed.marks, *(x.decision.path for x in reviewed.lost)}
    assert _has_no_loop(got)


def _has_no_loop(got: Report) -> bool:
    for items, field in (
        (got.actors, "member_of"),
        (got.statements, "parent"),
        (got.events, "same_as"),
    ):
        outer = {item.id: getattr(item, field) for item in items}
        for up in outer.values():
            for _ in outer:
                up = outer.get(up)
            if up is not None:
                return False
    return True


@settings(max_examples=200, deadline=None)
@given(st.lists(random_decision(), max_size=8))
def test_what_is_checked_one_by_one_is_never_lost(decisions: list[tuple[Any, str, Any]]) -> None:
    log = Deciding()
    for action, path, new in decisions:
        trial = Deciding(log)
        decision = trial.add(action, path, new)
        try:
            check(applied(REPORT, log), decision)
        except Refused:
            continue
        log.append(decision)
    assert applied(REPORT, log).lost == ()


def test_paths_are_read_and_written_back() -> None:
    for text in ("", "title", "events.e1", "events.e1.type", "loaded.3", "actors.h12ab.name"):
        assert str(parse_path(text)) == text


def test_fifty_decisions_on_a_long_report_are_a_matter_of_milliseconds() -> None:
    # a bound loose enough for a busy machine; docs/figures.md has what it takes
    parts = [REPORT.events[i % 5].model_copy(update={"id": f"e{i}"}) for i in range(6, 150)]
    long = REPORT.model_copy(update={"events": (*REPORT.events, *parts)})
    log = Deciding()
    for i in range(6, 56):
        log.add("correct", f"events.e{i}.status", "feared")
    began = time.process_time()
    reviewed = applied(long, log)
    assert time.process_time() - began < 1
    assert sum(e.status == "feared" for e in reviewed.report.events) == 50
