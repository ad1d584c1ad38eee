"""Who asks, and whether they may: what every route depends on.

How people are known (one local person, or accounts with sessions) is behind ``Access``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Protocol, get_args

from fastapi import Depends, Request

from sayso.desk import Desk
from sayso.web.served import Served
from sayso.web.wire.people import Role

ROLES: tuple[Role, ...] = get_args(Role)
"""From the one who may least to the one who may most."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """The person who asks.

    Attributes:
        name: Under which their decisions are written down.
        csrf: What requests of theirs that change something must bring along.
        address: Where they ask from.
    """

    name: str
    role: Role
    csrf: str = ""
    team: bool = False
    address: str | None = None

    def may(self, role: Role) -> bool:
        """Whether the person may do what takes this role."""
        return ROLES.index(self.role) >= ROLES.index(role)


class Access(Protocol):
    """Knows who asks."""

    def visitor(self, request: Request) -> Visitor:
        """The person who asks.

        Raises:
            HTTPException: 401: nobody that is known.
        """

    def holds(self, visitor: Visitor) -> bool:
        """Whether the person may still be there: is logged in, with the same role."""

    def note(self, visitor: Visitor, what: str, about: str = "") -> None:
        """Write down what a person did, for those who look after the collection."""

    def close(self) -> None:
        """Let go of everything; called before the collection is closed."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A person at the desk: what a route works with."""

    person: Visitor
    served: Served
    desk: Desk

    @property
    def only_reads(self) -> bool:
        """Whether the person decides nothing, and so sees what holds for everybody."""
        return not self.person.may("coder")


def current_person(request: Request) -> Visitor:
    """The person who asks.

    Raises:
        HTTPException: 401: nobody that is known.
    """
    served: Served = request.app.state.served
    return served.access.visitor(request)


async def at_desk(request: Request) -> Seat:
    """The person who asks, with their desk: what a route depends on.

    The middleware has let the person in before; see ``sayso.web.security``.

    Raises:
        HTTPException: 401: nobody that is known.
    """
    person = current_person(request)
    served: Served = request.app.state.served
    blind = person.team and person.role == "coder"
    return Seat(person, served, served.desk.of(person.name, blind=blind))


AtDesk = Annotated[Seat, Depends(at_desk)]
