"""The places of the world in one SQLite file, compiled on the user's machine from packages."""

from sayso.gazetteer.lookup import Entry, Gazetteer, Match

__all__ = ["Entry", "Gazetteer", "Match"]
