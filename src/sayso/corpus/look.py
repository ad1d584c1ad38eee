"""One thing of a collection with all that is needed to see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sayso.linking.links import Links
from sayso.record import Incident, Report
from sayso.record.display import Displayed


@dataclass(frozen=True, slots=True, repr=False)
class Look(Displayed):
    """A report, or an incident with its accounts side by side, for a notebook to show.

    Attributes:
        thing: What is looked at.
        links: Copies and origins that concern it.
        reports: The reports that tell of it, by id.
    """

    thing: Report | Incident
    links: Links
    reports: Mapping[str, Report]

    def __repr__(self) -> str:
        return repr(self.thing)
