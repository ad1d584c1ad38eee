"""Incidents that are made by hand, for tables of events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sayso.record import (
    Account,
    EventRef,
    Incident,
    IncidentPlace,
    Origin,
    OriginFigure,
    Party,
    TollPart,
    TollRange,
)
from sayso.store.desk_views import ReportHead
from sayso.store.snapshot import Told
from sayso.tables.table import Cell, Row, Table

GAO = IncidentPlace(
    name="Gao", geonames=1, lat=16.27, lon=-0.04, country="MLI", admin1="Gao", precision=1
)
ARMY = Party(name="Malian army", kind="state_body", country="MLI", sector="MIL")
FRONT = Party(name="River Front", kind="organization", country="MLI", sector="REB")
GUARD = Party(name="Dune Guard", kind="organization", country="MLI", sector="REB")
VILLAGERS = Party(name="villagers", kind="group", country="MLI", sector="AGR")


def account(party: Party | str, event: str = "e1", origin: str = "o1", **more: Any) -> Account:
    """An account that names a party; a text is a value that nobody coded."""
    name = party if isinstance(party, str) else party.name
    return Account(
        value=name,
        origins=(origin,),
        reports=("r_1",),
        events=(EventRef(report="r_1", event=event),),
        party=None if isinstance(party, str) else party,
        **more,
    )


def toll(
    *figures: int, parts: Mapping[tuple[str, str | None], int] | None = None, **more: Any
) -> TollRange:
    """A range of the figures of origins, by ``ucdp``; the last is the best."""
    origins = tuple(
        OriginFigure(origin=f"o{i}", low=n, best=n, high=n, told=f"2021-03-0{i}")
        for i, n in enumerate(figures, 1)
    )
    made = {
        "low": min(figures),
        "best": figures[-1],
        "high": max(figures),
        "rule": "ucdp",
        "origins": origins,
        "parts": tuple(
            TollPart.model_validate({"who": who, "of": of, "low": n, "best": n, "high": n})
            for (who, of), n in (parts or {}).items()
        ),
    }
    return TollRange.model_validate(made | more)


def made(
    by: Sequence[Party | str | Account] = (),
    on: Sequence[Party | str | Account] = (),
    killed: TollRange | None = None,
    *,
    heads: Sequence[ReportHead] | None = None,
    origins: Sequence[str] = ("Sahel Wire", "Gao Herald"),
    accounts: Mapping[str, tuple[Account, ...]] | None = None,
    **changes: Any,
) -> Told:
    """An incident as an export is told of it: an attack near Gao on 2 March 2021."""
    fields = {
        "actors": tuple(a if isinstance(a, Account) else account(a) for a in by),
        "recipients": tuple(a if isinstance(a, Account) else account(a) for a in on),
        **(accounts or {}),
    }
    values: dict[str, Any] = {
        "id": "i_00000000000a",
        "type": "ASSAULT",
        "places": (GAO,),
        "earliest": "2021-03-02",
        "latest": "2021-03-02",
        "events": (EventRef(report="r_1", event="e1"), EventRef(report="r_2", event="e1")),
        "accounts": {name: rows for name, rows in fields.items() if rows},
        "tolls": {"killed": killed} if killed else {},
    }
    incident = Incident.model_validate(values | changes)
    known = {
        f"o{i}": Origin(id=f"o{i}", name=name, kind="outlet", reports=("r_1",), rule="")
        for i, name in enumerate(origins, 1)
    }
    told_by = heads if heads is not None else (head("r_1", "Sahel Wire"), head("r_2", "Gao Herald"))
    return Told(incident, known, {h.id: h for h in told_by}, None)


def head(id_: str, outlet: str | None, **more: Any) -> ReportHead:
    """The head of a report of 3 March 2021."""
    values: dict[str, Any] = {
        "title": "Attack near Gao",
        "agency": None,
        "published": "2021-03-03T06:30:00+02:00",
        "url": f"https://news.example/{id_}",
        "language": "en",
    }
    return ReportHead(id=id_, outlet=outlet, **(values | more))


def only(table: Table[Told], told: Told) -> dict[str, Cell]:
    """The one row of an incident, by the names of its columns."""
    (row,) = table.rows(told)
    return named(table, row)


def named(table: Table[Any], row: Row) -> dict[str, Cell]:
    """A row by the names of its columns."""
    return dict(zip(table.header, row, strict=True))
