"""The order in which the reports of an incident came out, and whom each has the story from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Literal, get_args

from sayso.linking.accounts.tellings import Told
from sayso.linking.copies.carried import CARRYING
from sayso.linking.moments import told_order
from sayso.linking.names import key_of
from sayso.record import Copy, Effect, Report, Step

SUBSTANCE = frozenset((*get_args(Effect), "actors"))
"""Fields whose origin makes a report one with something of its own. Where and when it was, whoever
writes of it repeats in his own voice."""

How = Literal["copy", "citation", "same_source"]


def telling_order(
    reports: Sequence[Report],
    told: Sequence[Told],
    copies: Sequence[Copy],
    cited: Mapping[str, Collection[str]],
    names: Mapping[str, str],
) -> tuple[Step, ...]:
    """The steps by which the story of an incident went from report to report.

    A report follows an earlier one when it brings no origin that was not there, and carries the
    other's text, cites its outlet, or has the same source and nothing new from it.

    Args:
        reports: Those that tell of the incident.
        told: What they tell, with its origins.
        copies: The copies among them.
        cited: For each report, the keys of the outlets that it cites.
        names: The names of origins by id.
    """
    values: dict[str, dict[str, set[tuple[str, str]]]] = defaultdict(lambda: defaultdict(set))
    for t in _of_substance(told):
        figure = (t.telling.field, t.telling.key)
        values[t.telling.report.id][t.origin].add(figure)
    steps: list[Step] = []
    before: list[Report] = []
    known: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for report in sorted(reports, key=told_order):
        here = values.get(report.id, {})
        new = tuple(origin for origin in here if origin not in known)
        follows = how = why = None
        if before and not new:
            fresh = any(figures - known[origin] for origin, figures in here.items())
            follows, how, why = _followed(report, before, here, values, copies, cited, names, fresh)
        steps.append(
            Step(
                report=report.id,
                told=report.published,
                origins=new,
                follows=follows,
                how=how,
                why=why,
            )
        )
        before.append(report)
        for origin, figures in here.items():
            known[origin] |= figures
    return tuple(steps)


def _of_substance(told: Sequence[Told]) -> list[Told]:
    """What is told of tolls and actors; of a report that tells none, all."""
    with_substance = {t.telling.report.id for t in told if t.telling.field in SUBSTANCE}
    return [
        t for t in told if t.telling.field in SUBSTANCE or t.telling.report.id not in with_substance
    ]


def _followed(
    report: Report,
    before: Sequence[Report],
    here: Mapping[str, set[tuple[str, str]]],
    values: Mapping[str, Mapping[str, set[tuple[str, str]]]],
    copies: Sequence[Copy],
    cited: Mapping[str, Collection[str]],
    names: Mapping[str, str],
    fresh: bool,
) -> tuple[str | None, How | None, str | None]:
    """The earlier report that one has the story from, and how that shows."""
    earlier = {r.id: r for r in before}
    carried = [c for c in copies if c.to == report.id and c.from_ in earlier and c.kind in CARRYING]
    if carried:
        best = max(carried, key=lambda c: (c.share, c.from_))
        return best.from_, "copy", f"{best.kind}: {best.why}"
    for other in before:
        outlet = other.outlet or other.agency
        if outlet and key_of(outlet) in cited.get(report.id, ()):
            return other.id, "citation", f"it cites {outlet}"
    if fresh or not here:
        return None, None, None
    for other in before:
        if here.keys() <= values.get(other.id, {}).keys():
            sources = " and ".join(names.get(o, o) for o in here)
            return other.id, "same_source", f"it has the same from {sources}"
    return None, None, None
