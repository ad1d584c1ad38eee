"""Tolls by origin in the order of time: what each said, when, and what it said later.

The chart of the page, the table beside it and the timeline in a terminal show the same points.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sayso.linking.moments import moment
from sayso.record import Account, Incident, Origin, Report
from sayso.view.origin_rows import EFFECTS, account_state, report_name

_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Point:
    """A figure that an origin gave.

    ``told`` is when it was first told as written, ``when`` the same to compare; ``reports`` are
    those that carry it, by name.
    """

    effect: str
    origin: str
    name: str
    account: Account
    told: str | None
    when: datetime | None
    reports: tuple[str, ...]

    @property
    def state(self) -> str:
        """``denied``, ``superseded by 14``, or nothing."""
        return account_state(self.account)

    @property
    def number(self) -> int | None:
        """Where the figure stands on a scale: the best, else the low, else the high."""
        figures = (self.account.best, self.account.low, self.account.high)
        return next((n for n in figures if n is not None), None)


def effects_told(incident: Incident) -> list[str]:
    """The effects that an incident has figures of, in the record's order."""
    return [effect for effect in EFFECTS if incident.accounts.get(effect)]


def toll_points(
    incident: Incident, origins: Sequence[Origin], reports: Mapping[str, Report]
) -> list[Point]:
    """Every figure of every origin, the earliest first, those without a time last.

    Args:
        incident: The incident.
        origins: The origins that its accounts name.
        reports: Reports by id, for the times of their publication.
    """
    known = {origin.id: origin for origin in origins}
    points = [p for effect in effects_told(incident) for p in _of(effect, incident, known, reports)]
    order = {effect: i for i, effect in enumerate(EFFECTS)}
    return sorted(points, key=lambda p: (p.when or _NEVER, order[p.effect], p.name, p.origin))


def _of(
    effect: str,
    incident: Incident,
    known: Mapping[str, Origin],
    reports: Mapping[str, Report],
) -> Iterator[Point]:
    for account in incident.accounts[effect]:
        for id_ in account.origins:
            origin = known.get(id_)
            alone = len(account.origins) == 1 or origin is None
            mine = [r for r in account.reports if alone or (origin and r in origin.reports)]
            through = sorted(mine, key=lambda r: _out(r, reports))
            told = account.told if alone else _first(through, reports)
            yield Point(
                effect=effect,
                origin=id_,
                name=origin.name if origin else id_,
                account=account,
                told=told,
                when=moment(told),
                reports=tuple(dict.fromkeys(report_name(r, reports) for r in through)),
            )


def _out(id_: str, reports: Mapping[str, Report]) -> datetime:
    """When a report came out, as a key to sort by: what has no time comes last."""
    return moment(reports[id_].published if id_ in reports else None) or _NEVER


def _first(ids: Sequence[str], reports: Mapping[str, Report]) -> str | None:
    """When the earliest of some reports came out."""
    dates = [reports[id_].published for id_ in ids if id_ in reports]
    return min((d for d in dates if moment(d)), key=lambda d: moment(d) or _NEVER, default=None)
