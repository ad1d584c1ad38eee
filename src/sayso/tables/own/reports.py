"""Tables of reports, their statements and copies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from sayso.record import Copy, Report, SourceKind, Stance, Statement, StatementKind
from sayso.store.snapshot import Read
from sayso.tables.own.columns import REPORT, TO_REPORT, utc
from sayso.tables.own.values import BETWEEN, begin, end, moment, offsets, words
from sayso.tables.table import Column, Foreign, Row, Table
from sayso.tables.told import day_of


def _report(read: Read) -> Iterator[Row]:
    report = read.report
    yield (
        report.id,
        report.url,
        report.original,
        report.outlet,
        report.agency,
        report.title,
        report.byline,
        report.language,
        report.published,
        day_of(report.published),
        moment(report.published),
        report.modified,
        report.relevance,
        len(report.text),
        len(report.events),
        len(report.statements),
        len(set(read.incidents.values())),
        report.reader.version,
    )


REPORTS = Table(
    name="reports",
    title="Reports",
    means="A report. Its text is not here: it belongs to whoever published it.",
    columns=(
        Column("id", "string", "Id of the report: it stays the same.", required=True),
        Column("url", "string", "Its address."),
        Column(
            "original",
            "string",
            "The address on another site that the page gives as that of the original.",
        ),
        Column("outlet", "string", "Who publishes it."),
        Column("agency", "string", "The news agency that it is credited to."),
        Column("title", "string", "Its title."),
        Column("byline", "string", "Who wrote it, as the page gives it."),
        Column("language", "string", "Its language: ISO 639-1."),
        Column("published", "string", "When it came out, as the page gives it (ISO 8601)."),
        Column("published_day", "date", "The day of that, in the page's own zone."),
        utc("published_utc"),
        Column("modified", "string", "When it was changed, as the page gives it (ISO 8601)."),
        Column(
            "relevance",
            "number",
            "How likely it tells of conflict, 0 to 1, for triage; it says nothing about whether "
            "it is true. Empty: not measured.",
        ),
        Column(
            "characters",
            "integer",
            "Unicode characters of its text, as offsets count them.",
            required=True,
        ),
        Column("events", "integer", "Events that it mentions.", required=True),
        Column("statements", "integer", "Statements in it.", required=True),
        Column("incidents", "integer", "Incidents of this export that it tells of.", required=True),
        Column("reader", "string", "The version of sayso that read it.", required=True),
    ),
    of="read",
    rows=_report,
    key=("id",),
)


def _statements(read: Read) -> Iterator[Row]:
    report = read.report
    actors = {actor.id: actor for actor in report.actors}
    known = {statement.id: statement for statement in report.statements}
    for statement in report.statements:
        source, medium = statement.source, statement.medium
        actor = actors.get(source.actor) if source and source.actor else None
        through = actors.get(medium.actor) if medium and medium.actor else None
        parent = statement.parent if statement.parent in known else None
        yield (
            report.id,
            statement.id,
            statement.kind,
            statement.stance,
            report.words(source.span) if source else None,
            source.kind if source else None,
            source.anonymous if source else None,
            actor.name if actor else None,
            actor.country if actor else None,
            actor.sector if actor else None,
            actor.role if actor else None,
            words(report, statement.cue),
            words(report, statement.content),
            report.words(medium.span) if medium else None,
            through.name if through else None,
            words(report, statement.hedges),
            parent,
            chain(report, known, statement),
            begin(source.span if source else None),
            end(source.span if source else None),
            offsets(statement.cue),
            offsets(statement.content),
        )


def chain(report: Report, known: dict[str, Statement], statement: Statement) -> str:
    """Who tells it whom, outermost first: the outlet, then each source around it and its own."""
    tellers: list[str] = []
    seen: set[str] = set()
    at: Statement | None = statement
    while at is not None and at.id not in seen:
        seen.add(at.id)
        tellers.append(report.words(at.source.span) if at.source else "somebody")
        at = known.get(at.parent) if at.parent else None
    return " > ".join((report.outlet or "the report", *reversed(tellers)))


STATEMENTS = Table(
    name="statements",
    title="Statements",
    means="Who says what in a report.",
    columns=(
        REPORT,
        Column("statement", "string", "Id of the statement in the report.", required=True),
        Column(
            "kind",
            "string",
            "Quoted, in other words, or both.",
            values=get_args(StatementKind),
            required=True,
        ),
        Column(
            "stance",
            "string",
            "What the words that say so say about the content; no verdict of ours.",
            values=get_args(Stance),
            required=True,
        ),
        Column("source", "string", "The words for whoever says it. Empty: nobody is named."),
        Column(
            "source_kind",
            "string",
            "What these words say the source is. Empty: they give only a name.",
            values=get_args(SourceKind),
        ),
        Column("anonymous", "boolean", "The source is kept from being named."),
        Column("actor", "string", "The name that the words stand for: whom `he` means."),
        Column("actor_country", "string", "Country of the source: ISO 3166-1 alpha-3, or IGO, …"),
        Column("actor_sector", "string", "PLOVER sector of the source: GOV, MIL, REB, …"),
        Column("actor_role", "string", "What the words say the source is: `spokesman`."),
        Column("cue", "string", "The words that say that it is said. ` … `: others between them."),
        Column("content", "string", "What is said, in the report's words, likewise."),
        Column("medium", "string", "The words for whom it was told to, or who published it."),
        Column("medium_actor", "string", "The name that these words stand for."),
        Column("hedges", "string", "Words by which a teller keeps a distance: `reportedly`."),
        Column("parent", "string", "The statement that this one is told in."),
        Column(
            "chain",
            "string",
            "Who has it from whom, outermost first, with ` > ` between: the outlet, a source, a "
            "source of that source.",
            required=True,
        ),
        Column(
            "source_begin",
            "integer",
            "Where the source's words begin in the report's text, in Unicode characters from 0.",
        ),
        Column("source_end", "integer", "Where they end: the place after the last character."),
        Column("cue_at", "string", "Where the cue's words are: `12-16; 40-44`."),
        Column("content_at", "string", "Where the content's words are, likewise."),
    ),
    of="read",
    rows=_statements,
    key=("report", "statement"),
    foreign=(TO_REPORT, Foreign(("report", "parent"), "statements", ("report", "statement"))),
)


def _copy(copy: Copy) -> Iterator[Row]:
    yield (
        copy.from_,
        copy.to,
        copy.kind,
        copy.share,
        copy.share_from,
        sum(a1 - a0 for a0, a1, _, _ in copy.spans),
        BETWEEN.join(f"{a0}-{a1}={b0}-{b1}" for a0, a1, b0, b1 in copy.spans) or None,
        copy.direction,
        copy.why,
    )


COPIES = Table(
    name="copies",
    title="Copies",
    means="A report that carries text of another one.",
    columns=(
        Column("from_report", "string", "Id of the report whose text it is.", required=True),
        Column("to_report", "string", "Id of the report that carries it.", required=True),
        Column(
            "kind",
            "string",
            "How much, and how: all of it, a part, with other words, or only what it quotes.",
            values=("reprint", "excerpt", "rewrite", "quotes"),
            required=True,
        ),
        Column("share", "number", "Share of the copying report's body, 0 to 1.", required=True),
        Column("share_from", "number", "Share of the original's body, 0 to 1.", required=True),
        Column("characters", "integer", "Unicode characters that are copied.", required=True),
        Column(
            "spans",
            "string",
            "Where: the characters of the original, then of the copy: `153-452=199-498; …`.",
        ),
        Column(
            "direction",
            "string",
            "By what it is known who has it from whom.",
            values=("credit", "url", "time", "unknown"),
            required=True,
        ),
        Column("why", "string", "Why, with the words.", required=True),
    ),
    of="copies",
    rows=_copy,
    key=("from_report", "to_report"),
    foreign=(
        Foreign(("from_report",), "reports", ("id",)),
        Foreign(("to_report",), "reports", ("id",)),
    ),
)
