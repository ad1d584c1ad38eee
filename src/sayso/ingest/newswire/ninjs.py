"""ninjs, the IPTC's News in JSON: versions 1, 2 and 3.

The versions differ in spelling (``body_text`` and ``headline`` in 1, lists ``bodies`` and
``headlines`` in 2, camel case in 3); names are compared in lower case. Associated items (pictures,
earlier stories) are items of their own and not part of this one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sayso.errors import MalformedInput
from sayso.ingest.draft import Meta
from sayso.ingest.newswire.wire import NO_TEXT, Wire, paragraphs, status_of
from sayso.ingest.piece import Piece
from sayso.ingest.walk import Walk
from sayso.ingest.when import to_iso

# An object with an identifier and two of these is a ninjs item.
_SIGNS = frozenset(
    {
        *("versioncreated", "firstcreated", "contentcreated", "pubstatus", "headlines", "bodies"),
        *("body_text", "body_html", "body_xhtml", "copyrightholder", "copyrightnotice", "located"),
        *("representationtype", "renditions", "associations", "infosource", "infosources"),
        *("slugline", "urgency", "usageterms", "standard", "ednote"),
    }
)
_HTML = ("xhtml", "html")


def is_ninjs(value: object) -> bool:
    """Whether a JSON value is a ninjs item."""
    if not isinstance(value, dict):
        return False
    keys = {str(k).lower() for k in value}
    standard = value.get("standard") or value.get("$standard")
    if isinstance(standard, dict) and str(standard.get("name", "")).lower() == "ninjs":
        return True
    return bool(keys & {"uri", "guid"}) and len(keys & _SIGNS) >= 2


def pieces(raw: bytes, value: Mapping[str, Any], origin: str, walk: Walk) -> Iterator[Piece]:
    """The piece of an item; one without text is passed over and counted.

    Args:
        raw: The item as JSON.
        value: The same, read.
        origin: Where it came from.
        walk: What the caller says.
    """
    kind = str({k.lower(): v for k, v in value.items()}.get("type") or "text").lower()
    if kind in NO_TEXT:
        walk.skip("not_text", origin)
        return
    given = walk.given
    meta = Meta(outlet=given.outlet, published=given.published)
    yield Piece("ninjs", raw, origin, "application/json", meta, charset="utf-8")


def read(words: str, origin: str) -> Wire:
    """Read an item.

    Raises:
        MalformedInput: It is no JSON object.
    """
    try:
        value = json.loads(words)
    except (ValueError, RecursionError) as error:
        raise MalformedInput(
            f"malformed JSON: {error}", source=origin, remedy="get the file again"
        ) from error
    if not isinstance(value, dict):
        raise MalformedInput("not a JSON object", source=origin, remedy="get the file again")
    item = {str(k).lower(): v for k, v in value.items()}
    markup, summary = _body(item)
    first, version = _time(item, "firstcreated"), _time(item, "versioncreated")
    published = first or _time(item, "contentcreated") or version
    uri = _line(item.get("uri"))
    return Wire(
        markup,
        Meta(
            outlet=_line(item.get("copyrightholder")) or _source(item),
            agency=_source(item),
            title=_headline(item),
            byline=_line(item.get("by") or item.get("byline")),
            published=published,
            modified=version if version != published else None,
            url=uri if uri and uri.startswith(("http://", "https://")) else None,
            language=_line(item.get("language")),
        ),
        dateline=_line(item.get("located")),
        status=status_of(_line(item.get("pubstatus"))),
        embargoed=_line(item.get("embargoeduntil") or item.get("embargoed")),
        note=_line(item.get("ednote")),
        corrects=_corrects(item),
        summary=summary,
    )


def _body(item: Mapping[str, Any]) -> tuple[str, bool]:
    """The body as markup, the form with most structure first; else the description."""
    for name in ("body", "description"):
        forms = [
            (f"{k} {v.get('contenttype', '')}" if isinstance(v, dict) else k, v)
            for k, v in _forms(item, name)
        ]
        for kind in (*_HTML, ""):
            for label, form in forms:
                words = form.get("value") if isinstance(form, dict) else form
                if kind in label.lower() and isinstance(words, str) and words.strip():
                    markup = any(h in label.lower() for h in _HTML)
                    return (words if markup else paragraphs(words)), name == "description"
    return "", False


def _forms(item: Mapping[str, Any], name: str) -> Iterator[tuple[str, Any]]:
    plural = {"body": "bodies", "description": "descriptions"}[name]
    listed = item.get(plural)
    for form in listed if isinstance(listed, list) else ():
        if isinstance(form, dict):
            lowered = {str(k).lower(): v for k, v in form.items()}
            yield str(lowered.get("role", "")), lowered
    for key, form in item.items():
        if key.startswith(f"{name}_") or key == name:
            yield key, form


def _headline(item: Mapping[str, Any]) -> str | None:
    listed = item.get("headlines")
    if isinstance(listed, list):
        values = [h for h in listed if isinstance(h, dict)]
        main = [h for h in values if str(h.get("role", "main")).lower() in ("main", "")]
        for each in (*main, *values):
            if words := _line(each.get("value")):
                return words
    return (
        _line(item.get("headline"))
        or next((w for k, v in item.items() if k.startswith("headline_") and (w := _line(v))), None)
        or _line(item.get("title"))
    )


def _source(item: Mapping[str, Any]) -> str | None:
    """The name of the first source of information."""
    listed = item.get("infosources") or item.get("infosource")
    for each in listed if isinstance(listed, list) else [listed]:
        if isinstance(each, dict) and (name := _line(each.get("name"))):
            return name
    return _line(item.get("source"))


def _corrects(item: Mapping[str, Any]) -> bool:
    signal = item.get("signal") or item.get("signals") or item.get("profile")
    return "correction" in json.dumps(signal, default=str).lower() if signal else False


def _time(item: Mapping[str, Any], name: str) -> str | None:
    value = item.get(name)
    return to_iso(value) if isinstance(value, str) else None


def _line(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None
