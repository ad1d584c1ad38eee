"""What happened: mentions of events with their type, parties, tolls and status."""

from sayso.extract.events.finder import find_events

__all__ = ["find_events"]
