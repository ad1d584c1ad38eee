"""Errors as answers: ``{"detail": "what is wrong; remedy"}``; of a filter also where."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse

from sayso.desk import NothingToTurn
from sayso.errors import InputError, NotFound, QueryError, SaysoError, StoreError
from sayso.store.database import Unavailable
from sayso.store.decisions import AlreadyReplaced
from sayso.web.jobs import Busy
from sayso.web.wording import detail

_LATER = {"Retry-After": "5"}
"""Seconds after which somebody whom the database kept waiting may try again."""


def answer_faults(app: FastAPI) -> None:
    """Make every error of sayso, and every request that is none, an answer that a person can read.

    Args:
        app: The app.
    """
    app.add_exception_handler(SaysoError, _sayso)
    app.add_exception_handler(RequestValidationError, _invalid)


def status_of(error: SaysoError) -> int:
    """The HTTP status of an error."""
    if isinstance(error, NotFound):
        return 404
    if isinstance(error, Unavailable):
        return 503
    if isinstance(error, NothingToTurn | AlreadyReplaced | Busy):
        return 409
    if isinstance(error, InputError):
        return 422
    # what is wrong with the database has the driver's error as its cause, a bad question has none
    return 500 if isinstance(error, StoreError) and error.__cause__ else 400


def fault(error: SaysoError) -> JSONResponse:
    """An error as an answer."""
    status = status_of(error)
    content: dict[str, object] = {"detail": detail(error)}
    if isinstance(error, QueryError) and error.at is not None:
        content |= {"at": error.at, "length": error.length}
    return JSONResponse(
        content, status, _LATER if status == 503 or isinstance(error, Busy) else None
    )


def _sayso(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, SaysoError)  # noqa: S101 - registered for these alone
    return fault(error)


def _invalid(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - as above
    lines = [
        f"{'.'.join(str(part) for part in wrong['loc'])}: {wrong['msg']}"
        for wrong in error.errors()[:10]
    ]
    return JSONResponse({"detail": "; ".join(lines)}, 422)
