"""One person's view of a collection."""

from __future__ import annotations

from sayso.desk.deciding import Deciding
from sayso.desk.looking import Looking
from sayso.desk.team import Team


class Desk(Looking, Deciding, Team):
    """One person's view of a collection: what to go through, what they decide, what comes of it.

    >>> with sayso.open("reports.db") as corpus:  # doctest: +SKIP
    ...     desk = corpus.desk(who="Amal")
    ...     report = desk.report(desk.queue().groups[0].lead.id).report
    ...     desk.decide(report.id, "correct", path="events.e1.type", new="PROTEST")
    ...     desk.undo()
    """
