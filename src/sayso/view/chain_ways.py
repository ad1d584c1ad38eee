"""The tellers between an origin and a report that carries its account, from the report's record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sayso.linking.names import is_proper, key_of, same_person
from sayso.record import Account, Event, Incident, Origin, Report, Statement
from sayso.view.wording import Lookup

Reach = Mapping[str, Mapping[str, tuple[Account, ...]]]
"""For each origin the reports that carry its accounts, and these accounts."""


@dataclass(frozen=True, slots=True)
class Way:
    """How a report has an account: those who cite the origin, inner first, and its agency."""

    cited: tuple[str, ...] = ()
    agency: str | None = None


def reach(incident: Incident, origins: Iterable[Origin]) -> Reach:
    """Which reports carry accounts of which origin.

    An account that several origins tell does not say which of its reports has it from which: the
    origin's own list of reports does.
    """
    known = {origin.id: origin for origin in origins}
    found: dict[str, dict[str, list[Account]]] = defaultdict(lambda: defaultdict(list))
    for accounts in incident.accounts.values():
        for account in accounts:
            for id_ in account.origins:
                origin = known.get(id_)
                for report in account.reports:
                    if len(account.origins) == 1 or origin is None or report in origin.reports:
                        found[id_][report].append(account)
    return {o: {r: tuple(a) for r, a in told.items()} for o, told in found.items()}


def ways(
    origin: Origin, report: Report, accounts: Iterable[Account], outlets: Mapping[str, str]
) -> list[Way]:
    """The ways by which a report has an origin's accounts, each once.

    Args:
        origin: The origin.
        report: The report.
        accounts: The accounts of the origin that the report carries.
        outlets: Reports of the incident by the key of their outlet.

    Returns:
        At least one way; that of a report's own reporting is empty.
    """
    look = Lookup(report)
    found: dict[Way, None] = {}
    own: dict[Way, None] = {}
    for account in accounts:
        events = [
            look.events[ref.event]
            for ref in account.events
            if ref.report == report.id and ref.event in look.events
        ]
        agency = _agency(origin, report, events)
        told = [
            look.statements[ref.statement]
            for ref in account.statements
            if ref.report == report.id and ref.statement in look.statements
        ]
        for statement in _of_origin(origin, told, look):
            cited = tuple(_cited(origin, statement, look, outlets))
            found[Way(tuple(n for n in cited if not _same(n, agency)), agency)] = None
        own[Way((), agency)] = None
    return list(found or own) or [Way()]


def _agency(origin: Origin, report: Report, events: Iterable[Event]) -> str | None:
    """The agency or outlet whose text the report gives, where that is not the report's own."""
    tellers = [step.teller for event in events for step in event.voice if step.teller]
    name = tellers[0] if tellers else report.agency
    if name is None or _same(name, report.outlet) or _same(name, origin.name):
        return None
    return name


def _of_origin(origin: Origin, told: list[Statement], look: Lookup) -> list[Statement]:
    """The statements that are the origin's by name; all, where none is."""
    named = [s for s in told if _is(origin, look.source(s))]
    return named or told


def _cited(
    origin: Origin, statement: Statement, look: Lookup, outlets: Mapping[str, str]
) -> Iterator[str]:
    """Who stands between the origin and the report, inner first."""
    seen: set[str] = set()
    inner: Statement | None = statement
    while inner is not None and inner.id not in seen:
        seen.add(inner.id)
        name = look.source(inner)
        # The innermost source is the origin, even under another name, unless it is an outlet
        # that has the account from the origin itself.
        outer = inner is not statement
        if (outer or key_of(name) in outlets) and not _is(origin, name):
            yield name
        medium = look.medium(inner)
        if medium and is_proper(medium) and not _same(medium, look.report.outlet):
            yield medium
        inner = look.statements.get(inner.parent) if inner.parent else None


def _is(origin: Origin, name: str) -> bool:
    return _same(origin.name, name) or same_person(origin.name, name)


def _same(a: str | None, b: str | None) -> bool:
    return a is not None and b is not None and key_of(a) == key_of(b)
