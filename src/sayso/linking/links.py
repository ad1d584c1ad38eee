"""What linking finds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sayso.record import Copy, Incident, Origin


@dataclass(frozen=True)
class Links:
    """Everything that holds between reports; every reason is in the parts themselves."""

    copies: tuple[Copy, ...] = ()
    origins: tuple[Origin, ...] = ()
    incidents: tuple[Incident, ...] = ()


def merged(origins: Mapping[str, Iterable[Origin]]) -> tuple[Origin, ...]:
    """The origins of a collection: those of several incidents with the reports of all of these.

    Args:
        origins: The origins of each incident, in the order in which they are to stand.
    """
    found: dict[str, list[Origin]] = {}
    for each in (origin for held in origins.values() for origin in held):
        found.setdefault(each.id, []).append(each)
    return tuple(_one(same) for same in found.values())


def _one(same: list[Origin]) -> Origin:
    if len(same) == 1:
        return same[0]
    first = same[0]
    rules = dict.fromkeys(part for o in same for part in o.rule.split("; "))
    return first.model_copy(
        update={
            "reports": tuple(dict.fromkeys(r for o in same for r in o.reports)),
            "rule": "; ".join(rules),
            "rules": tuple(sorted({r for o in same for r in o.rules})),
            "circle": next((o.circle for o in same if o.circle), ()),
        }
    )
