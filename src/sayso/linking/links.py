"""What linking finds."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.record import Copy, Incident, Origin


@dataclass(frozen=True)
class Links:
    """Everything that holds between reports; every reason is in the parts themselves."""

    copies: tuple[Copy, ...] = ()
    origins: tuple[Origin, ...] = ()
    incidents: tuple[Incident, ...] = ()
