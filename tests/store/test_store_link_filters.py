"""Incidents by type and country, as people name them."""

from __future__ import annotations

import pytest
from test_store_links import incident, linked

from sayso.record import IncidentPlace
from sayso.store import Store
from sayso.store.link_filters import PLOVER, UnknownValue, country_code


@pytest.fixture
def linked_store(store: Store) -> Store:
    there = incident("i_1", "r_a/e1").model_copy(
        update={"places": (IncidentPlace(name="Homs", country="SYR"),)}
    )
    own = incident("i_2", "r_b/e1").model_copy(update={"type": "RUMOUR"})
    store.save_links(linked(there, own))
    return store


@pytest.mark.parametrize("given", ["SYR", "syr", "Syria", " syria "])
def test_a_country_by_its_code_or_name(linked_store: Store, given: str) -> None:
    assert [i.id for i in linked_store.incidents(country=given)] == ["i_1"]
    assert [i.id for i in linked_store.incidents(country="Iraq")] == ["i_2"]
    assert linked_store.incidents(country="Chad") == []


def test_a_country_that_there_is_not(linked_store: Store) -> None:
    with pytest.raises(UnknownValue, match=r"no country 'syrien'.*SYR \(Syria\)"):
        linked_store.incidents(country="syrien")
    with pytest.raises(UnknownValue, match="a code such as SYR"):
        country_code("??")
    with pytest.raises(UnknownValue, match="a code such as SYR"):
        country_code("")
    assert country_code("DR Congo") == "COD"


def test_a_type_of_the_manual_or_of_a_codebook(linked_store: Store) -> None:
    assert [i.id for i in linked_store.incidents(type="assault")] == ["i_1"]
    assert [i.id for i in linked_store.incidents(type="rumour")] == ["i_2"]
    assert linked_store.incidents(type="AID") == []
    assert len(set(PLOVER)) == 16


def test_a_type_that_there_is_not(linked_store: Store) -> None:
    with pytest.raises(UnknownValue, match=r"no event type 'bomb'.*ASSAULT, RUMOUR"):
        linked_store.incidents(type="bomb")
