"""A page's tree to a flat list of blocks, with what the markup says about each.

One pass without recursion, so that nesting of any depth is read.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from sayso.ingest.lexicon import word_set
from sayso.ingest.notes import find_note, is_correction
from sayso.record import BlockKind

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BREAKING = word_set(
    """
    address article aside blockquote body caption center dd details div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody
    td tfoot th thead title tr ul
    """
)
_SILENT = word_set(
    """
    script style noscript template svg math iframe object embed canvas audio video map button select
    textarea input option head nav dialog amp-ad amp-social-share amp-sidebar amp-consent amp-iframe
    amp-analytics amp-script amp-user-notification
    """
)
_KIND_OF_TAG: dict[str, BlockKind] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    "blockquote": "quote",
    "li": "list",
    "dd": "list",
    "figure": "caption",
    "figcaption": "caption",
    "caption": "caption",
}

# What class, id and itemprop names mean, the first that fits. Words of site templates, as they
# are met on news sites and in the themes of the common publishing systems.
_HINTS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (hint, re.compile(rf"(?:^|[^a-z])(?:{names})(?:[^a-z]|$)"))
    for hint, names in (
        ("correction", "corrections?|clarification|correction-note|article-correction|update-note"),
        (
            "note",
            "editors?-?s?-?notes?|editornote|editorial-note|ed-note|republish(?:ed|ing)?(?:-note)?"
            "|reprint(?:-note|-notice)?|source-note|syndication-note|publisher-note",
        ),
        (
            "caption",
            "captions?|cutline|wp-caption-text|image-desc(?:ription)?|photo-text|imgcaption",
        ),
        (
            "credit",
            "credits?|photographer|image-source|photo-source|copyright|picture-credit"
            "|article-source|wire-credit|agency-credit",
        ),
        ("boilerplate", "tagline|bio|disclaimer"),
        (
            "furniture",
            "share|sharing|shares|social|sharedaddy|addthis|related|recommend(?:ed|ations)?"
            "|newsletter|subscribe|subscription|signup|promo|promotion|advert(?:isement)?|ads?|adslot"
            "|sponsor(?:ed)?|cookies?|consent|gdpr|breadcrumbs?|menu|navigation|navbar|sidebar|side-bar"
            "|footer|comments?|commentlist|disqus|tags|tag-list|read-?more|read-?next|read-?also|more-on"
            "|most-?read|most-?popular|popular|trending|teasers?|paywall|popup|modal|banner|widgets?"
            "|toolbar|print|pagination|pager|author-?bio|about-?author|author-?box|jp-relatedposts|outbrain"
            "|taboola|pull-?quotes?|skip-?link|masthead|topbar|ticker|follow-us|donate|donation"
            "|meta-nav|post-navigation|login|search|poll",
        ),
        ("byline", "byline|by-line|authors?|byl|writer|contributors?|article-author|post-author"),
        (
            "dateline",
            "dateline|date-line|datetime|date|dates|timestamp|time-stamp|publish(?:ed)?-?"
            "(?:date|time|on)?|pubdate|post-date|entry-date|posted-on|last-updated|updated|dateposted"
            "|article-date|date-published|datepublished|date-modified|datemodified",
        ),
        (
            "standfirst",
            "standfirst|dek|deck|subtitle|sub-title|subhead(?:line)?|lead|lede|intro"
            "|summary|excerpt|article-description",
        ),
    )
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_KIND_OF_HINT: dict[str, BlockKind] = {
    "correction": "correction",
    "note": "editor_note",
    "boilerplate": "boilerplate",
    "caption": "caption",
    "credit": "credit",
    "byline": "byline",
    "dateline": "dateline",
}
# Kinds that an element sets for all that is in it.
_STRONG = frozenset(
    {"boilerplate", "correction", "editor_note", "quote", "caption", "credit", "byline", "dateline"}
)
_INNER = frozenset({"caption", "credit"})

_UNSEEN = re.compile(
    r"\b(?:visually-?hidden|sr-only|screen-reader-text|offscreen)\b", re.IGNORECASE
)

# Names that mean a line; where the element is large they mean the whole story ("status-publish").
_SHORT = frozenset({"byline", "dateline", "credit"})
_SHORT_PARTS = 40
_SHORT_CHARS = 400

_SPACE = re.compile(r"[ \t\r\n\f\v\xa0]+")
_SPACE_IN_PRE = re.compile(r"[ \t\r\f\v\xa0]+")
_AROUND_BREAK = re.compile(r" *\n *")
_DROPPED = re.compile("[\u00ad\u200b\ufeff]")


@dataclass(slots=True)
class DomBlock:
    """A stretch of running text between block-level tags.

    ``node`` and ``furniture`` number the element around it and the nearest element whose name
    says that it is site furniture (-1: none).
    """

    text: str
    kind: BlockKind
    tag: str
    node: int
    furniture: int
    standfirst: bool
    linked: int
    slanted: int


class _State(NamedTuple):
    kind: BlockKind = "paragraph"
    tag: str = "body"
    node: int = 0
    furniture: int = -1
    standfirst: bool = False
    linked: bool = False
    slanted: bool = False


@dataclass(slots=True)
class Outline:
    """The blocks of a page and the tree above them.

    ``parents`` gives each numbered element its parent, ``names`` its tag; children have higher
    numbers. ``furniture`` gives each furniture element the next one around it.
    """

    blocks: list[DomBlock] = field(default_factory=list)
    parents: list[int] = field(default_factory=lambda: [-1])
    names: list[str] = field(default_factory=lambda: ["html"])
    furniture: list[int] = field(default_factory=list)


class _Walker:
    def __init__(self) -> None:
        self.outline = Outline()
        self.words: list[str] = []
        self.state = _State()
        self.kinds: dict[BlockKind, int] = {}
        """Characters by kind: a word marked as dateline does not make the paragraph one."""
        self.linked = 0
        self.slanted = 0

    def add(self, text: str | None, state: _State) -> None:
        if not text:
            return
        if text.strip():
            if not self.kinds:
                self.state = state
            size = len(text.strip())
            self.kinds[state.kind] = self.kinds.get(state.kind, 0) + size
            self.linked += size if state.linked else 0
            self.slanted += size if state.slanted else 0
        space = _SPACE_IN_PRE if state.tag == "pre" else _SPACE
        self.words.append(space.sub(" ", _DROPPED.sub("", text)))

    def flush(self) -> None:
        if not self.words:
            return
        text = _AROUND_BREAK.sub("\n", _SPACE_RUN.sub(" ", "".join(self.words))).strip()
        for piece in _BREAKS.split(text):
            if piece.strip():
                size = max(1, len(text))
                self.outline.blocks.append(
                    DomBlock(
                        piece.strip(),
                        max(self.kinds, key=self.kinds.__getitem__),
                        self.state.tag,
                        self.state.node,
                        self.state.furniture,
                        self.state.standfirst,
                        self.linked * len(piece) // size,
                        self.slanted * len(piece) // size,
                    )
                )
        self.words.clear()
        self.kinds.clear()
        self.linked = self.slanted = 0


_SPACE_RUN = re.compile(r" {2,}")
_BREAKS = re.compile(r"\n{2,}")


def outline(root: HtmlElement) -> Outline:
    """Flatten a page."""
    from lxml import etree

    walker = _Walker()
    stack = [_State()]
    steps = etree.iterwalk(root, events=("start", "end"))
    for event, element in steps:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "end":
            if tag in _BREAKING:
                walker.flush()
            stack.pop()
            walker.add(element.tail, stack[-1])
            continue
        parent = stack[-1]
        if tag == "br":
            walker.words.append("\n")
        if not tag or tag in _SILENT or _hidden(element):
            # lxml still reports the end of a skipped element.
            steps.skip_subtree()
            stack.append(parent)
            continue
        if tag in _BREAKING:
            walker.flush()
        state = _inside(parent, tag, element, walker.outline)
        stack.append(state)
        walker.add(element.text, state)
    walker.flush()
    return walker.outline


def _inside(parent: _State, tag: str, element: Any, out: Outline) -> _State:
    named = " ".join([value for name in _NAMING if (value := element.get(name))])
    hint = _hint(named) if named else None
    if hint in _SHORT and not _is_short(element):
        hint = None
    if tag in ("aside", "footer") and hint not in ("note", "correction", "caption", "byline"):
        hint = _boxed(element) or "furniture"
    breaking = tag in _BREAKING
    if hint == "furniture" and not breaking:
        hint = None  # a link in running text is no reason to lose the text
    slanted = parent.slanted or tag in ("em", "i")
    if not breaking and hint is None and tag != "a" and slanted == parent.slanted:
        return parent
    kind = _KIND_OF_HINT.get(hint or "") or _KIND_OF_TAG.get(tag)
    if kind is None or (
        parent.kind in _STRONG
        and not (kind in _INNER or (kind == "heading" and parent.kind == "caption"))
    ):
        kind = (
            parent.kind if parent.kind in _STRONG or not breaking or tag in _PARTS else "paragraph"
        )
    node = parent.node
    if breaking:
        node = len(out.parents)
        out.parents.append(parent.node)
        out.names.append(tag)
    furniture = parent.furniture
    if hint == "furniture":
        out.furniture.append(furniture)
        furniture = len(out.furniture) - 1
    return _State(
        kind,
        tag if breaking else parent.tag,
        node,
        furniture,
        parent.standfirst or hint == "standfirst",
        parent.linked or tag == "a",
        slanted,
    )


# Attributes that tell what an element is for.
_NAMING = ("class", "id", "itemprop", "role", "rel", "data-testid")
# Elements that are not a kind of their own inside a list item or a quotation.
_PARTS = frozenset({"p", "div", "span", "ul", "ol"})


def _boxed(element: Any) -> str | None:
    """What the first words of a box say that it is, when its name does not."""
    words = next((text.strip() for text in element.itertext() if text.strip()), "")
    if is_correction(words):
        return "correction"
    return "note" if words and find_note(words) else None


def _is_short(element: Any) -> bool:
    """Whether an element holds a line or two. Looks at the first of its parts only."""
    size = 0
    for count, part in enumerate(element.iter()):
        size += len((part.text or "").strip()) + len((part.tail or "").strip()) * (count > 0)
        if count > _SHORT_PARTS or size > _SHORT_CHARS:
            return False
    return True


@functools.lru_cache(maxsize=4096)
def _hint(named: str) -> str | None:
    names = re.sub(r"[_\s]+", lambda m: "-" if m[0] == "_" else " ", _CAMEL.sub("-", named)).lower()
    return next((hint for hint, pattern in _HINTS if pattern.search(names)), None)


def _hidden(element: Any) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    if _UNSEEN.search(element.get("class") or ""):
        return True
    style = element.get("style")
    return bool(style) and bool(
        re.search(r"display\s*:\s*none|visibility\s*:\s*hidden", style, re.IGNORECASE)
    )
