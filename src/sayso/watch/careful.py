"""What others wrote, read so that nothing in it stops the watch."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from sayso.errors import InputError
from sayso.run.guarded import one_input
from sayso.run.limits import within

Made = TypeVar("Made")

SECONDS = 60.0
"""The time that a feed or an article may take; 10,000 entries take one."""


def carefully(make: Callable[[], Made], name: str) -> Made:
    """What a function makes, in bounded time, and with one kind of error.

    Args:
        make: Makes something of one feed or article.
        name: Which, for messages.

    Raises:
        InputError: It cannot be made, whatever the reason.
    """
    made: list[Made] = []
    failed: list[InputError] = []
    with one_input(name, failed.append), within(SECONDS):
        made.append(make())
    if failed:
        raise failed[0]
    return made[0]
