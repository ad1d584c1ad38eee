"""The places of the world in one SQLite file, compiled on the user's machine from packages."""

from sayso.gazetteer.entry import Entry, Match
from sayso.gazetteer.lookup import Gazetteer

__all__ = ["Entry", "Gazetteer", "Match"]
