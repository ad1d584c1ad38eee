"""A small desk with real accounts, sessions and guard around a few routes."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

from argon2 import PasswordHasher
from fastapi import APIRouter, FastAPI, HTTPException, Response
from fastapi.testclient import TestClient
from starlette.staticfiles import StaticFiles

from sayso.store import Store
from sayso.web.faults import answer_faults
from sayso.web.people import passwords
from sayso.web.people.logins import Logins
from sayso.web.people.routes import router
from sayso.web.people.throttle import Throttle
from sayso.web.security import Guard, protect

HERE = "http://127.0.0.1:8765"
THERE = "https://desk.example"
QUICK = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
AGENT = "desk-tests/1"


class Time:
    """A clock that tests set."""

    def __init__(self) -> None:
        self.passed = 0.0

    def seconds(self) -> float:
        return self.passed

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=self.passed)

    def go(self, **by: float) -> None:
        self.passed += timedelta(**by).total_seconds()


class Desk:
    """The app, its store, its clock."""

    def __init__(self, store: Store, static: str, **guard: Any) -> None:
        self.store = store
        self.time = Time()
        self.guard = Guard(
            store,
            "Reports",
            logins=Logins(store, self.time.now),
            throttle=Throttle(self.time.seconds),
            **guard,
        )
        self.app = FastAPI()
        self.app.state.served = SimpleNamespace(access=self.guard)
        api = APIRouter(prefix="/api")
        api.include_router(router)
        api.include_router(_routes())
        self.app.include_router(api)
        self.app.mount("/", StaticFiles(directory=static, html=True))
        answer_faults(self.app)
        protect(self.app, self.guard)

    def client(self, base: str = HERE, address: str = "192.0.2.7", **headers: str) -> TestClient:
        """A new browser."""
        return TestClient(
            self.app,
            base_url=base,
            client=(address, 50000),
            headers={"User-Agent": AGENT, **headers},
        )

    def logged_in(self, name: str, base: str = THERE, **more: str) -> TestClient:
        """A browser in which somebody is logged in, and which sends the token along."""
        client = self.client(base, **more)
        answer = client.post("/api/login", json={"name": name, "password": password_of(name)})
        assert answer.status_code == 200, answer.text
        client.headers["X-CSRF-Token"] = answer.json()["csrf"]
        return client

    def audit(self) -> list[tuple[str, str, str]]:
        """The log, oldest first: who, what, about."""
        return [(line.who, line.what, line.about) for line in reversed(self.store.audit())]


@contextmanager
def desk(location: str, static: str, **guard: Any) -> Iterator[Desk]:
    """A desk that is closed again; its passwords are hashed quickly."""
    if "://" not in location:
        shutil.copy(_empty(), location)
    with patch.object(passwords, "_HASHER", QUICK), Store.open(location) as store:
        made = Desk(store, static, **guard)
        try:
            yield made
        finally:
            made.guard.close()


def password_of(name: str) -> str:
    """The password that the tests give to somebody."""
    return f"seven green kettles {len(name)}{name[-1]}"


@cache
def _empty() -> Path:
    """A collection with nothing in it, made once."""
    path = Path(tempfile.mkdtemp(prefix="sayso-desk-")) / "empty.db"
    Store.open(path).close()
    return path


def _routes() -> APIRouter:
    routes = APIRouter()

    @routes.get("/queue")
    def queue() -> dict[str, str]:
        return {"groups": "none"}

    @routes.get("/reports/{id}")
    def report(id: str, response: Response) -> dict[str, str]:  # noqa: A002
        response.headers["ETag"] = '"1"'
        return {"id": id}

    @routes.get("/reports/{id}/page")
    def page(id: str) -> Response:  # noqa: A002
        policy = "sandbox; default-src 'none'; frame-ancestors 'self'"
        return Response(id, headers={"Content-Security-Policy": policy})

    @routes.post("/undo")
    def undo() -> dict[str, str]:
        return {"done": "undo"}

    @routes.get("/agreement")
    def agreement() -> None:
        raise ValueError("a secret of the server")

    @routes.post("/jobs")
    def jobs() -> None:
        raise HTTPException(403, "reading all reports again takes the role admin")

    @routes.get("/unruled")
    def unruled() -> dict[str, str]:
        return {"found": "without a rule"}

    return routes
