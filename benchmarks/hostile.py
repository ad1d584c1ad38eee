"""How the time of the statements grows with texts made to hurt.

Each text is read at its size and at half of it; a ratio near 2 is linear growth.
``python -m benchmarks.hostile``
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial

from benchmarks.measures import seconds
from sayso.extract.statements import find_statements
from sayso.language.encoder import encode_report
from sayso.record import Block

TEXTS: dict[str, tuple[Callable[[int], str], int]] = {
    "quote marks": (lambda n: '"' * n, 200_000),
    "one sentence, words": (lambda n: "the army said rebels left " * (n // 5), 100_000),
    "nesting, deep": (lambda n: "the group said that " * n + "it rained.", 500),
    "open quotations": (lambda n: "“He said ‘no " * n, 20_000),
}


def main() -> None:
    """Run the benchmark."""
    figures = {}
    for name, (make, size) in TEXTS.items():
        _read(make(64))
        half, whole = (seconds(partial(_read, make(n))) for n in (size // 2, size))
        figures[name] = {
            "size": size,
            "seconds": round(whole, 2),
            "ratio_to_half": round(whole / half, 2),
        }
    print(json.dumps({"benchmark": "hostile", **figures}))


def _read(text: str) -> int:
    blocks = (Block(kind="paragraph", span=(0, len(text))),)
    return len(find_statements(text, blocks, encode_report(text, blocks)))


if __name__ == "__main__":
    main()
