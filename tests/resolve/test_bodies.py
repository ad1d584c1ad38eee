"""The table of bodies: well formed, and the same code for the same thing, whoever it is."""

import re

import pytest

from sayso.gazetteer.countries import countries
from sayso.lexicon import load
from sayso.resolve.bodies import bodies
from sayso.resolve.codes import plover

SECTORS = frozenset(
    "COP GOV JUD LEG MIL PRM PTY REB SPY UAF AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL "
    "SOC -".split()
)
CODES = {plover(iso3) for iso3 in countries()} | {"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"}
ROWS = [
    (kind, *row.split(" | "))
    for kind, rows in load("bodies").items()
    for row in rows.splitlines()
    if row and not row.startswith("#")
]


@pytest.mark.parametrize(("kind", "codes", "names"), ROWS)
def test_a_row_is_well_formed(kind: str, codes: str, names: str) -> None:
    country, sector = codes.split()
    assert kind in ("organization", "state_body", "state")
    assert country in CODES
    first, *changed = sector.split("/")
    assert {first, *changed[1:]} <= SECTORS
    assert not changed or re.fullmatch(r"\d{4}", changed[0])
    assert len(set(names.split("; "))) == len(names.split("; "))


def test_there_are_many() -> None:
    assert len(ROWS) > 450


def test_only_short_acronyms_are_borne_by_two() -> None:
    for _, _, names in ROWS:
        for name in names.split("; "):
            assert len(bodies(name)) == 1 or (name.isupper() and len(name) <= 4) or name == "JeM"


def test_every_states_forces_have_one_code() -> None:
    forces = re.compile(r"(Armed Forces|Defen[cs]e Forces?|Army)$")
    found = {
        codes.split()[1] for kind, codes, names in ROWS
        if kind == "state_body" and forces.search(names.split("; ")[0])
    }  # fmt: skip
    assert found == {"MIL"}


def test_every_state_speaks_as_a_government() -> None:
    assert {codes.split()[1] for kind, codes, _ in ROWS if kind == "state"} == {"GOV", "PRE"}
