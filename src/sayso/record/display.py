"""How notebooks show what sayso returns: as HTML, drawn by a room far above this one."""

from __future__ import annotations

import sys

_BRIEF = 60


class Displayed:
    """Shown as HTML by Jupyter, VS Code, marimo and whatever else asks for ``_repr_html_``."""

    def _repr_html_(self) -> str:
        # Pages are drawn in `view`, which knows the record; the record must not know `view`. Only
        # the front door knows all rooms, and Python has opened it before any room.
        html: str = sys.modules["sayso"].html(self)
        return html


def brief(text: str) -> str:
    """Text for a line that may be printed anywhere: cut, and quoted where it is not plain."""
    text = text if len(text) <= _BRIEF else f"{text[: _BRIEF - 1]}…"
    return text if text.isprintable() else repr(text)
