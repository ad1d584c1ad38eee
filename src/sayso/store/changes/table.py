"""The table of what became of incidents and of reports. Nothing in it is changed or made again."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from sayso.store.tables import Base


class ChangeRow(Base):
    """A change of the official state of an incident; or of a report, by what people decided.

    That a report was added or read again stands in ``reports`` and ``readings``.
    """

    __tablename__ = "changes"
    __table_args__ = (
        CheckConstraint(
            "what IN ('added', 'updated', 'merged', 'split', 'deleted', 'restored')",
            name="changes_what",
        ),
        Index("changes_by_id", "id", "number"),
        Index("changes_by_time", "made"),
    )
    number: Mapped[int] = mapped_column(primary_key=True)
    made: Mapped[str]
    """UTC, ISO 8601."""
    id: Mapped[str]
    """Of the incident or the report."""
    what: Mapped[str]
    into: Mapped[str | None]
    """Of one that was merged or split: the incidents that have its events now, parted by spaces,
    the largest share first."""
    run: Mapped[int | None] = mapped_column(ForeignKey("link_runs.number"))
    """The linking that it came of; null: what people decided."""
    decision: Mapped[int | None] = mapped_column(ForeignKey("decisions.number"))
    """The newest decision in what became of it; null where it is as the machine has it."""
    digest: Mapped[str | None]
    """Of its content from then on; null: it is no more."""
