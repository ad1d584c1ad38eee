"""The last step of ingest: from a draft to a page."""

from __future__ import annotations

import hashlib

from sayso import __version__
from sayso.errors import InputTooLarge
from sayso.ingest.draft import BODY, Draft
from sayso.ingest.language import language_of
from sayso.ingest.limits import MAX_WORDS
from sayso.ingest.page import Page
from sayso.ingest.refine import refine
from sayso.ingest.tellers import assign_tellers
from sayso.ingest.when import is_future
from sayso.record import Extractor, ReaderInfo, Report

READ_LANGUAGE = "en"
"""What this version reads; reports in other languages are recorded and not read."""

UNREAD = frozenset({"language_not_read", "canceled", "withheld"})
"""Warnings of reports that are kept and not read: in another language, or withdrawn by a wire."""

# Below this a language that cannot be told is no reason to refuse: headlines, single sentences.
_TELLING_WORDS = 15


def page_of(
    draft: Draft, *, raw: bytes, media_type: str, origin: str, extractor: Extractor
) -> Page:
    """Refine a draft and make the report of it.

    Args:
        draft: Text, blocks and the metadata that markup or caller gave.
        raw: The bytes it was read from.
        media_type: Their kind.
        origin: Where they came from, for messages.
        extractor: What made the draft.
    """
    assign_tellers(draft, refine(draft))
    meta = draft.meta
    _point_outlet(draft)
    language = language_of(_body(draft), meta.language)
    _warn(draft, language)
    report = Report(
        id=report_id(draft.text, meta.url or meta.outlet),
        url=meta.url,
        original=meta.original,
        outlet=meta.outlet,
        agency=meta.agency,
        title=meta.title,
        byline=meta.byline,
        language=language,
        published=meta.published,
        modified=meta.modified,
        reader=ReaderInfo(version=__version__, extractor=extractor),
        text=draft.text,
        blocks=tuple(draft.blocks),
        warnings=tuple(draft.warnings),
        evidence={name: tuple(spans) for name, spans in draft.evidence.items()},
    )
    return Page(report=report, raw=raw, media_type=media_type, origin=origin)


def report_id(text: str, where: str | None) -> str:
    """``r_`` and 16 hexadecimal digits of the SHA-256 of the text and the URL or outlet."""
    data = f"{text}\0{where or ''}".encode("utf-8", "surrogatepass")
    return f"r_{hashlib.sha256(data).hexdigest()[:16]}"


def check_words(text: str, origin: str) -> None:
    """Refuse a text of more words than a report has.

    Raises:
        InputTooLarge: Over ``MAX_WORDS``.
    """
    # A word takes two characters with its space: shorter texts need not be counted.
    if len(text) < 2 * MAX_WORDS:
        return
    count = len(text.split())
    if count > MAX_WORDS:
        raise InputTooLarge(
            f"{count:,} words, the limit for one report is {MAX_WORDS:,}",
            source=origin,
            remedy="split it into one file a report, or a JSONL file with one report a line",
        )


def _body(draft: Draft) -> str:
    body = "\n".join(draft.words(b) for b in draft.blocks if b.kind in BODY or b.kind == "title")
    return body or draft.text


def _point_outlet(draft: Draft) -> None:
    """Where a credit or title line of the page names the outlet."""
    outlet = draft.meta.outlet
    for block in draft.blocks if outlet else ():
        if block.kind in ("credit", "byline", "dateline", "boilerplate", "editor_note"):
            at = draft.text.find(outlet or "", *block.span)
            if at >= 0:
                draft.point("outlet", at, at + len(outlet or ""))
                return


def _warn(draft: Draft, language: str | None) -> None:
    published = draft.meta.published
    if published is None:
        draft.warn(
            "no_publication_date",
            "no publication date on the page: relative dates stay unresolved (give published=)",
        )
    elif is_future(published):
        draft.warn("future_date", f"published in the future: {published}")
    if language is None and len(draft.text.split()) < _TELLING_WORDS:
        draft.warn("language_unknown", "too short to tell its language")
    elif language != READ_LANGUAGE:
        draft.warn(
            "language_not_read",
            f"written in {language or 'a language that could not be told'}: "
            f"recorded, not read (only {READ_LANGUAGE} is read)",
        )
    replaced = draft.text.count("\ufffd")
    if replaced:
        draft.warn("replaced_characters", f"{replaced} characters that cannot be read are U+FFFD")
