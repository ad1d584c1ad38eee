"""An incident's accounts as rows, one for each independent origin.

The record keeps accounts by field: a value, and the origins that tell it. A person asks the other
way round: what does this origin tell, in which reports, since when?
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol, get_args

from sayso.linking.moments import in_words, moment
from sayso.record import (
    Account,
    Copy,
    Effect,
    EventRef,
    Incident,
    IncidentPlace,
    Origin,
    Report,
    Span,
    TollRange,
)
from sayso.view.safe import one_line
from sayso.view.wording import stamp

EFFECTS: tuple[str, ...] = get_args(Effect)
"""Fields of accounts that are numbers of people."""

STANDINGS = {
    "agreed": "agreed",
    "contested": "contested",
    "superseded": "superseded",
    "unsettled": "unsettled",
    "one_origin": "one origin",
}
"""How a field stands, in words."""

FIELD_NAMES = {
    **{effect: effect for effect in EFFECTS},
    "actors": "by whom",
    "recipients": "against whom",
    "place": "place",
    "date": "date",
}
"""Fields of accounts, and what to call them."""

# A full stop after an initial or a short capitalised word ("Dr.", "Gen.") ends no sentence here: a
# quote that runs on says more, one that stops short says something else.
_SENTENCE_END = re.compile(
    r"(?:[!?…]|(?<!\b[A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})\.)[”’\"')\]]*\s"
)
_QUOTE = 260


class Links(Protocol):
    """What the views need of the links between reports."""

    @property
    def copies(self) -> Sequence[Copy]:
        """Which report carries text of which."""
        ...

    @property
    def origins(self) -> Sequence[Origin]:
        """Where accounts enter the record."""
        ...


@dataclass(frozen=True, slots=True)
class Quoted:
    """The words of a report that carry a value: ``words[mark]`` is the value itself."""

    report: str
    event: str | None
    words: str
    mark: Span


@dataclass(frozen=True, slots=True)
class Told:
    """One value that an origin tells for a field."""

    text: str
    account: Account
    quotes: tuple[Quoted, ...]

    @property
    def state(self) -> str:
        """``denied``, ``superseded by 14``, or nothing."""
        return account_state(self.account)


@dataclass(frozen=True, slots=True)
class Carrier:
    """A report that carries an account, and whose text that report took over."""

    id: str
    name: str
    copy_of: str | None
    copy_kind: str


@dataclass(frozen=True, slots=True)
class OriginRow:
    """What one origin tells of an incident."""

    origin: Origin
    values: Mapping[str, tuple[Told, ...]]
    carriers: tuple[Carrier, ...]
    first: str | None


def origin_rows(incident: Incident, links: Links, reports: Mapping[str, Report]) -> list[OriginRow]:
    """The rows of an incident, the origin that told first at the top.

    Args:
        incident: The incident.
        links: Copies and origins.
        reports: Reports by id, for outlets, times and words. A report that is missing is shown by
            its id.
    """
    known = {origin.id: origin for origin in links.origins}
    ids = origins_of(incident)
    rows = [_row(known.get(id_) or _unknown(id_), incident, links.copies, reports) for id_ in ids]
    return sorted(rows, key=lambda row: _when(row.first))


def heading(incident: Incident) -> tuple[str, str]:
    """When and where an incident happened; a day that is only the last possible one says so."""
    when = in_words(incident.earliest, incident.latest)
    where = "; ".join(dict.fromkeys(map(place_name, incident.places))) or "no place"
    return when, where


def latest_first(incidents: Iterable[Incident]) -> list[Incident]:
    """Incidents by the last day on which each can have happened, those without a date last."""
    return sorted(incidents, key=lambda i: i.latest or i.earliest or "", reverse=True)


def place_name(place: IncidentPlace) -> str:
    """A place and its country."""
    parts = dict.fromkeys(p for p in (place.name, place.country) if p)
    return ", ".join(parts)


def standing(incident: Incident, field: str) -> str:
    """How a field stands, by the record's word for it; nothing where the record does not say.

    Collections that were linked before this was written down still say agreed and contested.
    """
    if field in incident.standing:
        return incident.standing[field]
    if field in incident.contested:
        return "contested"
    return "agreed" if field in incident.agreed else ""


def account_state(account: Account) -> str:
    """What is to be said of a value besides who tells it: denied, superseded, or nothing."""
    if account.denied:
        return "denied"
    return f"superseded by {account.superseded_by}" if account.superseded_by else ""


def count(number: int, name: str) -> str:
    """``1 report``, ``2 reports``."""
    return f"{number} {name}" if number == 1 else f"{number} {name}s"


def toll_range(bounds: TollRange) -> str:
    """A range over all accounts: ``low 10, best 12, high 14``."""
    parts = (("low", bounds.low), ("best", bounds.best), ("high", bounds.high))
    return ", ".join(f"{name} {'–' if number is None else number}" for name, number in parts)


def origins_of(incident: Incident) -> list[str]:
    """The origins that any account of an incident names, in the order of the accounts."""
    told = (id_ for each in incident.accounts.values() for a in each for id_ in a.origins)
    return list(dict.fromkeys(told))


def reports_of(incident: Incident) -> list[str]:
    """The reports that tell of an incident at all."""
    return list(dict.fromkeys(ref.report for ref in incident.events))


def tellers(incident: Incident, reports: Mapping[str, Report]) -> list[str]:
    """The reports that tell of an incident at all, by name."""
    return list(dict.fromkeys(report_name(id_, reports) for id_ in reports_of(incident)))


def _unknown(id_: str) -> Origin:
    return Origin(id=id_, name=id_, kind="unknown", reports=(), rule="")


def _row(
    origin: Origin, incident: Incident, copies: Sequence[Copy], reports: Mapping[str, Report]
) -> OriginRow:
    values: dict[str, tuple[Told, ...]] = {}
    carrying: list[str] = []
    for field, accounts in incident.accounts.items():
        mine = [a for a in accounts if origin.id in a.origins]
        if not mine:
            continue
        for account in mine:
            carrying.extend(
                r for r in account.reports if len(account.origins) == 1 or r in origin.reports
            )
        values[field] = tuple(
            Told(a.value, a, tuple(_quotes(field, a, origin, reports)))
            for a in sorted(mine, key=lambda a: a.superseded_by is not None)
        )
    ids = sorted(dict.fromkeys(carrying), key=lambda id_: _when(_published(id_, reports)))
    dates = [_published(id_, reports) for id_ in ids]
    if not any(dates):
        dates = [told.account.told for each in values.values() for told in each]
    first = min(dates, key=_when, default=None)
    names = Counter(report_name(id_, reports) for id_ in ids)
    carriers = tuple(_carrier(id_, names, copies, reports) for id_ in ids)
    return OriginRow(origin, values, carriers, first)


def _published(id_: str, reports: Mapping[str, Report]) -> str | None:
    return reports[id_].published if id_ in reports else None


def _when(written: str | None) -> tuple[bool, datetime]:
    """Sort key: the earliest first, what has no date last."""
    when = moment(written)
    return (when is None, when or datetime.max.replace(tzinfo=UTC))


def _carrier(
    id_: str, names: Mapping[str, int], copies: Iterable[Copy], reports: Mapping[str, Report]
) -> Carrier:
    name = report_name(id_, reports)
    published = _published(id_, reports)
    if names[name] > 1 and published:  # two reports of one outlet
        name = f"{name}, {stamp(published)[:10]}"
    source = next(
        (c for c in copies if c.to == id_ and c.kind != "quotes" and c.direction != "unknown"), None
    )
    if source is None:
        return Carrier(id_, name, None, "")
    return Carrier(id_, name, report_name(source.from_, reports), source.kind)


def report_name(id_: str, reports: Mapping[str, Report]) -> str:
    """A report by its outlet, or its title, or its id."""
    report = reports.get(id_)
    if report is None:
        return id_
    return one_line(report.outlet or report.title or id_, 60)


def _quotes(
    field: str, account: Account, origin: Origin, reports: Mapping[str, Report]
) -> Iterator[Quoted]:
    """The sentences that carry a value, each text once (copies say the same again)."""
    seen = set()
    for ref in account.events:
        report = reports.get(ref.report)
        if report is None or (len(account.origins) > 1 and ref.report not in origin.reports):
            continue
        for span in words_for(field, account, ref, report):
            start, end = sentence_at(report, span)
            quote = Quoted(
                report.id, ref.event, report.text[start:end], (span[0] - start, span[1] - start)
            )
            if (quote.words, quote.mark) not in seen:
                seen.add((quote.words, quote.mark))
                yield quote


def words_for(field: str, account: Account, ref: EventRef, report: Report) -> list[Span]:
    """The words that carry a field of an event: the numbers, the evidence, or the anchor."""
    event = next((e for e in report.events if e.id == ref.event), None)
    if event is None:
        return []
    if field not in EFFECTS:
        return list(event.evidence.get(field, ())[:1]) or [event.anchor]
    tolls = [t for t in event.tolls if t.effect == field]
    figures = (account.low, account.best, account.high)
    exact = [t for t in tolls if (t.low, t.best, t.high) == figures]
    told = {s.statement for s in account.statements if s.report == report.id}
    # Figures that one account holds may differ in their bounds: "about 20" and "some 20".
    return [t.span for t in exact or [t for t in tolls if t.statement in told] or tolls]


def sentence_at(report: Report, span: Span) -> Span:
    """The sentence around a span, within its block, and not longer than can be read at a glance."""
    block = next((b.span for b in report.blocks if b.span[0] <= span[0] < b.span[1]), None)
    low, high = block or (0, len(report.text))
    low, high = max(low, span[0] - _QUOTE), min(high, span[1] + _QUOTE)
    for end in _SENTENCE_END.finditer(report.text, low, span[0]):
        low = end.end()
    low += len(report.text[low : span[0]]) - len(report.text[low : span[0]].lstrip())
    after = _SENTENCE_END.search(report.text, span[1], high)
    return low, after.end() if after else high
