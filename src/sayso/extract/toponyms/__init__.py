"""Which words name places: candidates from the gazetteer, scored by cues around them."""

from sayso.extract.toponyms.finder import ToponymMention, find_toponyms

__all__ = ["ToponymMention", "find_toponyms"]
