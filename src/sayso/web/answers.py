"""Answers that are made into JSON once, and not sent when the browser has them."""

from __future__ import annotations

from hashlib import blake2b

from fastapi import Request, Response
from pydantic import BaseModel

_PRIVATE = "private, no-cache"
"""Kept by the browser of the person alone, who asks every time whether it still holds."""


def answer(request: Request, body: BaseModel | bytes) -> Response:
    """An answer with an ETag of what is in it; empty (304) when the browser has the same.

    Args:
        request: What was asked.
        body: A model, or its JSON.
    """
    content = body if isinstance(body, bytes) else body.model_dump_json().encode()
    tag = etag(content)
    if unchanged(request, tag):
        return not_modified(tag)
    headers = {"ETag": tag, "Cache-Control": _PRIVATE}
    return Response(content, media_type="application/json", headers=headers)


def etag(*parts: object) -> str:
    """A weak ETag (answers may be compressed on the way) of anything that names a state."""
    digest = blake2b(digest_size=12)
    for part in parts:
        digest.update(part if isinstance(part, bytes) else f"{part}\0".encode())
    return f'W/"{digest.hexdigest()}"'


def unchanged(request: Request, tag: str) -> bool:
    """Whether the browser says that it has this state."""
    asked = request.headers.get("if-none-match", "")
    return tag in (given.strip() for given in asked.split(","))


def not_modified(tag: str) -> Response:
    """The answer to who has it already."""
    return Response(status_code=304, headers={"ETag": tag, "Cache-Control": _PRIVATE})
