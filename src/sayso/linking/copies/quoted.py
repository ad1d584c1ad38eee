"""The stretches of a report that are somebody's words in quotation marks."""

from __future__ import annotations

import re

from sayso.record import Report, Span

_MARK = re.compile(
    r"[\"“”„«»]|\n+"
    r"|(?<!\w)[‘'](?=\w)"  # opens; an apostrophe stands after a letter
    r"|(?<=[.,!?;:…])[’'](?!\w)|(?<=\w)[’'](?=[.,!?;:)\]\n]|$)"  # closes …
    r"|(?<=[^\W\dsS])[’'](?=\s)"  # … where it is not the apostrophe of a plural
)
_OPEN, _CLOSE = "“„«\"‘'", '”»"'
_SINGLE = "‘'"
_CLOSED_BY = {"‘": "’'", "'": "'’", "„": '“”"'}


def quoted_stretches(report: Report) -> list[Span]:
    """Direct statements, quote blocks, and what stands between quotation marks.

    A quotation left open ends with its paragraph: by convention a speech of several paragraphs
    is closed in the last alone, and a mark that was forgotten must not swallow the page. A single
    mark left open was none.
    """
    spans = [block.span for block in report.blocks if block.kind == "quote"]
    spans.extend(span for s in report.statements if s.kind == "direct" for span in s.content)
    opened: int | None = None
    by = ""
    for m in _MARK.finditer(report.text):
        mark = m.group()
        if mark[0] == "\n":
            if opened is not None and by not in _SINGLE:
                spans.append((opened, m.start()))
            opened = None
        elif opened is not None and mark in _CLOSED_BY.get(by, _CLOSE):
            spans.append((opened, m.start()))
            opened = None
        elif mark in _OPEN and (opened is None or (by in _SINGLE and mark not in _SINGLE)):
            opened, by = m.end(), mark
    if opened is not None and by not in _SINGLE:
        spans.append((opened, len(report.text)))
    return spans
