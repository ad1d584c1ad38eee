"""Tables of what is told of incidents, and on whose say-so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from sayso.record import Account, ActorKind
from sayso.store.snapshot import Told
from sayso.tables.own.columns import INCIDENT, REPORT, TO_INCIDENT, TO_REPORT, utc
from sayso.tables.own.incidents import FIELDS, STANDINGS
from sayso.tables.own.values import identity, joined, moment
from sayso.tables.table import Column, Foreign, Row, Table
from sayso.tables.told import day_of

ACCOUNT = Column(
    "account", "integer", "Number of the account in the incident: see `accounts`.", required=True
)
ORIGIN = Column(
    "origin", "string", "Id of the origin in the incident: see `origins`.", required=True
)
TO_ACCOUNT = Foreign(("incident", "account"), "accounts", ("incident", "account"))
TO_ORIGIN = Foreign(("incident", "origin"), "origins", ("incident", "origin"))


def _numbered(told: Told) -> Iterator[tuple[int, str, Account]]:
    number = 0
    for field, accounts in told.incident.accounts.items():
        for account in accounts:
            number += 1
            yield number, field, account


def _accounts(told: Told) -> Iterator[Row]:
    incident = told.incident
    for number, field, account in _numbered(told):
        party = account.party
        yield (
            incident.id,
            number,
            field,
            account.value,
            account.low,
            account.best,
            account.high,
            account.denied,
            account.superseded_by,
            len(account.origins),
            joined(told.origins[id_].name for id_ in account.origins if id_ in told.origins),
            sum(report in told.reports for report in account.reports),
            account.told,
            day_of(account.told),
            moment(account.told),
            incident.standing.get(field),
            incident.agreed.get(field) == account.value and not account.denied,
            party.name if party else None,
            party.kind if party else None,
            party.country if party else None,
            party.sector if party else None,
            party.role if party else None,
            identity(party.identity) if party else None,
        )


ACCOUNTS = Table(
    name="accounts",
    title="Accounts",
    means="A value that is told for a field of an incident. Values that differ are never merged: "
    "each has a row, and who tells it is in `account_origins`.",
    columns=(
        INCIDENT,
        Column("account", "integer", "Counts the accounts of the incident, from 1.", required=True),
        Column(
            "field",
            "string",
            "What it is told of: a toll (`killed`, …), `actors`, `recipients`, `place` or `date`.",
            required=True,
            values=FIELDS,
        ),
        Column("value", "string", "The value, as it is told first."),
        Column("low", "integer", "Of a toll: the least that the words allow."),
        Column("best", "integer", "Of a toll: the figure that the words give."),
        Column("high", "integer", "Of a toll: the most that the words allow."),
        Column("denied", "boolean", "The value is told only to deny it.", required=True),
        Column("superseded_by", "string", "The value that the same origin gave later."),
        Column("origins", "integer", "Independent origins that tell it.", required=True),
        Column("told_by", "string", "Their names, joined by `; `: see `account_origins`."),
        Column("reports", "integer", "Reports that carry it.", required=True),
        Column("told", "string", "When it was told first, as the page gives it (ISO 8601)."),
        Column("told_day", "date", "The day of that, in the page's own zone."),
        utc("told_utc"),
        Column("standing", "string", "How the field stands: see `incidents`.", values=STANDINGS),
        Column("agreed", "boolean", "It is the value that the field is agreed on.", required=True),
        Column(
            "party_name",
            "string",
            "Of `actors` and `recipients` that are coded: the fullest name that a report has.",
        ),
        Column(
            "party_kind",
            "string",
            "What they are.",
            values=get_args(ActorKind),
        ),
        Column(
            "party_country",
            "string",
            "Of whom: ISO 3166-1 alpha-3, or a PLOVER code such as IGO.",
        ),
        Column("party_sector", "string", "PLOVER sector: GOV, MIL, REB, …"),
        Column("party_role", "string", "What the words say they are: `spokesman`, `governor`."),
        Column("party_identity", "string", "Entry in an authority file, as `wikidata:Q7188`."),
    ),
    of="told",
    rows=_accounts,
    key=("incident", "account"),
    foreign=(TO_INCIDENT,),
)


def _account_origins(told: Told) -> Iterator[Row]:
    for number, _, account in _numbered(told):
        for origin in dict.fromkeys(account.origins):
            if origin in told.origins:
                yield told.incident.id, number, origin


ACCOUNT_ORIGINS = Table(
    name="account_origins",
    title="Which origins tell which accounts",
    means="An origin that an account goes back to.",
    columns=(INCIDENT, ACCOUNT, ORIGIN),
    of="told",
    rows=_account_origins,
    key=("incident", "account", "origin"),
    foreign=(TO_ACCOUNT, TO_ORIGIN),
)


def _account_reports(told: Told) -> Iterator[Row]:
    for number, _, account in _numbered(told):
        for report in dict.fromkeys(account.reports):
            if report in told.reports:
                yield told.incident.id, number, report


ACCOUNT_REPORTS = Table(
    name="account_reports",
    title="Which reports carry which accounts",
    means="A report that carries an account.",
    columns=(INCIDENT, ACCOUNT, REPORT),
    of="told",
    rows=_account_reports,
    key=("incident", "account", "report"),
    foreign=(TO_ACCOUNT, TO_REPORT),
)


def _evidence(told: Told) -> Iterator[Row]:
    for number, _, account in _numbered(told):
        events = [("event", ref.report, ref.event) for ref in account.events]
        statements = [("statement", ref.report, ref.statement) for ref in account.statements]
        for kind, report, id_ in dict.fromkeys((*events, *statements)):
            if report in told.reports:
                yield told.incident.id, number, report, kind, id_


ACCOUNT_EVIDENCE = Table(
    name="account_evidence",
    title="What accounts were read from",
    means="An event or a statement of a report that an account was read from: "
    "see `events` and `statements`. Where people changed a report since the last linking, it may "
    "no longer be there.",
    columns=(
        INCIDENT,
        ACCOUNT,
        REPORT,
        Column("kind", "string", "Which of the two.", values=("event", "statement"), required=True),
        Column("id", "string", "Its id in the report.", required=True),
    ),
    of="told",
    rows=_evidence,
    key=("incident", "account", "report", "kind", "id"),
    foreign=(TO_ACCOUNT, TO_REPORT),
)


def _origins(told: Told) -> Iterator[Row]:
    for origin in told.origins.values():
        yield (
            told.incident.id,
            origin.id,
            origin.name,
            origin.kind,
            origin.rule,
            joined(origin.rules),
            joined(origin.circle),
            sum(report in told.reports for report in dict.fromkeys(origin.reports)),
        )


ORIGINS = Table(
    name="origins",
    title="Origins",
    means="Where accounts of an incident enter the record: own reporting of an outlet, or the "
    "deepest source that is named. Copies and quotes of one speech have one origin.",
    columns=(
        INCIDENT,
        Column(
            "origin",
            "string",
            "Id of the origin. The same in all incidents that it tells of, where it is the same.",
            required=True,
        ),
        Column("name", "string", "Its name, or the words for it."),
        Column(
            "kind",
            "string",
            "What it is.",
            values=("outlet", "agency", "source", "anonymous", "unknown"),
            required=True,
        ),
        Column("rule", "string", "Why tellings were put under it, with the words."),
        Column(
            "rules",
            "string",
            "Names of the rules that merged tellings into it, joined by `; `: see "
            "docs/counting.md.",
        ),
        Column(
            "circle",
            "string",
            "Outlets that cite one another for it, so that none is its source, joined by `; `.",
        ),
        Column("reports", "integer", "Reports of this incident that carry it.", required=True),
    ),
    of="told",
    rows=_origins,
    key=("incident", "origin"),
    foreign=(TO_INCIDENT,),
)


def _origin_reports(told: Told) -> Iterator[Row]:
    for origin in told.origins.values():
        for report in dict.fromkeys(origin.reports):
            if report in told.reports:
                yield told.incident.id, origin.id, report


ORIGIN_REPORTS = Table(
    name="origin_reports",
    title="Which reports carry which origins",
    means="A report of an incident that carries what an origin tells.",
    columns=(INCIDENT, ORIGIN, REPORT),
    of="told",
    rows=_origin_reports,
    key=("incident", "origin", "report"),
    foreign=(TO_ORIGIN, TO_REPORT),
)


def _allegations(told: Told) -> Iterator[Row]:
    for number, allegation in enumerate(told.incident.allegations, 1):
        sides = (("accuses", allegation.by), ("denies", allegation.denied_by))
        for says, origins in sides:
            for origin in dict.fromkeys(origins):
                known = told.origins.get(origin)
                if known:
                    yield (
                        told.incident.id,
                        number,
                        allegation.accused,
                        allegation.claimed,
                        says,
                        origin,
                    )


ALLEGATIONS = Table(
    name="allegations",
    title="Who is said to have done it",
    means="An origin that says of somebody that they did it, or that denies it.",
    columns=(
        INCIDENT,
        Column("number", "integer", "Counts the accused of the incident, from 1.", required=True),
        Column("accused", "string", "Name of the accused, as an account gives it.", required=True),
        Column("claimed", "boolean", "The accused is among those who say so.", required=True),
        Column(
            "says", "string", "What the origin says.", values=("accuses", "denies"), required=True
        ),
        ORIGIN,
    ),
    of="told",
    rows=_allegations,
    key=("incident", "number", "says", "origin"),
    foreign=(TO_INCIDENT, TO_ORIGIN),
)
