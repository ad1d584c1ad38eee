"""Incidents: the list, one of them, the map, places of the gazetteer."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from sayso.desk import gazetteer
from sayso.web import asked
from sayso.web.access import AtDesk
from sayso.web.answers import answer
from sayso.web.deciding import check_stage, written
from sayso.web.outward import columns_out, incident_out, incidents_out, lost_out
from sayso.web.wire.decisions import Decided, LostOut, NewDecision
from sayso.web.wire.incidents import IncidentPage, IncidentView, MapColumns, Region, Town

router = APIRouter(tags=["incidents"])


@router.get("/incidents", response_model=IncidentPage)
def incidents(
    request: Request,
    at: AtDesk,
    type: asked.Type = None,  # noqa: A002
    country: asked.Country = None,
    since: asked.Since = None,
    until: asked.Until = None,
    contested: asked.Contested = None,
    verbal: Annotated[
        bool, Query(description="Also incidents of words: accusations, meetings.")
    ] = False,
    state: Annotated[
        str | None, Query(description="How the review left it: `confirmed`, …, or `none`.")
    ] = None,
    q: asked.Words = None,
    where: asked.Where = None,
    after: asked.After = None,
    limit: asked.Limit = 50,
) -> Response:
    """A page of the incidents, latest first."""
    page = at.desk.incidents(
        type=type,
        country=country,
        since=since,
        until=until,
        contested=contested,
        verbal=verbal,
        state=state,
        q=q,
        where=where,
        after=after,
        limit=limit,
    )
    return answer(request, incidents_out(page))


@router.get("/incidents/lost")
def lost(at: AtDesk) -> list[LostOut]:
    """What was decided about incidents and has no place any more, as events are linked now."""
    return [lost_out(each) for each in at.desk.lost()]


@router.get("/incidents/{id}", response_model=IncidentView)
def incident(request: Request, at: AtDesk, id: str) -> Response:  # noqa: A002
    """An incident: its accounts by origin, how they came about, what was decided."""
    return answer(request, incident_out(at.desk.incident(id, official=at.only_reads)))


@router.post("/incidents/{id}/decisions")
def decide(at: AtDesk, id: str, decision: NewDecision) -> Decided:  # noqa: A002
    """Write down a decision about an incident."""
    check_stage(at, decision.stage)
    return written(at, at.desk.decide(id, **decision.model_dump()))


@router.get("/map", response_model=MapColumns)
def map_(
    request: Request,
    at: AtDesk,
    type: asked.Type = None,  # noqa: A002
    country: asked.Country = None,
    since: asked.Since = None,
    until: asked.Until = None,
    contested: asked.Contested = None,
    where: asked.Where = None,
) -> Response:
    """All incidents with a place, as columns for the map and the timeline."""
    columns = at.desk.map(
        type=type,
        country=country,
        since=since,
        until=until,
        contested=contested,
        where=where,
    )
    return answer(request, columns_out(columns))


@router.get("/towns")
def towns(
    south: asked.Latitude,
    west: asked.Longitude,
    north: asked.Latitude,
    east: asked.Longitude,
    limit: Annotated[int, Query(ge=1, le=1000, description="At most so many.")] = 100,
) -> list[Town]:
    """Towns of the gazetteer in a frame, the largest first.

    ``west`` is more than ``east`` where the frame crosses the 180th meridian.
    """
    return [Town.model_validate(town) for town in gazetteer.towns(south, west, north, east, limit)]


@router.get("/regions")
def regions(
    q: Annotated[str, Query(min_length=1, max_length=200, description="The name of a place.")],
) -> list[Region]:
    """Places of the gazetteer by name, to look at on the map."""
    return [Region.model_validate(place) for place in gazetteer.regions(q)]
