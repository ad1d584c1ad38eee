"""Other people's text, made fit to print or to put in a page.

A report may hold anything: escape sequences that drive a terminal, controls that reorder what is
read, half of a surrogate pair that no encoding can carry. What is shown never acts.
"""

from __future__ import annotations

import re

_CONTROLS = [c for c in (*range(0x20), *range(0x7F, 0xA0)) if chr(c) not in "\n\t"]
_SURROGATES = range(0xD800, 0xE000)
_BIDI = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_LINE_ENDS = (0x0B, 0x0C, 0x85, 0x2028, 0x2029)

# CSI (colours, cursor) and terminated OSC (titles, links). Each pattern stops at the next escape,
# so the whole is linear; an OSC without an end stays as plain letters and swallows nothing.
_SEQUENCES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|(?:\x1b\]|\x9d)[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)"
)
_TERMINAL = {
    **dict.fromkeys((*_CONTROLS, *_BIDI)),
    **dict.fromkeys(_SURROGATES, "\N{REPLACEMENT CHARACTER}"),
    **dict.fromkeys(_LINE_ENDS, "\n"),
}
_PAGE = {
    **{c: chr(0x2400 + c) if c < 0x20 else "\N{REPLACEMENT CHARACTER}" for c in _CONTROLS},
    **dict.fromkeys(_SURROGATES, "\N{REPLACEMENT CHARACTER}"),
    0x0D: "",
    0x7F: "\N{SYMBOL FOR DELETE}",
}


def for_terminal(text: str) -> str:
    """Text without escape sequences, control characters and bidirectional controls.

    Newlines and tabs stay.
    """
    return _SEQUENCES.sub("", text).translate(_TERMINAL)


def for_page(text: str) -> str:
    """Text with control characters as visible symbols, still to be escaped for HTML.

    Bidirectional controls stay: the page isolates every block and value, so that they cannot
    reorder anything outside.
    """
    return text.translate(_PAGE)


def one_line(text: str, limit: int | None = None) -> str:
    """Text on one line, cut with an ellipsis at ``limit`` characters."""
    if limit is not None:
        text = text[: 4 * limit]  # a million words need not be split to show eighty letters
    line = " ".join(text.split())
    if limit is None or len(line) <= limit:
        return line
    return line[: limit - 1].rstrip() + "…"
