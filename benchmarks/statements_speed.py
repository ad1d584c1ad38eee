"""Speed of the statements alone, on one core, against a peer in the same run.

The step is all that statements need: cutting, encoding, tags, links, and reading the words.
The peer is spaCy's small English pipeline with all its parts over the same articles, which are
pieces of the data of about 500 words. ``python -m benchmarks.statements_speed polnear_dev.jsonl``
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from benchmarks import harness
from benchmarks.measures import WARM_UP, peak_megabytes, peer_seconds, seconds
from sayso.extract.statements import find_statements
from sayso.language.encoder import encode_report
from sayso.language.syntax_lemmas import PIPELINE
from sayso.record import Block

WORDS = 500


def articles(texts: Sequence[str]) -> Iterator[str]:
    """Pieces of the texts of about 500 words, cut between paragraphs."""
    for text in texts:
        lines: list[str] = []
        count = 0
        for line in text.split("\n"):
            lines.append(line)
            count += len(line.split())
            if count >= WORDS:
                yield "\n".join(lines)
                lines, count = [], 0


def blocks(text: str) -> tuple[Block, ...]:
    """Every line with words as a paragraph."""
    out, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            out.append(Block(kind="paragraph", span=(at, at + len(line))))
        at += len(line) + 1
    return tuple(out)


def main(argv: Sequence[str] | None = None) -> None:
    """Run the benchmark."""
    run = harness.start("statements_speed", "Speed of the statements on one core.", argv)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    texts = list(articles([row["text"] for row in run.rows]))
    laid = [(text, blocks(text)) for text in texts]

    def step(rows: Sequence[tuple[str, tuple[Block, ...]]]) -> int:
        return sum(len(find_statements(t, b, encode_report(t, b))) for t, b in rows)

    step(laid[:WARM_UP])
    ours = seconds(lambda: step(laid))
    memory = peak_megabytes()
    peer = peer_seconds(texts)
    run.finish(
        [],
        {
            "articles": len(texts),
            "words_per_article": round(sum(len(t.split()) for t in texts) / len(texts)),
            "articles_per_second": round(len(texts) / ours, 2),
            "peak_megabytes": memory,
            "peer": PIPELINE,
            "peer_articles_per_second": round(len(texts) / peer, 2),
            "ratio_to_peer": round(peer / ours, 2),
        },
    )


if __name__ == "__main__":
    main()
