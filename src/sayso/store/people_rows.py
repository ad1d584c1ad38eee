"""Accounts, logins and the audit log, read and written."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, fields
from typing import Any, Literal, cast

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.orm import Session

from sayso.errors import NotFound, StoreError
from sayso.store.decisions import this_moment
from sayso.store.flatten import cleaned
from sayso.store.people_tables import AuditRow, PersonRow, WebSessionRow

Role = Literal["reader", "coder", "adjudicator", "admin"]


class NameTaken(StoreError):
    """An account of this name is there already."""


@dataclass(frozen=True, slots=True)
class Person:
    """An account.

    Attributes:
        name: As it is shown.
        password: A hash of the password.
        made: When (UTC, ISO 8601).
        last_seen: When the person last asked for something, to about a minute.
    """

    number: int
    name: str
    password: str
    role: Role
    active: bool
    made: str
    last_seen: str | None


@dataclass(frozen=True, slots=True)
class WebSession:
    """A browser in which somebody is logged in.

    Attributes:
        token: SHA-256 of what the browser keeps, in hexadecimal.
        made: When the person logged in (UTC, ISO 8601, as are the other times).
        used: When it was last used.
        expires: From when on it is worth nothing.
        agent: What the browser calls itself.
    """

    token: str
    person: Person
    made: str
    used: str
    expires: str
    agent: str


@dataclass(frozen=True, slots=True)
class AuditLine:
    """Something that somebody did, or tried to do.

    Attributes:
        at: When (UTC, ISO 8601).
        address: Where it came from on the network.
    """

    number: int
    at: str
    who: str
    what: str
    about: str
    address: str | None


def folded_name(name: str) -> str:
    """A name as accounts are told apart: in any case, however its accents are typed."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def add_person(session: Session, name: str, password: str, role: Role) -> Person:
    """Make an account.

    Raises:
        NameTaken: There is one of this name.
        StoreError: The name is empty.
    """
    (shown,) = cleaned((unicodedata.normalize("NFC", name.strip()),))
    if not shown:
        raise StoreError("an account without a name", remedy="give the person's name")
    if _row(session, shown) is not None:
        raise NameTaken(f"there is an account {shown} already", remedy="choose another name")
    row = PersonRow(
        name=shown,
        folded=folded_name(shown),
        password=password,
        role=role,
        active=True,
        made=this_moment(),
    )
    session.add(row)
    session.flush()
    return _person(row)


def people(session: Session) -> list[Person]:
    """All accounts by name."""
    return [_person(row) for row in session.scalars(select(PersonRow).order_by(PersonRow.folded))]


def person(session: Session, name: str) -> Person:
    """An account by its name in any case.

    Raises:
        NotFound: There is none.
    """
    row = _row(session, name)
    if row is None:
        raise NotFound(f"no account {name}", remedy="`sayso people DB list` shows all accounts")
    return _person(row)


def change_person(
    session: Session, name: str, role: Role | None, active: bool | None, password: str | None
) -> Person:
    """Change an account; None leaves what is there.

    Raises:
        NotFound: There is none.
    """
    known = person(session, name)
    given = {"role": role, "active": active, "password": password}
    changes = {key: value for key, value in given.items() if value is not None}
    if changes:
        session.execute(update(PersonRow).where(PersonRow.number == known.number).values(**changes))
        session.expire_all()
    return person(session, name)


def add_session(session: Session, name: str, token: str, expires: str, agent: str) -> None:
    """Remember a login; what has expired is forgotten."""
    moment = this_moment()
    session.execute(delete(WebSessionRow).where(WebSessionRow.expires <= moment))
    session.add(
        WebSessionRow(
            token=token,
            person=person(session, name).number,
            made=moment,
            used=moment,
            expires=expires,
            agent=agent[:300],
        )
    )


def web_session(session: Session, token: str) -> WebSession | None:
    """A login that has not expired."""
    asked = {"asked": token, "now": this_moment()}
    row = session.connection().execute(_WEB_SESSION, asked).one_or_none()
    if row is None:
        return None
    made, used, expires, agent, *owner = row
    return WebSession(token, Person(*owner), made, used, expires, agent)


def use_session(session: Session, token: str) -> None:
    """Write down that a login was used, and its person seen, now."""
    moment = this_moment()
    mine = WebSessionRow.token == token
    session.execute(update(WebSessionRow).where(mine).values(used=moment))
    owner = select(WebSessionRow.person).where(mine).scalar_subquery()
    session.execute(update(PersonRow).where(PersonRow.number == owner).values(last_seen=moment))


def end_session(session: Session, token: str) -> None:
    """Forget a login."""
    session.execute(delete(WebSessionRow).where(WebSessionRow.token == token))


def end_sessions(session: Session, name: str, but: str | None) -> None:
    """Forget all logins of a person, but perhaps one."""
    theirs = delete(WebSessionRow).where(WebSessionRow.person == person(session, name).number)
    session.execute(theirs if but is None else theirs.where(WebSessionRow.token != but))


def write_audit(session: Session, who: str, what: str, about: str, address: str | None) -> int:
    """Write down what somebody did; returns the line's number."""
    row = AuditRow(at=this_moment(), who=who, what=what, about=about, address=address)
    session.add(row)
    session.flush()
    return row.number


def audit(session: Session, before: int | None, limit: int) -> list[AuditLine]:
    """What was done, the newest first."""
    query = select(AuditRow).order_by(AuditRow.number.desc()).limit(limit)
    if before is not None:
        query = query.where(AuditRow.number < before)
    return [
        AuditLine(row.number, row.at, row.who, row.what, row.about, row.address)
        for row in session.scalars(query)
    ]


def _row(session: Session, name: str) -> PersonRow | None:
    return session.scalar(select(PersonRow).where(PersonRow.folded == folded_name(name.strip())))


def _person(row: PersonRow) -> Person:
    return Person(
        number=row.number,
        name=row.name,
        password=row.password,
        role=cast("Role", row.role),  # the table takes no other
        active=row.active,
        made=row.made,
        last_seen=row.last_seen,
    )


# Built once, and without the session's objects: each request asks it.
_SESSIONS: Any = WebSessionRow.__table__.c
_PEOPLE: Any = PersonRow.__table__.c
_WEB_SESSION = (
    select(
        *(_SESSIONS[name] for name in ("made", "used", "expires", "agent")),
        *(_PEOPLE[field.name] for field in fields(Person)),
    )
    .select_from(WebSessionRow.__table__)
    .join(PersonRow.__table__, _PEOPLE.number == _SESSIONS.person)
    .where(_SESSIONS.token == bindparam("asked"), _SESSIONS.expires > bindparam("now"))
)
