"""Routes about people: who am I, in and out, accounts, the audit log."""

from __future__ import annotations

from typing import Annotated, cast

from fastapi import APIRouter, Depends, HTTPException, Query, Request, Response
from pydantic import Field

from sayso import __version__
from sayso.errors import InputError, NotFound
from sayso.store.people_rows import Person as Account
from sayso.web.access import Visitor
from sayso.web.people.accounts import Conflict, in_words
from sayso.web.people.passwords import LONGEST, SHORTEST
from sayso.web.security.cookies import give_token, take_token
from sayso.web.security.guard import Guard
from sayso.web.wire.base import MOST, Wire
from sayso.web.wire.people import AuditLine, Login, Me, NewPerson, Person, PersonChange
from sayso.web.wording import detail

router = APIRouter(tags=["people"])


class NewPassword(Wire):
    """A password in the place of another."""

    old: str = Field(min_length=1, max_length=LONGEST)
    new: str = Field(min_length=SHORTEST, max_length=LONGEST)


def _guard(request: Request) -> Guard:
    return cast("Guard", request.app.state.served.access)


def _visitor(request: Request) -> Visitor:
    return _guard(request).visitor(request)


Asked = Annotated[Guard, Depends(_guard)]
By = Annotated[Visitor, Depends(_visitor)]


@router.get("/me")
def me(guard: Asked, by: By) -> Me:
    """The person who asks, and what the desk lets them do."""
    return _me(guard, by)


@router.post("/login")
def login(guard: Asked, request: Request, response: Response, given: Login) -> Me:
    """Begin a session, which a cookie keeps; too many tries have to wait (429)."""
    token, person = guard.log_in(request, given.name, given.password)
    give_token(request, response, token)
    return _me(guard, person)


@router.post("/logout", status_code=204)
def logout(guard: Asked, by: By, request: Request, response: Response) -> None:
    """End the session."""
    guard.log_out(by)
    take_token(request, response)
    response.headers["Clear-Site-Data"] = '"cache"'  # reports that the next person must not find


@router.post("/password")
def password(guard: Asked, by: By, request: Request, response: Response, given: NewPassword) -> Me:
    """Change one's own password; all other sessions of the person end."""
    try:
        token, person = guard.change_password(request, by, given.old, given.new)
    except InputError as error:
        raise _refused(error) from error
    give_token(request, response, token)
    return _me(guard, person)


@router.get("/people")
def people(guard: Asked) -> list[Person]:
    """All accounts."""
    return [_person(each) for each in guard.accounts.all()]


@router.post("/people", status_code=201)
def add_person(guard: Asked, by: By, new: NewPerson) -> Person:
    """Make an account."""
    try:
        account = guard.accounts.add(new.name, new.role, new.password)
    except (Conflict, InputError) as error:
        raise _refused(error) from error
    guard.note(by, "person_added", f"{account.name}: {account.role}")
    return _person(account)


@router.patch("/people/{name}")
def change_person(guard: Asked, by: By, name: str, change: PersonChange) -> Person:
    """Change an account: its role, its password, whether it is open.

    A new password, or an account that is closed, ends all sessions of the person.
    """
    try:
        account = guard.accounts.change(
            name, role=change.role, active=change.active, password=change.password
        )
    except (Conflict, InputError, NotFound) as error:
        raise _refused(error) from error
    words = in_words(change.role, change.active, change.password)
    guard.note(by, "person_changed", f"{account.name}: {words}")
    return _person(account)


@router.get("/audit")
def audit(
    guard: Asked,
    before: Annotated[
        int | None, Query(ge=1, le=MOST, description="Only lines before this number.")
    ] = None,
    limit: Annotated[int, Query(ge=1, le=500, description="At most so many.")] = 100,
) -> list[AuditLine]:
    """What people did, the newest first."""
    return [AuditLine.model_validate(line) for line in guard.audit(before, limit)]


def _me(guard: Guard, person: Visitor) -> Me:
    return Me(
        name=person.name,
        role=person.role,
        team=person.team,
        csrf=person.csrf,
        collection=guard.title,
        version=__version__,
    )


def _person(account: Account) -> Person:
    return Person(
        name=account.name,
        role=account.role,
        active=account.active,
        made=account.made,
        last_seen=account.last_seen,
    )


def _refused(error: Conflict | InputError | NotFound) -> HTTPException:
    status = 409 if isinstance(error, Conflict) else 404 if isinstance(error, NotFound) else 422
    return HTTPException(status, detail(error))
