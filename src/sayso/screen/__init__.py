"""A cheap look at what comes in: is it worth the full read? Everything dropped has a reason."""

from sayso.screen.screen import REASONS, Dropped, Screen

__all__ = ["REASONS", "Dropped", "Screen"]
