"""Text and addresses as a format can hold them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

_NO_CHARACTERS = re.compile("[\0\ud800-\udfff]")
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ENCODE = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
_NO_IRI = re.compile(r"""[\x00-\x20\x7f-\x9f<>"{}|\\^`]""")


def unicode_text(text: str) -> str:
    """Text that others can read: NUL and lone surrogates, which are no characters, are U+FFFD."""
    return _NO_CHARACTERS.sub("\ufffd", text)


def xml_text(text: str) -> str:
    """Text that XML can hold: what is no ``Char`` (XML 1.0, 2.2), such as NUL, becomes U+FFFD."""
    return _NO_XML.sub("\ufffd", text)


def web_address(url: str | None) -> str | None:
    """An address as an IRI (RFC 3987): characters that none may hold are percent-encoded.

    Returns:
        None where it is no address on the web, with a host.
    """
    if not url:
        return None
    try:
        parts = urlsplit(unicode_text(url).strip())
    except ValueError:  # such as a broken IPv6 host
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    return _NO_IRI.sub(_percent, parts.geturl())


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode())


def json_line(value: Any) -> str:
    """A value as JSON (RFC 8259) without line breaks, its texts as others can read them."""
    line = _ENCODE(value)
    if "\\u0000" in line or _NO_CHARACTERS.search(line):
        line = _ENCODE(_cleaned(value))
    return line


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return unicode_text(value)
    if isinstance(value, Mapping):
        return {_cleaned(key): _cleaned(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_cleaned(each) for each in value]
    return value
