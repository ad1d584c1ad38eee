"""Whether an event's type and mode are of the codebook that the report was read with."""

from __future__ import annotations

from sayso.errors import Refused
from sayso.record import Event, Report
from sayso.review.surface import codebook


def check_type(report: Report, event: Event) -> None:
    """Refuse a type or a mode that the codebook does not have.

    A report that has events of types that the built-in codebook does not know was read with
    another one, and there any type will do.

    Args:
        report: The report.
        event: An event of it as it is now.

    Raises:
        Refused: With the types or modes that there are.
    """
    known = codebook().types
    if any(other.type not in known for other in report.events if other.id != event.id):
        return
    if event.type not in known:
        raise Refused(
            f"there is no type {event.type!r} of events",
            place=f"events.{event.id}.type",
            remedy=f"one of {', '.join(known)}",
        )
    modes = known[event.type].modes
    if event.mode is not None and event.mode not in modes:
        raise Refused(
            f"{event.type} has no mode {event.mode!r}",
            place=f"events.{event.id}.mode",
            remedy=f"one of {', '.join(modes)}, or null" if modes else "it has none: give null",
        )
