"""Which event is which: near in time and place, one to one, the same from either side."""

import itertools
import random
from dataclasses import replace
from datetime import date

import pytest
from coded_rows import event
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.coded.event import CodedEvent
from sayso.coded.families import PROTEST
from sayso.coded.matching.assignment import assigned
from sayso.coded.matching.blocks import Blocks
from sayso.coded.matching.match import Matched, match
from sayso.coded.matching.points import Reach, can_match
from sayso.coded.matching.traits import traits_of


def ids(found: Matched, ours: list[CodedEvent], theirs: list[CodedEvent]) -> set[tuple[str, str]]:
    return {(ours[p.ours].id, theirs[p.theirs].id) for p in found.pairs if not p.also}


def paired(ours: list[CodedEvent], theirs: list[CodedEvent]) -> set[tuple[str, str]]:
    return ids(match(ours, theirs), ours, theirs)


def are_one(one: CodedEvent, other: CodedEvent, reach: Reach | None = None) -> bool:
    return bool(match([one], [other], reach).pairs)


def test_the_same_day_and_place_are_one_event() -> None:
    assert are_one(event(), event("b"))
    assert are_one(event(killed=None), event("b", killed=None))


@pytest.mark.parametrize("days", [1, 2, 3])
def test_a_few_days_apart_need_more_than_the_place(days: int) -> None:
    other = event("b", f"2020-05-{2 + days:02}", parties=("River Front",))
    assert are_one(event(parties=("River Front",)), other)


def test_too_many_days_apart_are_not_one() -> None:
    far = event("b", "2020-05-06", parties=("River Front",))
    assert not are_one(event(parties=("River Front",)), far)
    assert are_one(event(parties=("River Front",)), far, Reach(days=5))


def test_too_far_apart_are_not_one() -> None:
    other = event("b", at=(16.8, -0.04), name="Bourem")  # 59 km
    assert not are_one(event(), other)
    assert are_one(event(), other, Reach(km=150))
    vague = event("b", at=(16.8, -0.04), name="Gao", precision=3)
    assert are_one(event(), vague)


def test_the_date_line_and_the_poles_are_nothing_special() -> None:
    west = event(at=(-16.8, 179.95), name="Taveuni", country="FJI")
    east = event("b", at=(-16.8, -179.95), name="Taveuni", country="FJI")
    assert are_one(west, east)
    assert are_one(
        event(at=(89.99, 0), name="North", country=None),
        event("b", at=(89.99, 180), name="North", country=None),
    )


def test_the_middle_of_a_country_is_no_place() -> None:
    vague = event("b", at=(17.0, -4.0), name="Mali", precision=6, killed=None)
    assert not are_one(event(killed=None), vague)
    told = event("b", at=(17.0, -4.0), name="Mali", precision=6, parties=("River Front",))
    assert are_one(event(parties=("River Front",)), told)
    elsewhere = event(
        "b", at=(17.0, -4.0), name="Niger", precision=6, country="NER", parties=("River Front",)
    )
    assert not are_one(event(parties=("River Front",)), elsewhere)


def test_without_coordinates_the_name_or_the_area_counts() -> None:
    assert are_one(event(at=None), event("b", at=None))
    assert are_one(event(at=None, country=None), event("b", at=None, country=None))
    assert not are_one(event(at=None, killed=None), event("b", at=None, name="Kidal", killed=None))
    area = event(at=None, name=None, admin1="Gao", precision=4)
    assert are_one(area, event("b", at=None, name="Ansongo", admin1="Gao Region"))


def test_territories_that_are_not_in_every_list_of_states() -> None:
    ours = event(country="PSE", name="Rafah", at=(31.28, 34.25), admin1="Gaza Strip")
    wide = event("b", country="ISR", name=None, at=None, admin1="Gaza Strip", precision=4)
    assert are_one(ours, wide)
    assert not are_one(ours, replace(wide, spots=(replace(wide.spots[0], country="EGY"),)))


def test_no_place_at_all_is_matched_only_with_no_place() -> None:
    nowhere = event(at=None, name=None, country=None)
    assert are_one(nowhere, event("b", at=None, name=None, country=None))
    assert not are_one(nowhere, event("b"))


def test_a_missing_day_is_matched_only_by_the_id() -> None:
    assert not are_one(event(day=None), event("b", day=None))
    assert are_one(event(day=None), event("a", day=None))
    assert not are_one(event(day=None), event("a", day=None, kind="acled"))
    assert are_one(
        event("i_0123456789ab", day=None, kind="sayso"),
        event("i_0123456789ab", day=None, kind="acled"),
    )


def test_what_is_spread_over_years_is_a_sum() -> None:
    found = match([event(day=("2019-01-01", "2020-12-31"))], [event("b")])
    assert found.pairs == ()
    assert "spread over more than a year" in found.only_ours[0].why


def test_another_kind_of_event_is_another_event() -> None:
    assert not are_one(event(killed=None), event("b", killed=None, families=frozenset({PROTEST})))


def test_other_parties_and_figures_count_against() -> None:
    near = event("b", "2020-05-03", at=(16.4, -0.04), killed=None, name="Bourem")
    assert not are_one(event(killed=None), near)
    same = event("b", "2020-05-03", at=(16.4, -0.04), killed=12, parties=("River Front",))
    assert are_one(event(parties=("River Front",)), same)
    other = event("b", "2020-05-03", at=(16.4, -0.04), killed=90, parties=("Dune Guard",))
    assert not are_one(event(parties=("River Front",)), other)


def test_each_event_has_one_partner_so_that_the_whole_fits_best() -> None:
    # both of ours fit the first of theirs best; the second takes what is left, which it fits too
    ours = [event("o1", killed=12), event("o2", killed=12, at=(16.29, -0.04))]
    theirs = [event("t1", killed=12), event("t2", "2020-05-03", killed=12, at=(16.29, -0.04))]
    assert paired(ours, theirs) == {("o1", "t1"), ("o2", "t2")}


def test_what_one_side_counts_as_one_is_listed_with_all() -> None:
    ours = [event("o1", "2020-05-02", killed=5), event("o2", "2020-05-04", killed=7)]
    theirs = [event("t1", ("2020-05-02", "2020-05-04"), killed=12)]
    found = match(ours, theirs)
    assert [(p.ours, p.theirs, p.also) for p in found.pairs if p.also] != []
    assert {p.ours for p in found.pairs} == {0, 1}
    assert found.only_ours == ()


def test_why_an_event_has_no_partner() -> None:
    ours = [event("o1"), event("o2", "2021-01-01")]
    theirs = [event("t1", "2020-05-04", at=(16.6, -0.04), killed=80, parties=("Dune Guard",))]
    found = match(ours, theirs)
    near, far = found.only_ours
    assert near.nearest == 0
    assert "points, 4 needed" in near.why
    assert "killed: 12 and 80" in near.why
    assert (far.nearest, far.why) == (None, "nothing within 3 days and 50 km")


def test_what_comes_next_outside_the_reach_is_told() -> None:
    far, other = event("far", "2020-05-10"), event("other", "2020-05-12")
    (miss,) = match([event()], [other, far]).only_ours
    assert (miss.nearest, miss.score, miss.points) == (1, None, ())
    why = "nothing within 3 days and 50 km; the next: "
    assert miss.why == f"{why}8 days apart, the same name, under 1 km apart"
    (miss,) = match([event()], [event("b", "2020-06-10")]).only_ours
    assert (miss.nearest, miss.why) == (None, "nothing within 3 days and 50 km")
    (miss,) = match([event(at=None, name=None, country=None)], [event("b")]).only_ours
    assert miss.why == "nothing is told of its place"


def test_points_say_what_was_found() -> None:
    (pair,) = match(
        [event(parties=("Malian army",))], [event("b", parties=("Government of Mali",))]
    ).pairs
    words = {p.field: p.words for p in pair.points}
    assert words == {
        "date": "the same day",
        "place": "the same name, under 1 km apart",
        "parties": "Malian army = Government of Mali",
        "type": "one kind of event",
        "killed": "both 12",
    }
    assert pair.score == pytest.approx(sum(p.value for p in pair.points), abs=0.02)


events = st.lists(
    st.builds(
        event,
        day=st.sampled_from(["2020-05-02", "2020-05-03", ("2020-05-01", "2020-05-05"), None]),
        at=st.sampled_from([(16.27, -0.04), (16.4, -0.04), (16.6, 0.3), None]),
        killed=st.sampled_from([None, 1, 12, (10, 12, 15), (5, None, None)]),
        name=st.sampled_from(["Gao", "Bourem", None]),
        precision=st.sampled_from([1, 2, 4, 6, None]),
        parties=st.sampled_from([(), ("River Front",), ("Malian army", "River Front")]),
    ),
    max_size=7,
)


def numbered(found: list[CodedEvent], letter: str) -> list[CodedEvent]:
    return [replace(each, id=f"{letter}{n}") for n, each in enumerate(found)]


@settings(deadline=None)
@given(events, events, st.randoms(use_true_random=False))
def test_the_sides_swapped_or_shuffled_the_pairs_are_the_same(
    ours: list[CodedEvent], theirs: list[CodedEvent], r: random.Random
) -> None:
    ours, theirs = numbered(ours, "o"), numbered(theirs, "t")
    pairs = paired(ours, theirs)
    assert {(a, b) for b, a in paired(theirs, ours)} == pairs
    r.shuffle(ours)
    r.shuffle(theirs)
    assert paired(ours, theirs) == pairs
    assert len({a for a, _ in pairs}) == len({b for _, b in pairs}) == len(pairs)


@settings(deadline=None)
@given(events)
def test_a_set_of_events_matches_itself(found: list[CodedEvent]) -> None:
    ours = numbered(found, "e")
    assert paired(ours, list(ours)) == {(each.id, each.id) for each in ours}


@settings(deadline=None)
@given(
    st.dictionaries(
        st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(1, 50), max_size=14
    )
)
def test_the_assignment_has_the_greatest_sum(edges: dict[tuple[int, int], int]) -> None:
    found = assigned((a, b, w) for (a, b), w in edges.items())
    assert len(set(found.values())) == len(found)
    best = max(
        sum(edges.get((a, b), 0) for a, b in zip(range(5), order, strict=True))
        for order in itertools.permutations(range(5))
    )
    assert sum(edges[pair] for pair in found.items()) == best


somewhere = st.builds(
    event,
    day=st.one_of(
        st.none(),
        st.dates(date(2020, 5, 1), date(2020, 5, 12)).map(str),
        st.just(("2020-05-03", "2020-05-20")),
        st.just(("2018-05-03", "2020-05-20")),
    ),
    at=st.one_of(
        st.none(),
        st.tuples(st.floats(-1.5, 1.5), st.floats(-1.5, 1.5)),
        st.tuples(st.floats(-1.5, 1.5), st.sampled_from([-179.9, 179.9, 180.0, -180.0])),
        st.tuples(st.sampled_from([89.5, -89.5, 90.0]), st.floats(-180, 180)),
    ),
    name=st.sampled_from(["Gao", "Bourem", None]),
    country=st.sampled_from(["MLI", "NER", None]),
    admin1=st.sampled_from(["Gao", "Kidal", None]),
    precision=st.sampled_from([1, 2, 3, 4, 5, 6, 7, None]),
)


@settings(deadline=None, max_examples=300)
@given(somewhere, st.lists(somewhere, max_size=6), st.sampled_from([0, 3]), st.floats(0, 200))
def test_all_that_can_match_are_found(
    one: CodedEvent, others: list[CodedEvent], days: int, km: float
) -> None:
    reach = Reach(days, km)
    mine = traits_of(0, replace(one, id="x"))
    theirs = [traits_of(n, each) for n, each in enumerate(numbered(others, "t"))]
    near = {other.number for other in Blocks(theirs, reach).near(mine)}
    dated = [other for other in theirs if mine.dated and other.dated]
    assert near == {other.number for other in dated if can_match(mine, other, reach)}


def test_many_events_of_one_place_and_day_end() -> None:
    ours = [event(f"o{n}", killed=n % 5) for n in range(150)]
    theirs = [event(f"t{n}", killed=n % 5) for n in range(150)]
    assert len(paired(ours, theirs)) >= 100
