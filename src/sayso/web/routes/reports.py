"""The queue, a report, what is decided about it, its stored page."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response

from sayso.web import asked
from sayso.web.access import AtDesk
from sayso.web.answers import answer
from sayso.web.deciding import check_stage, written
from sayso.web.inert import PAGE_POLICY, inert
from sayso.web.outward import queue_out, report_out
from sayso.web.wire.decisions import Decided, NewDecision
from sayso.web.wire.reports import Ask, Candidate, Candidates, Queue, ReportView, Suggested

router = APIRouter(tags=["reports"])
Order = Literal["relevance", "newest", "oldest"]
Reviewed = Literal["no", "yes", "all"]


@router.get("/queue", response_model=Queue)
def queue(
    request: Request,
    at: AtDesk,
    order: Annotated[Order, Query(description="What comes first.")] = "relevance",
    outlet: asked.Outlet = None,
    since: asked.Since = None,
    until: asked.Until = None,
    type: asked.Type = None,  # noqa: A002
    country: asked.Country = None,
    contested: asked.Contested = None,
    reviewed: Annotated[
        Reviewed, Query(description="Only what the person who asks has gone through, or not.")
    ] = "no",
    flagged: asked.Flagged = None,
    q: asked.Words = None,
    where: asked.Where = None,
    after: asked.After = None,
    limit: asked.Limit = 50,
) -> Response:
    """A page of the reports to go through, near copies under the report that they are copies of."""
    page = at.desk.queue(
        order=order,
        outlet=outlet,
        since=since,
        until=until,
        type=type,
        country=country,
        contested=contested,
        reviewed=reviewed,
        flagged=flagged,
        q=q,
        where=where,
        after=after,
        limit=limit,
    )
    return answer(request, queue_out(page))


@router.get("/reports/{id}", response_model=ReportView)
def report(request: Request, at: AtDesk, id: str, reading: asked.Reading = None) -> Response:  # noqa: A002
    """A report as the person who asks sees it: the machine's reading with their decisions."""
    return answer(request, report_out(at.desk.report(id, reading, official=at.only_reads)))


@router.get("/reports/{id}/raw", response_class=Response)
def raw(at: AtDesk, id: str, reading: asked.Reading = None) -> Response:  # noqa: A002
    """The bytes that the report came in as, as text that no browser runs."""
    content, media_type = at.desk.store.raw(id, reading)
    headers = {
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": PAGE_POLICY,
        "Content-Disposition": 'inline; filename="page.txt"',
        "X-Media-Type": media_type if media_type.isascii() and media_type.isprintable() else "",
    }
    return Response(content, media_type="text/plain; charset=utf-8", headers=headers)


@router.get("/reports/{id}/page", response_class=Response)
def page(at: AtDesk, id: str, reading: asked.Reading = None) -> Response:  # noqa: A002
    """The stored page, to look at in a sandboxed frame: nothing in it runs or loads."""
    content, media_type = at.desk.store.raw(id, reading)
    headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": PAGE_POLICY}
    shown = inert(content, media_type)
    return Response(shown.encode(), media_type="text/html; charset=utf-8", headers=headers)


@router.post("/reports/{id}/suggest")
def suggest(at: AtDesk, id: str, ask: Ask) -> Suggested:  # noqa: A002
    """An event, statement, actor, place or time made of selected words, filled in."""
    path, value = at.desk.suggest(id, ask.kind, ask.span, ask.reading)
    return Suggested(path=path, value=value)


@router.get("/reports/{id}/candidates")
def candidates(
    at: AtDesk,
    id: str,  # noqa: A002
    path: Annotated[str, Query(max_length=200, description="The field, as `events.e1.actors`.")],
    reading: asked.Reading = None,
) -> Candidates:
    """Values that a field could have, with their words: what it has, then the nearest."""
    found = at.desk.candidates(id, path, reading)
    return Candidates(path=path, candidates=[Candidate.model_validate(each) for each in found])


@router.post("/reports/{id}/decisions")
def decide(at: AtDesk, id: str, decision: NewDecision) -> Decided:  # noqa: A002
    """Write down a decision about a report or something in it."""
    check_stage(at, decision.stage)
    return written(at, at.desk.decide(id, **decision.model_dump()))
