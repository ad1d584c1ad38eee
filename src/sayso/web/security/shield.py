"""The middleware around the whole app: nothing comes in or goes out beside it."""

from __future__ import annotations

import logging

from fastapi import FastAPI, HTTPException
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from sayso.store.database import Unavailable
from sayso.web.access import Visitor
from sayso.web.faults import fault
from sayso.web.security.cookies import is_https
from sayso.web.security.guard import Guard, is_api
from sayso.web.security.headers import dress
from sayso.web.security.origin import is_this_machine

logger = logging.getLogger(__name__)


def protect(app: FastAPI, guard: Guard) -> None:
    """Put the guard around an app. Call it after all other middleware was added.

    Args:
        app: The app.
        guard: Who may ask.
    """
    app.add_middleware(_Shield, guard=guard)
    if guard.proxies:
        app.add_middleware(ProxyHeadersMiddleware, trusted_hosts=list(guard.proxies))


class _Shield:
    def __init__(self, app: ASGIApp, guard: Guard) -> None:
        self._app = app
        self._guard = guard

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await _Answer(self._app, self._guard, scope, receive, send).give()
        else:  # the desk has no web sockets
            await send({"type": "websocket.close", "code": 1008})


class _Answer:
    """One answer in the making."""

    def __init__(
        self, app: ASGIApp, guard: Guard, scope: Scope, receive: Receive, send: Send
    ) -> None:
        self._app = app
        self._guard = guard
        self._scope = scope
        self._receive = receive
        self._send = send
        self._request = Request(scope)
        self._status: int | None = None

    async def give(self) -> None:
        """Let the app answer, or refuse."""
        visitor: Visitor | None = None
        why = ""  # what a route refuses, its answer says
        try:
            self._guard.check_place(self._request)
            if is_api(self._scope["path"]):
                visitor = await self._visitor()
                self._guard.check_right(self._request, visitor)
                self._scope.setdefault("state", {})["visitor"] = visitor
            await self._app(self._scope, self._receive, self._dressed)
        except HTTPException as refusal:
            await self._refuse(refusal)
            why = str(refusal.detail)
        except Unavailable as error:  # who asks cannot be found out just now
            await fault(error)(self._scope, self._receive, self._dressed)
        except Exception:
            if self._status is not None:
                raise
            # Starlette's own answer would come from outside of this middleware, without headers.
            logger.exception("%s %r failed", self._scope["method"], self._scope["path"])
            detail = "the server failed; its log says why; try again, and tell who runs it"
            await self._refuse(HTTPException(500, detail))
        if self._status == 403:
            await run_in_threadpool(self._guard.note_refusal, self._request, visitor, why)

    async def _visitor(self) -> Visitor | None:
        if self._guard.team:  # takes a look into the database
            return await run_in_threadpool(self._guard.identify, self._request)
        return self._guard.identify(self._request)

    async def _refuse(self, refusal: HTTPException) -> None:
        answer = JSONResponse({"detail": refusal.detail}, refusal.status_code, refusal.headers)
        await answer(self._scope, self._receive, self._dressed)

    async def _dressed(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._status = message["status"]
            # Not of this machine's own name, which other programs serve things under too.
            keep_to_tls = is_https(self._request) and not is_this_machine(self._request)
            headers = MutableHeaders(scope=message)
            dress(headers, self._scope["path"], keep_to_tls=keep_to_tls)
        await self._send(message)
