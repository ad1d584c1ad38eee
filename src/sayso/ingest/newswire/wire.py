"""What the newswire formats have in common: an item of a wire to a draft."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from itertools import islice

from sayso.errors import EmptyInput
from sayso.ingest.bylines import find_byline
from sayso.ingest.dateline import find_dateline
from sayso.ingest.draft import Draft, Meta
from sayso.ingest.when import is_future, to_iso

NO_TEXT = frozenset({"picture", "graphic", "audio", "video", "animation", "planning", "event"})
"""Types of items that have a caption at most."""

_TAG = re.compile(r"<[^<>]{0,500}>")
_CORRECTION = re.compile(r"\bcorrect(?:s|ed|ing|ion)\b", re.IGNORECASE)
_BREAK = re.compile(r"</(?:p|div|h\d|li|blockquote|figcaption)>|<br\b", re.IGNORECASE)
_TOP = 10_000
_FIRST = 4
"""Blocks of a body in which a dateline of its own is looked for: after headlines, a picture."""
_HEAD = 300


@dataclass(slots=True)
class Wire:
    """One item of a wire.

    Attributes:
        markup: The body as HTML.
        meta: What the item says of itself.
        dateline: Place (and date) of the report, where it is beside the body.
        credit: The line of credit.
        status: ``usable``, ``withheld`` or ``canceled``.
        embargoed: Until when it was not to be published.
        note: A note to editors.
        corrects: It is sent to correct another.
        summary: The body is only a summary.
    """

    markup: str
    meta: Meta = field(default_factory=Meta)
    dateline: str | None = None
    credit: str | None = None
    status: str = "usable"
    embargoed: str | None = None
    note: str | None = None
    corrects: bool = False
    summary: bool = False


def paragraphs(text: str) -> str:
    """Plain text as markup: paragraphs between empty lines, or one a line where there are none."""
    parts = re.split(r"\n\s*\n", text) if re.search(r"\n\s*\n", text) else text.splitlines()
    return "".join(f"<p>{escape(p.strip(), quote=False)}</p>" for p in parts if p.strip())


def status_of(value: str | None) -> str:
    """The status of publication, alike for all formats (``stat:canceled``, ``Cancelled``)."""
    status = (value or "usable").strip().lower().rpartition(":")[2].rpartition("/")[2]
    return "canceled" if status == "cancelled" else status


def draft_of(wire: Wire, given: Meta, origin: str) -> Draft:
    """The draft of an item.

    Args:
        wire: The item.
        given: What the caller says; it counts before the item's own words.
        origin: Its name, for messages.

    Raises:
        EmptyInput: It has no body and is not withdrawn.
    """
    from sayso.ingest.html import fragment_draft

    byline = wire.meta.byline
    wire.meta.byline = _names(byline)
    meta = given
    meta.fill(wire.meta)
    withdrawn = wire.status in ("canceled", "withheld")
    plain = " ".join(_TAG.sub(" ", wire.markup).split())
    if not plain and not (withdrawn and meta.title):
        raise EmptyInput("no text in the item", source=origin, remedy="leave it out")
    parts = []
    if byline and byline.casefold() not in plain[:_HEAD].casefold():
        parts.append(f'<p class="byline">{escape(byline)}</p>')
    if wire.dateline and not _has_dateline(wire.markup, wire.dateline):
        parts.append(f'<p class="dateline">{escape(wire.dateline)}</p>')
    parts.append(wire.markup)
    if wire.credit and wire.credit.casefold() not in plain[-_HEAD:].casefold():
        parts.append(f'<p class="credit">{escape(wire.credit)}</p>')
    draft = fragment_draft("".join(parts), meta)
    _warn(draft, wire)
    return draft


def _has_dateline(markup: str, dateline: str) -> bool:
    """Whether one of the first paragraphs of a body begins with a dateline of its own."""
    place = dateline.split(",")[0].strip().casefold()
    blocks = (" ".join(_TAG.sub(" ", part).split()) for part in _BREAK.split(markup[:_TOP]))
    return any(
        words.casefold().startswith(place) or find_dateline(words[:_HEAD], first=True)
        for words in islice(filter(None, blocks), _FIRST)
    )


def _names(byline: str | None) -> str | None:
    """The names of a byline: ``By Jane Doe, Example Wire`` is Jane Doe."""
    found = find_byline(byline, marked=True) if byline else None
    return byline[found.names[0] : found.names[1]] if found and byline else byline


def _warn(draft: Draft, wire: Wire) -> None:
    who = wire.meta.outlet or "its agency"
    if wire.status == "canceled":
        draft.warn("canceled", f"canceled by {who}: kept, not read as news")
    elif wire.status == "withheld":
        draft.warn("withheld", f"withheld by {who} until further notice: kept, not read as news")
    if wire.embargoed:
        until = to_iso(wire.embargoed) or wire.embargoed
        ends = "" if is_future(until) else ", which is over"
        draft.warn("embargoed", f"under embargo until {until}{ends}")
    if wire.corrects or (wire.note and _CORRECTION.search(wire.note)):
        draft.warn("correction", wire.note or "sent to correct an earlier version")
    elif wire.note:
        draft.warn("note_to_editors", wire.note)
    if wire.summary:
        draft.warn("summary_only", "the item gives a summary, not the report")
