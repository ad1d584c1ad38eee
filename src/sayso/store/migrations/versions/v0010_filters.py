"""What incidents are filtered by: all their places, who is told to have a part, other tolls.

The columns are filled after the migrations, see ``filter_filling``.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from sayso.store.migrations.types import TEXT

revision = "0010"
down_revision = "0009"

_NAMES = ("places", "admin1s", "actors", "recipients", "origin_names")
_FIGURES = ("injured", "captured", "missing", "displaced", "arrested", "participants")


def upgrade() -> None:
    """Add the columns."""
    for name in _NAMES:
        op.add_column(
            "incident_lines", sa.Column(name, TEXT, nullable=False, server_default=sa.text("''"))
        )
    for name in _FIGURES:
        op.add_column("incident_lines", sa.Column(name, sa.BigInteger(), nullable=True))
