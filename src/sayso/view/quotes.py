"""The words of reports that the accounts of an incident rest on, by field and value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sayso.record import Account, EventRef, Incident, Report, Span
from sayso.view.origin_rows import EFFECTS, sentence_at, words_for
from sayso.view.safe import one_line

_SOURCE = 160


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence in three parts: ``words`` are the value itself, or the event's.

    ``source`` is who says it, in the report's words; None: the report in its own voice.
    """

    report: str
    event: str | None
    statement: str | None
    before: str
    words: str
    after: str
    source: str | None


def quotes_of(incident: Incident, reports: Mapping[str, Report]) -> dict[str, list[Quote]]:
    """The words behind each value of an incident.

    Args:
        incident: The incident.
        reports: Reports by id; of those that are missing there are no words.

    Returns:
        By field and value, as ``killed=12``. The same words in the same report come once.
    """
    found: dict[str, dict[tuple[str, Span], Quote]] = {}
    for field, accounts in incident.accounts.items():
        for account in accounts:
            here = found.setdefault(f"{field}={account.value}", {})
            for ref in account.events:
                report = reports.get(ref.report)
                if report is None:
                    continue
                for span, quote in _quotes(field, account, ref, report):
                    here.setdefault((report.id, span), quote)
    return {key: list(quotes.values()) for key, quotes in found.items()}


def _quotes(
    field: str, account: Account, ref: EventRef, report: Report
) -> Iterator[tuple[Span, Quote]]:
    told = {s.statement for s in account.statements if s.report == report.id}
    for span in words_for(field, account, ref, report):
        start, end = sentence_at(report, span)
        statement = _statement(field, ref, report, span, told)
        source = next((s.source for s in report.statements if s.id == statement and s.source), None)
        yield (
            span,
            Quote(
                report=report.id,
                event=ref.event,
                statement=statement,
                before=report.text[start : span[0]],
                words=report.text[span[0] : span[1]],
                after=report.text[span[1] : end].rstrip(),
                source=one_line(report.words(source.span), _SOURCE) if source else None,
            ),
        )


def _statement(field: str, ref: EventRef, report: Report, span: Span, told: set[str]) -> str | None:
    """The statement on whose word the report has it: the number's own, else the event's last."""
    event = next(e for e in report.events if e.id == ref.event)
    chain = [step.statement for step in event.voice if step.statement]
    if field in EFFECTS:
        chain += [t.statement for t in event.tolls if t.span == span and t.statement]
    # Of a number the account's own statements tell on whose word it counts.
    return next((s for s in reversed(chain) if s in told), None)
