"""Values of records as cells of sayso's own tables."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.record import (
    Account,
    Allegation,
    Event,
    EventRef,
    Incident,
    IncidentPlace,
    Origin,
    Party,
    ReaderInfo,
    Report,
    Source,
    Statement,
    Step,
    TollPart,
    TollRange,
    VoiceStep,
)
from sayso.store.desk_views import ReportHead
from sayso.store.snapshot import Read, Told
from sayso.tables.own import TABLES
from sayso.tables.own.values import joined, main_place, moment
from sayso.tables.told import date_prec, day_of

BY_NAME = {table.name: table for table in TABLES}
ARMY = Party(name="the army", kind="state_body", country="MLI", sector="MIL")
REBELS = Party(name="River Front", kind="organization", country="MLI", sector="REB")


def cells(name: str, of: Any) -> list[dict[str, Any]]:
    table = BY_NAME[name]
    return [dict(zip(table.header, row, strict=True)) for row in table.rows(of)]


def account(value: str, **more: Any) -> Account:
    return Account(value=value, origins=("o1",), reports=("r1",), **more)


def told(**changes: Any) -> Told:
    incident = Incident(
        id="i1",
        type="ASSAULT",
        events=(EventRef(report="r1", event="e1"), EventRef(report="r2", event="e1")),
        **changes,
    )
    heads = {
        id_: ReportHead(id_, None, outlet, None, None, None, None)
        for id_, outlet in (("r1", "Post"), ("r2", "Post"))
    }
    origin = Origin(id="o1", name="Post", kind="outlet", reports=("r1", "r9"), rule="own")
    return Told(incident, {"o1": origin}, heads, None)


@pytest.mark.parametrize(
    ("earliest", "latest", "expected"),
    [
        ("2020-05-02", "2020-05-02", 1),
        ("2020-05-02", "2020-05-03", 2),
        ("2020-05-02", "2020-05-07", 2),
        ("2020-05-02", "2020-05-08", 3),
        ("2020-05-02", "2020-05-09", 4),
        ("2020-05-01", "2020-05-31", 4),
        ("2020-05-01", "2020-06-01", 5),
        (None, "2020-06-01", 5),
        ("2020-05-01", None, 5),
        (None, None, None),
        ("no date", None, None),
    ],
)
def test_how_closely_a_day_is_known(
    earliest: str | None, latest: str | None, expected: int | None
) -> None:
    assert date_prec(day_of(earliest), day_of(latest)) == expected


def test_a_day_is_of_its_own_zone_and_a_moment_in_utc() -> None:
    assert day_of("2020-05-03T01:15:00+03:00") == date(2020, 5, 3)
    assert moment("2020-05-03T01:15:00+03:00") == datetime(2020, 5, 2, 22, 15, tzinfo=UTC)
    assert moment("2020-05-03") is None
    assert day_of("sometime") is None is moment("sometime in May")


@given(st.text(max_size=30))
def test_any_text_is_a_time_or_none(text: str) -> None:
    assert day_of(text) is None or isinstance(day_of(text), date)
    assert moment(text) is None or isinstance(moment(text), datetime)


def test_a_list_in_a_cell_has_each_value_once() -> None:
    assert joined(["a", None, "b", "a", ""]) == "a; b"
    assert joined([]) is None


def test_the_first_place_with_coordinates_stands_for_an_incident() -> None:
    vague = IncidentPlace(name="the north")
    gao = IncidentPlace(name="Gao", lat=16.3, lon=0.0)
    equator = IncidentPlace(name="Null Island", lat=0.0, lon=0.0)
    assert main_place([vague, equator, gao]) == equator
    assert main_place([vague]) == vague
    assert main_place([]) is None


def test_an_incident_without_anything_is_a_row() -> None:
    (row,) = cells("incidents", told())
    full = {name for name, cell in row.items() if cell is not None}
    counts = {"reports", "outlets", "outlet_names", "origins", "origin_names", "events"}
    assert full == {"id", "type", "affirmed"} | counts
    assert (row["reports"], row["outlets"], row["origins"], row["events"]) == (2, 1, 1, 2)


def test_who_is_named_only_to_deny_it_is_no_actor() -> None:
    accounts = {
        "actors": (
            account("the army", party=ARMY),
            account("River Front", party=REBELS, denied=True),
        )
    }
    (row,) = cells("incidents", told(accounts=accounts))
    assert (row["actors"], row["actors_countries"], row["actors_sectors"]) == (
        "the army",
        "MLI",
        "MIL",
    )
    assert [a["denied"] for a in cells("accounts", told(accounts=accounts))] == [False, True]


def test_both_sides_are_written_alike() -> None:
    one = {"actors": (account("a", party=ARMY),), "recipients": (account("b", party=REBELS),)}
    two = {"actors": (account("b", party=REBELS),), "recipients": (account("a", party=ARMY),)}
    (first,), (second,) = (cells("incidents", told(accounts=each)) for each in (one, two))
    for name, cell in first.items():
        other = name.replace("actors", "#").replace("recipients", "actors")
        assert second[other.replace("#", "recipients")] == cell


def test_parts_of_a_toll_are_summed_in_the_row_and_apart_in_tolls() -> None:
    parts = (
        TollPart(who="civilians", low=1, best=1, high=2),
        TollPart(who="actors", of="the army", low=2, best=2, high=2),
        TollPart(who="actors", of="River Front", low=3, best=3, high=None),
    )
    toll = TollRange(low=6, best=8, high=9, rule="ucdp", parts=parts)
    (row,) = cells("incidents", told(tolls={"killed": toll}))
    assert [row[f"killed_civilians_{b}"] for b in ("low", "best", "high")] == [1, 1, 2]
    assert [row[f"killed_actors_{b}"] for b in ("low", "best", "high")] == [5, 5, None]
    assert [row[f"killed_recipients_{b}"] for b in ("low", "best", "high")] == [None] * 3
    rows = cells("tolls", told(tolls={"killed": toll}))
    assert [(r["part"], r["side"], r["best"]) for r in rows] == [
        ("all", None, 8),
        ("civilians", None, 1),
        ("actors", "the army", 2),
        ("actors", "River Front", 3),
    ]


def test_what_is_not_there_is_not_referred_to() -> None:
    accounts = {
        "killed": (
            Account(value="3", origins=("o1", "o9"), reports=("r1", "r9")),
            Account(value="4", origins=("o9",), reports=("r9",)),
        )
    }
    telling = (Step(report="r2", told=None, follows="r9", how="copy", why="copied"),)
    allegations = (Allegation(accused="the army", by=("o9", "o1"), denied_by=("o9",)),)
    given_ = told(accounts=accounts, telling=telling, allegations=allegations)
    assert [r["origin"] for r in cells("account_origins", given_)] == ["o1"]
    assert [r["report"] for r in cells("account_reports", given_)] == ["r1"]
    assert [r["report"] for r in cells("origin_reports", given_)] == ["r1"]
    assert [(r["says"], r["origin"]) for r in cells("allegations", given_)] == [("accuses", "o1")]
    follows = {r["report"]: (r["follows"], r["how"]) for r in cells("incident_reports", given_)}
    assert follows == {"r1": (None, None), "r2": (None, None)}


def report(**changes: Any) -> Report:
    return Report(
        id="r1", outlet="Post", text="A says B says C", reader=ReaderInfo(version="1"), **changes
    )


def test_a_chain_ends_where_it_begins_again() -> None:
    statements = (
        Statement(id="s1", kind="direct", source=Source(span=(0, 1)), content=(), parent="s2"),
        Statement(id="s2", kind="direct", source=Source(span=(7, 8)), content=(), parent="s1"),
        Statement(id="s3", kind="direct", content=(), parent="gone"),
    )
    rows = cells("statements", Read(report(statements=statements), {}))
    assert [r["chain"] for r in rows] == ["Post > B > A", "Post > A > B", "Post > somebody"]
    assert [r["parent"] for r in rows] == ["s2", "s1", None]


def test_an_event_of_nothing_that_is_known_is_a_row() -> None:
    event = Event(
        id="e1",
        type="ASSAULT",
        anchor=(2, 6),
        actors=("a9",),
        places=("p9",),
        time="t9",
        same_as="e9",
        voice=(VoiceStep(outlet=True), VoiceStep(teller="Wire"), VoiceStep(statement="s9")),
    )
    (row,) = cells("events", Read(report(events=(event,)), {"e1": "i1"}))
    assert (row["incident"], row["anchor"], row["voice"]) == (
        "i1",
        "says",
        "Post > Wire > somebody",
    )
    assert row["actors"] is row["place"] is row["earliest"] is row["same_as"] is None
