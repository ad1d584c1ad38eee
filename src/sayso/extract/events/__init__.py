"""What happened: mentions of events with their type, parties, tolls and status."""

from sayso.extract.events.finder import find_events
from sayso.extract.events.scored import Scored, relevance

__all__ = ["Scored", "find_events", "relevance"]
