"""Who is at the desk."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from sayso.web.wire.base import Wire

Role = Literal["reader", "coder", "adjudicator", "admin"]


class Me(Wire):
    """The person who asks, and what the desk lets them do."""

    name: str
    role: Role
    team: bool
    """Whether people log in; else there is one person, who may do everything."""
    csrf: str
    """Goes back in the header ``X-CSRF-Token`` of every request that changes something."""
    collection: str
    """The collection's title."""
    version: str


class Login(Wire):
    """A name and a password."""

    name: str = Field(min_length=1, max_length=100)
    password: str = Field(min_length=1, max_length=1000)


class Person(Wire):
    """An account."""

    name: str
    role: Role
    active: bool
    made: str
    last_seen: str | None


class NewPerson(Wire):
    """An account to make."""

    name: str = Field(min_length=1, max_length=100, pattern=r"^[^\s\x00-\x1f][^\x00-\x1f]*$")
    role: Role
    password: str = Field(min_length=10, max_length=1000)


class PersonChange(Wire):
    """What to change of an account; None leaves it."""

    role: Role | None = None
    active: bool | None = None
    password: str | None = Field(default=None, min_length=10, max_length=1000)


class AuditLine(Wire):
    """Something that somebody did, or tried to do."""

    number: int
    at: str
    who: str
    what: str
    """``login``, ``login_failed``, ``logout``, ``person_added``, ``person_changed``, ``exported``,
    ``linked``, ``reread``, ``replayed``, ``refused``."""
    about: str
    address: str | None


class Keymap(Wire):
    """Keys of each action: ``queue.next`` to ``["j", "ArrowDown"]``."""

    keys: dict[str, list[str]]
    path: str | None
    """The file that a person may edit; None where there is none."""
    faults: list[str] = []
    """What is wrong in that file; such lines are left out."""
