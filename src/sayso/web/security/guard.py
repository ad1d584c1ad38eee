"""Who asks, and whether they may: one person on their own machine, or a team with accounts."""

from __future__ import annotations

import logging
import math
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fastapi import HTTPException, Request

from sayso.errors import SaysoError
from sayso.web.access import ROLES, Visitor
from sayso.web.people.accounts import Accounts
from sayso.web.people.logins import Logins, csrf_of, digest_of
from sayso.web.people.names import name_key
from sayso.web.people.rules import ANYBODY, rules_of
from sayso.web.people.throttle import Throttle
from sayso.web.security.binding import is_loopback
from sayso.web.security.cookies import is_https, token_of
from sayso.web.security.origin import SAFE_METHODS, host_fault, origin_fault
from sayso.web.security.trickle import Trickle

if TYPE_CHECKING:
    from sayso.store.people_rows import AuditLine, Person
    from sayso.store.people_store import PeopleStore

CSRF_HEADER = "X-CSRF-Token"
_AT_ONCE = 2
"""Passwords that are checked at the same time: each takes 46 MiB and a core."""
_IN_LINE = 30
_MOST_BEFORE_LOGIN = 16_384
"""Bytes that somebody may send who is not known."""
_MOST = 4_194_304
"""Bytes that others may send; a file of decisions has no limit, and takes an admin."""
_FILES = frozenset({"/api/decisions"})

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class KnownVisitor(Visitor):
    """A person with a session.

    Attributes:
        session: Names the session in the store; empty on one's own machine.
    """

    session: str = ""


class Guard:
    """Knows who asks, lets people in and out, and writes down what they do.

    Args:
        store: The collection, with accounts, sessions and audit log; it must stay open.
        title: Of the collection.
        team: People log in; else everybody who reaches the server is the one local person.
        name: Of the local person.
        proxies: Addresses and networks of proxies that may say who asked them.
        tls_only: Others than this machine come by TLS or not at all, as where a proxy does TLS
            and the server itself can be reached beside it.
        logins: The sessions.
        throttle: How often somebody may try to log in.
    """

    def __init__(
        self,
        store: PeopleStore,
        title: str,
        *,
        team: bool = False,
        name: str = "local",
        proxies: tuple[str, ...] = (),
        tls_only: bool = False,
        logins: Logins | None = None,
        throttle: Throttle | None = None,
    ) -> None:
        self.title = title
        self.team = team
        self.proxies = proxies
        self._tls_only = tls_only
        self.accounts = Accounts(store)
        self.logins = Logins(store) if logins is None else logins
        self._store = store
        self._throttle = Throttle() if throttle is None else throttle
        self._trickle = Trickle()
        self._checking = threading.BoundedSemaphore(_AT_ONCE)
        self._in_line = threading.BoundedSemaphore(_IN_LINE)
        self._local = Visitor(name, "admin", csrf=secrets.token_urlsafe(32))

    def close(self) -> None:
        """Wait for what is still to be written down; call it before the store is closed."""
        self.logins.close()

    def visitor(self, request: Request) -> Visitor:
        """The person who asks, of a request that was let in.

        Raises:
            HTTPException: 401: nobody that is known.
        """
        found: Visitor | None = getattr(request.state, "visitor", None)
        if found is None:
            raise HTTPException(401, "nobody is logged in; log in first")
        return found

    def identify(self, request: Request) -> Visitor | None:
        """The person who asks, by their session; None: nobody that is known."""
        address = address_of(request)
        if not self.team:
            local = self._local
            return Visitor(local.name, local.role, csrf=local.csrf, address=address)
        token = token_of(request)
        person = self.logins.find(token)
        return None if token is None or person is None else self._known(person, token, request)

    def check_place(self, request: Request) -> None:
        """Let in what comes under our name and from our own pages.

        Raises:
            HTTPException: 403.
        """
        fault = self._clear_fault(request) if self.team else host_fault(request)
        fault = fault or (origin_fault(request) if is_api(path_of(request)) else None)
        if fault:
            raise HTTPException(403, fault)

    def check_right(self, request: Request, visitor: Visitor | None) -> None:
        """Let in who may do what is asked for.

        Raises:
            HTTPException: 401, 403, 404, 405, 413.
        """
        methods = rules_of(path_of(request))
        method = "GET" if request.method == "HEAD" else request.method
        if not methods:
            raise HTTPException(404, "no such address in the API; /api/openapi.json lists them")
        if method not in methods:
            allowed = ", ".join(sorted(methods))
            raise HTTPException(405, f"this address takes {allowed}", {"Allow": allowed})
        role = methods[method]
        if role is ANYBODY:
            if _length(request) > _MOST_BEFORE_LOGIN:
                raise HTTPException(413, "too long; a name and a password are enough")
            return
        if visitor is None:
            raise HTTPException(401, "nobody is logged in; log in first")
        if ROLES.index(visitor.role) < ROLES.index(role):
            raise HTTPException(403, f"this takes the role {role}; an admin can give it to you")
        if request.method not in SAFE_METHODS:
            given = request.headers.get(CSRF_HEADER, "")
            if not secrets.compare_digest(given.encode(), visitor.csrf.encode()):
                raise HTTPException(
                    403, f"the header {CSRF_HEADER} is not that of /api/me; load the page again"
                )
            if path_of(request) not in _FILES and _length(request) > _MOST:
                raise HTTPException(413, f"longer than {_MOST:,} bytes; send less at once")

    def log_in(self, request: Request, name: str, password: str) -> tuple[str, Visitor]:
        """Begin a session, always a new one; the one that the browser had ends.

        Returns:
            Its token, and the person.

        Raises:
            HTTPException: 401: name or password are wrong; 409: nobody logs in here; 429: too
                many tries, with ``Retry-After``.
        """
        person = self._checked(request, name, password)
        if person is None:
            raise HTTPException(401, "the name or the password is wrong; try again")
        entered = self._begin(request, person)
        self.note(entered[1], "login")
        return entered

    def change_password(
        self, request: Request, visitor: Visitor, old: str, new: str
    ) -> tuple[str, Visitor]:
        """Let a person change their own password; all their sessions end, and a new one begins.

        Returns:
            Its token, and the person.

        Raises:
            HTTPException: 403: the old password is wrong; 409 and 429 as for ``log_in``.
            InputError: The new password will not do.
        """
        if self._checked(request, visitor.name, old) is None:
            raise HTTPException(403, "the old password is wrong; try again, or ask an admin")
        person = self.accounts.change(visitor.name, password=new)
        self.note(visitor, "person_changed", f"{person.name}: password")
        return self._begin(request, person)

    def log_out(self, visitor: Visitor) -> None:
        """End the session of a person; on one's own machine there is none."""
        if isinstance(visitor, KnownVisitor):
            self.logins.end(visitor.session)
            self.note(visitor, "logout")

    def holds(self, visitor: Visitor) -> bool:
        """Whether a person is still logged in, with the same role: for answers that go on."""
        if not isinstance(visitor, KnownVisitor):
            return True
        person = self.logins.holds(visitor.session)
        return person is not None and person.role == visitor.role

    def note(self, visitor: Visitor, what: str, about: str = "") -> None:
        """Write into the audit log what a person did.

        Args:
            visitor: Who.
            what: ``exported``, ``linked``, …: see ``AuditLine``.
            about: To what.
        """
        self._write(visitor.name, what, about, visitor.address)

    def note_refusal(self, request: Request, visitor: Visitor | None, why: str) -> None:
        """Write into the audit log that something was refused; of many lines only some."""
        who, address = visitor.name if visitor else "", address_of(request)
        left_out = self._trickle.takes(who or f"from {address}")
        if left_out is None:
            return
        reason = f": {why}" if why else ""
        more = f" (and {left_out} more)" if left_out else ""
        path = "".join(c if c.isprintable() else "?" for c in path_of(request)[:200])
        about = f"{request.method} {path}{reason}{more}"
        self._try_to_write(who, "refused", about, address)

    def audit(self, before: int | None, limit: int) -> list[AuditLine]:
        """Lines of the audit log, the newest first.

        Args:
            before: Only lines with a lower number.
            limit: At most so many.
        """
        return self._store.audit(before=before, limit=limit)

    def _checked(self, request: Request, name: str, password: str) -> Person | None:
        """The account, where name and password are right; tries are counted."""
        if not self.team:
            raise HTTPException(409, "nobody logs in here; a team's desk is started with --team")
        address = address_of(request) or ""
        key = name_key(name)
        wait = self._throttle.begin(key, address)
        if wait > 0:
            raise _too_often(wait)
        with self._in_turn():
            person = self.accounts.authenticate(name, password)
        if person is None:
            self._try_to_write("", "login_failed", self._known_name(name), address)
        else:
            self._throttle.succeeded(key, address)
        return person

    def _begin(self, request: Request, person: Person) -> tuple[str, Visitor]:
        before = token_of(request)
        if before:
            self.logins.end(digest_of(before))
        token = self.logins.begin(person, request.headers.get("user-agent", ""))
        # A password takes its time to check: one that was changed meanwhile has ended all sessions
        # but this one.
        now = self.accounts.get(person.name)
        if not now.active or now.password != person.password:
            self.logins.end(digest_of(token))
            raise HTTPException(401, "the account was changed just now; log in again")
        return token, self._known(person, token, request)

    def _known(self, person: Person, token: str, request: Request) -> Visitor:
        return KnownVisitor(
            person.name,
            person.role,
            csrf=csrf_of(token),
            team=True,
            address=address_of(request),
            session=digest_of(token),
        )

    def _write(self, who: str, what: str, about: str, address: str | None) -> None:
        self.accounts.note(who, what, about, address)

    def _try_to_write(self, who: str, what: str, about: str, address: str | None) -> None:
        """Write down what was refused: refused it is, also where that cannot be written."""
        try:
            self._write(who, what, about, address)
        except SaysoError as error:
            logger.warning("%s was not written down: %s", what, error)

    def _clear_fault(self, request: Request) -> str | None:
        """Whether what is sent crosses a network in the clear that it must not; None: no."""
        if not self._tls_only or is_https(request) or is_loopback(address_of(request) or ""):
            return None
        return "passwords must not cross the network in the clear; open the desk under https://"

    def _known_name(self, name: str) -> str:
        """The name of an account; of others nothing is kept: it may be a password."""
        try:
            return self.accounts.get(name).name
        except SaysoError:
            return "no account of this name"

    @contextmanager
    def _in_turn(self) -> Iterator[None]:
        """Keep a flood of logins from taking all memory and threads."""
        if not self._in_line.acquire(blocking=False):
            raise _too_often(1.0)
        try:
            with self._checking:
                yield
        finally:
            self._in_line.release()


def address_of(request: Request) -> str | None:
    """Where a request comes from on the network."""
    return request.client.host if request.client else None


def path_of(request: Request) -> str:
    """The path that routes are found by; ``request.url`` is put together with the Host header."""
    return str(request.scope["path"])


def is_api(path: str) -> bool:
    """Whether a path is one of the API's, which all are behind the table of rules."""
    return path == "/api" or path.startswith("/api/")


def _too_often(wait: float) -> HTTPException:
    seconds = math.ceil(wait)
    return HTTPException(
        429, f"too many tries to log in; wait {seconds} s", {"Retry-After": str(seconds)}
    )


def _length(request: Request) -> float:
    """How long the body is; endless where the request does not say."""
    if "transfer-encoding" in request.headers:
        return math.inf
    length = request.headers.get("content-length", "0")
    return int(length) if length.isascii() and length.isdigit() else math.inf
