"""Accounts: made, changed, and checked at a login."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from sayso.errors import InputError, NotFound, SaysoError
from sayso.store.people_rows import NameTaken
from sayso.web.people.names import clean_name, name_key
from sayso.web.people.passwords import (
    check_password,
    fits,
    hash_of_nobody,
    hash_password,
    is_outdated,
)

if TYPE_CHECKING:
    from sayso.store.people_rows import Person
    from sayso.store.people_store import PeopleStore
    from sayso.web.wire.people import Role

_TAKE_ANOTHER = "take another name"


class Conflict(SaysoError):
    """What is asked for does not go together with the accounts that are there."""


class Accounts:
    """The accounts of one collection.

    Args:
        store: Where they are kept; it must stay open.
    """

    def __init__(self, store: PeopleStore) -> None:
        self._store = store
        self._changing = threading.Lock()

    def all(self) -> list[Person]:
        """All accounts, those that may not log in too."""
        return self._store.people()

    def get(self, name: str) -> Person:
        """An account by its name, in any case.

        Raises:
            NotFound: There is none.
            InputError: No account can be called so.
        """
        return self._store.person(clean_name(name))

    def check_free(self, name: str) -> str:
        """Whether a new account can have a name.

        Returns:
            The name as it will be stored.

        Raises:
            InputError: The name will not do.
            Conflict: There is an account of this name, or one that looks like it.
        """
        name = clean_name(name)
        key = name_key(name)
        for there in self.all():
            if name_key(there.name) == key:
                raise Conflict(f"there is an account {there.name} already", remedy=_TAKE_ANOTHER)
        return name

    def add(self, name: str, role: Role, password: str) -> Person:
        """Make an account.

        Raises:
            InputError: The name or the password will not do.
            Conflict: There is an account of this name, or one that looks like it.
        """
        name = self.check_free(name)
        check_password(password, name)
        try:
            return self._store.add_person(name, password=hash_password(password), role=role)
        except NameTaken as error:  # by another program, just now
            raise Conflict(error.message, remedy=_TAKE_ANOTHER) from error

    def change(
        self,
        name: str,
        *,
        role: Role | None = None,
        active: bool | None = None,
        password: str | None = None,
    ) -> Person:
        """Change an account; None leaves what it stands for.

        A new password, or an account that is closed, ends all its sessions.

        Raises:
            NotFound: There is no such account.
            InputError: The password will not do.
            Conflict: No admin would be left.
        """
        with self._changing:
            account = self.get(name)
            if password is not None:
                check_password(password, account.name)
            stays = (role or account.role) == "admin" and active is not False
            if account.role == "admin" and account.active and not stays:
                self._check_other_admin(account)
            changed = self._store.change_person(
                account.name,
                role=role,
                active=active,
                password=None if password is None else hash_password(password),
            )
        if password is not None or active is False:
            self._store.end_sessions(account.name)
        return changed

    def authenticate(self, name: str, password: str) -> Person | None:
        """The account of a name and a password; None: there is none, or it is closed.

        It takes as long for a name that nobody has as for a wrong password.
        """
        try:
            account = self.get(name)
        except (NotFound, InputError):
            fits(password, hash_of_nobody())
            return None
        if not fits(password, account.password) or not account.active:
            return None
        if is_outdated(account.password):
            return self._hash_anew(account, password)
        return account

    def _hash_anew(self, account: Person, password: str) -> Person:
        """Keep the same password by the parameters of now, if nobody has changed it meanwhile."""
        hashed = hash_password(password)
        with self._changing:
            if self._store.person(account.name).password != account.password:
                return account
            return self._store.change_person(account.name, password=hashed)

    def note(self, who: str, what: str, about: str, address: str | None = None) -> None:
        """Write a line into the audit log.

        Args:
            who: Who did it; empty where it is not known.
            what: ``login``, ``person_added``, …: see ``AuditLine``.
            about: To what.
            address: Where it came from on the network.
        """
        self._store.write_audit(who, what, about, address=address)

    def has_admin(self) -> bool:
        """Whether somebody can log in who may do everything."""
        return any(each.active and each.role == "admin" for each in self.all())

    def _check_other_admin(self, account: Person) -> None:
        others = (each for each in self.all() if each.number != account.number)
        if not any(each.active and each.role == "admin" for each in others):
            raise Conflict(
                f"{account.name} is the only admin", remedy="make another person admin first"
            )


def in_words(role: Role | None, active: bool | None, password: str | None) -> str:
    """What was changed of an account, for the audit log; never the password itself."""
    words = {
        f"role {role}": role is not None,
        "enabled": active is True,
        "disabled": active is False,
        "password": password is not None,
    }
    return ", ".join(word for word, holds in words.items() if holds) or "nothing"


def check_team(store: PeopleStore, location: str) -> None:
    """Whether a team can log in to a collection.

    Args:
        store: The collection.
        location: How the user names it.

    Raises:
        InputError: Nobody can log in who may make accounts.
    """
    if not Accounts(store).has_admin():
        raise InputError(
            "has no account of an admin yet",
            source=store.name,
            remedy=f"make one: sayso people {location} add NAME --role admin",
        )
