"""One walk over a record finds every span of it, and what goes with what."""

from __future__ import annotations

from itertools import pairwise

import pytest
from annotated_reports import reads
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.export.annotations import annotated
from sayso.export.annotations.relations import RELATIONS
from sayso.export.annotations.spans import joined, levels, lines_of, nearest, whole
from sayso.record import Actor, Event, ReaderInfo, Report, Source, Statement, spans_of
from sayso.store.snapshot import Read

OTHER = ("blocks", "evidence", "warnings")


@settings(deadline=None)
@given(reads())
def test_every_span_of_a_record_is_marked_or_listed(read: Read) -> None:
    report = read.report
    marked = annotated(read)
    wanted = {
        span
        for path, span in spans_of(report)
        if not path.startswith(OTHER) and ".evidence." not in path
    }
    assert {span for each in marked.annotations for span in each.spans} == wanted


@settings(deadline=None)
@given(reads())
def test_relations_hold_between_annotations_that_are_there(read: Read) -> None:
    marked = annotated(read)
    paths = [each.path for each in marked.annotations]
    assert len(paths) == len(set(paths))
    for relation in marked.relations:
        assert {relation.start, relation.end} <= set(paths)
        assert relation.label in RELATIONS


@settings(deadline=None)
@given(reads())
def test_every_reference_of_an_event_is_related_or_listed(read: Read) -> None:
    marked = annotated(read)
    for event in read.report.events:
        anchor = f"events.{event.id}.anchor"
        of = [r for r in marked.relations if r.start == anchor]
        left = [each for each in marked.left_out if each.path == anchor]
        actors = [r.end.split(".")[1] for r in of if r.label == "actor"]
        missing = [a for a in event.actors if a not in actors]
        assert len(missing) == sum("as actor" in each.why for each in left)


def test_an_actor_is_the_mention_that_is_nearest() -> None:
    text = "Rebels left. In the north an army said that rebels shelled a town."
    report = Report(
        id="r_1",
        reader=ReaderInfo(version="0"),
        text=text,
        actors=(
            Actor(id="a1", name="rebels", mentions=((0, 6), (44, 50)), sector="REB"),
            Actor(id="a2", name="army", mentions=((29, 33),)),
        ),
        statements=(
            Statement(
                id="s1",
                kind="indirect",
                source=Source(span=(26, 33), actor="a2"),
                cue=((34, 38),),
                content=((44, 65),),
            ),
        ),
        events=(Event(id="e1", type="ASSAULT", anchor=(51, 58), actors=("a1",)),),
    )
    marked = annotated(Read(report, {"e1": "i_7"}))
    found = {(r.label, r.start, r.end) for r in marked.relations}
    assert found == {
        ("actor", "events.e1.anchor", "actors.a1.mentions.1"),
        ("source_of", "statements.s1.source", "statements.s1.content"),
        ("cue_of", "statements.s1.cue", "statements.s1.content"),
        ("refers_to", "statements.s1.source", "actors.a2.mentions.0"),
    }
    values = {each.path: each.values for each in marked.annotations}
    assert values["events.e1.anchor"]["incident"] == "i_7"
    assert values["actors.a1.mentions.0"] == {"name": "rebels", "kind": "unknown", "sector": "REB"}
    assert marked.left_out == ()


def test_what_is_no_character_becomes_the_replacement_character() -> None:
    report = Report(
        id="r_1",
        reader=ReaderInfo(version="0"),
        text="a\ud800b\0",
        actors=(Actor(id="a1", name="\udfff", mentions=((2, 3),)),),
    )
    marked = annotated(Read(report, {}))
    assert marked.report.text == "a\ufffdb\ufffd"
    assert marked.annotations[0].values["name"] == "\ufffd"
    assert marked.annotations[0].spans == ((2, 3),)


SPANS = st.lists(
    st.tuples(st.integers(0, 20), st.integers(0, 20)).map(lambda p: (min(p), max(p))), max_size=6
)


@settings(deadline=None)
@given(SPANS, st.integers(1, 3))
def test_levels_hold_all_and_nothing_overlaps(spans: list[tuple[int, int]], most: int) -> None:
    spans = [(a, b + 1) for a, b in spans]
    laid, over = levels([(span, span) for span in spans], most)
    assert sorted([*over, *(span for level in laid for span in level)]) == sorted(spans)
    for level in laid:
        assert all(a[1] <= b[0] for a, b in pairwise(level))
    if over:  # only when there is no room: that many lie over each other somewhere
        assert max(sum(a <= i < b for a, b in spans) for i in range(22)) > most


@settings(deadline=None)
@given(st.text(alphabet="ab \n\r\u2028\x85", max_size=20), SPANS)
def test_lines_put_together_are_the_words_again(text: str, spans: list[tuple[int, int]]) -> None:
    spans = [(min(a, len(text)), min(b, len(text))) for a, b in spans]
    parts = lines_of(text, spans)
    assert all(len(text[a:b].splitlines()) == 1 and text[a:b].strip() for a, b in parts)
    assert all(a[1] <= b[0] for a, b in pairwise(parts))

    def inked(found: object) -> set[int]:
        return {i for a, b in found for i in range(a, b) if text[i].strip()}  # type: ignore[attr-defined]

    assert inked(parts) == inked(spans) == inked(whole(text, parts))
    assert inked(joined(spans)) == inked(spans)


@pytest.mark.parametrize(
    ("mentions", "near"),
    [((), None), (((0, 2), (8, 9)), 1), (((0, 2), (12, 14)), 1), (((0, 2), (19, 20)), 0),
     (((4, 20), (10, 11)), 1)],
)  # fmt: skip
def test_nearest(mentions: tuple[tuple[int, int], ...], near: int | None) -> None:
    assert nearest(mentions, (10, 11)) == near
