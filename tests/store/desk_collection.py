"""A small collection with links and decisions, as the desk shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from store_reports import page_and_report
from test_store_links import incident, linked

from sayso.linking import Linked
from sayso.record import Account, Copy, Incident, IncidentPlace, Report, TollRange
from sayso.store import Store


def add_reports(store: Store, days: Sequence[str | None], **changes: object) -> list[str]:
    """A report published on each day, with relevance 0.1, 0.2, …; their ids."""
    found = []
    first = len(store.ids())
    for n, day in enumerate(days):
        page, report = page_and_report(
            first + n, published=None if day is None else f"{day}T10:00:00Z"
        )
        update = {"relevance": round((n + 1) / 10, 1), **changes}
        assert store.add(page, report.model_copy(update=update))
        found.append(report.id)
    return found


def copy_of(source: str, to: str, share: float = 0.95, kind: str = "reprint") -> Copy:
    """A copy of one report in another."""
    return Copy.model_validate(
        {
            "from": source,
            "to": to,
            "kind": kind,
            "spans": [(0, 5, 0, 5)],
            "share": share,
            "share_from": 0.9,
            "direction": "time",
            "why": "earlier",
        }
    )


def told(
    id_: str,
    *keys: str,
    day: str | None = "2020-05-03",
    place: str = "Kirkuk",
    at: tuple[float, float] | None = (35.47, 44.39),
    contested: bool = False,
    type_: str = "ASSAULT",
) -> Incident:
    """An incident with a toll."""
    lat, lon = at or (None, None)
    reports = [key.partition("/")[0] for key in keys]
    accounts = tuple(
        Account(value=str(10 + n), best=10 + n, origins=(f"o{n}",), reports=(report,))
        for n, report in enumerate(reports)
    )
    return incident(id_, *keys).model_copy(
        update={
            "type": type_,
            "earliest": day,
            "latest": day,
            "places": (IncidentPlace(name=place, lat=lat, lon=lon, country="IRQ", precision=1),),
            "accounts": {"killed": accounts},
            "tolls": {"killed": TollRange(low=10, best=10, high=11, rule="ucdp")},
            "contested": ("killed",) if contested else (),
            "standing": {"killed": "contested" if contested else "agreed"},
        }
    )


def links(*incidents: Incident, copies: Sequence[Copy] = ()) -> Linked:
    """What a linking that found these would give."""
    return replace(linked(*incidents), copies=tuple(copies))


def corrected(report: Report, outlet: str, killed: int) -> Report:
    """A report with another outlet and toll, as a person would correct them."""
    (event,) = report.events
    (toll,) = event.tolls
    toll = toll.model_copy(update={"best": killed, "low": killed})
    event = event.model_copy(update={"tolls": (toll,), "type": "COERCE"})
    return report.model_copy(update={"outlet": outlet, "events": (event,)})
