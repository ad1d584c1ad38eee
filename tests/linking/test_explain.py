from __future__ import annotations

import pytest
from linking_reports import attack, plain
from test_copies import STORY

from sayso.errors import NotFound
from sayso.linking import Links, link
from sayso.linking.explain import explain

REPORTS = {
    r.id: r
    for r in (
        attack("r_a", "Example Wire", "2020-05-03", killed=10, source="Sami Haddad"),
        attack("r_b", "River Daily", "2020-05-03", killed=14, by="River Brigade"),
        plain("r_c", STORY, "Rift Wire", "2021-03-02T08:00:00Z"),
        plain("r_d", STORY, "Rift Daily", "2021-03-02T09:00:00Z", agency="Rift Wire"),
    )
}
LINKS = link(list(REPORTS.values()))
INCIDENT = LINKS.incidents[0].id


def why(id_: str) -> str:
    return "\n".join(explain(id_, LINKS, REPORTS))


def test_a_report_names_its_copies_with_the_words() -> None:
    lines = why("r_d")
    assert "r_d carries r_c (reprint): 100% of r_d is copied" in lines
    assert "Rift Daily credits Rift Wire" in lines
    assert "Hundreds of herders blocked the road" in lines
    assert "in no incident" in lines


def test_a_report_names_its_incidents() -> None:
    assert f"incident {INCIDENT}" in why("r_b")
    assert "joined r_a/e1" in why("r_b")
    assert "shares no passage" in why("r_b")


@pytest.mark.parametrize("separator", [".", ":"])
def test_a_field_names_each_origin_with_its_words(separator: str) -> None:
    lines = why(f"{INCIDENT}{separator}killed")
    assert "contested" in lines
    assert "10: according to Sami Haddad" in lines
    assert "killed 10 people" in lines
    assert "“Sami Haddad … said”" in lines
    assert "low 10, best 10, high 14 by the rule “ucdp”" in lines


def test_an_incident_names_the_accused_and_the_order_of_telling() -> None:
    lines = why(INCIDENT)
    assert "River Brigade is said to have done it by River Daily." in lines
    assert "1. r_a (2020-05-03) with Sami Haddad" in lines
    assert "2. r_b (2020-05-03) with River Daily" in lines


def test_an_origin_names_its_rules_and_its_circle() -> None:
    reports = [
        attack("r_a", "Example Wire", "2020-05-03", source="River Daily"),
        attack("r_b", "River Daily", "2020-05-03", source="Example Wire"),
    ]
    links = link(reports)
    lines = "\n".join(explain(links.origins[0].id, links, {r.id: r for r in reports}))
    assert "by the rules circular, cited_press" in lines
    assert "a circle: Example Wire and River Daily cite one another" in lines


def test_a_field_of_one_origin_that_corrected_itself() -> None:
    reports = [
        attack("r_a", "Example Wire", "2020-05-03", killed=10),
        attack("r_b", "Example Wire", "2020-05-04", killed=14),
    ]
    links = link(reports)
    (incident,) = links.incidents
    lines = "\n".join(explain(f"{incident.id}.killed", links, {r.id: r for r in reports}))
    assert "its one origin replaced an earlier value" in lines
    assert "the same origin later said 14" in lines


def test_a_field_that_nobody_tells() -> None:
    assert explain(f"{INCIDENT}.missing", LINKS, REPORTS) == [
        f"No report tells missing of {INCIDENT}."
    ]


def test_an_incident_an_event_and_an_origin() -> None:
    assert "ASSAULT-explosives, Balad, 2020-05-02" in why(INCIDENT)
    assert "told by: Example Wire ▸ “Sami Haddad … said”" in why("r_a/e1")
    haddad = next(o for o in LINKS.origins if o.name == "Sami Haddad")
    assert f"{INCIDENT}.killed: 10" in why(haddad.id)
    assert "named source" in why(haddad.id)


@pytest.mark.parametrize(
    ("wrong", "near"),
    [
        ("r_aa", "r_a"),
        ("r_a/e7", "r_a/e1"),
        (INCIDENT[:-1], INCIDENT),
        (f"{INCIDENT}.kiled", "killed"),
    ],
)
def test_unknown_ids_name_near_ones(wrong: str, near: str) -> None:
    with pytest.raises(NotFound, match="did you mean") as error:
        explain(wrong, LINKS, REPORTS)
    assert near in str(error.value)


def test_nothing_linked() -> None:
    with pytest.raises(NotFound, match="nothing is linked yet"):
        explain("r_x", link([]), {})


@pytest.mark.parametrize(
    ("earliest", "latest", "words"),
    [
        ("2020-05-02", "2020-05-02", "2020-05-02"),
        ("2020-05-01", "2020-05-31", "2020-05-01 to 2020-05-31"),
        (None, "2020-05-03", "by 2020-05-03"),
        ("2020-05-01", None, "since 2020-05-01"),
        (None, None, "no date"),
    ],
)
def test_a_bound_is_not_told_as_the_day(
    earliest: str | None, latest: str | None, words: str
) -> None:
    found = LINKS.incidents[0].model_copy(update={"earliest": earliest, "latest": latest})
    lines = explain(found.id, Links((), (), (found,)), REPORTS)
    assert f"ASSAULT-explosives, Balad, {words};" in lines[0]
