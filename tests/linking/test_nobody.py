from __future__ import annotations

import pytest
from linking_reports import BALAD, Draft

from sayso.linking import link
from sayso.record import Incident


def told(text: str, actor: str, *, role: str = "actors", kind: str = "group") -> Incident:
    """The incident of a bombing whose report names a party in a sentence of its own."""
    d = Draft("r_a", "Example Wire", "2020-05-03", f"A bomb killed 9 people in Balad. {text}")
    party = d.actor(actor, kind=kind)
    place = d.place(BALAD)
    first = d.event("bomb", mode="explosives", places=(place,), tolls=(d.toll("9", 9),))
    d.event("attack", same_as=first, **{role: (party,)})
    (incident,) = link([d.done()]).incidents
    return incident


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("No group claimed the attack.", "group"),
        ("No armed group has yet claimed the attack.", "armed group"),
        ("Nobody claimed the attack.", "Nobody"),
        ("No one claimed responsibility for the attack.", "one"),
    ],
)
def test_a_party_that_is_said_to_be_none_is_none(text: str, actor: str) -> None:
    assert "actors" not in told(text, actor).accounts


def test_a_party_that_is_named_stays() -> None:
    incident = told("No police were there. The Brigade claimed the attack.", "The Brigade")
    assert [a.value for a in incident.accounts["actors"]] == ["The Brigade"]


def test_a_number_is_no_name() -> None:
    assert "recipients" not in told("Ten dead in attack.", "Ten", role="recipients").accounts


def test_a_town_did_not_do_what_was_done_there() -> None:
    assert "actors" not in told("The Balad attack.", "Balad", kind="unknown").accounts
