"""Ranges by another rule, and the links of some incidents alone."""

import pytest

from sayso.linking.accounts.recount import recount
from sayso.linking.concerned import concerned
from sayso.linking.links import Links
from sayso.record import (
    Account,
    Copy,
    EventRef,
    Incident,
    Origin,
    OriginFigure,
    TollRange,
    TollRule,
)
from sayso.review.incident_values import with_value

FIGURES = (
    OriginFigure(origin="o1", low=10, best=10, high=None, told="2021-03-01"),
    OriginFigure(origin="o2", low=14, best=14, high=14, told="2021-03-02"),
    OriginFigure(origin="o3", low=30, best=30, high=30, told="2021-03-03"),
)


def incident(**changes: object) -> Incident:
    values: dict[str, object] = {
        "id": "i_1",
        "type": "ASSAULT",
        "events": (EventRef(report="r_a", event="e1"),),
        "accounts": {"killed": (Account(value="10", origins=("o1",), reports=("r_a", "r_b")),)},
        "tolls": {"killed": TollRange(low=10, best=30, high=30, rule="ucdp", origins=FIGURES)},
    }
    return Incident.model_validate(values | changes)


@pytest.mark.parametrize(
    ("rule", "figures"),
    [
        ("acled", (10, 10, 10)),
        ("minmax", (10, None, 30)),
        ("median_of_origins", (10, 14, 30)),
    ],
)
def test_a_range_is_made_again_from_the_figures_of_its_origins(
    rule: TollRule, figures: tuple[int | None, ...]
) -> None:
    made = recount(incident(), rule).tolls["killed"]
    assert (made.low, made.best, made.high) == figures
    assert made.rule == rule
    assert made.origins == FIGURES
    assert incident().tolls["killed"].rule == "ucdp", "the incident itself is left as it was"


def test_a_range_whose_figures_were_not_kept_stays() -> None:
    old = TollRange(low=1, best=2, high=3, rule="ucdp")
    assert recount(incident(tolls={"killed": old}), "acled").tolls == {"killed": old}


@pytest.mark.parametrize("rule", ["ucdp", "acled", "minmax", "median_of_origins"])
def test_a_range_that_a_person_decided_stays(rule: TollRule) -> None:
    decided = with_value(incident(), "killed", {"value": "12"}, "12")
    assert recount(decided, rule).tolls == decided.tolls
    assert decided.tolls["killed"].best == 12


def test_only_what_concerns_the_incidents_is_left() -> None:
    def copy(from_: str, to: str) -> Copy:
        return Copy.model_validate(
            {
                "from": from_,
                "to": to,
                "kind": "reprint",
                "spans": (),
                "share": 1,
                "share_from": 1,
                "direction": "time",
                "why": "",
            }
        )

    def origin(id_: str) -> Origin:
        return Origin(id=id_, name=id_, kind="source", reports=("r_a",), rule="")

    other = incident(id="i_2", accounts={}, events=())
    links = Links(
        (copy("r_a", "r_b"), copy("r_b", "r_c")), (origin("o1"), origin("o9")), (incident(), other)
    )
    found = concerned(links, [incident()])
    assert [(c.from_, c.to) for c in found.copies] == [("r_a", "r_b")]
    assert [o.id for o in found.origins] == ["o1"]
    assert [i.id for i in found.incidents] == ["i_1"]
