"""Near copies under the report that they are copies of."""

from __future__ import annotations

from sqlalchemy import select, update
from sqlalchemy.orm import Session, aliased

from sayso.store.tables import CopyRow, ReportRow

NEAR = 0.8
"""Share of a report that is copied from which on it need not be gone through by itself: what the
rest can hold is a dateline and a sentence or two."""
_KINDS = ("reprint", "excerpt", "rewrite")


def write_leads(session: Session) -> None:
    """Write down of each near copy which report it goes back to, through copies of copies."""
    wanted = leads(session)
    before = dict(
        session.execute(
            select(ReportRow.number, ReportRow.lead).where(ReportRow.lead.is_not(None))
        ).all()
    )
    changed = [
        {"number": number, "lead": wanted.get(number)}
        for number in sorted({*wanted, *before})
        if wanted.get(number) != before.get(number)
    ]
    if changed:
        session.execute(update(ReportRow), changed)


def leads(session: Session) -> dict[int, int]:
    """The number of each near copy, and of the report at the end of its chain of copies."""
    origin, copy = aliased(ReportRow), aliased(ReportRow)
    rows = session.execute(
        select(copy.number, origin.number)
        .select_from(CopyRow)
        .join(origin, origin.id == CopyRow.from_report)
        .join(copy, copy.id == CopyRow.to_report)
        .where(CopyRow.share >= NEAR, CopyRow.kind.in_(_KINDS))
        # Of several the one with the most of it counts.
        .order_by(CopyRow.share, CopyRow.number.desc())
    )
    above = {int(number): int(origin_) for number, origin_ in rows}
    found: dict[int, int] = {}
    for number in above:
        lead, seen = number, {number}
        while (next_ := above.get(lead)) is not None:
            if next_ in seen:
                # They copy one another; the one that was stored first stands for all.
                lead = min(_circle(above, lead))
                break
            seen.add(next_)
            lead = next_
        if lead != number:
            found[number] = lead
    return found


def _circle(above: dict[int, int], start: int) -> set[int]:
    found = {start}
    while (start := above[start]) not in found:
        found.add(start)
    return found
