"""Incidents as UCDP GED has them: header, codes, deaths; the same whichever side is which."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_incidents import ARMY, FRONT, GAO, GUARD, VILLAGERS, account, head, made, only, toll

from sayso.record import IncidentPlace, Party
from sayso.store.snapshot import Told
from sayso.tables.cells import plain
from sayso.tables.country_codes import country_codes
from sayso.tables.ged import GED, priogrid, rows
from sayso.tables.table import Cell
from sayso.tables.told import date_prec, number_of

HEADER = (
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id "
    "conflict_name dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a "
    "side_b_dset_id side_b_new_id side_b number_of_sources source_article source_office "
    "source_date source_headline source_original where_prec where_coordinates where_description "
    "adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id region event_clarity "
    "date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low "
    "gwnoa gwnob"
).split()
"""The 49 columns of the releases since 21.1."""
OF_20_1 = (
    "id year active_year type_of_violence conflict_new_id conflict_name dyad_new_id dyad_name "
    "side_a_new_id side_a side_b_new_id side_b number_of_sources source_article source_office "
    "source_date source_headline source_original where_prec where_coordinates where_description "
    "adm_1 adm_2 latitude longitude country region event_clarity date_prec date_start date_end "
    "deaths_a deaths_b deaths_civilians deaths_unknown best high low"
).split()


def ged(told: Told) -> dict[str, Cell]:
    return only(GED, told)


def deaths(row: Mapping[str, Cell]) -> tuple[Cell, ...]:
    return tuple(row[f"deaths_{who}"] for who in ("a", "b", "civilians", "unknown"))


def test_the_header_is_that_of_ged() -> None:
    assert list(GED.header) == HEADER
    assert len(OF_20_1) == 38
    assert [name for name in HEADER if name in set(OF_20_1)] == OF_20_1


def test_a_battle_with_a_state() -> None:
    killed = toll(10, 12, parts={("recipients", None): 7, ("civilians", None): 2})
    row = ged(made((FRONT,), (ARMY,), killed))
    assert row["type_of_violence"] == 1
    assert (row["side_a"], row["side_b"]) == ("Government of Mali", "River Front")
    assert row["dyad_name"] == "Government of Mali - River Front"
    assert row["conflict_name"] is None
    assert (row["gwnoa"], row["gwnob"]) == (432, None)
    assert deaths(row) == (7, 0, 2, 3)
    assert (row["low"], row["best"], row["high"]) == (10, 12, 12)
    assert (row["date_start"], row["date_end"], row["date_prec"]) == (
        date(2021, 3, 2),
        date(2021, 3, 2),
        1,
    )
    assert (row["year"], row["event_clarity"]) == (2021, 1)
    assert (row["country"], row["country_id"], row["region"]) == ("Mali", 432, "Africa")
    assert row["geom_wkt"] == "POINT (-0.04 16.27)"
    assert row["source_original"] == "Sahel Wire; Gao Herald"
    assert row["number_of_sources"] == 2
    assert row["source_article"] == (
        '"Sahel Wire, 2021-03-03, Attack near Gao"; "Gao Herald, 2021-03-03, Attack near Gao"'
    )
    assert (row["id"], row["relid"]) == (10, "i_00000000000a")


def test_the_state_is_side_a_whoever_attacks() -> None:
    attacked = ged(made((FRONT,), (ARMY,), toll(5, parts={("recipients", None): 5})))
    attacks = ged(made((ARMY,), (FRONT,), toll(5, parts={("actors", None): 5})))
    for name in ("type_of_violence", "side_a", "side_b", "gwnoa", "deaths_a", "deaths_b"):
        assert attacked[name] == attacks[name], name


def test_swapped_parties_are_swapped_and_nothing_else() -> None:
    def fight(one: Party, other: Party) -> dict[str, Cell]:
        parts = {("actors", "River Front"): 3, ("actors", "Dune Guard"): 4}
        return ged(made((one, other), (), toll(9, parts=parts)))

    first, second = fight(FRONT, GUARD), fight(GUARD, FRONT)
    assert first["type_of_violence"] == second["type_of_violence"] == 2
    assert (first["side_a"], first["deaths_a"]) == (second["side_b"], second["deaths_b"])
    assert (first["side_b"], first["deaths_b"]) == (second["side_a"], second["deaths_a"])
    assert (first["side_a"], first["deaths_a"]) == ("River Front", 3)
    assert first["conflict_name"] == first["dyad_name"] == "River Front - Dune Guard"
    swapped = {"side_a", "side_b", "deaths_a", "deaths_b", "dyad_name", "conflict_name"}
    assert {k: v for k, v in first.items() if k not in swapped} == {
        k: v for k, v in second.items() if k not in swapped
    }


@pytest.mark.parametrize("by", [ARMY, FRONT])
def test_one_sided_violence_is_the_same_whoever_does_it(by: Party) -> None:
    killed = toll(9, parts={("civilians", None): 6, ("actors", None): 1})
    row = ged(made((by,), (VILLAGERS,), killed))
    assert row["type_of_violence"] == 3
    assert row["side_b"] == "Civilians"
    assert deaths(row) == (0, 0, 6, 3)


def test_forces_of_one_state_are_no_dyad() -> None:
    police = Party(name="police", kind="state_body", sector="COP", country="MLI")
    assert ged(made((police,), (ARMY,), toll(2)))["type_of_violence"] is None
    told = ged(made((police,), (ARMY,), toll(2)))
    assert (told["side_a"], told["side_b"], told["dyad_name"]) == ("police", "Malian army", None)
    abroad = Party(name="Chadian army", kind="state_body", sector="MIL", country="TCD")
    assert ged(made((abroad,), (ARMY,), toll(2)))["type_of_violence"] == 1


def test_a_crowd_that_kills_is_no_organised_violence() -> None:
    crowd = Party(name="crowd", kind="group", sector="CVL")
    assert ged(made((crowd,), (ARMY,), toll(1)))["type_of_violence"] is None


def test_rivals_are_both_there_and_neither_is_chosen() -> None:
    rivals = (account(FRONT, "e1"), account(ARMY, "e2", "o2"))
    row = ged(made(rivals, (VILLAGERS,), toll(4), contested=("actors",)))
    assert row["side_a"] == "River Front; Malian army"
    assert row["type_of_violence"] is None
    assert row["gwnoa"] is None
    rows_of = ged(made(rivals[::-1], (VILLAGERS,), toll(4), contested=("actors",)))
    assert rows_of["side_a"] == "Malian army; River Front"


@pytest.mark.parametrize("accused", [ARMY, FRONT])
def test_a_side_that_is_denied_is_no_plain_fact(accused: Party) -> None:
    told = (account(accused), account(accused, origin="o2", denied=True))
    accusation = {"accused": accused.name, "by": ("o1",), "denied_by": ("o2",)}
    row = ged(made(told, (VILLAGERS,), toll(4), contested=("actors",), allegations=(accusation,)))
    assert row["side_a"] == f"{accused.name} (denied)"
    assert row["dyad_name"] == f"{accused.name} (denied) - Civilians"
    assert (row["type_of_violence"], row["gwnoa"]) == (3, None)


def test_one_tells_of_fighters_and_another_of_villagers() -> None:
    fighters = Party(name="fighters", kind="group", sector="REB")
    row = ged(made((ARMY,), (account(fighters), account(VILLAGERS, origin="o2")), toll(4)))
    assert row["type_of_violence"] is None
    assert row["side_b"] == "fighters; villagers"


def test_parts_that_are_more_than_the_best_say_nothing() -> None:
    killed = toll(20, 10, parts={("recipients", None): 9, ("civilians", None): 8})
    assert deaths(ged(made((FRONT,), (ARMY,), killed))) == (0, 0, 0, 10)


def test_a_rule_without_a_best_has_no_deaths() -> None:
    row = ged(made((FRONT,), (ARMY,), toll(4, 8, best=None, rule="minmax")))
    assert deaths(row) == (None, None, None, None)
    assert (row["low"], row["best"], row["high"]) == (4, None, 8)


def test_nobody_died_or_it_was_no_violence_and_there_is_no_row() -> None:
    assert list(rows(made((FRONT,), (ARMY,)))) == []
    assert list(rows(made((FRONT,), (ARMY,), toll(0)))) == []
    assert list(rows(made((FRONT,), (ARMY,), toll(3), type="COERCE"))) == []
    doubted = toll(0, low=0, best=0, high=3)
    assert ged(made((FRONT,), (ARMY,), doubted))["high"] == 3


def test_without_sides_place_day_or_report_the_cells_are_empty() -> None:
    told = made((), (), toll(3), places=(), earliest=None, latest=None, heads=(), origins=())
    row = ged(told)
    full = {name for name, value in row.items() if value is not None}
    assert full == {
        "id",
        "relid",
        "number_of_sources",
        "deaths_a",
        "deaths_b",
        "deaths_civilians",
        "deaths_unknown",
        "best",
        "high",
        "low",
    }
    assert row["number_of_sources"] == -1
    assert deaths(row) == (0, 0, 0, 3)


def test_only_a_last_day_is_the_coarsest_time() -> None:
    row = ged(made((), (), toll(3), earliest=None))
    assert (row["date_start"], row["date_prec"], row["event_clarity"]) == (None, 5, 2)
    assert (row["date_end"], row["year"]) == (date(2021, 3, 2), 2021)


@pytest.mark.parametrize(
    ("last", "precision"),
    [("2021-03-01", 1), ("2021-03-06", 2), ("2021-03-07", 3), ("2021-03-31", 4), ("2021-04-01", 5)],
)
def test_precision_of_days(last: str, precision: int) -> None:
    assert date_prec(date(2021, 3, 1), date.fromisoformat(last)) == precision


@pytest.mark.parametrize(
    ("lat", "lon", "cell"),
    [(10.51, 2.29, 145085), (-90, -180, 1), (-89.75, 179.9, 720), (90, 179.9, 259200)],
)
def test_cells_of_prio_grid(lat: float, lon: float, cell: int) -> None:
    assert priogrid(lat, lon) == cell


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_the_centre_of_a_cell_is_near_its_points(lat: float, lon: float) -> None:
    cell = priogrid(lat, lon)
    assert cell is not None
    row, column = divmod(cell - 1, 720)
    assert abs(row / 2 - 89.75 - lat) <= 0.25 + 1e-9
    off = abs(column / 2 - 179.75 - lon)
    assert min(off, 360 - off) <= 0.25 + 1e-9


def test_what_is_nowhere_is_in_no_cell() -> None:
    assert priogrid(91, 0) is None
    assert priogrid(float("nan"), 0) is None


def test_lists_keep_step_and_marks_within_a_value_do_not_split_it() -> None:
    heads = (
        head("r_1", "Sahel; Wire", title="One; two"),
        head("r_2", None, title=None, published=None),
        head("r_3", "Gao Herald"),
    )
    row = ged(made((FRONT,), (ARMY,), toll(3), heads=heads))
    lists = [str(row[name]).split("; ") for name in ("source_office", "source_date")]
    assert lists == [["Sahel, Wire", "", "Gao Herald"], ["2021-03-03", "", "2021-03-03"]]
    assert str(row["source_headline"]).split("; ") == ["One, two", "", "Attack near Gao"]


def test_other_places_are_told_of() -> None:
    bamako = IncidentPlace(name="Bamako", country="MLI")
    told = made((), (), toll(3), places=(GAO, bamako), accounts={"place": (account("Ansongo"),)})
    row = ged(told)
    assert row["where_coordinates"] == "Gao"
    assert row["where_description"] == "Bamako; Ansongo"


def test_the_place_is_the_first_with_coordinates() -> None:
    district = IncidentPlace(name="Gao district", country="MLI")
    row = ged(made((), (), toll(3), places=(district, GAO)))
    assert (row["where_coordinates"], row["where_description"]) == ("Gao", "Gao district")
    assert row["geom_wkt"] == "POINT (-0.04 16.27)"


def test_a_country_outside_the_list_of_states_has_no_number() -> None:
    gaza = IncidentPlace(name="Gaza City", country="PSE", lat=31.5, lon=34.5)
    row = ged(made((), (), toll(3), places=(gaza,)))
    assert (row["country_id"], row["region"]) == (None, None)
    assert row["country"]


def test_numbers_are_the_digits_of_the_id_and_exact_in_every_program() -> None:
    assert number_of("i_ffffffffffff") == 2**48 - 1
    assert 0 <= number_of("anything else") < 2**48
    assert number_of("anything else") != number_of("anything")


@given(st.text(max_size=40), st.text(max_size=40))
def test_whatever_names_are_it_is_a_row_that_pandas_reads_back(name: str, title: str) -> None:
    party = Party(name=name, kind="organization", sector="REB")
    told = made((party,), (ARMY,), toll(3), heads=(head("r_1", name, title=title),))
    (row,) = rows(told)
    text = io.StringIO(newline="")
    csv.writer(text).writerows([GED.header, tuple(map(plain, row))])
    back = pd.read_csv(io.StringIO(text.getvalue(), newline=""), keep_default_na=False)
    assert back["best"].tolist() == [3]
    assert back["relid"].tolist() == ["i_00000000000a"]


@pytest.mark.parametrize(
    ("country", "number", "region"),
    [
        ("USA", 2, "Americas"),
        ("DEU", 260, "Europe"),
        ("CZE", 316, "Europe"),
        ("SRB", 340, "Europe"),
        ("COD", 490, "Africa"),
        ("EGY", 651, "Middle East"),
        ("YEM", 678, "Middle East"),
        ("AFG", 700, "Asia"),
        ("VNM", 816, "Asia"),
        ("AUS", 900, "Asia"),
    ],
)
def test_numbers_of_states_are_of_those_that_exist_now(
    country: str, number: int, region: str
) -> None:
    place = IncidentPlace(name="Somewhere", country=country)
    row = ged(made((), (), toll(3), places=(place,)))
    assert (row["country_id"], row["region"]) == (number, region)


def test_no_two_countries_share_a_number() -> None:
    every = [codes for codes in country_codes().values() if codes.gw is not None]
    assert len({codes.gw for codes in every}) == len(every) > 190
    assert all(codes.region for codes in every)
    of_iso = [codes.iso for codes in country_codes().values() if codes.iso is not None]
    assert len(set(of_iso)) == len(of_iso)
