"""Which words name places, and how likely an event happened at each."""

from sayso.extract.toponyms.finder import ToponymMention, find_toponyms, read_toponyms
from sayso.extract.toponyms.tagger import PlaceReading

__all__ = ["PlaceReading", "ToponymMention", "find_toponyms", "read_toponyms"]
