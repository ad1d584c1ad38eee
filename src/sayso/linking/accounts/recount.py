"""The toll ranges of an incident by another rule, from the figures that its origins gave."""

from __future__ import annotations

from sayso.linking.accounts.toll_parts import parts_again
from sayso.linking.accounts.toll_rules import follows, toll_range
from sayso.record import Incident, TollRange, TollRule


def recount(incident: Incident, rule: TollRule) -> Incident:
    """The incident with its ranges made anew; nothing is linked again.

    Args:
        incident: Its ranges hold the figure of each origin that counts. A range without them
            stays as it is, and so does one that a person decided: no rule made it.
        rule: The name of the rule.
    """
    tolls = {effect: _again(bounds, rule) for effect, bounds in incident.tolls.items()}
    return incident.model_copy(update={"tolls": tolls})


def _again(bounds: TollRange, rule: TollRule) -> TollRange:
    made = toll_range(bounds.origins, rule)
    if made is None or not follows(bounds):
        return bounds
    return made.model_copy(update={"parts": parts_again(bounds.parts, rule)})
