"""The app: routes of the API, the client, what guards them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from sayso import __version__
from sayso.desk import Desk
from sayso.desk.official_reports import renew_official
from sayso.record import VoiceStep
from sayso.store import Store
from sayso.store.location import stem
from sayso.web.faults import answer_faults
from sayso.web.jobs import Jobs
from sayso.web.keymap import KeymapFile, usual_path
from sayso.web.people.routes import router as people
from sayso.web.routes import export, incidents, overview, reports, work
from sayso.web.security import Guard, protect
from sayso.web.served import Options, Served
from sayso.web.static import serve_client
from sayso.web.stream import Broadcaster

_UNZIPPED = ("/api/stream", "/api/export/")


def create_app(location: str | Path, *, options: Options | None = None) -> FastAPI:
    """The desk as an app for any ASGI server.

    Args:
        location: The collection: a database file, or ``postgresql://user@host/database``.
        options: How it is served.

    Raises:
        StoreError: The collection cannot be opened.
    """
    options = options or Options()
    store = Store.open(location, create=False)
    renew_official(store)  # a crash, a new reading or the first account may have come between
    stream = Broadcaster()
    alone = not options.team and not store.people()
    guard = Guard(
        store,
        stem(location),
        team=options.team,
        name=options.name,
        proxies=options.proxies,
        tls_only=bool(options.proxies) and not options.plain_http,
    )
    app = routes_app()
    app.state.served = Served(
        location=location,
        desk=Desk(store, options.name, alone=alone),
        access=guard,
        stream=stream,
        jobs=Jobs(stream),
        keymap=KeymapFile(options.keymap or usual_path()),
    )
    if options.client is not None:
        serve_client(app, options.client)
    protect(app, guard)
    return app


def routes_app() -> FastAPI:
    """The app with all routes and nothing behind them, as for its OpenAPI description."""
    app = FastAPI(
        title="sayso",
        version=__version__,
        summary="The desk: review what sayso read.",
        openapi_url="/api/openapi.json",
        docs_url=None,  # its page loads scripts from elsewhere
        redoc_url=None,
        lifespan=_lifespan,
        generate_unique_id_function=_name,
    )
    api = APIRouter(prefix="/api")
    # in the order of how often they are asked: addresses are looked for from the first one on
    for router in (
        reports.router,
        work.router,
        incidents.router,
        overview.router,
        export.router,
        people,
    ):
        api.include_router(router)
    app.include_router(api)
    answer_faults(app)
    app.add_middleware(_Zipped)
    described = app.openapi

    def openapi() -> dict[str, Any]:
        description = described()
        schemas = description["components"]["schemas"]
        # a type that writes itself down is described by what it reads: pydantic sees no more
        schemas["VoiceStep"] = VoiceStep.model_json_schema()
        return description

    app.openapi = openapi  # type: ignore[method-assign]  # as FastAPI says to extend it
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    yield
    served: Served = app.state.served
    served.stream.close()
    served.access.close()
    served.desk.store.close()


def _name(route: APIRoute) -> str:
    return f"{route.tags[0] if route.tags else 'desk'}_{route.name}"


class _Zipped:
    """Compresses answers, but for the stream, each line of which must go out at once, and zips."""

    def __init__(self, app: ASGIApp) -> None:
        self._plain = app
        self._zipped = GZipMiddleware(app, minimum_size=1500, compresslevel=4)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        plain = scope["type"] != "http" or scope["path"].startswith(_UNZIPPED)
        await (self._plain if plain else self._zipped)(scope, receive, send)
