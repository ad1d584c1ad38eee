"""The stretches of a report that are somebody's words in quotation marks."""

from __future__ import annotations

import re

from sayso.record import Report, Span

_MARK = re.compile(r"[\"“”„«»]|\n+")
_OPEN, _CLOSE = "“„«", "”»"


def quoted_stretches(report: Report) -> list[Span]:
    """Direct statements, quote blocks, and what stands between quotation marks.

    A quotation left open ends with its paragraph: by convention a speech of several paragraphs
    is closed in the last alone, and a mark that was forgotten must not swallow the page.
    """
    spans = [block.span for block in report.blocks if block.kind == "quote"]
    spans.extend(span for s in report.statements if s.kind == "direct" for span in s.content)
    opened: int | None = None
    for m in _MARK.finditer(report.text):
        mark = m.group()
        if mark[0] == "\n":
            if opened is not None:
                spans.append((opened, m.start()))
            opened = None
        elif opened is None and (mark in _OPEN or mark == '"'):
            opened = m.end()
        elif opened is not None and (mark in _CLOSE or mark == '"'):
            spans.append((opened, m.start()))
            opened = None
    if opened is not None:
        spans.append((opened, len(report.text)))
    return spans
