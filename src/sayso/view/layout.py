"""A report's text as passages: its blocks in order, each with its segments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.record import Block, Report
from sayso.view.segments import Mark, Segmentation, segment


@dataclass(frozen=True, slots=True)
class Passage:
    """A block and the run ``[first, last)`` of segments that it is made of."""

    block: Block
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Layout:
    """A whole text: passages in order, over one segmentation."""

    passages: tuple[Passage, ...]
    segmentation: Segmentation


def lay_out(report: Report, marks: Sequence[Mark]) -> Layout:
    """Cut a report's text at its blocks and marks.

    Text that no block covers becomes a paragraph, so that nothing is left out; blank stretches
    between blocks are dropped.
    """
    blocks = list(_blocks(report))
    cuts = [edge for block in blocks for edge in block.span]
    cut = segment(len(report.text), marks, cuts)
    passages = []
    i = 0
    for block in blocks:
        while i < len(cut.segments) and cut.segments[i].start < block.span[0]:
            i += 1
        first = i
        while i < len(cut.segments) and cut.segments[i].end <= block.span[1]:
            i += 1
        passages.append(Passage(block, first, i))
    return Layout(tuple(passages), cut)


def _blocks(report: Report) -> Iterator[Block]:
    done = 0
    end = len(report.text)
    for block in sorted(report.blocks, key=lambda b: b.span):
        start, stop = (min(max(done, edge), end) for edge in block.span)
        yield from _filler(report, done, start)
        if start < stop:
            yield block.model_copy(update={"span": (start, stop)})
        done = stop
    yield from _filler(report, done, end)


def _filler(report: Report, start: int, end: int) -> Iterator[Block]:
    if report.text[start:end].strip():
        yield Block(kind="paragraph", span=(start, end))
