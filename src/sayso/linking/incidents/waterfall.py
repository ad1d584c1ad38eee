"""Why an event joined an incident, in words: the points of each field, and what they come to."""

from __future__ import annotations

from sayso.record import Join


def in_words(join: Join) -> str:
    """A join on one line.

    Args:
        join: Why an event is in an incident.

    Returns:
        ``r_2/e1 joined r_1/e3: 6.5 points of 4.5 needed: type ASSAULT +1.0; …``, or the reason
        that the report itself gives.
    """
    event = f"{join.event.report}/{join.event.event}"
    to = f"{join.to.report}/{join.to.event}"
    if join.why:
        verb = "is" if join.event.report == join.to.report else "joined"
        return f"{event} {verb} {to}: {join.why}"
    fields = "; ".join(f"{p.field} {p.words} {p.value:+.1f}" for p in join.points)
    return f"{event} joined {to}: {join.score:.1f} points of {join.needed:.1f} needed: {fields}"
