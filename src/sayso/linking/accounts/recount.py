"""The toll ranges of an incident by another rule, from the figures that its origins gave."""

from __future__ import annotations

from sayso.linking.accounts.toll_rules import toll_range
from sayso.record import Incident, TollRule


def recount(incident: Incident, rule: TollRule) -> Incident:
    """The incident with its ranges made anew; nothing is linked again.

    Args:
        incident: Its ranges hold the figure of each origin that counts. A range without them,
            of a collection that was linked before they were kept, stays as it is.
        rule: The name of the rule.
    """
    tolls = {
        effect: (toll_range(bounds.origins, rule) or bounds) if bounds.origins else bounds
        for effect, bounds in incident.tolls.items()
    }
    return incident.model_copy(update={"tolls": tolls})
