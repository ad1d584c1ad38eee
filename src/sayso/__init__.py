"""sayso: on whose say-so? Who says what happened, in the news of conflict and politics."""

__version__ = "0.1.0"
