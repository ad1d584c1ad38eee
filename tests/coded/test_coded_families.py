"""Which codes of one codebook can be which of another."""

import pytest

from sayso.coded.families import of_acled, of_ged, of_plover

FIT = [
    (1, "Battles", "Armed clash"),
    (1, "Explosions/Remote violence", "Air/drone strike"),
    (2, "Battles", "Armed clash"),
    (2, "Violence against civilians", "Attack"),
    (2, "Riots", "Mob violence"),
    (3, "Violence against civilians", "Attack"),
    (3, "Explosions/Remote violence", "Grenade"),
    (3, "Protests", "Excessive force against protesters"),
    (1, "Battle-Government regains territory", ""),
    (3, "Remote violence", ""),
]
OTHERS = [
    (1, "Protests", "Peaceful protest"),
    (3, "Protests", "Peaceful protest"),
    (3, "Battles", "Armed clash"),
    (1, "Strategic developments", "Agreement"),
    (2, "Headquarters or base established", ""),
]


@pytest.mark.parametrize(("violence", "type_", "more"), FIT)
def test_types_of_ucdp_and_acled_that_fit(violence: int, type_: str, more: str) -> None:
    assert of_ged(violence)[1] & of_acled(type_, more)


@pytest.mark.parametrize(("violence", "type_", "more"), OTHERS)
def test_types_of_ucdp_and_acled_that_do_not(violence: int, type_: str, more: str) -> None:
    assert not of_ged(violence)[1] & of_acled(type_, more)
    assert of_acled(type_, more)


@pytest.mark.parametrize(
    ("type_", "mode", "acled", "more"),
    [
        ("ASSAULT", "drone", "Strategic developments", "Disrupted weapons use"),
        ("ASSAULT", "abduct", "Battles", "Armed clash"),
        ("ASSAULT", "abduct", "Violence against civilians", "Abduction/forced disappearance"),
        ("ASSAULT", "crowd-control", "Protests", "Excessive force against protesters"),
        ("PROTEST", "demo", "Protests", "Peaceful protest"),
        ("COERCE", "arrest", "Strategic developments", "Arrests"),
        ("AGREE", None, "Strategic developments", "Agreement"),
    ],
)
def test_types_of_plover_and_acled_that_fit(
    type_: str, mode: str | None, acled: str, more: str
) -> None:
    assert of_plover(type_, mode) & of_acled(acled, more)


def test_a_type_that_nobody_codes_has_no_family() -> None:
    assert of_acled("Weather", "Excessive force against protesters") == frozenset()
    assert of_plover("WEATHER", "rain") == frozenset()
