"""Text made to hurt: it is read, in time that grows with its length, without running out of stack.

``python -m benchmarks.hostile`` measures the growth.
"""

from __future__ import annotations

import re

import pytest

from sayso.extract.statements import find_statements
from sayso.language.encoder import encode_report
from sayso.record import Block
from sayso.resolve.actors import Cast
from sayso.resolve.voices import assemble_statements

TEXTS = {
    "quote marks": '"' * 20_000,
    "marks of all kinds": "“‘«\"'`»’” a " * 2_000,
    "opened and never closed": "“He said ‘no " * 2_000,
    "one sentence": "the army said the rebels left and " * 3_000,
    "nested": "".join(f"the group {n} said that " for n in range(500)) + "it rained.",
    "nested quotations": "He said: " + "“she said ‘" * 500 + "no" + "’”" * 500,
    "colons": "A: " * 10_000,
    "dashes": "“No.” — " * 5_000,
    "one word": "a" * 100_000,
    "blank lines": "said\n\n" * 5_000,
}


def blocks(text: str) -> tuple[Block, ...]:
    return tuple(Block(kind="paragraph", span=m.span()) for m in re.finditer(r"[^\n]+", text))


@pytest.mark.parametrize("name", TEXTS)
def test_hostile_text_is_read(name: str) -> None:
    text = TEXTS[name]
    laid = blocks(text)
    found = find_statements(text, laid, encode_report(text, laid))
    for m in found:
        for start, end in (*m.cue, *m.content, *([m.source] if m.source else [])):
            assert 0 <= start < end <= len(text)
    assemble_statements(found, Cast((), {}))
