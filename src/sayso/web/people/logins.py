"""Sessions: who is logged in from where, and until when.

A session's token is 256 random bits that only the browser keeps; the store has its SHA-256, so
that who reads the database cannot log in with what is there.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from sayso.errors import StoreError

if TYPE_CHECKING:
    from sayso.store.people_rows import Person
    from sayso.store.people_store import PeopleStore

IDLE = timedelta(hours=3)
"""A session that nobody used for so long has ended."""
LONGEST = timedelta(hours=16)
"""A session ends after a working day, however much it is used."""
_USED_EVERY = timedelta(minutes=1)
"""That a session is used is written down at most so often."""
_LONGEST_TOKEN = 100

logger = logging.getLogger(__name__)


class Logins:
    """The sessions of one collection.

    Args:
        store: Where they are kept; it must stay open.
        clock: The time, in UTC.
    """

    def __init__(
        self, store: PeopleStore, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._store = store
        self._clock = clock
        # Requests that only read must not wait for a program that writes for minutes.
        self._later = ThreadPoolExecutor(1, thread_name_prefix="sayso-logins")

    def begin(self, person: Person, agent: str) -> str:
        """Log a person in.

        Args:
            person: Whose session it is.
            agent: What the browser calls itself.

        Returns:
            The token for the browser, always a new one.
        """
        now = self._clock()
        token = secrets.token_urlsafe(32)
        expires = (now + LONGEST).isoformat(timespec="microseconds")
        digest = digest_of(token)
        self._store.add_session(person.name, digest, expires=expires, agent=agent)
        self._store.use_session(digest)  # the person was seen
        return token

    def find(self, token: str | None) -> Person | None:
        """The person whose session a token names; None: there is none, or it has ended."""
        if not token or len(token) > _LONGEST_TOKEN:
            return None
        return self._holding(digest_of(token), used=True)

    def holds(self, digest: str) -> Person | None:
        """The person of a session, as long as it has not ended; it is not used by asking."""
        return self._holding(digest, used=False)

    def end(self, digest: str) -> None:
        """Log out."""
        self._store.end_session(digest)

    def close(self) -> None:
        """Wait for what is still to be written down."""
        self._later.shutdown()

    def _holding(self, digest: str, *, used: bool) -> Person | None:
        session = self._store.session(digest)
        if session is None or not session.person.active:
            return None
        now = self._clock()
        last = datetime.fromisoformat(session.used)
        if now >= datetime.fromisoformat(session.expires) or now - last >= IDLE:
            return None
        if used and now - last >= _USED_EVERY:
            self._later.submit(self._touch, digest)
        return session.person

    def _touch(self, digest: str) -> None:
        try:
            self._store.use_session(digest)
        except StoreError as error:  # the next request tries again
            logger.warning("that a session is used was not written down: %s", error)


def digest_of(token: str) -> str:
    """What the store has of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def csrf_of(token: str) -> str:
    """A session's token against requests from other sites, which says nothing of the session's."""
    return hmac.new(token.encode(), b"sayso csrf", hashlib.sha256).hexdigest()
