"""Scores by hand on small cases."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.scoring import attribution, clusters, muc_full, muc_roles, timex, toponyms
from benchmarks.scoring.basic import macro_f1, pair

TEXT = 'The mayor said "three men fled" on Monday. A clerk denied it.'


def spans(*words: str) -> list[list[int]]:
    return [[TEXT.index(w), TEXT.index(w) + len(w)] for w in words]


def row(*attributions: dict[str, Any]) -> dict[str, Any]:
    return {"doc_id": "d", "text": TEXT, "attributions": list(attributions)}


SAID = {
    "source": spans("The mayor"),
    "cue": spans("said"),
    "content": spans('"three men fled" on Monday'),
}


def test_attribution_right_but_for_quotation_marks_is_right() -> None:
    answer = SAID | {"content": spans("three men fled", "on Monday")}
    figures = attribution.score([row(SAID)], [row(answer)])
    assert figures["relation.strict"]["F1"] == 100.0
    assert figures["content.exact"]["F1"] == 100.0
    assert figures["content.span"]["F1"] == 0.0
    assert figures["relation.soft.mixed"]["R"] == 100.0


def test_attribution_half_the_content_is_soft_and_not_strict() -> None:
    answer = SAID | {"content": spans("three men fled")}
    figures = attribution.score([row(SAID)], [row(answer)])
    assert figures["relation.soft"]["F1"] == 100.0
    assert figures["relation.strict"]["F1"] == 0.0
    assert figures["content.token"] == {"P": 100.0, "R": 60.0, "F1": 75.0}


def test_attribution_of_a_wrong_source_fails() -> None:
    figures = attribution.score([row(SAID)], [row(SAID | {"source": spans("A clerk")})])
    assert figures["relation.soft"]["F1"] == 0.0
    assert figures["relation.content"]["F1"] == 100.0


def test_nested_attributions_count_only_where_gold_has_them() -> None:
    inner = {"source": spans("men"), "cue": [], "content": spans("fled")}
    outer_only = attribution.score([row(SAID)], [row(SAID, inner)])
    assert outer_only["relation.soft"]["P"] == 100.0
    nested = attribution.score([row(SAID)], [row(SAID, inner)], nested=True)
    assert nested["relation.soft"]["P"] == 50.0


def test_no_answer_scores_nothing() -> None:
    figures = attribution.score([row(SAID)], [])
    assert figures["relation.soft"] == {"P": 0.0, "R": 0.0, "F1": 0.0}


def expression(start: int, end: int, value: str | None, type_: str = "DATE") -> dict[str, Any]:
    return {"start": start, "end": end, "type": type_, "value": value}


def test_times_value_and_span() -> None:
    gold = [{"doc_id": "d", "timexes": [expression(0, 6, "2020-05-04"), expression(9, 12, "P2D")]}]
    answer = [{"doc_id": "d", "timexes": [expression(0, 4, "2020-05-04"), expression(9, 12, None)]}]
    figures = timex.score(gold, answer)
    assert figures["value"]["F1"] == 50.0
    assert figures["strict"]["F1"] == 50.0
    assert figures["relaxed"]["F1"] == 100.0
    assert figures["day_recall"] == 100.0


@pytest.mark.parametrize(
    ("value", "day"),
    [("2020-05-04", True), ("2020-05-04T10:00", True), ("2020-05", False), ("PAST_REF", False),
     (None, False)],
)  # fmt: skip
def test_day_values(value: str | None, day: bool) -> None:
    assert timex.is_day(value) is day


def test_distance_of_a_quarter_of_the_equator() -> None:
    assert toponyms.distance_km((0, 0), (0, 90)) == pytest.approx(10_007, abs=1)


def toponym(start: int, lat: float | None, **more: object) -> dict[str, Any]:
    return {"start": start, "end": start + 4, "lat": lat, "lon": 10.0, **more}


def test_places_near_far_and_missed() -> None:
    gold = [{"doc_id": "d", "toponyms": [toponym(0, 10.0), toponym(9, 10.0), toponym(20, 10.0)]}]
    answer = [{"doc_id": "d", "toponyms": [toponym(0, 10.5), toponym(9, 30.0)]}]
    figures = toponyms.score(gold, answer)
    assert figures["exact"]["P"] == 100.0
    assert figures["near_end_to_end"] == 33.3
    assert figures["near_matched"] == 50.0


def test_same_geonames_record_is_no_distance() -> None:
    gold = [{"doc_id": "d", "toponyms": [toponym(0, 10.0, geonameid=7)]}]
    answer = [{"doc_id": "d", "toponyms": [toponym(0, 50.0, geonameid="7")]}]
    assert toponyms.score(gold, answer)["mean_km"] == 0.0


GOLD = {"a": "1", "b": "1", "c": "1", "d": "2", "e": "2"}


def test_right_clusters_score_in_full() -> None:
    figures = clusters.score_mentions(GOLD, {k: v + "x" for k, v in GOLD.items()})
    assert figures["conll"] == 100.0
    assert figures["lea"]["F1"] == 100.0


def test_one_wrong_link() -> None:
    # Vilain's counting: gold links 2 + 1, of which 1 + 1 are kept; found links 1 + 2.
    figures = clusters.score_mentions(GOLD, {"a": "1", "b": "1", "c": "2", "d": "2", "e": "2"})
    assert figures["muc"] == {"P": 66.7, "R": 66.7, "F1": 66.7}
    # (2/3 + 2/3 + 1/3 + 1 + 1) / 5
    assert figures["b3"]["R"] == 73.3
    # Greatest sum of 2|a & b| / (|a| + |b|): 4/5 + 4/5 over two clusters.
    assert figures["ceafe"]["F1"] == 80.0


def test_document_pairs() -> None:
    figures = clusters.score_documents(GOLD, dict.fromkeys(GOLD, "one"))
    assert figures["pairs"]["P"] == 40.0
    assert figures["pairs"]["R"] == 100.0
    assert figures["ari"] == 0.0


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from("123"), min_size=1))
def test_an_assignment_agrees_with_itself(assignment: dict[str, str]) -> None:
    figures = clusters.score_mentions(assignment, assignment)
    assert figures["b3"]["F1"] == figures["ceafe"]["F1"] == figures["lea"]["F1"] == 100.0


def fill(*alternatives: str, xref: str | None = None) -> dict[str, Any]:
    return {"alts": list(alternatives), "xref": [xref] if xref else None, "optional": False}


def template(**slots: Any) -> dict[str, Any]:
    date = {"alts": [{"start": "1990-02-02", "end": "1990-02-02"}], "optional": False}
    return {
        "optional": False,
        "date": date,
        "location": None,
        "incident_type": [fill("BOMBING")],
        "perp_org": [fill("NORTHERN FRONT", "NF")],
    } | slots


def scored(key: dict[str, Any], answer: dict[str, Any]) -> dict[str, Any]:
    return muc_full.score(
        [{"doc_id": "d", "templates": [key]}], [{"doc_id": "d", "templates": [answer]}]
    )


def test_full_template_right() -> None:
    assert scored(template(), template())["ALL"]["F1"] == 100.0


def test_full_template_parts_earn_a_half() -> None:
    figures = scored(template(), template(incident_type=[fill("ATTACK")]))
    assert figures["incident_type"]["F1"] == 50.0
    figures = scored(template(), template(perp_org=[fill("THE FRONT")]))
    assert figures["perp_org"]["F1"] == 50.0


def test_full_reference_to_another_string_earns_a_half() -> None:
    key = template(perp_org_confidence=[fill("REPORTED AS FACT", xref="NORTHERN FRONT")])
    answer = template(perp_org_confidence=[fill("REPORTED AS FACT", xref="THE ARMY")])
    assert scored(key, answer)["perp_org_confidence"]["F1"] == 50.0


def test_full_unpaired_templates_cost() -> None:
    other = template(incident_type=[fill("KIDNAPPING")])
    figures = scored(template(), other)
    assert figures["templates"]["F1"] == 0.0
    assert figures["ALL"] == {"P": 0.0, "R": 0.0, "F1": 0.0}


def roles(type_: str, **slots: list[list[str]]) -> dict[str, Any]:
    return {"doc_id": "d", "templates": [{"incident_type": type_, "slots": slots}]}


def test_roles_one_wrong_name_spoils_an_entity() -> None:
    key = roles("attack / bombing", PerpOrg=[["Northern Front", "NF"]], Victim=[["a judge"]])
    right = muc_roles.score([key], [roles("bombing", PerpOrg=[["the NF"]], Victim=[["judge"]])])
    assert right["ceaf_ree"]["F1"] == right["template"]["F1"] == 100.0
    assert right["ceaf_rme_subset"]["F1"] == 100.0
    spoilt = muc_roles.score([key], [roles("bombing", PerpOrg=[["NF", "army"]])])
    assert spoilt["ceaf_ree"]["F1"] == 0.0
    assert spoilt["ceaf_rme_subset"]["P"] == 100.0


def test_roles_of_another_type_do_not_pair() -> None:
    figures = muc_roles.score([roles("arson", Target=[["a mill"]])],
                              [roles("attack", Target=[["mill"]])])  # fmt: skip
    assert figures["template"]["F1"] == 0.0
    assert figures["ceaf_ree"]["F1"] == 100.0


def test_macro_f1_is_over_gold_labels() -> None:
    assert macro_f1(["A", "A", "B"], ["A", "C", "B"]) == pytest.approx((2 / 3 + 1) / 2)


@given(st.dictionaries(st.tuples(st.integers(0, 5), st.integers(0, 5)), st.floats(0.1, 1)))
def test_pairs_are_one_to_one(scores: dict[tuple[int, int], float]) -> None:
    pairs = pair(scores)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    assert set(pairs) <= set(scores)
