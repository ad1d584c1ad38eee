"""The part of a store that knows the people who work on its collection."""

from __future__ import annotations

from sayso.store import people_rows
from sayso.store.people_rows import AuditLine, Person, Role, WebSession
from sayso.store.sessions import Sessions

_PATIENCE = 2.0
"""Seconds that a login may be kept waiting: people stand before it, and can try again."""


class PeopleStore(Sessions):
    """Accounts, logins and what was done. Passwords come as hashes, tokens as their SHA-256."""

    def add_person(self, name: str, *, password: str, role: Role) -> Person:
        """Make an account.

        Args:
            name: As it is to be shown; no other may have it in any case.
            password: A hash of the password.
            role: What the person may do.

        Raises:
            NameTaken: There is one of this name.
            StoreError: The name is empty.
        """
        with self._writing() as session:
            return people_rows.add_person(session, name, password, role)

    def people(self) -> list[Person]:
        """All accounts by name."""
        with self._reading() as session:
            return people_rows.people(session)

    def person(self, name: str) -> Person:
        """An account by its name in any case.

        Raises:
            NotFound: There is none.
        """
        with self._reading() as session:
            return people_rows.person(session, name)

    def change_person(
        self,
        name: str,
        *,
        role: Role | None = None,
        active: bool | None = None,
        password: str | None = None,
    ) -> Person:
        """Change an account; None leaves what is there. Logins stay; see ``end_sessions``.

        Raises:
            NotFound: There is none.
        """
        with self._writing() as session:
            return people_rows.change_person(session, name, role, active, password)

    def add_session(self, name: str, token: str, *, expires: str, agent: str = "") -> None:
        """Remember that somebody logged in; logins that have expired are forgotten.

        Args:
            name: Whose account.
            token: SHA-256 of what the browser keeps, in hexadecimal.
            expires: From when on it is worth nothing (UTC, ISO 8601).
            agent: What the browser calls itself.

        Raises:
            NotFound: There is no such account.
        """
        with self._writing(_PATIENCE) as session:
            people_rows.add_session(session, name, token, expires, agent)

    def session(self, token: str) -> WebSession | None:
        """A login that has not expired; the person may be inactive.

        Args:
            token: SHA-256 of what the browser keeps, in hexadecimal.
        """
        with self._reading() as session:
            return people_rows.web_session(session, token)

    def use_session(self, token: str) -> None:
        """Write down that a login was used now. Once a minute is enough: it is a write."""
        with self._writing(_PATIENCE) as session:
            people_rows.use_session(session, token)

    def end_session(self, token: str) -> None:
        """Forget a login; nothing happens when there is none."""
        with self._writing(_PATIENCE) as session:
            people_rows.end_session(session, token)

    def end_sessions(self, name: str, *, but: str | None = None) -> None:
        """Forget all logins of a person.

        Args:
            name: Whose.
            but: Not this one.

        Raises:
            NotFound: There is no such account.
        """
        with self._writing() as session:
            people_rows.end_sessions(session, name, but)

    def write_audit(
        self, who: str, what: str, about: str = "", *, address: str | None = None
    ) -> int:
        """Write down what somebody did, for good.

        Args:
            who: Who; empty where it is not known.
            what: A word for it: ``login``, ``person_added``, …
            about: To what.
            address: Where it came from on the network.

        Returns:
            The line's number.
        """
        with self._writing(_PATIENCE) as session:
            return people_rows.write_audit(session, who, what, about, address)

    def audit(self, *, before: int | None = None, limit: int = 100) -> list[AuditLine]:
        """What was done, the newest first.

        Args:
            before: Only lines with a lower number.
            limit: At most so many.
        """
        with self._reading() as session:
            return people_rows.audit(session, before, limit)
