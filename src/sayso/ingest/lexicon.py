"""Word lists, written as running words."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """The white-space separated words of a text."""
    return frozenset(text.split())
