"""Time, so that it can be another in a test, and so that waiting can be cut short."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from threading import Event


class Clock:
    """The time of the system.

    ``stop`` ends every wait, from a signal or another thread.
    """

    def __init__(self) -> None:
        self._stop = Event()

    def now(self) -> datetime:
        """The time, in UTC."""
        return datetime.now(UTC)

    def wait(self, seconds: float) -> bool:
        """Wait.

        Returns:
            Whether it waited so long; False when it was stopped.
        """
        return not self._stop.wait(max(0.0, seconds))

    def stop(self) -> None:
        """End every wait, now and later."""
        self._stop.set()

    @property
    def stopped(self) -> bool:
        """Whether it was stopped."""
        return self._stop.is_set()


def stamp(moment: datetime) -> str:
    """A time as it is stored: UTC, ISO 8601, to the second."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def moment(text: str) -> datetime:
    """A stored time."""
    return datetime.fromisoformat(text)


def of_entry(text: str | None) -> datetime | None:
    """A time as a feed gives it; without a zone it is taken as UTC."""
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def growing(first: timedelta, failures: int, most: timedelta, jitter: float) -> timedelta:
    """How long to wait after failures in a row: twice as long each time.

    Args:
        first: After the first.
        failures: How many there were.
        most: Never more.
        jitter: 0 to 1; the wait is half to one and a half times as long, so that many who failed
            together do not come again together.
    """
    doubled: timedelta = first * 2.0 ** min(failures - 1, 20)
    return min(doubled, most) * (0.5 + jitter)
