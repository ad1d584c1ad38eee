"""Exports, the formats that there are, and the fields of filters."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Literal

from fastapi import APIRouter, HTTPException, Path, Query, Request, Response
from fastapi.responses import StreamingResponse

from sayso.export.formats import FORMATS, format_named
from sayso.export.source import Asked
from sayso.query import FIELDS, fields_of, parse
from sayso.record import TollRule
from sayso.store.link_filters import VERBAL
from sayso.web import asked
from sayso.web.access import AtDesk
from sayso.web.answers import answer
from sayso.web.wire.export import FieldOut, Fields, FormatOut, Formats

router = APIRouter(tags=["export"])
_TELL_WHO = ("prov", "web-annotation")
"""Formats that say who decided, which only an adjudicator sees."""


@router.get("/fields", response_model=Fields)
def fields(request: Request) -> Response:
    """The fields of the filter language, for forms; `where` takes them."""
    return answer(request, _fields())


@router.get("/formats", response_model=Formats)
def formats(request: Request) -> Response:
    """The formats of exports."""
    return answer(request, _formats())


@router.get("/export/{format}", response_class=StreamingResponse)
def export(
    at: AtDesk,
    format: Annotated[  # noqa: A002
        str, Path(description="`name` of one that `GET /api/formats` has.")
    ],
    where: asked.Where = None,
    file: Annotated[
        Literal["csv", "parquet", "xlsx", "sqlite"],
        Query(description="For tables: which kind of file."),
    ] = "csv",
    rule: Annotated[
        TollRule | None, Query(description="Toll ranges by this rule; none: as they were linked.")
    ] = None,
    since: Annotated[
        str | None,
        Query(description="Also list what was changed on this day (`2024-02-01`) or later."),
    ] = None,
    machine: Annotated[
        bool, Query(description="As sayso read and linked it, without what people decided.")
    ] = False,
) -> StreamingResponse:
    """An export as a zip, `FORMAT.zip`, sent when it is whole: its files and the method sheet.

    Coders of a team get none, and some formats and filters are for adjudicators (403). While
    others are being written the answer is 409, with `Retry-After`.
    """
    kind = format_named(format)
    if at.desk.blind:
        raise HTTPException(
            403, "an export tells what others decided, which coders do not see; ask an adjudicator"
        )
    if kind.name in _TELL_WHO and not at.person.may("adjudicator"):
        raise HTTPException(403, f"{kind.name} tells who decided what; ask an adjudicator")
    # A filter of nothing but spaces is none.
    wanted = where if where and where.strip() else None
    marks = wanted and [name for name in fields_of(parse(wanted)) if FIELDS[name].own]
    if marks and at.person.team and not at.person.may("adjudicator"):
        raise HTTPException(403, f"{marks[0]}: tells what others marked; ask an adjudicator")
    what = Asked(where=wanted, rule=rule, file=file, since=since, official=not machine)
    zipped = at.served.exports.zipped(at.desk.store, kind.name, what)
    at.served.access.note(at.person, "exported", f"{kind.name} {wanted or ''}".strip()[:200])
    headers = {
        "Content-Disposition": f'attachment; filename="{kind.name}.zip"',
        "Content-Length": str(zipped.size),
        "Cache-Control": "private, no-store",
    }
    return StreamingResponse(zipped.parts, media_type="application/zip", headers=headers)


@cache
def _fields() -> Fields:
    from sayso.extract.codebook import load_codebook

    types = load_codebook().types
    known = {
        "type": sorted(types),
        "mode": sorted({mode for kind in types.values() for mode in kind.modes}),
    }
    return Fields(
        fields=[
            FieldOut(
                name=field.name,
                kind=field.kind,
                about=field.about,
                incidents=field.incidents,
                reports=field.reports,
                example=field.example,
                values=known.get(field.name, list(field.values)),
                decided=field.decided,
            )
            for field in FIELDS.values()
        ],
        verbal=sorted(VERBAL),
    )


@cache
def _formats() -> Formats:
    return Formats(
        formats=[
            FormatOut(
                name=each.name,
                means=each.means,
                of=each.of,
                files=["csv", "parquet", "xlsx", "sqlite"] if each.is_tables else [],
                tells_who=each.name in _TELL_WHO,
            )
            for each in FORMATS.values()
        ]
    )
