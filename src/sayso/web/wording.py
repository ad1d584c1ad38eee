"""What an answer says of an error."""

from __future__ import annotations

from sayso.errors import SaysoError


def detail(error: SaysoError) -> str:
    """What is wrong, where, and the remedy, without the database's name: that is the server's."""
    where = f"{error.place}: " if error.place else ""
    return f"{where}{error.message}" + (f"; {error.remedy}" if error.remedy else "")
