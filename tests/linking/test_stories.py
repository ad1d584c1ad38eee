from __future__ import annotations

import itertools
import random
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from linking_reports import BALAD, BASRA, TIKRIT, Draft, attack, plain

from sayso.linking.stories.fields import FIELDS, Rarity, compared, matrix
from sayso.linking.stories.groups import stories
from sayso.linking.stories.model import story_model
from sayso.linking.stories.pairs import story_pairs
from sayso.linking.stories.term_table import TermTable, number_of
from sayso.linking.stories.traits import Traits, traits_of
from sayso.linking.wording import TermsOf, profile
from sayso.record import Report

SYLLABLES = ("lo", "mer", "san", "ti", "vor", "kel", "da", "ni", "pos", "ru", "hap", "gon")
WORDS = [a + b + c for a, b, c in itertools.product(SYLLABLES, repeat=3)]


STORIES: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("Dara Sefton", "Milo Okafor", BALAD),
    ("Ines Varga", "Tom Adeyemi", TIKRIT),
    ("Lena Hoxha", "Omar Petit", BASRA),
)


def told(id_: str, day: str, story: tuple[str, str, dict[str, Any]], seed: int) -> Report:
    """A report of who was killed where, the rest of it in words of its own."""
    one, two, where = story
    filler = " ".join(random.Random(seed).choices(WORDS, k=80))
    text = f"Police in {where['name']} named the dead as {one} and {two}. {filler}."
    d = Draft(id_, f"Outlet {id_}", day, text)
    for name in (one, two):
        d.actor(name, kind="person")
    d.place({**where, "admin1": where["name"]})
    return d.done().model_copy(update={"title": f"{one} and {two} named as the dead"})


def collection() -> list[Report]:
    """Three stories in three towns two months apart, each told by four reports in four days."""
    return [
        told(f"r_{n}_{k}", f"2020-0{1 + 2 * n}-{10 + k}", story, 10 * n + k)
        for n, story in enumerate(STORIES)
        for k in range(4)
    ]


def test_reports_that_name_the_same_people_about_one_day_are_one_story() -> None:
    reports = collection()
    random.Random(1).shuffle(reports)
    groups = {frozenset(reports[i].id for i in group) for group in stories(reports)}
    assert groups == {frozenset(f"r_{n}_{k}" for k in range(4)) for n in range(3)}


def test_every_report_is_in_one_story() -> None:
    reports = [*collection(), plain("r_x", "", "X", None), plain("r_y", "12 + 7", None, None)]
    assert sorted(i for group in stories(reports) for i in group) == list(range(len(reports)))


def compared_in(reports: list[Report]) -> tuple[TermTable, Rarity]:
    table = TermTable.of([traits_of(r) for r in reports])
    return table, Rarity(table.held(), len(table))


def test_the_points_of_the_fields_are_the_whole_score() -> None:
    reports = collection()
    _, rarity = compared_in(reports)
    known = [compared(traits_of(r), rarity) for r in reports]
    x = matrix([(known[0], known[1]), (known[0], known[5])])
    model = story_model()
    odds = model.bias + model.parts(x).sum(axis=1)
    assert model.parts(x).shape == (2, len(FIELDS))
    assert model.chance(x) == pytest.approx(1 / (1 + np.exp(-odds)))
    assert model.chance(x)[0] > 0.5 > 0.1 > model.chance(x)[1]


@pytest.mark.parametrize("name", ["wording", "names", "persons", "rare_names", "same_town"])
def test_more_in_common_never_speaks_against_one_story(name: str) -> None:
    points = story_model().points[FIELDS.index(name)]
    assert (np.diff(points) >= -0.001).all()


@pytest.mark.parametrize("name", ["days_between", "distance", "other_region", "event_days"])
def test_more_apart_never_speaks_for_one_story(name: str) -> None:
    points = story_model().points[FIELDS.index(name)]
    assert (np.diff(points) <= 0.001).all()


def test_two_reports_measure_the_same_both_ways() -> None:
    reports = [
        *collection(),
        attack("r_a", "A", "2020-05-03", killed=4),
        attack("r_b", "B", "2020-05-04", killed=5),
    ]
    _, rarity = compared_in(reports)
    known = [compared(traits_of(r), rarity) for r in reports]
    for a, b in itertools.combinations(known, 2):
        assert matrix([(a, b)])[0] == pytest.approx(matrix([(b, a)])[0])


def test_rarity_does_not_depend_on_how_large_the_collection_is() -> None:
    held = np.zeros(1 << 24, dtype=np.int32)
    held[number_of("bomb")], held[number_of("kirkuk")] = 50, 1
    small = Rarity(held, 100)
    held = held.copy()
    held[number_of("bomb")] = 5000
    large = Rarity(held, 10_000)
    assert small.of("unheard") == large.of("unheard") == 1.0
    assert 0 < large.of("bomb") < small.of("kirkuk") < 1
    assert abs(large.of("bomb") - small.of("bomb")) < 0.1


def test_tables_added_are_the_table_of_all() -> None:
    traits = [traits_of(r) for r in collection()]
    whole = TermTable.of(traits)
    parts = TermTable.joined([TermTable(), TermTable.of(traits[:5]), TermTable.of(traits[5:])])
    for name in ("terms", "counts", "starts"):
        assert (getattr(whole, name) == getattr(parts, name)).all()


def test_new_reports_are_compared_with_all_and_old_ones_no_more() -> None:
    traits = dict(enumerate(traits_of(r) for r in collection()))
    table = TermTable.of(list(traits.values()))
    whole = story_pairs(traits, table, lambda _: {}).chances
    late = {n: t for n, t in traits.items() if n >= 7}
    some = story_pairs(late, table, lambda wanted: {n: traits[n] for n in wanted}).chances
    assert some == {pair: c for pair, c in whole.items() if pair[1] >= 7}


def test_traits_survive_plain_data() -> None:
    report = attack(
        "r_a", "A", "2020-05-03", source="Col. Ana Sade", filler="a boy, 14, and Ana, 9,"
    )
    found = traits_of(report)
    assert Traits.from_data(found.to_data()) == found
    assert found.ages == {14, 9}
    assert found.persons == {"ana sade"}
    assert found.where == (34.01, 44.14)


@given(st.text(), st.integers(0, 50), st.integers(0, 50))
def test_the_terms_of_a_part_are_those_of_its_words(text: str, a: int, b: int) -> None:
    whole = TermsOf(text)
    assert whole.profile() == profile(text)
    begin, middle, end = 0, min(a, b), max(a, b)
    counted = [whole.profile(begin, middle), whole.profile(middle, end), whole.profile(end)]
    total: dict[str, int] = {}
    for term, (count, _) in (item for part in counted for item in part.items()):
        total[term] = total.get(term, 0) + count
    assert total == {term: count for term, (count, _) in profile(text).items()}
