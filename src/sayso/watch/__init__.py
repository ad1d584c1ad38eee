"""Watching feeds and sites: new articles are fetched, kept, read, linked; changed ones again."""

from sayso.watch.config import Feed, Settings, load_settings
from sayso.watch.happened import Happened, Round
from sayso.watch.watch import Watch

__all__ = ["Feed", "Happened", "Round", "Settings", "Watch", "load_settings"]
