"""What the encoder's heads give, a piece: the layout that training and reading agree on."""

from __future__ import annotations

LEVELS = 3
"""Nesting levels of statements: told by the text, told in a statement, told in one of those."""

TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
"""Tags of a level. A piece begins a part, goes on with it, or is outside."""

LINK_WIDTH = 64
"""Size of the vectors whose products link the parts."""
