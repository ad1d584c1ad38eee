"""The collection as a whole: search, who said what, figures, agreement, adjudication."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response

from sayso.web import asked
from sayso.web.access import AtDesk
from sayso.web.answers import answer
from sayso.web.outward import hit_out
from sayso.web.outward_team import adjudication_line, adjudication_out, agreement_out
from sayso.web.values import codebook as all_values
from sayso.web.wire.overview import (
    Adjudication,
    AdjudicationLine,
    Agreement,
    Codebook,
    Count,
    Figures,
    Said,
)
from sayso.web.wire.reports import HitOut

router = APIRouter(tags=["overview"])


@router.get("/codebook", response_model=Codebook)
def codebook(request: Request) -> Response:
    """The values that fields can have, for forms."""
    return answer(request, all_values())


@router.get("/search")
def search(
    at: AtDesk,
    q: Annotated[
        str, Query(min_length=1, max_length=1000, description="As `sayso search` takes them.")
    ],
    limit: asked.Limit = 20,
) -> list[HitOut]:
    """Reports with these words in title or text, best first."""
    return [hit_out(hit) for hit in at.desk.search(q, limit)]


@router.get("/said", response_model=Said)
def said(
    request: Request,
    at: AtDesk,
    actor: Annotated[
        str | None, Query(description="The actor who says it, by the whole name, in any case.")
    ] = None,
    source: Annotated[
        str | None, Query(description="The actor, or the words for the source, likewise.")
    ] = None,
    outlet: asked.Outlet = None,
    after: asked.After = None,
    limit: asked.Limit = 50,
) -> Response:
    """Statements of a person or body, or of an outlet's reports, in order of publication."""
    page = at.desk.said(actor=actor, source=source, outlet=outlet, after=after, limit=limit)
    return answer(request, Said.model_validate(page))


@router.get("/names")
def names(
    at: AtDesk,
    kind: Annotated[Literal["source", "outlet"], Query(description="Names of what.")],
    q: Annotated[str, Query(min_length=1, max_length=200, description="The beginning of a word.")],
    limit: asked.Limit = 20,
) -> list[Count]:
    """Names that ``said`` takes with a word that begins so, those in most reports first."""
    return [Count.model_validate(each) for each in at.desk.names(kind, q, limit)]


@router.get("/figures", response_model=Figures)
def figures(request: Request, at: AtDesk) -> Response:
    """How much there is, of what, and how far the review is."""
    return answer(request, Figures.model_validate(at.desk.figures()))


@router.get("/adjudications")
def adjudications(at: AtDesk) -> list[AdjudicationLine]:
    """Reports that at least two people have gone through."""
    return [adjudication_line(report, found) for report, found in at.desk.adjudications()]


@router.get("/adjudications/{report}")
def adjudication(at: AtDesk, report: str) -> Adjudication:
    """Where people who have gone through a report agree, and where they do not."""
    return adjudication_out(at.desk.adjudication(report))


@router.get("/agreement")
def agreement(at: AtDesk) -> Agreement:
    """Agreement of the coders field by field, and each one's pace."""
    roles = {person.name: person.role for person in at.desk.store.people()}
    return agreement_out(at.desk.agreement(), roles)
