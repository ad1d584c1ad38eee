"""Which blocks of a page are the report.

trafilatura decides what is body; it drops captions, credits and half of the byline, so its text
is used as a witness: blocks whose words it kept are body, and what stands among them or belongs
to them by its kind is kept too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.ingest.bylines import find_byline, find_credit
from sayso.ingest.dom import DomBlock, Outline
from sayso.ingest.furniture import is_furniture
from sayso.ingest.notes import find_note, is_correction
from sayso.ingest.stamps import is_stamp

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Words in a row that a block must share with trafilatura's text, and the share of them.
_SHINGLE = 4
_SHARE = 0.6
# The report's container holds this share of the body's words: the rest may be a stray teaser.
_CONTAINER_SHARE = 0.8
_LINKED_SHARE = 0.5
# Fewer words of body than this are no article: a page with a form, a list of links, an error.
MIN_WORDS = 15

_WORD = re.compile(r"\w+")
_KEPT = frozenset(
    {"boilerplate", "caption", "credit", "byline", "dateline", "editor_note", "correction"}
)


def witness(root: HtmlElement, url: str | None) -> str:
    """The text that trafilatura takes for the article; empty where it finds none."""
    import logging

    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = trafilatura.bare_extraction(
            root, url=url, include_comments=False, include_tables=True, favor_recall=True
        )
    except RecursionError:
        return ""
    text = getattr(found, "text", None)
    return text if isinstance(text, str) else ""


def select(outline: Outline, witnessed: str, title: str | None) -> tuple[list[DomBlock], int]:
    """The report's blocks in order, and the index of its title among them (-1: none)."""
    blocks = outline.blocks
    hits = _hits(blocks, witnessed)
    inside = _container(outline, hits)
    furniture = _furniture(outline, hits)
    body = [
        i
        for i, block in enumerate(blocks)
        if hits[i] and inside[i] and not furniture[i] and not _is_menu(block)
    ]
    if not body:
        return [], -1
    running = next((i for i in body if _sentence(blocks[i])), body[-1])
    head = _title(blocks, title, running, furniture)
    first, last = body[0], body[-1]
    begin = min(first, head) if head >= 0 else first
    kept = set(body)
    chosen: list[int] = []
    for i, block in enumerate(blocks):
        if i < begin or furniture[i] or not block.text:
            continue
        if i == head or (
            i in kept
            or (i < first and _belongs_before(block, inside[i]))
            or (first < i < last and inside[i] and _belongs_within(block))
            or (i > last and inside[i] and _belongs_after(block))
        ):
            chosen.append(i)
    chosen = _once(blocks, chosen, head)
    while chosen and blocks[chosen[-1]].kind == "heading" and chosen[-1] != head:
        chosen.pop()
    at = chosen.index(head) if head in chosen else -1
    return [blocks[i] for i in chosen], at


def words_of(blocks: list[DomBlock]) -> int:
    """Words in blocks that tell something."""
    return sum(
        len(b.text.split()) for b in blocks if b.kind not in ("byline", "dateline", "credit")
    )


def is_apart(block: DomBlock) -> bool:
    """Whether a block is set in italics, as notes are."""
    return block.slanted >= 0.8 * len(block.text.replace(" ", ""))


def _shingles(text: str) -> list[tuple[str, ...]]:
    words = list(map(str.casefold, _WORD.findall(text)))
    if len(words) < _SHINGLE:
        return [tuple(words)] if words else []
    return list(zip(*(words[i:] for i in range(_SHINGLE)), strict=False))


def _hits(blocks: list[DomBlock], witnessed: str) -> list[bool]:
    lines = [line for line in witnessed.splitlines() if line.strip()]
    seen = {s for line in lines for s in _shingles(line)}
    short = {" ".join(_WORD.findall(line.casefold())) for line in lines}
    out = []
    for block in blocks:
        own = _shingles(block.text)
        if own and len(own[0]) < _SHINGLE:
            out.append(" ".join(own[0]) in short)
        else:
            out.append(bool(own) and sum(s in seen for s in own) >= _SHARE * len(own))
    return out


def _weights(outline: Outline, hits: list[bool]) -> list[int]:
    """Body words under each element."""
    weight = [0] * len(outline.parents)
    for block, hit in zip(outline.blocks, hits, strict=True):
        if hit:
            weight[block.node] += len(block.text.split())
    for node in range(len(weight) - 1, 0, -1):
        weight[outline.parents[node]] += weight[node]
    return weight


def _container(outline: Outline, hits: list[bool]) -> list[bool]:
    """Blocks within the smallest element that holds most of the body, or the article around it."""
    weight = _weights(outline, hits)
    total = weight[0]
    best = max((n for n in range(len(weight)) if weight[n] >= _CONTAINER_SHARE * total), default=0)
    node = best
    while node > 0:
        if outline.names[node] in ("article", "main"):
            best = node
            break
        node = outline.parents[node]
    else:
        if outline.names[best] in ("p", "td", "blockquote", "li") and outline.parents[best] >= 0:
            best = outline.parents[best]
    under = [False] * len(weight)
    for n in range(len(weight)):
        under[n] = n == best or (outline.parents[n] >= 0 and under[outline.parents[n]])
    return [under[block.node] for block in outline.blocks]


def _furniture(outline: Outline, hits: list[bool]) -> list[bool]:
    """Blocks in elements named as furniture; an element with half of the body in it is none."""
    total = 0
    weight = [0] * len(outline.furniture)
    for block, hit in zip(outline.blocks, hits, strict=True):
        if hit:
            total += len(block.text)
            if block.furniture >= 0:
                weight[block.furniture] += len(block.text)
    for i in range(len(weight) - 1, -1, -1):
        if outline.furniture[i] >= 0:
            weight[outline.furniture[i]] += weight[i]
    real = [weight[i] < 0.5 * total or not total for i in range(len(weight))]
    for i, around in enumerate(outline.furniture):
        real[i] = real[i] or (around >= 0 and real[around])
    return [block.furniture >= 0 and real[block.furniture] for block in outline.blocks]


def _title(blocks: list[DomBlock], title: str | None, first: int, furniture: list[bool]) -> int:
    """The block that is the title: a heading that says what the page's metadata says."""
    wanted = _key(title) if title else ""
    headings: list[int] = []
    for i, block in enumerate(blocks[: first + 1]):
        if furniture[i]:
            continue
        key = _key(block.text)
        if wanted and key and (key == wanted or (len(key) > 20 and wanted.startswith(key))):
            return i
        if block.tag == "h1":
            headings.append(i)
    return headings[-1] if headings else -1


def _key(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def _sentence(block: DomBlock) -> bool:
    return block.text.rstrip("\"'”’)] ")[-1:] in (".", "!", "?", "…", ":") or (
        len(block.text.split()) >= 12
    )


def _mostly_links(block: DomBlock) -> bool:
    return block.linked > _LINKED_SHARE * len(block.text.replace(" ", ""))


def _is_menu(block: DomBlock) -> bool:
    """A list of links, in whatever markup."""
    return _mostly_links(block) and not _sentence(block)


def _says_what_it_is(block: DomBlock) -> bool:
    text = block.text
    return (
        is_correction(text)
        or is_stamp(text)
        or find_note(text, apart=is_apart(block)) is not None
        or find_byline(text) is not None
        or find_credit(text, last=True) is not None
    )


def _belongs_before(block: DomBlock, inside: bool) -> bool:
    """Between title and body: bylines, dates, captions, the standfirst, notes."""
    if block.kind in _KEPT:
        return inside or block.kind in ("byline", "dateline", "caption", "editor_note")
    if block.standfirst or _says_what_it_is(block):
        return not is_furniture(block.text)
    return inside and _sentence(block) and not _mostly_links(block)


def _belongs_within(block: DomBlock) -> bool:
    if block.kind in _KEPT or block.kind in ("heading", "quote"):
        return True
    if _mostly_links(block):
        return is_furniture(block.text) or _says_what_it_is(block)
    return _sentence(block) or _says_what_it_is(block) or is_furniture(block.text)


def _belongs_after(block: DomBlock) -> bool:
    return (block.kind in _KEPT and block.kind != "byline") or _says_what_it_is(block)


def _once(blocks: list[DomBlock], chosen: list[int], head: int) -> list[int]:
    """Without what a page says twice (a title in two places, a caption for two screen sizes)."""
    seen = {_key(blocks[head].text)} if head >= 0 else set()
    out = []
    for i in chosen:
        key = _key(blocks[i].text)
        if i != head and key in seen and (len(key) > 25 or blocks[i].kind in _KEPT):
            continue
        seen.add(key)
        out.append(i)
    return out
