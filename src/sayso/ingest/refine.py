"""Blocks by their words: datelines, bylines, credits, notes, corrections and furniture.

What the page's markup did not tell is told by the words, alike for web pages and plain text.
"""

from __future__ import annotations

import re

from sayso.ingest.agencies import agency_named, written_out
from sayso.ingest.bylines import copyright_holder, find_byline, find_credit, photo_credit
from sayso.ingest.dateline import find_dateline
from sayso.ingest.draft import BODY, Draft, part
from sayso.ingest.furniture import is_furniture
from sayso.ingest.notes import find_note, is_correction
from sayso.ingest.stamps import find_stamps
from sayso.record import Block, BlockKind

# A paragraph of this many words is running text: bylines stand before it, credits after.
_RUNNING_WORDS = 15
_SPEAKER = re.compile(r"[A-Z][A-Z .'’-]{2,40}:\s")


class Refiner:
    """One pass over the blocks of a draft.

    ``wires`` collects the agencies named, with their rank: dateline 0, byline 1, credit 2.
    """

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.out: list[Block] = []
        self.body_seen = False
        self.lead = True
        """The next paragraph may open with a dateline of a place alone."""
        self.pending: BlockKind | None = None
        """A label alone ("Editor's note") makes the next block what it says."""
        self.wires: list[tuple[int, str, int, int, int]] = []
        speakers = sum(bool(_SPEAKER.match(draft.words(b))) for b in draft.blocks)
        self.colon = speakers < 2

    def run(self) -> None:
        """Replace the draft's blocks and fill its metadata."""
        blocks = self.draft.blocks
        running = [i for i, b in enumerate(blocks) if b.kind in BODY and self._running(b)]
        tail = running[-1] if running else -1
        for i, block in enumerate(blocks):
            following = blocks[i + 1] if i + 1 < len(blocks) else None
            ends = following is None or (
                i not in running[:-1] or following.kind in ("editor_note", "correction")
            )
            self._one(block, last=i >= tail and ends)
            self.body_seen = self.body_seen or i in running
        self.draft.blocks = self.out

    def _running(self, block: Block) -> bool:
        return len(self.draft.words(block).split()) >= _RUNNING_WORDS

    def _one(self, block: Block, *, last: bool) -> None:
        words = self.draft.words(block)
        kind = block.kind
        if kind == "byline":
            self._byline(block, words, marked=True)
        elif kind == "caption":
            self._caption(block, words)
        elif kind == "credit":
            self._credit(block, words, last=True)
        elif kind == "dateline":
            self._marked_dateline(block, words)
        elif kind in ("paragraph", "heading", "quote", "list") and not self._about(block, words):
            self._body(block, words, last=last)
        elif kind in ("title", "editor_note", "correction", "boilerplate"):
            self.out.append(block)
            self.lead = self.lead or kind == "editor_note"

    def _about(self, block: Block, words: str) -> bool:
        """Take the blocks that are about the report rather than of it."""
        pending, self.pending = self.pending, None
        kind: BlockKind | None = None
        if block.kind != "heading" and pending:
            kind = pending
        elif stamps := find_stamps(words):
            # The page's clock, not the head of a story: its times are in the metadata.
            kind = "boilerplate"
            at = block.span[0]
            for stamp in stamps:
                self._stamp(stamp.what, stamp.value, at + stamp.span[0], at + stamp.span[1])
        elif is_correction(words):
            kind = "correction"
            self.pending = "correction" if len(words.split()) < 4 else None
        elif is_furniture(words):
            kind = "boilerplate"
        elif block.kind != "list" and (note := find_note(words)):
            kind = "editor_note"
            self.lead = True
            self.pending = "editor_note" if note.header else None
        if kind:
            self.out.append(part(block, *block.span, self.draft.text, kind))
        return kind is not None

    def _body(self, block: Block, words: str, *, last: bool) -> None:
        if block.kind == "paragraph" and (
            (not self.body_seen or self.lead) and self._byline(block, words, marked=False)
        ):
            return
        start = block.span[0]
        if block.kind in ("paragraph", "quote"):
            found = find_dateline(words, first=self.lead, colon=self.colon)
            if found:
                self.out.append(part(block, start, start + found.stop, self.draft.text, "dateline"))
                if found.wire and found.wire_span:
                    self._wire(
                        0, found.wire, start + found.wire_span[0], start + found.wire_span[1]
                    )
                if found.date and found.date_span:
                    a, b = found.date_span
                    self._stamp("published", found.date, start + a, start + b)
                block = part(block, start + found.end, block.span[1], self.draft.text)
                self.lead = False
                if block.span[0] >= block.span[1]:
                    return
        if self._credit(block, self.draft.words(block), last=last):
            return
        if block.kind == "paragraph" and self._running(block):
            self.lead = False
        self.out.append(block)

    def _byline(self, block: Block, words: str, *, marked: bool) -> bool:
        found = find_byline(words, marked=marked)
        if found is None:
            if marked:
                self.out.append(block)
            return marked
        at = block.span[0]
        a, b = at + found.names[0], at + found.names[1]
        if self.draft.meta.byline is None or _same(self.draft.meta.byline, self.draft.text[a:b]):
            self.draft.meta.byline = " ".join(self.draft.text[a:b].split())
        if "byline" not in self.draft.evidence:
            self.draft.point("byline", a, b)
        if found.wire and found.wire_span:
            self._wire(1, found.wire, at + found.wire_span[0], at + found.wire_span[1])
        rest = words[found.names[1] :].lstrip(" \n|•·,–—-")
        after = at + len(words) - len(rest)
        for stamp in find_stamps(rest):
            self._stamp(stamp.what, stamp.value, after + stamp.span[0], after + stamp.span[1])
        self.out.append(part(block, *block.span, self.draft.text, "byline"))
        return True

    def _credit(self, block: Block, words: str, *, last: bool) -> bool:
        found = find_credit(words, last=last)
        if found is None:
            if block.kind == "credit":
                self.out.append(block)
            return False
        at = block.span[0]
        if found.start:
            self.out.append(part(block, at, at + found.start, self.draft.text))
        photo = re.match(
            r"[\W]*(?:photo|image|picture|foto|credit)", words[found.start :], re.IGNORECASE
        )
        if found.wire and found.wire_span and found.whole and not photo:
            self._wire(2, found.wire, at + found.wire_span[0], at + found.wire_span[1])
        holder = copyright_holder(words[found.start :])
        if holder and not found.wire and self.draft.meta.outlet is None:
            self.draft.meta.outlet = holder
        credit = part(block, at + found.start, block.span[1], self.draft.text, "credit")
        self.out.append(credit)
        return True

    def _caption(self, block: Block, words: str) -> None:
        cut = photo_credit(words)
        at = block.span[0]
        if cut is None:
            whole = find_credit(words, last=False)
            self.out.append(part(block, *block.span, self.draft.text, "credit") if whole else block)
            return
        self.out.append(part(block, at, at + cut, self.draft.text))
        self.out.append(part(block, at + cut, block.span[1], self.draft.text, "credit"))

    def _marked_dateline(self, block: Block, words: str) -> None:
        at = block.span[0]
        for stamp in find_stamps(words):
            self._stamp(stamp.what, stamp.value, at + stamp.span[0], at + stamp.span[1])
        found = None if find_stamps(words) else find_dateline(words + " — ", first=True)
        if found and found.wire and found.wire_span:
            self._wire(0, found.wire, at + found.wire_span[0], at + found.wire_span[1])
        self.out.append(
            block if found else part(block, *block.span, self.draft.text, "boilerplate")
        )

    def _stamp(self, what: str, value: str, start: int, end: int) -> None:
        meta = self.draft.meta
        known = meta.published if what == "published" else meta.modified
        if known is None or (len(value) > len(known) and value[:10] == known[:10]):
            setattr(meta, what, value)
        elif known[:10] != value[:10]:
            return
        if what not in self.draft.evidence:
            self.draft.point(what, start, end)

    def _wire(self, rank: int, name: str, start: int, end: int) -> None:
        """Note a wire; an abbreviation that the text itself writes out is what the text says."""
        words = self.draft.text[start:end]
        at = max(0, len(self.out) - 1)
        self.wires.append((rank, written_out(words, self.draft.text) or name, start, end, at))


def refine(draft: Draft) -> int | None:
    """Refine the blocks of a draft and name its agency.

    A wire that only contributed ("with reporting by") is in a credit block and is not the agency:
    the report is not its.

    Returns:
        The index of the first block that the agency tells, None without an agency.
    """
    refiner = Refiner(draft)
    refiner.run()
    if not refiner.wires:
        named = agency_named(draft.meta.agency or draft.meta.byline or "")
        draft.meta.agency = named or draft.meta.agency
        return 0 if draft.meta.agency else None
    rank, name, start, end, index = min(refiner.wires, key=lambda wire: wire[0])
    draft.meta.agency = name
    draft.point("agency", start, end)
    return index if rank == 0 else 0


def _same(known: str, read: str) -> bool:
    """Whether a byline on the page is the known one, perhaps with more in it."""
    first = known.split()[0].casefold() if known.split() else ""
    return first in read.casefold() and len(read) >= len(known)
