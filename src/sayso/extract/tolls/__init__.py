"""How many people: killed, injured, captured, missing, displaced, arrested, taking part."""

from sayso.extract.tolls.finder import TollFound, find_tolls

__all__ = ["TollFound", "find_tolls"]
