"""How often somebody may try to log in.

Tries are counted by address, by name and address together, and by name. After a few that failed
each further one has to wait, twice as long as the one before. Tries that are turned away are not
counted, so that waits end by themselves. The first try for a name from an address that has not
failed lately never waits for what others did from elsewhere: nobody can lock a person out who
knows their password.
"""

from __future__ import annotations

import ipaddress
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

_FORGOTTEN_AFTER = 3600.0
"""Seconds after the last failure; longer than any wait."""
_HOME = 56
"""Bits of an IPv6 address that one customer commonly holds (RIPE-690): all behind them are one."""


@dataclass(frozen=True, slots=True)
class Limit:
    """How many failures are free, and how long a wait can become (seconds)."""

    free: int
    longest: float

    def wait(self, failures: int) -> float:
        """Seconds to wait after so many failures."""
        over = failures - self.free
        return 0.0 if over < 0 else min(self.longest, 2.0 ** min(over, 32))


_BY_ADDRESS = Limit(free=20, longest=300.0)
_BY_BOTH = Limit(free=5, longest=300.0)
_BY_NAME = Limit(free=30, longest=60.0)


@dataclass(slots=True)
class _Tally:
    failures: int = 0
    last: float = 0.0


class Throttle:
    """Counts tries in memory; safe between threads.

    Args:
        clock: Seconds that only go forward.
        capacity: Counts that are kept; of more, those that were not touched for longest are
            forgotten.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic, capacity: int = 30_000) -> None:
        self._clock = clock
        self._capacity = capacity
        self._tallies: OrderedDict[tuple[str, str], _Tally] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._tallies)

    def begin(self, name: str, address: str) -> float:
        """Ask for a try. One that may go on is counted as failed until ``succeeded`` says else.

        Counting it first keeps tries at the same time from passing all at once.

        Args:
            name: The name's key.
            address: Where the try comes from.

        Returns:
            Seconds to wait; 0: go on.
        """
        home = _home(address)
        with self._lock:
            now = self._clock()
            both = self._tally((name, home), now)
            limits = [(self._tally(("", home), now), _BY_ADDRESS), (both, _BY_BOTH)]
            by_name = self._tally((name, ""), now)
            if both.failures:
                limits.append((by_name, _BY_NAME))
            wait = max(t.last + limit.wait(t.failures) - now for t, limit in limits)
            if wait > 0:
                return wait
            for key, tally in (((name, ""), by_name), (("", home), limits[0][0])):
                self._count(key, tally, now)
            self._count((name, home), both, now)
            return 0.0

    def succeeded(self, name: str, address: str) -> None:
        """Take back the failure that ``begin`` counted, and those of this name from there.

        The address keeps its others: who has an account could otherwise try names for ever.
        """
        home = _home(address)
        with self._lock:
            self._tallies.pop((name, home), None)
            for key in ((name, ""), ("", home)):
                tally = self._tallies.get(key)
                if tally:
                    tally.failures -= 1

    def _tally(self, key: tuple[str, str], now: float) -> _Tally:
        found = self._tallies.get(key)
        if found is None or now - found.last > _FORGOTTEN_AFTER:
            return _Tally(last=now)
        return found

    def _count(self, key: tuple[str, str], tally: _Tally, now: float) -> None:
        tally.failures += 1
        tally.last = now
        self._tallies[key] = tally
        self._tallies.move_to_end(key)
        while len(self._tallies) > self._capacity:
            self._tallies.popitem(last=False)


def _home(address: str) -> str:
    """The part of an address that one attacker does not change at will."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed, _HOME), strict=False))
    return str(parsed)
