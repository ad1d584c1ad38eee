from __future__ import annotations

import pytest
from linking_reports import plain

from sayso.linking.copies.credit import direction
from sayso.linking.moments import day, moment
from sayso.linking.names import host, host_of_outlet, is_proper, key_of, same_name, same_person


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("The Harbour Post", "Harbour Post"),
        ("AFP", "Agence France-Presse"),
        ("harbourpost.com", "Harbour Post"),
        ("El País", "El Pais"),
        ("EWN", "Eastern World Network"),
    ],
)
def test_one_name(one: str, two: str) -> None:
    assert same_name(one, two)
    assert same_name(two, one)


@pytest.mark.parametrize(
    ("one", "two"), [("Harbour Post", "River Post"), ("AP", "AFP"), (None, "AFP"), ("", "")]
)
def test_two_names(one: str | None, two: str | None) -> None:
    assert not same_name(one, two)


def test_people() -> None:
    assert same_person("Col. Sami Haddad", "Haddad")
    assert same_person("Sami Haddad", "President Sami Haddad")
    assert not same_person("Sami Haddad", "Rania Haddad")
    assert not same_person("Haddad", "Haddad Salim")


def test_proper_names_and_descriptions() -> None:
    assert is_proper("Reuters")
    assert is_proper("ministry of defence of Chad")
    assert not is_proper("police")
    assert not is_proper("Two officials")
    assert not is_proper("")


def test_addresses() -> None:
    assert host("https://user@www.Example.org:80/a?b") == "example.org"
    assert host("no address") is None
    assert host_of_outlet("news.harbour-post.com", "Harbour Post")
    assert not host_of_outlet("example.org", "Harbour Post")


def test_key_is_its_own_key() -> None:
    for name in (
        "The Harbour Post",
        "Agence France-Presse",
        "Syrian Arab News Agency",
        "N'Djaména Hebdo",
    ):
        assert key_of(key_of(name)) == key_of(name)


@pytest.mark.parametrize("text", ["", "soon", "2020-13-01", None])
def test_dates_that_are_none(text: str | None) -> None:
    assert moment(text) is None
    assert day(text) is None


def test_extreme_dates_do_not_overflow() -> None:
    assert moment("0001-01-01T00:00:00+14:00") is not None
    assert moment("9999-12-31T23:59:59-12:00") is not None


def test_a_mutual_credit_falls_back_on_time() -> None:
    a = plain("r_a", "According to River Daily it rained.", "Harbour Post", "2020-05-03T09:00:00Z")
    b = plain("r_b", "It rained, Harbour Post reported.", "River Daily", "2020-05-03T08:00:00Z")
    found = direction(a, b)
    assert (found.forward, found.by) == (False, "time")
    assert "each credits the other" in found.why
