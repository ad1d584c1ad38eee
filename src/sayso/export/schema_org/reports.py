"""Nodes of schema.org for one report: the article, and whose words are in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sayso.export.schema_org.names import agent, article_id, compact, incident_id, statement_id
from sayso.export.shared.clean import web_address
from sayso.record import Report, Statement
from sayso.store.snapshot import Read

Node = dict[str, Any]


def report_nodes(read: Read, copied: Sequence[str]) -> Iterator[Node]:
    """The article, then its statements in their order.

    Args:
        read: The report.
        copied: Reports that it carries text of.
    """
    report = read.report
    yield _article(read, copied)
    parents = {statement.id for statement in report.statements}
    for statement in report.statements:
        yield _statement(report, statement, parents)


def _article(read: Read, copied: Sequence[str]) -> Node:
    """``sourceOrganization`` is the agency: "on whose behalf the creator was working"."""
    report = read.report
    address = web_address(report.url)
    based_on = [*map(article_id, copied), web_address(report.original)]
    identifiers = [report.id, None if address else report.url]
    dateline = [report.words(b.span).strip() for b in report.blocks if b.kind == "dateline"]
    return compact(
        {
            "@id": article_id(report.id),
            "@type": "NewsArticle",
            "identifier": [i for i in identifiers if i],
            "url": address,
            "headline": report.title,
            "inLanguage": report.language,
            "datePublished": report.published,
            "dateModified": report.modified,
            "creditText": report.byline,
            "publisher": _house(report.outlet),
            "sourceOrganization": _house(report.agency),
            "dateline": dateline,
            "isBasedOn": [b for b in based_on if b],
            "about": sorted({incident_id(i) for i in read.incidents.values()}),
        }
    )


def _house(name: str | None) -> Node | None:
    return {"@type": "NewsMediaOrganization", "name": name} if name else None


def _statement(report: Report, statement: Statement, known: set[str]) -> Node:
    """A statement is part of the one that holds it, else of the article: who repeats whom."""
    quoted = statement.kind != "indirect"
    parent = statement.parent if statement.parent in known else None
    holder = statement_id(report.id, parent) if parent else article_id(report.id)
    speaker = _speaker(report, statement)
    source = statement.source
    medium = statement.medium
    return compact(
        {
            "@id": statement_id(report.id, statement.id),
            "@type": "Quotation" if quoted else "Claim",
            "text": " … ".join(report.words(span) for span in statement.content),
            "spokenByCharacter" if quoted else "author": speaker,
            "isPartOf": holder,
            "appearance": None if quoted else article_id(report.id),
            "source": report.words(source.span) if source else None,
            "sourceKind": source.kind if source else None,
            "anonymous": True if source and source.anonymous else None,
            "cue": [report.words(span) for span in statement.cue],
            "stance": statement.stance,
            "medium": report.words(medium.span) if medium else None,
        }
    )


def _speaker(report: Report, statement: Statement) -> Node | None:
    """The actor behind the words for a source, else these words as a name."""
    if statement.source is None:
        return None
    actors = {actor.id: actor for actor in report.actors}
    actor = actors.get(statement.source.actor or "")
    if actor is None:
        return {"name": report.words(statement.source.span)}
    return agent(
        f"{article_id(report.id)}:actor:{actor.id}",
        actor.name,
        actor.kind,
        role=actor.role,
        identity=actor.identity,
    )
