"""Under whose name decisions from a file are written down."""

from __future__ import annotations

from sayso.errors import NotFound, Refused
from sayso.store import Store


class Persons:
    """Who may decide: anybody, or in a collection with accounts the coders among these.

    Args:
        store: The collection.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self.alone = not store.people()
        """There are no accounts: what anybody decides holds at once."""
        self._known: dict[str, str] = {}

    def named(self, who: str, source: str | None = None, place: str | None = None) -> str:
        """The name under which a person's decisions are written down.

        A name that differs from an account's in a letter would be one more coder, whom agreement
        and adjudication count. So it is refused, not taken as it is.

        Args:
            who: As it was given, or as a file has it.
            source: The file that says so.
            place: Where in it.

        Raises:
            Refused: It is empty; or there are accounts, and none that may decide has this name.
        """
        if not who.strip():
            raise Refused(
                "it is not said whose decisions these are",
                source=source,
                place=place,
                remedy="name the person with --who",
            )
        if self.alone:
            return who
        if who not in self._known:
            self._known[who] = self._account(who, source, place)
        return self._known[who]

    def _account(self, who: str, source: str | None, place: str | None) -> str:
        try:
            person = self._store.person(who)
        except NotFound as error:
            raise Refused(
                f"no account {who}",
                source=source,
                place=place,
                remedy="give one with --who: `sayso people DB list` shows them",
            ) from error
        if person.role == "reader" or not person.active:
            raise Refused(
                f"{person.name} may not decide: the account is "
                + ("a reader's" if person.active else "disabled"),
                source=source,
                place=place,
                remedy="an admin changes that: `sayso people DB role` or `enable`",
            )
        return person.name
