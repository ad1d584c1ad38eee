"""Why reports were linked, why events were joined, why a field has its value: with the words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches

from sayso.errors import NotFound
from sayso.linking.accounts.gather import FIELDS
from sayso.linking.incidents.waterfall import in_words as joined_in_words
from sayso.linking.links import Links
from sayso.linking.moments import in_words
from sayso.record import (
    Account,
    Copy,
    Event,
    EventRef,
    Incident,
    Join,
    Origin,
    Report,
    Standing,
    Statement,
)

QUOTED_SPANS = 3
"""Copied passages that are quoted, the longest first."""
LONGEST_QUOTE = 200
"""Characters of a report that are quoted at once."""

_STANDING: dict[Standing, str] = {
    "superseded": "its one origin replaced an earlier value",
    "unsettled": "unsettled: it can all be true, and is not the same",
}
_FIELD = re.compile(r"^(?P<incident>[^.:/]+)[.:](?P<field>\w+)$")


def explain(id: str, links: Links, reports: Mapping[str, Report]) -> list[str]:  # noqa: A002
    """Say why, in lines for a person.

    Args:
        id: A report (``r_x``: its copies and incidents), an event (``r_x/e3``), an incident
            (``i_x``), a field of an incident (``i_x.killed`` or ``i_x:killed``), or an origin
            (``o_x``).
        links: The outcome of linking.
        reports: The linked reports by id.

    Returns:
        Lines of plain text.

    Raises:
        NotFound: Nothing has this id; the message names those most like it.
    """
    incidents = {i.id: i for i in links.incidents}
    origins = {o.id: o for o in links.origins}
    if id in reports:
        return list(_report(reports[id], links, reports))
    if id in incidents:
        return list(_incident(incidents[id], origins, reports))
    if id in origins:
        return list(_origin(origins[id], links, reports))
    if "/" in id:
        report_id, _, event_id = id.partition("/")
        report = reports.get(report_id)
        event = next((e for e in report.events if e.id == event_id), None) if report else None
        if report and event:
            return list(_event(report, event, links, reports))
    field = _FIELD.match(id)
    if field and field["incident"] in incidents:
        found = incidents[field["incident"]]
        if field["field"] in found.accounts:
            return list(_field(found, field["field"], origins, reports))
        if field["field"] in FIELDS:
            return [f"No report tells {field['field']} of {found.id}."]
    raise _not_found(id, links, reports)


def _report(report: Report, links: Links, reports: Mapping[str, Report]) -> Iterator[str]:
    yield f"{report.id}: {_title(report)}"
    copies = [c for c in links.copies if report.id in (c.from_, c.to)]
    for copy in copies:
        yield from _copy(copy, reports)
    if not copies:
        yield "It shares no passage with another report."
    here = [i for i in links.incidents if any(ref.report == report.id for ref in i.events)]
    for incident in here:
        mine = [f"{r.report}/{r.event}" for r in incident.events if r.report == report.id]
        yield f"It tells of incident {incident.id} ({_headline(incident)}) in {', '.join(mine)}."
        yield from (
            f"  {joined_in_words(j)}"
            for j in incident.joins
            if report.id in (j.event.report, j.to.report)
        )
    if not here:
        yield "It is in no incident: no event in it is told as a fact."


def _copy(copy: Copy, reports: Mapping[str, Report]) -> Iterator[str]:
    yield (
        f"{copy.to} carries {copy.from_} ({copy.kind}): {copy.share:.0%} of {copy.to} is copied, "
        f"{copy.share_from:.0%} of {copy.from_} is carried; direction by {copy.direction}."
    )
    yield f"  {copy.why}"
    carrier = reports.get(copy.to)
    if carrier:
        for span in sorted(copy.spans, key=lambda s: (s[0] - s[1], s[2]))[:QUOTED_SPANS]:
            yield f"  both: “{_shorten(carrier.text[span[2] : span[3]])}”"


def _incident(
    incident: Incident, origins: Mapping[str, Origin], reports: Mapping[str, Report]
) -> Iterator[str]:
    tellers = {ref.report for ref in incident.events}
    yield f"{incident.id}: {_headline(incident)}; told by {_count(len(tellers), 'report')}."
    for ref in incident.events:
        yield f"  {_event_line(ref, reports)}"
    yield from (f"  {joined_in_words(j)}" for j in incident.joins)
    for field in incident.accounts:
        yield from _field(incident, field, origins, reports)
    yield from _allegations(incident, origins)
    yield from _telling(incident, origins)


def _allegations(incident: Incident, origins: Mapping[str, Origin]) -> Iterator[str]:
    for a in incident.allegations:
        said = f"{a.accused} is said to have done it"
        if a.by:
            said += f" by {_names(a.by, origins)}"
        if a.claimed:
            said += ", and says so of itself"
        if a.denied_by:
            said += f"; denied by {_names(a.denied_by, origins)}"
        yield f"{said}."


def _telling(incident: Incident, origins: Mapping[str, Origin]) -> Iterator[str]:
    for n, step in enumerate(incident.telling, 1):
        when = f" ({step.told})" if step.told else ""
        new = f" with {_names(step.origins, origins)}" if step.origins else ""
        after = f", after {step.follows}: {step.why}" if step.follows else ""
        yield f"  {n}. {step.report}{when}{new}{after}"


def _names(ids: Sequence[str], origins: Mapping[str, Origin]) -> str:
    return " and ".join(origins[o].name for o in ids if o in origins)


def _field(
    incident: Incident, field: str, origins: Mapping[str, Origin], reports: Mapping[str, Report]
) -> Iterator[str]:
    told = len({o for a in incident.accounts[field] for o in a.origins})
    standing = f"told by {_count(told, 'independent origin')}"
    if field in incident.agreed:
        standing += f"; agreed: {incident.agreed[field]}"
    elif field in incident.contested:
        standing += "; contested"
    elif found := _STANDING.get(incident.standing.get(field, "one_origin")):
        standing += f"; {found}"
    yield f"{incident.id}.{field}: {standing}."
    span = incident.tolls.get(field)
    if span:
        parts = {"low": span.low, "best": span.best, "high": span.high}
        figures = ", ".join(f"{name} {value}" for name, value in parts.items() if value is not None)
        yield f"  {figures} by the rule “{span.rule}” over the figures that stand"
    for account in incident.accounts[field]:
        yield from _account(account, field, origins, reports)


def _account(
    account: Account, field: str, origins: Mapping[str, Origin], reports: Mapping[str, Report]
) -> Iterator[str]:
    names = _names(account.origins, origins)
    verb = "denied by" if account.denied else "according to"
    later = f"; the same origin later said {account.superseded_by}" if account.superseded_by else ""
    since = f", first told {account.told}" if account.told else ""
    yield f"  {account.value}: {verb} {names}{since}{later}"
    for o in account.origins:
        if o in origins:
            yield f"    {o}: {origins[o].rule}"
    by_report: dict[str, list[str]] = {}
    for ref in account.events:
        by_report.setdefault(ref.report, []).append(ref.event)
    for report_id, events in by_report.items():
        report = reports.get(report_id)
        if report:
            said = [s.statement for s in account.statements if s.report == report_id]
            words = _words(report, events, said, field)
            yield f"    {report_id}: {words}"


def _words(report: Report, events: Sequence[str], said: Sequence[str], field: str) -> str:
    """The words of a report behind a value: the number or the event, and the statement's cue."""
    known = [e for e in report.events if e.id in events]
    spans = [t.span for e in known for t in e.tolls if t.effect == field] or [
        e.anchor for e in known
    ]
    quoted = " / ".join(f"“{_around(report, span)}”" for span in spans[:2])
    statements = {s.id: s for s in report.statements}
    cues = [_attribution(report, statements[s]) for s in said if s in statements]
    return quoted + (f" ({'; '.join(cues)})" if cues else "")


def _origin(origin: Origin, links: Links, reports: Mapping[str, Report]) -> Iterator[str]:
    behind = _count(len(origin.reports), "report")
    yield f"{origin.id}: {origin.name} ({origin.kind}), behind {behind}."
    yield f"  rule: {origin.rule}"
    if origin.rules:
        yield f"  by the rules {', '.join(origin.rules)} (docs/counting.md)"
    if origin.circle:
        yield f"  a circle: {' and '.join(origin.circle)} cite one another"
    for report_id in origin.reports:
        report = reports.get(report_id)
        yield f"  {report_id}" + (f": {_title(report)}" if report else "")
    for incident in links.incidents:
        for field, accounts in incident.accounts.items():
            for account in accounts:
                if origin.id in account.origins:
                    denied = ", denied" if account.denied else ""
                    yield f"  {incident.id}.{field}: {account.value}{denied}"


def _event(
    report: Report, event: Event, links: Links, reports: Mapping[str, Report]
) -> Iterator[str]:
    yield _event_line(EventRef(report=report.id, event=event.id), reports)
    chain = []
    statements = {s.id: s for s in report.statements}
    for step in event.voice:
        if step.outlet:
            chain.append(report.outlet or "the outlet")
        elif step.teller:
            chain.append(step.teller)
        elif step.statement in statements:
            chain.append(_attribution(report, statements[step.statement]))
    if chain:
        yield f"  told by: {' ▸ '.join(chain)}"
    for incident in links.incidents:
        if any(r.report == report.id and r.event == event.id for r in incident.events):
            yield f"  in incident {incident.id} ({_headline(incident)})"
            yield from (
                f"  {joined_in_words(j)}"
                for j in incident.joins
                if (report.id, event.id) in _ends(j)
            )
            return
    yield "  in no incident: only what is told as a fact, and is more than words, makes one"


def _event_line(ref: EventRef, reports: Mapping[str, Report]) -> str:
    report = reports.get(ref.report)
    event = next((e for e in report.events if e.id == ref.event), None) if report else None
    if report is None or event is None:
        return f"{ref.report}/{ref.event}"
    kind = f"{event.type}-{event.mode}" if event.mode else event.type
    earlier = ", recalled" if event.background else ""
    return f"{ref.report}/{ref.event} {kind}{earlier}: “{_around(report, event.anchor)}”"


def _ends(join: Join) -> set[tuple[str, str]]:
    return {(ref.report, ref.event) for ref in (join.event, join.to)}


def _attribution(report: Report, statement: Statement) -> str:
    spans = sorted([*([statement.source.span] if statement.source else []), *statement.cue])
    words = " … ".join(" ".join(report.words(s).split()) for s in spans)
    return f"“{words}”" if words else statement.id


def _around(report: Report, span: tuple[int, int]) -> str:
    """A span with the line around it, cut to a readable length at words."""
    reach = (LONGEST_QUOTE - min(LONGEST_QUOTE, span[1] - span[0])) // 2
    begin = max(report.text.rfind("\n", 0, span[0]) + 1, span[0] - reach)
    stop = report.text.find("\n", span[1])
    end = min(stop if stop >= 0 else len(report.text), span[1] + reach)
    while 0 < begin < span[0] and not report.text[begin - 1].isspace():
        begin += 1
    while span[1] < end < len(report.text) and not report.text[end].isspace():
        end -= 1
    return " ".join(report.text[begin:end].split())


def _headline(incident: Incident) -> str:
    kind = f"{incident.type}-{incident.mode}" if incident.mode else incident.type
    where = incident.places[0].name if incident.places else "no place"
    return f"{kind}, {where}, {in_words(incident.earliest, incident.latest)}"


def _title(report: Report) -> str:
    parts = [report.outlet, report.title, report.published]
    return ", ".join(p for p in parts if p) or "untitled"


def _count(n: int, noun: str) -> str:
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"


def _shorten(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_QUOTE else line[:LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"


def _not_found(id: str, links: Links, reports: Mapping[str, Report]) -> NotFound:  # noqa: A002
    known = [
        *reports,
        *(i.id for i in links.incidents),
        *(o.id for o in links.origins),
    ]
    head = re.split(r"[./:]", id)[0]
    if head in reports:
        known = [f"{head}/{e.id}" for e in reports[head].events]
    elif head in {i.id for i in links.incidents}:
        known = [f"{i.id}.{f}" for i in links.incidents if i.id == head for f in i.accounts]
    near = get_close_matches(id, known, n=3, cutoff=0.5) or known[:3]
    remedy = f"did you mean {', '.join(near)}?" if near else "nothing is linked yet"
    return NotFound(f"there is no {id!r} to explain", remedy=remedy)
