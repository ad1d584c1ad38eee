"""What is compared of a report to find others on the same story, small enough to be remembered."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Self

from sayso.linking.moments import Days, day, days_of
from sayso.linking.names import is_proper, key_of, person_key
from sayso.linking.wording import Profile, TermsOf, profile, profile_data, profile_of
from sayso.record import Event, Place, Report

LEAD = 700
"""Characters in which a report says what it is about."""
AREA, TOWN = 4, 3
"""Coarsest precision (UCDP where_prec) of a place that says where, and of one that is a town."""
EXACT_DAYS = 3
"""A date that spans more days than this is no date of an event."""

_AGE = re.compile(
    r"\b(\d{1,3})[-\u2010\u2011 ]years?[- ]old\b|\baged?\s(\d{1,3})\b|,\s(\d{1,2}),|\((\d{1,2})\)"
)


@dataclass(frozen=True)
class Traits:
    """One report, as it is compared with others.

    ``terms`` are those of its text; ``title`` and ``lead`` those of its headline and of its
    beginning. ``persons`` are full names as keys, ``sites`` the named places that are no towns,
    ``regions`` countries with first-order areas; ``where`` is the coordinates of the place it is
    mainly about, ``days`` when its main event was by most mentions, and ``killed`` and
    ``injured`` the report's totals.
    """

    day: int | None
    outlet: str
    terms: Profile
    title: frozenset[str]
    lead: frozenset[str]
    persons: frozenset[str]
    ages: frozenset[int]
    towns: frozenset[str]
    sites: frozenset[str]
    regions: frozenset[str]
    where: tuple[float, float] | None
    days: Days | None
    killed: int | None
    injured: int | None

    def to_data(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        out = {f.name: getattr(self, f.name) for f in fields(self)}
        out["terms"] = profile_data(self.terms)
        return {k: sorted(v) if isinstance(v, frozenset) else v for k, v in out.items()}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Self:
        """What :meth:`to_data` made, after a way through JSON."""
        made = dict(data)
        for name in ("title", "lead", "persons", "ages", "towns", "sites", "regions"):
            made[name] = frozenset(made[name])
        made["terms"] = profile_of(made["terms"])
        for name in ("where", "days"):
            made[name] = (made[name][0], made[name][1]) if made[name] else None
        return cls(**made)


def traits_of(report: Report, terms: TermsOf | None = None) -> Traits:
    """What is compared of a report.

    Args:
        report: Its record.
        terms: Those of its text, where they are known.
    """
    terms = terms or TermsOf(report.text)
    text = report.text
    news = [e for e in report.events if e.status == "happened" and not e.background]
    near = {p.id: p for p in report.places if p.precision is not None and p.precision <= AREA}
    main = _main_place(near, news)
    totals = {total.effect: total.number for total in report.totals}
    return Traits(
        day=day(report.published),
        outlet=key_of(report.outlet) if report.outlet else "",
        terms=terms.profile(),
        title=frozenset(profile(report.title or "")),
        lead=frozenset(terms.profile(0, LEAD)),
        persons=frozenset(_persons(report)),
        ages=frozenset(int(next(filter(None, m.groups()))) for m in _AGE.finditer(text)),
        towns=frozenset(key_of(p.name) for p in near.values() if (p.precision or 0) <= TOWN),
        sites=frozenset(key_of(p.name) for p in report.places if p.lat is None),
        regions=frozenset(f"{p.country}|{p.admin1}" for p in report.places if p.admin1),
        where=None
        if main is None or main.lat is None or main.lon is None
        else (main.lat, main.lon),
        days=_main_days(report, news),
        killed=totals.get("killed"),
        injured=totals.get("injured"),
    )


def _persons(report: Report) -> set[str]:
    """Full names: at least two words that are no titles."""
    keys = (
        person_key(a.name)
        for a in report.actors
        if a.kind in ("person", "unknown") and is_proper(a.name)
    )
    return {" ".join(key) for key in keys if len(key) >= 2}


def _main_place(near: Mapping[str, Place], news: list[Event]) -> Place | None:
    """The place with most mentions, each event there counting as two more."""
    weight = Counter({id_: len(place.mentions) for id_, place in near.items()})
    for event in news:
        weight.update({p: 2 for p in event.places if p in near})
    return near[max(weight, key=lambda id_: weight[id_])] if weight else None


def _main_days(report: Report, news: list[Event]) -> Days | None:
    times = {t.id: t for t in report.times}
    told = Counter(
        days
        for e in news
        if e.time in times and (days := days_of(times[e.time])) and days[1] - days[0] <= EXACT_DAYS
    )
    return max(told, key=lambda d: (told[d], d[0] - d[1])) if told else None
