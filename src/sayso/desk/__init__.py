"""The desk where people review: one person's view of a collection, and what they decide.

The same for the library, the command line and the web app.
"""

from sayso.desk.coding import Coding
from sayso.desk.deciding import NothingToTurn
from sayso.desk.desk import Desk
from sayso.desk.journals import Imported
from sayso.desk.views import (
    CopyOf,
    Decided,
    IncidentState,
    ReportState,
)

__all__ = [
    "Coding",
    "CopyOf",
    "Decided",
    "Desk",
    "Imported",
    "IncidentState",
    "NothingToTurn",
    "ReportState",
]
