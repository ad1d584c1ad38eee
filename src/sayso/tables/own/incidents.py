"""The table of incidents: one row each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import get_args

from sayso.record import Account, Effect, Incident, TollRange
from sayso.store.snapshot import Told
from sayso.tables.own.columns import (
    ADMIN1,
    COUNTRY,
    DATE_PREC,
    GEONAMES,
    LAT,
    LON,
    WHERE_PREC,
)
from sayso.tables.own.values import joined, main_place, place_cells
from sayso.tables.table import Cell, Column, Row, Table
from sayso.tables.told import date_prec, day_of, days_of, is_affirmed

EFFECTS: tuple[str, ...] = get_args(Effect)
FIELDS = (*EFFECTS, "actors", "recipients", "place", "date")
"""All that accounts are of."""
PARTS = ("civilians", "actors", "recipients")
STANDINGS = ("agreed", "contested", "superseded", "unsettled", "one_origin")
STATES = ("confirmed", "corrected", "merged", "split")
RULES = ("ucdp", "acled", "minmax", "median_of_origins")

_BOUNDS = {
    "low": "the least",
    "best": "the best single figure, where the rule gives one",
    "high": "the most",
}


def _toll_columns() -> Iterator[Column]:
    """Ranges of each effect; those of the killed with how many of them were of which side."""
    for effect in EFFECTS:
        who = "People who took part" if effect == "participants" else f"People {effect}"
        for bound, means in _BOUNDS.items():
            yield Column(
                f"{effect}_{bound}",
                "integer",
                f"{who}: {means}, by the rule in `rule`. Empty: not told.",
            )
        if effect == "killed":
            yield from _part_columns()


def _part_columns() -> Iterator[Column]:
    for part in PARTS:
        who = "civilians" if part == "civilians" else f"fighters or members of the {part}"
        for bound, means in _BOUNDS.items():
            yield Column(
                f"killed_{part}_{bound}",
                "integer",
                f"Of the killed, {who}: {means}. Empty: not told; it says nothing of the others.",
            )


def _standing_columns() -> Iterator[Column]:
    for name in FIELDS:
        yield Column(
            f"standing_{name}",
            "string",
            f"How what is told of `{name}` stands: `agreed`, independent origins tell the same; "
            "`contested`, they tell what cannot both be true; `superseded`, its one origin "
            "corrected itself; `unsettled`, they tell what can both be true and is not the same; "
            "`one_origin`. Empty: nothing is told.",
            values=STANDINGS,
        )


def _incident(told: Told) -> Iterator[Row]:
    incident, reports = told.incident, told.reports
    first, last = days_of(incident)
    place = main_place(incident.places)
    days = [at for step in incident.telling if (at := day_of(step.told))]
    accounts = incident.accounts
    yield (
        incident.id,
        incident.type,
        incident.mode,
        first,
        last,
        date_prec(first, last),
        *place_cells(place),
        joined(p.name for p in incident.places),
        joined(p.country for p in incident.places),
        *_side(accounts.get("actors", ())),
        *_side(accounts.get("recipients", ())),
        *_tolls(incident),
        _rule(incident),
        len(reports),
        len({head.outlet for head in reports.values() if head.outlet}),
        joined(head.outlet for head in reports.values()),
        len(told.origins),
        joined(origin.name for origin in told.origins.values()),
        len(incident.events),
        min(days, default=None),
        max(days, default=None),
        joined(incident.contested),
        *(incident.standing.get(name) for name in FIELDS),
        is_affirmed(told),
        told.state,
    )


def _side(accounts: Iterable[Account]) -> Iterator[Cell]:
    """Names and codes of a side; who is named only to deny it is left out."""
    named = [account for account in accounts if not account.denied]
    parties = [account.party for account in named if account.party]
    yield joined(account.value for account in named)
    yield joined(party.country for party in parties)
    yield joined(party.sector for party in parties)


def _tolls(incident: Incident) -> Iterator[Cell]:
    for effect in EFFECTS:
        toll = incident.tolls.get(effect)
        yield from (toll.low, toll.best, toll.high) if toll else (None, None, None)
        if effect == "killed":
            yield from _parts(toll)


def _parts(killed: TollRange | None) -> Iterator[Cell]:
    for who in PARTS:
        parts = [part for part in killed.parts if part.who == who] if killed else []
        for bound in _BOUNDS:
            numbers = [getattr(part, bound) for part in parts]
            yield sum(numbers) if numbers and None not in numbers else None


def _rule(incident: Incident) -> str | None:
    return next((toll.rule for toll in incident.tolls.values()), None)


_SIDE = {
    "actors": "who is told to have done it; in a fight of two sides, both",
    "recipients": "whom it was done to",
}

INCIDENTS = Table(
    name="incidents",
    title="Incidents",
    means="An incident: one happening, over all reports that tell of it. What is told of it by "
    "whom is in `accounts`.",
    columns=(
        Column(
            "id",
            "string",
            "Id of the incident. It stays the same when the collection is linked again.",
            required=True,
        ),
        Column(
            "type", "string", "Event type, of PLOVER 2.0 or the user's codebook.", required=True
        ),
        Column("mode", "string", "Mode of the type: how it was done."),
        Column("earliest", "date", "First day on which it can have happened."),
        Column("latest", "date", "Last day on which it can have happened."),
        DATE_PREC,
        Column(
            "place",
            "string",
            "Where it happened: the first of its places with coordinates, else the first. All of "
            "them are in `incident_places`.",
        ),
        ADMIN1,
        COUNTRY,
        LAT,
        LON,
        WHERE_PREC,
        GEONAMES,
        Column("places", "string", "Names of all its places, joined by `; `."),
        Column("countries", "string", "Countries of all its places, joined by `; `."),
        *(
            column
            for side, means in _SIDE.items()
            for column in (
                Column(
                    side,
                    "string",
                    f"Names of {means}, joined by `; `, as accounts give them; without those that "
                    "are named only to deny it. Origins may name different ones: see `accounts`.",
                ),
                Column(
                    f"{side}_countries",
                    "string",
                    f"Countries of the {side} that are coded, each once, joined by `; `: ISO "
                    "3166-1 alpha-3, or a PLOVER code such as IGO. Whose each is: see `accounts`.",
                ),
                Column(
                    f"{side}_sectors",
                    "string",
                    f"PLOVER sectors of the {side} that are coded, likewise: GOV, MIL, REB, …",
                ),
            )
        ),
        *_toll_columns(),
        Column(
            "rule",
            "string",
            "The rule by which figures of several origins make one range. Empty: no toll is told.",
            values=RULES,
        ),
        Column("reports", "integer", "Reports that tell of it.", required=True),
        Column("outlets", "integer", "Outlets of these reports.", required=True),
        Column("outlet_names", "string", "Their names in the order of telling, joined by `; `."),
        Column(
            "origins",
            "integer",
            "Independent origins of all its accounts: see docs/counting.md.",
            required=True,
        ),
        Column("origin_names", "string", "Their names, joined by `; `: see `origins`."),
        Column("events", "integer", "Mentions in reports that it is made of.", required=True),
        Column("first_told", "date", "Day of the first report, in the page's own zone."),
        Column("last_told", "date", "Day of the last report, in the page's own zone."),
        Column(
            "contested",
            "string",
            "Fields of which independent origins tell what cannot both be true, joined by `; `.",
        ),
        *_standing_columns(),
        Column(
            "affirmed",
            "boolean",
            "Whether anybody says that it happened. False: it is told only to deny it, or nothing "
            "at all is told of it.",
            required=True,
        ),
        Column(
            "state",
            "string",
            "What people decided about it. Empty: nothing; it is as sayso linked it.",
            values=STATES,
        ),
    ),
    of="told",
    rows=_incident,
    key=("id",),
)
