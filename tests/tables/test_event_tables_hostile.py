"""Whatever a name is, an event table has its row, and the name is in it as it was."""

from __future__ import annotations

from typing import Any

import pytest
from made_incidents import ARMY, FRONT, account, head, made, named, toll

from sayso.record import IncidentPlace, Party
from sayso.tables.acled import ACLED
from sayso.tables.cells import plain, plain_rows
from sayso.tables.gdelt import EVENT_TABLE
from sayso.tables.ged import GED
from sayso.tables.table import Table

HOSTILE = (
    "=cmd|'/C calc'!A0",
    "a\0b",
    "half \ud83d of a pair",
    "two\r\nlines",
    'a "quote", a comma',
    "\u202eright to left\u202c",
    "x" * 100_000,
)
TABLES = (GED, ACLED, EVENT_TABLE)
NAME = {"ged": "side_a", "acled": "actor1", "events": "Actor1Name"}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_name_is_as_it_was(table: Table[Any], text: str) -> None:
    party = Party(name=text, kind="organization", sector="REB")
    (row,) = plain_rows(table.rows(made((party,), (ARMY,), toll(3), mode="firearms")))
    side = NAME[table.name] if table is not GED else "side_b"
    assert named(table, row)[side] == plain(text)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
@pytest.mark.parametrize("text", [*HOSTILE, "", "; ;", '"'], ids=range(len(HOSTILE) + 3))
def test_nonsense_everywhere_still_gives_a_row(table: Table[Any], text: str) -> None:
    party = Party(name=text, kind="organization", sector=text, country=text)
    told = made(
        (party, account(party, "e2", "o2"), FRONT),
        (party,),
        toll(3),
        id=text,
        mode=text,
        earliest=text,
        latest=text,
        contested=("actors",),
        agreed={"actors": text, "killed": text},
        origins=(text, text),
        heads=(head("r_1", text, title=text, published=text, url=text),),
        places=(IncidentPlace(name=text, country=text, admin1=text, lat=999.0, lon=float("inf")),),
    )
    (row,) = plain_rows(table.rows(told))
    assert len(row) == len(table.columns)
