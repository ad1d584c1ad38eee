"""Which decisions about an incident are refused, and that the message says what to do."""

from __future__ import annotations

from typing import Any

import pytest
from deciding import Log

from sayso.errors import Refused
from sayso.linking import link
from sayso.record import Incident
from sayso.review.decision import Action
from sayso.review.incident_check import check
from tests.linking.linking_reports import attack


@pytest.fixture(scope="module")
def incident() -> Incident:
    (found,) = link(
        [
            attack("r_a", "Example Wire", "2020-05-03", killed=10),
            attack("r_b", "River Daily", "2020-05-03", killed=14),
        ]
    ).incidents
    return found


def decide(incident: Incident, action: Action, path: str = "", new: Any = None) -> None:
    log = Log()
    log.add(incident.id, action, path, new)
    check(incident, log[0])


@pytest.mark.parametrize(
    ("action", "path", "new"),
    [
        ("confirm", "", None),
        ("confirm", "killed", None),
        ("reject", "", None),
        ("flag", "", None),
        ("correct", "killed", {"value": "14"}),
        ("correct", "killed", {"value": "12 or so", "low": 11, "best": 12, "high": None}),
        ("correct", "type", {"value": "PROTEST"}),
        ("correct", "date", {"value": "2020-05-01 to 2020-05-02"}),
        ("correct", "place", {"value": "Balad", "lat": 34.0, "lon": 44.1}),
        ("split", "", {"events": [["r_b", "e1"]]}),
        ("merge", "", {"into": "i_x", "events": [["r_a", "e1"]], "into_events": [["r_c", "e1"]]}),
    ],
)
def test_what_can_be_done_is_not_refused(
    incident: Incident, action: Action, path: str, new: Any
) -> None:
    decide(incident, action, path, new)


@pytest.mark.parametrize(
    ("action", "path", "new", "words"),
    [
        ("add", "", None, "add is nothing"),
        ("correct", "voice", {"value": "x"}, "no field 'voice'"),
        ("correct", "", {"value": "x"}, "no field to decide"),
        ("correct", "killed", {"value": ""}, "no value"),
        ("correct", "killed", {"value": "many"}, "no number"),
        ("correct", "killed", {"value": "12", "low": 13, "best": 12}, "in no order"),
        ("correct", "killed", {"value": "12", "low": -1}, "numbers of people"),
        ("correct", "killed", {"value": "12", "high": 10**20}, "numbers of people"),
        ("correct", "killed", {"value": "²"}, "no number"),
        ("correct", "killed", {"value": "9" * 5000}, "no number"),
        ("correct", "type", {"value": "ZZZ"}, "no type 'ZZZ'"),
        ("correct", "type", {"value": "PROTEST", "mode": "firearms"}, "no mode 'firearms'"),
        ("correct", "earliest", {"value": "May"}, "no day"),
        ("correct", "earliest", {"value": "0000-99-99"}, "no day"),
        ("correct", "latest", {"value": "2023-02-29"}, "no day"),
        ("correct", "earliest", {"value": "2020-05-04"}, "after the latest day"),
        ("correct", "latest", {"value": "2020-05-01"}, "before the earliest day"),
        ("correct", "date", {"value": "2020-05-02 to 2020-05-32"}, "no two days"),
        ("correct", "date", {"value": "2020-05-03 to 2020-05-01"}, "is after"),
        ("correct", "place", {"value": "Balad", "lat": 500, "lon": 0}, "no latitude"),
        ("correct", "place", {"value": "Balad", "lat": 0, "lon": -181}, "no longitude"),
        ("correct", "place", {"value": "Balad", "lat": 34.0}, "half of a pair"),
        ("correct", "place", {"value": "Balad", "country": "Iraq"}, "no country"),
        ("correct", "place", {"value": "Balad", "lat": "north"}, "lat of the place"),
        ("reject", "killed", None, "whole incident"),
        ("note", "", None, "without words"),
        ("split", "", {"events": []}, "which events"),
        ("split", "", {"events": [["r_a", "e7"]]}, "no event r_a/e7"),
        ("split", "", {"events": [["r_a", "e1"], ["r_b", "e1"]]}, "all of its events"),
        ("merge", "", {"events": [["r_a", "e1"]]}, "nothing to merge"),
        ("merge", "", {"into": "i_x", "events": [["r_a", "e1"]]}, "other incident"),
    ],
)
def test_what_cannot_be_done_is_refused_with_a_remedy(
    incident: Incident, action: Action, path: str, new: Any, words: str
) -> None:
    with pytest.raises(Refused, match=words) as caught:
        decide(incident, action, path, new)
    assert caught.value.remedy


def test_nothing_merges_with_itself(incident: Incident) -> None:
    events = [[e.report, e.event] for e in incident.events]
    with pytest.raises(Refused, match="itself"):
        decide(incident, "merge", "", {"into": incident.id, "events": events})
    with pytest.raises(Refused, match="in both"):
        decide(incident, "merge", "", {"into": "i_x", "events": events, "into_events": events[:1]})
