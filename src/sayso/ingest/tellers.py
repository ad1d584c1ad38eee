"""Whose text each block is, where it is not the outlet's own."""

from __future__ import annotations

import re

from sayso.ingest.agencies import SEVERAL, agency_named
from sayso.ingest.draft import BODY, Draft
from sayso.ingest.notes import EDITOR, Introduction, find_introduction, find_lead_in, find_note
from sayso.record import Block, BlockKind

_RETOLD: frozenset[BlockKind] = BODY | {"dateline", "byline", "credit", "caption"}
"""What a reprint takes over from the report that it reprints; its title is often its own."""

_COMMENT = re.compile(r"[^:\[(]{0,60}\bcomment(?:ary)?\b[^:]{0,60}:", re.IGNORECASE)
_END = re.compile(
    r"\W*(?:end of (?:the )?(?:\w+ ){0,4}(?:report|article|text|statement|quote)|ends?)\W*",
    re.IGNORECASE,
)


def assign_tellers(draft: Draft, wire_from: int | None) -> None:
    """Set ``Block.teller``: writers of notes, outlets that are reprinted or quoted, the agency.

    Args:
        draft: Blocks with their kinds.
        wire_from: The first block that the credited agency tells, None for none.
    """
    tellers: list[str | None] = [block.teller for block in draft.blocks]
    outlet = draft.meta.outlet
    reprint = False
    for i, block in enumerate(draft.blocks):
        words = draft.words(block)
        if block.kind == "editor_note":
            note = find_note(words, apart=True)
            tellers[i] = tellers[i] or (note and note.teller) or outlet or EDITOR
            found = find_introduction(words)
        elif block.kind == "paragraph" and _next_kind(draft.blocks, i) == "quote":
            found = find_lead_in(words)
        else:
            continue
        if found and not _same(found.outlet, outlet):
            name = agency_named(found.outlet) or found.outlet
            told = _told(draft, i, found)
            reprint = reprint or (block.kind == "editor_note" and bool(told))
            for k in told:
                tellers[k] = tellers[k] or name
    if _same(draft.meta.agency or "", outlet):
        draft.meta.agency = outlet  # one name for one teller
    elif wire_from is not None and not reprint:
        for k in _wired(draft, wire_from):
            tellers[k] = tellers[k] or draft.meta.agency
    draft.blocks = [
        block if block.teller == teller else block.model_copy(update={"teller": teller})
        for block, teller in zip(draft.blocks, tellers, strict=True)
    ]


def _wired(draft: Draft, start: int) -> list[int]:
    """The blocks that an agency tells: to the end, or to a comment of the outlet."""
    agency = draft.meta.agency
    if agency is None or agency == SEVERAL:
        return []
    told: list[int] = []
    for k in range(start, len(draft.blocks)):
        block = draft.blocks[k]
        if block.kind == "editor_note" and _COMMENT.match(draft.words(block)):
            break
        if block.kind in BODY or block.kind == "dateline":
            told.append(k)
    return told


def _told(draft: Draft, at: int, found: Introduction) -> list[int]:
    """The blocks that an introduction gives to another outlet."""
    blocks = draft.blocks
    after = range(at + 1, len(blocks))
    before_has_body = any(_running(draft, b) for b in blocks[:at])
    if not found.forward and before_has_body:
        # "This story originally appeared in X", at the end or in a box.
        return [k for k in range(len(blocks)) if blocks[k].kind in _RETOLD]
    told: list[int] = []
    quotes = found.forward and _next_kind(blocks, at) == "quote"
    for k in after:
        block, words = blocks[k], draft.words(blocks[k])
        if _END.fullmatch(words) or (block.kind == "editor_note" and _COMMENT.match(words)):
            break
        if quotes and block.kind in BODY and block.kind != "quote":
            break
        if block.kind in _RETOLD:
            told.append(k)
    return told


def _running(draft: Draft, block: Block) -> bool:
    return block.kind in BODY and len(draft.words(block).split()) >= 15


def _next_kind(blocks: list[Block], at: int) -> BlockKind | None:
    return next((b.kind for b in blocks[at + 1 :] if b.kind in BODY), None)


def _same(name: str, outlet: str | None) -> bool:
    """Whether two names mean one outlet."""
    if outlet is None:
        return False
    one, other = (
        (agency_named(n) or n).casefold().removeprefix("the ").split() for n in (name, outlet)
    )
    # A station by its call sign: "WXYZ" on a page of "WXYZ News 24".
    sign = name.isupper() and len(one) == 1 and one == other[:1]
    return one == other or sign
