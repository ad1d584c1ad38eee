"""Krippendorff's alpha, against examples that can be worked out by hand."""

from __future__ import annotations

import pytest
from deciding import Log
from hypothesis import given
from hypothesis import strategies as st

from sayso.record import Report
from sayso.review.adjudication import coders
from sayso.review.agreement import FieldAgreement, Level, agreement, agreement_on, unit_by_unit
from tests.linking.linking_reports import attack

EXAMPLE = (
    # Krippendorff (2011), data of four observers and twelve units, 0 where nothing was coded
    (1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3),
    (0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0),
)


def units(*rows: tuple[int, ...]) -> list[dict[str, int]]:
    columns = zip(*rows, strict=True)
    return [{f"c{n}": v for n, v in enumerate(column) if v} for column in columns]


def test_two_coders_and_two_values() -> None:
    # Of 20 values 14 are "no" and 6 "yes"; 4 of 10 units differ: 1 - 19 * 4 / (14 * 6)
    one, two = "nynnnnnnyn", "yyynnynnnn"
    found = agreement_on(
        "event", "nominal", [{"a": x, "b": y} for x, y in zip(one, two, strict=True)]
    )
    assert found.alpha == pytest.approx(1 - 19 * 4 / (14 * 6))
    assert found.share == pytest.approx(0.6)
    assert found.units == 10


def test_the_published_example_at_three_levels() -> None:
    data = units(*EXAMPLE)
    assert agreement_on("x", "nominal", data).alpha == pytest.approx(0.743, abs=0.0005)
    assert agreement_on("x", "interval", data).alpha == pytest.approx(0.849, abs=0.0005)
    assert agreement_on("x", "ratio", data).alpha == pytest.approx(0.797, abs=0.0005)
    assert agreement_on("x", "nominal", data).units == 11  # the last unit but one of the twelve
    # has two values; one of a single coder is no unit


@given(
    st.lists(
        st.dictionaries(st.sampled_from("abcd"), st.integers(1, 4), min_size=2), min_size=1
    ).filter(lambda units: len({v for unit in units for v in unit.values()}) > 1)
)
def test_many_values_are_compared_without_a_table_to_the_same_end(
    data: list[dict[str, int]],
) -> None:
    levels: tuple[Level, ...] = ("nominal", "interval", "ratio")
    for level in levels:
        table = agreement_on("x", level, data).alpha
        assert unit_by_unit(level, data) == pytest.approx(table, abs=1e-9)


def test_thousands_of_values_fit_into_memory() -> None:
    data = [{"a": n, "b": n if n % 2 else -n} for n in range(1, 4001)]
    found = agreement_on("x", "nominal", data)
    # half of the pairs are equal, and hardly two would be by chance
    assert found.alpha == pytest.approx(0.5, abs=0.001)


def test_where_alpha_is_not_defined_it_says_why() -> None:
    nobody = agreement_on("x", "nominal", [{"a": 1}, {}])
    assert (nobody.alpha, nobody.share, nobody.units) == (None, None, 0)
    assert nobody.why == "no two people coded the same"
    same = agreement_on("x", "nominal", [{"a": 1, "b": 1}, {"a": 1, "b": 1}])
    assert (same.alpha, same.share, same.units) == (None, 1.0, 2)
    assert same.why is not None


def of(found: list[FieldAgreement], field: str) -> FieldAgreement:
    return next(f for f in found if f.field == field)


def reports() -> list[Report]:
    return [
        attack("r_a", "Example Wire", "2020-05-03", killed=10, by="River Brigade"),
        attack("r_b", "River Daily", "2020-05-03", killed=14, source="Amadou Sarr"),
    ]


def test_whoever_leaves_a_value_has_coded_it() -> None:
    log = Log()
    log.add("r_a", "correct", "events.e1.type", "PROTEST", who="Amal")
    log.add("r_a", "confirm", who="Amal")
    log.add("r_a", "confirm", who="Jo")
    log.add("r_b", "confirm", who="Amal")
    log.add("r_b", "confirm", who="Jo")
    found = agreement((r, coders(r, [d for d in log if d.record == r.id])) for r in reports())
    # ASSAULT and PROTEST once, ASSAULT twice: 3 and 1 of 4 values; 1 - 3 * 1 / (3 * 1) = 0
    kinds = of(found, "event.type")
    assert kinds.alpha == pytest.approx(0.0)
    assert (kinds.units, kinds.share) == (2, 0.5)
    assert of(found, "event.status").share == 1.0
    numbers = of(found, "toll.number")
    assert (numbers.alpha, numbers.units) == (1.0, 2)
    assert of(found, "statement.source").units == 1


def test_a_rejected_event_is_a_disagreement_about_the_event_alone() -> None:
    log = Log()
    log.add("r_a", "reject", "events.e1", who="Amal")
    log.add("r_a", "confirm", who="Amal")
    log.add("r_a", "confirm", who="Jo")
    (first, _) = reports()
    found = agreement([(first, coders(first, log))])
    assert (of(found, "event").units, of(found, "event").share) == (1, 0.0)
    assert of(found, "event.type").units == 0


def test_the_same_actor_added_by_two_people_is_one_value() -> None:
    (first, _) = reports()
    where = first.text.index("stalls")
    log = Log()
    for who, id_ in (("Amal", "hama1"), ("Jo", "hjo22")):
        actor = {"id": id_, "name": "The stalls", "mentions": [[where, where + 6]]}
        log.add("r_a", "add", f"actors.{id_}", actor, who=who)
        log.add("r_a", "correct", "events.e1.recipients", [id_], who=who)
        log.add("r_a", "confirm", who=who)
    found = agreement([(first, coders(first, log))])
    assert of(found, "event.recipients").share == 1.0


def test_who_has_not_gone_through_a_report_has_coded_nothing() -> None:
    log = Log()
    log.add("r_a", "correct", "events.e1.type", "PROTEST", who="Amal")
    log.add("r_a", "confirm", who="Jo")
    (first, _) = reports()
    assert all(f.units == 0 for f in agreement([(first, coders(first, log))]))
