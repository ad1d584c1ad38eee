"""Asking sites as a guest does: not too often, not where it is not wanted, not when it is busy.

The rules are those of RFC 9309 (robots.txt), and of RFC 9110 for ``Retry-After``. What a site
asked for is kept in the database, so that a run that is started anew holds to it.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sayso.errors import AddressRefused, FetchFailed, InputError
from sayso.ingest.fetch import Answer, Fetcher, status_words
from sayso.store.watch_tables import WatchHostRow
from sayso.watch.addresses import host_of
from sayso.watch.clock import Clock, growing, moment, stamp
from sayso.watch.config import Settings

if TYPE_CHECKING:
    from protego import Protego

    from sayso.store.watch_rows import WatchRows

ROBOT = "sayso"
"""The name that a robots.txt calls us by."""

PATIENCE = 60.0
"""Seconds that are waited for a site; beyond, what was wanted of it is put off."""

_ROBOTS_BYTES = 500 * 1024
"""So much of a robots.txt is heeded, as RFC 9309 asks at least."""

_ROBOTS_KEPT = timedelta(days=1)
_ROBOTS_AGAIN = timedelta(hours=1)
_FIRST_WAIT = timedelta(minutes=1)
_LONGEST_WAIT = timedelta(hours=6)
_LONGEST_DELAY = timedelta(hours=1)
"""A ``Crawl-delay`` beyond this is taken for this. It must be far below ``_ROBOTS_KEPT``, or the
rules would have to be asked for again before the site may be."""
_LONGEST_ASKED = timedelta(days=7)
"""A ``Retry-After`` beyond this is taken for a mistake."""

_BUSY = frozenset({429, 503})


class NotNow(FetchFailed):
    """A site that is not to be asked before ``until``."""

    def __init__(self, message: str, until: datetime, *, source: str) -> None:
        super().__init__(message, source=source, remedy="it is tried again by itself")
        self.until = until


class Forbidden(FetchFailed):
    """An address that the site's robots.txt does not allow."""


class Manners:
    """Asks for addresses.

    Args:
        fetcher: What asks.
        rows: Where what sites said is kept.
        settings: The least time between two requests.
        clock: Time.
    """

    def __init__(self, fetcher: Fetcher, rows: WatchRows, settings: Settings, clock: Clock) -> None:
        self._fetcher = fetcher
        self._rows = rows
        self._settings = settings
        self._clock = clock
        self._hosts: dict[str, WatchHostRow] = {}
        self._rules: dict[str, tuple[str, Protego]] = {}
        self._free: dict[str, datetime] = {}

    def ready_in(self, url: str) -> float:
        """Seconds until the site of an address may be asked again; 0 when it may be now."""
        origin = host_of(url)
        now = self._clock.now()
        free = self._free.get(_name(origin), now)
        asked = self._host(origin).not_before
        return max(0.0, (max(free, moment(asked) if asked else now) - now).total_seconds())

    def get(self, url: str, headers: Mapping[str, str] | None = None) -> Answer:
        """Ask for an address, as soon as its site may be asked.

        Args:
            url: The address.
            headers: To send.

        Raises:
            NotNow: The site is to be left alone for longer than ``PATIENCE``, or is busy.
            Forbidden: Its robots.txt does not allow the address, or one that it leads to.
            FetchFailed: As ``Fetcher.get``; the site is left alone for a while.
            InputTooLarge: As ``Fetcher.get``.
        """
        origin = host_of(url)
        try:
            answer = self._fetcher.get(url, headers=headers, before=self._allowed)
        except (NotNow, Forbidden, AddressRefused):
            raise
        except FetchFailed:
            self._leave_alone(origin)
            raise
        finally:
            self._took(origin)
        last = host_of(answer.url)
        self._took(last)
        if answer.status in _BUSY:
            until = self._leave_alone(last, answer)
            raise NotNow(f"the server answers {status_words(answer.status)}", until, source=url)
        self._welcome(last)
        return answer

    def _allowed(self, address: str) -> None:
        """Called before each request: is it allowed, and when?"""
        origin = host_of(address)
        self._pace(address)
        if not self._rules_of(origin).can_fetch(address, ROBOT):
            raise Forbidden(
                "robots.txt does not allow it",
                source=address,
                remedy="ask the publisher, or leave it out",
            )
        self._pace(address)  # again, where the rules were asked for in between
        self._took(origin)

    def _pace(self, address: str) -> None:
        wait = self.ready_in(address)
        if wait > 0 and (wait > PATIENCE or not self._clock.wait(wait)):
            raise NotNow(
                "its site is to be left alone for now",
                self._clock.now() + timedelta(seconds=wait),
                source=address,
            )

    def _took(self, origin: str) -> None:
        """Let the least time to the next request of a site run from now."""
        delay = self._settings.delay_of(_name(origin))
        if origin in self._rules:
            _, rules = self._rules[origin]
            asked = min(rules.crawl_delay(ROBOT) or 0, _LONGEST_DELAY.total_seconds())
            delay = max(delay, timedelta(seconds=asked))
        self._free[_name(origin)] = self._clock.now() + delay

    def _rules_of(self, origin: str) -> Protego:
        from protego import Protego

        host = self._host(origin)
        if host.robots_until is None or host.robots_until <= stamp(self._clock.now()):
            self._ask_for_rules(origin, host)
        text = host.robots or ""
        kept = self._rules.get(origin)
        if kept is None or kept[0] != text:
            kept = self._rules[origin] = (text, Protego.parse(text))
        return kept[1]

    def _ask_for_rules(self, origin: str, host: WatchHostRow) -> None:
        url = f"{origin}/robots.txt"
        try:
            answer = self._fetcher.get(url, before=self._pace)
            status = answer.status
            busy = status >= 500 or status == 429
        except (NotNow, AddressRefused):
            raise
        except InputError:
            answer, busy = None, True
        self._took(origin)
        now = self._clock.now()
        if answer is None or busy:
            if host.robots is None:
                # Unreachable is "not now", never "anything goes" (RFC 9309, 2.3.1.4).
                until = self._leave_alone(origin, answer)
                raise NotNow("its robots.txt cannot be had", until, source=url)
            host.robots_until = stamp(now + _ROBOTS_AGAIN)  # the rules of before hold on
        else:
            # 4xx: there are no rules (RFC 9309, 2.3.1.3).
            data = answer.data[:_ROBOTS_BYTES] if status == 200 else b""
            host.robots = data.decode("utf-8-sig", "replace").replace("\0", "")
            host.robots_until = stamp(now + _ROBOTS_KEPT)
        self._rows.save(host)

    def _host(self, origin: str) -> WatchHostRow:
        if origin not in self._hosts:
            self._hosts[origin] = self._rows.host(origin)
        return self._hosts[origin]

    def _leave_alone(self, origin: str, answer: Answer | None = None) -> datetime:
        """Ask a site nothing for a while, and for as long as it asks for."""
        host = self._host(origin)
        host.failures += 1
        now = self._clock.now()
        wait = growing(_FIRST_WAIT, host.failures, _LONGEST_WAIT, secrets.randbelow(1001) / 1000)
        asked = retry_after(answer.headers.get("retry-after") if answer else None, now)
        until = now + max(wait, asked or wait)
        host.not_before = stamp(until)
        self._rows.save(host)
        return until

    def _welcome(self, origin: str) -> None:
        host = self._host(origin)
        if host.failures or host.not_before:
            host.failures, host.not_before = 0, None
            self._rows.save(host)


def _name(origin: str) -> str:
    """A site's name: its pace is one for http and https."""
    return urlsplit(origin).hostname or ""


def retry_after(value: str | None, now: datetime) -> timedelta | None:
    """How long a server asks to be left alone: seconds, or a date (RFC 9110, 10.2.3)."""
    if not value:
        return None
    if re.fullmatch(r"\s*[0-9]+\s*", value):
        return min(timedelta(seconds=int(value.strip()[:9])), _LONGEST_ASKED)
    try:
        until = parsedate_to_datetime(value)
    except ValueError:
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return min(max(until - now, timedelta()), _LONGEST_ASKED)
